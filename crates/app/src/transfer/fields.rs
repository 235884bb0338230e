//! Which column of a file is which field: by the headers people use, or as they say.

use std::collections::BTreeMap;

use super::{
    ImportKind,
    refusals::{COLUMN_MISSING, NO_SUCH_COLUMN, NO_SUCH_FIELD, TOO_MANY_COLUMNS, refuse},
};
use crate::Error;

/// Field to the header of its column.
pub type Mapping = BTreeMap<String, String>;

/// A field of a kind of file, and the headers it is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub required: bool,
    pub headers: &'static [&'static str],
}

const fn field(name: &'static str, required: bool, headers: &'static [&'static str]) -> Field {
    Field { name, required, headers }
}

const DEVICES: &[Field] = &[
    field(
        "model",
        true,
        &["model", "modelcode", "modelno", "型号", "型號", "机型", "機型", "型号编码", "产品型号", "產品型號"],
    ),
    field(
        "serial",
        false,
        &[
            "serial",
            "serialnumber",
            "serialno",
            "sn",
            "s/n",
            "序列号",
            "序列號",
            "机身号",
            "機身號",
            "序號",
            "整机编号",
        ],
    ),
    field("imei", false, &["imei", "imei1", "串号", "串號", "主卡imei", "imei码"]),
    field("imei_2", false, &["imei2", "secondimei", "副卡imei", "imei码2"]),
    field(
        "made_on",
        false,
        &[
            "madeon",
            "manufacturedon",
            "manufacturedate",
            "productiondate",
            "生产日期",
            "生產日期",
            "出厂日期",
            "出廠日期",
        ],
    ),
    field(
        "sold_on",
        false,
        &[
            "soldon",
            "saledate",
            "dateofsale",
            "purchasedate",
            "销售日期",
            "銷售日期",
            "购买日期",
            "購買日期",
            "售出日期",
            "发票日期",
        ],
    ),
    field("delivered_on", false, &["deliveredon", "deliverydate", "交货日期", "交貨日期", "送达日期", "送達日期"]),
    field("dealer", false, &["dealer", "shop", "经销商", "經銷商", "销售门店", "銷售門市"]),
    field(
        "invoice_number",
        false,
        &["invoicenumber", "invoiceno", "invoice", "发票号", "發票號", "发票号码", "發票號碼"],
    ),
    field("price", false, &["price", "amount", "价格", "價格", "售价", "售價", "金额", "金額"]),
    field("documents", false, &["documents", "papers", "凭证", "憑證", "单据", "單據"]),
];

const CUSTOMERS: &[Field] = &[
    field(
        "name",
        true,
        &["name", "customer", "customername", "姓名", "客户", "客戶", "客户姓名", "客戶姓名", "客户名称", "客戶名稱"],
    ),
    field(
        "phone",
        true,
        &[
            "phone",
            "mobile",
            "telephone",
            "tel",
            "电话",
            "電話",
            "手机",
            "手機",
            "手机号",
            "手機號碼",
            "联系电话",
            "聯絡電話",
        ],
    ),
    field("phone_2", false, &["phone2", "secondphone", "电话2", "電話2", "备用电话", "備用電話"]),
    field("email", false, &["email", "mail", "邮箱", "電子郵件", "电子邮箱"]),
    field("kind", false, &["kind", "type", "客户类型", "客戶類型", "类型", "類型"]),
    field("language", false, &["language", "locale", "语言", "語言"]),
    field("division", false, &["division", "divisioncode", "区划代码", "行政区划代码", "區劃代碼"]),
    field("address", false, &["address", "地址", "联系地址", "聯絡地址", "详细地址"]),
];

const PRODUCTS: &[Field] = &[
    field("kind", false, &["kind", "type", "类型", "類型", "类别", "類別"]),
    field("code", true, &["code", "model", "partnumber", "partno", "编码", "編碼", "型号", "型號", "物料编码", "料號"]),
    field("name", true, &["name", "namezh", "名称", "名稱", "中文名称", "中文名稱", "品名"]),
    field("name_en", false, &["nameen", "englishname", "英文名称", "英文名稱"]),
    field("category", false, &["category", "品类", "品類", "产品类别", "產品類別"]),
    field("regime", false, &["regime", "责任规定", "責任規定", "三包规定"]),
    field("price", false, &["price", "价格", "價格", "单价", "單價", "零售价"]),
    field("cost", false, &["cost", "成本", "成本价", "成本價"]),
    field("part_kind", false, &["partkind", "部件", "部件类别", "部件類別"]),
    field("serialised", false, &["serialised", "serialized", "序列号管理", "序列號管理"]),
    field("returns_defective", false, &["returnsdefective", "旧件返还", "舊件返還", "旧件返厂"]),
    field("fits", false, &["fits", "models", "适用型号", "適用型號", "适用机型", "適用機型"]),
    field("active", false, &["active", "在用", "启用", "啟用"]),
];

/// The fields that a file of this kind can have.
pub fn fields_of(kind: ImportKind) -> &'static [Field] {
    match kind {
        ImportKind::Devices => DEVICES,
        ImportKind::Customers => CUSTOMERS,
        ImportKind::Products => PRODUCTS,
    }
}

/// More columns than any list of these has.
const MOST_COLUMNS: usize = 200;

/// Where each field stands in a row, and under which header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Columns {
    places: BTreeMap<&'static str, (usize, String)>,
    /// How many columns the header has.
    pub width: usize,
}

