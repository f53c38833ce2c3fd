//! Addresses in the text of goroutines: which occur in several of them.

use crate::few::{Few, sums};

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch<'a> {
    /// As it stands.
    Text(&'a str),
    /// An address, `0xc0001f2000`.
    Pointer(&'a str),
    /// The number in `in goroutine 7`.
    Goroutine(&'a str),
}

/// Hexadecimal digits of the shortest number that is taken for an address.
const MIN_DIGITS: usize = 7;

const CREATOR: &str = " in goroutine ";

/// Cuts a text at its addresses and at the goroutine it was created in.
pub fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut res = Vec::new();
    let mut rest = text;
    while let Some((before, stretch)) = next(rest) {
        let (Stretch::Pointer(found) | Stretch::Goroutine(found) | Stretch::Text(found)) = stretch;
        if before > 0 {
            res.push(Stretch::Text(&rest[..before]));
        }
        res.push(stretch);
        rest = &rest[before + found.len()..];
    }
    if !rest.is_empty() {
        res.push(Stretch::Text(rest));
    }
    res
}

/// The first thing worth a mark, and where it begins.
fn next(text: &str) -> Option<(usize, Stretch<'_>)> {
    let mut from = 0;
    let pointer = loop {
        let Some(at) = text[from..].find("0x").map(|at| from + at) else {
            break None;
        };
        let digits = &text[at + 2..];
        let len = digits
            .find(|it: char| !it.is_ascii_hexdigit())
            .unwrap_or(digits.len());
        if len >= MIN_DIGITS {
            break Some((at, Stretch::Pointer(&text[at..at + 2 + len])));
        }
        from = at + 2;
    };
    let creator = text.find(CREATOR).and_then(|at| {
        let at = at + CREATOR.len();
        let digits = &text[at..];
        let len = digits
            .find(|it: char| !it.is_ascii_digit())
            .unwrap_or(digits.len());
        (len > 0).then_some((at, Stretch::Goroutine(&digits[..len])))
    });
    match (pointer, creator) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// Addresses that occur in several texts, and in how many. Texts are those of single goroutines.
pub fn shared<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(&'a str, u64)> {
    let mut all: Vec<(&str, u64)> = Vec::new();
    for text in texts {
        let pointers: Few<&str, u64> = stretches(text)
            .into_iter()
            .filter_map(|stretch| match stretch {
                Stretch::Pointer(pointer) => Some((pointer, 1)),
                _ => None,
            })
            .collect();
        all.extend(pointers.iter().copied());
    }
    let mut counts = sums(all);
    counts.retain(|(_, count)| *count > 1);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_addresses_and_creators() {
        use Stretch::{Goroutine, Pointer, Text};
        assert_eq!(
            stretches("f(0xc0001f2000, 0x1)\ncreated by g in goroutine 7\n"),
            [
                Text("f("),
                Pointer("0xc0001f2000"),
                Text(", 0x1)\ncreated by g in goroutine "),
                Goroutine("7"),
                Text("\n"),
            ]
        );
        assert_eq!(stretches(""), []);
        assert_eq!(stretches("0x"), [Text("0x")]);
    }

    #[test]
    fn shared_addresses_are_counted_by_goroutine() {
        let texts = [
            "a(0xc00000001, 0xc00000001)",
            "b(0xc00000002)",
            "c(0xc00000002)",
        ];
        let shared = shared(texts.into_iter());
        assert_eq!(shared, [("0xc00000002", 2)]);
    }
}
