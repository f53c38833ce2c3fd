//! How much a reader is shown: which groups, which frames, which problems, and what is said about
//! the rest. Text and Markdown agree on it.

use std::collections::HashMap;

use gorolens_core::{Arg, Message, msg};
use textwrap::core::display_width;

use crate::Lang;
use crate::catalogue::thousands;
use crate::types::*;
use crate::words;

/// Groups listed unless all are asked for.
const GROUPS: usize = 20;
/// Classes of what is normal: of several dumps the first ones.
const NORMAL: usize = 30;
/// Findings and dumps told unless all are asked for: one input may hold thousands of dumps.
const FINDINGS: usize = 10;
const DUMPS: usize = 10;
/// Problems listed unless all are asked for; fewer when nothing at all was understood.
const PROBLEMS: usize = 10;
const PROBLEMS_OF_NO_DUMP: usize = 3;
/// A slice, and how many of it are left out.
pub(crate) struct Shown<'a, T> {
    pub(crate) items: &'a [T],
    pub(crate) left_out: &'a [T],
}

/// The groups that are listed one by one: what is normal is summed up, unless all are asked for.
pub(crate) fn groups(report: &Report, all: bool) -> (Vec<&Group>, Vec<&Group>) {
    let is_listed = |group: &&Group| all || group.benign.is_none();
    let mut shown: Vec<&Group> = report.groups.iter().filter(is_listed).collect();
    let most = if all { shown.len() } else { GROUPS };
    let left_out = shown.split_off(most.min(shown.len()));
    (shown, left_out)
}

/// `3 goroutines, benign-runtime-workers: …`: what is normal, and why, and for how long.
pub(crate) fn normal(report: &Report) -> Vec<String> {
    let lang = report.language;
    let line = |it: &Normal| {
        let message = msg("report-normal-class")
            .n("n", it.goroutines)
            .text("class", &it.class)
            .text("why", &it.why)
            .text("until", &it.until);
        lang.say(&match dump_name(report, it.dump) {
            Some(name) => msg("report-normal-in-dump")
                .text("name", name)
                .text("what", lang.say(&message)),
            None => message,
        })
    };
    let most = NORMAL.min(report.normal.len());
    report.normal[..most].iter().map(line).collect()
}

pub(crate) fn findings(report: &Report, all: bool) -> Shown<'_, Finding> {
    first(&report.findings, FINDINGS, all)
}

pub(crate) fn dumps(report: &Report, all: bool) -> Shown<'_, Dump> {
    first(&report.dumps, DUMPS, all)
}

pub(crate) fn problems(report: &Report, all: bool) -> Shown<'_, Problem> {
    let most = match report.totals.goroutines {
        0 => PROBLEMS_OF_NO_DUMP,
        _ => PROBLEMS,
    };
    first(&report.coverage.problems, most, all)
}

fn first<T>(items: &[T], most: usize, all: bool) -> Shown<'_, T> {
    let at = if all {
        items.len()
    } else {
        most.min(items.len())
    };
    let (items, left_out) = items.split_at(at);
    Shown { items, left_out }
}

/// Group id → the one-based numbers of the findings that explain it.
pub(crate) fn finding_numbers(report: &Report) -> HashMap<&str, Vec<String>> {
    let mut numbers: HashMap<&str, Vec<String>> = HashMap::new();
    for (at, finding) in report.findings.iter().enumerate() {
        for id in &finding.groups {
            numbers.entry(id).or_default().push((at + 1).to_string());
        }
    }
    numbers
}

/// The report in one sentence when it is not a single finding, which speaks for itself.
pub(crate) fn headline(report: &Report) -> Option<String> {
    let totals = report.totals;
    let serious = report.has_serious_finding();
    let sentence = match report.findings.len() {
        _ if totals.goroutines == 0 => nothing_understood(report),
        _ if is_quiet(report) => msg("report-nothing-suspicious")
            .n("n", totals.goroutines)
            .n("normal", report.normal.iter().map(|it| it.goroutines).sum()),
        0 => msg("report-no-pattern").n("n", totals.goroutines),
        1 if serious => return None,
        _ if serious => msg("report-counts").text("counts", counts(report)),
        _ => msg("report-nothing-proved").text("counts", counts(report)),
    };
    Some(report.language.say(&sentence))
}

