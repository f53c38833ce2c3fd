//! How a rule writes a finding: a draft that is filled in and pushed.

use std::collections::BTreeMap;

use super::advice::next_steps;
use super::analyses::ages::Waits;
use super::analyses::blocked::Crowd;
use super::analyses::cost::Held;
use super::analyses::{Facts, own_code};
use crate::message::{Message, msg};
use crate::model::{FastMap, GroupId, StackId};
use crate::order::sort_by_key;
use crate::report::{
    Capture, Certainty, Cost, Evidence, EvidenceKind, Finding, Link, LookAlike, Remedy, Severity,
};

/// A finding under construction.
pub(super) struct Draft {
    finding: Finding,
    members: BTreeMap<StackId, u64>,
    waits: Waits,
    held: Held,
}

impl Draft {
    /// An empty finding about the dump of `facts`.
    pub(super) fn new(
        facts: &Facts<'_>,
        rule: &'static str,
        severity: Severity,
        certainty: Certainty,
        title: Message,
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
            confirm: Vec::new(),
            ages: None,
            cost: Cost::default(),
        };
        Draft {
            finding,
            members: BTreeMap::new(),
            waits: Waits::default(),
            held: Held::default(),
        }
    }

    /// Says that the verdict rests on how long the goroutines have waited. A profile has no waits: there
    /// the same stacks may be work in progress, so the verdict is a question.
    pub(super) fn rests_on_waits(mut self, facts: &Facts<'_>) -> Self {
        if facts.is_profile() && self.finding.certainty == Certainty::Medium {
            self.finding.certainty = Certainty::Low;
            self.finding.severity = self.finding.severity.min(Severity::Suspect);
        }
        self
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
        let records = &facts.ctx.dump.goroutines;
        let (mut places, mut waits) = (Sets::default(), Sets::default());
        for (idx, n) in goroutines {
            let at = idx as usize;
            let minutes = records.minutes(at).map_or(u64::MAX, u64::from);
            waits.add(minutes, (idx, n));
            places.add(records.place(at), (idx, n));
        }
        for (idx, n) in places.sets {
            *self.members.entry(facts.stack(idx)).or_default() += n;
            self.held.add(facts, idx, n);
        }
        for (idx, n) in waits.sets {
            self.waits.add(&facts.goroutine(idx), n);
        }
        self
    }

    /// Adds a fact.
    pub(super) fn evidence(mut self, kind: EvidenceKind, text: Message) -> Self {
        self.finding.evidence.push(Evidence { kind, text });
        self
    }

    /// Adds a fact if there is one.
    pub(super) fn maybe(self, kind: EvidenceKind, text: Option<Message>) -> Self {
        match text {
            Some(text) => self.evidence(kind, text),
            None => self,
        }
    }

    /// Adds several facts of one sort.
    pub(super) fn all(self, kind: EvidenceKind, texts: Vec<Message>) -> Self {
        let add = |draft: Self, text| draft.evidence(kind, text);
        texts.into_iter().fold(self, add)
    }

    /// Adds another possible cause.
    pub(super) fn look_alike(mut self, rule: &'static str, text: Message) -> Self {
        self.finding.look_alikes.push(LookAlike { rule, text });
        self
    }

    /// Sets what to change.
    pub(super) fn remedy(mut self, remedy: Remedy) -> Self {
        self.finding.remedy = remedy;
        self
    }

    /// Adds something to capture next.
    pub(super) fn capture(mut self, capture: Capture) -> Self {
        self.finding.capture_next.push(capture);
        self
    }

    /// Adds a command to run next, and what it shows.
    pub(super) fn run(self, command: &str, text: Message) -> Self {
        let command = command.into();
        self.capture(Capture { command, text })
    }

    /// The finished finding: groups by goroutines explained, largest first.
    pub(super) fn finish(mut self, facts: &Facts<'_>) -> Finding {
        let mut members: Vec<(StackId, u64)> = self.members.into_iter().collect();
        sort_by_key(&mut members, |&(stack, n)| (std::cmp::Reverse(n), stack));
        self.finding.goroutines = members.iter().map(|&(_, n)| n).sum();
        self.finding.groups = members
            .iter()
            .map(|&(stack, _)| group(facts, stack))
            .collect();
        let (objects, _) = self.finding.objects;
        // Profiles have no waits: nobody is young there, it is not known.
        if facts.is_profile() {
            let evidence = self.finding.evidence.iter_mut();
            evidence
                .filter(|it| it.kind == EvidenceKind::Wait)
                .for_each(|it| it.text = msg("shared-no-waits"));
        } else {
            self.finding.ages = self.waits.ages(objects);
        }
        self.finding.cost = self.held.cost(self.finding.objects);
        next_steps(&mut self.finding, facts, self.held);
        self.finding
    }
}

