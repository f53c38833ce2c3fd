//! Source paths, cut to what helps to find the file.

/// The telling end of a path: from the Go source tree or the module cache on, else the last three
/// elements.
pub fn short_path(path: &str) -> &str {
    for root in [
        "/pkg/mod/",
        "/src/runtime/",
        "/libexec/src/",
        "/go/src/",
        "\\go\\src\\",
    ] {
        if let Some(at) = path.rfind(root) {
            let keep = if root == "/src/runtime/" {
                "/src/"
            } else {
                root
            };
            return &path[at + keep.len()..];
        }
    }
    last_elements(path, 3)
}

fn last_elements(path: &str, n_elements: usize) -> &str {
    let cuts = path.rmatch_indices(['/', '\\']);
    match cuts.map(|(at, _)| at).nth(n_elements - 1) {
        Some(at) => &path[at + 1..],
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::short_path;

    #[test]
    fn keeps_the_telling_end() {
        let cases = [
            (
                "/usr/local/go/src/net/http/transport.go",
                "net/http/transport.go",
            ),
            (
                "/usr/local/Cellar/go/1.12.7/libexec/src/bufio/bufio.go",
                "bufio/bufio.go",
            ),
            (
                "/root/go/pkg/mod/github.com/a/b@v1.2.3/c.go",
                "github.com/a/b@v1.2.3/c.go",
            ),
            (
                "/home/me/shop/internal/pricing/client.go",
                "internal/pricing/client.go",
            ),
            ("/app/main.go", "/app/main.go"),
            ("main.go", "main.go"),
            (
                "C:\\Users\\me\\shop\\pricing\\client.go",
                "shop\\pricing\\client.go",
            ),
            ("", ""),
        ];
        for (path, short) in cases {
            assert_eq!(short_path(path), short);
        }
    }
}
