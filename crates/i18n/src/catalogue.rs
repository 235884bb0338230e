//! The messages, parsed once per locale on first use.

use crate::Arg;
use aftercare_kernel::Locale;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;
/// Area and the text of its catalogue file.
type Source = (&'static str, &'static str);

macro_rules! sources {
    ($locale:literal: $($area:literal)+) => {
        &[$(($area, include_str!(concat!("../locales/", $locale, "/", $area, ".ftl")))),+]
    };
}

macro_rules! sources_of_all_areas {
    ($locale:literal) => {
        sources!($locale: "shell" "acts" "things" "money" "deadlines" "identity" "products" "devices" "contracts" "customers" "warranty"
            "intake" "orders" "search" "parts" "billing" "settlement" "satisfaction" "transfer" "notices" "errors" "refusal"
            "papers" "roles")
    };
}

static ZH_CN: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::ZhCn));
static ZH_TW: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::ZhTw));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En));

/// The message of a key. A missing key, or a message that lacks a value, shows as `⟦key⟧`: seen, but never a crash.
pub fn text(locale: Locale, key: &str) -> String {
    text_with(locale, key, &[])
}

/// The message of a key, filled with values by the name of the variable.
pub fn text_with(locale: Locale, key: &str, arguments: &[(&str, Arg)]) -> String {
    let bundle = bundle_of(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return unknown(key);
    };
    let arguments: FluentArgs = arguments.iter().map(|(name, value)| (*name, FluentValue::from(value))).collect();
    let mut problems = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut problems);
    if problems.is_empty() { text.into_owned() } else { unknown(key) }
}

/// Whether the catalogue has the key, for codes that come from data.
pub fn has_key(locale: Locale, key: &str) -> bool {
    bundle_of(locale).has_message(key)
}

fn unknown(key: &str) -> String {
    format!("⟦{key}⟧")
}

fn bundle_of(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::ZhTw => &ZH_TW,
        Locale::En => &EN,
    }
}

/// What does not parse is left out here and fails the tests below.
fn bundle(locale: Locale) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolation marks around values would end up in PDFs, CSV exports and test expectations.
    bundle.set_use_isolating(false);
    for (_, source) in sources_of(locale) {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn sources_of(locale: Locale) -> &'static [Source] {
    match locale {
        Locale::ZhCn => sources_of_all_areas!("zh-CN"),
        Locale::ZhTw => sources_of_all_areas!("zh-TW"),
        Locale::En => sources_of_all_areas!("en"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
    use std::collections::{BTreeMap, BTreeSet};

    /// Key to area and variables.
    type Messages = BTreeMap<String, (&'static str, BTreeSet<String>)>;

    /// Common characters that are written in simplified Chinese alone.
    const SIMPLIFIED_ONLY: &str = "与专业东两严个丰为举义习书买争亏产亲仅从仓价众优会传伤伦体侧债储儿关兴养写军农则\
        刚创删剂剧办务动劳势区医单卖卫厂厅历压县参双发变叠号员响问启团国图园圆场坏块声处备复够头夹实审宽对导层岁师带帐应张归当录态总\
        戏户执扩扫护报担择换损据摆数断无旧时显术机权条极构标样检楼欢没测济浏满灭灯点热爱状独环现电画监盖盘码确离种积称稳笔签简类紧约级\
        纪纯纳纸纹线练组细终绍经绑结给络统继续维综编缓缘缩网罚职联脑节获营补装见观规视览觉订认让议讯记讲许论设访证评识诉词试话询该详语误\
        说请读课调谈谢负责败账货质购贴费贵赔赠车转轮软轻载较输边达过运还这进远违连迟适选递遗邮针钟钱链销锁错键长门闭问间闻阅队阶际险随隐\
        难页顶项顺须预领频题颜额风驱验";
    /// The language switch names each language in its own script.
    const LANGUAGE_NAME: &str = "简体中文";

    #[test]
    fn every_catalogue_parses_and_no_key_stands_twice() {
        for locale in Locale::ALL {
            messages(locale);
        }
    }

    #[test]
    fn all_locales_have_the_same_keys_with_the_same_variables() {
        let reference = messages(Locale::ZhCn);
        for locale in [Locale::ZhTw, Locale::En] {
            let other = messages(locale);
            let differing: Vec<_> =
                reference.keys().chain(other.keys()).filter(|key| reference.get(*key) != other.get(*key)).collect();
            assert!(differing.is_empty(), "zh-CN and {locale} differ in {differing:?}");
        }
    }

    #[test]
    fn every_key_begins_with_its_area() {
        for (key, (area, _)) in messages(Locale::ZhCn) {
            assert!(key.starts_with(&format!("{area}-")), "{key} stands in {area}.ftl");
        }
    }

    #[test]
    fn taiwan_has_no_simplified_characters() {
        for (area, source) in sources_of(Locale::ZhTw) {
            let source = source.replace(LANGUAGE_NAME, "");
            let found: Vec<char> = source.chars().filter(|c| SIMPLIFIED_ONLY.contains(*c)).collect();
            assert!(found.is_empty(), "{area}.ftl: {found:?}");
        }
    }

    #[test]
    fn a_missing_key_or_value_is_seen() {
        assert_eq!(text(Locale::En, "no-such-key"), "⟦no-such-key⟧");
        assert_eq!(text(Locale::En, "errors-too-long"), "⟦errors-too-long⟧");
    }

    #[test]
    fn values_stand_in_the_text_without_marks() {
        assert_eq!(text_with(Locale::ZhCn, "errors-too-long", &[("max", 20_i64.into())]), "最多 20 个字符");
        assert_eq!(text_with(Locale::En, "shell-rows", &[("count", 1_i64.into())]), "1 row");
        assert_eq!(text_with(Locale::En, "shell-rows", &[("count", 2_usize.into())]), "2 rows");
    }

    fn messages(locale: Locale) -> Messages {
        let mut messages = Messages::new();
        for (area, source) in sources_of(locale) {
            let resource = fluent_syntax::parser::parse(*source)
                .unwrap_or_else(|(_, errors)| panic!("{locale}/{area}.ftl: {errors:?}"));
            for entry in &resource.body {
                match entry {
                    Entry::Message(message) => {
                        let key = message.id.name.to_owned();
                        let value = message.value.as_ref().unwrap_or_else(|| panic!("{locale}: {key} has no text"));
                        let mut variables = BTreeSet::new();
                        variables_of(value, &mut variables);
                        let before = messages.insert(key.clone(), (area, variables));
                        assert!(before.is_none(), "{locale}: {key} stands twice");
                    }
                    Entry::Term(term) => panic!("{locale}/{area}.ftl: -{}: use messages only", term.id.name),
                    _ => {}
                }
            }
        }
        messages
    }

    fn variables_of(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                variables_of_expression(expression, into);
            }
        }
    }

    fn variables_of_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(inline) => variables_of_inline(inline, into),
            Expression::Select { selector, variants } => {
                variables_of_inline(selector, into);
                for variant in variants {
                    variables_of(&variant.value, into);
                }
            }
        }
    }

    fn variables_of_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                into.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                positional.iter().for_each(|argument| variables_of_inline(argument, into));
            }
            InlineExpression::Placeable { expression } => variables_of_expression(expression, into),
            _ => {}
        }
    }
}