/// Sets of goroutines that are alike in something: one of each, and how many there are. A pile has
/// millions of goroutines and few such sets.
#[derive(Default)]
struct Sets {
    positions: FastMap<u64, u32>,
    sets: Vec<(u32, u64)>,
    /// Key and position of the last one added: most come in runs.
    last: (u64, u32),
}

impl Sets {
    fn add(&mut self, key: u64, (idx, n): (u32, u64)) {
        if self.last.0 != key || self.sets.is_empty() {
            let next = self.sets.len() as u32;
            let at = *self.positions.entry(key).or_insert(next);
            if at == next {
                self.sets.push((idx, 0));
            }
            self.last = (key, at);
        }
        self.sets[self.last.1 as usize].1 += n;
    }
}

fn group(facts: &Facts<'_>, stack: StackId) -> GroupId {
    facts.ctx.tables.stack(stack).id
}

/// A draft about these crowds: counted as goroutines, with where they were called from and how long
/// they have waited.
pub(super) fn of_crowds(
    facts: &Facts<'_>,
    rule: &'static str,
    (severity, certainty): (Severity, Certainty),
    title: Message,
    crowds: &[&Crowd],
) -> Draft {
    let members = || crowds.iter().flat_map(|it| it.members.iter());
    let n = crowds.iter().map(|it| it.n).sum();
    let oldest = crowds.iter().filter_map(|it| it.oldest).max();
    let places = own_code::places(facts, members());
    Draft::new(facts, rule, severity, certainty, title)
        .objects(n, "goroutine")
        .members(facts, members())
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, oldest))
}

/// A remedy from its parts.
pub(super) fn remedy(
    summary: Message,
    steps: impl IntoIterator<Item = Message>,
    before: &str,
    after: &str,
    links: &[(&str, &str)],
) -> Remedy {
    Remedy {
        summary,
        steps: steps.into_iter().collect(),
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

pub(super) use super::advice::second_dump;

/// How to see the remote ends of the connections.
pub(super) fn list_peers() -> Capture {
    Capture {
        command:
            "ss -Htnp | grep \"pid=$PID,\" | awk '{print $5}' | sort | uniq -c | sort -rn | head"
                .into(),
        text: msg("shared-list-peers"),
    }
}

/// Who called: `Called from main.fetch (/app/main.go:12).`
pub(super) fn called_from(places: &own_code::Places) -> Option<Message> {
    own_code::listed(places).map(|places| msg("shared-called-from").arg("places", places))
}

/// How long `n` goroutines have waited, the oldest of them for `oldest` minutes.
pub(super) fn waited(n: u64, oldest: u32) -> Message {
    msg("shared-waited").n("n", n).minutes("oldest", oldest)
}

/// How long `n` goroutines have waited, as far as the dump shows it.
pub(super) fn wait(n: u64, oldest: Option<u32>) -> Message {
    oldest.map_or_else(|| young(n), |age| waited(n, age))
}

/// No wait of `n` goroutines is shown.
pub(super) fn young(n: u64) -> Message {
    msg("shared-young").n("n", n)
}
