//! The parts of a printed function name.

use std::borrow::Cow;

/// A printed name as text, with `%2e` and the like decoded until nothing changes: closures of
/// generic functions that were inlined are escaped twice (`queue%252ev2.Drain[...].1`).
pub(crate) fn decode(name: &[u8]) -> Cow<'_, str> {
    let mut name = Cow::Borrowed(name);
    while let Some(next) = decode_once(&name) {
        name = Cow::Owned(next);
    }
    match name {
        Cow::Borrowed(name) => String::from_utf8_lossy(name),
        Cow::Owned(name) => String::from_utf8_lossy(&name).into_owned().into(),
    }
}

/// `None` when nothing is escaped. Each round makes the name shorter.
fn decode_once(name: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    let mut rest = name;
    while let Some(at) = memchr::memchr(b'%', rest) {
        let code = rest.get(at + 1..at + 3).and_then(hex_byte);
        let kept = at + usize::from(code.is_none());
        decoded.extend_from_slice(&rest[..kept]);
        decoded.extend(code);
        rest = &rest[kept + if code.is_some() { 3 } else { 0 }..];
    }
    decoded.extend_from_slice(rest);
    (decoded.len() < name.len()).then_some(decoded)
}

/// Two hexadecimal digits.
fn hex_byte(digits: &[u8]) -> Option<u8> {
    let high = (digits[0] as char).to_digit(16)?;
    let low = (digits[1] as char).to_digit(16)?;
    Some((high << 4 | low) as u8)
}

/// `net/http.(*persistConn).readLoop` taken apart, without copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Func<'a> {
    /// `net/http`.
    pub package: &'a str,
    /// `(*persistConn).readLoop`: everything after the package and its dot.
    pub name: &'a str,
}

impl<'a> Func<'a> {
    /// Splits at the first dot after the last slash; brackets of type arguments do not count.
    pub fn split(func: &'a str) -> Func<'a> {
        let bytes = func.as_bytes();
        let generic = memchr::memchr(b'[', bytes).unwrap_or(bytes.len());
        let from = memchr::memrchr(b'/', &bytes[..generic]).map_or(0, |slash| slash + 1);
        match memchr::memchr(b'.', &bytes[from..]) {
            Some(dot) => Func {
                package: &func[..from + dot],
                name: &func[from + dot + 1..],
            },
            None => Func {
                package: "",
                name: func,
            },
        }
    }

    /// The package without the path of a vendor folder before it.
    pub fn unvendored(self) -> &'a str {
        let package = self.package;
        let package = package
            .rfind("/vendor/")
            .map_or(package, |at| &package[at + 8..]);
        package.strip_prefix("vendor/").unwrap_or(package)
    }
}

#[cfg(test)]
mod tests {
    use super::{Func, decode};

    #[test]
    fn decodes_until_nothing_changes() {
        let cases = [
            ("main.main", "main.main"),
            ("gopkg.in/yaml%2ev3.Unmarshal", "gopkg.in/yaml.v3.Unmarshal"),
            (
                "example.com/queue%252ev2.Drain[...].1",
                "example.com/queue.v2.Drain[...].1",
            ),
            ("a%c3%a9.F", "aé.F"),
            ("a%.F%2", "a%.F%2"),
            ("%%2e%zz", "%.%zz"),
        ];
        for (name, decoded) in cases {
            assert_eq!(decode(name.as_bytes()), decoded, "{name}");
        }
    }

    #[test]
    fn splits_at_the_package() {
        let cases = [
            ("main.main", "main", "main"),
            (
                "net/http.(*persistConn).readLoop",
                "net/http",
                "(*persistConn).readLoop",
            ),
            (
                "example.com/acme/queue.v2.(*Queue[...]).Loop",
                "example.com/acme/queue",
                "v2.(*Queue[...]).Loop",
            ),
            (
                "main.(*Stack[go.shape.map[string]a/b.T]).Block",
                "main",
                "(*Stack[go.shape.map[string]a/b.T]).Block",
            ),
            ("panic", "", "panic"),
        ];
        for (func, package, name) in cases {
            assert_eq!(Func::split(func), Func { package, name }, "{func}");
        }
    }

    #[test]
    fn strips_vendor() {
        assert_eq!(
            Func::split("a.b/c/vendor/golang.org/x/net/http2.F").unvendored(),
            "golang.org/x/net/http2"
        );
        assert_eq!(
            Func::split("vendor/golang.org/x/net/http2.F").unvendored(),
            "golang.org/x/net/http2"
        );
    }
}
