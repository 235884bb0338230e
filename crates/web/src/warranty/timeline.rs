//! When each right is open, as bars over the days.

use aftercare_domain::warranty::{OpenDays, TermLedger};
use aftercare_i18n::Texts;
use aftercare_kernel::{Date, calendar::days_between};

/// The width of the drawing, in its own units.
const WIDTH: i64 = 1000;
/// Points for the words of a row, which stand over the drawing, and its bar below them.
const ROW: usize = 40;

/// One remedy, or the term itself, with the stretches in which it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub bars: Vec<Bar>,
    /// Open on the day that is asked about.
    pub open: bool,
    pub bar_y: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub x: i64,
    pub width: i64,
    pub from: Date,
    pub to: Date,
    /// What is told when one points at it, and in the table.
    pub told: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    pub from: Date,
    pub to: Date,
    pub day: Date,
    pub day_x: i64,
    pub rows: Vec<Row>,
    pub height: usize,
}

impl Timeline {
    pub fn new(t: &Texts, from: Date, to: Date, day: Date, open: &[OpenDays], term: Option<&TermLedger>) -> Self {
        let span = Span { from, days: days_between(from, to).max(1) };
        let mut rows: Vec<Row> = Vec::new();
        if let Some(term) = term {
            rows.push(span.row(t, t.t("warranty-term"), &[(term.start, term.end)], day, 0));
        }
        let mut remedies: Vec<_> = open.iter().map(|days| days.remedy).collect();
        remedies.dedup();
        for remedy in remedies {
            let stretches: Vec<_> =
                open.iter().filter(|days| days.remedy == remedy).map(|days| (days.from, days.to)).collect();
            rows.push(span.row(t, t.t(&remedy.key()), &stretches, day, rows.len()));
        }
        Self { from, to, day, day_x: span.x(day), height: rows.len() * ROW + 8, rows }
    }
}

struct Span {
    from: Date,
    days: i64,
}

impl Span {
    fn x(&self, day: Date) -> i64 {
        (days_between(self.from, day) * WIDTH / self.days).clamp(0, WIDTH)
    }

    fn row(&self, t: &Texts, name: String, stretches: &[(Date, Date)], day: Date, index: usize) -> Row {
        let bar = |(from, to): &(Date, Date)| {
            let (x, end) = (self.x(*from), self.x(*to));
            let told = [("from", t.date(*from).into()), ("to", t.date(*to).into())];
            Bar { x, width: (end - x).max(3), from: *from, to: *to, told: t.t_with("warranty-from-to", &told) }
        };
        let open = stretches.iter().any(|(from, to)| (*from..=*to).contains(&day));
        Row { name, bars: stretches.iter().map(bar).collect(), open, bar_y: index * ROW + 22 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_domain::warranty::Remedy;
    use aftercare_kernel::Locale;

    #[test]
    fn bars_lie_where_their_days_are() {
        let day = |d| Date::constant(2026, 1, d);
        let open = [
            OpenDays { remedy: Remedy::Refund, from: day(1), to: day(8) },
            OpenDays { remedy: Remedy::Repair, from: day(1), to: day(21) },
            OpenDays { remedy: Remedy::Repair, from: day(28), to: day(31) },
        ];
        let line = Timeline::new(&Texts::new(Locale::ZhCn), day(1), day(21), day(11), &open, None);
        assert_eq!((line.rows.len(), line.day_x), (2, 500));
        assert_eq!((line.rows[0].bars[0].x, line.rows[0].bars[0].width, line.rows[0].open), (0, 350, false));
        assert_eq!((line.rows[1].bars.len(), line.rows[1].open), (2, true));
        assert!(line.rows[1].bars.iter().all(|bar| bar.x + bar.width <= WIDTH + 3));
    }
}
