//! # aws-client-per-request
//!
//! **What it shows.** Requests of the AWS SDK that are under way, each with an `http.Transport`
//! of its own.
//!
//! **Why it matters.** A configuration loaded per call brings a connection pool of its own, and
//! asks for credentials again.
//!
//! **Remedy.** Load the configuration and create the client once.
//!
//! **Harmless when** the program uses so many configurations at once: one for each account,
//! region or role.
//!
//! Source: aws/aws-sdk-go-v2 `aws/transport/http/client.go` (BuildableClient: a Transport for
//! each configuration), aws/aws-sdk-go `aws/request` (v1: shares http.DefaultClient unless told
//! otherwise). Idle connections show no frames of the SDK: they are `http-transport-per-request`.
//! Read in source.

use std::collections::BTreeSet;

use crate::findings::Rule;
use crate::findings::analyses::{Facts, own_code};
use crate::findings::draft::{Draft, called_from, remedy, second_dump, wait};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "aws-client-per-request",
    check,
};

/// Both generations of the SDK, and what the second is built on.
const PACKAGES: [&str; 3] = [
    "github.com/aws/aws-sdk-go",
    "github.com/aws/aws-sdk-go-v2",
    "github.com/aws/smithy-go",
];
/// More configurations than programs use at the same time.
const MANY: usize = 8;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if !PACKAGES.iter().any(|path| facts.index.has_package(path)) {
        return;
    }
    let stacks: Vec<_> = PACKAGES
        .iter()
        .flat_map(|path| facts.index.calling_package(path))
        .collect();
    let stacks: BTreeSet<_> = stacks.into_iter().collect();
    let is_sdk = |idx: u32| stacks.contains(&facts.stack(idx));
    let calls = facts
        .http
        .transports
        .iter()
        .filter(|it| it.1 != 0 && is_sdk(it.0));
    let calls: Vec<(u32, u64)> = calls.copied().collect();
    let transports: BTreeSet<u64> = calls.iter().map(|it| it.1).collect();
    if transports.len() >= MANY && transports.len() * 4 >= calls.len() * 3 {
        acc.push(finding(facts, &calls, transports.len() as u64));
    }
}

fn finding(facts: &Facts<'_>, calls: &[(u32, u64)], transports: u64) -> Finding {
    let members = || calls.iter().map(|it| (it.0, 1));
    let n = calls.len() as u64;
    let title = msg("aws-client-per-request-title").n("n", transports);
    Draft::new(facts, RULE.id, Severity::Suspect, Certainty::Medium, title)
        .objects(transports, "client")
        .members(facts, members())
        .evidence(
            EvidenceKind::Pointer,
            msg("aws-client-per-request-why").n("n", n).n("transports", transports),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&own_code::places(facts, members())))
        .evidence(EvidenceKind::Wait, wait(n, facts.oldest(members())))
        .evidence(EvidenceKind::Caveat, msg("libs-number-wanted"))
        .look_alike("many-accounts", msg("aws-client-per-request-or"))
        .remedy(remedy(
            msg("aws-client-per-request-remedy"),
            [msg("aws-client-per-request-step-once"), msg("aws-client-per-request-step-body")],
            "func fetch(ctx context.Context, in *s3.GetObjectInput) error {\n\tcfg, err := config.LoadDefaultConfig(ctx) // a connection pool per call\n\tif err != nil {\n\t\treturn err\n\t}\n\tout, err := s3.NewFromConfig(cfg).GetObject(ctx, in)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer out.Body.Close()\n\treturn save(out.Body)\n}\n",
            "// Created once in main; safe for concurrent use.\nvar client *s3.Client\n\nfunc fetch(ctx context.Context, in *s3.GetObjectInput) error {\n\tout, err := client.GetObject(ctx, in)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer out.Body.Close()\n\treturn save(out.Body)\n}\n",
            &[("AWS SDK for Go v2: BuildableClient", "https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/aws/transport/http#BuildableClient")],
        ))
        .run("grep -rnE 'LoadDefaultConfig|NewFromConfig|session\\.(New|Must)' --include='*.go' .", msg("libs-grep").text("type", "aws.Config"))
        .capture(second_dump())
        .finish(facts)
}
