//! From the core's plain types to the JSON types.

use std::collections::BTreeMap;
use std::sync::Arc;

use gorolens_core as core;

use crate::Lang;
use crate::types::*;

impl Report {
    /// The report in a language: the sentences of its findings, and what the text and the Markdown
    /// say around them.
    ///
    /// ```
    /// use gorolens_report::{Lang, Report};
    ///
    /// let report = gorolens_core::Report::default();
    /// let markdown = Report::localized(&report, Lang::ZhHans).to_markdown();
    /// assert!(markdown.starts_with("**没有识别出任何 goroutine。**"), "{markdown}");
    /// ```
    pub fn localized(report: &core::Report, lang: Lang) -> Report {
        Report {
            groups: each(&report.groups),
            ..Report::without_groups(report, lang)
        }
    }

    /// The same but for the groups: there may be thousands, with millions of goroutines.
    pub fn without_groups(report: &core::Report, lang: Lang) -> Report {
        let findings = report.findings.iter().cloned();
        let normal = report.normal.iter().cloned();
        Report {
            schema: crate::SCHEMA.to_owned(),
            version: crate::VERSION,
            totals: report.totals().into(),
            dumps: each(&report.dumps),
            coverage: (&report.coverage).into(),
            groups: Vec::new(),
            findings: findings.map(|it| finding(it, lang)).collect(),
            normal: normal.map(|it| self::normal(it, lang)).collect(),
            language: lang,
            triage: Vec::new(),
        }
    }
}

impl From<&core::Report> for Report {
    /// In English.
    fn from(report: &core::Report) -> Report {
        Report::localized(report, Lang::En)
    }
}

impl From<core::Report> for Report {
    /// In English.
    fn from(report: core::Report) -> Report {
        Report::localized(&report, Lang::En)
    }
}

fn each<'a, A, B: From<&'a A>>(items: &'a [A]) -> Vec<B> {
    items.iter().map(B::from).collect()
}

impl From<&core::DumpInfo> for Dump {
    fn from(dump: &core::DumpInfo) -> Dump {
        Dump {
            name: dump.name.clone(),
            format: dump.format.as_str().to_owned(),
            go_version: dump.go_version.map(|version| version.to_string()),
            bytes: dump.bytes,
            goroutines: dump.goroutines,
            crash: dump.crash.clone(),
        }
    }
}

impl From<&core::Coverage> for Coverage {
    fn from(coverage: &core::Coverage) -> Coverage {
        Coverage {
            bytes: coverage.bytes,
            understood_bytes: coverage.understood_bytes,
            problems: each(&coverage.problems),
            repairs: each(&coverage.repairs),
        }
    }
}

impl From<&core::Problem> for Problem {
    fn from(problem: &core::Problem) -> Problem {
        Problem {
            kind: problem.kind.as_str().to_owned(),
            line: problem.line,
            offset: problem.offset,
            text: problem.text.clone(),
            dump: problem.dump as u64,
            lines: problem.lines,
            bytes: problem.bytes,
        }
    }
}

