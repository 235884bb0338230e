//! What the brand offers beside the law.

use aftercare_domain::contracts::{CoverLine, Offer};
use aftercare_kernel::{
    Currency, Instant, Money, Percent,
    id::{BrandId, OfferId},
};
use std::collections::BTreeMap;

use super::Holder;
use crate::{Row, StoreError, Tx, Value, one, statement::Batch, statements};

statements! {
    INSERT_OFFER = "
        INSERT INTO contract_offer
            (id, brand_id, code, name, name_en, kind, price_minor, currency, months, begins, cooling_off_days, accidents,
             models, categories)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    INSERT_OFFER_LINE = "
        INSERT INTO contract_offer_line
            (offer_id, line, subject, part_kind, share, most_times, most_minor, deductible_minor)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    OFFERS = "
        SELECT id, code, name, name_en, kind, price_minor, currency, months, begins, cooling_off_days, accidents, models,
            categories, retired_at
        FROM contract_offer WHERE brand_id = $1 ORDER BY code LIMIT 500";
    FIND_OFFER = "
        SELECT id, code, name, name_en, kind, price_minor, currency, months, begins, cooling_off_days, accidents, models,
            categories, retired_at
        FROM contract_offer WHERE id = $1 AND brand_id = $2";
    FIND_OFFER_BY_CODE = "
        SELECT id, code, name, name_en, kind, price_minor, currency, months, begins, cooling_off_days, accidents, models,
            categories, retired_at
        FROM contract_offer WHERE brand_id = $1 AND code = $2";
    LINES_OF_OFFERS = "
        SELECT l.offer_id, o.currency, l.subject, l.part_kind, l.share, l.most_times, l.most_minor, l.deductible_minor
        FROM contract_offer o JOIN contract_offer_line l ON l.offer_id = o.id
        WHERE o.brand_id = $1 ORDER BY l.offer_id, l.line";
    /// Of the contracts of a device or of a customer.
    OFFERS_OF = "
        SELECT id, code, name, name_en, kind, price_minor, currency, months, begins, cooling_off_days, accidents, models,
            categories, retired_at
        FROM contract_offer
        WHERE id IN (SELECT c.offer_id FROM contract c WHERE c.unit_id = $1 OR c.customer_id = $1)
            AND NOT (brand_id <> $2)";
    LINES_OF_OFFERS_OF = "
        SELECT l.offer_id, o.currency, l.subject, l.part_kind, l.share, l.most_times, l.most_minor, l.deductible_minor
        FROM contract_offer o JOIN contract_offer_line l ON l.offer_id = o.id
        WHERE o.id IN (SELECT c.offer_id FROM contract c WHERE c.unit_id = $1 OR c.customer_id = $1)
            AND NOT (o.brand_id <> $2)
        ORDER BY l.offer_id, l.line";
    LINES_OF_OFFER = "
        SELECT l.offer_id, o.currency, l.subject, l.part_kind, l.share, l.most_times, l.most_minor, l.deductible_minor
        FROM contract_offer_line l JOIN contract_offer o ON o.id = l.offer_id
        WHERE l.offer_id = $1 ORDER BY l.line";
    /// One that is retired already stays as it is.
    RETIRE_OFFER = "
        UPDATE contract_offer SET retired_at = $3 WHERE id = $1 AND brand_id = $2 AND retired_at IS NULL";
}

/// An offer with its lines; sold no more when it is retired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    pub id: OfferId,
    pub entry: Offer,
    pub retired_at: Option<Instant>,
}

impl OfferRow {
    fn read(row: &Row, lines: Vec<CoverLine>) -> Result<Self, StoreError> {
        let currency: Currency = row.parse(6)?;
        let whole = |column: usize| u32::try_from(row.int(column)?).map_err(|_| row.bad(column));
        let entry = Offer {
            code: row.text(1)?,
            name: row.text(2)?,
            name_en: row.text(3)?,
            kind: row.parse(4)?,
            price: Money::from_minor(row.int(5)?, currency),
            months: whole(7)?,
            begins: row.parse(8)?,
            cooling_off_days: whole(9)?,
            accidents: row.flag(10)?,
            models: words(&row.text(11)?),
            categories: words(&row.text(12)?),
            lines,
        };
        Ok(Self { id: row.parse(0)?, entry, retired_at: row.opt_instant(13)? })
    }
}

