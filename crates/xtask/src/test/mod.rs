//! `cargo xtask test`: every check there is, in one order, to the end, with a summary.
//!
//! [`STEPS`] is the table. A failing step does not stop the later ones, except those that need it.

mod counts;
mod steps;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

pub use counts::Counts;
use steps::STEPS;

/// One row of the summary.
struct Row {
    name: &'static str,
    counts: Counts,
    time: Duration,
    /// Why it was not run or did not end, in one line.
    note: Option<String>,
}

/// `cargo xtask test [STEP]…`: all steps, or those named.
pub fn run(args: Parser) -> Result<()> {
    let wanted = parse(args)?;
    let mut rows = Vec::new();
    for step in STEPS
        .iter()
        .filter(|step| wanted.is_empty() || wanted.contains(&step.name))
    {
        println!("\n== {}: {}", step.name, step.help);
        let row = run_step(step, &rows);
        rows.push(row);
    }
    let failed = print_summary(&rows);
    // The line with the sums stays the last one, so the exit code alone says that it failed.
    std::process::exit(i32::from(failed));
}

fn parse(mut args: Parser) -> Result<Vec<&'static str>> {
    let mut wanted = Vec::new();
    while let Some(arg) = args.next()? {
        let Arg::Value(name) = arg else {
            return Err(arg.unexpected().into());
        };
        let name = name.string()?;
        match STEPS.iter().find(|step| step.name == name) {
            Some(step) => wanted.push(step.name),
            None => bail!("no step `{name}`; there are {}", steps::names()),
        }
    }
    Ok(wanted)
}

fn run_step(step: &steps::Step, before: &[Row]) -> Row {
    let start = Instant::now();
    let broken = before
        .iter()
        .find(|row| row.counts.failed > 0 && step.needs.contains(&row.name));
    let res = match broken {
        Some(row) => Err(anyhow::anyhow!("not run, because {} failed", row.name)),
        None => (step.run)(),
    };
    let (counts, note) = match res {
        Ok(counts) if counts == Counts::default() => (Counts::FAILED, Some("no test ran".into())),
        Ok(counts) => (counts, None),
        Err(error) => (Counts::FAILED, Some(format!("{error:#}"))),
    };
    if let Some(note) = &note {
        eprintln!("{}: {note}", step.name);
    }
    Row {
        name: step.name,
        counts,
        time: start.elapsed(),
        note,
    }
}

/// Prints a row per step and the sums; tells whether anything failed.
fn print_summary(rows: &[Row]) -> bool {
    println!(
        "\n{:<8} {:>7} {:>7} {:>8}",
        "step", "passed", "failed", "seconds"
    );
    for Row {
        name,
        counts,
        time,
        note,
    } in rows
    {
        let (seconds, note) = (time.as_secs_f64(), note.as_deref().unwrap_or_default());
        let note = note.lines().next().unwrap_or_default();
        let line = format!(
            "{name:<8} {:>7} {:>7} {seconds:>8.1}  {note}",
            counts.passed, counts.failed
        );
        println!("{}", line.trim_end());
    }
    let sum: Counts = rows.iter().map(|row| row.counts).sum();
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    sum.failed > 0
}
