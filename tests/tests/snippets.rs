//! The Go code of the remedies is Go code: every snippet that a finding of the corpus shows is compiled by a Go
//! toolchain, if there is one, and what to do instead is vetted, too.
//!
//! `remedies/wrap.go` makes a package of each, with what `remedies/context` says about the names it uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use gorolens_tests::{Case, WHOLE, analyse};

/// The oldest Go that has all that the snippets use: `http.HTTP2Config` is of 1.24.
const OLDEST: (u32, u32) = (1, 24);

#[test]
fn every_snippet_compiles() {
    let Some(go) = go() else {
        // Tests that pass are not quoted, but this must be seen.
        let _ = writeln!(
            std::io::stderr(),
            "snippets NOT compiled: no Go {}.{} or later on this machine",
            OLDEST.0,
            OLDEST.1
        );
        return;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("remedies");
    let (texts, module) = (folder.join("texts"), folder.join("module"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&texts).expect("the folder can be made");
    for (name, code) in snippets() {
        fs::write(texts.join(name + ".txt"), code).expect("the snippet can be written");
    }
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("remedies");
    let mut wrap = run(&go, &sources, &["run", "wrap.go"]);
    succeeds(wrap.arg(&texts).arg(&module));
    succeeds(&mut run(&go, &module, &["build", "./..."]));
    let after = fs::read_dir(&module).expect("it was made").flatten();
    let after = after.filter_map(|it| it.file_name().into_string().ok());
    let after: Vec<String> = after
        .filter(|it| it.ends_with("_after"))
        .map(|it| format!("./{it}"))
        .collect();
    // What follows a fragment stands for code that is not there, so it may be out of reach.
    let mut vet = run(&go, &module, &["vet", "-unreachable=false"]);
    succeeds(vet.args(&after));
}

/// All snippets, each named after the rule that shows it.
fn snippets() -> BTreeMap<String, String> {
    let mut pairs = BTreeSet::new();
    for sample in Case::all().iter().flat_map(Case::samples) {
        let text = fs::read(&sample.path).expect("the dump is there");
        for finding in analyse(&sample.name, &text, WHOLE).findings {
            pairs.insert((finding.rule, finding.remedy.before, finding.remedy.after));
        }
    }
    let mut res = BTreeMap::new();
    for (n, (rule, before, after)) in pairs.into_iter().enumerate() {
        assert_eq!(before.is_empty(), after.is_empty(), "{rule} shows one half");
        if !before.is_empty() {
            res.insert(format!("{rule}.{n}.before"), before);
            res.insert(format!("{rule}.{n}.after"), after);
        }
    }
    res
}

/// Go without a network: nothing but the standard library and the stubs.
fn run(go: &Path, folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(go);
    command.args(args).current_dir(folder);
    let settings = [
        ("GOFLAGS", ""),
        ("GOPROXY", "off"),
        ("GOTOOLCHAIN", "local"),
        ("GOWORK", "off"),
        ("CGO_ENABLED", "0"),
    ];
    command.envs(settings);
    command
}

#[track_caller]
fn succeeds(command: &mut Command) {
    let output = command.output().expect("go starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{said}");
}

/// The newest in the project's cache, else the one on PATH.
fn go() -> Option<PathBuf> {
    let home = PathBuf::from(std::env::var_os("HOME")?);
    let cached = fs::read_dir(home.join(".cache/gorolens")).into_iter();
    let cached = cached.flatten().flatten();
    let mut places: Vec<_> = cached.map(|it| it.path().join("go/bin/go")).collect();
    places.push("go".into());
    let versions = places
        .into_iter()
        .filter_map(|it| Some((version(&it)?, it)));
    let newest = versions.max_by_key(|it| it.0)?;
    (newest.0 >= OLDEST).then_some(newest.1)
}

/// Of `go version go1.27.3 linux/amd64`.
fn version(go: &Path) -> Option<(u32, u32)> {
    let output = Command::new(go)
        .env("GOTOOLCHAIN", "local")
        .arg("version")
        .output();
    let text = String::from_utf8(output.ok()?.stdout).ok()?;
    let mut numbers = text
        .split_whitespace()
        .nth(2)?
        .strip_prefix("go1")?
        .split('.');
    Some((1, numbers.nth(1)?.parse().ok()?))
}
