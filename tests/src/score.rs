//! How often the diagnosis is right: precision and recall, counted over every labelled dump.
//!
//! A finding is *right* if it names a fault that the label of the dump names or allows, and *wrong*
//! otherwise, also when it says something that is merely not in the label. Notes and crowds without
//! a cause claim nothing and are not counted. A fault is *found* if its rule speaks at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use gorolens_core::{Finding, Format, Report, Severity};
use serde::Serialize;

use crate::case::{Case, Expected};
use crate::labels::{self, Label};
use crate::{WHOLE, analyse};

/// What is known about a dump.
#[derive(Debug, Default)]
pub struct Truth {
    /// Each has to be said. Empty for a healthy program, and when nothing can be told.
    pub faults: BTreeSet<String>,
    /// May be said as well.
    pub may: BTreeSet<String>,
    /// Rules that are wrong whatever else is.
    pub not: BTreeSet<String>,
    /// Whether every other rule is wrong, too: the label is complete.
    pub complete: bool,
}

impl Truth {
    /// From the expectations of a dump in the corpus.
    pub fn of(expected: &Expected) -> Self {
        let rules = |optional: bool| {
            let some = expected.findings.iter();
            some.filter(move |it| it.optional == optional)
                .map(|it| it.rule.clone())
                .collect()
        };
        let silent = expected.quiet || expected.worst.is_some();
        Truth {
            faults: rules(false),
            may: rules(true),
            not: expected.not.iter().cloned().collect(),
            complete: silent || !expected.findings.is_empty(),
        }
    }

    /// From the label of a scenario.
    pub fn labelled(label: &Label) -> Self {
        let set = |rules: &[&str]| rules.iter().map(|&rule| rule.to_owned()).collect();
        Truth {
            faults: set(label.faults),
            may: set(label.may),
            not: BTreeSet::new(),
            complete: true,
        }
    }

    /// `None` when the label leaves it open.
    fn judge(&self, rule: &str) -> Option<bool> {
        match rule {
            _ if self.faults.contains(rule) || self.may.contains(rule) => Some(true),
            _ if self.not.contains(rule) || self.complete => Some(false),
            _ => None,
        }
    }
}

/// So many of how many.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Rate {
    /// Right, or found.
    pub hits: u64,
    /// All.
    pub of: u64,
}

impl Rate {
    fn add(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.of += 1;
    }

    fn is_at_least(self, percent: u64) -> bool {
        self.hits * 100 >= self.of * percent
    }
}

/// One rule.
#[derive(Debug, Default, Serialize)]
pub struct RuleScore {
    /// By certainty: low, medium, high.
    pub precision: BTreeMap<&'static str, Rate>,
    /// Of the dumps that have its fault.
    pub recall: Rate,
}

/// The score of all dumps.
#[derive(Debug, Default, Serialize)]
pub struct Score {
    /// Dumps scored.
    pub dumps: u64,
    /// Healthy dumps, and how many of them got no finding at all.
    pub healthy: Rate,
    /// By rule.
    pub rules: BTreeMap<String, RuleScore>,
    /// Of all rules, by certainty.
    pub precision: BTreeMap<&'static str, Rate>,
    /// Faults found, by form: `text` with states and waits, `profile` without.
    pub recall: BTreeMap<&'static str, Rate>,
    /// What is there, what was said instead, how often.
    pub confusion: Vec<Confusion>,
    /// The findings that are wrong and the faults that were missed, one by one.
    pub wrong: Vec<String>,
    #[serde(skip)]
    pairs: BTreeMap<(String, String), u64>,
}

/// A fault and the look-alike that was named in its place.
#[derive(Debug, Serialize)]
pub struct Confusion {
    /// The fault of the dump; `healthy` if it has none.
    pub fault: String,
    /// The rule that spoke; `nothing` if none did.
    pub said: String,
    /// In how many dumps.
    pub dumps: u64,
}

/// The share of its statements that a certainty promises to be right, in percent.
const BARS: [(&str, u64); 2] = [("high", 95), ("medium", 75)];
/// A rule is held to the bar by itself when it has spoken so often.
const ENOUGH: u64 = 10;

impl Score {
    /// Over the corpus, and over the second collection when it is there.
    pub fn of_all() -> Self {
        let mut score = Score::default();
        for sample in Case::all().iter().flat_map(Case::samples) {
            let Ok(text) = fs::read(&sample.path) else {
                continue;
            };
            let report = analyse(&sample.name, &text, WHOLE);
            score.add(&sample.name, &Truth::of(&sample.expected), &report);
        }
        for label in labels::LABELS {
            for path in labels::dumps(label) {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let name = format!("{}/{name}", label.scenario);
                let report = analyse(&name, &fs::read(&path).unwrap_or_default(), WHOLE);
                score.add(&name, &Truth::labelled(label), &report);
            }
        }
        score.finish()
    }

