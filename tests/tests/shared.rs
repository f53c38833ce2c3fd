//! A second collection of dumps, when the machine has one: `$GOROLENS_SHARED/samples` or
//! `../shared/samples` next to the workspace. Without it this test says so and checks nothing; the
//! project's own corpus covers the same states.

use std::fs;
use std::path::{Path, PathBuf};

use gorolens_core::Report;
use gorolens_tests::case::{Expected, ExpectedFinding};
use gorolens_tests::{analyse, check};
use serde_json::Value;

/// Every rule about HTTP.
const HTTP: &[&str] = &[
    "http-transport-per-request",
    "http-idle-many-hosts",
    "http-body-not-closed",
    "http-body-slow-reader",
    "http-no-client-timeout",
    "http-max-conns-per-host",
    "http2-conn-per-client",
    "http-server-idle-conns",
    "http-dial-in-progress",
    "http-tls-handshake-stall",
    "http-request-body-stall",
];

/// What a scenario's dumps must and may say. `old` is asked of dumps with waits of 2 minutes or
/// more only; `may` is allowed always; every other HTTP rule is wrong.
struct Verdict {
    scenario: &'static str,
    old: &'static [&'static str],
    may: &'static [&'static str],
}

const fn verdict(
    scenario: &'static str,
    old: &'static [&'static str],
    may: &'static [&'static str],
) -> Verdict {
    Verdict { scenario, old, may }
}

/// The scenarios with HTTP in them. All others have no HTTP finding worse than a note.
const VERDICTS: &[Verdict] = &[
    verdict(
        "transport-per-request",
        &["http-transport-per-request"],
        &["http-idle-many-hosts"],
    ),
    verdict(
        "transport-clone-per-request",
        &[],
        &["http-transport-per-request"],
    ),
    verdict(
        "growth-two-snapshots",
        &[],
        &["http-transport-per-request", "http-idle-many-hosts"],
    ),
    verdict("healthy-shared-transport", &[], &[]),
    verdict("body-not-closed", &["http-body-not-closed"], &[]),
    verdict("body-slow-read", &[], &["http-body-slow-reader"]),
    verdict("slow-server-no-timeout", &["http-no-client-timeout"], &[]),
    verdict(
        "max-conns-per-host",
        &["http-max-conns-per-host"],
        &["http-body-not-closed"],
    ),
    verdict("dial-in-progress", &[], &["http-dial-in-progress"]),
    verdict("tls-handshake-stall", &["http-tls-handshake-stall"], &[]),
    verdict("request-body-stall", &["http-request-body-stall"], &[]),
    verdict("http2-client-leak", &["http2-conn-per-client"], &[]),
    verdict(
        "http2-client-shared",
        &[],
        &["http-no-client-timeout", "http-body-slow-reader"],
    ),
    verdict("server-idle-keepalive", &[], &["http-server-idle-conns"]),
    verdict("mixed-service", &[], &["http-server-idle-conns"]),
];

/// Scenarios where nothing leaks and nothing is stuck.
const HEALTHY: &[&str] = &[
    "healthy-shared-transport",
    "body-slow-read",
    "server-idle-keepalive",
    "select-empty",
    "signal-notify",
    "cpu-bound",
    "time-after-loop",
];

#[test]
fn shared_samples_get_their_verdict() {
    let Some(samples) = samples_dir() else {
        println!("left out: no second collection of dumps beside the workspace (GOROLENS_SHARED)");
        return;
    };
    let mut wrong = Vec::new();
    for folder in folders(&samples) {
        let label = fs::read(folder.join("label.json")).ok();
        let label = label.and_then(|text| serde_json::from_slice(&text).ok());
        let label: Value = label.unwrap_or(Value::Null);
        for path in text_dumps(&folder) {
            wrong.extend(complaints(&folder, &path, &label));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// `damage`: one dump disfigured in many ways; its label counts the goroutines of each.
#[test]
fn damaged_samples_keep_their_goroutines() {
    let Some(folder) = samples_dir().map(|samples| samples.join("damage")) else {
        println!("left out: no second collection of dumps beside the workspace (GOROLENS_SHARED)");
        return;
    };
    let label = fs::read(folder.join("label.json")).unwrap_or_default();
    let label: Value = serde_json::from_slice(&label).unwrap_or(Value::Null);
    let files = label["files"].as_array().cloned().unwrap_or_default();
    let wrong: Vec<_> = files
        .iter()
        .filter_map(|facts| damage_complaint(&folder, facts))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn damage_complaint(folder: &Path, facts: &Value) -> Option<String> {
    // Upper case cannot be undone: the names of the frames are gone, and nothing may be invented.
    let file = facts["file"]
        .as_str()
        .filter(|file| *file != "uppercase.txt")?;
    let text = fs::read(folder.join(file)).ok()?;
    let complaint = count_complaint(facts, &analyse(file, &text, 1021))?;
    Some(format!("{file} ({}): {complaint}", facts["damage"]))
}

fn complaints(folder: &Path, path: &Path, label: &Value) -> Vec<String> {
    let scenario = name(folder);
    let file = name(path);
    let Ok(text) = fs::read(path) else {
        return vec![format!("{scenario}/{file} cannot be read")];
    };
    let report = analyse(&file, &text, 1021);
    let facts = &label["files"][&file];
    let minutes = facts["max_minutes"].as_u64().unwrap_or(0);
    let mut found = check::finding_complaints(&expected(&scenario, minutes), &report);
    found.extend(count_complaint(facts, &report));
    if analyse(&file, &text, 61) != report {
        found.push("differs in chunks of 61".to_owned());
    }
    found
        .into_iter()
        .map(|what| format!("{scenario}/{file}: {what}"))
        .collect()
}

fn count_complaint(facts: &Value, report: &Report) -> Option<String> {
    let labelled = facts["goroutines"].as_u64()?;
    let counted = report.totals().goroutines;
    (counted != labelled).then(|| format!("{counted} goroutines, not {labelled}"))
}

fn expected(scenario: &str, minutes: u64) -> Expected {
    let verdict = VERDICTS.iter().find(|verdict| verdict.scenario == scenario);
    let (old, may) = verdict.map_or((&[][..], &[][..]), |verdict| (verdict.old, verdict.may));
    let wanted = if minutes >= 2 { old } else { &[] };
    let allowed = |rule: &&&str| !old.contains(rule) && !may.contains(rule);
    Expected {
        findings: wanted.iter().map(|rule| finding(rule)).collect(),
        not: HTTP
            .iter()
            .filter(allowed)
            .map(|rule| rule.to_string())
            .collect(),
        quiet: HEALTHY.contains(&scenario),
        ..Expected::default()
    }
}

fn finding(rule: &str) -> ExpectedFinding {
    ExpectedFinding {
        rule: rule.to_owned(),
        ..ExpectedFinding::default()
    }
}

/// Text forms that this version reads: debug=2 and crash text.
fn text_dumps(folder: &Path) -> Vec<PathBuf> {
    let mut files = folders(folder);
    files.retain(|path| {
        let name = name(path);
        name.ends_with(".debug2.txt") || name.ends_with(".panic.txt")
    });
    files
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn samples_dir() -> Option<PathBuf> {
    let named = std::env::var_os("GOROLENS_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let samples = named.unwrap_or_else(beside).join("samples");
    samples.is_dir().then_some(samples)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
