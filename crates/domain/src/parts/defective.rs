//! The defective part owed to the brand for each part used under warranty.

use super::PartsRefusal;
use crate::{
    deadlines::{ClockPolicy, StationTime},
    orders::ServiceType,
};
use aftercare_kernel::Instant;

named! {
    /// Words are those of the `defective_duty` table.
    pub enum DutyState as "duty_state" keyed "parts-duty" {
        Owed = "owed",
        Returned = "returned",
    }
}

/// A duty as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefectiveDuty {
    Owed { due: Instant },
    Returned { at: Instant },
}

impl DefectiveDuty {
    pub const fn state(&self) -> DutyState {
        match self {
            DefectiveDuty::Owed { .. } => DutyState::Owed,
            DefectiveDuty::Returned { .. } => DutyState::Returned,
        }
    }
    pub fn is_overdue(&self, now: Instant) -> bool {
        matches!(self, DefectiveDuty::Owed { due } if *due < now)
    }
    /// The part is on its way to the brand.
    pub fn returned(self, now: Instant) -> Result<Self, PartsRefusal> {
        match self {
            DefectiveDuty::Owed { .. } => Ok(DefectiveDuty::Returned { at: now }),
            DefectiveDuty::Returned { .. } => Err(PartsRefusal::AlreadyReturned),
        }
    }
}

/// The duty that using a part brings: under warranty, and only for items that the brand wants back.
pub fn duty_for(
    service_type: ServiceType,
    returns_defective: bool,
    used_at: Instant,
    clock: &ClockPolicy,
    station: &StationTime<'_>,
) -> Option<DefectiveDuty> {
    let owed = service_type == ServiceType::Warranty && returns_defective;
    owed.then(|| DefectiveDuty::Owed { due: clock.due(used_at, station) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadlines::ClockWhat;
    use aftercare_kernel::{BusinessCalendar, calendar::OpeningHours};
    use jiff::{civil::time, tz::TimeZone};

    #[test]
    fn only_a_warranty_use_of_a_wanted_part_is_owed() {
        let opening = OpeningHours::new(time(9, 0, 0, 0), time(18, 0, 0, 0)).expect("hours");
        let calendar = BusinessCalendar::china();
        let station = StationTime { zone: &TimeZone::UTC, opening: &opening, calendar: &calendar };
        let clock = ClockPolicy::usual(ClockWhat::DefectiveReturn);
        let used_at = Instant::from_micros(0);
        for service_type in ServiceType::ALL.iter().copied() {
            for returns in [true, false] {
                let duty = duty_for(service_type, returns, used_at, &clock, &station);
                assert_eq!(duty.is_some(), service_type == ServiceType::Warranty && returns, "{service_type}");
            }
        }
        let duty = duty_for(ServiceType::Warranty, true, used_at, &clock, &station).expect("a duty");
        let due = used_at.plus_seconds(31 * 24 * 3600);
        assert_eq!(duty, DefectiveDuty::Owed { due }, "the first day is not counted, the last ends at midnight");
        assert!(!duty.is_overdue(due));
        assert!(duty.is_overdue(due.plus_seconds(1)));
    }

    #[test]
    fn a_part_is_returned_once() {
        let now = Instant::from_micros(5);
        let returned = DefectiveDuty::Owed { due: now }.returned(now).expect("returned");
        assert_eq!(returned.state(), DutyState::Returned);
        assert_eq!(returned.returned(now), Err(PartsRefusal::AlreadyReturned));
    }
}
