//! Messages as `build.rs` writes them: Fluent without its syntax, which would be a tenth of what the page downloads.
//!
//! ```text
//! message   id 02 pattern 00
//! pattern   text, and in any place:
//!   01 name 02                          the value of a variable
//!   03 id 02                            another message
//!   04 name 02 (05 key 02 pattern)… 06  the variant that a variable chooses; 07 instead of 05: the default
//! ```
//!
//! A key is a number, a plural category (`one`) or the text itself.

use std::collections::HashMap;

const VARIABLE: u8 = 1;
const END_OF_NAME: char = '\u{2}';
const MESSAGE: u8 = 3;
const SELECT: u8 = 4;
const VARIANT: u8 = 5;
const END_OF_SELECT: u8 = 6;
const DEFAULT: u8 = 7;

/// The messages of one language.
pub(super) struct Messages {
    patterns: HashMap<&'static str, &'static str>,
    /// The plural category of a number.
    category: fn(u64) -> &'static str,
}

/// What stands for a variable.
pub(super) enum Value {
    Number(u64),
    Text(String),
}

/// Name → value.
pub(super) type Values = [(&'static str, Value)];

impl Messages {
    pub(super) fn new(packed: &'static str, category: fn(u64) -> &'static str) -> Messages {
        let messages = packed.split_terminator('\0');
        Messages {
            patterns: messages
                .filter_map(|it| it.split_once(END_OF_NAME))
                .collect(),
            category,
        }
    }

    /// The message with its variables filled in; `None` when there is no such message.
    pub(super) fn say(&self, id: &str, values: &Values) -> Option<String> {
        let mut said = Said {
            messages: self,
            values,
            out: String::new(),
        };
        said.pattern(self.patterns.get(id)?);
        Some(said.out)
    }
}

/// A message that is being said.
struct Said<'a> {
    messages: &'a Messages,
    values: &'a Values,
    out: String,
}

impl Said<'_> {
    /// Says a pattern up to its end, or the end of the variant it is; gives what follows.
    fn pattern<'p>(&mut self, pattern: &'p str) -> &'p str {
        let mut rest = pattern;
        loop {
            let at = rest.bytes().position(|byte| byte < 8).unwrap_or(rest.len());
            let (text, next) = rest.split_at(at);
            self.out.push_str(text);
            rest = match next.bytes().next() {
                Some(VARIABLE) => {
                    let (name, after) = name(next);
                    self.variable(name);
                    after
                }
                Some(MESSAGE) => {
                    let (id, after) = name(next);
                    if let Some(pattern) = self.messages.patterns.get(id) {
                        self.pattern(pattern);
                    }
                    after
                }
                Some(SELECT) => self.select(next),
                _ => return next,
            };
        }
    }

    fn variable(&mut self, name: &str) {
        // A variable that nobody gave is found by `tests/catalogue.rs`.
        let values = self.values;
        match values.iter().find(|(it, _)| *it == name) {
            Some((_, Value::Number(number))) => self.out.push_str(&super::thousands(*number)),
            Some((_, Value::Text(text))) => self.out.push_str(text),
            None => self.out.push_str(name),
        }
    }

    fn value(&self, name: &str) -> Option<&Value> {
        let mut values = self.values.iter();
        values.find(|(it, _)| *it == name).map(|(_, value)| value)
    }

    /// Says the variant that fits, the first one that does, else the default.
    fn select<'p>(&mut self, select: &'p str) -> &'p str {
        let (variable, mut rest) = name(select);
        let before = self.out.len();
        let (mut chosen, mut default) = (None, String::new());
        while let Some(mark @ (VARIANT | DEFAULT)) = rest.bytes().next() {
            let (key, pattern) = name(rest);
            rest = self.pattern(pattern);
            let said = self.out.split_off(before);
            if chosen.is_none() && self.fits(variable, key) {
                chosen = Some(said);
            } else if mark == DEFAULT {
                default = said;
            }
        }
        self.out.push_str(&chosen.unwrap_or(default));
        debug_assert_eq!(rest.bytes().next(), Some(END_OF_SELECT));
        rest.get(1..).unwrap_or_default()
    }

    fn fits(&self, variable: &str, key: &str) -> bool {
        match self.value(variable) {
            Some(Value::Number(number)) => {
                key == (self.messages.category)(*number) || key.parse() == Ok(*number)
            }
            Some(Value::Text(text)) => text == key,
            None => false,
        }
    }
}

/// The name after a mark, and what follows it.
fn name(marked: &str) -> (&str, &str) {
    let named = marked.get(1..).and_then(|it| it.split_once(END_OF_NAME));
    named.unwrap_or((marked, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: &str = "a\u{2}\u{4}n\u{2}\u{5}0\u{2}none\u{5}one\u{2}\u{1}n\u{2} of \u{3}b\u{2}\
        \u{7}other\u{2}\u{1}n\u{2}\u{4}n\u{2}\u{5}two\u{2}!\u{7}x\u{2}?\u{6}\u{6}.\0b\u{2}ours\0";

    fn say(id: &str, value: Value) -> Option<String> {
        let category = |n| if n == 1 { "one" } else { "other" };
        Messages::new(PACKED, category).say(id, &[("n", value)])
    }

    #[test]
    fn variants_are_chosen_by_number_category_or_text() {
        let number = |n| say("a", Value::Number(n)).expect("a is there");
        assert_eq!(number(0), "none.");
        assert_eq!(number(1), "1 of ours.");
        assert_eq!(number(2_000), "2,000?.");
        let text = |text: &str| say("a", Value::Text(text.to_owned())).expect("a is there");
        assert_eq!(text("one"), "one of ours.");
        assert_eq!(text("two"), "two!.");
    }

    #[test]
    fn what_is_not_there_is_not_said() {
        assert_eq!(say("c", Value::Number(1)), None);
    }
}