impl From<&core::Repair> for Repair {
    fn from(repair: &core::Repair) -> Repair {
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

/// The texts of frames are shared, not copied: thousands of stacks name the same functions.
impl From<&core::Group> for Group {
    fn from(group: &core::Group) -> Group {
        Group {
            id: group.id.to_string(),
            count: group.count,
            states: states(&group.states),
            wait_minutes: group.wait_minutes.map(WaitMinutes::from),
            frames: each(&group.frames),
            created_by: group.created_by.as_ref().map(CreatedBy::from),
            labels: group.labels.clone(),
            goroutine_ids: group.goroutine_ids.iter().collect(),
            benign: group.benign.map(str::to_owned),
            count_by_dump: group.count_by_dump.clone(),
            ancestries: each(&group.ancestries),
            locked_to_thread: group.locked_to_thread,
            leaked: group.leaked,
        }
    }
}

fn states(states: &[(Arc<str>, u64)]) -> BTreeMap<String, u64> {
    let states = states.iter();
    states.map(|(state, n)| (state.to_string(), *n)).collect()
}

impl From<&core::Ancestry> for Ancestry {
    fn from(ancestry: &core::Ancestry) -> Ancestry {
        Ancestry {
            count: ancestry.count,
            ancestors: each(&ancestry.ancestors),
        }
    }
}

impl From<&core::Ancestor> for Ancestor {
    fn from(ancestor: &core::Ancestor) -> Ancestor {
        Ancestor {
            frames: each(&ancestor.frames),
            created_by: ancestor.created_by.as_ref().map(CreatedBy::from),
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

impl From<&core::Frame> for Frame {
    fn from(frame: &core::Frame) -> Frame {
        Frame {
            func: frame.func.clone(),
            file: frame.file.clone(),
            line: frame.line,
            origin: frame.origin.into(),
        }
    }
}

impl From<&core::CreatedBy> for CreatedBy {
    fn from(creator: &core::CreatedBy) -> CreatedBy {
        CreatedBy {
            func: creator.func.clone(),
            file: creator.file.clone(),
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

fn finding(finding: core::Finding, lang: Lang) -> Finding {
    let evidence = finding.evidence.iter();
    let look_alikes = finding.look_alikes.iter();
    let captures = finding.capture_next.iter();
    Finding {
        rule: finding.rule.to_owned(),
        title: lang.say(&finding.title),
        severity: finding.severity.into(),
        certainty: finding.certainty.into(),
        goroutines: finding.goroutines,
        groups: finding.groups.iter().map(ToString::to_string).collect(),
        evidence: evidence.map(|it| self::evidence(it, lang)).collect(),
        look_alikes: look_alikes.map(|it| look_alike(it, lang)).collect(),
        capture_next: captures.map(|it| capture(it, lang)).collect(),
        remedy: remedy(finding.remedy, lang),
        dump: finding.dump as u64,
        objects: objects(finding.objects),
        confirm: finding.confirm.iter().map(|it| capture(it, lang)).collect(),
        ages: finding.ages.map(|it| ages(it, lang)),
        cost: cost(finding.cost, lang),
    }
}

fn ages(ages: core::Ages, lang: Lang) -> Ages {
    Ages {
        young: ages.young,
        ranges: ages.ranges.into_iter().map(AgeRange::from).collect(),
        shape: ages.shape.as_str().to_owned(),
        per_hour: ages.per_hour,
        notes: ages.notes.iter().map(|it| lang.say(it)).collect(),
    }
}

impl From<core::AgeRange> for AgeRange {
    fn from(range: core::AgeRange) -> AgeRange {
        AgeRange {
            from: range.from.into(),
            to: range.to.into(),
            count: range.n,
        }
    }
}

fn cost(cost: core::Cost, lang: Lang) -> Cost {
    Cost {
        stack_bytes: cost.stack_bytes,
        descriptors: cost.descriptors,
        threads: cost.threads,
        buffer_bytes: cost.buffer_bytes,
        limit: cost.limit.map(|it| it.as_str().to_owned()),
        notes: cost.notes.iter().map(|it| lang.say(it)).collect(),
    }
}

fn normal(normal: core::Normal, lang: Lang) -> Normal {
    Normal {
        class: normal.class.to_owned(),
        dump: normal.dump as u64,
        goroutines: normal.goroutines,
        groups: normal.groups.iter().map(ToString::to_string).collect(),
        limit: normal.limit,
        why: lang.say(&normal.why),
        until: lang.say(&normal.until),
    }
}

fn evidence(evidence: &core::Evidence, lang: Lang) -> Evidence {
    Evidence {
        kind: evidence.kind.as_str().to_owned(),
        text: lang.say(&evidence.text),
    }
}

fn look_alike(look_alike: &core::LookAlike, lang: Lang) -> LookAlike {
    LookAlike {
        rule: look_alike.rule.to_owned(),
        text: lang.say(&look_alike.text),
    }
}

/// A command stands before two blanks and a comment, as in a shell.
fn capture(capture: &core::Capture, lang: Lang) -> String {
    let text = lang.say(&capture.text);
    match &*capture.command {
        "" => text,
        command => format!("{command}  # {text}"),
    }
}

fn remedy(remedy: core::Remedy, lang: Lang) -> Remedy {
    let steps = remedy.steps.iter();
    Remedy {
        summary: lang.say(&remedy.summary),
        steps: steps.map(|it| lang.say(it)).collect(),
        before: remedy.before,
        after: remedy.after,
        links: remedy.links.into_iter().map(Link::from).collect(),
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

impl From<core::Link> for Link {
    fn from(link: core::Link) -> Link {
        Link {
            title: link.title,
            url: link.url,
        }
    }
}
