//! The parts of a printed function name.

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
        let generic = func.find('[').unwrap_or(func.len());
        let from = func[..generic].rfind('/').map_or(0, |slash| slash + 1);
        match func[from..].find('.') {
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
    use super::Func;

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
