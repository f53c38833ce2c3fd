//! `cargo xtask install`: the command line with the page built in, so that `gorolens open` has one.

use std::process::Command;

use anyhow::Result;
use lexopt::Parser;

use crate::tools::Tools;
use crate::{args, dist, process, repo, site};

/// Builds the page and installs the command with it, as `cargo install` does.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    let page = site::build(&Tools::ensure()?)?.join(dist::SINGLE_FILE);
    let mut install = Command::new("cargo");
    install.args(["install", "--locked", "--path", "crates/gorolens-cli"]);
    install.env("GOROLENS_EMBED_PAGE", page);
    process::run(install.current_dir(repo::root()))
}
