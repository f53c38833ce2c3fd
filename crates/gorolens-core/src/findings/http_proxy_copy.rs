//! # http-proxy-copy
//!
//! **What it shows.** Tunnels with one half left: of two `io.Copy` that belong together, one has
//! ended and the other goes on reading. Also the halves of upgraded connections of
//! `httputil.ReverseProxy`, when their numbers differ.
//!
//! **Why it matters.** The other half reads from a peer that does not know the tunnel is over. It
//! keeps a goroutine, a buffer and two connections, until that peer says or closes something.
//!
//! **Remedy.** When one copy ends, close both connections.
//!
//! **Harmless when** both halves are there: a tunnel in use.
//!
//! Which copies belong together: those that one function starts at different `go` statements, or
//! starts and runs itself. Source: `net/http/httputil/reverseproxy.go` (switchProtocolCopier), Go
//! 1.12–1.27; it waits for both halves since 1.26, before that the first to end closed both.

use std::collections::{BTreeMap, BTreeSet};

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, enclosing};
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{Stack, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-proxy-copy",
    check,
};

/// Two sets of copies that ought to be of one size.
struct Halves<'a> {
    larger: Vec<&'a Crowd>,
    smaller: Vec<&'a Crowd>,
    left: u64,
    whole: u64,
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if facts.partial {
        return; // the other halves may be in what was cut off
    }
    let upgraded = halves(
        facts.net.crowds(facts, &[Net::FromBackend]),
        facts.net.crowds(facts, &[Net::ToBackend]),
    );
    let tunnels = own_tunnels(facts);
    for halves in [upgraded].into_iter().chain(tunnels) {
        if let Some((severity, certainty)) = judge(&halves) {
            acc.push(finding(facts, &halves, severity, certainty));
        }
    }
}

fn halves<'a>(one: Vec<&'a Crowd>, other: Vec<&'a Crowd>) -> Halves<'a> {
    let (n_one, n_other) = (total(&one), total(&other));
    let (larger, smaller) = if n_one >= n_other {
        (one, other)
    } else {
        (other, one)
    };
    Halves {
        left: n_one.abs_diff(n_other),
        whole: n_one.min(n_other),
        larger,
        smaller,
    }
}

/// The stacks of the program's own tunnels, whole or half: what they read is not theirs.
pub(super) fn in_tunnels(facts: &Facts<'_>) -> BTreeSet<StackId> {
    let stacks = |halves: Halves<'_>| {
        let both = halves.larger.into_iter().chain(halves.smaller);
        both.map(|crowd| crowd.stack).collect::<Vec<_>>()
    };
    own_tunnels(facts).into_iter().flat_map(stacks).collect()
}

/// Copies by the function that started or runs them. A function with copies in one direction only
/// is no tunnel.
fn own_tunnels<'a>(facts: &'a Facts<'_>) -> Vec<Halves<'a>> {
    let copies = facts.net.crowds(facts, &[Net::Copy]);
    let mut started: BTreeMap<&str, BTreeMap<Site<'_>, Vec<&Crowd>>> = BTreeMap::new();
    for crowd in &copies {
        if let Some((func, site)) = started_at(facts.ctx.tables.stack(crowd.stack)) {
            let sites = started.entry(func).or_default();
            sites.entry(site).or_default().push(crowd);
        }
    }
    let tunnel = |(func, sites): (&str, BTreeMap<Site<'_>, Vec<&'a Crowd>>)| {
        let runs = |crowd: &&&Crowd| facts.ctx.tables.stack(crowd.stack).has(func);
        let itself: Vec<&Crowd> = copies.iter().filter(runs).copied().collect();
        let mut sites: Vec<Vec<&Crowd>> = sites.into_values().collect();
        if !itself.is_empty() {
            sites.push(itself);
        }
        let other = sites.pop()?;
        let one = sites.pop().filter(|_| sites.is_empty())?;
        Some(halves(one, other))
    };
    let mut tunnels: Vec<_> = started.into_iter().filter_map(tunnel).collect();
    if tunnels.is_empty() {
        tunnels.extend(half_inline(facts, &copies));
    }
    tunnels
}

