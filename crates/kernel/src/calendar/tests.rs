use jiff::civil::{date, time};

use super::*;

#[test]
fn every_line_of_the_table_is_in_order_and_of_its_kind() {
    let calendar = BusinessCalendar::china();
    assert_eq!(calendar.known_years(), 2020..=2026);
    let mut previous = Date::MIN;
    for line in &table::CHINA {
        assert!(previous < line.from && line.from <= line.to, "{} to {}", line.from, line.to);
        assert_eq!(line.from.year(), line.to.year());
        previous = line.to;
        if line.kind == Special::WorkingWeekend {
            assert!(matches!(line.from.weekday(), Weekday::Saturday | Weekday::Sunday), "{} is a weekday", line.from);
        }
    }
}

#[test]
fn every_known_year_has_its_fixed_festivals_and_a_plausible_count() {
    let calendar = BusinessCalendar::china();
    for year in calendar.known_years() {
        for (month, day) in [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)] {
            assert!(calendar.is_public_holiday(date(year, month, day)), "{year}-{month}-{day}");
        }
        let days = (0..366).filter(|n| {
            let day = days_after(date(year, 1, 1), *n);
            day.year() == year && calendar.is_public_holiday(day)
        });
        assert!((25..=35).contains(&days.count()), "{year}");
    }
}

#[test]
fn a_day_is_worked_by_the_notice_first_and_the_week_second() {
    let calendar = BusinessCalendar::china();
    for (day, worked, holiday) in [
        (date(2025, 1, 26), true, false),  // Sunday, worked for the Spring Festival
        (date(2025, 1, 27), true, false),  // Monday before it
        (date(2025, 1, 28), false, true),  // first day
        (date(2025, 2, 4), false, true),   // last day
        (date(2025, 2, 5), true, false),   // Wednesday after it
        (date(2025, 2, 9), false, false),  // an ordinary Sunday
        (date(2023, 10, 6), false, true),  // last day of a double festival
        (date(2023, 10, 7), true, false),  // Saturday, worked
        (date(2030, 10, 1), true, false),  // a Tuesday of a year without facts
        (date(2030, 10, 5), false, false), // its Saturday
    ] {
        assert_eq!((calendar.is_working_day(day), calendar.is_public_holiday(day)), (worked, holiday), "{day}");
    }
    assert!(calendar.covers(date(2026, 12, 31)) && !calendar.covers(date(2027, 1, 1)));
    assert!(calendar.covers(date(2020, 1, 1)) && !calendar.covers(date(2019, 12, 31)));
}

#[test]
fn a_last_day_on_a_holiday_moves_to_the_first_working_day() {
    let calendar = BusinessCalendar::china();
    for (day, weekends, moved) in [
        (date(2025, 9, 30), false, date(2025, 9, 30)),
        (date(2025, 10, 1), false, date(2025, 10, 9)),
        (date(2025, 10, 8), false, date(2025, 10, 9)),
        (date(2025, 10, 9), false, date(2025, 10, 9)),
        (date(2025, 10, 18), false, date(2025, 10, 18)), // an ordinary Saturday stays …
        (date(2025, 10, 18), true, date(2025, 10, 20)),  // … unless weekends move too
        (date(2025, 10, 11), true, date(2025, 10, 11)),  // a worked Saturday never moves
        (date(2023, 10, 6), false, date(2023, 10, 7)),   // a worked Saturday is a working day
        (date(2022, 12, 31), false, date(2023, 1, 3)),   // over the end of the year
    ] {
        assert_eq!(calendar.roll_off_holiday(day, weekends), moved, "{day} {weekends}");
    }
}

#[test]
fn working_days_are_counted_from_the_day_after() {
    let calendar = BusinessCalendar::china();
    for (day, count, reached) in [
        (date(2025, 3, 3), 0, date(2025, 3, 3)),
        (date(2025, 3, 3), 1, date(2025, 3, 4)),
        (date(2025, 3, 7), 1, date(2025, 3, 10)),
        (date(2025, 1, 24), 2, date(2025, 1, 27)), // Friday: the worked Sunday is the first
        (date(2025, 1, 27), 1, date(2025, 2, 5)),
        (date(2025, 3, 3), 20, date(2025, 3, 31)),
    ] {
        assert_eq!(calendar.add_working_days(day, count), reached, "{day} + {count}");
    }
}

#[test]
fn terms_end_on_the_corresponding_day_or_the_month_s_last() {
    for (first, months, last) in [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(1995, 12, 1), 12, date(1996, 12, 1)),
        (date(2025, 3, 31), 6, date(2025, 9, 30)),
    ] {
        assert_eq!(months_after(first, months), last, "{first} + {months} months");
    }
    assert_eq!(days_after(date(2026, 3, 2), 7), date(2026, 3, 9));
    assert_eq!(days_after(date(2024, 2, 28), 2), date(2024, 3, 1));
    assert_eq!(days_after(date(9999, 12, 30), 400), Date::MAX);
    assert_eq!(days_between(date(2023, 9, 12), date(2024, 3, 5)), 175);
    assert_eq!(days_between(date(2024, 3, 1), date(2024, 2, 28)), -2);
}

fn shanghai(day: Date, hour: i8, minute: i8) -> Instant {
    at(day, time(hour, minute, 0, 0), &zone())
}

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("zone")
}

fn nine_to_six() -> OpeningHours {
    OpeningHours::new(time(9, 0, 0, 0), time(18, 0, 0, 0)).expect("hours")
}

#[test]
fn working_time_runs_while_the_station_is_open() {
    let calendar = BusinessCalendar::china();
    let friday = date(2025, 3, 7);
    for (start, hours, due) in [
        (shanghai(friday, 10, 0), 2, shanghai(friday, 12, 0)),
        (shanghai(friday, 10, 0), 8, shanghai(friday, 18, 0)),
        (shanghai(friday, 17, 0), 2, shanghai(date(2025, 3, 10), 10, 0)),
        (shanghai(friday, 20, 0), 1, shanghai(date(2025, 3, 10), 10, 0)),
        (shanghai(friday, 3, 0), 1, shanghai(friday, 10, 0)),
        (shanghai(date(2025, 3, 8), 12, 0), 9, shanghai(date(2025, 3, 10), 18, 0)),
        (shanghai(date(2025, 1, 27), 17, 0), 2, shanghai(date(2025, 2, 5), 10, 0)),
        (shanghai(friday, 20, 0), 0, shanghai(date(2025, 3, 10), 9, 0)),
    ] {
        let reached = calendar.add_working_time(start, hours * 3600, &zone(), &nine_to_six());
        assert_eq!(reached, due, "{start} + {hours} h");
        let passed = calendar.working_seconds_between(start, due, &zone(), &nine_to_six());
        assert_eq!(passed, i64::from(hours) * 3600, "{start} to {due}");
    }
    assert_eq!(
        calendar.working_seconds_between(shanghai(friday, 12, 0), shanghai(friday, 11, 0), &zone(), &nine_to_six()),
        0
    );
}

#[test]
fn opening_hours_that_end_before_they_begin_are_refused() {
    assert!(OpeningHours::new(time(18, 0, 0, 0), time(9, 0, 0, 0)).is_err());
    assert!(OpeningHours::new(time(9, 0, 0, 0), time(9, 0, 0, 0)).is_err());
}
