//! `cargo xtask lighthouse`: what Google Lighthouse says of the built page, on a phone and on a desktop.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
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

/// Runs the command.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    let lighthouse = node::ensure_lighthouse()?;
    let chromium = chromium::ensure()?;
    let url = browser::serve_zipped(site::build(&Tools::ensure()?)?)?;
    let out = repo::root().join("target/xtask/lighthouse.json");
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
        print(&serde_json::from_str(&text)?).context("reading the report of Lighthouse")?;
    }
    Ok(())
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
