//! Go's function names, short enough to read and split so that the telling part stands out.

/// A function name without the way to its package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short<'a> {
    /// `http.`, with its dot; empty when there is none.
    pub package: &'a str,
    /// `(*persistConn).readLoop`.
    pub name: &'a str,
}

impl<'a> Short<'a> {
    /// `net/http.(*persistConn).readLoop` → `http.` and `(*persistConn).readLoop`.
    pub fn of(func: &'a str) -> Short<'a> {
        // Type parameters and receivers may contain slashes and dots of their own.
        let head_len = func.find(['(', '[']).unwrap_or(func.len());
        let start = last_element(&func[..head_len]);
        let after_element = start + func[start..head_len].find('.').map_or(0, |dot| dot + 1);
        let start = if is_major_version(&func[start..after_element]) {
            last_element(&func[..start.saturating_sub(1)])
        } else {
            start
        };
        Short {
            package: &func[start..after_element],
            name: &func[after_element..],
        }
    }
}

/// The import path of a function's package, as far as the name tells: `net/http`.
pub fn package_of(func: &str) -> &str {
    let head = &func[..func.find(['(', '[']).unwrap_or(func.len())];
    let start = last_element(head);
    head[start..]
        .find('.')
        .map_or("", |dot| &head[..start + dot])
}

/// Where the last element of an import path begins.
fn last_element(path: &str) -> usize {
    path.rfind('/').map_or(0, |slash| slash + 1)
}

/// `v9.`: an element that says nothing without the one before it.
fn is_major_version(element: &str) -> bool {
    let digits = element
        .strip_prefix('v')
        .and_then(|rest| rest.strip_suffix('.'));
    digits.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages() {
        let cases = [
            ("net/http.(*conn).serve", "net/http"),
            ("main.main", "main"),
            ("a.b/c/v2.Map[d/e.F].func1", "a.b/c/v2"),
            ("panic", ""),
        ];
        for (func, package) in cases {
            assert_eq!(package_of(func), package);
        }
    }

    #[test]
    fn shortens() {
        let cases = [
            ("main.main", "main.", "main"),
            (
                "net/http.(*persistConn).readLoop",
                "http.",
                "(*persistConn).readLoop",
            ),
            (
                "github.com/redis/go-redis/v9.(*Client).Get",
                "go-redis/v9.",
                "(*Client).Get",
            ),
            ("gopkg.in/yaml.v3.unmarshal", "yaml.", "v3.unmarshal"),
            (
                "main.(*Stack[go.shape.map[string]a/b.T]).Block",
                "main.",
                "(*Stack[go.shape.map[string]a/b.T]).Block",
            ),
            (
                "a/b.Map[go.shape.int,c/d.E].func1",
                "b.",
                "Map[go.shape.int,c/d.E].func1",
            ),
            ("panic", "", "panic"),
            ("...12 frames elided...", "", "...12 frames elided..."),
            ("", "", ""),
        ];
        for (func, package, name) in cases {
            let short = Short::of(func);
            if func.starts_with("...") {
                assert_eq!(format!("{}{}", short.package, short.name), func);
                continue;
            }
            assert_eq!(short, Short { package, name }, "{func}");
        }
    }
}
