//! # http-transport-per-request
//!
//! **What it shows.** Client connections that sit idle in pools nobody will use again: each has a
//! `readLoop` in `bufio.(*Reader).Peek` and a `writeLoop` in select, and no request on it.
//!
//! **Why it matters.** A Transport is a pool of its own. One that is built per request keeps its
//! connection, two goroutines and a file descriptor for ever: the goroutines keep the Transport
//! alive, so no garbage collection ends them.
//!
//! **Remedy.** Create the Transport (and its Client) once and re-use it.
//!
//! **Harmless when** the connections are a warm pool: younger than the 90 s of DefaultTransport,
//! or few.
//!
//! **How it tells.** DefaultTransport and its clones close an idle connection after 90 s
//! (`net/http/transport.go`, IdleConnTimeout, Go 1.7+), so one idle for 2 minutes belongs to a
//! Transport without that limit. Requests in flight name their Transport: many different ones on
//! one call path are a Transport per request, caught in the act.

use std::collections::{BTreeMap, BTreeSet};

use super::analyses::Facts;
use super::analyses::idle::Idle;
use super::analyses::own_code;
use super::draft::{Draft, list_peers, remedy, second_dump};
use super::{Rule, benign_idle_http_conns};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Remedy, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-transport-per-request",
    check,
};

/// Fewer old connections than this may be one hand-made Transport to a few hosts.
const PILE: u64 = 10;
/// More idle connections than one program plausibly has hosts to talk to.
const NO_CRAWLER: u64 = 1000;
/// Different Transports on one call path that make a coincidence unlikely.
const CAUGHT: usize = 8;
/// With each request in flight on a Transport of its own, this many old connections are theirs.
const CERTAIN_PILE: u64 = 30;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let idle = &facts.idle;
    let caught = caught_in_flight(facts);
    let Some((severity, certainty)) = judge(facts, idle, caught.as_ref()) else {
        return;
    };
    acc.push(finding(facts, idle, caught.as_ref(), severity, certainty));
}

/// Requests in flight on one call path, each on a Transport of its own.
struct Caught {
    callers: Vec<u32>,
    transports: usize,
}

/// The call path with the most different Transports, when nearly every request has its own.
fn caught_in_flight(facts: &Facts<'_>) -> Option<Caught> {
    let mut paths: BTreeMap<_, (BTreeSet<u64>, Vec<u32>)> = BTreeMap::new();
    for &(idx, transport) in &facts.http.transports {
        let path = paths.entry(facts.stack(idx)).or_default();
        path.0.insert(transport);
        path.1.push(idx);
    }
    let (transports, callers) = paths
        .into_values()
        .max_by_key(|(transports, _)| transports.len())?;
    let own_each = transports.len() * 10 >= callers.len() * 9;
    (own_each && transports.len() >= CAUGHT).then_some(Caught {
        callers,
        transports: transports.len(),
    })
}

/// How bad and how sure; `None` when the idle connections are normal or there are none.
fn judge(facts: &Facts<'_>, idle: &Idle, caught: Option<&Caught>) -> Option<(Severity, Certainty)> {
    let shares = shares_a_transport(facts);
    if caught.is_some() {
        // Many Transports in flight may be one long-lived client per tenant, until a pile that no
        // idle limit ends says otherwise.
        return Some(match idle.old {
            CERTAIN_PILE.. => (Severity::Leak, Certainty::High),
            PILE.. => (Severity::Leak, Certainty::Medium),
            _ => (Severity::Suspect, Certainty::Medium),
        });
    }
    if idle.old >= PILE && idle.old < NO_CRAWLER && shares {
        return Some((Severity::Suspect, Certainty::Medium));
    }
    if idle.old >= PILE || (facts.excerpt && idle.old >= 1) {
        return Some((Severity::Leak, Certainty::Medium));
    }
    if idle.old > benign_idle_http_conns::FEW {
        return Some((Severity::Suspect, Certainty::Low));
    }
    if benign_idle_http_conns::is_plausible_pool(facts, idle.total) {
        return None;
    }
    let far_too_many = idle.total >= 200 && facts.users * 10 < idle.total;
    let certainty = if far_too_many {
        Certainty::Medium
    } else {
        Certainty::Low
    };
    Some((Severity::Suspect, certainty))
}

/// Several requests in flight, all on one Transport: somebody here knows how to share.
pub(super) fn shares_a_transport(facts: &Facts<'_>) -> bool {
    let transports: BTreeSet<u64> = facts.http.transports.iter().map(|&(_, ptr)| ptr).collect();
    transports.len() == 1 && facts.http.transports.len() >= 3
}

