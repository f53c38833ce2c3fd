//! `cargo xtask lighthouse`: what Google Lighthouse says of the built page, on a phone and on a desktop.
//!
//! A command and no step of the tests: it is a large download that nothing else needs, and its times are those of a
//! machine. What does not depend on the machine has to be perfect; times are printed.

use std::fs;
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
    let lighthouse = node::ensure_lighthouse()?;
    let chromium = chromium::ensure()?;
    let url = browser::serve_zipped(site::build(&Tools::ensure()?)?)?;
    let out = repo::root().join("target/xtask/lighthouse.json");
    let mut imperfect = Vec::new();
    for (device, settings) in DEVICES {
        let mut command = Command::new(&lighthouse);
        command
            .arg(format!("{url}/"))
            .args(["--quiet", "--output=json", "--output-path"])
            .arg(&out)
            // Chromium refuses to run as root with its sandbox, and the page is our own.
            .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
            .args(settings)
            .env("CHROME_PATH", &chromium);
        process::run(&mut command)?;
        let text = fs::read_to_string(&out)?;
        println!("{device}");
        let report = serde_json::from_str(&text)?;
        print(&report).context("reading the report of Lighthouse")?;
        imperfect.extend(imperfections(&report).map(|title| format!("{title} on a {device}")));
    }
    ensure!(imperfect.is_empty(), "less than 100: {imperfect:?}");
    Ok(())
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
