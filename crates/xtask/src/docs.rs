//! `cargo xtask docs`: docs/findings.md, from the comments on top of the rules.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use lexopt::Parser;

use crate::{args, repo};

/// The page that is made.
pub const PAGE: &str = "docs/findings.md";

const FINDINGS: &str = "crates/gorolens-core/src/findings";

/// `cargo xtask docs`.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    fs::write(repo::root().join(PAGE), page()?).with_context(|| format!("writing {PAGE}"))
}

/// What the page has to say now.
pub fn page() -> Result<String> {
    let table = tables()?;
    let mut page = String::from(
        "# Findings\n\n\
         What each rule states, why it matters, what helps, and when it is harmless.\n\
         Made by `cargo xtask docs` from the comments on top of the rules.\n",
    );
    for module in modules(&table) {
        let file = format!("{module}.rs");
        let source = repo::read(format!("{FINDINGS}/{file}"))
            .or_else(|_| repo::read(format!("{FINDINGS}/libs/{file}")))?;
        write!(page, "\n#{}", module_doc(&source))?;
    }
    Ok(page)
}

/// The tables `RULES`: of the rules in general, then of those about libraries.
pub fn tables() -> Result<String> {
    let tables = ["mod.rs", "libs/mod.rs"].map(|file| repo::read(format!("{FINDINGS}/{file}")));
    tables.into_iter().collect()
}

/// The modules of `RULES`, in its order.
fn modules(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .filter_map(|line| line.trim().strip_suffix("::RULE,"))
}

/// The text of the `//!` lines.
fn module_doc(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_come_in_the_order_of_the_table() {
        let table = "mod b;\npub const RULES: &[Rule] = &[\n    b::RULE,\n    a::RULE,\n];\n";
        assert_eq!(modules(table).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn a_module_doc_ends_with_its_comment() {
        assert_eq!(
            module_doc("//! # a\n//!\n//! Text.\n\n//! not this\n"),
            "# a\n\nText.\n"
        );
    }
}