fn finding(
    facts: &Facts<'_>,
    idle: &Idle,
    caught: Option<&Caught>,
    severity: Severity,
    certainty: Certainty,
) -> Finding {
    let objects = if idle.total > 0 {
        idle.total
    } else {
        caught.map_or(0, |it| it.callers.len() as u64)
    };
    let in_flight = caught
        .filter(|_| idle.total == 0)
        .into_iter()
        .flat_map(|it| it.callers.iter());
    let draft = Draft::new(
        facts,
        RULE.id,
        severity,
        certainty,
        title(idle, caught, severity, certainty),
    )
    .objects(objects, "connection")
    .members(facts, facts.idle_members())
    .members(facts, in_flight.map(|&idx| (idx, 1)));
    let draft = with_evidence(draft, facts, idle, caught);
    let draft = with_look_alikes(draft, facts, idle, caught);
    with_capture(draft.remedy(share_one()), facts).finish(facts)
}

fn title(
    idle: &Idle,
    caught: Option<&Caught>,
    severity: Severity,
    certainty: Certainty,
) -> Message {
    let certainty = certainty.as_str();
    match (caught, severity) {
        (Some(caught), _) if idle.total == 0 => msg("http-transport-per-request-title-in-flight")
            .n("n", caught.transports as u64)
            .text("certainty", certainty),
        (_, Severity::Leak) if idle.old == idle.total || idle.old >= PILE => {
            msg("http-transport-per-request-title-leaked")
                .n("n", idle.total)
                .text("certainty", certainty)
        }
        _ => msg("http-transport-per-request-title-idle")
            .n("n", idle.total)
            .text("certainty", certainty),
    }
}

fn with_evidence(draft: Draft, facts: &Facts<'_>, idle: &Idle, caught: Option<&Caught>) -> Draft {
    let any = |text: Message| (idle.total > 0).then_some(text);
    draft
        .maybe(
            EvidenceKind::Position,
            any(msg("http-transport-per-request-position").n("n", idle.total)),
        )
        .maybe(EvidenceKind::Pairing, any(pairing(idle)))
        .maybe(EvidenceKind::Wait, waits(idle))
        .maybe(EvidenceKind::Pointer, caught.map(caught_text))
        .maybe(
            EvidenceKind::OwnCode,
            caught.and_then(|it| caught_place(facts, it)),
        )
        .maybe(EvidenceKind::Absence, any(absence(facts, idle)))
        .maybe(EvidenceKind::Count, pool_limits(facts, idle))
        .maybe(
            EvidenceKind::OwnCode,
            any(msg("http-transport-per-request-no-own-code")).filter(|_| caught.is_none()),
        )
        .evidence(EvidenceKind::Caveat, caveat(facts, idle))
}

fn pairing(idle: &Idle) -> Message {
    if idle.paired == 0 {
        return msg("shared-counted-by-frames");
    }
    msg("http-transport-per-request-pairing")
        .n("paired", idle.paired)
        .n("rest", idle.total - idle.paired)
}

fn waits(idle: &Idle) -> Option<Message> {
    let (oldest, median) = (idle.oldest?, idle.median?);
    Some(if idle.old == 0 {
        msg("http-transport-per-request-wait-young")
            .n("n", idle.total)
            .minutes("oldest", oldest)
    } else {
        msg("http-transport-per-request-wait-old")
            .n("n", idle.total)
            .n("old", idle.old)
            .n("young", idle.total - idle.old)
            .n("spread", u64::from(oldest - median))
            .minutes("oldest", oldest)
            .minutes("median", median)
    })
}

fn caught_text(caught: &Caught) -> Message {
    msg("http-transport-per-request-caught")
        .n("n", caught.callers.len() as u64)
        .n("transports", caught.transports as u64)
}

fn caught_place(facts: &Facts<'_>, caught: &Caught) -> Option<Message> {
    let places = own_code::places(facts, caught.callers.iter().map(|&idx| (idx, 1)));
    own_code::listed(&places)
        .map(|places| msg("http-transport-per-request-caught-place").arg("places", places))
}

fn absence(facts: &Facts<'_>, idle: &Idle) -> Message {
    match facts.http.n_conns() - idle.total {
        0 => msg("http-transport-per-request-no-request").n("n", idle.total),
        others => msg("http-transport-per-request-others")
            .n("n", idle.total)
            .n("others", others),
    }
}

fn pool_limits(facts: &Facts<'_>, idle: &Idle) -> Option<Message> {
    let hosts = idle.total.div_ceil(2);
    (idle.total > 2).then(|| {
        if facts.excerpt {
            msg("http-transport-per-request-pool")
                .n("n", idle.total)
                .n("hosts", hosts)
        } else {
            msg("http-transport-per-request-pool-and-users")
                .n("n", idle.total)
                .n("hosts", hosts)
                .n("users", facts.users)
        }
    })
}

fn caveat(facts: &Facts<'_>, idle: &Idle) -> Message {
    if facts.excerpt {
        msg("http-transport-per-request-excerpt")
    } else if idle.old == 0 {
        msg("http-transport-per-request-warm-pool")
    } else {
        msg("shared-pile-not-growth")
    }
}

