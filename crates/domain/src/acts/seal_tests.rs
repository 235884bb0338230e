use super::super::*;
use aftercare_kernel::{Date, Instant, id::*};
use proptest::prelude::*;
use std::{collections::BTreeMap, convert::Infallible};
use uuid::Uuid;

use SealFinding::{BrokenLink, Changed, OtherActs, OtherCount};

type Days = BTreeMap<Date, Vec<(ActId, Digest)>>;

fn day(n: usize) -> Date {
    Date::constant(2026, 3, 1 + n as i8)
}

/// Days with some acts each, sealed one after the other.
fn sealed(counts: &[usize]) -> (Vec<Seal>, Days) {
    let (mut seals, mut days): (Vec<Seal>, Days) = (Vec::new(), Days::new());
    for (n, count) in counts.iter().enumerate() {
        let act =
            |i: usize| (ActId::from_uuid(Uuid::from_u128((n * 1000 + i) as u128)), Digest::of(&[n as u8, i as u8]));
        let acts: Vec<_> = (0..*count).map(act).collect();
        let mut tree = MerkleTree::default();
        acts.iter().for_each(|(id, hash)| tree.push(*id, hash));
        let previous = seals.last().map(|seal| seal.hash);
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        seals.push(seal_day(brand, day(n), &tree, previous, Instant::from_micros(n as i64)));
        days.insert(day(n), acts);
    }
    (seals, days)
}

fn findings(seals: &[Seal], days: &Days) -> Vec<SealFinding> {
    let acts_of = |day| Ok::<_, Infallible>(days.get(&day).cloned().unwrap_or_default());
    verify_seals(seals, acts_of).expect("infallible")
}

#[test]
fn days_as_sealed_have_no_findings() {
    for counts in [&[][..], &[1], &[3, 1, 8]] {
        let (seals, days) = sealed(counts);
        assert_eq!(findings(&seals, &days), []);
    }
}

#[test]
fn an_act_missing_at_the_end_of_its_chain_is_found_by_its_day() {
    let (seals, mut days) = sealed(&[3, 4]);
    days.get_mut(&day(1)).expect("day").pop();
    assert_eq!(findings(&seals, &days), [OtherCount { day: day(1), sealed: 4, found: 3 }]);
}

#[test]
fn a_missing_seal_breaks_the_next_link() {
    let (mut seals, days) = sealed(&[3, 4, 2]);
    seals.remove(1);
    assert_eq!(findings(&seals, &days), [BrokenLink { day: day(2) }]);
}

#[test]
fn a_seal_that_was_written_anew_breaks_the_next_link() {
    let (mut seals, mut days) = sealed(&[3, 4, 2]);
    days.get_mut(&day(1)).expect("day").pop();
    let mut tree = MerkleTree::default();
    days[&day(1)].iter().for_each(|(id, hash)| tree.push(*id, hash));
    seals[1] = seal_day(seals[1].brand, day(1), &tree, Some(seals[0].hash), seals[1].sealed_at);
    assert_eq!(findings(&seals, &days), [BrokenLink { day: day(2) }]);
}

#[test]
fn a_changed_seal_is_found() {
    let (mut seals, days) = sealed(&[3]);
    seals[0].sealed_at = Instant::from_micros(99);
    assert_eq!(findings(&seals, &days), [Changed { day: day(0) }]);
}

proptest! {
    #[test]
    fn any_changed_or_swapped_act_of_a_sealed_day_is_found(count in 2usize..20, a in 0usize..20, b in 0usize..20) {
        let (seals, mut days) = sealed(&[count]);
        let acts = days.get_mut(&day(0)).expect("day");
        let (a, b) = (a % count, b % count);
        if a == b { acts[a].1 = Digest::of(b"other") } else { acts.swap(a, b) }
        prop_assert_eq!(findings(&seals, &days), [OtherActs { day: day(0) }]);
    }
}
