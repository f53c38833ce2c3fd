//! The steps of `cargo xtask test`, cheap ones first.

use std::process::Command;

use anyhow::Result;

use super::Counts;
use crate::tools::{Tools, rust};
use crate::{browser, lighthouse, process, repo, site, size, tidy};

/// One check, or one set of tests.
pub struct Step {
    pub name: &'static str,
    pub help: &'static str,
    /// Steps without which this one cannot succeed.
    pub needs: &'static [&'static str],
    pub run: fn() -> Result<Counts>,
}

pub const STEPS: &[Step] = &[
    Step {
        name: "format",
        help: "rustfmt changes nothing",
        needs: &[],
        run: format,
    },
    Step {
        name: "tidy",
        help: "the fences of ARCHITECTURE.md",
        needs: &[],
        run: tidy,
    },
    Step {
        name: "clippy",
        help: "no warning, natively and for wasm",
        needs: &[],
        run: clippy,
    },
    Step {
        name: "doc",
        help: "the documentation builds without a warning",
        needs: &[],
        run: doc,
    },
    Step {
        name: "native",
        help: "unit, integration and documentation tests",
        needs: &[],
        run: native,
    },
    Step {
        name: "corpus",
        help: "the dumps of tests/corpus",
        needs: &[],
        run: corpus,
    },
    Step {
        name: "tools",
        help: "the pinned tools are there or installed",
        needs: &[],
        run: tools,
    },
    Step {
        name: "wasm",
        help: "tests that run as wasm, under Node",
        needs: &["tools"],
        run: wasm,
    },
    Step {
        name: "site",
        help: "the optimised site builds, and is no larger than its budget",
        needs: &["tools"],
        run: build_site,
    },
    Step {
        name: "browser",
        help: "the built site in Chromium",
        needs: &["site"],
        run: in_browser,
    },
    Step {
        name: "lighthouse",
        help: "accessibility, best practices and search are perfect",
        needs: &["site"],
        run: by_lighthouse,
    },
];

/// Packages that are compiled to wasm.
const WASM_PACKAGES: [&str; 12] = [
    "-p",
    "gorolens-read",
    "-p",
    "gorolens-core",
    "-p",
    "gorolens-report",
    "-p",
    "gorolens-worker",
    "-p",
    "gorolens-wasm",
    "-p",
    "gorolens-web",
];

/// The names of all steps, for messages.
pub fn names() -> String {
    STEPS
        .iter()
        .map(|step| step.name)
        .collect::<Vec<_>>()
        .join(", ")
}

fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args).current_dir(repo::root());
    command
}

fn format() -> Result<Counts> {
    rust::ensure_components()?;
    check(&mut cargo(&["fmt", "--all", "--check"]))
}

fn tidy() -> Result<Counts> {
    tidy::check_all()
}

fn clippy() -> Result<Counts> {
    rust::ensure_wasm_target()?;
    let native = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-Dwarnings",
    ];
    let mut wasm = cargo(&["clippy", "--locked", "--target", rust::WASM]);
    wasm.args(WASM_PACKAGES).args(["--", "-Dwarnings"]);
    Ok([check(&mut cargo(&native))?, check(&mut wasm)?]
        .into_iter()
        .sum())
}

fn doc() -> Result<Counts> {
    let mut doc = cargo(&["doc", "--locked", "--workspace", "--no-deps"]);
    check(doc.env("RUSTDOCFLAGS", "-Dwarnings"))
}

fn native() -> Result<Counts> {
    let mut tests = cargo(&["test", "--locked", "--no-fail-fast", "--workspace"]);
    Counts::of(tests.args(["--exclude", "gorolens-tests"]))
}

fn corpus() -> Result<Counts> {
    Counts::of(&mut cargo(&[
        "test",
        "--locked",
        "--no-fail-fast",
        "-p",
        "gorolens-tests",
    ]))
}

fn tools() -> Result<Counts> {
    Tools::ensure()?;
    Ok(Counts::PASSED)
}

fn wasm() -> Result<Counts> {
    let runner = Tools::ensure()?.command("wasm-bindgen-test-runner")?;
    let cli = browser::cli()?;
    let mut tests = cargo(&[
        "test",
        "--locked",
        "--target",
        rust::WASM,
        "-p",
        "gorolens-tests",
    ]);
    tests.args(["--test", "wasm"]).env("GOROLENS_CLI", cli);
    Counts::of(tests.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        runner.get_program(),
    ))
}

fn build_site() -> Result<Counts> {
    let dist = site::build(&Tools::ensure()?)?;
    size::check(&dist)?;
    Ok(Counts::PASSED)
}

fn in_browser() -> Result<Counts> {
    Counts::of(&mut browser::all_cases()?)
}

fn by_lighthouse() -> Result<Counts> {
    lighthouse::check()?;
    Ok(Counts::PASSED)
}

/// A program that only succeeds or fails.
fn check(command: &mut Command) -> Result<Counts> {
    Ok(match process::run(command) {
        Ok(()) => Counts::PASSED,
        Err(error) => {
            eprintln!("{error:#}");
            Counts::FAILED
        }
    })
}
