//! Numbers of the papers: drawn in the transaction that makes the document, so a series has no gap.

use aftercare_kernel::{DocumentNumber, Instant, id::BrandId};

use crate::{Row, Statement, StoreError, Tx, Value, one, statement::broken, statements};

statements! {
    /// The next so many serials of a station's year; gives the last of them. The row is locked until commit, so two
    /// papers cannot share a number and a rolled-back paper gives its number back.
    DRAW_SERIALS = "
        INSERT INTO document_counter (brand_id, station, year, last) VALUES ($1, $2, $3, $4)
        ON CONFLICT (brand_id, station, year) DO UPDATE SET last = document_counter.last + $4
        RETURNING last";
    /// The paper itself.
    INSERT_DOCUMENT = "
        INSERT INTO document (brand_id, number, station, year, serial, kind, subject_id, issued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// What a number stands for.
    FIND_DOCUMENT = "SELECT number, kind, subject_id FROM document WHERE brand_id = $1 AND number = $2";
    /// Series with a gap: the highest serial and the count differ, or the counter does.
    SERIES_WITH_GAPS = "
        SELECT d.brand_id, d.station, d.year, MAX(d.serial), CAST(COUNT(*) AS BIGINT), MAX(c.last)
        FROM document d
        LEFT JOIN document_counter c ON c.brand_id = d.brand_id AND c.station = d.station AND c.year = d.year
        GROUP BY d.brand_id, d.station, d.year
        HAVING MAX(d.serial) <> COUNT(*) OR MAX(c.last) IS NULL OR MAX(c.last) <> COUNT(*)";
    /// Papers whose subject is not there under their number.
    PAPERS_WITHOUT_SUBJECT = "
        SELECT d.number, d.kind FROM document d
        WHERE d.kind NOT IN ('case', 'order', 'custody_slip', 'receipt', 'warranty_card', 'quote', 'contract')
            OR (d.kind = 'case' AND NOT EXISTS (
                SELECT 1 FROM service_case k WHERE k.id = d.subject_id AND k.number = d.number))
            OR (d.kind = 'order' AND NOT EXISTS (
                SELECT 1 FROM service_order o WHERE o.id = d.subject_id AND o.number = d.number))
            OR (d.kind = 'custody_slip' AND NOT EXISTS (
                SELECT 1 FROM custody_slip s
                WHERE s.brand_id = d.brand_id AND s.number = d.number AND s.order_id = d.subject_id))
            OR (d.kind = 'receipt' AND NOT EXISTS (
                SELECT 1 FROM payment y WHERE y.order_id = d.subject_id AND y.number = d.number))
            OR (d.kind = 'warranty_card' AND NOT EXISTS (SELECT 1 FROM device v WHERE v.unit_id = d.subject_id))
            OR (d.kind = 'quote' AND NOT EXISTS (
                SELECT 1 FROM quote q WHERE q.id = d.subject_id AND q.number = d.number))
            OR (d.kind = 'contract' AND NOT EXISTS (
                SELECT 1 FROM contract c WHERE c.id = d.subject_id AND c.number = d.number))
        LIMIT $1";
    /// Numbers on papers that were never drawn for them.
    NUMBERS_NOT_FILED = "
        SELECT x.number, x.kind FROM (
            SELECT brand_id, number, 'order' AS kind FROM service_order
            UNION ALL SELECT brand_id, number, 'custody_slip' FROM custody_slip
            UNION ALL SELECT brand_id, number, 'receipt' FROM payment
            UNION ALL SELECT brand_id, number, 'quote' FROM quote
            UNION ALL SELECT brand_id, number, 'contract' FROM contract) x
        WHERE NOT EXISTS (
            SELECT 1 FROM document d WHERE d.brand_id = x.brand_id AND d.number = x.number AND d.kind = x.kind)
        LIMIT $1";
    /// Counters that drew numbers for no paper at all.
    COUNTERS_WITHOUT_PAPERS = "
        SELECT c.brand_id, c.station, c.year, c.last
        FROM document_counter c
        WHERE NOT EXISTS (
            SELECT 1 FROM document d WHERE d.brand_id = c.brand_id AND d.station = c.station AND d.year = c.year)";
}

/// What kind of paper a number was drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    Case,
    Order,
    CustodySlip,
    Receipt,
    WarrantyCard,
    Quote,
    Contract,
}

