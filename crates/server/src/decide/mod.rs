//! `aftercare decide`: facts in, one decision per line out, in input order. Needs no database.
//!
//! The input may be endless: a fact set is read, decided, written and forgotten before the next is read.

mod records;

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use aftercare_domain::warranty::{self, Decision, Difference, Facts, FactsError, Regimes};
use aftercare_kernel::{BusinessCalendar, Clock, Instant};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    clock::SystemClock,
    command::DecideArgs,
    failure::{Failure, INPUT_REJECTED},
    house,
};
use records::{Broken, Record, Records};

pub fn decide(args: &DecideArgs) -> Result<ExitCode, Failure> {
    let regimes = house::regimes(args.rules.as_deref())?;
    let input: Box<dyn Read> = if args.file == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(&args.file).map_err(|why| Failure::file("open", &args.file, &why))?)
    };
    let (calendar, now) = (BusinessCalendar::china(), SystemClock.now());
    let desk = Desk { regimes: &regimes, calendar, now, replays: args.replay };
    let all_decided = desk.answer_all(input, io::stdout().lock());
    match all_decided {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::from(INPUT_REJECTED)),
        // Whoever read the answers has seen enough.
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(why) => Err(Failure::file("read or answer", &args.file, &why)),
    }
}

struct Desk<'a> {
    regimes: &'a Regimes,
    calendar: Arc<BusinessCalendar>,
    now: Instant,
    /// Whether kept decisions come in instead of facts.
    replays: bool,
}

/// A line that is answered: a decision, or how a kept one compares with it.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Decided(Box<Decision>),
    Replayed(Box<Replayed>),
}

/// What the rules of today make of a kept decision; without differences they would decide the same.
#[derive(Serialize)]
struct Replayed {
    id: Option<String>,
    rules_then: String,
    rules_now: String,
    differences: Vec<Difference>,
}

impl Desk<'_> {
    /// True when every fact set was decided.
    fn answer_all(&self, input: impl Read, output: impl Write) -> io::Result<bool> {
        let mut records = Records::new(BufReader::new(input));
        let mut output = BufWriter::new(output);
        let mut all_decided = true;
        while let Some(record) = records.next()? {
            match self.answer(&record) {
                Ok(decision) => serde_json::to_writer(&mut output, &decision)?,
                Err(error) => {
                    all_decided = false;
                    serde_json::to_writer(&mut output, &error)?;
                }
            }
            output.write_all(b"\n")?;
            if records.must_wait() {
                output.flush()?;
            }
        }
        output.flush()?;
        Ok(all_decided)
    }

    /// The decision, or the line that says what is wrong with the facts.
    fn answer(&self, record: &Record) -> Result<Answer, Value> {
        let text = record.text.as_ref().map_err(|broken| unreadable(record.line, broken))?;
        let value: Value = serde_json::from_slice(text).map_err(|why| unreadable(record.line, &why))?;
        let id = value.get("id").filter(|id| id.is_string() || id.is_number()).cloned();
        let answer = if self.replays { self.replay(&value) } else { self.decide(&value) };
        answer.map_err(|wrong| malformed(id, record.line, &wrong))
    }

    fn decide(&self, value: &Value) -> Result<Answer, FactsError> {
        self.judge(value).map(|decision| Answer::Decided(Box::new(decision)))
    }

    /// The question keeps the day it was decided for: only the rules are others.
    fn replay(&self, value: &Value) -> Result<Answer, FactsError> {
        let then: Decision = kept_decision(value)?;
        let mut facts = value.get("facts").cloned().unwrap_or(Value::Null);
        if let Some(facts) = facts.as_object_mut() {
            facts.entry("as_of").or_insert_with(|| json!(then.as_of));
        }
        let now = self.judge(&facts)?;
        let differences = warranty::differences(&then, &now);
        let replayed = Replayed {
            id: then.id.clone(),
            rules_then: then.rules_version.clone(),
            rules_now: now.rules_version,
            differences,
        };
        Ok(Answer::Replayed(Box::new(replayed)))
    }

    fn judge(&self, value: &Value) -> Result<Decision, FactsError> {
        let facts = Facts::read(value)?;
        let in_utc = self.now.timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
        // Today is a day of the regime's zone, and the zone is known when the regime is.
        let regime = self.regimes.choose(&facts, in_utc)?;
        let today = regime.offset.to_datetime(self.now.timestamp()).date();
        warranty::decide(self.regimes, &facts, today, &self.calendar)
    }
}

