//! Many clients at once, and how long each of their questions took.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{client::Connection, house::Rights};

pub struct Load {
    pub address: SocketAddr,
    pub rights: Rights,
    pub clients: usize,
}

pub struct Registered {
    pub order_numbers: Vec<String>,
    pub latencies: Latencies,
}

pub struct Latencies(Vec<Duration>);

impl Latencies {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }
    pub fn percentile(&self, percent: f64) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get((last as f64 * percent / 100.0).round() as usize).copied().unwrap_or_default()
    }
}

/// Every case of a run of the program has another phone and serial.
static NEXT: AtomicUsize = AtomicUsize::new(1);

impl Load {
    /// Registers so many cases with all clients; each is a new customer with a new phone under the law.
    pub fn register(&self, count: usize) -> Registered {
        let left = AtomicUsize::new(count);
        let parts: Vec<(Vec<String>, Vec<Duration>)> = thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients).map(|_| scope.spawn(|| self.register_until(&left))).collect();
            clients.into_iter().map(|client| client.join().expect("a client ends")).collect()
        });
        let (numbers, times): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        Registered { order_numbers: numbers.concat(), latencies: Latencies::of(times.concat()) }
    }

    fn register_until(&self, left: &AtomicUsize) -> (Vec<String>, Vec<Duration>) {
        let mut connection = Connection::open(self.address);
        let (mut numbers, mut times) = (Vec::new(), Vec::new());
        while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok() {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let (body, key) = (crate::house::case_body(number), format!("figures-{number}"));
            let began = Instant::now();
            let answer = connection.post("/api/v1/cases", &self.rights.token, &key, body.as_bytes());
            times.push(began.elapsed());
            assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
            let answer: serde_json::Value = serde_json::from_slice(&answer.body).expect("an answer in JSON");
            numbers.push(answer["order"].as_str().expect("an order's number").to_owned());
        }
        (numbers, times)
    }

    /// Asks `count` times in all, walking through `words` with a stride so that neighbours are not asked together.
    pub fn read(
        &self,
        words: &[String],
        readers: usize,
        count: usize,
        path: impl Fn(&str) -> String + Sync,
    ) -> Latencies {
        // Pages are asked for as a browser does, operations as a program does.
        let right = |path: &str| if path.starts_with("/api/") { &self.rights.token } else { &self.rights.cookie };
        let share = count / readers;
        let ask = |reader: usize| -> Vec<Duration> {
            let mut connection = Connection::open(self.address);
            let ask_once = |turn: usize| {
                let word = &words[(turn * readers + reader) * 7919 % words.len()];
                let path = path(word);
                let began = Instant::now();
                let answer = connection.get(&path, right(&path));
                assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
                began.elapsed()
            };
            (0..share).map(ask_once).collect()
        };
        let ask = &ask;
        let times: Vec<Vec<Duration>> = thread::scope(|scope| {
            let handles: Vec<_> = (0..readers).map(|reader| scope.spawn(move || ask(reader))).collect();
            handles.into_iter().map(|handle| handle.join().expect("a reader ends")).collect()
        });
        Latencies::of(times.concat())
    }
}
