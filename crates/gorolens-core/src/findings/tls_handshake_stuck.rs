//! # tls-handshake-stuck
//!
//! **What it shows.** Goroutines that wait for the other end in a TLS handshake, as client or as server:
//! a read below `clientHandshake` or `serverHandshake`. Those of an http.Transport are
//! `http-tls-handshake-stall`.
//!
//! **Why it matters.** A handshake takes milliseconds. Without a deadline, one that is not continued
//! waits for ever; one of them is enough to stop a service that dials under a lock.
//!
//! **Remedy.** HandshakeContext with a deadline; for a server ReadHeaderTimeout or a deadline before
//! the handshake.
//!
//! **Harmless when** it passes within seconds.
//!
//! Source: `crypto/tls/conn.go`, `net/http/server.go` (tlsHandshakeTimeout: the smallest of
//! ReadHeaderTimeout, ReadTimeout and WriteTimeout), Go 1.7–1.27.

use super::analyses::Facts;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Remedy, Severity};

pub(super) const RULE: Rule = Rule {
    id: "tls-handshake-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let clients = facts.net.crowds(facts, &[Net::ClientHandshake]);
    let servers = facts.net.crowds(facts, &[Net::ServerHandshake]);
    let https = facts.net.crowds(facts, &[Net::HttpsHandshake]);
    let all = [&clients[..], &servers[..], &https[..]].concat();
    let n = total(&all);
    let age = oldest(&all);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 10..) => (Severity::Stuck, Certainty::High),
        (PROVES_A_MINUTE.., 1..) if !clients.is_empty() => (Severity::Stuck, Certainty::High),
        // A server meets a few clients that connect and say nothing: scanners, health checks.
        (PROVES_A_MINUTE.., 1..) => (Severity::Suspect, Certainty::High),
        (1.., 3..) => (Severity::Suspect, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let helpers = facts.net.crowds(facts, &[Net::HandshakeHelper]);
    let places = own_code::places(facts, members(&all));
    let title = msg("tls-handshake-stuck-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "handshake")
        .members(facts, members(&all).chain(members(&helpers)))
        .evidence(
            EvidenceKind::Position,
            msg("tls-handshake-stuck-position")
                .n("clients", total(&clients))
                .n("servers", total(&servers) + total(&https)),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .maybe(
            EvidenceKind::Absence,
            (!https.is_empty() && age.unwrap_or(0) >= PROVES_A_MINUTE)
                .then(|| msg("tls-handshake-stuck-no-limit")),
        )
        .look_alike("net-read-no-deadline", msg("tls-handshake-stuck-or-read"))
        .remedy(bound_it(total(&https) * 2 > n))
        .capture(second_dump());
    let draft = if clients.is_empty() {
        draft.run("ss -tnp", msg("tls-handshake-stuck-run-ss"))
    } else {
        draft.run(
            "openssl s_client -connect HOST:PORT",
            msg("http-tls-handshake-stall-run-openssl"),
        )
    };
    acc.push(draft.finish(facts));
}

fn bound_it(is_https: bool) -> Remedy {
    let (before, after) = if is_https {
        (
            "server := &http.Server{Addr: addr, Handler: mux}\n",
            "server := &http.Server{\n\tAddr:              addr,\n\tHandler:           mux,\n\tReadHeaderTimeout: 10 * time.Second, // the handshake too\n}\n",
        )
    } else {
        (
            "conn := tls.Client(raw, config)\nerr := conn.Handshake()\n",
            "conn := tls.Client(raw, config)\nctx, cancel := context.WithTimeout(ctx, 10*time.Second)\ndefer cancel()\nerr := conn.HandshakeContext(ctx)\n",
        )
    };
    remedy(
        msg("tls-handshake-stuck-remedy"),
        [
            msg("tls-handshake-stuck-step-context"),
            msg("tls-handshake-stuck-step-server"),
            msg("tls-handshake-stuck-step-library"),
        ],
        before,
        after,
        &[
            (
                "crypto/tls: Conn.HandshakeContext",
                "https://pkg.go.dev/crypto/tls#Conn.HandshakeContext",
            ),
            (
                "net/http: Server.ReadHeaderTimeout",
                "https://pkg.go.dev/net/http#Server",
            ),
        ],
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    fn handshakes(n: u64, minutes: Option<u32>, side: &str, root: &str) -> String {
        let mut dump = Dump::whole();
        let side = format!("crypto/tls.(*Conn).{side}");
        let frames = [
            ("internal/poll.(*pollDesc).waitRead", "..."),
            ("internal/poll.(*FD).Read", "0x1"),
            ("crypto/tls.(*Conn).readHandshake", "0x2"),
            (&*side, "0x2"),
            (root, "0x3"),
        ];
        for _ in 0..n {
            dump.goroutine("IO wait", minutes, &frames, Some("main.main"));
        }
        dump.verdicts()
    }

    #[test]
    fn one_old_handshake_of_a_client_is_enough() {
        let verdict = handshakes(1, Some(6), "clientHandshake", "main.login");
        expect![[r#"
            tls-handshake-stuck stuck high 1 handshake 1 goroutines
        "#]]
        .assert_eq(&verdict);
    }

    #[test]
    fn a_few_mute_clients_are_daily_life() {
        let verdict = handshakes(2, Some(6), "serverHandshake", "net/http.(*conn).serve");
        expect![[r#"
            tls-handshake-stuck suspect high 2 handshake 2 goroutines
        "#]]
        .assert_eq(&verdict);
    }

    #[test]
    fn young_handshakes_are_in_progress() {
        expect![[""]].assert_eq(&handshakes(3, None, "clientHandshake", "main.login"));
    }
}
