use super::super::*;
use aftercare_kernel::{Date, Instant, id::*};
use proptest::prelude::*;
use uuid::Uuid;

use ChainFinding::{BrokenLink, Changed, OtherChain, OutOfSequence};

fn act(n: u128) -> Act {
    Act {
        id: ActId::from_uuid(Uuid::from_u128(100 + n)),
        brand: BrandId::from_uuid(Uuid::from_u128(1)),
        chain: Chain::new(ChainKind::Case, Uuid::from_u128(2)),
        order: n.is_multiple_of(2).then(|| OrderId::from_uuid(Uuid::from_u128(3))),
        at: Instant::from_micros(1_000_000 * n as i64),
        day: Date::constant(2026, 3, 2),
        person: PersonId::from_uuid(Uuid::from_u128(4)),
        position: None,
        verb: "use_part".into(),
        payload: format!("{{\"n\":{n}}}"),
    }
}

fn chain(length: u128) -> Vec<ChainedAct> {
    let mut rows: Vec<ChainedAct> = Vec::new();
    for n in 0..length {
        let last = rows.last().map(|row| (row.seq, row.hash));
        rows.push(ChainedAct::append(act(n), last));
    }
    rows
}

/// Every way to change one field of a row.
fn changed(row: &ChainedAct, which: usize) -> ChainedAct {
    let mut row = row.clone();
    let other = Uuid::from_u128(999);
    match which % 12 {
        0 => row.act.id = ActId::from_uuid(other),
        1 => row.act.brand = BrandId::from_uuid(other),
        2 => row.act.order = Some(OrderId::from_uuid(other)),
        3 => row.act.at = row.act.at.plus_seconds(1),
        4 => row.act.day = Date::constant(2026, 3, 3),
        5 => row.act.person = PersonId::from_uuid(other),
        6 => row.act.position = Some(PositionId::from_uuid(other)),
        7 => row.act.verb.push('s'),
        8 => row.act.payload.push(' '),
        9 => row.hash = Digest::of(b"other"),
        10 => row.previous = Digest::of(b"other"),
        _ => row.act.chain = Chain::new(ChainKind::Device, other),
    }
    row
}

#[test]
fn a_chain_as_written_has_no_findings() {
    for length in [0, 1, 2, 20] {
        assert_eq!(verify_chain(&chain(length)), []);
    }
}

#[test]
fn findings_name_the_row_where_it_shows() {
    let mut rows = chain(4);
    rows[2].act.payload = "{}".into();
    assert_eq!(verify_chain(&rows), [Changed { act: rows[2].act.id, seq: 3 }]);

    let mut rows = chain(4);
    rows.remove(1);
    let act = rows[1].act.id;
    assert_eq!(verify_chain(&rows), [OutOfSequence { act, expected: 2, found: 3 }, BrokenLink { act, seq: 3 }]);

    let mut rows = chain(2);
    rows[1].act.chain.id = "other".into();
    let (act, chain) = (rows[1].act.id, rows[1].act.chain.clone());
    assert_eq!(verify_chain(&rows), [OtherChain { act, chain }, Changed { act, seq: 2 }]);
}

#[test]
fn a_row_rewritten_with_its_hash_breaks_the_next_link() {
    let mut rows = chain(3);
    rows[1].act.payload = "{}".into();
    rows[1].hash = rows[1].expected_hash();
    assert_eq!(verify_chain(&rows), [BrokenLink { act: rows[2].act.id, seq: 3 }]);
}

#[test]
fn a_border_moved_between_two_fields_gives_another_hash() {
    let with = |verb: &str, payload: &str| {
        ChainedAct::append(Act { verb: verb.into(), payload: payload.into(), ..act(0) }, None).hash
    };
    assert_ne!(with("ab", "c"), with("a", "bc"));
}

#[test]
fn the_form_of_the_hash_stays_what_it_is() {
    let hash = ChainedAct::append(act(1), None).hash.to_string();
    assert_eq!(
        hash, "6e98d7f93375fcf2e660ae7dda6bb0b21660b8a57de81568e47d0596a2a029c8",
        "rows already written are hashed in this form"
    );
}

proptest! {
    #[test]
    fn any_changed_row_is_found(length in 1u128..12, at in 0usize..12, which in 0usize..12) {
        let mut rows = chain(length);
        let at = at % rows.len();
        rows[at] = changed(&rows[at], which);
        prop_assert!(!verify_chain(&rows).is_empty());
    }

    #[test]
    fn any_two_swapped_rows_are_found(length in 2u128..12, a in 0usize..12, b in 0usize..12) {
        let mut rows = chain(length);
        let (a, b) = (a % rows.len(), b % rows.len());
        prop_assume!(a != b);
        rows.swap(a, b);
        prop_assert!(!verify_chain(&rows).is_empty());
    }

    #[test]
    fn any_missing_row_but_the_last_is_found(length in 2u128..12, at in 0usize..12) {
        let mut rows = chain(length);
        let at = at % (rows.len() - 1);
        rows.remove(at);
        prop_assert!(!verify_chain(&rows).is_empty());
    }

    #[test]
    fn any_doubled_row_is_found(length in 1u128..12, at in 0usize..12) {
        let mut rows = chain(length);
        let at = at % rows.len();
        rows.insert(at, rows[at].clone());
        prop_assert!(!verify_chain(&rows).is_empty());
    }
}
