//! Other libraries on the same file, for comparison: `crates/xtask/bench/peers`, with modules from the Go proxy or with
//! sources from a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::inputs::Input;
use super::table::{bytes, grouped};
use crate::corpus::toolchain::{self, Toolchain};
use crate::{process, repo};

/// The program, in a module of its own.
const PROGRAM: &str = "crates/xtask/bench/peers";

/// A library that the program knows.
struct Library {
    name: &'static str,
    does: &'static str,
    /// What the program imports.
    import: &'static str,
    /// The folder of that in a clone, which is called as the library.
    package: &'static str,
}

const LIBRARIES: [Library; 2] = [
    Library {
        name: "gostackparse",
        does: "parses",
        import: "github.com/DataDog/gostackparse",
        package: "",
    },
    Library {
        name: "panicparse",
        does: "parses and groups",
        import: "github.com/maruel/panicparse/v2/stack",
        package: "stack",
    },
];

/// Where the libraries come from.
#[derive(Clone, Debug)]
pub enum Sources {
    /// The Go module proxy, in the versions of `go.mod`.
    Proxy,
    /// A folder with a clone of each, called as the library.
    Folder(PathBuf),
}

/// Runs each library on the first input, and prints what was measured.
pub fn print(inputs: &[Input], runs: u32, sources: &Sources) -> Result<()> {
    let input = inputs.first().context("no input")?;
    let found = toolchain::find(&[])?;
    let newest = found.into_values().max_by_key(Toolchain::order);
    let newest = newest.context(toolchain::advice())?;
    println!("\nOther libraries, {}:\n", input.title);
    let program = match program(&newest, sources) {
        Ok(program) => program,
        Err(err) => {
            println!("Not measured: {err:#}\n\n{ADVICE}");
            return Ok(());
        }
    };
    println!("| library | read | goroutines | speed | peak memory |");
    println!("|---|---:|---:|---:|---:|");
    for Library { name, does, .. } in &LIBRARIES {
        eprintln!("{name}: {}", input.title);
        let mut command = Command::new(&program);
        let command = command.arg(name).arg(runs.to_string()).arg(&input.path);
        println!("| {name}, {does} | {} |", row(&process::output(command)?)?);
    }
    println!(
        "\nstackgazer is a page, without a library that could be called; it is not measured here."
    );
    Ok(())
}

const ADVICE: &str = "Without the Go module proxy, clone DataDog/gostackparse (v0.7.0) and maruel/panicparse (v2.5.0) into one \
                      folder, and say `--peers=FOLDER`.";

/// Builds the program.
fn program(go: &Toolchain, sources: &Sources) -> Result<PathBuf> {
    let dir = toolchain::cache().join("bench/peers");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir)?;
    let own = repo::root().join(PROGRAM);
    let mut program = fs::read_to_string(own.join("main.go"))?;
    let mut module = fs::read_to_string(own.join("go.mod"))?;
    if let Sources::Folder(folder) = sources {
        // Their own modules name others that only their tests need, so they become a part of this one.
        module = format!("module example.com/peers\n\ngo {}\n", go.version);
        for library in &LIBRARIES {
            copy(
                &folder.join(library.name).join(library.package),
                &dir.join(library.name),
            )?;
            let here = format!("example.com/peers/{}", library.name);
            let here = match library.package {
                "" => format!("\"{here}\""),
                package => format!("{package} \"{here}\""),
            };
            program = program.replace(&format!("\"{}\"", library.import), &here);
        }
    }
    fs::write(dir.join("main.go"), program)?;
    fs::write(dir.join("go.mod"), module)?;
    go.build(&dir, &dir.join("peers"), false)
}

/// Copies a package without its tests, what lies below it, and what would make it a module of its own.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_left_out = name.ends_with("_test.go") || name == "go.mod" || name == "go.sum";
        if entry.file_type()?.is_file() && !is_left_out {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn row(text: &str) -> Result<String> {
    let figures = text.lines().filter_map(|line| line.split_once(' '));
    let figures: BTreeMap<_, f64> = figures
        .filter_map(|(name, figure)| Some((name, figure.parse().ok()?)))
        .collect();
    let figure = |name: &str| figures.get(name).copied().context(name.to_owned());
    Ok(format!(
        "{} | {} | {:.1} MB/s | {}",
        bytes(figure("bytes")?),
        grouped(figure("goroutines")? as u64),
        figure("bytes")? / figure("seconds")? / 1e6,
        figure("peak_bytes").map_or("?".to_owned(), bytes),
    ))
}
