//! The user's own code behind goroutines that a library started, where the dump shows ancestors.
//!
//! With `GODEBUG=tracebackancestors=N` Go prints below a goroutine the stacks of those that led to
//! it. The code that made a request is nowhere else when the connection is idle.

use std::collections::{BTreeMap, BTreeSet};

use super::own_code;
use crate::findings::Ctx;
use crate::message::{Arg, msg};
use crate::model::{Ancestor, FastMap, GroupId, Origin, StackFrame};
use crate::report::{Evidence, EvidenceKind, Finding};

/// The places in the user's own code that led to goroutines whose own stacks do not say it, by group.
#[derive(Default)]
pub(in crate::findings) struct Started(FastMap<GroupId, BTreeMap<String, u64>>);

impl Started {
    pub(in crate::findings) fn new(ctx: &Ctx<'_>) -> Self {
        let mut by_group: FastMap<GroupId, BTreeMap<String, u64>> = FastMap::default();
        for descent in &ctx.dump.descents {
            let stack = ctx.tables.stack(descent.stack);
            if own_code::nearest(stack).is_some() {
                continue;
            }
            if let Some(frame) = nearest(ctx.tables.ancestry(descent.ancestry)) {
                let by_place = by_group.entry(stack.id).or_default();
                *by_place.entry(own_code::place(frame)).or_default() += 1;
            }
        }
        Started(by_group)
    }

    /// Of all groups of the finding.
    fn places(&self, finding: &Finding) -> Option<Arg> {
        let mut by_place: BTreeMap<String, u64> = BTreeMap::new();
        if !self.0.is_empty() {
            let groups: BTreeSet<GroupId> = finding.groups.iter().copied().collect();
            for (place, n) in groups.iter().filter_map(|it| self.0.get(it)).flatten() {
                *by_place.entry(place.clone()).or_default() += n;
            }
        }
        own_code::listed_by_count(by_place)
    }
}

/// Adds to `finding` whose code started its goroutines, where their own stacks do not say it. What
/// the rule says about the absence of own code, and how to get ancestors, goes.
pub(in crate::findings) fn tell(started: &Started, finding: &mut Finding) {
    let Some(places) = started.places(finding) else {
        return;
    };
    let says_absent =
        |it: &Evidence| it.kind == EvidenceKind::OwnCode && it.text.id.ends_with("-no-own-code");
    finding.evidence.retain(|it| !says_absent(it));
    finding
        .capture_next
        .retain(|it| !it.command.contains("tracebackancestors"));
    let caveat = finding
        .evidence
        .iter()
        .position(|it| it.kind == EvidenceKind::Caveat);
    let at = caveat.unwrap_or(finding.evidence.len());
    let evidence = Evidence {
        kind: EvidenceKind::OwnCode,
        text: msg("shared-started-for").arg("places", places),
    };
    finding.evidence.insert(at, evidence);
}

/// The nearest frame of the user's own code.
fn nearest(ancestors: &[Ancestor]) -> Option<&StackFrame> {
    let mut frames = ancestors
        .iter()
        .flat_map(|it| it.frames.iter().chain(&it.creator));
    frames.find(|frame| frame.origin == Origin::Application)
}
