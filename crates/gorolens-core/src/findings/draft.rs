//! How a rule writes a finding: a draft that is filled in and pushed.

use std::collections::BTreeMap;

use super::analyses::Facts;
use crate::model::{GroupId, StackId};
use crate::report::{
    Certainty, Evidence, EvidenceKind, Finding, Link, LookAlike, Remedy, Severity,
};

/// A finding under construction.
pub(super) struct Draft {
    finding: Finding,
    members: BTreeMap<StackId, u64>,
}

impl Draft {
    /// An empty finding about the dump of `facts`.
    pub(super) fn new(
        facts: &Facts<'_>,
        rule: &'static str,
        severity: Severity,
        certainty: Certainty,
        title: String,
    ) -> Self {
        let finding = Finding {
            rule,
            title,
            severity,
            certainty,
            dump: facts.ctx.dump_idx,
            goroutines: 0,
            objects: (0, ""),
            groups: Vec::new(),
            evidence: Vec::new(),
            look_alikes: Vec::new(),
            remedy: Remedy::default(),
            capture_next: Vec::new(),
        };
        Draft {
            finding,
            members: BTreeMap::new(),
        }
    }

    /// What is leaked or stuck, in the singular: `connection`.
    pub(super) fn objects(mut self, n: u64, kind: &'static str) -> Self {
        self.finding.objects = (n, kind);
        self
    }

    /// Counts these goroutines (indices into the dump) as explained.
    pub(super) fn members(
        mut self,
        facts: &Facts<'_>,
        goroutines: impl IntoIterator<Item = (u32, u64)>,
    ) -> Self {
        for (idx, n) in goroutines {
            let stack = facts.ctx.dump.goroutines[idx as usize].stack;
            *self.members.entry(stack).or_default() += n;
        }
        self
    }

    /// Adds a fact.
    pub(super) fn evidence(mut self, kind: EvidenceKind, text: impl Into<String>) -> Self {
        self.finding.evidence.push(Evidence {
            kind,
            text: text.into(),
        });
        self
    }

    /// Adds a fact if there is one.
    pub(super) fn maybe(self, kind: EvidenceKind, text: Option<String>) -> Self {
        match text {
            Some(text) => self.evidence(kind, text),
            None => self,
        }
    }

    /// Adds another possible cause.
    pub(super) fn look_alike(mut self, rule: &'static str, text: impl Into<String>) -> Self {
        self.finding.look_alikes.push(LookAlike {
            rule,
            text: text.into(),
        });
        self
    }

    /// Sets what to change.
    pub(super) fn remedy(mut self, remedy: Remedy) -> Self {
        self.finding.remedy = remedy;
        self
    }

    /// Adds something to capture next.
    pub(super) fn capture(mut self, text: impl Into<String>) -> Self {
        self.finding.capture_next.push(text.into());
        self
    }

    /// The finished finding: groups by goroutines explained, largest first.
    pub(super) fn finish(mut self, facts: &Facts<'_>) -> Finding {
        let mut members: Vec<(StackId, u64)> = self.members.into_iter().collect();
        members.sort_by_key(|&(stack, n)| (std::cmp::Reverse(n), stack));
        self.finding.goroutines = members.iter().map(|&(_, n)| n).sum();
        self.finding.groups = members
            .iter()
            .map(|&(stack, _)| group(facts, stack))
            .collect();
        self.finding
    }
}

fn group(facts: &Facts<'_>, stack: StackId) -> GroupId {
    facts.ctx.tables.stack(stack).id
}

/// A remedy from its parts.
pub(super) fn remedy(
    summary: &str,
    steps: &[&str],
    before: &str,
    after: &str,
    links: &[(&str, &str)],
) -> Remedy {
    Remedy {
        summary: summary.into(),
        steps: steps.iter().map(|&step| step.into()).collect(),
        before: before.into(),
        after: after.into(),
        links: links.iter().map(|&(title, url)| link(title, url)).collect(),
    }
}

fn link(title: &str, url: &str) -> Link {
    Link {
        title: title.into(),
        url: url.into(),
    }
}

/// How to take a second dump that can prove growth.
pub(super) const SECOND_DUMP: &str = "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > dump-2.txt  \
     # five minutes later: only growth between two dumps proves a leak";

/// How to see the remote ends of the connections.
pub(super) const LIST_PEERS: &str = "ss -Htnp | grep \"pid=$PID,\" | awk '{print $5}' | sort | uniq -c | sort -rn | head  \
     # the remote addresses: few hosts or many?";