/// Nothing worse than a note, and something that is known to be normal.
fn is_quiet(report: &Report) -> bool {
    let mut findings = report.findings.iter();
    !report.normal.is_empty() && findings.all(|it| it.severity == Severity::Note)
}

/// `dump.txt ended with: fatal error: …`: what Go itself says is wrong. It stands at the top unless
/// a finding says more.
pub(crate) fn crashes(dumps: &[Dump]) -> impl Iterator<Item = (&str, &str)> {
    let dumps = dumps.iter();
    dumps.filter_map(|dump| Some((&*dump.name, dump.crash.as_deref()?)))
}

/// What a reader must know before any verdict.
pub(crate) fn warnings(report: &Report) -> Vec<String> {
    let is_delta = report.coverage.problems.iter().any(|it| it.kind == "delta");
    let delta = is_delta.then(|| msg("report-delta"));
    let warnings = delta.into_iter().chain(marked_by_go(report));
    warnings.map(|it| report.language.say(&it)).collect()
}

/// What Go's own goroutineleak profile says, when no finding says more.
fn marked_by_go(report: &Report) -> Option<Message> {
    let leaked: u64 = report.groups.iter().map(|group| group.leaked).sum();
    let is_news = leaked > 0 && !report.has_serious_finding();
    is_news.then(|| msg("report-marked-by-go").n("n", leaked))
}

/// The number of an earlier finding whose advice is word for word that of finding `at`: the same
/// rule fits several dumps.
pub(crate) fn told_before(report: &Report, at: usize) -> Option<usize> {
    let finding = &report.findings[at];
    let same = |it: &Finding| {
        it.rule == finding.rule
            && it.remedy == finding.remedy
            && it.look_alikes == finding.look_alikes
            && it.capture_next == finding.capture_next
    };
    let before = report.findings[..at].iter().position(same);
    before.map(|before| before + 1)
}

fn nothing_understood(report: &Report) -> Message {
    let has = |kind: &str| report.coverage.problems.iter().any(|it| it.kind == kind);
    if has("unsupported-format") {
        msg("report-not-understood-format")
    } else if has("not-a-dump") {
        msg("report-not-understood-other")
    } else {
        msg("report-not-understood")
    }
}

/// `2 leaks, 1 hang, 3 notes`.
fn counts(report: &Report) -> String {
    let count = |severity| {
        let findings = report.findings.iter();
        findings.filter(|it| it.severity == severity).count() as u64
    };
    let (leaks, hangs) = (count(Severity::Leak), count(Severity::Stuck));
    let (suspicions, notes) = (count(Severity::Suspect), count(Severity::Note));
    let counts = [
        (leaks, msg("report-count-leak").n("n", leaks)),
        (hangs, msg("report-count-stuck").n("n", hangs)),
        (suspicions, msg("report-count-suspect").n("n", suspicions)),
        (notes, msg("report-count-note").n("n", notes)),
    ];
    let lang = report.language;
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    lang.join(counts.map(|(_, message)| lang.say(message)))
}

/// Columns of the longest bar.
const BAR: u64 = 30;

/// The waits of a finding as lines of a bar chart; none when there is nothing to compare.
pub(crate) fn histogram(ages: &Ages, lang: Lang) -> Vec<String> {
    let ranges = ages.ranges.iter().map(|it| {
        let label = match it.from == it.to {
            true => it.from.to_string(),
            false => format!("{}–{}", it.from, it.to),
        };
        (label, it.count)
    });
    let young = (ages.young > 0).then(|| (lang.say(&msg("report-ages-young")), ages.young));
    let rows: Vec<(String, u64)> = young.into_iter().chain(ranges).collect();
    if rows.len() < 2 {
        return Vec::new();
    }
    let width = rows.iter().map(|row| display_width(&row.0)).max();
    let most = rows.iter().map(|row| row.1).max().unwrap_or(1).max(1);
    let line = |(label, count): &(String, u64)| {
        let blanks = " ".repeat(width.unwrap_or(0).saturating_sub(display_width(label)));
        let bar = "█".repeat((count * BAR).div_ceil(most) as usize);
        let gap = if bar.is_empty() { "" } else { " " };
        format!("{blanks}{label}  {bar}{gap}{}", thousands(*count))
    };
    let head = lang.say(&msg("report-ages-head"));
    std::iter::once(head).chain(rows.iter().map(line)).collect()
}

