//! The forms of other tools.

mod fixture;

use std::sync::Arc;

use expect_test::expect;
use gorolens_report::Report;
use serde_json::{Value, json};

fn report() -> Report {
    Report::from(fixture::report())
}

#[test]
fn collapsed_stacks_have_the_root_first() {
    expect![[r#"
        created by net/http.(*Transport).dialConn;net/http.(*persistConn).readLoop;bufio.(*Reader).Peek;internal/poll.runtime_pollWait;[IO wait] 1238
        created by net/http.(*Transport).dialConn;net/http.(*persistConn).readLoop;bufio.(*Reader).Peek;internal/poll.runtime_pollWait;[runnable] 2
        created by net/http.(*Transport).dialConn;net/http.(*persistConn).writeLoop;[select] 1240
        created by main.main;...additional frames elided...;main.main.func1;github.com/lib/watch.poll[go.shape.int];[syscall] 3
    "#]].assert_eq(&report().to_collapsed());
}

#[test]
fn nothing_breaks_a_collapsed_line() {
    let mut report = report();
    report.groups[1].frames[0].func = "a;b\nc".into();
    let lines = report.to_collapsed();
    assert!(lines.contains(";a:b c;[select] 1240\n"), "{lines}");
}

#[test]
fn speedscope_weighs_stacks_by_goroutines() {
    let document: Value = serde_json::from_str(&report().to_speedscope()).expect("JSON");
    let profile = &document["profiles"][0];
    assert_eq!(profile["type"], "sampled");
    assert_eq!(profile["weights"], json!([1240, 1240, 3]));
    assert_eq!(profile["endValue"], 2483);
    let frames = document["shared"]["frames"].as_array().expect("frames");
    let names = |sample: &Value| -> Vec<String> {
        let indices = sample.as_array().expect("indices").iter();
        let frame = |at: &Value| &frames[at.as_u64().expect("an index") as usize];
        indices.map(|at| frame(at)["name"].to_string()).collect()
    };
    assert_eq!(
        names(&profile["samples"][1]),
        [
            "\"created by net/http.(*Transport).dialConn\"",
            "\"net/http.(*persistConn).writeLoop\""
        ]
    );
}

/// The core reads pprof profiles, so it must find in ours what went in.
#[test]
fn pprof_reads_what_was_written() {
    use gorolens_core::{Analysis, Limits};
    let mut written = report();
    written.groups[2].frames[0].func = "github.com/lib/watch.poll".into();
    let mut analysis = Analysis::new(Limits::default());
    analysis.push(&written.to_pprof());
    let read = Report::from(analysis.finish());
    assert_eq!(read.coverage.problems, []);
    assert_eq!(read.dumps[0].format, "protobuf");
    assert_eq!(read.totals.goroutines, written.totals.goroutines);
    let calls = |report: &Report| -> Vec<(u64, Arc<str>, Arc<str>, u32)> {
        let groups = report.groups.iter();
        let calls = groups.map(|it| (it, &it.frames[0]));
        let calls =
            calls.map(|(group, top)| (group.count, top.func.clone(), top.file.clone(), top.line));
        calls.collect()
    };
    assert_eq!(calls(&read), calls(&written));
    let root = read.groups[1].frames.last().expect("frames");
    assert_eq!(&*root.func, "created by net/http.(*Transport).dialConn");
}

#[test]
fn sarif_points_at_own_code_or_at_the_dump() {
    let log: Value = serde_json::from_str(&report().to_sarif()).expect("JSON");
    let run = &log["runs"][0];
    let leak = &run["results"][0];
    assert_eq!(leak["ruleId"], "http-transport-per-request");
    assert_eq!(leak["level"], "error");
    let at = |result: &Value| result["locations"][0]["physicalLocation"].clone();
    assert_eq!(
        at(leak),
        json!({ "artifactLocation": { "uri": "dump.txt" } })
    );
    let own = ["file://", "/app/main.go"].concat();
    let note = &run["results"][1];
    assert_eq!(
        (&note["level"], &note["kind"]),
        (&json!("none"), &json!("informational"))
    );
    assert_eq!(
        at(note),
        json!({
            "artifactLocation": { "uri": own },
            "region": { "startLine": 31 },
        })
    );
    assert_eq!(run["tool"]["driver"]["rules"][1]["id"], note["ruleId"]);
    assert_eq!(note["ruleIndex"], 1);
    let notes = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notes[1]["descriptor"]["id"], "cut-goroutine");
}
