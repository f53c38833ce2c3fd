//! # ssh-conn-no-deadline
//!
//! **What it shows.** Many open SSH connections of golang.org/x/crypto/ssh: a family of goroutines
//! each, with one `(*handshakeTransport).readLoop`.
//!
//! **Why it matters.** A client that is not closed keeps its family, its socket and a session of the
//! server. So does one whose peer has gone without a word: ssh sets no deadline and sends no probes.
//!
//! **Remedy.** Close the client; send `keepalive@openssh.com` and close when it is not answered.
//!
//! **Harmless when** the program is meant to hold that many connections: a bastion, a fleet.
//!
//! Source: golang.org/x/crypto/ssh 0.4–0.55 (`handshake.go`, `mux.go`, `client.go`).

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "ssh-conn-no-deadline",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let readers = facts.net.crowds(facts, &[Net::SshReader]);
    let n = total(&readers);
    let age = oldest(&readers);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 10..) => (Severity::Suspect, Certainty::Medium),
        (_, 50..) => (Severity::Suspect, Certainty::Low),
        (_, 10..) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        (_, 10..) => (Severity::Note, Certainty::Low),
        _ => return,
    };
    let family = facts.net.crowds(facts, &[Net::SshClient, Net::SshHelper]);
    let clients = total(&facts.crowds_calling("(*Client).handleGlobalRequests"));
    let sessions = total(&sessions(facts));
    let all = [&readers[..], &family[..]].concat();
    let goroutines = total(&all);
    let places = own_code::places(facts, members(&all));
    let title = msg("ssh-conn-no-deadline-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "connection")
        .members(facts, members(&all))
        .evidence(
            EvidenceKind::Count,
            msg("ssh-conn-no-deadline-family")
                .n("n", n)
                .n("clients", clients)
                .n("goroutines", goroutines),
        )
        .evidence(
            EvidenceKind::Absence,
            msg("ssh-conn-no-deadline-sessions").n("n", sessions),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .look_alike("benign-sessions", msg("ssh-conn-no-deadline-or-wanted"))
        .remedy(remedy(
            msg("ssh-conn-no-deadline-remedy"),
            [
                msg("ssh-conn-no-deadline-step-close"),
                msg("ssh-conn-no-deadline-step-keepalive"),
            ],
            "client, err := ssh.Dial(\"tcp\", addr, config)\nif err != nil {\n\treturn err\n}\nsession, err := client.NewSession()\n",
            "client, err := ssh.Dial(\"tcp\", addr, config)\nif err != nil {\n\treturn err\n}\ndefer client.Close()\nsession, err := client.NewSession()\n\n// Where a connection is kept, every 30 s:\n_, _, err = client.SendRequest(\"keepalive@openssh.com\", true, nil)\n",
            &[(
                "golang.org/x/crypto/ssh: Client",
                "https://pkg.go.dev/golang.org/x/crypto/ssh#Client",
            )],
        ))
        .run("ss -tnpo", msg("net-read-no-deadline-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Goroutines that use one of the connections.
fn sessions<'a>(facts: &'a Facts<'_>) -> Vec<&'a Crowd> {
    const USES: [&str; 3] = [
        "/ssh.(*Session).",
        "/ssh.(*channel).",
        "/ssh.(*buffer).Read",
    ];
    let uses = |func: &str| USES.iter().any(|part| func.contains(part));
    let mut users = facts.crowds_of(&facts.index.calling(uses));
    users.retain(|crowd| facts.net.of(crowd) == Net::None);
    users
}
