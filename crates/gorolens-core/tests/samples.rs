//! The shared sample dumps, against the counts in their labels.
//!
//! The folder is not part of the repository: `GOROLENS_SHARED` names it, or it lies beside the
//! workspace as `shared`. Without it these tests say so and pass.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "the fences are for the core, not for its driver"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gorolens_core::{Analysis, Limits, Report};

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("GOROLENS_SHARED").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no shared samples (set GOROLENS_SHARED)");
    None
}

fn analyse(name: &str, bytes: &[u8], chunk: usize) -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input(name);
    for chunk in bytes.chunks(chunk) {
        analysis.push(chunk);
    }
    analysis.finish()
}

/// One file of a label.
struct Sample {
    path: PathBuf,
    goroutines: Option<u64>,
}

/// All files that the labels name.
fn samples(shared: &Path) -> Vec<Sample> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = fs::read_dir(shared.join("samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("label.json").is_file())
        .collect();
    folders.sort();
    for folder in folders {
        let label = fs::read(folder.join("label.json")).unwrap();
        let label: serde_json::Value = serde_json::from_slice(&label).unwrap();
        let mut add = |name: &str, file: &serde_json::Value| {
            found.push(Sample {
                path: folder.join(name),
                goroutines: file["goroutines"].as_u64(),
            });
        };
        match &label["files"] {
            serde_json::Value::Object(files) => {
                files.iter().for_each(|(name, file)| add(name, file));
            }
            serde_json::Value::Array(files) => files
                .iter()
                .for_each(|file| add(file["file"].as_str().unwrap(), file)),
            other => panic!("{}: files is {other}", folder.display()),
        }
    }
    found
}

/// Whether a test on counts looks at this file. The others are recognised and not read, and say what
/// to capture instead: gdb, `go tool pprof -top`, capitals. Of two more the text itself adds up to one goroutine
/// less than the label says: Delve ends its list with 15, and pprof dropped a trace.
fn is_read(path: &Path) -> bool {
    let path = path.to_str().unwrap();
    ![
        "gdb",
        ".top.",
        "uppercase",
        "delve-labels",
        "mixed-service.traces",
    ]
    .iter()
    .any(|it| path.contains(it))
}

#[test]
fn goroutine_counts_equal_the_labels() {
    let Some(shared) = shared() else { return };
    let mut wrong = Vec::new();
    let mut n_files = 0;
    for sample in samples(&shared) {
        if !is_read(&sample.path) {
            continue;
        }
        n_files += 1;
        let bytes = fs::read(&sample.path).unwrap();
        let report = analyse("sample", &bytes, bytes.len().max(1));
        let found = report.totals().goroutines;
        if sample.goroutines.is_some_and(|expected| expected != found) {
            wrong.push(format!(
                "{}: {found} instead of {:?}",
                sample.path.display(),
                sample.goroutines
            ));
        }
    }
    assert!(n_files > 400, "only {n_files} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_byte_is_accounted_for() {
    let Some(shared) = shared() else { return };
    for sample in samples(&shared) {
        let bytes = fs::read(&sample.path).unwrap();
        let report = analyse("sample", &bytes, 4096);
        let coverage = report.coverage;
        let aside: u64 = coverage.problems.iter().map(|problem| problem.bytes).sum();
        let dumps: u64 = report.dumps.iter().map(|dump| dump.bytes).sum();
        let path = sample.path.display();
        assert_eq!(coverage.understood_bytes + aside, coverage.bytes, "{path}");
        assert_eq!(dumps, coverage.bytes, "{path}");
        let kinds: Vec<&str> = coverage.repairs.iter().map(|it| it.kind.as_str()).collect();
        if !kinds.contains(&"compressed") && !kinds.contains(&"encoding") {
            assert_eq!(coverage.bytes, bytes.len() as u64, "{path}");
        }
    }
}

#[test]
fn clean_dumps_have_no_problems() {
    let Some(shared) = shared() else { return };
    for sample in samples(&shared) {
        if !sample.path.to_str().unwrap().ends_with("debug2.txt") {
            continue;
        }
        let bytes = fs::read(&sample.path).unwrap();
        let report = analyse("sample", &bytes, bytes.len().max(1));
        assert_eq!(report.coverage.problems, [], "{}", sample.path.display());
        assert_eq!(report.coverage.repairs, [], "{}", sample.path.display());
        assert_eq!(report.dumps.len(), 1, "{}", sample.path.display());
    }
}

#[test]
fn any_cut_gives_the_same_report() {
    let Some(shared) = shared() else { return };
    for sample in samples(&shared) {
        let bytes = fs::read(&sample.path).unwrap();
        let whole = analyse("sample", &bytes, bytes.len().max(1));
        let sizes: &[usize] = if bytes.len() < 8000 {
            &[7, 1000]
        } else {
            &[997]
        };
        for &size in sizes {
            assert_eq!(
                analyse("sample", &bytes, size),
                whole,
                "{} in chunks of {size}",
                sample.path.display()
            );
        }
    }
}

#[test]
fn the_founding_article() {
    let Some(shared) = shared() else { return };
    let bytes = fs::read(shared.join("founding/article.txt")).unwrap();
    let report = analyse("article.txt", &bytes, bytes.len());
    assert_eq!(report.totals().goroutines, 2);
    assert_eq!(report.groups.len(), 2);
    assert_eq!(report.dumps[0].go_version.unwrap().to_string(), "1.12.7");
    let kinds: Vec<&str> = report
        .coverage
        .problems
        .iter()
        .map(|problem| problem.kind.as_str())
        .collect();
    assert!(
        kinds.iter().all(|kind| *kind == "skipped-text"),
        "{kinds:?}"
    );
    for size in 1..bytes.len() {
        assert_eq!(analyse("article.txt", &bytes, size), report);
    }
}

/// Damage that loses nothing leaves nothing behind: the same groups with the same members.
#[test]
fn repaired_dumps_equal_the_source() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("samples/damage");
    let source = fs::read(folder.join("source.txt")).unwrap();
    let groups = |report: &Report| {
        let mut groups: Vec<_> = report
            .groups
            .iter()
            .map(|group| {
                (
                    group.id,
                    group.count,
                    group.states.clone(),
                    group.wait_minutes,
                )
            })
            .collect();
        groups.sort();
        groups
    };
    let expected = groups(&analyse("source.txt", &source, source.len()));
    let label: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("label.json")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for file in label["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        if file["lossless"] != true || file["goroutines"] != 26 {
            continue;
        }
        let bytes = fs::read(folder.join(name)).unwrap();
        let report = analyse(name, &bytes, bytes.len());
        let found = groups(&report);
        if found != expected {
            let lost = expected
                .iter()
                .filter(|group| !found.contains(group))
                .count();
            wrong.push(format!(
                "{name}: {lost} of {} groups differ",
                expected.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
