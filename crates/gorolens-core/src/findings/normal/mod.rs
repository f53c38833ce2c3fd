//! What is normal in a dump, and why: goroutines that every program has, as long as they are no more
//! than a program has.
//!
//! A class is recognised by its stack ([`classes`]) or, for a set of the user's own goroutines, by
//! when it was started ([`fixed_set`]). Each has a count above which it stops being normal: a leak
//! that is hidden from the user is the worst error of all. So a group that a finding above a note
//! explains is never normal, however small.

mod classes;
mod fixed_set;

use std::collections::{BTreeMap, BTreeSet};

use super::analyses::Facts;
use crate::message::{Message, msg};
use crate::model::{FastMap, GroupId, Stack, StackId};
use crate::order::sort_by_key;
use crate::report::{Finding, Normal, Severity};
use classes::CLASSES;

pub(in crate::findings) use fixed_set::is_fixed_set;

/// A kind of goroutine that is normal in small numbers.
pub(in crate::findings) struct Class {
    /// Its name in reports.
    pub id: &'static str,
    /// Whether no rule but those about the class itself needs to look: it runs nobody's code.
    passive: bool,
    is: fn(&Stack) -> bool,
    /// As many in one dump are normal.
    limit: Limit,
    /// Why they are there.
    why: fn() -> Message,
    /// When they stop being normal.
    until: fn() -> Message,
}

/// How many are normal.
#[derive(Clone, Copy)]
enum Limit {
    /// However many: what they belong to is judged instead.
    Any,
    /// In all.
    Of(u64),
    /// With the same stack: one of each library, each listener.
    Each(u64),
    /// As [`Limit::Of`], and none has waited for minutes.
    Young(u64),
}

/// Whether goroutines with this stack run nobody's code, in whatever number: the class that says so.
pub fn benign(stack: &Stack) -> Option<&'static str> {
    let mut classes = CLASSES.iter().filter(|class| class.passive);
    classes
        .find(|class| (class.is)(stack))
        .map(|class| class.id)
}

/// All that a class may ask of a creator, so that it need not be asked of stacks that differ in nothing
/// else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum Starter {
    /// The stack shows none.
    None,
    /// A timer, of `time.AfterFunc`.
    Timer,
    Other,
}

impl Starter {
    /// How many there are.
    pub(in crate::findings) const N: usize = 3;
}

/// What has started goroutines of this stack.
pub(in crate::findings) fn starter(stack: &Stack) -> Starter {
    match stack.creator.as_ref().map(|it| &*it.func) {
        None => Starter::None,
        Some("time.goFunc" | "runtime.goFunc") => Starter::Timer,
        Some(_) => Starter::Other,
    }
}

/// The first class that fits goroutines with this stack, as a position in [`CLASSES`].
pub(super) fn class_of(stack: &Stack) -> Option<u8> {
    let at = CLASSES.iter().position(|class| (class.is)(stack));
    at.and_then(|at| u8::try_from(at).ok())
}

/// Whether findings of this rule say that their goroutines are normal.
pub(super) fn is_benign_rule(rule: &str) -> bool {
    rule.starts_with("benign-")
}

/// What is normal in the dump, the most goroutines first.
pub(super) fn normal(facts: &Facts<'_>, findings: &[Finding]) -> Vec<Normal> {
    let explained: BTreeSet<GroupId> = findings
        .iter()
        .filter(|it| it.severity > Severity::Note || is_benign_rule(it.rule))
        .flat_map(|it| it.groups.iter().copied())
        .collect();
    let mut found: Vec<Normal> = by_class(facts)
        .into_iter()
        .filter_map(|(at, stacks)| of_class(facts, &CLASSES[at], stacks, &explained))
        .collect();
    found.extend(fixed_set::normal(facts, &explained));
    found.extend(findings.iter().filter_map(of_finding));
    sort_by_key(&mut found, |it| std::cmp::Reverse(it.goroutines));
    found
}

/// Class → its stacks, with the number of goroutines and the longest wait.
fn by_class(facts: &Facts<'_>) -> BTreeMap<usize, Vec<Counted>> {
    let mut classes: BTreeMap<usize, Vec<Counted>> = BTreeMap::new();
    let mut places: FastMap<StackId, usize> = FastMap::default();
    for crowd in &facts.crowds {
        let Some(class) = facts.note(crowd.stack).class else {
            continue;
        };
        let stacks: &mut Vec<Counted> = classes.entry(usize::from(class)).or_default();
        let next = stacks.len();
        let at = *places.entry(crowd.stack).or_insert(next);
        if at == next {
            stacks.push(Counted {
                stack: crowd.stack,
                n: 0,
                oldest: None,
            });
        }
        stacks[at].add(crowd.n, crowd.oldest);
    }
    classes
}

struct Counted {
    stack: StackId,
    n: u64,
    oldest: Option<u32>,
}

impl Counted {
    fn add(&mut self, n: u64, oldest: Option<u32>) {
        self.n += n;
        self.oldest = self.oldest.max(oldest);
    }
}

