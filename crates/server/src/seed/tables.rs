//! What the sample brand is made of: `data/*.toml`, read by the compiler and parsed once.

use aftercare_app::Error;
use aftercare_domain::{
    deadlines::ClockPolicy,
    identity::{Ownership, Role},
    orders::FaultCause,
    satisfaction::AnswerClass,
};
use serde::{Deserialize, de::DeserializeOwned};

/// All tables together.
pub struct Tables {
    pub house: HouseTable,
    pub names: NameTable,
    pub series: Vec<SeriesRow>,
    pub parts: PartTable,
    pub faults: Vec<FaultRow>,
    pub words: WordTable,
}

#[derive(Deserialize)]
pub struct HouseTable {
    pub brand: BrandRow,
    pub headquarters: NodeRow,
    pub regions: Vec<NodeRow>,
    pub stations: Vec<StationRow>,
    pub people: Vec<PeopleRow>,
    pub fees: Vec<FeeTableRow>,
    pub clocks: Vec<ClockPolicy>,
}

#[derive(Deserialize)]
pub struct BrandRow {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub accent: String,
    pub service_phone: String,
}

#[derive(Deserialize)]
pub struct NodeRow {
    pub code: String,
    pub name: String,
    pub name_en: String,
    #[serde(default)]
    pub address: String,
}

/// `share` is how many of a hundred customers or so live around it, in `districts`, of which the first is the station's own.
#[derive(Deserialize)]
pub struct StationRow {
    pub region: String,
    pub code: String,
    pub ownership: Ownership,
    pub name: String,
    pub name_en: String,
    pub province: String,
    pub address: String,
    pub phone: String,
    pub technicians: usize,
    pub share: u64,
    pub districts: Vec<String>,
}

#[derive(Deserialize)]
pub struct PeopleRow {
    pub role: Role,
    pub node: String,
    pub count: usize,
}

/// Yuan for each outcome of warranty work.
#[derive(Deserialize)]
pub struct FeeTableRow {
    pub category: String,
    pub repair: i64,
    pub exchange: i64,
    pub refund: i64,
    pub no_fault: i64,
    pub on_site_extra: i64,
}

#[derive(Deserialize)]
pub struct NameTable {
    pub surnames: String,
    pub given_first: String,
    pub given_second: String,
    pub companies: Vec<String>,
    pub streets: Vec<String>,
    pub communities: Vec<String>,
    pub dealers: Vec<String>,
}

#[derive(Deserialize)]
pub struct SeriesRow {
    pub key: String,
    pub category: String,
    pub models: Vec<ModelRow>,
}

/// `weight` is how often it is sold, `months` how long ago it came out, `price` in yuan.
#[derive(Deserialize)]
#[serde(from = "(String, String, String, i64, u64, u32)")]
pub struct ModelRow {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub price: i64,
    pub weight: u64,
    pub months: u32,
}

impl From<(String, String, String, i64, u64, u32)> for ModelRow {
    fn from((code, name, name_en, price, weight, months): (String, String, String, i64, u64, u32)) -> Self {
        Self { code, name, name_en, price, weight, months }
    }
}

#[derive(Deserialize)]
pub struct PartTable {
    pub categories: Vec<CategoryRow>,
    pub shared: Vec<SharedRow>,
}

#[derive(Deserialize)]
pub struct CategoryRow {
    pub name: String,
    pub kinds: Vec<KindRow>,
    pub items: Vec<ItemRow>,
}

#[derive(Deserialize)]
pub struct KindRow {
    pub kind: String,
    pub months: Option<u32>,
}

#[derive(Deserialize)]
pub struct SharedRow {
    pub category: String,
    pub items: Vec<ItemRow>,
}

/// Price and cost in yuan. `marks`: s serial, r returned when defective, v lies in vans, f scarce.
#[derive(Deserialize)]
#[serde(from = "(String, String, String, String, i64, i64, String)")]
pub struct ItemRow {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub part_kind: String,
    pub price: i64,
    pub cost: i64,
    marks: String,
}

impl From<(String, String, String, String, i64, i64, String)> for ItemRow {
    fn from(row: (String, String, String, String, i64, i64, String)) -> Self {
        let (code, name, name_en, part_kind, price, cost, marks) = row;
        Self { code, name, name_en, part_kind, price, cost, marks }
    }
}

impl ItemRow {
    pub fn serialised(&self) -> bool {
        self.marks.contains('s')
    }
    pub fn returned(&self) -> bool {
        self.marks.contains('r')
    }
    pub fn in_vans(&self) -> bool {
        self.marks.contains('v')
    }
    pub fn scarce(&self) -> bool {
        self.marks.contains('f')
    }
}