fn words(list: &str) -> Vec<String> {
    list.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn read_line(row: &Row) -> Result<CoverLine, StoreError> {
    let currency: Currency = row.parse(1)?;
    Ok(CoverLine {
        subject: row.parse(2)?,
        part_kind: row.opt_text(3)?,
        percent: Percent::from_millionths(row.int(4)?),
        times: row.opt_int(5)?.map(u32::try_from).transpose().map_err(|_| row.bad(5))?,
        most: row.opt_int(6)?.map(|minor| Money::from_minor(minor, currency)),
        deductible: Money::from_minor(row.int(7)?, currency),
    })
}

pub fn insert_offer(tx: &mut dyn Tx, brand: BrandId, id: OfferId, entry: &Offer) -> Result<(), StoreError> {
    let mut batch: Batch = vec![(&INSERT_OFFER, offer_values(brand, id, entry))];
    batch.extend((0i64..).zip(&entry.lines).map(|(number, line)| (&INSERT_OFFER_LINE, line_values(id, number, line))));
    tx.execute_all(&batch)
}

fn offer_values(brand: BrandId, id: OfferId, entry: &Offer) -> Vec<Value> {
    vec![
        id.into(),
        brand.into(),
        entry.code.as_str().into(),
        entry.name.as_str().into(),
        entry.name_en.as_str().into(),
        entry.kind.name().into(),
        entry.price.minor().into(),
        entry.price.currency().into(),
        entry.months.into(),
        entry.begins.name().into(),
        entry.cooling_off_days.into(),
        entry.accidents.into(),
        entry.models.join(",").into(),
        entry.categories.join(",").into(),
    ]
}

fn line_values(offer: OfferId, number: i64, line: &CoverLine) -> Vec<Value> {
    vec![
        offer.into(),
        number.into(),
        line.subject.name().into(),
        line.part_kind.as_deref().into(),
        line.percent.millionths().into(),
        line.times.into(),
        line.most.map(Money::minor).into(),
        line.deductible.minor().into(),
    ]
}

/// All of the brand in the order of their codes, those that are retired too; at most 500.
pub fn offers(tx: &mut dyn Tx, brand: BrandId) -> Result<Vec<OfferRow>, StoreError> {
    let lines = tx.query(&LINES_OF_OFFERS, &[brand.into()])?;
    read_all(&tx.query(&OFFERS, &[brand.into()])?, &lines)
}

/// Those under which the contracts of a device, or of a customer, were sold.
pub fn offers_of(tx: &mut dyn Tx, brand: BrandId, holder: Holder) -> Result<BTreeMap<OfferId, OfferRow>, StoreError> {
    let lines = tx.query(&LINES_OF_OFFERS_OF, &[holder.into(), brand.into()])?;
    let offers = read_all(&tx.query(&OFFERS_OF, &[holder.into(), brand.into()])?, &lines)?;
    Ok(offers.into_iter().map(|offer| (offer.id, offer)).collect())
}

fn read_all(offers: &[Row], lines: &[Row]) -> Result<Vec<OfferRow>, StoreError> {
    let mut of_offer: BTreeMap<OfferId, Vec<CoverLine>> = BTreeMap::new();
    for row in lines {
        of_offer.entry(row.parse(0)?).or_default().push(read_line(row)?);
    }
    let read = |row: &Row| OfferRow::read(row, of_offer.remove(&row.parse(0)?).unwrap_or_default());
    offers.iter().map(read).collect()
}

pub fn find_offer(tx: &mut dyn Tx, brand: BrandId, id: OfferId) -> Result<Option<OfferRow>, StoreError> {
    let found = one(tx, &FIND_OFFER, &[id.into(), brand.into()])?;
    found.map(|row| with_lines(tx, &row)).transpose()
}

pub fn find_offer_by_code(tx: &mut dyn Tx, brand: BrandId, code: &str) -> Result<Option<OfferRow>, StoreError> {
    let found = one(tx, &FIND_OFFER_BY_CODE, &[brand.into(), code.into()])?;
    found.map(|row| with_lines(tx, &row)).transpose()
}

fn with_lines(tx: &mut dyn Tx, row: &Row) -> Result<OfferRow, StoreError> {
    let id: OfferId = row.parse(0)?;
    let lines = tx.query(&LINES_OF_OFFER, &[id.into()])?.iter().map(read_line).collect::<Result<_, _>>()?;
    OfferRow::read(row, lines)
}

/// False when there is no such offer that is still sold.
pub fn retire_offer(tx: &mut dyn Tx, brand: BrandId, id: OfferId, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&RETIRE_OFFER, &[id.into(), brand.into(), now.into()])? == 1)
}