fn of_class(
    facts: &Facts<'_>,
    class: &Class,
    mut stacks: Vec<Counted>,
    explained: &BTreeSet<GroupId>,
) -> Option<Normal> {
    let total: u64 = stacks.iter().map(|it| it.n).sum();
    let limit = match class.limit {
        Limit::Any => None,
        Limit::Of(limit) if total <= limit => Some(limit),
        Limit::Young(limit) if total <= limit => {
            stacks.retain(|it| it.oldest.is_none());
            Some(limit)
        }
        Limit::Each(limit) => {
            stacks.retain(|it| it.n <= limit);
            Some(limit)
        }
        Limit::Of(_) | Limit::Young(_) => return None,
    };
    let id = |it: &Counted| facts.ctx.tables.stack(it.stack).id;
    stacks.retain(|it| !explained.contains(&id(it)));
    (!stacks.is_empty()).then(|| Normal {
        class: class.id,
        dump: facts.ctx.dump_idx,
        goroutines: stacks.iter().map(|it| it.n).sum(),
        groups: stacks.iter().map(id).collect(),
        limit,
        why: (class.why)(),
        until: (class.until)(),
    })
}

/// A rule that recognises something normal says so itself.
fn of_finding(finding: &Finding) -> Option<Normal> {
    is_benign_rule(finding.rule).then(|| Normal {
        class: finding.rule,
        dump: finding.dump,
        goroutines: finding.goroutines,
        groups: finding.groups.clone(),
        limit: None,
        why: msg("normal-finding"),
        until: Message::default(),
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use crate::findings::testing::Dump;

    #[track_caller]
    fn check(dump: &Dump, expect: Expect) {
        let mut text = String::new();
        for it in dump.report().normal {
            let limit = it.limit.map_or("any".into(), |n| n.to_string());
            writeln!(text, "{} {} (limit {limit})", it.class, it.goroutines).unwrap();
        }
        expect.assert_eq(&text);
    }

    /// `n` goroutines with one stack, root last.
    fn some(dump: &mut Dump, n: u64, state: &str, funcs: &[&str], creator: &str) {
        let frames: Vec<(&str, &str)> = funcs.iter().map(|&func| (func, "0x1")).collect();
        for _ in 0..n {
            dump.goroutine(state, None, &frames, Some(creator));
        }
    }

    #[test]
    fn what_every_service_has() {
        let mut dump = Dump::whole();
        let accept = ["net.(*TCPListener).Accept", "net/http.(*Server).Serve"];
        some(&mut dump, 1, "IO wait", &accept, "main.main");
        let signal = ["os/signal.signal_recv", "os/signal.loop"];
        some(&mut dump, 1, "syscall", &signal, "os/signal.Notify.func1.1");
        let flush = ["k8s.io/klog/v2.(*flushDaemon).run.func1"];
        some(
            &mut dump,
            1,
            "select",
            &flush,
            "k8s.io/klog/v2.(*flushDaemon).run",
        );
        let opener = ["database/sql.(*DB).connectionOpener"];
        some(&mut dump, 1, "select", &opener, "database/sql.OpenDB");
        check(
            &dump,
            expect![[r#"
                benign-profile-handler 1 (limit 8)
                benign-main-wait 1 (limit 1)
                benign-signal-loop 1 (limit 1)
                benign-accept-loop 1 (limit 10)
                benign-log-flush-daemon 1 (limit 1)
                benign-pool-health 1 (limit 7)
            "#]],
        );
    }

    #[test]
    fn too_many_are_not_hidden() {
        let mut dump = Dump::whole();
        let accept = ["net.(*TCPListener).Accept", "net/http.(*Server).Serve"];
        some(&mut dump, 11, "IO wait", &accept, "main.main");
        let worker = ["go.opencensus.io/stats/view.(*worker).start"];
        some(
            &mut dump,
            2,
            "select",
            &worker,
            "go.opencensus.io/stats/view.init.0",
        );
        let mill = ["gopkg.in/natefinch/lumberjack.(*Logger).millRun"];
        some(
            &mut dump,
            200,
            "chan receive",
            &mill,
            "gopkg.in/natefinch/lumberjack.(*Logger).mill.func1",
        );
        check(
            &dump,
            expect![[r#"
            benign-profile-handler 1 (limit 8)
            benign-main-wait 1 (limit 1)
        "#]],
        );
    }

    #[test]
    fn callbacks_of_timers_are_normal_while_young() {
        let mut dump = Dump::whole();
        let frames = [("main.expire", "0x1")];
        dump.goroutine("chan receive", None, &frames, Some("time.goFunc"));
        check(
            &dump,
            expect![[r#"
            benign-profile-handler 1 (limit 8)
            benign-main-wait 1 (limit 1)
            benign-afterfunc-callback 1 (limit 20)
        "#]],
        );
        let mut dump = Dump::whole();
        dump.goroutine("chan receive", Some(5), &frames, Some("time.goFunc"));
        check(
            &dump,
            expect![[r#"
            benign-profile-handler 1 (limit 8)
            benign-main-wait 1 (limit 1)
        "#]],
        );
    }
}
