//! What a logger puts before each line: the same text, but for numbers.

/// The shape of a prefix, learned from one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    prefix: Vec<u8>,
}

impl Shape {
    /// The shape of `prefix`.
    pub fn of(prefix: &[u8]) -> Self {
        Shape {
            prefix: prefix.to_vec(),
        }
    }

    /// The shape of the prefix without the quote at its end, after which a value stands; `None` when
    /// it has none.
    pub fn without_quote(&self) -> Option<Shape> {
        let prefix = self.prefix.strip_suffix(b"\"")?;
        prefix.ends_with(b"=").then(|| Shape::of(prefix))
    }

    /// `text` without the prefix; `None` when it begins otherwise. Digits stand for any digits, as
    /// times and process ids differ; a fraction of a second may be missing. The blanks at the end
    /// of the prefix are taken exactly, because those after them are indentation, except that an
    /// empty line may have lost them.
    pub fn strip<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let (mut shape, mut rest) = (&self.prefix[..], text);
        while let Some(&expected) = shape.first() {
            if expected.is_ascii_digit() {
                shape = after_digits(shape);
                rest = after_digits(
                    rest.first()
                        .filter(|it| it.is_ascii_digit())
                        .map(|_| rest)?,
                );
                (shape, rest) = after_fraction(shape, rest);
            } else if expected == b' ' && !shape.iter().all(|&byte| byte == b' ') {
                shape = shape.trim_ascii_start();
                rest = rest.trim_ascii_start();
            } else if rest.first() == Some(&expected) {
                (shape, rest) = (&shape[1..], &rest[1..]);
            } else if rest.is_empty() && shape.iter().all(u8::is_ascii_whitespace) {
                return Some(rest);
            } else if is_severity(self.prefix.len() == shape.len(), shape, rest) {
                (shape, rest) = (&shape[1..], &rest[1..]);
            } else {
                return None;
            }
        }
        Some(rest)
    }
}

fn after_digits(text: &[u8]) -> &[u8] {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    &text[n..]
}

/// Skips `.123` where only one of the two has it: Go trims zeros from RFC 3339 times.
fn after_fraction<'s, 'a>(shape: &'s [u8], rest: &'a [u8]) -> (&'s [u8], &'a [u8]) {
    let fraction = |text: &[u8]| matches!(text, [b'.', digit, ..] if digit.is_ascii_digit());
    match (fraction(shape), fraction(rest)) {
        (true, false) => (after_digits(&shape[1..]), rest),
        (false, true) => (shape, after_digits(&rest[1..])),
        _ => (shape, rest),
    }
}

/// klog's first letter: `I1123 …`, `E1123 …`.
fn is_severity(at_start: bool, shape: &[u8], rest: &[u8]) -> bool {
    let severity = |text: &[u8]| match text {
        [letter, digit, ..] => b"DIWEF".contains(letter) && digit.is_ascii_digit(),
        _ => false,
    };
    at_start && severity(shape) && severity(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        let cases = [
            (
                "2026-11-23T04:21:07.1Z ",
                "2026-11-23T04:21:07Z x",
                Some("x"),
            ),
            (
                "2026-11-23T04:21:07Z ",
                "2026-11-23T04:21:07.123Z \tx",
                Some("\tx"),
            ),
            (
                "Nov 23 04:21:07 h app[4711]: ",
                "Nov 23 04:21:08 h app[4712]: x",
                Some("x"),
            ),
            (
                "Nov 23 04:21:07 h app[4711]: ",
                "Nov 23 04:21:08 h cron[1]: x",
                None,
            ),
            (
                "E1123 04:21:07.1       1 a.go:31] ",
                "I1123 04:21:07.2      12 a.go:31] x",
                Some("x"),
            ),
            ("orders-1  | ", "orders-1  |     x", Some("    x")),
            ("orders-1  | ", "orders-1  |", Some("")),
            ("> ", ">", Some("")),
            ("> ", "x", None),
            ("[pod/a-7d/c] ", "[pod/a-8d/c] x", Some("x")),
        ];
        for (prefix, text, rest) in cases {
            let found = Shape::of(prefix.as_bytes()).strip(text.as_bytes());
            assert_eq!(found, rest.map(str::as_bytes), "{prefix:?} {text:?}");
        }
    }
}
