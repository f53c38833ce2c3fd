//! The checks of the fuzz targets on random inputs, for stable Rust: dumps of the corpus with bytes
//! changed, and inputs built from random bytes.
//!
//! `random [--seconds N] [--seed N]`. What breaks a check is written to `artifacts/`.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use gorolens_fuzz::TARGETS;
use gorolens_tests::damage::Rng;

fn main() -> ExitCode {
    let seconds = argument("--seconds").unwrap_or(60);
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    let seed = argument("--seed").unwrap_or(now.as_nanos() as u64);
    println!("seed {seed}, {seconds} s");
    let mut rng = Rng::new(seed);
    let dumps = dumps();
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut n = [0u64; TARGETS.len()];
    let mut broken = 0;
    while Instant::now() < end && broken < 10 {
        let at = rng.below(TARGETS.len());
        let (name, check) = TARGETS[at];
        let input = match name {
            "raw" => mutated(&dumps, &mut rng),
            _ => bytes(&mut rng),
        };
        n[at] += 1;
        if catch_unwind(|| check(&input)).is_err() {
            broken += 1;
            keep(name, &input);
        }
    }
    for ((name, _), n) in TARGETS.iter().zip(n) {
        println!("{name}: {n} inputs");
    }
    ExitCode::from(u8::from(broken > 0))
}

fn argument(name: &str) -> Option<u64> {
    let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
    args.next()?.parse().ok()
}

/// The small dumps of the corpus.
fn dumps() -> Vec<Vec<u8>> {
    let samples = gorolens_tests::Case::all()
        .into_iter()
        .flat_map(|case| case.samples());
    let read = samples.filter_map(|sample| fs::read(sample.path).ok());
    read.filter(|dump| dump.len() < 30_000).collect()
}

fn bytes(rng: &mut Rng) -> Vec<u8> {
    (0..rng.below(4000)).map(|_| rng.draw() as u8).collect()
}

/// A piece of a dump with pieces of others in it, lines doubled or lost, and bytes changed.
fn mutated(dumps: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut text = piece(dumps, rng);
    for _ in 0..rng.below(8) {
        let at = rng.below(text.len() + 1);
        match rng.below(5) {
            0 => {
                let other = piece(dumps, rng);
                text.splice(at..at, other.into_iter().take(300));
            }
            1 => {
                let end = (at + rng.below(80)).min(text.len());
                text.drain(at..end);
            }
            2 => {
                let end = (at + rng.below(200)).min(text.len());
                let copy = text[at..end].to_vec();
                text.splice(at..at, copy);
            }
            3 => text.insert(at, b"\n\t \r\\\"{}[]():#\0"[rng.below(15)]),
            _ => {
                if let Some(byte) = text.get_mut(at) {
                    *byte = rng.draw() as u8;
                }
            }
        }
    }
    text
}

fn piece(dumps: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let dump = &dumps[rng.below(dumps.len())];
    let from = rng.below(dump.len());
    let len = rng.below(6000);
    dump[from..(from + len).min(dump.len())].to_vec()
}

fn keep(name: &str, input: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("artifacts")
        .join(name);
    let path: PathBuf = folder.join(format!("random-{}", input.len()));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, input));
    match written {
        Ok(()) => println!("broken: {name}, kept as {}", path.display()),
        Err(why) => println!("broken: {name}, and not kept: {why}"),
    }
}