/// `part` is the item of the model's series that mends it, empty when none does; `labour` in yuan.
#[derive(Deserialize)]
pub struct FaultRow {
    pub category: String,
    pub code: String,
    #[serde(default)]
    pub listed: bool,
    pub weight: u64,
    #[serde(default = "quality")]
    pub cause: FaultCause,
    pub part: String,
    /// From and to.
    pub minutes: (i64, i64),
    pub labour: i64,
    pub symptoms: Vec<String>,
    pub found: Vec<String>,
    pub work: Vec<String>,
    /// Mended by new software.
    #[serde(default)]
    pub software: bool,
}

fn quality() -> FaultCause {
    FaultCause::Quality
}

#[derive(Deserialize)]
pub struct WordTable {
    pub appearance: Vec<String>,
    pub accessories: Vec<String>,
    pub data_notes: Vec<String>,
    pub methods: Vec<String>,
    pub hidden_risks: Vec<String>,
    pub approvals: Vec<String>,
    pub declines: Vec<String>,
    pub cancels: Vec<String>,
    pub unrepaired: Vec<String>,
    pub check_fails: Vec<String>,
    pub settled: Vec<String>,
    pub work_again: Vec<String>,
    pub notes: Vec<String>,
    pub answers: AnswerWords,
    pub talks: TalkWords,
}

#[derive(Deserialize)]
pub struct AnswerWords {
    satisfied: Vec<String>,
    dissatisfied: Vec<String>,
    complaint: Vec<String>,
    not_fixed_once: Vec<String>,
    not_fixed_repeatedly: Vec<String>,
    bad_attitude: Vec<String>,
}

impl AnswerWords {
    pub fn of(&self, class: AnswerClass) -> &[String] {
        match class {
            AnswerClass::Satisfied => &self.satisfied,
            AnswerClass::Dissatisfied => &self.dissatisfied,
            AnswerClass::Complaint => &self.complaint,
            AnswerClass::NotFixedOnce => &self.not_fixed_once,
            AnswerClass::NotFixedRepeatedly => &self.not_fixed_repeatedly,
            AnswerClass::BadAttitude => &self.bad_attitude,
        }
    }
}

#[derive(Deserialize)]
pub struct TalkWords {
    pub consultation: Vec<String>,
    pub complaint: Vec<String>,
    pub suggestion: Vec<String>,
    pub parts_order: Vec<String>,
    pub visit_request: Vec<String>,
    pub training_request: Vec<String>,
    pub answers: Vec<String>,
}

impl Tables {
    pub fn read() -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Models {
            series: Vec<SeriesRow>,
        }
        #[derive(Deserialize)]
        struct Faults {
            faults: Vec<FaultRow>,
        }
        let models: Models = parse("models", include_str!("data/models.toml"))?;
        let faults: Faults = parse("faults", include_str!("data/faults.toml"))?;
        Ok(Self {
            house: parse("house", include_str!("data/house.toml"))?,
            names: parse("names", include_str!("data/names.toml"))?,
            series: models.series,
            parts: parse("parts", include_str!("data/parts.toml"))?,
            faults: faults.faults,
            words: parse("words", include_str!("data/words.toml"))?,
        })
    }
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|why| Error::Fault(format!("sample data {name}: {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_read_and_hang_together() {
        let tables = Tables::read().expect("the tables read");
        let models = tables.series.iter().map(|series| series.models.len()).sum::<usize>();
        assert_eq!((models, tables.house.stations.len(), tables.house.regions.len()), (60, 12, 3));
        assert_eq!(tables.house.stations.iter().map(|station| station.technicians).sum::<usize>(), 40);
        for series in &tables.series {
            assert!(tables.parts.categories.iter().any(|c| c.name == series.category), "{}", series.key);
            assert!(tables.faults.iter().any(|f| f.category == series.category), "{}", series.category);
        }
        for fault in tables.faults.iter().filter(|fault| !fault.part.is_empty()) {
            let category = tables.parts.categories.iter().find(|c| c.name == fault.category).expect("a category");
            assert!(category.items.iter().any(|item| item.code == fault.part), "{} {}", fault.code, fault.part);
        }
    }

    #[test]
    fn customers_live_in_districts_that_there_are() {
        let tables = Tables::read().expect("the tables read");
        for code in tables.house.stations.iter().flat_map(|station| &station.districts) {
            assert!(aftercare_app::customers::division_name(code).is_some(), "{code}");
        }
    }

    /// White text on the brand's colour is read with ease: at least 4.5:1 by WCAG 2.
    #[test]
    fn the_brands_colour_carries_white_text() {
        let accent = Tables::read().expect("the tables read").house.brand.accent;
        let part = |at: usize| {
            let share = f64::from(u8::from_str_radix(&accent[at..at + 2], 16).expect("hex")) / 255.0;
            if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
        assert!(1.05 / (luminance + 0.05) >= 4.5, "{accent}");
    }
}
