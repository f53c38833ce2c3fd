//! What a package may not use: crates in its Cargo.toml, words in its sources.

use std::process::Command;

use anyhow::Result;

use super::tree::{Source, Tree};
use crate::{process, repo};

/// Crates that a package leaves out.
struct CrateFence {
    package: &'static str,
    manifest: &'static str,
    reach: Reach,
    crates: &'static [&'static str],
    reason: &'static str,
}

/// How far a fence reaches.
#[derive(PartialEq)]
enum Reach {
    /// What the package names itself.
    Direct,
    /// Also what those need in turn, development dependencies excepted.
    Whole,
}

const CRATE_FENCES: &[CrateFence] = &[
    CrateFence {
        package: "gorolens-read",
        manifest: "crates/gorolens-read/Cargo.toml",
        reach: Reach::Whole,
        crates: &["gorolens-core"],
        reason: "what is read does not depend on what is wrong with it",
    },
    // With what it needs, so `gorolens-read` is behind it too.
    CrateFence {
        package: "gorolens-core",
        manifest: "crates/gorolens-core/Cargo.toml",
        reach: Reach::Whole,
        crates: &[
            "serde",
            "serde_core",
            "wasm-bindgen",
            "js-sys",
            "web-sys",
            "gloo",
            "yew",
        ],
        reason: "the analysis knows neither JavaScript nor a wire form",
    },
    CrateFence {
        package: "gorolens-report",
        manifest: "crates/gorolens-report/Cargo.toml",
        reach: Reach::Whole,
        crates: &["wasm-bindgen", "js-sys", "web-sys", "gloo", "yew"],
        reason: "the published report is the same in and out of a browser",
    },
    CrateFence {
        package: "gorolens-worker",
        manifest: "crates/gorolens-worker/Cargo.toml",
        reach: Reach::Whole,
        crates: &["yew"],
        reason: "a worker has no page",
    },
    CrateFence {
        package: "gorolens-wasm",
        manifest: "crates/gorolens-wasm/Cargo.toml",
        reach: Reach::Whole,
        crates: &["yew", "web-sys"],
        reason: "the package runs where there is no page",
    },
    CrateFence {
        package: "gorolens-web",
        manifest: "web/Cargo.toml",
        reach: Reach::Direct,
        crates: &["gorolens-read", "gorolens-core", "gorolens-report"],
        reason: "the page sees the wire types of gorolens-worker only",
    },
    CrateFence {
        package: "xtask",
        manifest: "crates/xtask/Cargo.toml",
        reach: Reach::Direct,
        crates: &[
            "gorolens-read",
            "gorolens-core",
            "gorolens-report",
            "gorolens-worker",
            "gorolens-wasm",
            "gorolens-web",
        ],
        reason: "the commands must start while the product does not compile",
    },
];

/// No package uses a crate behind its fence.
pub fn dependencies(_: &Tree) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for fence in CRATE_FENCES {
        let mut used = named_in(fence.manifest)?;
        if fence.reach == Reach::Whole {
            used.extend(needed_by(fence.package)?);
        }
        for name in fence
            .crates
            .iter()
            .filter(|name| used.iter().any(|used| used == *name))
        {
            complaints.push(format!(
                "{}: must not use {name}: {}",
                fence.manifest, fence.reason
            ));
        }
    }
    Ok(complaints)
}

/// The crates in every table `[dependencies]`, `[dev-dependencies]`, … of a manifest.
fn named_in(manifest: &str) -> Result<Vec<String>> {
    let manifest = repo::read_toml(manifest)?;
    let targets = manifest.get("target").and_then(|target| target.as_table());
    let per_target = targets
        .into_iter()
        .flat_map(|table| table.values())
        .filter_map(|v| v.as_table());
    let tables = std::iter::once(&manifest).chain(per_target);
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let dependencies = tables.flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)));
    let names = dependencies
        .filter_map(|table| table.as_table())
        .flat_map(|table| table.keys());
    Ok(names.cloned().collect())
}

/// The crates that a package needs on any target, without its tests.
fn needed_by(package: &str) -> Result<Vec<String>> {
    let mut tree = Command::new("cargo");
    tree.args([
        "tree",
        "--locked",
        "--edges",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "none",
    ]);
    let tree = process::output(tree.args(["--package", package]).current_dir(repo::root()))?;
    let names = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    Ok(names.map(str::to_owned).collect())
}

