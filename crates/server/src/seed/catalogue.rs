//! The catalogue: models with what they are made of, spare parts, devices kept for exchange; and the stock that stations
//! begin with.

use aftercare_app::{
    App, Error,
    parts::{self, DeliveredUnit, Delivery},
    products,
};
use aftercare_domain::products::{ItemEntry, ItemKind, ModelEntry, ModelPart};
use aftercare_kernel::{Currency, Date, Money};

use super::{
    hours::days_before,
    luck::Luck,
    serials,
    staff::{Staff, Station},
    tables::{ItemRow, ModelRow, SeriesRow, Tables},
};

pub const PHONE: &str = "mobile_phone";

/// The text of law that goods of a category stand under; the others are bought by the contract of sale alone.
fn law_of(category: &str) -> Option<&'static str> {
    match category {
        PHONE => Some("cn.mobile.2001"),
        "air_conditioner" | "range_hood" | "refrigerator" | "washing_machine" => Some("cn.general18.1995"),
        _ => None,
    }
}

/// Models that are sold this often are kept for exchange.
const KEPT_FROM_WEIGHT: u64 = 4;

pub struct Model {
    pub code: String,
    pub category: String,
    pub series: String,
    pub price: Money,
    pub weight: u64,
    /// How long ago it came out.
    pub months: u32,
}

impl Model {
    pub fn is_phone(&self) -> bool {
        self.category == PHONE
    }
    /// Whether stations have some to give in exchange.
    pub fn is_kept_for_exchange(&self) -> bool {
        self.is_phone() && self.weight >= KEPT_FROM_WEIGHT
    }
    fn exchange_item(&self) -> String {
        format!("{}-X", self.code)
    }
    /// The spare part of a kind that mends this model: those of the series bear its name.
    pub fn item(&self, part: &str) -> String {
        format!("{}-{part}", self.series)
    }
}

/// A spare part as the stations stock it.
struct Spare {
    code: String,
    scarce: bool,
    in_vans: bool,
}

pub struct Catalogue {
    pub models: Vec<Model>,
    spares: Vec<Spare>,
}

fn yuan(amount: i64) -> Money {
    Money::from_minor(amount * 100, Currency::CNY)
}

/// Writes models and items into the books.
pub async fn publish(app: &App, staff: &Staff, tables: &Tables) -> Result<Catalogue, Error> {
    let mut catalogue = Catalogue { models: Vec::new(), spares: Vec::new() };
    for series in &tables.series {
        for row in &series.models {
            catalogue.models.push(publish_model(app, staff, tables, series, row).await?);
        }
        let fits: Vec<String> = series.models.iter().map(|model| model.code.clone()).collect();
        let category = tables.parts.categories.iter().find(|category| category.name == series.category);
        for row in category.iter().flat_map(|category| &category.items) {
            catalogue.spares.push(publish_spare(app, staff, &series.key, row, fits.clone()).await?);
        }
    }
    for shared in &tables.parts.shared {
        let of_category = catalogue.models.iter().filter(|model| model.category == shared.category);
        let fits: Vec<String> = of_category.map(|model| model.code.clone()).collect();
        for row in &shared.items {
            catalogue.spares.push(publish_spare(app, staff, "CY", row, fits.clone()).await?);
        }
    }
    Ok(catalogue)
}

async fn publish_model(
    app: &App,
    staff: &Staff,
    tables: &Tables,
    series: &SeriesRow,
    row: &ModelRow,
) -> Result<Model, Error> {
    let model = Model {
        code: row.code.clone(),
        category: series.category.clone(),
        series: series.key.clone(),
        price: yuan(row.price),
        weight: row.weight,
        months: row.months,
    };
    let entry = ModelEntry {
        code: row.code.clone(),
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        category: series.category.clone(),
        regime: law_of(&series.category).map(str::to_owned),
        price: model.price,
        active: true,
    };
    let id = products::create_model(app, &staff.house, entry).await?;
    let category = tables.parts.categories.iter().find(|category| category.name == series.category);
    let kinds = category.iter().flat_map(|category| &category.kinds);
    let parts = kinds.map(|row| ModelPart { part_kind: row.kind.clone(), brand_months: row.months }).collect();
    products::set_model_parts(app, &staff.house, id, parts).await?;
    if model.is_kept_for_exchange() {
        publish_exchange_item(app, staff, &model, row).await?;
    }
    Ok(model)
}

