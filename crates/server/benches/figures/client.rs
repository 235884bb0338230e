//! A keep-alive HTTP/1.1 connection of the plainest kind, so that the load generator takes little of the machine.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
};

pub struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server accepts");
        stream.set_nodelay(true).expect("no delay");
        Self { stream: BufReader::with_capacity(64 * 1024, stream), address }
    }

    /// `right` is the header that says who asks.
    pub fn get(&mut self, path: &str, right: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{right}\r\n\r\n", self.address), b"")
    }

    pub fn post(&mut self, path: &str, right: &str, key: &str, body: &[u8]) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\n{right}\r\nIdempotency-Key: {key}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        self.send(&head, body)
    }

    fn send(&mut self, head: &str, body: &[u8]) -> Answer {
        let mut request = head.as_bytes().to_vec();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).expect("the request is sent");
        self.read_answer()
    }

    fn read_answer(&mut self) -> Answer {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("a status line");
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let mut length = None;
        loop {
            line.clear();
            self.stream.read_line(&mut line).expect("a header");
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let body = match length {
            Some(length) => self.read_exactly(length),
            None => self.read_chunks(),
        };
        Answer { status, body }
    }

    fn read_exactly(&mut self, length: usize) -> Vec<u8> {
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        body
    }

    fn read_chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).expect("a chunk's length");
            let length = usize::from_str_radix(line.trim(), 16).expect("a length");
            let chunk = self.read_exactly(length + 2);
            body.extend_from_slice(&chunk[..length]);
            if length == 0 {
                return body;
            }
        }
    }
}
