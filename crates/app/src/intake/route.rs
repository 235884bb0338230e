//! Which station gets a case that nobody chose a station for: near first, then the least work. A station whose division is
//! not known is as near as its province.

use aftercare_domain::{
    identity::Ownership,
    intake::{Candidate, Choice, choose_station},
};
use aftercare_store::intake::registration::{self as store, CandidateRow};

use super::command::Routed;
use crate::{Error, Work};

/// ISO 3166-2 codes of the mainland's provinces and the two digits that GB/T 2260 gives them.
const PROVINCES: [(&str, &str); 31] = [
    ("CN-BJ", "11"),
    ("CN-TJ", "12"),
    ("CN-HE", "13"),
    ("CN-SX", "14"),
    ("CN-NM", "15"),
    ("CN-LN", "21"),
    ("CN-JL", "22"),
    ("CN-HL", "23"),
    ("CN-SH", "31"),
    ("CN-JS", "32"),
    ("CN-ZJ", "33"),
    ("CN-AH", "34"),
    ("CN-FJ", "35"),
    ("CN-JX", "36"),
    ("CN-SD", "37"),
    ("CN-HA", "41"),
    ("CN-HB", "42"),
    ("CN-HN", "43"),
    ("CN-GD", "44"),
    ("CN-GX", "45"),
    ("CN-HI", "46"),
    ("CN-CQ", "50"),
    ("CN-SC", "51"),
    ("CN-GZ", "52"),
    ("CN-YN", "53"),
    ("CN-XZ", "54"),
    ("CN-SN", "61"),
    ("CN-GS", "62"),
    ("CN-QH", "63"),
    ("CN-NX", "64"),
    ("CN-XJ", "65"),
];

/// The code of the station, and how near it is. None when there is no station in the actor's part of the tree.
pub(super) fn route(work: &mut Work<'_>, division: &str) -> Result<Option<(String, Routed)>, Error> {
    let scope = work.actor.scope();
    let rows = store::candidates(work.tx, &scope)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let candidates: Vec<Candidate> = rows.iter().map(candidate).collect();
    let Choice { station, because, .. } = choose_station(division, &candidates)?;
    Ok(rows.into_iter().find(|row| row.node_id == station).map(|row| (row.code, because.into())))
}

fn candidate(row: &CandidateRow) -> Candidate {
    Candidate {
        station: row.node_id,
        code: row.code.clone(),
        division: row.division.clone().unwrap_or_else(|| row.region.as_deref().map(division_of).unwrap_or_default()),
        open_orders: row.open_orders,
        own: row.ownership == Ownership::Own.name(),
    }
}

fn division_of(region: &str) -> String {
    PROVINCES.iter().find(|(iso, _)| *iso == region).map_or_else(String::new, |(_, digits)| (*digits).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_reads_as_its_provinces_digits() {
        for (region, digits) in [("CN-SH", "31"), ("CN-XZ", "54"), ("TW-TPE", ""), ("", "")] {
            assert_eq!(division_of(region), digits, "{region}");
        }
        let mut digits: Vec<&str> = PROVINCES.iter().map(|(_, digits)| *digits).collect();
        digits.dedup();
        assert_eq!(digits.len(), PROVINCES.len(), "each province has its own");
        assert!(digits.is_sorted());
    }
}
