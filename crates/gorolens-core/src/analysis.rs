//! Drives the stages: bytes → lines → goroutines → groups → findings → report.

use gorolens_read::{Read, Reading, group};

use crate::findings::{self, Ctx};
use crate::model::{Dump, Tables};
use crate::order::sort_by_key;
use crate::report::{DumpInfo, Normal, Report};
use crate::{Limits, PartResult, Unfit};

/// One analysis of one or more inputs.
#[derive(Debug)]
pub struct Analysis {
    reading: Reading,
}

impl Analysis {
    /// An analysis that stays within `limits`.
    pub fn new(limits: Limits) -> Self {
        Analysis {
            reading: Reading::new(limits),
        }
    }

    /// Begins a new input; `name` is shown in the report. Without it the first [`push`](Self::push)
    /// begins an input named `-`.
    pub fn start_input(&mut self, name: &str) {
        self.reading.start_input(name);
    }

    /// The next bytes of the current input, cut anywhere.
    pub fn push(&mut self, chunk: &[u8]) {
        self.reading.push(chunk);
    }

    /// Adds an input of this name that was read in parts; see [`Part`](crate::Part). When they do not
    /// fit, nothing is added: read the input as a whole then.
    pub fn add_parts(&mut self, name: &str, parts: Vec<PartResult>) -> Result<(), Unfit> {
        self.reading.add_parts(name, parts)
    }

    /// Ends the last input and gives the report. The last line needs no newline.
    pub fn finish(self) -> Report {
        self.finish_keeping().report
    }

    /// The same, with the single goroutines that the report sums up.
    pub fn finish_keeping(self) -> Kept {
        report(self.reading.finish())
    }
}

/// A report and what it was made of, for those who ask about single goroutines later.
#[derive(Debug)]
pub struct Kept {
    /// The report.
    pub report: Report,
    /// The dumps, in the order of [`Report::dumps`].
    pub dumps: Vec<Dump>,
    /// The stacks, states and labels that their goroutines name.
    pub tables: Tables,
}

/// Groups, diagnoses and sorts what was read.
fn report(read: Read) -> Kept {
    let Read {
        dumps,
        tables,
        coverage,
    } = read;
    let mut all = Vec::new();
    let mut benign = Vec::new();
    let mut normal = Vec::new();
    let notes = &findings::Notes::of(&tables);
    for (dump_idx, dump) in dumps.iter().enumerate() {
        let tables = &tables;
        let diagnosis = findings::diagnose(&Ctx {
            dump_idx,
            dump,
            tables,
            notes,
        });
        all.extend(diagnosis.findings);
        benign.push(by_group(&diagnosis.normal));
        normal.extend(diagnosis.normal);
    }
    // Each dump's findings are sorted already; a stable sort keeps their order among equals.
    sort_by_key(&mut all, |finding| {
        std::cmp::Reverse((finding.severity, finding.certainty))
    });
    let report = Report {
        groups: group::groups(&dumps, &tables, &benign),
        dumps: dumps.iter().map(info).collect(),
        coverage,
        findings: all,
        normal,
    };
    Kept {
        report,
        dumps,
        tables,
    }
}

/// Which groups are normal, and the class that says why.
fn by_group(normal: &[Normal]) -> group::Benign {
    let groups = |it: &Normal| -> Vec<_> {
        let class = it.class;
        it.groups.iter().map(|&id| (id, class)).collect()
    };
    normal.iter().flat_map(groups).collect()
}

fn info(dump: &Dump) -> DumpInfo {
    DumpInfo {
        goroutines: dump.n_goroutines(),
        name: dump.name.clone(),
        format: dump.format,
        go_version: dump.go_version,
        bytes: dump.bytes,
        crash: dump.crash.clone(),
    }
}
