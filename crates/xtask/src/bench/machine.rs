//! The machine that the figures belong to.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::process::Command;
use std::thread;

use crate::process;

/// Processor, cores, system.
pub fn describe() -> String {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    let processor = processor().unwrap_or_else(|| ARCH.to_owned());
    let load = load().map_or(String::new(), |load| format!(", load {load}"));
    format!("{processor}, {cores} cores, {OS}{load}")
}

fn processor() -> Option<String> {
    if OS == "macos" {
        let mut sysctl = Command::new("sysctl");
        return process::output(sysctl.args(["-n", "machdep.cpu.brand_string"]))
            .ok()
            .map(|name| name.trim().to_owned());
    }
    let info = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// What else is running: figures of a busy machine say little.
fn load() -> Option<String> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    Some(load.split(' ').next()?.to_owned())
}
