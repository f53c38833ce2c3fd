//! `cargo xtask corpus [--go PATH_OR_VERSION]… [--run NAME]… [CASE…]`: makes the dumps of `tests/corpus` again.
//!
//! ```text
//! case.toml → toolchains → build → run beside a peer → take dumps → neutral paths → tests/corpus/<case>/
//! ```
//!
//! Every case is a Go program with a `case.toml` that says with which Go versions, arguments and
//! after how many seconds its dumps are taken. Nothing in a dump is edited except three paths: the
//! toolchain's GOROOT becomes `/usr/local/go`, the folder of the build `/app`, the module cache
//! `/go/pkg/mod`. A case that uses libraries has a `go.mod`; GOPROXY and the like are the caller's.

mod case;
mod process;
mod profile;
mod take;
pub mod toolchain;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use case::{Case, Run};
use take::Job;
use toolchain::Toolchain;

/// What the command line asks for.
#[derive(Debug, Default)]
struct Wanted {
    go: Vec<String>,
    runs: Vec<String>,
    cases: Vec<String>,
}

/// Runs the command.
pub fn run(args: Parser) -> Result<()> {
    let wanted = parse(args)?;
    let corpus = corpus_dir();
    let mut cases = Case::read_all(&corpus, &wanted.cases)?;
    if !wanted.runs.is_empty() {
        for case in &mut cases {
            case.runs.retain(|run| wanted.runs.contains(&run.name));
        }
    }
    let toolchains = toolchain::find(&wanted.go)?;
    let work = std::env::temp_dir().join(format!("gorolens-corpus-{}", std::process::id()));
    let made = make(&corpus, &cases, &toolchains, &work);
    // The binaries are of no use afterwards; a folder that stays behind harms nobody.
    let _ = fs::remove_dir_all(&work);
    made
}

fn parse(mut args: Parser) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("go") => wanted.go.push(args.value()?.string()?),
            Arg::Long("run") => wanted.runs.push(args.value()?.string()?),
            Arg::Value(case) => wanted.cases.push(case.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wanted)
}

/// `tests/corpus` of the workspace this command was built from.
fn corpus_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

/// Builds and runs everything; runs wait at the same time, since most only sleep.
fn make(
    corpus: &Path,
    cases: &[Case],
    toolchains: &BTreeMap<String, Toolchain>,
    work: &Path,
) -> Result<()> {
    let peer = build_peer(corpus, toolchains, work)?;
    let plan = plan(cases, toolchains);
    // All sources first: builds take minutes, in which somebody may switch branches.
    for (case, _, toolchain) in &plan {
        let source = toolchain.source(work, case);
        copy_program(&case.folder, &source, &case.module, toolchain)?;
    }
    let mut waiting = Vec::new();
    let mut failed = Vec::new();
    for (host, (case, run, toolchain)) in plan.into_iter().enumerate() {
        let name = format!("{} with Go {}", case.name, toolchain.version);
        match build_case(case, toolchain, work) {
            Ok(program) => {
                let job = Job {
                    program,
                    source: toolchain.source(work, case),
                    peer: peer.clone(),
                    host,
                    goroot: toolchain.roots.clone(),
                    modules: toolchain.modules.clone(),
                    go: toolchain.version.clone(),
                    folder: case.folder.clone(),
                    run: run.clone(),
                };
                waiting.push((name, thread::spawn(move || job.take_all())));
            }
            Err(why) => failed.push(format!("{why:#}")),
        }
    }
    for (name, job) in waiting {
        match job.join() {
            Ok(Ok(files)) => println!("{name}: {}", files.join(", ")),
            Ok(Err(why)) => failed.push(format!("{name}: {why:#}")),
            Err(_) => failed.push(format!("{name}: the thread panicked")),
        }
    }
    if !failed.is_empty() {
        bail!(
            "{}",
            failed.join(
                "
"
            )
        );
    }
    Ok(())
}

/// Every run with every toolchain it names and that is there. What is missing is said, and its
/// dumps stay as they are.
fn plan<'a>(
    cases: &'a [Case],
    toolchains: &'a BTreeMap<String, Toolchain>,
) -> Vec<(&'a Case, &'a Arc<Run>, &'a Toolchain)> {
    let mut plan = Vec::new();
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        for run in &case.runs {
            for go in &run.go {
                match toolchains.get(go) {
                    Some(toolchain) => plan.push((case, run, toolchain)),
                    None => *missing.entry(go).or_default() += run.dumps.len(),
                }
            }
        }
    }
    for (go, dumps) in missing {
        println!("no Go {go} here (see --go); dumps that stay as they are: {dumps}");
    }
    plan
}

/// The peer is built with the newest toolchain: its version shows in no dump.
fn build_peer(
    corpus: &Path,
    toolchains: &BTreeMap<String, Toolchain>,
    work: &Path,
) -> Result<PathBuf> {
    let newest = toolchains
        .values()
        .max_by_key(|toolchain| toolchain.order());
    let newest = newest.with_context(toolchain::advice)?;
    let source = work.join("peer");
    copy_program(&corpus.join("peer"), &source, "example.com/peer", newest)?;
    newest.build(&source, &work.join("bin/peer"), false)
}

/// Builds a case once per toolchain.
fn build_case(case: &Case, toolchain: &Toolchain, work: &Path) -> Result<PathBuf> {
    let program = work.join(format!("bin/{}-go{}", case.name, toolchain.version));
    if program.exists() {
        return Ok(program);
    }
    toolchain.build(&toolchain.source(work, case), &program, case.cgo)
}

/// Copies the Go files, those of sub-packages too, and writes the go.mod that makes the toolchain
/// behave as its own version: with the libraries of the case's own go.mod, if it has one.
fn copy_program(from: &Path, to: &Path, module: &str, toolchain: &Toolchain) -> Result<()> {
    copy_go_files(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    let libraries = fs::read_to_string(from.join("go.mod")).unwrap_or_default();
    let libraries = libraries
        .split_once("require")
        .map_or_else(String::new, |(_, rest)| format!("\nrequire{rest}"));
    let go_mod = format!("module {module}\n\ngo {}\n{libraries}", toolchain.version);
    fs::write(to.join("go.mod"), go_mod).context("cannot write go.mod")
}

fn copy_go_files(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let copy = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_go_files(&path, &copy)?;
        } else if path.extension().is_some_and(|ext| ext == "go") {
            fs::copy(&path, copy)?;
        }
    }
    Ok(())
}
