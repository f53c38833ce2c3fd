//! How fast files are analysed and how much memory that takes; `cargo xtask bench` starts it.
//!
//! `cargo run --release -p gorolens-core --example measure -- RUNS FILE`. A file is read in chunks, as the
//! programs do, so that the peak of memory is that of the analysis; reading it from the disk does not count.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "the fences are for the core, not for what measures it"
)]

use std::collections::HashSet;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Read};

use gorolens_core::{Analysis, Limits, Report};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// What the programs read at once.
const CHUNK: usize = 4 << 20;

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let runs = args.next().and_then(|it| it.parse::<u32>().ok());
    let (Some(runs), Some(file)) = (runs, args.next()) else {
        return Err(io::Error::other("usage: measure RUNS FILE"));
    };
    let (mut whole, mut lines) = (f64::INFINITY, f64::INFINITY);
    let mut report = Report::default();
    let mut naive = f64::INFINITY;
    let mut n_bytes = 0;
    for _ in 0..runs.max(1) {
        // Two reports at a time are no part of the peak.
        report = Report::default();
        let mut analysis = Analysis::new(Limits::default());
        analysis.start_input("dump");
        let mut seconds = each_chunk(&file, |chunk| analysis.push(black_box(chunk)))?;
        seconds += timed(|| report = analysis.finish());
        whole = whole.min(seconds);
        // After the first run, so that the count of lines has no part in the peak.
        lines = lines.min(each_chunk(&file, |chunk| {
            n_bytes += chunk.len();
            black_box(memchr::memchr_iter(b'\n', black_box(chunk)).count());
        })?);
        let mut hashed = Hashed::default();
        naive = naive.min(each_chunk(&file, |chunk| hashed.chunk(black_box(chunk)))?);
        black_box(hashed.stacks.len());
    }
    let totals = report.totals();
    println!("bytes {}", n_bytes / runs.max(1) as usize);
    println!("goroutines {}", totals.goroutines);
    println!("groups {}", totals.groups);
    println!("seconds {whole}");
    println!("floor_seconds {lines}");
    println!("naive_seconds {naive}");
    if let Some(peak) = peak() {
        println!("peak_bytes {peak}");
    }
    Ok(())
}

/// What a parser needs at least: hashes the fixed part of each line, and groups by that. The two lines that a
/// chunk cuts count as two.
#[derive(Default)]
struct Hashed {
    stack: u64,
    stacks: HashSet<u64>,
}

impl Hashed {
    fn chunk(&mut self, chunk: &[u8]) {
        for line in chunk.split(|&byte| byte == b'\n') {
            let fixed = match line {
                [] => {
                    self.stacks.insert(std::mem::take(&mut self.stack));
                    continue;
                }
                [b'g', ..] => continue,
                [b'\t', ..] => memchr::memrchr(b' ', line),
                _ => memchr::memrchr(b'(', line),
            };
            let fixed = &line[..fixed.unwrap_or(line.len())];
            self.stack = xxh3_64_with_seed(fixed, self.stack);
        }
    }
}

/// Seconds that `take` needs for all chunks of a file.
fn each_chunk(file: &str, mut take: impl FnMut(&[u8])) -> io::Result<f64> {
    let mut file = File::open(file)?;
    let mut buffer = vec![0; CHUNK];
    let mut seconds = 0.0;
    loop {
        let n_read = file.read(&mut buffer)?;
        if n_read == 0 {
            return Ok(seconds);
        }
        seconds += timed(|| take(&buffer[..n_read]));
    }
}

/// Seconds that `run` needs.
fn timed(run: impl FnOnce()) -> f64 {
    let clock = Clock::start();
    run();
    clock.seconds()
}

/// Processor time of this thread, so that other programs do not count.
#[cfg(unix)]
struct Clock(rustix::time::Timespec);

#[cfg(unix)]
impl Clock {
    fn start() -> Clock {
        Clock(Clock::now())
    }

    fn seconds(&self) -> f64 {
        let (before, now) = (self.0, Clock::now());
        (now.tv_sec - before.tv_sec) as f64 + (now.tv_nsec - before.tv_nsec) as f64 / 1e9
    }

    fn now() -> rustix::time::Timespec {
        rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime)
    }
}

/// The time that passes.
#[cfg(not(unix))]
struct Clock(std::time::Instant);

#[cfg(not(unix))]
impl Clock {
    fn start() -> Clock {
        Clock(std::time::Instant::now())
    }

    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// The most memory this process has had at a time, in bytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib << 10)
}
