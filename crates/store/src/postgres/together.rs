//! What a use case writes in one piece, as one statement: PostgreSQL then starts, logs and answers once instead of a
//! dozen times.

use std::fmt::Write;

use crate::{engine::Engine, statement::Statement, value::Value};

/// A use case writes up to so many rows; imports write more, of one kind each, and gain nothing here.
const MOST: usize = 24;

/// One statement for the batch, and the parameters of all in its order. None unless all are plain inserts: those see
/// nothing of each other and change one row each, so that neither their order nor a count of theirs is lost. Foreign
/// keys are looked at when the whole is done.
pub(super) fn together<'a>(batch: &'a [(&'static Statement, Vec<Value>)]) -> Option<(String, Vec<&'a Value>)> {
    let fits = (1..=MOST).contains(&batch.len()) && batch.iter().all(|(statement, _)| is_plain_insert(statement.sql));
    if !fits {
        return None;
    }
    let (last, others) = batch.split_last()?;
    if others.is_empty() {
        return Some((last.0.text(Engine::Postgres).to_owned(), last.1.iter().collect()));
    }
    let mut text = String::with_capacity(batch.len() * 400);
    let mut before = 0;
    for (number, (statement, params)) in others.iter().enumerate() {
        text.push_str(if number == 0 { "WITH " } else { ", " });
        // Writing to a text cannot fail.
        let _ = write!(text, "i{number} AS (");
        append(&mut text, statement.text(Engine::Postgres), before);
        text.push(')');
        before += params.len();
    }
    text.push(' ');
    append(&mut text, last.0.text(Engine::Postgres), before);
    Some((text, batch.iter().flat_map(|(_, params)| params).collect()))
}

fn is_plain_insert(sql: &str) -> bool {
    let others = ["SELECT", "ON CONFLICT", "RETURNING"];
    sql.trim_start().starts_with("INSERT INTO") && !others.iter().any(|word| sql.contains(word))
}

/// The text with its parameters counted on from those before it.
fn append(whole: &mut String, text: &str, before: usize) {
    let mut pieces = text.trim().split('$');
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = piece.split_at(digits);
        let number = number.parse::<usize>().map_or(0, |number| number + before);
        let _ = write!(whole, "${number}{rest}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static ONE: Statement = Statement::new("one", "INSERT INTO a (x, y) VALUES ($1, $2)");
    static TWO: Statement = Statement::new("two", "\n INSERT INTO b (z) VALUES ($1)");
    static KEPT: Statement = Statement::new("kept", "INSERT INTO b (z) VALUES ($1) ON CONFLICT DO NOTHING");
    static CHANGE: Statement = Statement::new("change", "UPDATE a SET x = $1");

    fn entry(statement: &'static Statement, values: &[i64]) -> (&'static Statement, Vec<Value>) {
        (statement, values.iter().map(|value| Value::Int(*value)).collect())
    }

    #[test]
    fn parameters_are_counted_on() {
        let batch = [entry(&ONE, &[1, 2]), entry(&TWO, &[3]), entry(&ONE, &[4, 5])];
        let (text, params) = together(&batch).unwrap();
        assert_eq!(
            text,
            "WITH i0 AS (INSERT INTO a (x, y) VALUES ($1, $2)), i1 AS (INSERT INTO b (z) VALUES ($3)) \
             INSERT INTO a (x, y) VALUES ($4, $5)"
        );
        assert_eq!(params, [1, 2, 3, 4, 5].map(Value::Int).iter().collect::<Vec<_>>());
    }

    #[test]
    fn only_plain_inserts_of_a_use_case_go_together() {
        let with = |other| together(&[entry(&ONE, &[1, 2]), other]).is_some();
        assert!(with(entry(&TWO, &[3])));
        assert!(!with(entry(&KEPT, &[3])), "whether it changed a row is asked");
        assert!(!with(entry(&CHANGE, &[3])), "what it changes may be written beside it");
        let alone = [entry(&ONE, &[1, 2])];
        assert_eq!(together(&alone).unwrap().0, ONE.sql, "one alone is one already");
        assert!(together(&[]).is_none());
        assert!(together(&vec![entry(&TWO, &[3]); MOST]).is_some());
        assert!(together(&vec![entry(&TWO, &[3]); MOST + 1]).is_none());
    }
}
