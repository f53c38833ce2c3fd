//! The project's commands: `cargo xtask serve`, `test`, `tidy`, `corpus` and what they need.
//!
//! [`COMMANDS`] is the table of all of them. Every command works from a fresh clone: what it needs and
//! does not find is installed once, at a pinned version, into a cache (see [`tools`]).

mod args;
mod bench;
mod browser;
mod corpus;
mod dist;
mod docs;
mod fuzz;
mod install;
mod lighthouse;
mod process;
mod repo;
mod score;
mod serve;
mod server;
mod site;
mod size;
mod test;
mod tidy;
mod tools;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

/// One `cargo xtask NAME`.
struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(Parser) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        help: "build the site and serve it [--port N] [--host ADDRESS] [--open]",
        run: serve::run,
    },
    Command {
        name: "build",
        help: "build the optimised site into dist/",
        run: site::run,
    },
    Command {
        name: "dist",
        help: "make the files of a release in release/: the site, the page in one file, the npm package",
        run: dist::run,
    },
    Command {
        name: "npm",
        help: "make the npm package in release/",
        run: dist::npm::run,
    },
    Command {
        name: "install",
        help: "install the command gorolens with the page built in",
        run: install::run,
    },
    Command {
        name: "test",
        help: "check and test everything, or the steps named [STEP]…",
        run: test::run,
    },
    Command {
        name: "tidy",
        help: "check the fences of ARCHITECTURE.md",
        run: tidy::run,
    },
    Command {
        name: "browser",
        help: "run the tests of tests/browser whose files are named so [CASE]…",
        run: browser::cases,
    },
    Command {
        name: "shots",
        help: "take pictures of the page into tests/browser/out/ [SCENE|FILE]…",
        run: browser::shots,
    },
    Command {
        name: "docs",
        help: "make docs/findings.md from the comments on top of the rules",
        run: docs::run,
    },
    Command {
        name: "bench",
        help: "measure speed, memory and download [--quick] [--native] [--peers]",
        run: bench::run,
    },
    Command {
        name: "lighthouse",
        help: "ask Google Lighthouse about the built page, on a phone and on a desktop",
        run: lighthouse::run,
    },
    Command {
        name: "fuzz",
        help: "look for inputs that break the analysis [--seconds N] [--stable] [TARGET]…",
        run: fuzz::run,
    },
    Command {
        name: "corpus",
        help: "make the dumps of tests/corpus again from their Go programs",
        run: corpus::run,
    },
    Command {
        name: "diagnose-score",
        help: "count how often the diagnosis is right, by rule and certainty [--json] [--list]",
        run: score::run,
    },
];

fn main() {
    if let Err(error) = dispatch(Parser::from_env()) {
        eprintln!("error: {error:#}");
        std::process::exit(1);
    }
}

fn dispatch(mut args: Parser) -> Result<()> {
    let name = match args.next()? {
        Some(Arg::Value(name)) => name,
        None | Some(Arg::Long("help") | Arg::Short('h')) => {
            print_help();
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    match COMMANDS.iter().find(|command| name == command.name) {
        Some(command) => (command.run)(args),
        None => bail!("no command `{}`; see `cargo xtask --help`", name.display()),
    }
}

fn print_help() {
    println!("Usage: cargo xtask COMMAND [OPTIONS]\n");
    for command in COMMANDS {
        println!("  {:<14} {}", command.name, command.help);
    }
}
