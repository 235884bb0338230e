//! Changes documents as documents: a value is put in another's place, a field or an entry goes or comes twice. Bytes changed
//! at random hardly ever leave JSON that reads, and what is behind the reader would never be reached.

use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Value, json};

/// Chances from the fuzzer's seed: the same seed makes the same change.
struct Dice(u64);

impl Dice {
    /// One step of SplitMix64 (Steele, Lea and Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Changes a document in `data`, of which `size` bytes are used and `most` may be; one time in four, and whatever does not
/// read, as bytes.
pub fn change(
    data: &mut [u8],
    size: usize,
    most: usize,
    seed: u32,
    read: fn(&[u8]) -> Option<Value>,
    write: fn(&Value) -> Option<String>,
) -> usize {
    let mut dice = Dice(u64::from(seed));
    let document = if dice.below(4) == 0 { None } else { read(&data[..size]) };
    let written = document.and_then(|mut document| {
        for _ in 0..=dice.below(3) {
            change_somewhere(&mut document, &mut dice);
        }
        write(&document).filter(|text| !text.is_empty() && text.len() <= most)
    });
    match written {
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => fuzzer_mutate(data, size, most),
    }
}

/// JSON for [`change`].
pub fn read_json(text: &[u8]) -> Option<Value> {
    serde_json::from_slice(text).ok()
}

/// JSON for [`change`].
pub fn write_json(document: &Value) -> Option<String> {
    Some(document.to_string())
}

/// TOML for [`change`].
pub fn read_toml(text: &[u8]) -> Option<Value> {
    toml::from_str(std::str::from_utf8(text).ok()?).ok()
}

/// TOML for [`change`]; a document with a null in it is none.
pub fn write_toml(document: &Value) -> Option<String> {
    toml::to_string(document).ok()
}

fn change_somewhere(document: &mut Value, dice: &mut Dice) {
    let mut paths = Vec::new();
    list_paths(document, String::new(), &mut paths);
    let path = &paths[dice.below(paths.len())];
    let elsewhere = document.pointer(&paths[dice.below(paths.len())]).cloned().unwrap_or(Value::Null);
    let Some(value) = document.pointer_mut(path) else { return };
    match dice.below(8) {
        0 => *value = odd(dice),
        1 => *value = elsewhere,
        _ => change_value(value, elsewhere, dice),
    }
}

/// The JSON pointer of every value.
fn list_paths(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, inner)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            list_paths(inner, format!("{path}/{key}"), paths);
        }),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(at, inner)| list_paths(inner, format!("{path}/{at}"), paths));
        }
        _ => {}
    }
    paths.push(path);
}

fn change_value(value: &mut Value, elsewhere: Value, dice: &mut Dice) {
    match value {
        Value::Object(fields) => change_fields(fields, elsewhere, dice),
        Value::Array(entries) => change_entries(entries, elsewhere, dice),
        Value::String(text) => *text = changed_text(text, dice),
        Value::Number(number) => *value = changed_number(number, dice),
        Value::Bool(flag) => *flag = !*flag,
        Value::Null => *value = elsewhere,
    }
}

fn change_fields(fields: &mut serde_json::Map<String, Value>, elsewhere: Value, dice: &mut Dice) {
    let Some(key) = fields.keys().nth(dice.below(fields.len())).cloned() else { return };
    match (dice.below(4), elsewhere) {
        (0, _) => {
            fields.remove(&key);
        }
        (1, Value::Object(others)) => fields.extend(others),
        (2, Value::String(name)) => {
            let value = fields.remove(&key).unwrap_or(Value::Null);
            fields.insert(name, value);
        }
        (_, elsewhere) => {
            fields.insert(key, elsewhere);
        }
    }
}

fn change_entries(entries: &mut Vec<Value>, elsewhere: Value, dice: &mut Dice) {
    let (at, other) = (dice.below(entries.len()), dice.below(entries.len()));
    match dice.below(4) {
        _ if entries.is_empty() => entries.push(elsewhere),
        0 => drop(entries.remove(at)),
        1 => entries.push(entries[at].clone()),
        2 => entries.swap(at, other),
        _ => entries.insert(at, elsewhere),
    }
}

/// One digit is another, so that a date stays a date and a time a time; or the text as bytes.
fn changed_text(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    if !digits.is_empty() && dice.below(4) > 0 {
        bytes[digits[dice.below(digits.len())]] = b'0' + dice.below(10) as u8;
    } else {
        let length = bytes.len();
        bytes.resize(length + 8, 0);
        let kept = fuzzer_mutate(&mut bytes, length, length + 8);
        bytes.truncate(kept);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn changed_number(number: &serde_json::Number, dice: &mut Dice) -> Value {
    let value = number.as_f64().unwrap_or(0.0);
    let small = dice.below(20) as f64 - 10.0;
    let changed = match dice.below(7) {
        0 => value + small,
        1 => value * 2.0,
        2 => value / 2.0,
        3 => -value,
        4 => small,
        5 => value * 10.0_f64.powi(dice.below(40) as i32 - 20),
        _ => value + small / 10.0,
    };
    let is_whole = number.is_i64() || number.is_u64();
    if is_whole && changed.abs() < 9e15 { json!(changed.round() as i64) } else { json!(changed) }
}

/// Values that nobody expects where they stand.
fn odd(dice: &mut Dice) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(0.5),
        json!(1e-300),
        json!(1e300),
        json!(1e9),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(u32::MAX),
        json!(""),
        json!("00:00"),
        json!("48:00"),
        json!("1980-01-01"),
        json!("2199-12-31"),
        json!("2024-02-29"),
        json!("0.00"),
        json!("999999999999.99"),
        json!([]),
        json!({}),
    ];
    all[dice.below(all.len())].clone()
}
