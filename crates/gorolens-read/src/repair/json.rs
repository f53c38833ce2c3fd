//! JSON records with the text in one of their strings, or in a series of them.
//!
//! Not a JSON parser: only strings and the keys before them are looked at, at any depth, because
//! collectors wrap records in records.

use super::unescape::{self, Style};

/// A string of a record.
pub(super) struct Field<'a> {
    /// Its key, or that of the list it is in, escapes and all; empty in a list without one.
    pub key: &'a [u8],
    /// What stands between its quotes.
    pub raw: &'a [u8],
}

impl Field<'_> {
    /// The text it means.
    pub fn text(&self) -> Vec<u8> {
        unescape::text(self.raw, Style::Quoted)
    }
}

/// Whether `text` looks like a record.
pub(super) fn is_record(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.starts_with(b"{\"") || text.starts_with(b"{ \"") || is_list(text)
}

/// Whether `text` looks like a list of strings.
pub(super) fn is_list(text: &[u8]) -> bool {
    text.starts_with(b"[\"")
}

/// All strings that are no keys.
pub(super) fn fields(record: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = record;
    let mut key: Option<&[u8]> = None;
    let mut list = is_list(record.trim_ascii_start()).then_some(&b""[..]);
    std::iter::from_fn(move || {
        loop {
            let (raw, after) = next_string(rest)?;
            rest = after;
            let follows = rest.trim_ascii_start();
            if follows.first() == Some(&b':') {
                let value = follows[1..].trim_ascii_start().first();
                // Only a string right after the colon belongs to the key, or those of a list.
                key = Some(raw).filter(|_| value == Some(&b'"'));
                list = Some(raw).filter(|_| value == Some(&b'['));
            } else if let Some(key) = key.take().or(list) {
                return Some(Field { key, raw });
            }
        }
    })
}

/// The contents of the next string, and what comes after it. A string that breaks off ends with the
/// record.
fn next_string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = &text[memchr::memchr(b'"', text)? + 1..];
    let len = unescape::quoted_len(text);
    Some((&text[..len], text.get(len + 1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_after_keys() {
        let record =
            br#"{"level": "error", "ts": 1.5, "in": {"msg":"a \"b\"\n"}, "l": ["x"], "cut":"y"#;
        let found: Vec<(String, String)> = fields(record)
            .map(|field| {
                let own = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
                (own(field.key), own(&field.text()))
            })
            .collect();
        let expected = [
            ("level", "error"),
            ("msg", "a \"b\"\n"),
            ("l", "x"),
            ("cut", "y"),
        ];
        assert_eq!(
            found,
            expected.map(|(key, text)| (key.to_owned(), text.to_owned()))
        );
    }
}
