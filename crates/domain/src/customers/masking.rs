//! What is shown of personal data until it is needed in full. Phones mask themselves (`Phone::masked`).

use super::CustomerKind;

/// 张**: the first character and always two stars, so that the length is not told either. Companies are no
/// persons and stay readable.
pub fn mask_name(name: &str, kind: CustomerKind) -> String {
    match kind {
        CustomerKind::Person => name.chars().next().map_or_else(String::new, |first| format!("{first}**")),
        CustomerKind::Company | CustomerKind::Dealer | CustomerKind::KeyAccount => name.to_owned(),
    }
}

/// The first six characters (usually the district) and three stars.
pub fn mask_address(line: &str) -> String {
    if line.is_empty() {
        return String::new();
    }
    let shown: String = line.chars().take(6.min(line.chars().count() / 2)).collect();
    format!("{shown}***")
}

/// `l***@example.cn`
pub fn mask_email(email: &str) -> String {
    let (local, host) = email.split_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}***@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persons_name_shows_its_first_character() {
        assert_eq!(mask_name("张三", CustomerKind::Person), "张**");
        assert_eq!(mask_name("欧阳修文", CustomerKind::Person), "欧**");
        assert_eq!(mask_name("", CustomerKind::Person), "");
        assert_eq!(mask_name("华新家电", CustomerKind::Company), "华新家电");
    }

    #[test]
    fn an_address_never_shows_more_than_half() {
        assert_eq!(mask_address("上海市浦东新区张江路 1 号"), "上海市浦东新***");
        assert_eq!(mask_address("某村"), "某***");
        assert_eq!(mask_address(""), "");
    }

    #[test]
    fn an_email_shows_where_it_goes() {
        assert_eq!(mask_email("li.na@example.cn"), "l***@example.cn");
    }
}
