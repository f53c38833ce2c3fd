//! The file format of speedscope: one sampled profile per dump, weighted by goroutines.
//!
//! Source: `file-format-spec.ts` of speedscope, "sampled" profiles.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Call, root_first};
use crate::types::*;

impl Report {
    /// The groups as a speedscope document.
    ///
    /// ```
    /// let report = gorolens_report::Report::from(gorolens_core::Report::default());
    /// assert!(report.to_speedscope().contains("speedscope.app/file-format-schema.json"));
    /// ```
    pub fn to_speedscope(&self) -> String {
        let mut frames = Frames::default();
        let samples: Vec<Vec<usize>> = self
            .groups
            .iter()
            .map(|group| root_first(group).map(|call| frames.index(call)).collect())
            .collect();
        let dumps = self.dumps.iter().enumerate();
        let profiles: Vec<Value> = dumps
            .map(|(at, dump)| profile(self, at, dump, &samples))
            .collect();
        json!({
            "$schema": "https://www.speedscope.app/file-format-schema.json",
            "exporter": concat!("gorolens@", env!("CARGO_PKG_VERSION")),
            "name": self.dumps.first().map_or("goroutines", |dump| &dump.name),
            "activeProfileIndex": 0,
            "shared": { "frames": frames.list },
            "profiles": profiles,
        })
        .to_string()
    }
}

/// Each call once, by first appearance.
#[derive(Default)]
struct Frames<'a> {
    indices: BTreeMap<Call<'a>, usize>,
    list: Vec<Value>,
}

impl<'a> Frames<'a> {
    fn index(&mut self, call: Call<'a>) -> usize {
        let next = self.list.len();
        if let Some(index) = self.indices.get(&call) {
            return *index;
        }
        let mut frame = json!({ "name": call.name });
        if !call.file.is_empty() {
            frame["file"] = json!(call.file);
        }
        if call.line > 0 {
            frame["line"] = json!(call.line);
        }
        self.list.push(frame);
        self.indices.insert(call, next);
        next
    }
}

fn profile(report: &Report, at: usize, dump: &Dump, samples: &[Vec<usize>]) -> Value {
    let counts = report.groups.iter().map(|group| count(group, at));
    let present = samples.iter().zip(counts).filter(|(_, count)| *count > 0);
    let (samples, weights): (Vec<_>, Vec<u64>) = present.unzip();
    json!({
        "type": "sampled",
        "name": dump.name,
        "unit": "none",
        "startValue": 0,
        "endValue": weights.iter().sum::<u64>(),
        "samples": samples,
        "weights": weights,
    })
}

/// Members of `group` in a dump; reports without the counts per dump hold a single one.
fn count(group: &Group, dump: usize) -> u64 {
    match group.count_by_dump.get(dump) {
        Some(count) => *count,
        None if dump == 0 => group.count,
        None => 0,
    }
}
