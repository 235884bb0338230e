//! Which station gets a case.

use super::IntakeRefusal;
use aftercare_kernel::id::NodeId;

/// A station that could take the case. `division` is the code of the administrative division it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub station: NodeId,
    pub code: String,
    pub division: String,
    pub open_orders: i64,
    pub own: bool,
}

/// The nearest division that the chosen station shares with the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChosenBecause {
    Elsewhere,
    SameProvince,
    SameCity,
    SameDistrict,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub station: NodeId,
    pub because: ChosenBecause,
    pub open_orders: i64,
}

/// Nearest first, then the least open work, then the brand's own, then by code: the same facts always give the same
/// station.
pub fn choose_station(division: &str, candidates: &[Candidate]) -> Result<Choice, IntakeRefusal> {
    let order = |c: &&Candidate| {
        let nearness = std::cmp::Reverse(nearness(division, &c.division));
        (nearness, c.open_orders, !c.own, c.code.clone())
    };
    let chosen = candidates.iter().min_by_key(order).ok_or(IntakeRefusal::NoStation)?;
    Ok(Choice {
        station: chosen.station,
        because: nearness(division, &chosen.division),
        open_orders: chosen.open_orders,
    })
}

/// GB/T 2260: two digits of the province, two of the city, two of the district.
fn nearness(wanted: &str, offered: &str) -> ChosenBecause {
    let shares = |digits: usize| {
        let (a, b) = (wanted.get(..digits), offered.get(..digits));
        a.is_some() && a == b
    };
    match () {
        () if shares(6) => ChosenBecause::SameDistrict,
        () if shares(4) => ChosenBecause::SameCity,
        () if shares(2) => ChosenBecause::SameProvince,
        () => ChosenBecause::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn candidate(code: &str, division: &str, open_orders: i64, own: bool) -> Candidate {
        let station = NodeId::from_uuid(Uuid::from_u128(code.bytes().map(u128::from).sum()));
        Candidate { station, code: code.into(), division: division.into(), open_orders, own }
    }

    #[test]
    fn near_comes_before_idle_and_idle_before_own() {
        let far = candidate("BJ01", "110105", 0, true);
        let city = candidate("SH01", "310106", 9, true);
        let busy = candidate("SH02", "310115", 5, true);
        let idle = candidate("SH03", "310115", 2, false);
        let own = candidate("SH04", "310115", 2, true);
        let twin = candidate("SH05", "310115", 2, true);
        let table = [
            ("310115", vec![&far, &city, &busy, &idle, &twin, &own], &own, ChosenBecause::SameDistrict),
            ("310115", vec![&far, &city, &busy, &idle], &idle, ChosenBecause::SameDistrict),
            ("310112", vec![&far, &city, &busy], &busy, ChosenBecause::SameCity),
            ("31", vec![&far, &city], &city, ChosenBecause::SameProvince),
            ("", vec![&city, &far], &far, ChosenBecause::Elsewhere),
        ];
        for (division, candidates, expected, because) in table {
            let candidates: Vec<Candidate> = candidates.into_iter().cloned().collect();
            let choice = choose_station(division, &candidates).expect("a station");
            assert_eq!((choice.station, choice.because), (expected.station, because), "{division}");
        }
    }

    #[test]
    fn without_stations_the_desk_must_choose() {
        assert_eq!(choose_station("310115", &[]), Err(IntakeRefusal::NoStation));
    }
}
