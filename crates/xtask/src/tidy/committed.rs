//! What must not be committed: where packages came from, and where somebody's files lie.

use std::path::Path;

use anyhow::Result;

use super::tree::{Source, Tree};

/// Hosts that serve packages. A lock file with one of them works only where that host is in reach.
/// The parts are joined here so that this file does not name them itself.
const HOSTS: [&str; 8] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("proxy.", "golang.org"),
    concat!("sum.", "golang.org"),
    concat!("pypi.", "org"),
    concat!("\"resolved\": \"", "http"),
];

/// Folders of one machine.
const FOLDERS: [&str; 5] = [
    concat!("/ro", "ot/."),
    concat!("/wo", "rk/main"),
    concat!("/wo", "rk/wt"),
    concat!("/wo", "rk/shared"),
    concat!("file:/", "//"),
];

/// No file names a package registry's host or a folder of the machine it was written on.
pub fn hosts_and_paths(tree: &Tree) -> Result<Vec<String>> {
    // Cargo.lock says "registry+https://github.com/…" for every crate; that is a name, not a host in use.
    let files = tree
        .files
        .iter()
        .filter(|file| file.path != Path::new("Cargo.lock"));
    Ok(files.flat_map(complaints_about).collect())
}

fn complaints_about(file: &Source) -> Vec<String> {
    let text = file.text();
    let named = HOSTS
        .iter()
        .chain(&FOLDERS)
        .filter(|word| text.contains(*word));
    named
        .map(|word| file.complain(format!("must not name {word}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found() {
        let text = format!("{{ \"resolved\": \"https://{}/x.tgz\" }}", HOSTS[0]);
        let file = Source {
            path: "package-lock.json".into(),
            bytes: text.into(),
        };
        assert_eq!(complaints_about(&file).len(), 2);
    }

    #[test]
    fn official_addresses_may_be_named() {
        let text = "see https://pkg.go.dev/net/http and https://go.dev/blog";
        let file = Source {
            path: "a.md".into(),
            bytes: text.into(),
        };
        assert_eq!(complaints_about(&file), [""; 0]);
    }
}
