//! `cargo xtask lighthouse`: what Google Lighthouse says of the built page, on a phone and on a desktop.
//!
//! What does not depend on the machine has to be perfect, also as a step of the tests; times are those of a machine
//! and only printed.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use lexopt::Parser;
use serde_json::Value;

use crate::tools::{Tools, chromium, node};
use crate::{args, browser, process, repo, site};

/// The name of its settings, and what to say for them.
const DEVICES: [(&str, &[&str]); 2] = [("phone", &[]), ("desktop", &["--preset=desktop"])];

/// Measured times, by their names in its report.
const TIMES: [&str; 5] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "interactive",
    "total-blocking-time",
    "cumulative-layout-shift",
];

/// The one category that is measured in time.
const TIMED: &str = "performance";

/// Runs the command.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    check()
}

/// Fails when something that does not depend on the machine is less than perfect.
pub fn check() -> Result<()> {
    let lighthouse = node::ensure_lighthouse()?;
    let chromium = chromium::ensure()?;
    let url = browser::serve_zipped(site::build(&Tools::ensure()?)?)?;
    let mut imperfect = Vec::new();
    for (device, settings) in DEVICES {
        let ask = || ask(&mut command(&lighthouse, &chromium, &url, settings));
        // A machine with other work to do stalls a browser in ways that say nothing about the page.
        let report = ask().or_else(|error| {
            eprintln!("{error:#}; once more");
            ask()
        })?;
        println!("{device}");
        print(&report).context("reading the report of Lighthouse")?;
        imperfect.extend(imperfections(&report).map(|title| format!("{title} on a {device}")));
    }
    ensure!(imperfect.is_empty(), "less than 100: {imperfect:?}");
    Ok(())
}

fn command(lighthouse: &Path, chromium: &Path, url: &str, settings: &[&str]) -> Command {
    let mut command = Command::new(lighthouse);
    command
        .arg(format!("{url}/"))
        // It asks on a terminal whether it may report its own errors, and waits for the answer.
        .args(["--quiet", "--output=json", "--no-enable-error-reporting"])
        // Chromium refuses to run as root with its sandbox, and the page is our own.
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run")
        .args(settings)
        .env("CHROME_PATH", chromium);
    command
}

/// Its report on a page that it could load.
fn ask(command: &mut Command) -> Result<Value> {
    let out = repo::root().join("target/xtask/lighthouse.json");
    process::run(command.arg("--output-path").arg(&out))?;
    let report: Value = serde_json::from_str(&fs::read_to_string(&out)?)?;
    let failure = &report["runtimeError"]["message"];
    ensure!(failure.is_null(), "Lighthouse: {}", text(failure));
    Ok(report)
}

/// The categories that do not depend on the machine and have less than the whole score.
fn imperfections(report: &Value) -> impl Iterator<Item = &str> {
    let categories = report["categories"].as_object().into_iter().flatten();
    let lasting = categories.filter(|(name, _)| *name != TIMED);
    let imperfect = lasting.filter(|(_, category)| category["score"].as_f64() != Some(1.0));
    imperfect.map(|(_, category)| text(&category["title"]))
}

/// Scores, times, and every audit that is not passed.
fn print(report: &Value) -> Result<()> {
    let categories = report["categories"].as_object().context("no categories")?;
    for category in categories.values() {
        let score = category["score"].as_f64().unwrap_or(f64::NAN) * 100.0;
        println!("{score:>6.0}  {}", text(&category["title"]));
    }
    let audits = report["audits"].as_object().context("no audits")?;
    for audit in TIMES.iter().filter_map(|name| audits.get(*name)) {
        let value = text(&audit["displayValue"]);
        println!("{value:>10}  {}", text(&audit["title"]));
    }
    let failed = audits.iter().filter(|(_, audit)| {
        let score = audit["score"].as_f64();
        score.is_some_and(|score| score < 0.9)
    });
    for (name, audit) in failed {
        println!("    look at {name}: {}", text(&audit["title"]));
    }
    Ok(())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_may_be_less_than_perfect() {
        let report = serde_json::json!({ "categories": {
            "performance": { "title": "Performance", "score": 0.8 },
            "accessibility": { "title": "Accessibility", "score": 0.98 },
            "seo": { "title": "SEO", "score": 1 },
        } });
        assert_eq!(
            imperfections(&report).collect::<Vec<_>>(),
            ["Accessibility"]
        );
    }
}