/// What to do or to know after the headline, and a command that does it.
pub(crate) struct Advice {
    pub(crate) text: String,
    pub(crate) command: Option<&'static str>,
}

pub(crate) fn advice(report: &Report) -> Option<Advice> {
    let lang = report.language;
    if report.totals.goroutines == 0 {
        return Some(Advice {
            text: lang.say(&msg("report-what-a-dump-is")),
            command: Some("curl -o dump.txt \"http://HOST:PORT/debug/pprof/goroutine?debug=2\""),
        });
    }
    report.findings.is_empty().then(|| Advice {
        text: lang.say(&msg("report-no-proof-of-health")),
        command: None,
    })
}

/// `LEAK`.
pub(crate) fn severity(severity: Severity, lang: Lang) -> String {
    lang.say(&match severity {
        Severity::Leak => msg("report-severity-leak"),
        Severity::Stuck => msg("report-severity-stuck"),
        Severity::Suspect => msg("report-severity-suspect"),
        Severity::Note => msg("report-severity-note"),
    })
}

/// `high certainty`, with what it promises.
pub(crate) fn certainty(certainty: Certainty, lang: Lang) -> String {
    lang.say(&match certainty {
        Certainty::High => msg("report-certainty-high"),
        Certainty::Medium => msg("report-certainty-medium"),
        Certainty::Low => msg("report-certainty-low"),
    })
}

/// `2,480 of 2,483 goroutines · 1,240 connections`.
pub(crate) fn extent(report: &Report, finding: &Finding) -> String {
    let dump = report.dumps.get(finding.dump as usize);
    let total = dump.map_or(report.totals.goroutines, |dump| dump.goroutines);
    let extent = msg("report-extent")
        .n("explained", finding.goroutines)
        .n("n", total);
    let extent = report.language.say(&extent);
    match &finding.objects {
        Some(objects) => format!("{extent} · {}", report.language.objects(objects)),
        None => extent,
    }
}

/// `dump.txt: debug=2, Go 1.12.7, 2,483 goroutines, 4.0 MiB`.
pub(crate) fn dump(dump: &Dump, lang: Lang) -> String {
    let format = words::format(&dump.format, lang);
    lang.say(&match &dump.go_version {
        Some(version) => msg("report-dump-of-version")
            .text("format", format)
            .text("version", version)
            .n("n", dump.goroutines)
            .bytes("bytes", dump.bytes),
        None => msg("report-dump")
            .text("format", format)
            .n("n", dump.goroutines)
            .bytes("bytes", dump.bytes),
    })
}

/// What was read and how much of it was understood.
pub(crate) fn coverage(report: &Report) -> String {
    let coverage = &report.coverage;
    let read = coverage.bytes;
    let aside = read.saturating_sub(coverage.understood_bytes);
    report.language.say(&match coverage.understood_bytes {
        _ if read == 0 => msg("report-read-nothing"),
        _ if aside == 0 && coverage.problems.is_empty() => {
            msg("report-read-all").bytes("bytes", read)
        }
        _ if aside == 0 => msg("report-read-kept").bytes("bytes", read),
        0 => msg("report-read-none").bytes("bytes", read),
        understood if understood < aside => msg("report-read-little")
            .bytes("bytes", read)
            .bytes("understood", understood),
        _ => msg("report-read-most")
            .bytes("bytes", read)
            .bytes("aside", aside),
    })
}

/// `Repaired without loss: 12,408 lines without their tab.`
pub(crate) fn repairs(report: &Report) -> Option<String> {
    let lang = report.language;
    let repairs = report.coverage.repairs.iter();
    let repairs = lang.join(repairs.map(|it| words::repair(it, lang)));
    (!repairs.is_empty()).then(|| lang.say(&msg("report-repaired").text("repairs", repairs)))
}

