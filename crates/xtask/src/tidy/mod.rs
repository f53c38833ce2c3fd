//! `cargo xtask tidy`: the fences of ARCHITECTURE.md, checked by machine.
//!
//! [`CHECKS`] is the table. A check looks at the sources and gives complaints, each a whole sentence that
//! begins with the file it is about.

mod committed;
mod fences;
mod pins;
mod rules;
mod style;
mod tree;

use anyhow::{Result, ensure};
use lexopt::Parser;

use crate::args;
use crate::test::Counts;
use tree::Tree;

/// One fence.
struct Check {
    name: &'static str,
    run: fn(&Tree) -> Result<Vec<String>>,
}

const CHECKS: &[Check] = &[
    Check {
        name: "dependencies",
        run: fences::dependencies,
    },
    Check {
        name: "forbidden words",
        run: fences::words,
    },
    Check {
        name: "module docs",
        run: style::module_docs,
    },
    Check {
        name: "sizes",
        run: style::sizes,
    },
    Check {
        name: "links",
        run: style::links,
    },
    Check {
        name: "hosts and paths",
        run: committed::hosts_and_paths,
    },
    Check {
        name: "versions",
        run: pins::versions,
    },
    Check {
        name: "rules",
        run: rules::rules,
    },
    Check {
        name: "docs",
        run: rules::docs,
    },
];

/// `cargo xtask tidy`.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    let counts = check_all()?;
    ensure!(
        counts.failed == 0,
        "{} of {} checks failed",
        counts.failed,
        CHECKS.len()
    );
    Ok(())
}

/// Runs every check and prints what they complain about.
pub fn check_all() -> Result<Counts> {
    let tree = Tree::read()?;
    let mut sum = Vec::new();
    for check in CHECKS {
        let complaints = (check.run)(&tree).unwrap_or_else(|error| vec![format!("{error:#}")]);
        println!(
            "{}: {}",
            check.name,
            if complaints.is_empty() {
                "ok"
            } else {
                "FAILED"
            }
        );
        for complaint in &complaints {
            println!("  {complaint}");
        }
        sum.push(if complaints.is_empty() {
            Counts::PASSED
        } else {
            Counts::FAILED
        });
    }
    Ok(sum.into_iter().sum())
}
