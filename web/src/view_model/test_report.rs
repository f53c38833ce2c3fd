//! A small report for tests of view models.

use std::collections::BTreeMap;

use gorolens_worker::report as wire;
use gorolens_worker::wire::Outcome;

use crate::state::Report;

/// 600 read loops, 590 write loops, 8 workers.
pub(crate) fn report() -> Report {
    let dial = "net/http.(*Transport).dialConn";
    let mut read = group("1", 600, "IO wait", "net/http.readLoop", dial);
    read.wait_minutes = wait(147);
    let mut write = group("2", 590, "select", "net/http.writeLoop", dial);
    write.wait_minutes = wait(90);
    let mut work = group("3", 8, "select", "main.worker", "main.main");
    work.labels = BTreeMap::from([("queue".to_owned(), BTreeMap::from([("mail".to_owned(), 8)]))]);
    work.goroutine_ids = vec![7, 8];
    Report::new(Outcome::from(wire::Report {
        schema: String::new(),
        version: 1,
        dumps: Vec::new(),
        coverage: wire::Coverage::default(),
        totals: wire::Totals {
            goroutines: 1198,
            groups: 3,
        },
        groups: vec![read, write, work],
        findings: Vec::new(),
        normal: Vec::new(),
        language: wire::Lang::En,
        triage: Vec::new(),
    }))
}

/// The same with a finding about the first group.
pub(crate) fn with_finding(report: Report) -> Report {
    let mut outcome = report.into_outcome();
    outcome.oldest_waits.push(Some(147));
    outcome.findings.push(wire::Finding {
        rule: "http-transport-per-request".to_owned(),
        title: "600 connections leaked".to_owned(),
        severity: wire::Severity::Leak,
        certainty: wire::Certainty::High,
        goroutines: 600,
        groups: vec!["1".to_owned()],
        evidence: Vec::new(),
        look_alikes: Vec::new(),
        remedy: wire::Remedy::default(),
        capture_next: Vec::new(),
        dump: 0,
        objects: None,
        confirm: Vec::new(),
        ages: None,
        cost: wire::Cost::default(),
    });
    Report::new(outcome)
}

fn wait(max: u64) -> Option<wire::WaitMinutes> {
    Some(wire::WaitMinutes {
        min: 1,
        median: 2,
        max,
    })
}

fn group(id: &str, count: u64, state: &str, func: &str, creator: &str) -> wire::Group {
    let own = func.starts_with("main.");
    let (file, origin) = if own {
        ("/app/main.go", wire::Origin::Application)
    } else {
        (
            "/usr/local/go/src/net/http/transport.go",
            wire::Origin::StandardLibrary,
        )
    };
    wire::Group {
        id: id.to_owned(),
        count,
        states: BTreeMap::from([(state.to_owned(), count)]),
        wait_minutes: None,
        frames: vec![wire::Frame {
            func: func.into(),
            file: file.into(),
            line: 7,
            origin,
        }],
        created_by: Some(wire::CreatedBy {
            func: creator.into(),
            file: file.into(),
            line: 8,
            origin,
        }),
        labels: BTreeMap::new(),
        goroutine_ids: Vec::new(),
        benign: None,
        count_by_dump: vec![count],
        ancestries: Vec::new(),
        locked_to_thread: 0,
        leaked: 0,
    }
}
