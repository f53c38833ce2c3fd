//! The dumps of the corpus without what `debug=1` leaves out: states, waits, creators, ids and
//! pointers. Counts stay, and what is healthy stays quiet.

use std::fs;

use gorolens_core::{Certainty, Finding, Severity};
use gorolens_tests::{Case, Sample, WHOLE, analyse, census};

#[test]
fn debug1_counts_the_same_and_accuses_nobody() {
    let mut wrong = Vec::new();
    for (sample, text) in samples() {
        let before = analyse(&sample.name, text.as_bytes(), WHOLE);
        let report = analyse(&sample.name, as_debug1(&text).as_bytes(), WHOLE);
        let (found, expected) = (report.totals(), before.totals());
        if found.goroutines != expected.goroutines {
            let (found, expected) = (found.goroutines, expected.goroutines);
            wrong.push(format!("{}: {found} of {expected}", sample.name));
        }
        // Less may say the same less surely, or ask a question; it may not accuse.
        for finding in &report.findings {
            let same = |it: &&Finding| it.rule == finding.rule;
            let was_serious = before.findings.iter().find(same).is_some_and(is_serious);
            let banned = sample.expected.not.iter().any(|rule| rule == finding.rule);
            let accuses = is_serious(finding) && !was_serious;
            if accuses || (banned && finding.certainty > Certainty::Low) {
                wrong.push(format!("{}: says {}", sample.name, finding.rule));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn is_serious(finding: &Finding) -> bool {
    matches!(finding.severity, Severity::Leak | Severity::Stuck)
}

/// `/debug/pprof/goroutine?debug=1` of the same moment, each goroutine as a record of its own.
fn as_debug1(text: &str) -> String {
    let blocks = census::blocks(text);
    let mut out = format!("goroutine profile: total {}\n", blocks.len());
    for block in blocks {
        out.push_str("1 @ 0x48a1ca 0x44a477\n");
        let own = block.split("created by ").next().unwrap_or(block);
        let lines: Vec<&str> = own.lines().skip(1).collect();
        for pair in lines.windows(2).filter(|pair| pair[1].starts_with('\t')) {
            let func = pair[0].rsplit_once('(').map_or(pair[0], |it| it.0);
            let place = pair[1].trim().split(" +0x").next().unwrap_or_default();
            out.push_str(&format!("#\t0x4893c4\t{func}+0x84\t\t{place}\n"));
        }
        out.push('\n');
    }
    out
}

/// The debug=2 dumps of the corpus, but for those with a known mistake.
fn samples() -> Vec<(Sample, String)> {
    let samples = Case::all().into_iter().flat_map(|case| case.samples());
    let pure = samples.filter(|it| it.pure && it.expected.fixme.is_none());
    let read = |sample: Sample| Some((fs::read_to_string(&sample.path).ok()?, sample));
    let texts = pure.filter_map(read).map(|(text, sample)| (sample, text));
    texts.filter(|(_, text)| text.len() < 60_000).collect()
}
