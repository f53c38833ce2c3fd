//! The built page in a real browser, driven by tests/browser/bench.mjs.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::inputs::Input;
use super::native::Native;
use super::table::{bytes, kilobytes, milliseconds};
use crate::{browser, process, size};

/// What was measured of one input.
#[derive(Clone, Copy, Debug)]
pub struct OnPage {
    /// From the first request to the worker to its answer, in milliseconds.
    pub analysis_ms: f64,
    /// What a worker takes that reads the file in the same way and does nothing with it, in milliseconds.
    pub floor_ms: f64,
    /// From the choice of the file to a painted verdict.
    pub verdict_ms: f64,
    /// The longest task of the page meanwhile; 0 when none took 50 ms, which is where the browser begins to count.
    pub longest_task_ms: f64,
    /// The memory of all workers, which never shrinks.
    pub memory_bytes: f64,
    /// How many workers took part.
    pub workers: f64,
    /// From a key in the query to painted rows; the slowest of a query's.
    pub key_ms: f64,
    /// Elements of the page with its report.
    pub elements: f64,
}

/// Everything that was measured in the browser.
pub struct Page {
    figures: BTreeMap<String, f64>,
    /// Name, bytes, bytes gzipped, bytes with brotli, in the order in which they are asked for.
    assets: Vec<(String, [f64; 3])>,
}

/// Builds the site and measures it.
pub fn measure(inputs: &[Input], runs: u32) -> Result<Page> {
    let mut command = browser::command("bench.mjs")?;
    let runs_of = |input: &Input| if input.large { 1 } else { runs };
    for input in inputs.iter().filter(|input| input.in_browser) {
        let path = input.path.to_str().context("a path that is no text")?;
        command.arg(format!("{}={}={path}", input.key, runs_of(input)));
    }
    eprintln!("browser");
    Ok(read(&process::output(&mut command)?))
}

/// Lines `NAME FIGURE` and `asset NAME FIGURE FIGURE FIGURE`.
fn read(text: &str) -> Page {
    let (mut figures, mut assets) = (BTreeMap::new(), Vec::new());
    for line in text.lines() {
        let words: Vec<_> = line.split(' ').collect();
        let number = |word: &str| word.parse().unwrap_or(f64::NAN);
        match *words.as_slice() {
            ["asset", name, raw, gzip, brotli] => {
                assets.push((name.to_owned(), [raw, gzip, brotli].map(number)));
            }
            [name, figure] => drop(figures.insert(name.to_owned(), number(figure))),
            _ => {}
        }
    }
    Page { figures, assets }
}

impl Page {
    /// What was measured of an input.
    pub fn of(&self, input: &Input) -> Option<OnPage> {
        let figure = |name: &str| {
            let name = format!("{}.{name}", input.key);
            self.figures.get(&name).copied()
        };
        Some(OnPage {
            analysis_ms: figure("analysis_ms")?,
            floor_ms: figure("floor_ms")?,
            verdict_ms: figure("verdict_ms")?,
            longest_task_ms: figure("longest_task_ms")?,
            memory_bytes: figure("memory_bytes")?,
            workers: figure("workers")?,
            key_ms: figure("key_ms")?,
            elements: figure("elements")?,
        })
    }

    /// Prints what does not depend on an input.
    pub fn print(&self) {
        println!("\n| first load | bytes | gzip | brotli |\n|---|---:|---:|---:|");
        let (mut shown, mut all) = ([0.0; 3], [0.0; 3]);
        for (name, sizes) in &self.assets {
            println!("| {name} | {} |", sizes.map(kilobytes).join(" | "));
            let sums = all.iter_mut().zip(shown.iter_mut()).zip(sizes);
            for ((all, shown), size) in sums {
                *all += size;
                *shown += size * f64::from(!size::is_for_analysis(name));
            }
        }
        println!(
            "| until the page is shown | {} |",
            shown.map(kilobytes).join(" | ")
        );
        println!("| in all | {} |", all.map(kilobytes).join(" | "));
        println!("\n| opening the page | |\n|---|---:|");
        for (name, title) in [
            ("load.shown_ms", "ready for a dump"),
            (
                "slow.shown_ms",
                "ready for a dump, processor slowed down 4 times",
            ),
            (
                "slow.quiet_ms",
                "the same, until the last task of over 50 ms has ended",
            ),
            ("net.shown_ms", "ready for a dump, at 1.6 Mbit/s and 150 ms"),
            (
                "net.verdict_ms",
                "the same, until the verdict on the example that is asked for at once",
            ),
        ] {
            let figure = self.figures.get(name).copied().unwrap_or(f64::NAN);
            println!("| {title} | {} |", milliseconds(figure));
        }
        let version = self.figures.get("browser").copied().unwrap_or(f64::NAN);
        println!("\nChromium {version}, headless; from a server on the same machine.");
    }
}

impl OnPage {
    /// Its columns in the table.
    pub fn columns(&self, native: &Native) -> String {
        let longest = match self.longest_task_ms {
            0.0 => "< 50 ms".to_owned(),
            longest => milliseconds(longest),
        };
        format!(
            "{:.0} MB/s | {:.0} MB/s | {:.2} | {} | {} | {} | {longest} | {} | {:.0}",
            native.bytes / self.analysis_ms / 1e3,
            native.bytes / self.floor_ms / 1e3,
            native.seconds * 1e3 / self.analysis_ms,
            bytes(self.memory_bytes),
            self.workers,
            milliseconds(self.verdict_ms),
            milliseconds(self.key_ms),
            self.elements,
        )
    }
}
