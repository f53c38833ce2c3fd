//! # http-server-slow-client-write
//!
//! **What it shows.** Handlers blocked in a write to their client: `checkConnErrorWriter.Write`, with
//! `waitWrite` on top.
//!
//! **Why it matters.** The client does not read. Without WriteTimeout the handler waits, with every
//! lock and connection it holds, until TCP gives up or the client reads on.
//!
//! **Remedy.** WriteTimeout, or a deadline for each write where responses are long.
//!
//! **Harmless when** it is a large download on a slow line: then it moves.
//!
//! Source: `net/http/server.go` (checkConnErrorWriter), Go 1.7–1.27; HTTP/2: `writeFrameAsync` of
//! `h2_bundle.go`, `net/http/internal/http2` and golang.org/x/net/http2.

use super::analyses::Facts;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-server-slow-client-write",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let writers = facts.net.crowds(facts, &[Net::HttpWrite]);
    let n = total(&writers);
    let age = oldest(&writers);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 3..) => (Severity::Stuck, Certainty::High),
        // One or two clients that pause are daily life.
        (PROVES_A_MINUTE.., 1..) => (Severity::Suspect, Certainty::High),
        (1.., 5..) => (Severity::Suspect, Certainty::Medium),
        (_, 10..) => (Severity::Suspect, Certainty::Low),
        (_, 3..) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let places = own_code::places(facts, members(&writers));
    let title = msg("http-server-slow-client-write-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "response")
        .members(facts, members(&writers))
        .evidence(
            EvidenceKind::Position,
            msg("http-server-slow-client-write-position").n("n", n),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .look_alike("benign-copy", msg("http-server-slow-client-write-or-slow-line"))
        .remedy(remedy(
            msg("http-server-slow-client-write-remedy"),
            [
                msg("http-server-slow-client-write-step-server"),
                msg("http-server-slow-client-write-step-each"),
            ],
            "server := &http.Server{Handler: mux} // no WriteTimeout\n",
            "server := &http.Server{Handler: mux, WriteTimeout: 30 * time.Second}\n\n// In a handler that streams, before each write:\nrc := http.NewResponseController(w)\nrc.SetWriteDeadline(time.Now().Add(10 * time.Second))\n",
            &[
                ("net/http: Server.WriteTimeout", "https://pkg.go.dev/net/http#Server"),
                (
                    "net/http: ResponseController.SetWriteDeadline",
                    "https://pkg.go.dev/net/http#ResponseController.SetWriteDeadline",
                ),
            ],
        ))
        .run("ss -tnp", msg("http-server-slow-client-write-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    fn writers(n: u64, minutes: Option<u32>) -> String {
        let mut dump = Dump::whole();
        let frames = [
            ("internal/poll.(*pollDesc).waitWrite", "..."),
            ("internal/poll.(*FD).Write", "0x1"),
            (
                "net/http.checkConnErrorWriter.Write",
                "{0x2}, {0x3, 0x4, 0x5}",
            ),
            ("main.page", "0x6"),
            ("net/http.serverHandler.ServeHTTP", "{0x7}"),
            ("net/http.(*conn).serve", "0x8"),
        ];
        for _ in 0..n {
            dump.goroutine(
                "IO wait",
                minutes,
                &frames,
                Some("net/http.(*Server).Serve"),
            );
        }
        dump.verdicts()
    }

    #[test]
    fn one_client_that_pauses_is_no_hang() {
        expect![[r#"
            http-server-slow-client-write suspect high 1 response 1 goroutines
        "#]]
        .assert_eq(&writers(1, Some(30)));
    }

    #[test]
    fn many_are() {
        expect![[r#"
            http-server-slow-client-write stuck high 8 response 8 goroutines
        "#]]
        .assert_eq(&writers(8, Some(30)));
    }

    #[test]
    fn writes_of_this_moment_are_normal() {
        expect![[""]].assert_eq(&writers(8, None));
    }
}
