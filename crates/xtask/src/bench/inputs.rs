//! The files that are measured. They are made once and kept in the cache, outside of the repository.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::generate::{self, Shape};
use super::table::grouped;
use crate::corpus::toolchain::{self, Toolchain};
use crate::repo;

/// Part of the files' names; to be changed when they are made in another way.
const VERSION: u32 = 3;

/// The program that leaks goroutines, for the one real dump.
const PROGRAM: &str = "crates/xtask/bench/main.go";

/// Goroutines of the real dump.
const GOROUTINES: u64 = 220_000;

/// Seconds that they wait before they are printed: over a minute, so that some headers say so.
const SECONDS: u32 = 100;

/// One file.
#[derive(Debug)]
pub struct Input {
    /// What it is, in a few words.
    pub title: String,
    /// Names it towards the browser's script.
    pub key: &'static str,
    pub path: PathBuf,
    /// Whether the browser reads it too.
    pub in_browser: bool,
    /// Whether it is so large that a few runs are enough.
    pub large: bool,
}

/// All inputs, made if they are missing.
pub fn ensure(quick: bool) -> Result<Vec<Input>> {
    let dir = toolchain::cache().join("bench");
    fs::create_dir_all(&dir).with_context(|| format!("making {}", dir.display()))?;
    let (mib, million) = (1_u64 << 20, 1_000_000_u64);
    let mut inputs = vec![real(&dir)?];
    let small = |stacks| Shape {
        goroutines: 140_000,
        bytes: 64 * mib,
        stacks,
    };
    for (key, stacks) in [("few", 5), ("some", 5_000), ("many", 50_000)] {
        inputs.push(made(&dir, key, small(stacks))?);
    }
    for (key, stacks) in [("distinct-fewer", 2_000), ("distinct", 5_000)] {
        let each_its_own = Shape {
            goroutines: stacks,
            bytes: stacks * 700,
            stacks,
        };
        inputs.push(Input {
            in_browser: true,
            ..made(&dir, key, each_its_own)?
        });
    }
    if !quick {
        for (key, stacks) in [("huge-few", 5), ("huge-some", 5_000)] {
            let shape = Shape {
                goroutines: 2 * million,
                bytes: 1000 * million,
                stacks,
            };
            inputs.push(Input {
                in_browser: true,
                large: true,
                ..made(&dir, key, shape)?
            });
        }
    }
    Ok(inputs)
}

/// The runtime's own dump of a real program; a made one where there is no Go.
fn real(dir: &Path) -> Result<Input> {
    let input = |title: &str, path| Input {
        title: title.to_owned(),
        key: "real",
        path,
        in_browser: true,
        large: false,
    };
    let path = dir.join(format!("real-{GOROUTINES}-v{VERSION}.txt"));
    if !path.is_file() {
        let found = toolchain::find(&[]);
        let newest = found
            .ok()
            .and_then(|found| found.into_values().max_by_key(Toolchain::order));
        let Some(newest) = newest else {
            eprintln!("{}", toolchain::advice());
            let shape = Shape {
                goroutines: GOROUTINES,
                bytes: 98_000_000,
                stacks: 20,
            };
            let made = made(dir, "instead", shape)?;
            return Ok(input("made: 220,000 goroutines (no Go here)", made.path));
        };
        eprintln!(
            "making {} with Go {} (once, two minutes)",
            path.display(),
            newest.version
        );
        whole(&path, |partial| dump(&newest, dir, partial))?;
    }
    Ok(input("real: 220,000 goroutines of one Go program", path))
}

/// Has the program write its dump.
fn dump(go: &Toolchain, dir: &Path, to: &Path) -> Result<()> {
    let source = dir.join("program");
    fs::create_dir_all(&source)?;
    fs::copy(repo::root().join(PROGRAM), source.join("main.go"))?;
    let go_mod = format!("module example.com/bench\n\ngo {}\n", go.version);
    fs::write(source.join("go.mod"), go_mod)?;
    let program = go.build(&source, &source.join("bench"), false)?;
    let status = Command::new(program)
        .args([GOROUTINES.to_string(), SECONDS.to_string()])
        .stdin(Stdio::null())
        .stdout(File::create(to)?)
        .status()?;
    ensure!(status.success(), "the program that leaks failed ({status})");
    Ok(())
}

fn made(dir: &Path, key: &'static str, shape: Shape) -> Result<Input> {
    let Shape {
        goroutines,
        bytes,
        stacks,
    } = shape;
    let path = dir.join(format!("made-{goroutines}-{bytes}-{stacks}-v{VERSION}.txt"));
    if !path.is_file() {
        eprintln!("making {} (once)", path.display());
        whole(&path, |partial| {
            let mut out = BufWriter::with_capacity(1 << 20, File::create(partial)?);
            generate::write(&shape, &mut out)?;
            Ok(out.flush()?)
        })?;
    }
    let title = format!("made: {} stacks", grouped(stacks));
    Ok(Input {
        title,
        key,
        path,
        in_browser: false,
        large: false,
    })
}

/// Makes a file beside its place and moves it there, so that it is whole.
fn whole(path: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let partial = path.with_extension("partial");
    make(&partial)?;
    Ok(fs::rename(&partial, path)?)
}