impl DocumentKind {
    pub const fn name(self) -> &'static str {
        match self {
            DocumentKind::Case => "case",
            DocumentKind::Order => "order",
            DocumentKind::CustodySlip => "custody_slip",
            DocumentKind::Receipt => "receipt",
            DocumentKind::WarrantyCard => "warranty_card",
            DocumentKind::Quote => "quote",
            DocumentKind::Contract => "contract",
        }
    }
}

/// A number found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDocument {
    pub number: String,
    pub kind: String,
    pub subject_id: String,
}

/// Draws the next number of a station's year and files the paper under it.
pub fn draw(
    tx: &mut dyn Tx,
    brand: BrandId,
    station: &str,
    year: i16,
    kind: DocumentKind,
    subject_id: &str,
    now: Instant,
) -> Result<DocumentNumber, StoreError> {
    let number = draw_numbers(tx, brand, station, year, 1)?.swap_remove(0);
    tx.execute_all(&[paper_values(brand, &number, kind, subject_id, now)])?;
    Ok(number)
}

/// Draws the next numbers of a station's year. Each must be given to a paper (`paper_values`) in this transaction.
pub(crate) fn draw_numbers(
    tx: &mut dyn Tx,
    brand: BrandId,
    station: &str,
    year: i16,
    count: u32,
) -> Result<Vec<DocumentNumber>, StoreError> {
    let params = [brand.into(), station.into(), year.into(), count.into()];
    let drawn = one(tx, &DRAW_SERIALS, &params)?;
    let last = drawn.ok_or(StoreError::Untouched { statement: DRAW_SERIALS.name })?.int(0)?;
    let unfit = || StoreError::BadRow { statement: DRAW_SERIALS.name, column: 0 };
    let last = u32::try_from(last).map_err(|_| unfit())?;
    let first = last.checked_sub(count).ok_or_else(unfit)? + 1;
    (first..=last).map(|serial| DocumentNumber::new(station, year, serial).map_err(|_| unfit())).collect()
}

/// The row of a paper with its number, for a batch.
pub(crate) fn paper_values(
    brand: BrandId,
    number: &DocumentNumber,
    kind: DocumentKind,
    subject_id: &str,
    now: Instant,
) -> (&'static Statement, Vec<Value>) {
    let values = vec![
        brand.into(),
        number.into(),
        number.station().into(),
        number.year().into(),
        number.serial().into(),
        kind.name().into(),
        subject_id.into(),
        now.into(),
    ];
    (&INSERT_DOCUMENT, values)
}

pub fn find(tx: &mut dyn Tx, brand: BrandId, number: &DocumentNumber) -> Result<Option<FoundDocument>, StoreError> {
    one(tx, &FIND_DOCUMENT, &[brand.into(), number.to_string().into()])?
        .map(|row| Ok(FoundDocument { number: row.text(0)?, kind: row.text(1)?, subject_id: row.text(2)? }))
        .transpose()
}

/// A station's year whose papers and numbers do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenSeries {
    pub station: String,
    pub year: i64,
    pub highest: i64,
    pub papers: i64,
}

pub fn broken_series(tx: &mut dyn Tx) -> Result<Vec<BrokenSeries>, StoreError> {
    let with_gaps = tx.query(&SERIES_WITH_GAPS, &[])?;
    let without_papers = tx.query(&COUNTERS_WITHOUT_PAPERS, &[])?;
    let gap = |row: &Row| {
        Ok(BrokenSeries { station: row.text(1)?, year: row.int(2)?, highest: row.int(3)?, papers: row.int(4)? })
    };
    let empty =
        |row: &Row| Ok(BrokenSeries { station: row.text(1)?, year: row.int(2)?, highest: row.int(3)?, papers: 0 });
    with_gaps.iter().map(gap).chain(without_papers.iter().map(empty)).collect()
}

/// What `aftercare check` found wrong between papers and their numbers, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [("paper_has_its_subject", &PAPERS_WITHOUT_SUBJECT), ("number_on_paper_is_filed", &NUMBERS_NOT_FILED)];
    broken(tx, &rules, most)
}
