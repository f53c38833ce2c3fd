//! The Go code of the remedies is Go code: every snippet that a finding of the corpus shows is parsed by
//! gofmt, as a file or as the body of a function, when a Go toolchain is there.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use gorolens_tests::{Case, WHOLE, analyse};

#[test]
fn every_snippet_parses() {
    let Some(gofmt) = gofmt() else {
        println!("left out: no gofmt on this machine");
        return;
    };
    let mut snippets = BTreeSet::new();
    for sample in Case::all().iter().flat_map(Case::samples) {
        let text = fs::read(&sample.path).expect("the dump is there");
        for finding in analyse(&sample.name, &text, WHOLE).findings {
            let code = [finding.remedy.before, finding.remedy.after];
            snippets.extend(code.map(|code| (finding.rule, code)));
        }
    }
    snippets.retain(|(_, code)| !code.trim().is_empty());
    let wrong: Vec<String> = snippets
        .iter()
        .filter(|(_, code)| !parses(&gofmt, code))
        .map(|(rule, code)| format!("{rule}:\n{code}"))
        .collect();
    println!("{} snippets parsed", snippets.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As declarations, as statements, or as declarations and then statements.
fn parses(gofmt: &PathBuf, code: &str) -> bool {
    let code = code.replace("\t...\n", "").replace("\n...\n", "\n");
    let file = format!("package p\n\n{code}");
    let body = format!("package p\n\nfunc _() {{\n{code}\n}}\n");
    let blank = code.rfind("\n\n").map_or(0, |at| at + 1);
    let (above, below) = code.split_at(blank);
    let both = format!("package p\n\n{above}\nfunc _() {{\n{below}\n}}\n");
    let flipped = format!("package p\n\nfunc _() {{\n{above}\n}}\n{below}\n");
    [file, body, both, flipped]
        .iter()
        .any(|text| is_go(gofmt, text))
}

fn is_go(gofmt: &PathBuf, text: &str) -> bool {
    let mut command = Command::new(gofmt);
    let command = command.arg("-e").stdin(Stdio::piped());
    let spawned = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = spawned.expect("gofmt starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    // What it has not read when it ends does not matter.
    let _ = stdin.write_all(text.as_bytes());
    drop(stdin);
    child.wait().is_ok_and(|status| status.success())
}

/// On PATH, or of a toolchain in the project's cache.
fn gofmt() -> Option<PathBuf> {
    let runs = |path: &PathBuf| {
        let mut command = Command::new(path);
        let command = command.arg("-l").stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::null()).status().is_ok()
    };
    let home = PathBuf::from(std::env::var_os("HOME")?);
    let cached = fs::read_dir(home.join(".cache/gorolens"))
        .into_iter()
        .flatten()
        .flatten();
    let cached = cached.map(|entry| entry.path().join("go/bin/gofmt"));
    let mut places: Vec<PathBuf> = cached.filter(|path| path.is_file()).collect();
    places.sort();
    places.push("gofmt".into());
    places.into_iter().rev().find(runs)
}