/// What to give instead of a profile, which has neither waits nor pointers.
pub(crate) fn better_format(report: &Report) -> Option<String> {
    let is_profile = |dump: &Dump| matches!(dump.format.as_str(), "debug1" | "protobuf" | "stacks");
    let is_worse = report.dumps.iter().any(is_profile);
    is_worse.then(|| report.language.say(&msg("report-better-format")))
}

/// The facts of a group after its states: waits, marks, per dump, findings.
pub(crate) fn facts(report: &Report, group: &Group, findings: Option<&Vec<String>>) -> Vec<String> {
    let lang = report.language;
    let mut facts = Vec::new();
    let waits = group.wait_minutes.as_ref();
    facts.extend(waits.map(|wait| words::waiting(wait, lang)));
    let (locked, leaked) = (group.locked_to_thread, group.leaked);
    let marks = [
        (locked, msg("report-locked").n("n", locked)),
        (leaked, msg("report-leaked").n("n", leaked)),
    ];
    let marks = marks.iter().filter(|(count, _)| *count > 0);
    facts.extend(marks.map(|(_, mark)| lang.say(mark)));
    if report.dumps.len() > 1 {
        facts.push(per_dump(&group.count_by_dump, lang));
    }
    facts.extend(findings.map(|numbers| {
        lang.say(&match numbers.as_slice() {
            _ if report.findings.len() == 1 => msg("report-see-the-finding"),
            [number] => msg("report-see-finding").text("number", number),
            several => {
                let (shown, more) = several.split_at(several.len().min(3));
                let (shown, more) = (shown.to_vec(), more.len() as u64);
                msg("report-see-findings").arg("numbers", Arg::List { shown, more })
            }
        })
    }));
    let benign = group.benign.as_ref();
    facts.extend(benign.map(|rule| lang.say(&msg("report-normal").text("rule", rule))));
    facts
}

/// `per dump 3, 4, 9`; of many the first and the last, which show growth.
fn per_dump(counts: &[u64], lang: Lang) -> String {
    const SHOWN: usize = 8;
    let mut texts: Vec<String> = counts.iter().map(|it| thousands(*it)).collect();
    if counts.len() > SHOWN {
        texts.splice(SHOWN / 2..counts.len() - 1, ["…".to_owned()]);
    }
    lang.say(&msg("report-per-dump").text("counts", lang.join(texts)))
}

/// `12 more findings`.
pub(crate) fn more_findings(left_out: &[Finding], lang: Lang) -> Option<String> {
    let more = msg("report-more-findings").n("n", left_out.len() as u64);
    (!left_out.is_empty()).then(|| lang.say(&more))
}

/// `12 more dumps`.
pub(crate) fn more_dumps(left_out: &[Dump], lang: Lang) -> Option<String> {
    let more = msg("report-more-dumps").n("n", left_out.len() as u64);
    (!left_out.is_empty()).then(|| lang.say(&more))
}

/// `312 more groups with 1,204 goroutines`.
pub(crate) fn more_groups(left_out: &[&Group], lang: Lang) -> Option<String> {
    let goroutines = left_out.iter().map(|group| group.count).sum();
    let more = msg("report-more-groups")
        .n("n", left_out.len() as u64)
        .n("goroutines", goroutines);
    (!left_out.is_empty()).then(|| lang.say(&more))
}

/// `5 more problems`.
pub(crate) fn more_problems(left_out: &[Problem], lang: Lang) -> Option<String> {
    let more = msg("report-more-problems").n("n", left_out.len() as u64);
    (!left_out.is_empty()).then(|| lang.say(&more))
}

/// `dump.txt, lines 7 to 9: not part of the dump`; the name `of_dump` if there are several.
pub(crate) fn problem(problem: &Problem, of_dump: Option<String>, lang: Lang) -> String {
    let place = words::lines(problem, lang);
    let kind = words::problem(&problem.kind, lang);
    lang.say(&match of_dump {
        Some(name) => msg("report-problem-in-dump")
            .text("name", name)
            .text("where", place)
            .text("what", kind),
        None => msg("report-problem")
            .text("where", place)
            .text("what", kind),
    })
}

/// The name of a dump when there are several.
pub(crate) fn dump_name(report: &Report, at: u64) -> Option<&str> {
    let dump = report.dumps.get(at as usize);
    dump.filter(|_| report.dumps.len() > 1)
        .map(|dump| &*dump.name)
}
