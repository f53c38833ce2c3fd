//! What runs the built site in a real browser: its tests and the screenshots.

use std::env;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use lexopt::Parser;

use crate::server::{self, Site};
use crate::tools::{Tools, chromium, node};
use crate::{args, dist, process, repo, site};

/// The site appears at the top and under a path, as on a host of project pages.
const MOUNTS: &[&str] = &["/some/path/", "/"];

const COUNTER: &str = "/-/requests";

/// `cargo xtask shots [SCENE|FILE]…`: pictures of the page at every width, in both colour schemes and languages.
pub fn shots(args: Parser) -> Result<()> {
    // The script runs in a folder of its own.
    let whole = |word: String| Path::new(&word).canonicalize().unwrap_or(word.into());
    let wanted = args::words(args)?.into_iter().map(whole);
    process::run(command("shots.mjs")?.args(wanted))?;
    println!("look at {}/out", node::BROWSER_TESTS);
    Ok(())
}

/// `cargo xtask browser CASE…`: the tests whose files are named so. They see the release as it was made last.
pub fn cases(args: Parser) -> Result<()> {
    process::run(command("run.mjs")?.args(args::words(args)?))
}

/// A command that runs all tests of tests/browser against the built site and the files of a release.
pub fn all_cases() -> Result<Command> {
    dist::release(&Tools::ensure()?)?;
    command("run.mjs")
}

/// A command that runs a script of tests/browser against the built site.
pub fn command(script: &str) -> Result<Command> {
    node::ensure_browser_tests()?;
    let chromium = chromium::ensure()?;
    let dir = site::build(&Tools::ensure()?)?;
    let (site_dir, release_dir) = (dir.clone(), repo::root().join("release"));
    let zipped = serve_zipped(dir.clone())?;
    let site = Site {
        dir,
        mounts: MOUNTS,
        counter: Some(COUNTER),
        gzip: false,
    };
    let address = server::start((Ipv4Addr::LOCALHOST, 0).into(), site)?;
    let mut command = node::node()?;
    command
        .arg("--test-reporter=spec")
        .arg(script)
        .current_dir(repo::root().join(node::BROWSER_TESTS));
    command
        .env("SITE_ORIGIN", format!("http://{address}"))
        .env("SITE_ZIPPED", zipped);
    command
        .env("SITE_MOUNTS", MOUNTS.join(" "))
        .env("SITE_COUNTER", COUNTER);
    command
        .env("SITE_DIR", site_dir)
        .env("RELEASE_DIR", release_dir)
        .env("GOROLENS_CLI", cli()?);
    command.env("CHROMIUM", chromium);
    Ok(command)
}

/// Serves a folder at the top, compressed; gives the address.
pub fn serve_zipped(dir: PathBuf) -> Result<String> {
    let site = Site {
        dir,
        mounts: &["/"],
        counter: None,
        gzip: true,
    };
    let address = server::start((Ipv4Addr::LOCALHOST, 0).into(), site)?;
    Ok(format!("http://{address}"))
}

/// Builds the command line for tests and gives its path.
pub fn cli() -> Result<PathBuf> {
    let mut build = Command::new("cargo");
    build.args(["build", "--locked", "-p", "gorolens-cli"]);
    process::run(build.current_dir(repo::root()))?;
    let name = format!("gorolens{}", env::consts::EXE_SUFFIX);
    Ok(cargo_target_dir()?.join("debug").join(name))
}

/// Where cargo puts what it builds; a user's settings may move it.
fn cargo_target_dir() -> Result<PathBuf> {
    let program = env::current_exe()?;
    // <target>/debug/xtask
    let dir = program
        .ancestors()
        .nth(2)
        .context("xtask lies in a target folder")?;
    Ok(dir.to_owned())
}
