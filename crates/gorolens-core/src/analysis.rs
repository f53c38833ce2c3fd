//! Drives the stages: bytes → lines → goroutines → groups → findings → report.

use crate::collect::{Collected, Collector, PartResult, Unfit};
use crate::findings::{self, Ctx};
use crate::group;
use crate::input::Input;
use crate::limits::Limits;
use crate::model::{Dump, Tables};
use crate::order::sort_by_key;
use crate::report::{DumpInfo, Normal, Report};

/// One analysis of one or more inputs.
#[derive(Debug)]
pub struct Analysis {
    out: Collector,
    input: Option<Input>,
}

impl Analysis {
    /// An analysis that stays within `limits`.
    pub fn new(limits: Limits) -> Self {
        Analysis {
            out: Collector::new(limits),
            input: None,
        }
    }

    /// Begins a new input; `name` is shown in the report. Without it the first [`push`](Self::push)
    /// begins an input named `-`.
    pub fn start_input(&mut self, name: &str) {
        self.end_input();
        self.out.start_input(name);
        self.input = Some(Input::new());
    }

    /// The next bytes of the current input, cut anywhere.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.input.is_none() {
            self.start_input("-");
        }
        if let Some(input) = &mut self.input {
            input.push(chunk, &mut self.out);
        }
    }

    /// Adds an input of this name that was read in parts; see [`Part`](crate::Part). When they do not
    /// fit, nothing is added: read the input as a whole then.
    pub fn add_parts(&mut self, name: &str, parts: Vec<PartResult>) -> Result<(), Unfit> {
        self.end_input();
        self.out.fit(&parts)?;
        self.out.start_input(name);
        self.out.take_up(parts);
        self.out.n_inputs += 1;
        Ok(())
    }

    fn end_input(&mut self) {
        if let Some(input) = self.input.take() {
            input.finish(&mut self.out);
            self.out.n_inputs += 1;
        }
    }

    /// Ends the last input and gives the report. The last line needs no newline.
    pub fn finish(self) -> Report {
        self.finish_keeping().report
    }

    /// The same, with the single goroutines that the report sums up.
    pub fn finish_keeping(mut self) -> Kept {
        self.end_input();
        report(self.out.finish())
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

/// Groups, diagnoses and sorts what was collected.
fn report(collected: Collected) -> Kept {
    let Collected {
        dumps,
        tables,
        coverage,
    } = collected;
    let mut all = Vec::new();
    let mut benign = Vec::new();
    let mut normal = Vec::new();
    for (dump_idx, dump) in dumps.iter().enumerate() {
        let tables = &tables;
        let diagnosis = findings::diagnose(&Ctx {
            dump_idx,
            dump,
            tables,
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
