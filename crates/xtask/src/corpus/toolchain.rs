//! Finds Go toolchains and builds with them. A toolchain is never downloaded by this command.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::case::Case;

/// One installed Go.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// Major and minor version, as in `1.27`.
    pub version: String,
    /// Its GOROOT as Go names it and as the file system does.
    pub roots: Vec<String>,
    /// Where it keeps the sources of libraries.
    pub modules: String,
    program: PathBuf,
}

/// Toolchains by version: those that `--go` names, else every one in the usual places.
pub fn find(wanted: &[String]) -> Result<BTreeMap<String, Toolchain>> {
    let mut found = BTreeMap::new();
    for program in candidates() {
        if let Some(toolchain) = Toolchain::ask(&program) {
            found.entry(toolchain.version.clone()).or_insert(toolchain);
        }
    }
    if !wanted.is_empty() {
        found = wanted
            .iter()
            .map(|go| named(go, &found))
            .collect::<Result<_, _>>()?;
    }
    if found.is_empty() {
        bail!(advice());
    }
    Ok(found)
}

/// What to do when there is no Go.
pub fn advice() -> String {
    format!("No Go toolchain was found. {}", how_to_get_one())
}

fn how_to_get_one() -> String {
    format!(
        "Do one of these, then run the command again:\n\
         - install Go from your package manager or from https://go.dev/dl/;\n\
         - unpack several versions into {}/go-<version>/ (the folder that has bin/go), to make the \
         dumps of each;\n\
         - name one: cargo xtask corpus --go /path/to/go/bin/go (or the folder above bin).\n\
         The dumps in tests/corpus are kept as they are; the tests do not need Go.",
        cache().display()
    )
}

/// A path to a toolchain, or the version of one that was found.
fn named(go: &str, found: &BTreeMap<String, Toolchain>) -> Result<(String, Toolchain)> {
    let by_version = found.values().find(|it| is_version(go, &it.version));
    let path = Path::new(go);
    let programs = [path.to_owned(), path.join("bin/go"), path.join("go/bin/go")];
    let by_path = || programs.iter().find_map(|program| Toolchain::ask(program));
    match by_version.cloned().or_else(by_path) {
        Some(toolchain) => Ok((toolchain.version.clone(), toolchain)),
        None => {
            let found: Vec<_> = found.keys().map(String::as_str).collect();
            bail!(
                "--go {go} is neither a toolchain nor one of the versions found here ({}). {}",
                found.join(", "),
                how_to_get_one()
            )
        }
    }
}

/// Whether `1.27`, `1.27.3` or `go1.27` means `version`.
fn is_version(go: &str, version: &str) -> bool {
    let go = go.strip_prefix("go").unwrap_or(go);
    go == version
        || go
            .strip_prefix(version)
            .is_some_and(|rest| rest.starts_with('.'))
}

/// Every place a Go may be in, most particular first.
fn candidates() -> Vec<PathBuf> {
    let mut programs = Vec::new();
    for (folder, prefix) in [
        (cache(), "go-"),
        ("/usr/lib".into(), "go-"),
        ("/opt".into(), "go"),
    ] {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut folders: Vec<_> = entries
            .map(|entry| entry.path())
            .filter(|path| {
                path.file_name()
                    .is_some_and(|n| n.to_string_lossy().starts_with(prefix))
            })
            .collect();
        folders.sort();
        for folder in folders.iter().rev() {
            programs.extend(["bin/go", "go/bin/go"].map(|tail| folder.join(tail)));
        }
    }
    programs.extend([PathBuf::from("/usr/local/go/bin/go"), PathBuf::from("go")]);
    programs
}

/// The cache that all commands of the project use.
pub fn cache() -> PathBuf {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache");
    base.unwrap_or_else(home).join("gorolens")
}

impl Toolchain {
    /// Asks a program whether it is Go, and which. `None` when it cannot be run.
    fn ask(program: &Path) -> Option<Toolchain> {
        let root = output(Command::new(program).args(["env", "GOROOT"]))?;
        // The version file is read, not `go version`, which may switch toolchains.
        let version = std::fs::read_to_string(Path::new(&root).join("VERSION")).ok()?;
        let version = version.lines().next()?.strip_prefix("go")?;
        let version: Vec<_> = version.split('.').take(2).collect();
        let real = std::fs::canonicalize(Path::new(&root).join("src")).ok()?;
        let real = real.parent()?.to_string_lossy().into_owned();
        Some(Toolchain {
            version: version.join("."),
            roots: vec![root, real],
            modules: output(Command::new(program).args(["env", "GOMODCACHE"]))?,
            program: program.to_owned(),
        })
    }

    /// The folder in which this toolchain builds a case.
    pub fn source(&self, work: &Path, case: &Case) -> PathBuf {
        work.join(format!("go{}", self.version)).join(&case.name)
    }

    /// Sorts versions.
    pub fn order(&self) -> u32 {
        self.version
            .split('.')
            .nth(1)
            .and_then(|minor| minor.parse().ok())
            .unwrap_or(0)
    }

    /// Builds the module in `source` and returns the program. No cgo unless the case is about it: the
    /// machine's C compiler and its resolver must not show.
    pub fn build(&self, source: &Path, program: &Path, cgo: bool) -> Result<PathBuf> {
        let output = Command::new(&self.program)
            .args(["build", "-o"])
            .arg(program)
            .arg(".")
            .current_dir(source)
            .env("CGO_ENABLED", if cgo { "1" } else { "0" })
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-mod=mod")
            .env("GOWORK", "off")
            .output()
            .with_context(|| format!("cannot run {}", self.program.display()))?;
        if output.status.success() {
            return Ok(program.to_owned());
        }
        let why = String::from_utf8_lossy(&output.stderr);
        bail!(
            "Go {} does not build {}:\n{why}",
            self.version,
            source.display()
        )
    }
}

fn output(command: &mut Command) -> Option<String> {
    let output = command.env("GOTOOLCHAIN", "local").output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn names_of_a_version() {
        for go in ["1.27", "1.27.3", "go1.27"] {
            assert!(is_version(go, "1.27"), "{go}");
        }
        for go in ["1.2", "1.270", "1.26.27"] {
            assert!(!is_version(go, "1.27"), "{go}");
        }
    }
}
