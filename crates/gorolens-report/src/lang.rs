//! The languages a report can be written in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    ZhHans,
}

impl Lang {
    /// All languages.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::ZhHans];

    /// The language's BCP 47 tag: `en`, `zh-Hans`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhHans => "zh-Hans",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// There is no catalogue for a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLang(String);

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no messages in the language {:?}", self.0)
    }
}

impl std::error::Error for UnknownLang {}

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads BCP 47 tags, as browsers give them, and names of locales: `en-GB`, `zh-CN`,
    /// `zh_CN.UTF-8`. Chinese is simplified unless its script or region says otherwise.
    fn from_str(tag: &str) -> Result<Lang, UnknownLang> {
        let name = tag.split(['.', '@']).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let mut parts = name.split(['-', '_']);
        let traditional = |part: &str| matches!(part, "hant" | "tw" | "hk" | "mo");
        match parts.next() {
            Some("en") => Ok(Lang::En),
            Some("zh") if name.contains("hans") || !parts.any(traditional) => Ok(Lang::ZhHans),
            _ => Err(UnknownLang(tag.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales() {
        for tag in ["en", "en-US", "en_GB.UTF-8", "EN"] {
            assert_eq!(tag.parse(), Ok(Lang::En), "{tag}");
        }
        for tag in [
            "zh",
            "zh-CN",
            "zh_CN.UTF-8",
            "zh-Hans-SG",
            "zh-Hans-HK",
            "zh_SG.GB18030@x",
        ] {
            assert_eq!(tag.parse(), Ok(Lang::ZhHans), "{tag}");
        }
        for tag in [
            "",
            "C",
            "POSIX",
            "de",
            "zh-TW",
            "zh_HK.UTF-8",
            "zh-Hant",
            "eng",
        ] {
            assert_eq!(
                tag.parse(),
                Err::<Lang, _>(UnknownLang(tag.into())),
                "{tag}"
            );
        }
        for lang in Lang::ALL {
            assert_eq!(lang.tag().parse(), Ok(lang));
        }
    }
}
