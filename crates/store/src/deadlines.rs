//! How long a brand's clocks run.

use aftercare_domain::deadlines::{ClockPolicy, ClockWhat};
use aftercare_kernel::id::BrandId;

use crate::{StoreError, Tx, one, statements};

statements! {
    CLOCK = "SELECT amount, unit FROM clock_policy WHERE brand_id = $1 AND what = $2";
    CLOCKS = "SELECT what, amount, unit FROM clock_policy WHERE brand_id = $1 ORDER BY what";
    SET_CLOCK = "
        INSERT INTO clock_policy (brand_id, what, amount, unit) VALUES ($1, $2, $3, $4)
        ON CONFLICT (brand_id, what) DO UPDATE SET amount = $3, unit = $4";
}

/// A brand's setting, or what brands start with.
pub fn clock(tx: &mut dyn Tx, brand: BrandId, what: ClockWhat) -> Result<ClockPolicy, StoreError> {
    let Some(row) = one(tx, &CLOCK, &[brand.into(), what.name().into()])? else {
        return Ok(ClockPolicy::usual(what));
    };
    let unfit = || StoreError::BadRow { statement: CLOCK.name, column: 0 };
    let amount = u32::try_from(row.int(0)?).map_err(|_| unfit())?;
    ClockPolicy::new(what, amount, row.parse(1)?).map_err(|_| unfit())
}

/// Every clock, the brand's setting where it made one.
pub fn clocks(tx: &mut dyn Tx, brand: BrandId) -> Result<Vec<ClockPolicy>, StoreError> {
    let mut clocks: Vec<ClockPolicy> = ClockWhat::ALL.iter().map(|what| ClockPolicy::usual(*what)).collect();
    for row in tx.query(&CLOCKS, &[brand.into()])? {
        let what: ClockWhat = row.parse(0)?;
        let amount = u32::try_from(row.int(1)?);
        let amount = amount.map_err(|_| StoreError::BadRow { statement: CLOCKS.name, column: 1 })?;
        let set = ClockPolicy { what, amount, unit: row.parse(2)? };
        clocks.iter_mut().filter(|clock| clock.what == what).for_each(|clock| *clock = set);
    }
    Ok(clocks)
}

pub fn set_clock(tx: &mut dyn Tx, brand: BrandId, clock: &ClockPolicy) -> Result<(), StoreError> {
    let params = [brand.into(), clock.what.name().into(), clock.amount.into(), clock.unit.name().into()];
    tx.execute(&SET_CLOCK, &params)?;
    Ok(())
}
