//! When each right is open, as bars over the days.

use aftercare_domain::warranty::{OpenDays, TermLedger};
use aftercare_i18n::Texts;
use aftercare_kernel::{Date, calendar::days_between};

/// The width of the drawing, in its own units.
const WIDTH: i64 = 1000;
/// Points for the words of a row, which stand over the drawing, and its bar below them.
const ROW: usize = 40;
/// The upper part of a row, which its words take.
const WORDS: usize = 20;
/// Points below the last row.
const BELOW: usize = 8;
/// Nearer to an edge than this, half a date is cut off on a phone.
const EDGE: i64 = 150;

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
    /// None where the day lies outside of the line.
    pub mark: Option<DayMark>,
    pub rows: Vec<Row>,
    pub height: usize,
}

/// The line of the day that is asked about, and where its words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayMark {
    pub x: i64,
    /// Upper and lower end of each stroke: it is drawn across the bars and leaves out the words of the rows.
    pub strokes: Vec<(usize, usize)>,
    /// `x` as a share of the width: words are not drawn in the units of the drawing, which stretch.
    pub share: String,
    /// Near an edge the words stand beside the line, else under it.
    pub anchor: &'static str,
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
        let height = rows.len() * ROW + BELOW;
        let mark = (from..=to).contains(&day).then(|| DayMark::new(span.x(day), rows.len()));
        Self { from, to, day, mark, height, rows }
    }
}

impl DayMark {
    fn new(x: i64, rows: usize) -> Self {
        let stroke = |row: usize| {
            let below = if row + 1 == rows { BELOW } else { 0 };
            (row * ROW + WORDS, (row + 1) * ROW + below)
        };
        let anchor = match x {
            ..EDGE => "start",
            _ if x > WIDTH - EDGE => "end",
            _ => "middle",
        };
        Self { x, strokes: (0..rows).map(stroke).collect(), share: format!("{}.{}%", x / 10, x % 10), anchor }
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
        Row { name, bars: stretches.iter().map(bar).collect(), open, bar_y: index * ROW + WORDS + 2 }
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
        assert_eq!((line.rows.len(), line.mark.map(|mark| mark.x)), (2, Some(500)));
        assert_eq!((line.rows[0].bars[0].x, line.rows[0].bars[0].width, line.rows[0].open), (0, 350, false));
        assert_eq!((line.rows[1].bars.len(), line.rows[1].open), (2, true));
        assert!(line.rows[1].bars.iter().all(|bar| bar.x + bar.width <= WIDTH + 3));
    }

    fn day_mark(day: Date) -> Option<DayMark> {
        let (from, to) = (Date::constant(2026, 1, 1), Date::constant(2026, 4, 11));
        let open = [Remedy::Refund, Remedy::Repair].map(|remedy| OpenDays { remedy, from, to });
        Timeline::new(&Texts::new(Locale::En), from, to, day, &open, None).mark
    }

    #[test]
    fn the_words_of_the_day_stand_at_its_line_and_within_the_drawing() {
        for (day, x, share, anchor) in [
            (Date::constant(2026, 1, 1), 0, "0.0%", "start"),
            (Date::constant(2026, 1, 3), 20, "2.0%", "start"),
            (Date::constant(2026, 2, 15), 450, "45.0%", "middle"),
            (Date::constant(2026, 4, 10), 990, "99.0%", "end"),
            (Date::constant(2026, 4, 11), 1000, "100.0%", "end"),
        ] {
            let mark = day_mark(day).expect("a day within the line");
            assert_eq!((mark.x, mark.share.as_str(), mark.anchor), (x, share, anchor), "{day}");
        }
    }

    #[test]
    fn the_line_of_the_day_leaves_out_the_words_of_the_rows() {
        let mark = day_mark(Date::constant(2026, 1, 3)).expect("a day within the line");
        assert_eq!(mark.strokes, [(20, 40), (60, 88)]);
    }

    #[test]
    fn a_day_outside_of_the_line_has_no_mark() {
        assert_eq!(day_mark(Date::constant(2025, 12, 31)), None);
        assert_eq!(day_mark(Date::constant(2026, 4, 12)), None);
    }
}