fn kept_decision(value: &Value) -> Result<Decision, FactsError> {
    let decision = value.get("decision").cloned().unwrap_or(Value::Null);
    serde_json::from_value(decision).map_err(|_| FactsError::no_decision())
}

/// The field, a stable code, and what the field should be.
fn malformed(id: Option<Value>, line: u64, wrong: &FactsError) -> Value {
    let mut error = json!(wrong);
    error["message"] = json!(format!("{} {}", wrong.field, wrong.wrong));
    error["line"] = json!(line);
    json!({ "id": id, "error": error })
}

fn unreadable(line: u64, why: &dyn std::fmt::Display) -> Value {
    let message = format!("should be a JSON object: {why}");
    json!({ "id": null, "error": { "field": "facts", "code": "not_json", "message": message, "line": line } })
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Broken::TooLong => write!(f, "longer than {} bytes", records::MOST_BYTES),
            Broken::ArrayNotClosed => f.write_str("the array does not end with ]"),
            Broken::BehindTheArray => f.write_str("there is something behind the array"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (bool, Vec<Value>) {
        answered(input, false)
    }

    fn answered(input: &str, replays: bool) -> (bool, Vec<Value>) {
        let regimes = Regimes::builtin().expect("built in");
        let now = Instant::from_timestamp("2026-03-02T20:00:00Z".parse().expect("a time"));
        let desk = Desk { regimes: &regimes, calendar: BusinessCalendar::china(), now, replays };
        let mut output = Vec::new();
        let all = desk.answer_all(input.as_bytes(), &mut output).expect("memory reads and writes");
        let lines = String::from_utf8(output).expect("text");
        (all, lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
    }

    #[test]
    fn a_malformed_set_is_answered_in_its_place_and_the_rest_is_decided() {
        let phone = |id: &str| format!(r#"{{"id":"{id}","regime":"cn.mobile.2001","sold_on":"2026-01-01"}}"#);
        let input =
            [&phone("a"), "{\"id\":\"b\",\"regime\":\"cn.mobile.2001\",\"sold_on\":\"soon\"}", "nonsense", &phone("d")]
                .join("\n");
        let (all, lines) = answers(&input);
        assert!(!all);
        assert_eq!(
            lines.iter().map(|line| line["id"].clone()).collect::<Vec<_>>(),
            [json!("a"), json!("b"), json!(null), json!("d")]
        );
        assert_eq!(lines[1]["error"]["field"], "sold_on");
        assert_eq!(lines[2]["error"]["code"], "not_json");
        assert_eq!(lines[2]["error"]["line"], 3);
        assert!(lines[3]["remedies"].is_array());
    }

    #[test]
    fn without_a_day_the_question_is_for_today_in_the_regimes_zone() {
        let (_, lines) = answers(r#"{"regime":"cn.mobile.2001","sold_on":"2026-01-01"}"#);
        assert_eq!(lines[0]["as_of"], "2026-03-03", "it is past midnight in China");
    }

    #[test]
    fn a_kept_decision_is_compared_with_what_the_rules_say_today() {
        let facts = json!({"id": "a", "regime": "cn.mobile.2001", "sold_on": "2026-01-01"});
        let (_, decided) = answers(&facts.to_string());
        let kept = json!({"facts": facts, "decision": decided[0]});
        let mut other = kept.clone();
        other["decision"]["rules_version"] = json!("1-00000000");
        other["decision"]["burden_of_proof"] = json!("consumer");
        let input = format!("{kept}\n{other}\n{{\"facts\":{{}}}}");
        let (all, lines) = answered(&input, true);
        assert!(!all, "the third has no decision");
        assert_eq!((&lines[0]["id"], &lines[0]["differences"]), (&json!("a"), &json!([])));
        assert_eq!(lines[1]["differences"][0]["what"], "burden");
        assert_eq!(lines[1]["rules_then"], "1-00000000");
        assert_eq!(lines[2]["error"]["field"], "decision");
    }

    #[test]
    fn what_is_no_object_is_named() {
        let (all, lines) = answers("[1, {\"regime\":\"cn.car.9999\"}]");
        assert!(!all);
        assert_eq!(lines[0]["error"]["field"], "facts");
        assert_eq!(lines[1]["error"]["field"], "regime");
    }
}
