//! A set of goroutines that was started once, when the program started, and has not grown since.
//!
//! Ids are handed out in order (`runtime/proc.go`, goidgen). If the ids of a crowd are close together
//! and among the first, and a thousand goroutines have been started since, none of which joined it,
//! then it is a pool, a set of shards, a subscriber for each part of the program. Since Go 1.21 the
//! dump names the goroutine with the `go` statement, too: main, which sets things up.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::{Crowd, Op};
use crate::message::msg;
use crate::model::GroupId;
use crate::order::sort_by_key;
use crate::report::Normal;

/// Other goroutines since the last of the set: so many requests a set per request would have joined.
const SINCE: u64 = 1000;
/// Goroutines that a program starts before its work begins, beside the set itself.
const FIRST: u64 = 300;
/// Without the starter's id there is less to go by.
const WITHOUT_STARTER: u64 = 64;

/// Whether the crowd is such a set, and waits for something that a set waits for.
pub(in crate::findings) fn is_fixed_set(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let (first, last) = crowd.ids;
    let waits = matches!(crowd.op, Op::Receive | Op::Select | Op::Cond | Op::Other);
    let by_main = match crowd.with_parent {
        0 => crowd.n <= WITHOUT_STARTER,
        _ => crowd.by_main == crowd.n,
    };
    waits
        && by_main
        && !crowd.drip
        && crowd.leaked == 0
        && first > 0
        && last <= FIRST + crowd.n * 4
        && facts.newest >= last + SINCE
}

/// The sets of the user's own goroutines that no finding explains.
pub(super) fn normal(facts: &Facts<'_>, explained: &BTreeSet<GroupId>) -> Option<Normal> {
    let mut groups: BTreeMap<GroupId, u64> = BTreeMap::new();
    for crowd in facts.crowds.iter().filter(|it| is_fixed_set(facts, it)) {
        let stack = facts.ctx.tables.stack(crowd.stack);
        let note = facts.note(crowd.stack);
        if note.has_own_frame && !note.is_benign && !explained.contains(&stack.id) {
            *groups.entry(stack.id).or_default() += crowd.n;
        }
    }
    let goroutines = groups.values().sum();
    let mut groups: Vec<(GroupId, u64)> = groups.into_iter().collect();
    sort_by_key(&mut groups, |it| (std::cmp::Reverse(it.1), it.0));
    (!groups.is_empty()).then(|| Normal {
        class: "benign-started-once",
        dump: facts.ctx.dump_idx,
        goroutines,
        groups: groups.into_iter().map(|it| it.0).collect(),
        limit: None,
        why: msg("normal-started-once").n("since", SINCE),
        until: msg("normal-started-once-until"),
    })
}
