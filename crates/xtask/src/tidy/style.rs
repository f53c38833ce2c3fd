//! Files that can be read: a module doc on top, bounded in size, links that lead somewhere.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::tree::{Source, Tree};

/// Bytes of any file; larger dumps belong into a program that makes them.
const MAX_BYTES: usize = 1 << 20;

/// Lines of a Rust file. A file that outgrows this has two subjects.
const MAX_LINES: usize = 600;

/// Columns of a line of Rust code. rustfmt keeps to 100 but leaves long literals and comments alone.
const MAX_COLUMNS: usize = 120;

/// Every Rust file begins with a sentence on what it is.
pub fn module_docs(tree: &Tree) -> Result<Vec<String>> {
    let without = tree
        .rust_in("")
        .filter(|file| !file.bytes.starts_with(b"//! "));
    Ok(without
        .map(|file| file.complain("must begin with a `//!` module doc"))
        .collect())
}

/// No file is too long and no Rust line too wide.
pub fn sizes(tree: &Tree) -> Result<Vec<String>> {
    let large = tree
        .files
        .iter()
        .filter(|file| file.bytes.len() > MAX_BYTES);
    let mut complaints: Vec<_> = large
        .map(|file| {
            file.complain(format!(
                "has {} bytes, at most {MAX_BYTES}",
                file.bytes.len()
            ))
        })
        .collect();
    for file in tree.rust_in("") {
        let text = file.text();
        let n_lines = text.lines().count();
        if n_lines > MAX_LINES {
            complaints.push(file.complain(format!("has {n_lines} lines, at most {MAX_LINES}")));
        }
        let wide = text
            .lines()
            .enumerate()
            .filter(|(_, line)| is_wide(line) && !is_test(file));
        complaints.extend(
            wide.map(|(idx, _)| {
                file.complain_at(idx, format!("is wider than {MAX_COLUMNS} columns"))
            }),
        );
    }
    Ok(complaints)
}

/// Lines of dumps and addresses cannot be broken.
fn is_wide(line: &str) -> bool {
    let unbreakable =
        line.contains('"') || line.contains("://") || line.trim_start().starts_with("net/");
    line.chars().count() > MAX_COLUMNS && !unbreakable
}

/// Files of tests hold expected output, which has the width it has.
fn is_test(file: &Source) -> bool {
    file.path
        .components()
        .any(|part| part == Component::Normal("tests".as_ref()))
}

/// Every relative link of a Markdown file names a file that is there.
pub fn links(tree: &Tree) -> Result<Vec<String>> {
    let pages = tree.files.iter().filter(|file| file.has_extension("md"));
    Ok(pages
        .flat_map(|page| dead_links(page, |path| exists(tree, path)))
        .collect())
}

fn exists(tree: &Tree, path: &Path) -> bool {
    tree.has(path) || tree.files.iter().any(|file| file.path.starts_with(path))
}

fn dead_links(page: &Source, exists: impl Fn(&Path) -> bool) -> Vec<String> {
    let text = page.text();
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let relative = targets
        .map(|(target, _)| target)
        .filter(|target| !target.contains("://"));
    let files = relative.map(|target| target.split('#').next().unwrap_or_default());
    let dead = files.filter(|file| !file.is_empty() && !exists(&resolve(&page.path, file)));
    dead.map(|file| page.complain(format!("links to {file}, which is not there")))
        .collect()
}

/// `link` as seen from `page`, relative to the top of the repository.
fn resolve(page: &Path, link: &str) -> PathBuf {
    let mut path = page.parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            other => path.push(other),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_links_are_found() {
        let text = "[a](there.md) [b](../gone.md#part) [c](#part) [d](https://go.dev/x)";
        let page = Source {
            path: "docs/page.md".into(),
            bytes: text.into(),
        };
        let dead = dead_links(&page, |path| path == Path::new("docs/there.md"));
        assert_eq!(
            dead,
            ["docs/page.md: links to ../gone.md, which is not there"]
        );
    }

    #[test]
    fn links_are_resolved_from_their_page() {
        assert_eq!(
            resolve(Path::new("docs/page.md"), "../a/./b.md"),
            Path::new("a/b.md")
        );
        assert_eq!(resolve(Path::new("README.md"), "a.md"), Path::new("a.md"));
    }
}
