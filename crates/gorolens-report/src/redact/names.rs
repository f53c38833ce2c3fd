//! What is private in the names of Go: modules and folders.

/// Hosts whose modules anybody may read. Modules of `github.com` and its like may be private, so they stand in
/// [`FORGES`], where the owner decides.
const PUBLIC: [&str; 12] = [
    "golang.org",
    "google.golang.org",
    "go.uber.org",
    "go.opentelemetry.io",
    "go.etcd.io",
    "go.mongodb.org",
    "gopkg.in",
    "k8s.io",
    "sigs.k8s.io",
    "cloud.google.com",
    "gorm.io",
    "modernc.org",
];

/// Hosts where a module is `host/owner/name`.
const FORGES: [&str; 4] = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

/// The package of a function: `net/http` of `net/http.(*Transport).dialConn`.
pub(super) fn package(func: &str) -> &str {
    let plain = func.split(['[', '(']).next().unwrap_or_default();
    let last = plain.rfind('/').map_or(0, |at| at + 1);
    let end = plain[last..]
        .find('.')
        .map_or(plain.len(), |dot| last + dot);
    &plain[..end]
}

/// The part of a package's path that names its owner; `None` for `main` and tests of it.
pub(super) fn module(package: &str) -> Option<&str> {
    let first = package.split('/').next().unwrap_or_default();
    if first.is_empty() || matches!(first, "main" | "main_test" | "command-line-arguments") {
        return None;
    }
    let n_parts = if first.contains('.') { 3 } else { 1 };
    let end = package.match_indices('/').nth(n_parts - 1);
    Some(end.map_or(package, |(end, _)| &package[..end]))
}

/// Whether a dependency may be somebody's secret: of an owner with a module of `own`, or of an unknown host.
pub(super) fn is_private(module: &str, own: &[&str]) -> bool {
    let host = module.split('/').next().unwrap_or_default();
    let owner = |module: &str| {
        let end = module.match_indices('/').nth(1);
        end.map_or(module.len(), |(end, _)| end)
    };
    let is_ours = own
        .iter()
        .any(|own| own[..owner(own)] == module[..owner(module)]);
    is_ours || !(PUBLIC.contains(&host) || FORGES.contains(&host))
}

/// What stands before the part of a path that the package or a cache of modules explains: `/home/ann/src/`.
pub(super) fn path_prefix<'a>(file: &'a str, func: &str) -> &'a str {
    let package = package(func);
    let inside = format!("/{package}/");
    let explained = match file.find(&inside) {
        Some(at) if !package.is_empty() && package != "main" => Some(at + 1),
        _ => ["/pkg/mod/", "/vendor/"]
            .iter()
            .find_map(|it| file.find(it).map(|at| at + it.len())),
    };
    let end = explained.or_else(|| file.rfind(['/', '\\']).map(|at| at + 1));
    let prefix = &file[..end.unwrap_or(0)];
    // A path that is relative already, as with -trimpath, says nothing of a machine.
    let is_absolute = file.starts_with(['/', '\\']) || file.get(1..2) == Some(":");
    if is_absolute { prefix } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_of_a_function() {
        for (func, expected) in [
            ("main.main", "main"),
            ("net/http.(*Transport).dialConn.func5", "net/http"),
            ("example.com/a.b/c%2ed.F", "example.com/a.b/c%2ed"),
            ("example.com/a/b.F[example.com/c/d.T]", "example.com/a/b"),
            ("", ""),
        ] {
            assert_eq!(package(func), expected, "{func}");
        }
    }

    #[test]
    fn the_module_of_a_package() {
        for (package, expected) in [
            ("main", None),
            ("example.com/pay/core/db", Some("example.com/pay/core")),
            ("example.com/pay", Some("example.com/pay")),
            ("shop/db", Some("shop")),
            ("", None),
        ] {
            assert_eq!(module(package), expected, "{package}");
        }
    }

    #[test]
    fn public_modules_are_no_secret() {
        let own = ["github.com/acme/shop"];
        for (module, expected) in [
            ("github.com/lib/pq", false),
            ("golang.org/x/net", false),
            ("github.com/acme/kit", true),
            ("git.acme.example/team/lib", true),
        ] {
            assert_eq!(is_private(module, &own), expected, "{module}");
        }
    }

    #[test]
    fn the_folder_of_a_file_goes() {
        for (file, func, expected) in [
            (
                "/usr/local/go/src/net/http/transport.go",
                "net/http.f",
                "/usr/local/go/src/",
            ),
            ("/home/ann/shop/main.go", "main.main", "/home/ann/shop/"),
            (
                "/home/ann/go/pkg/mod/github.com/lib/pq@v1.2.3/conn.go",
                "github.com/lib/pq.f",
                "/home/ann/go/pkg/mod/",
            ),
            (
                "C:/Users/ann/shop/main.go",
                "main.main",
                "C:/Users/ann/shop/",
            ),
            ("example.com/shop/main.go", "main.main", ""),
            ("", "main.main", ""),
        ] {
            assert_eq!(path_prefix(file, func), expected, "{file}");
        }
    }
}
