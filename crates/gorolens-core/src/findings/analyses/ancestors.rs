//! The user's own code behind goroutines that a library started, where the dump shows ancestors.
//!
//! With `GODEBUG=tracebackancestors=N` Go prints below a goroutine the stacks of those that led to
//! it. The code that made a request is nowhere else when the connection is idle.

use std::collections::{BTreeMap, BTreeSet};

use super::own_code;
use crate::findings::Ctx;
use crate::message::msg;
use crate::model::{Ancestor, GroupId, Origin, StackFrame};
use crate::report::{Evidence, EvidenceKind, Finding};

/// Adds to `finding` whose code started its goroutines, where their own stacks do not say it. What
/// the rule says about the absence of own code, and how to get ancestors, goes.
pub(in crate::findings) fn tell(ctx: &Ctx<'_>, finding: &mut Finding) {
    let Some(places) = own_code::listed(&places(ctx, finding)) else {
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

/// Places in the user's own code, most frequent first.
fn places(ctx: &Ctx<'_>, finding: &Finding) -> Vec<(String, u64)> {
    let mut by_place: BTreeMap<String, u64> = BTreeMap::new();
    if ctx.dump.descents.is_empty() {
        return Vec::new();
    }
    let groups: BTreeSet<GroupId> = finding.groups.iter().copied().collect();
    for descent in &ctx.dump.descents {
        let stack = ctx.tables.stack(descent.stack);
        if !groups.contains(&stack.id) || own_code::nearest(stack).is_some() {
            continue;
        }
        if let Some(frame) = nearest(ctx.tables.ancestry(descent.ancestry)) {
            *by_place.entry(own_code::place(frame)).or_default() += 1;
        }
    }
    own_code::by_count(by_place)
}

/// The nearest frame of the user's own code.
fn nearest(ancestors: &[Ancestor]) -> Option<&StackFrame> {
    let mut frames = ancestors
        .iter()
        .flat_map(|it| it.frames.iter().chain(&it.creator));
    frames.find(|frame| frame.origin == Origin::Application)
}