impl Columns {
    /// The cell of a field; nothing when there is no such column, or nothing in it.
    pub fn cell<'a>(&self, cells: &'a [String], field: &str) -> Option<&'a str> {
        let (place, _) = self.places.get(field)?;
        cells.get(*place).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The header of a field's column; the field's own name when there is none.
    pub fn header(&self, field: &str) -> String {
        self.places.get(field).map_or_else(|| field.to_owned(), |(_, header)| header.clone())
    }

    pub fn mapping(&self) -> Mapping {
        self.places.iter().map(|(field, (_, header))| ((*field).to_owned(), header.clone())).collect()
    }
}

/// Fields by what was said of them, the rest by their headers.
pub(super) fn guess(kind: ImportKind, headers: &[String], said: &Mapping) -> Result<Columns, Error> {
    if headers.len() > MOST_COLUMNS {
        return Err(refuse(TOO_MANY_COLUMNS, "file", &[("most", MOST_COLUMNS.to_string())]));
    }
    let fields = fields_of(kind);
    if let Some(unknown) = said.keys().find(|name| !fields.iter().any(|field| field.name == name.as_str())) {
        return Err(refuse(NO_SUCH_FIELD, "mapping", &[("given", unknown.clone())]));
    }
    let mut columns = Columns { width: headers.len(), ..Columns::default() };
    for field in fields {
        let place = match said.get(field.name) {
            Some(header) => Some(place_said(headers, header)?),
            None => place_known(headers, field),
        };
        if let Some(place) = place {
            columns.places.insert(field.name, (place, headers[place].clone()));
        }
    }
    Ok(columns)
}

fn place_said(headers: &[String], header: &str) -> Result<usize, Error> {
    let found = headers.iter().position(|h| plain(h) == plain(header));
    found.ok_or_else(|| refuse(NO_SUCH_COLUMN, "mapping", &[("given", header.to_owned())]))
}

fn place_known(headers: &[String], field: &Field) -> Option<usize> {
    let known = |header: &String| field.headers.contains(&plain(header).as_str());
    headers.iter().position(known)
}

/// Refuses columns without which no row can be taken.
pub(super) fn check(kind: ImportKind, columns: &Columns) -> Result<(), Error> {
    let missing = |name: &str| Err(refuse(COLUMN_MISSING, "mapping", &[("column", name.to_owned())]));
    let has = |name: &str| columns.places.contains_key(name);
    match fields_of(kind).iter().find(|field| field.required && !has(field.name)) {
        Some(field) => missing(field.name),
        // A phone without a printed serial goes by its IMEI.
        None if kind == ImportKind::Devices && !has("serial") && !has("imei") => missing("serial"),
        None => Ok(()),
    }
}

/// A header without the marks people put into it.
fn plain(header: &str) -> String {
    let mark =
        |c: &char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '*' | ':' | '：' | '(' | ')' | '（' | '）');
    header.chars().filter(|c| !mark(c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn code(result: Result<Columns, Error>) -> &'static str {
        match result {
            Err(Error::Refusal(refusal)) => refusal.code,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn headers_of_either_language_are_known() {
        for names in [
            ["型号", "序列号", "销售日期"],
            ["產品型號", "序列號", "銷售日期"],
            ["Model Code", "Serial_Number*", "sale date"],
        ] {
            let columns = guess(ImportKind::Devices, &headers(&names), &Mapping::new()).unwrap_or_default();
            let cells = headers(&["P60", "AB12", "2025-01-02"]);
            let read = ["model", "serial", "sold_on"].map(|field| columns.cell(&cells, field));
            assert_eq!(read, [Some("P60"), Some("AB12"), Some("2025-01-02")], "{names:?}");
        }
    }

    #[test]
    fn what_is_said_goes_before_what_is_guessed() {
        let said = Mapping::from([("serial".to_owned(), "编号".to_owned())]);
        let columns = guess(ImportKind::Devices, &headers(&["型号", "序列号", "编号"]), &said).unwrap_or_default();
        assert_eq!(columns.cell(&headers(&["P60", "OLD1", "NEW1"]), "serial"), Some("NEW1"));
        assert_eq!(columns.header("serial"), "编号");
    }

    #[test]
    fn a_mapping_that_fits_no_column_or_field_is_refused() {
        let names = headers(&["型号", "序列号"]);
        let said = |field: &str, header: &str| Mapping::from([(field.to_owned(), header.to_owned())]);
        assert_eq!(code(guess(ImportKind::Devices, &names, &said("serial", "nothing"))), NO_SUCH_COLUMN);
        assert_eq!(code(guess(ImportKind::Devices, &names, &said("colour", "型号"))), NO_SUCH_FIELD);
        assert_eq!(code(guess(ImportKind::Devices, &vec!["a".to_owned(); 201], &Mapping::new())), TOO_MANY_COLUMNS);
        let without = guess(ImportKind::Devices, &headers(&["型号"]), &Mapping::new());
        assert_eq!(code(without.and_then(|c| check(ImportKind::Devices, &c).map(|()| c))), COLUMN_MISSING);
    }

    #[test]
    fn no_header_names_two_fields_of_a_kind() {
        for kind in ImportKind::ALL {
            let mut all: Vec<&str> = fields_of(kind).iter().flat_map(|field| field.headers).copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count, "{kind}");
            assert!(all.iter().all(|header| plain(header) == *header), "{kind}");
        }
    }
}
