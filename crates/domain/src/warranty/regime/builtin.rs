//! The repository's own texts, part of the program.

macro_rules! texts {
    ($($file:literal)+) => {
        &[$(($file, include_str!(concat!("../../../../../regimes/", $file)))),+]
    };
}

/// Each with the name of its file.
pub(super) const BUILT_IN: &[(&str, &str)] = texts! {
    "cn.mobile.2001.toml"
    "cn.fixedphone.2001.toml"
    "cn.computer.2002.toml"
    "cn.av.2002.toml"
    "cn.general18.1995.toml"
    "cn.car.2021.toml"
    "cn.agri.1998.toml"
    "cn.consumer-law.toml"
    "cn.region.zhejiang.toml"
    "cn.region.shandong.toml"
    "cn.region.beijing.toml"
    "cn.region.shanghai.toml"
    "eu.goods.toml"
    "eu.goods.es.toml"
    "eu.goods.fr.toml"
    "eu.goods.pt.toml"
    "uk.cra2015.toml"
    "tw.consumer.toml"
    "us.mmwa.toml"
};