/// Words that the sources of a folder leave out.
struct WordFence {
    folder: &'static str,
    words: &'static [&'static str],
    reason: &'static str,
}

const WORD_FENCES: &[WordFence] = &[
    WordFence {
        folder: "crates/gorolens-core/src",
        words: &[
            "std::fs",
            "std::path",
            "std::thread",
            "std::net",
            "std::process",
            "std::env",
        ],
        reason: "the analysis has no files, no threads and no surroundings",
    },
    WordFence {
        folder: "crates/gorolens-core/src",
        words: &["Instant", "SystemTime"],
        reason: "the analysis has no clock; waits come from the dump",
    },
    WordFence {
        folder: "crates/gorolens-core/src",
        words: &["println!", "print!", "eprintln!", "eprint!"],
        reason: "what the analysis has to say is in the report",
    },
    WordFence {
        folder: "crates/gorolens-read/src",
        words: &[
            "std::fs",
            "std::path",
            "std::thread",
            "std::net",
            "std::process",
            "std::env",
        ],
        reason: "the analysis has no files, no threads and no surroundings",
    },
    WordFence {
        folder: "crates/gorolens-read/src",
        words: &["Instant", "SystemTime"],
        reason: "the analysis has no clock; waits come from the dump",
    },
    WordFence {
        folder: "crates/gorolens-read/src",
        words: &["println!", "print!", "eprintln!", "eprint!"],
        reason: "what the analysis has to say is in the report",
    },
    WordFence {
        folder: "web/src",
        words: &["gorolens_read", "gorolens_core", "gorolens_report"],
        reason: "the page sees the wire types of gorolens-worker only",
    },
    WordFence {
        folder: "",
        words: &["#[ignore", "todo!(", "unimplemented!("],
        reason: "what is committed is done, and its tests run",
    },
];

/// No source has a word behind its fence; comments may have any.
pub fn words(tree: &Tree) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for fence in WORD_FENCES {
        // This file has to name the words.
        let files = tree
            .rust_in(fence.folder)
            .filter(|file| !file.path.ends_with("tidy/fences.rs"));
        complaints.extend(files.flat_map(|file| words_in(file, fence)));
    }
    for lib in [
        "crates/gorolens-core/src/lib.rs",
        "crates/gorolens-read/src/lib.rs",
    ] {
        if !repo::read(lib)?.contains("#![forbid(unsafe_code)]") {
            complaints.push(format!("{lib}: must forbid unsafe code"));
        }
    }
    Ok(complaints)
}

fn words_in(file: &Source, fence: &WordFence) -> Vec<String> {
    let text = file.text();
    let code = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .enumerate();
    code.flat_map(|(idx, line)| {
        let found = fence.words.iter().filter(move |word| has_word(line, word));
        found.map(move |word| {
            file.complain_at(idx, format!("must not say {word}: {}", fence.reason))
        })
    })
    .collect()
}

/// Whether `word` stands in `line`, not as the end of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let continues = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_longer = word.ends_with(continues) && after.is_some_and(continues);
        !is_longer && !before.is_some_and(continues)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &'static [&'static str], complaints: &[&str]) {
        let file = Source {
            path: "a.rs".into(),
            bytes: text.into(),
        };
        let fence = WordFence {
            folder: "",
            words,
            reason: "so",
        };
        assert_eq!(words_in(&file, &fence), complaints);
    }

    #[test]
    fn a_word_is_found_with_its_line() {
        check(
            "fn f() {\n    std::fs::read(p)\n}\n",
            &["std::fs"],
            &["a.rs:2: must not say std::fs: so"],
        );
    }

    #[test]
    fn longer_names_and_comments_are_left_alone() {
        check(
            "let Instantly = my_print!(); // println!\n",
            &["Instant", "print!", "println!"],
            &[],
        );
    }

    #[test]
    fn all_tables_of_a_manifest_count() {
        let names = named_in("crates/xtask/Cargo.toml").unwrap();
        assert!(names.iter().any(|name| name == "lexopt"), "{names:?}");
    }

    #[test]
    fn what_a_dependency_needs_counts() {
        let names = needed_by("xtask").unwrap();
        assert!(names.iter().any(|name| name == "toml_parser"), "{names:?}");
    }
}
