//! From the core's plain types to the JSON types.

use gorolens_core as core;

use crate::types::*;

impl From<&core::Report> for Report {
    fn from(report: &core::Report) -> Report {
        Report::from(report.clone())
    }
}

impl From<core::Report> for Report {
    fn from(report: core::Report) -> Report {
        Report {
            schema: crate::SCHEMA.to_owned(),
            version: crate::VERSION,
            totals: report.totals().into(),
            dumps: each(report.dumps),
            coverage: report.coverage.into(),
            groups: each(report.groups),
            findings: each(report.findings),
        }
    }
}

fn each<A, B: From<A>>(items: Vec<A>) -> Vec<B> {
    items.into_iter().map(B::from).collect()
}

impl From<core::DumpInfo> for Dump {
    fn from(dump: core::DumpInfo) -> Dump {
        Dump {
            name: dump.name,
            format: dump.format.as_str().to_owned(),
            go_version: dump.go_version.map(|version| version.to_string()),
            bytes: dump.bytes,
            goroutines: dump.goroutines,
            crash: dump.crash,
        }
    }
}

impl From<core::Coverage> for Coverage {
    fn from(coverage: core::Coverage) -> Coverage {
        Coverage {
            bytes: coverage.bytes,
            understood_bytes: coverage.understood_bytes,
            problems: each(coverage.problems),
            repairs: each(coverage.repairs),
        }
    }
}

impl From<core::Problem> for Problem {
    fn from(problem: core::Problem) -> Problem {
        Problem {
            kind: problem.kind.as_str().to_owned(),
            line: problem.line,
            offset: problem.offset,
            text: problem.text,
            dump: problem.dump as u64,
            lines: problem.lines,
            bytes: problem.bytes,
        }
    }
}

impl From<core::Repair> for Repair {
    fn from(repair: core::Repair) -> Repair {
        Repair {
            kind: repair.kind.as_str().to_owned(),
            dump: repair.dump as u64,
            lines: repair.lines,
        }
    }
}

impl From<core::Totals> for Totals {
    fn from(totals: core::Totals) -> Totals {
        Totals {
            goroutines: totals.goroutines,
            groups: totals.groups,
        }
    }
}

impl From<core::Group> for Group {
    fn from(group: core::Group) -> Group {
        Group {
            id: group.id.to_string(),
            count: group.count,
            states: group.states,
            wait_minutes: group.wait_minutes.map(WaitMinutes::from),
            frames: each(group.frames),
            created_by: group.created_by.map(CreatedBy::from),
            labels: group.labels,
            goroutine_ids: group.goroutine_ids,
            benign: group.benign.map(str::to_owned),
            count_by_dump: group.count_by_dump,
            locked_to_thread: group.locked_to_thread,
            leaked: group.leaked,
        }
    }
}

impl From<core::WaitMinutes> for WaitMinutes {
    fn from(wait: core::WaitMinutes) -> WaitMinutes {
        WaitMinutes {
            min: wait.min,
            median: wait.median,
            max: wait.max,
        }
    }
}

impl From<core::Frame> for Frame {
    fn from(frame: core::Frame) -> Frame {
        Frame {
            func: frame.func,
            file: frame.file,
            line: frame.line,
            origin: frame.origin.into(),
        }
    }
}

impl From<core::CreatedBy> for CreatedBy {
    fn from(creator: core::CreatedBy) -> CreatedBy {
        CreatedBy {
            func: creator.func,
            file: creator.file,
            line: creator.line,
            origin: creator.origin.into(),
        }
    }
}

impl From<core::model::Origin> for Origin {
    fn from(origin: core::model::Origin) -> Origin {
        match origin {
            core::model::Origin::Application => Origin::Application,
            core::model::Origin::Dependency => Origin::Dependency,
            core::model::Origin::StandardLibrary => Origin::StandardLibrary,
            core::model::Origin::Runtime => Origin::Runtime,
        }
    }
}

impl From<core::Finding> for Finding {
    fn from(finding: core::Finding) -> Finding {
        Finding {
            rule: finding.rule.to_owned(),
            title: finding.title,
            severity: finding.severity.into(),
            certainty: finding.certainty.into(),
            goroutines: finding.goroutines,
            groups: finding.groups.iter().map(ToString::to_string).collect(),
            evidence: each(finding.evidence),
            look_alikes: each(finding.look_alikes),
            remedy: finding.remedy.into(),
            capture_next: finding.capture_next,
            dump: finding.dump as u64,
            objects: objects(finding.objects),
        }
    }
}

fn objects((count, kind): (u64, &str)) -> Option<Objects> {
    (count > 0).then(|| Objects {
        count,
        kind: kind.to_owned(),
    })
}

impl From<core::Severity> for Severity {
    fn from(severity: core::Severity) -> Severity {
        match severity {
            core::Severity::Note => Severity::Note,
            core::Severity::Suspect => Severity::Suspect,
            core::Severity::Stuck => Severity::Stuck,
            core::Severity::Leak => Severity::Leak,
        }
    }
}

impl From<core::Certainty> for Certainty {
    fn from(certainty: core::Certainty) -> Certainty {
        match certainty {
            core::Certainty::Low => Certainty::Low,
            core::Certainty::Medium => Certainty::Medium,
            core::Certainty::High => Certainty::High,
        }
    }
}

impl From<core::Evidence> for Evidence {
    fn from(evidence: core::Evidence) -> Evidence {
        Evidence {
            kind: evidence.kind.as_str().to_owned(),
            text: evidence.text,
        }
    }
}

impl From<core::LookAlike> for LookAlike {
    fn from(look_alike: core::LookAlike) -> LookAlike {
        LookAlike {
            rule: look_alike.rule.to_owned(),
            text: look_alike.text,
        }
    }
}

impl From<core::Remedy> for Remedy {
    fn from(remedy: core::Remedy) -> Remedy {
        Remedy {
            summary: remedy.summary,
            steps: remedy.steps,
            before: remedy.before,
            after: remedy.after,
            links: each(remedy.links),
        }
    }
}

impl From<core::Link> for Link {
    fn from(link: core::Link) -> Link {
        Link {
            title: link.title,
            url: link.url,
        }
    }
}