/// `go io.Copy(a, b); io.Copy(b, a)`: in a profile, the first half has no frame but those of the copy. It belongs
/// to the second if one function alone copies.
fn half_inline<'a>(facts: &Facts<'a>, copies: &[&'a Crowd]) -> Option<Halves<'a>> {
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let is_bare = |crowd: &&Crowd| {
        let root = stack(crowd).root();
        root.is_some_and(|it| it.func.starts_with("io.Copy") || &*it.func == "io.copyBuffer")
    };
    let (bare, rest): (Vec<_>, Vec<_>) = copies.iter().copied().partition(is_bare);
    let owners = rest.iter().map(|it| own_code::nearest(stack(it)));
    let owners: Option<BTreeSet<&str>> = owners.map(|it| Some(&*it?.func)).collect();
    let is_one = owners.is_some_and(|it| it.len() == 1);
    (facts.is_profile() && is_one && !bare.is_empty()).then(|| halves(bare, rest))
}

/// A `go` statement: its line, or the function it calls.
type Site<'a> = (u32, &'a str);

/// The function that started a goroutine, and where. Profiles lack the creator, but the name of a
/// closure tells whose it is.
fn started_at(stack: &Stack) -> Option<(&str, Site<'_>)> {
    if let Some(creator) = &stack.creator {
        return Some((&creator.func, (creator.line, "")));
    }
    let root = &*stack.root()?.func;
    let owner = enclosing(root);
    (owner != root).then_some((owner, (0, root)))
}

/// A few tunnels are always about to end.
fn judge(halves: &Halves<'_>) -> Option<(Severity, Certainty)> {
    let (left, whole) = (halves.left, halves.whole);
    if left < 5 || left * 10 < whole {
        return None;
    }
    match oldest(&halves.larger).unwrap_or(0) {
        PROVES_A_MINUTE.. => Some((Severity::Leak, Certainty::Medium)),
        _ if left >= 10 => Some((Severity::Suspect, Certainty::Medium)),
        _ => Some((Severity::Suspect, Certainty::Low)),
    }
}

fn finding(
    facts: &Facts<'_>,
    halves: &Halves<'_>,
    severity: Severity,
    certainty: Certainty,
) -> Finding {
    let (left, whole) = (halves.left, halves.whole);
    let places = own_code::places(facts, members(&halves.larger));
    let title = msg("http-proxy-copy-title").n("n", left);
    Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(left, "tunnel")
        .members(facts, members(&halves.larger))
        .evidence(
            EvidenceKind::Count,
            msg("http-proxy-copy-count").n("larger", left + whole).n("smaller", whole),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(
            EvidenceKind::Wait,
            wait(left + whole, oldest(&halves.larger)),
        )
        .look_alike("benign-copy", msg("http-proxy-copy-or-live").n("n", whole))
        .remedy(remedy(
            msg("http-proxy-copy-remedy"),
            [msg("http-proxy-copy-step-close"), msg("http-proxy-copy-step-keepalive")],
            "go io.Copy(client, backend) // stays when the client has gone\nio.Copy(backend, client)\n",
            "errc := make(chan error, 2)\ngo func() { _, err := io.Copy(client, backend); errc <- err }()\ngo func() { _, err := io.Copy(backend, client); errc <- err }()\n<-errc\nclient.Close()\nbackend.Close()\n",
            &[("net: Conn", "https://pkg.go.dev/net#Conn")],
        ))
        .run("ss -tnp", msg("http-proxy-copy-run-ss"))
        .capture(second_dump())
        .finish(facts)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    /// Both directions are started; `n` of one are left and `m` of the other.
    fn copies(n: u64, m: u64, minutes: Option<u32>) -> String {
        let mut dump = Dump::whole();
        for (count, root) in [(n, "main.tunnel.func1"), (m, "main.tunnel.func2")] {
            for _ in 0..count {
                let frames = [
                    ("internal/poll.(*pollDesc).waitRead", "..."),
                    ("internal/poll.(*FD).Read", "0x1"),
                    ("io.copyBuffer", "{0x3}"),
                    ("io.Copy", "..."),
                    (root, ""),
                ];
                dump.goroutine("IO wait", minutes, &frames, None);
            }
        }
        let serve = [
            ("net.(*netFD).accept", "0x1"),
            ("net/http.(*Server).Serve", "0x2"),
        ];
        dump.goroutine("IO wait", None, &serve, Some("main.main"));
        dump.verdicts()
    }

    #[test]
    fn halves_are_found_by_the_closures_names() {
        expect![[r#"
            http-proxy-copy leak medium 20 tunnel 30 goroutines
        "#]]
        .assert_eq(&copies(30, 10, Some(9)));
    }

    #[test]
    fn whole_tunnels_are_in_use() {
        expect![[""]].assert_eq(&copies(30, 29, Some(9)));
    }
}
