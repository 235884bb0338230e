//! Bodies as browsers send them.

/// One part of a multipart form.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    Text { name: &'a str, value: &'a str },
    File { name: &'a str, file_name: &'a str, media_type: &'a str, bytes: &'a [u8] },
}

pub const BOUNDARY: &str = "aftercare-testkit-boundary";

/// `application/x-www-form-urlencoded`.
pub fn urlencoded(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

fn escaped(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(letter).collect()
}

/// `multipart/form-data` with `BOUNDARY`.
pub fn multipart(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        body.extend_from_slice(format!("--{BOUNDARY}\r\n").as_bytes());
        match part {
            Part::Text { name, value } => {
                body.extend_from_slice(
                    format!("Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}").as_bytes(),
                );
            }
            Part::File { name, file_name, media_type, bytes } => {
                let head = format!(
                    "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}\r\n\r\n"
                );
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(bytes);
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_survives_its_way() {
        assert_eq!(urlencoded(&[("name", "李 娜&=+"), ("x", "")]), "name=%E6%9D%8E+%E5%A8%9C%26%3D%2B&x=");
    }
}
