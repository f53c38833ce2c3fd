//! The sentences of a language: `locales/<language>/*.ftl`, in the syntax of Fluent.
//!
//! Numbers, waits, sizes and lists are put into words here, from messages too (`words.ftl`); a
//! sentence only says where they stand.

mod packed;

use std::sync::OnceLock;

use gorolens_core::{Arg, Message, msg};

use self::packed::{Messages, Value};
use crate::Lang;
use crate::types::Objects;

/// The messages of one language.
pub(crate) struct Catalogue {
    messages: Messages,
}

impl Lang {
    /// The sentence in this language.
    pub(crate) fn say(self, message: &Message) -> String {
        self.catalogue().say(message)
    }

    /// Several texts as one: `a, b`.
    pub(crate) fn join(self, texts: impl IntoIterator<Item = String>) -> String {
        let texts: Vec<String> = texts.into_iter().collect();
        texts.join(&self.say(&msg("words-comma")))
    }

    /// `1,240 connections`; in plain English what a later release may count.
    pub(crate) fn objects(self, objects: &Objects) -> String {
        let id = format!("report-objects-{}", objects.kind);
        let said = self
            .catalogue()
            .find(&id, &[("n", Arg::Number(objects.count))]);
        said.unwrap_or_else(|| format!("{} {}", thousands(objects.count), objects.kind))
    }

    /// Hands over the sentences of this language, as the build script packs them, to a program that was built
    /// without. The first ones stay, those of the program itself above all.
    pub fn learn(self, messages: String) {
        self.known().get_or_init(|| {
            // As long as the program, as those would be that are a part of it.
            Catalogue::new(BUILT_IN[self as usize].unwrap_or(messages.leak()), self)
        });
    }

    fn catalogue(self) -> &'static Catalogue {
        let messages = BUILT_IN[self as usize].unwrap_or_default();
        self.known().get_or_init(|| Catalogue::new(messages, self))
    }

    fn known(self) -> &'static OnceLock<Catalogue> {
        static KNOWN: [OnceLock<Catalogue>; Lang::ALL.len()] = [const { OnceLock::new() }; 2];
        &KNOWN[self as usize]
    }
}

/// In the order of [`Lang::ALL`].
#[cfg(feature = "languages")]
const BUILT_IN: [Option<&str>; Lang::ALL.len()] = [
    Some(include_str!(concat!(env!("OUT_DIR"), "/en.txt"))),
    Some(include_str!(concat!(env!("OUT_DIR"), "/zh-Hans.txt"))),
];
#[cfg(not(feature = "languages"))]
const BUILT_IN: [Option<&str>; Lang::ALL.len()] = [None; Lang::ALL.len()];

impl Catalogue {
    fn new(messages: &'static str, lang: Lang) -> Catalogue {
        let category: fn(u64) -> &'static str = match lang {
            Lang::En => |n| if n == 1 { "one" } else { "other" },
            Lang::ZhHans => |_| "other",
        };
        let messages = Messages::new(messages, category);
        Catalogue { messages }
    }

    fn say(&self, message: &Message) -> String {
        if message.is_empty() {
            return String::new();
        }
        let text = self.find(message.id, &message.args);
        debug_assert!(text.is_some(), "no message {}", message.id);
        text.unwrap_or_else(|| message.id.to_owned())
    }

    fn find(&self, id: &str, args: &[(&'static str, Arg)]) -> Option<String> {
        let args = args.iter().map(|(name, arg)| (*name, self.value(arg)));
        self.messages.say(id, &args.collect::<Vec<_>>())
    }

    fn value(&self, arg: &Arg) -> Value {
        match arg {
            Arg::Number(n) => Value::Number(*n),
            Arg::Minutes(minutes) => Value::Text(self.say(&wait((*minutes).into()))),
            Arg::Bytes(bytes) => Value::Text(self.bytes(*bytes)),
            Arg::Text(text) => Value::Text(text.clone()),
            Arg::List { shown, more } => Value::Text(self.list(shown, *more)),
        }
    }

    /// `a, b and 3 more`.
    fn list(&self, shown: &[String], more: u64) -> String {
        let shown = shown.join(&self.say(&msg("words-comma")));
        match more {
            0 => shown,
            _ => self.say(&msg("words-and-more").text("shown", shown).n("more", more)),
        }
    }

    /// `812 bytes`, `1.1 MiB`, `12 KiB`. Two digits are enough to act on.
    fn bytes(&self, bytes: u64) -> String {
        const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
        match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
            Some((unit, name)) if bytes / unit < 10 => {
                let tenths = (bytes * 10 + unit / 2) / unit;
                format!("{}.{} {name}", tenths / 10, tenths % 10)
            }
            Some((unit, name)) => format!("{} {name}", thousands(bytes / unit)),
            None => self.say(&msg("words-bytes").n("n", bytes)),
        }
    }
}

/// `7 minutes`, `147 minutes (2 h 27 min)`, `9,000 minutes (about 6 days)`.
pub(crate) fn wait(minutes: u64) -> Message {
    match minutes {
        0..120 => msg("words-minutes").n("n", minutes),
        120..2880 => msg("words-hours")
            .n("n", minutes)
            .n("hours", minutes / 60)
            .n("rest", minutes % 60),
        _ => msg("words-days")
            .n("n", minutes)
            .n("days", minutes / (24 * 60)),
    }
}

/// `1240` → `1,240`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &Message, en: &str, zh_hans: &str) {
        assert_eq!(Lang::En.say(message), en);
        assert_eq!(Lang::ZhHans.say(message), zh_hans);
    }

    #[test]
    fn numbers() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(12_345_678), "12,345,678");
        assert_eq!(Lang::En.catalogue().bytes(1), "1 byte");
        assert_eq!(Lang::En.catalogue().bytes(4_210_340), "4.0 MiB");
        assert_eq!(Lang::En.catalogue().bytes(12 << 10), "12 KiB");
        assert_eq!(Lang::ZhHans.catalogue().bytes(812), "812 字节");
    }

    #[test]
    fn waits() {
        check(&wait(0), "under a minute", "不到 1 分钟");
        check(&wait(1), "1 minute", "1 分钟");
        check(
            &wait(147),
            "147 minutes (2 h 27 min)",
            "147 分钟（2 小时 27 分）",
        );
        check(
            &wait(9000),
            "9,000 minutes (about 6 days)",
            "9,000 分钟（约 6 天）",
        );
    }

    #[test]
    fn lists() {
        let called = |shown: &[&str], more| {
            let shown = shown.iter().map(|it| it.to_string()).collect();
            msg("shared-called-from").arg("places", Arg::List { shown, more })
        };
        check(
            &called(&["main.a"], 0),
            "Called from main.a.",
            "调用方：main.a。",
        );
        check(
            &called(&["main.a", "main.b"], 3),
            "Called from main.a, main.b and 3 more.",
            "调用方：main.a、main.b 等，另有 3 个。",
        );
    }

    #[test]
    fn nothing_to_say_is_empty() {
        check(&Message::default(), "", "");
    }
}