fn with_look_alikes(
    draft: Draft,
    facts: &Facts<'_>,
    idle: &Idle,
    caught: Option<&Caught>,
) -> Draft {
    let many_hosts = if shares_a_transport(facts) {
        msg("http-transport-per-request-or-many-hosts-shared")
    } else {
        msg("http-transport-per-request-or-many-hosts")
    };
    let draft = draft.look_alike("http-idle-many-hosts", many_hosts);
    let draft = if caught.is_some() {
        draft.look_alike(
            "http-client-per-tenant",
            msg("http-transport-per-request-or-tenants"),
        )
    } else {
        draft
    };
    let pool = if idle.old > 0 {
        msg("http-transport-per-request-or-raised-limit")
    } else {
        msg("http-transport-per-request-or-warm-pool")
    };
    draft.look_alike("benign-idle-http-conns", pool)
}

fn with_capture(draft: Draft, facts: &Facts<'_>) -> Draft {
    let draft = if facts.excerpt {
        draft.run(
            "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > dump.txt",
            msg("shared-whole-dump"),
        )
    } else {
        draft
    };
    draft
        .capture(second_dump())
        .capture(list_peers())
        .run(
            "grep -rnE 'http\\.Transport\\{|\\.Clone\\(\\)|NewClient\\(|NewSession\\(' --include='*.go' .",
            msg("http-transport-per-request-run-grep"),
        )
        .run(
            "GODEBUG=tracebackancestors=10 ./your-service",
            msg("http-transport-per-request-run-ancestors"),
        )
}

fn share_one() -> Remedy {
    remedy(
        msg("http-transport-per-request-remedy"),
        [
            msg("http-transport-per-request-step-find"),
            msg("http-transport-per-request-step-move"),
            msg("http-transport-per-request-step-clone"),
            msg("http-transport-per-request-step-tenants"),
            msg("http-transport-per-request-step-close"),
        ],
        BEFORE,
        AFTER,
        &[
            (
                "net/http: Clients and Transports should only be created once and re-used",
                "https://pkg.go.dev/net/http#hdr-Clients_and_Transports",
            ),
            (
                "net/http: Transport (IdleConnTimeout, MaxIdleConnsPerHost)",
                "https://pkg.go.dev/net/http#Transport",
            ),
            (
                "net/http: Transport.Clone",
                "https://pkg.go.dev/net/http#Transport.Clone",
            ),
        ],
    )
}

const BEFORE: &str = "\
func fetchPrice(url string) (*http.Response, error) {
	// A new pool for every call.
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig: tlsConfig,
	}}
	// Its connection stays open when this returns.
	return client.Get(url)
}
";

const AFTER: &str = "\
// One pool for the life of the process.
var priceClient = &http.Client{
	Timeout:   30 * time.Second,
	Transport: newTransport(),
}

func newTransport() *http.Transport {
	// Keeps IdleConnTimeout (90 s) and the dial timeouts.
	base := http.DefaultTransport.(*http.Transport)
	transport := base.Clone()
	transport.TLSClientConfig = tlsConfig
	return transport
}

func fetchPrice(url string) (*http.Response, error) {
	return priceClient.Get(url)
}
";

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn old_idle_connections_are_leaked() {
        let mut dump = Dump::whole();
        dump.idle(40, Some(5));
        expect![[r#"
            http-transport-per-request leak medium 40 connection 80 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn thousands_leave_no_doubt() {
        let mut dump = Dump::whole();
        dump.idle(2000, Some(147));
        expect![[r#"
            http-transport-per-request leak medium 2000 connection 4000 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn an_excerpt_of_one_old_connection_is_enough() {
        let mut dump = Dump::excerpt();
        dump.idle(1, Some(147));
        expect![[r#"
            http-transport-per-request leak medium 1 connection 2 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn one_transport_each_is_caught_in_flight() {
        let mut dump = Dump::whole();
        dump.idle(30, None).awaiting(25, None, true);
        expect![[r#"
            http-transport-per-request suspect medium 30 connection 60 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn young_connections_without_users_are_suspect() {
        let mut dump = Dump::whole();
        dump.idle(40, None);
        expect![[r#"
            http-transport-per-request suspect low 40 connection 80 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn a_warm_pool_is_no_leak() {
        let mut dump = Dump::whole();
        dump.idle(24, Some(1)).workers(24);
        expect![[r#"
            benign-idle-http-conns note medium 24 connection 48 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn two_old_connections_in_a_whole_dump_are_normal() {
        let mut dump = Dump::whole();
        dump.idle(2, Some(300)).workers(5);
        expect![[r#"
            benign-idle-http-conns note medium 2 connection 4 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn a_shared_transport_speaks_for_many_hosts() {
        let mut dump = Dump::whole();
        dump.idle(1500, Some(30)).awaiting(5, None, false);
        expect![[r#"
            http-transport-per-request leak medium 1500 connection 3000 goroutines
            http-idle-many-hosts suspect low 1500 connection 3000 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
