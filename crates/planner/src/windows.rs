//! Windows and breaks brought into the form the clock needs.

use crate::problem::{Break, Span, Technician};

/// By their beginning, those that touch made one.
pub(crate) fn in_order(windows: &[Span]) -> Vec<Span> {
    let mut sorted = windows.to_vec();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for window in sorted {
        match merged.last_mut() {
            Some(last) if window.from <= last.until => last.until = last.until.max(window.until),
            _ => merged.push(window),
        }
    }
    merged
}

/// The breaks still to come for someone who is free from then on, in their order. A break the shift does not reach, or
/// which is over by then, is no part of the day.
pub(crate) fn due_breaks(technician: &Technician, free: f64) -> Vec<Break> {
    let shift = technician.shift;
    let mut breaks: Vec<Break> = technician
        .breaks
        .iter()
        .filter(|pause| {
            let latest = pause.between.until - pause.minutes;
            latest >= free && pause.between.from.max(shift.from) + pause.minutes <= shift.until
        })
        .copied()
        .collect();
    breaks.sort_by(|a, b| a.between.from.total_cmp(&b.between.from).then(a.between.until.total_cmp(&b.between.until)));
    breaks
}

/// The due breaks that can still be taken one after another: work that took too long may leave room for only some.
pub(crate) fn breaks_left(technician: &Technician, free: f64) -> Vec<Break> {
    let mut time = free;
    let mut left = due_breaks(technician, free);
    left.retain(|pause| {
        let end = time.max(pause.between.from) + pause.minutes;
        let fits = end <= pause.between.until;
        time = if fits { end } else { time };
        fits
    });
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: f64, until: f64) -> Span {
        Span { from, until }
    }

    #[test]
    fn windows_that_touch_are_one() {
        let windows = [span(600.0, 660.0), span(480.0, 540.0), span(540.0, 560.0), span(610.0, 620.0)];
        assert_eq!(in_order(&windows), [span(480.0, 560.0), span(600.0, 660.0)]);
        assert!(in_order(&[]).is_empty());
    }

    #[test]
    fn only_breaks_within_the_shift_and_still_to_come_are_taken() {
        let pause = |from, until| Break { between: span(from, until), minutes: 30.0 };
        let technician = Technician {
            shift: span(480.0, 1080.0),
            breaks: vec![pause(900.0, 960.0), pause(690.0, 780.0), pause(1060.0, 1200.0), pause(300.0, 400.0)],
            ..Technician::default()
        };
        let begins = |free| due_breaks(&technician, free).iter().map(|b| b.between.from).collect::<Vec<_>>();
        assert_eq!(begins(480.0), [690.0, 900.0]);
        assert_eq!(begins(751.0), [900.0], "the first can no longer be taken");
    }

    #[test]
    fn of_two_breaks_the_second_is_left_out_when_a_long_visit_leaves_no_room_for_it() {
        let pause = |from, until| Break { between: span(from, until), minutes: 45.0 };
        let technician = Technician {
            shift: span(480.0, 1080.0),
            breaks: vec![pause(690.0, 810.0), pause(765.0, 825.0)],
            ..Technician::default()
        };
        assert_eq!(breaks_left(&technician, 480.0).len(), 2);
        assert_eq!(breaks_left(&technician, 765.0), [pause(690.0, 810.0)]);
    }
}