async fn publish_exchange_item(app: &App, staff: &Staff, model: &Model, row: &ModelRow) -> Result<(), Error> {
    let entry = ItemEntry {
        code: model.exchange_item(),
        name: format!("{} 换货机", row.name),
        name_en: format!("{} for exchange", row.name_en),
        kind: ItemKind::Device,
        part_kind: None,
        serialised: true,
        returns_defective: true,
        price: model.price,
        cost: yuan(row.price * 7 / 10),
    };
    products::create_item(app, &staff.house, entry, vec![model.code.clone()]).await.map(|_| ())
}

async fn publish_spare(
    app: &App,
    staff: &Staff,
    series: &str,
    row: &ItemRow,
    fits: Vec<String>,
) -> Result<Spare, Error> {
    let entry = ItemEntry {
        code: format!("{series}-{}", row.code),
        name: format!("{series} {}", row.name),
        name_en: format!("{series} {}", row.name_en),
        kind: ItemKind::Part,
        part_kind: Some(row.part_kind.clone()),
        serialised: row.serialised(),
        returns_defective: row.returned(),
        price: yuan(row.price),
        cost: yuan(row.cost),
    };
    let spare = Spare { code: entry.code.clone(), scarce: row.scarce(), in_vans: row.in_vans() };
    products::create_item(app, &staff.house, entry, fits).await?;
    Ok(spare)
}

/// The opening count of every shelf and van, and devices for exchange.
pub async fn stock(app: &App, staff: &Staff, catalogue: &Catalogue, today: Date, luck: &mut Luck) -> Result<(), Error> {
    for station in &staff.stations {
        for goods in opening_count(station, catalogue, luck) {
            parts::receive(app, &staff.house, goods).await?;
        }
    }
    let mut number = 0;
    for station in &staff.stations {
        for (index, model) in catalogue.models.iter().enumerate().filter(|(_, model)| model.is_kept_for_exchange()) {
            let kept = if model.weight > 7 { 3 } else { 1 };
            for _ in 0..kept {
                number += 1;
                let unit = exchange_device(station, model, index, number, today)?;
                parts::receive_unit(app, &staff.house, unit).await?;
            }
        }
    }
    Ok(())
}

fn opening_count(station: &Station, catalogue: &Catalogue, luck: &mut Luck) -> Vec<Delivery> {
    let opening = |place: &str, item: &str, quantity| Delivery {
        place: place.to_owned(),
        item: item.to_owned(),
        lot: String::new(),
        quantity,
        opening: true,
    };
    let mut goods = Vec::new();
    for spare in &catalogue.spares {
        let quantity = match spare.scarce {
            true => u32::from(luck.percent(25)),
            false => u32::try_from(luck.between(3, 9)).unwrap_or(3),
        };
        if quantity > 0 {
            goods.push(opening(&station.shelf_code, &spare.code, quantity));
        }
        for technician in station.technicians.iter().filter(|_| spare.in_vans) {
            if luck.percent(60) {
                goods.push(opening(&technician.van_code, &spare.code, 1));
            }
        }
    }
    goods
}

fn exchange_device(
    station: &Station,
    model: &Model,
    index: usize,
    number: usize,
    today: Date,
) -> Result<DeliveredUnit, Error> {
    let made_on = days_before(today, 40);
    Ok(DeliveredUnit {
        place: station.shelf_code.clone(),
        item: model.exchange_item(),
        model: model.code.clone(),
        serial: serials::serial(&model.code, made_on, 90_000 + number)?,
        imei: Some(serials::imei(index, 900_000 + number)?),
        made_on: Some(made_on),
    })
}