    /// Adds one dump.
    fn add(&mut self, name: &str, truth: &Truth, report: &Report) {
        self.dumps += 1;
        let claims: Vec<&Finding> = report.findings.iter().filter(|it| is_claim(it)).collect();
        for finding in &claims {
            self.add_claim(name, truth, finding);
        }
        let form = form(report);
        for fault in &truth.faults {
            let found = report.findings.iter().any(|it| it.rule == fault);
            let rule = self.rules.entry(fault.clone()).or_default();
            rule.recall.add(found);
            self.recall.entry(form).or_default().add(found);
            if !found {
                let said = claims.first().map_or("nothing", |it| it.rule);
                self.confuse(name, fault, said);
            }
        }
        if truth.complete && truth.faults.is_empty() && truth.may.is_empty() {
            self.healthy.add(claims.is_empty());
        }
    }

    fn add_claim(&mut self, name: &str, truth: &Truth, finding: &Finding) {
        let Some(right) = truth.judge(finding.rule) else {
            return;
        };
        let certainty = finding.certainty.as_str();
        let rule = self.rules.entry(finding.rule.to_owned()).or_default();
        rule.precision.entry(certainty).or_default().add(right);
        self.precision.entry(certainty).or_default().add(right);
        if !right {
            let fault = truth.faults.first().map_or("healthy", String::as_str);
            let said = format!("{} ({certainty})", finding.rule);
            self.confuse(name, fault, &said);
        }
    }

    fn confuse(&mut self, name: &str, fault: &str, said: &str) {
        self.wrong.push(format!("{name}: {fault}, said {said}"));
        *self.pairs.entry((fault.into(), said.into())).or_default() += 1;
    }

    /// The score with its confusions, most frequent first.
    fn finish(mut self) -> Self {
        let pairs = std::mem::take(&mut self.pairs);
        let confusion = |((fault, said), dumps)| Confusion { fault, said, dumps };
        self.confusion = pairs.into_iter().map(confusion).collect();
        self.confusion.sort_by_key(|it| std::cmp::Reverse(it.dumps));
        self
    }

    /// What is below the bar; empty when certainty means what it says.
    pub fn misses(&self) -> Vec<String> {
        let mut misses = Vec::new();
        for (certainty, percent) in BARS {
            let all = self.precision.get(certainty).copied().unwrap_or_default();
            let rules = self.rules.iter().filter_map(|(name, rule)| {
                let rate = *rule.precision.get(certainty)?;
                (rate.of >= ENOUGH).then_some((name.as_str(), rate))
            });
            for (name, rate) in std::iter::once(("all rules", all)).chain(rules) {
                if !rate.is_at_least(percent) {
                    let Rate { hits, of } = rate;
                    misses.push(format!(
                        "{name}, {certainty}: {hits} of {of} right, not {percent} %"
                    ));
                }
            }
        }
        misses
    }

    /// For a terminal.
    pub fn to_text(&self) -> String {
        let mut text = format!("{} dumps scored\n\n", self.dumps);
        let at = |rates: &BTreeMap<&'static str, Rate>, key| shown(rates.get(key).copied());
        let _ = writeln!(
            text,
            "{:<30} {:>12} {:>12} {:>12} {:>12}",
            "rule", "high", "medium", "low", "found"
        );
        for (name, rule) in &self.rules {
            let p = &rule.precision;
            let _ = writeln!(
                text,
                "{name:<30} {:>12} {:>12} {:>12} {:>12}",
                at(p, "high"),
                at(p, "medium"),
                at(p, "low"),
                shown(Some(rule.recall).filter(|it| it.of > 0)),
            );
        }
        let p = &self.precision;
        let (high, medium, low) = (at(p, "high"), at(p, "medium"), at(p, "low"));
        let _ = writeln!(text, "{:<30} {high:>12} {medium:>12} {low:>12}", "all");
        let _ = writeln!(
            text,
            "\nfaults found: {} with states and waits, {} in profiles\nhealthy dumps without a \
             finding: {}",
            at(&self.recall, "text"),
            at(&self.recall, "profile"),
            shown(Some(self.healthy)),
        );
        if !self.confusion.is_empty() {
            text.push_str("\nlook-alikes confused (fault, what was said):\n");
        }
        for Confusion { fault, said, dumps } in &self.confusion {
            let _ = writeln!(text, "{dumps:>5}  {fault} → {said}");
        }
        text
    }
}

/// Notes, and crowds and places without a cause, name no fault.
fn is_claim(finding: &Finding) -> bool {
    finding.severity > Severity::Note && !matches!(finding.rule, "crowd-unexplained" | "standstill")
}

fn form(report: &Report) -> &'static str {
    match report.dumps.first().map(|dump| dump.format) {
        Some(Format::Debug1 | Format::Protobuf) => "profile",
        _ => "text",
    }
}

/// `19/20 95%`.
fn shown(rate: Option<Rate>) -> String {
    let percent = |it: Rate| it.hits * 100 / it.of.max(1);
    rate.map_or_else(String::new, |it| {
        format!("{}/{} {:>3}%", it.hits, it.of, percent(it))
    })
}
