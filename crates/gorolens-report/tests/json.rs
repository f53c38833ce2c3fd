//! The JSON contract: field order, nulls, and the published schema.

mod fixture;

use gorolens_core::{Analysis, Limits};
use gorolens_report::{JSON_SCHEMA, Mark, Report, Triage};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON")
}

#[track_caller]
fn assert_valid(report: &Value) {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is a schema");
    let errors: Vec<String> = validator
        .iter_errors(report)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn full() -> Value {
    let mut report = Report::from(fixture::report());
    report.triage = Mark::ALL
        .map(|mark| Triage {
            group: report.groups[0].id.clone(),
            mark,
            note: "asked".to_owned(),
        })
        .to_vec();
    serde_json::to_value(report).expect("serialises")
}

#[test]
fn the_schema_is_a_schema() {
    jsonschema::meta::validate(&schema()).expect("valid against its meta-schema");
}

#[test]
fn a_full_report_is_valid() {
    assert_valid(&full());
}

#[test]
fn real_reports_are_valid() {
    let inputs: [&[u8]; 5] = [
        b"",
        b"no dump at all\n",
        b"goroutine 7 [select, 5 minutes, locked to thread]:\nmain.wait()\n\t/a/main.go:9 +0x1d\n",
        b"prose\n\ngoroutine 7 [IO wait]:\nmain.wait(0x1)\n    /a/main.go:9 +0x1d\ngoroutine 8 [se",
        b"panic: boom\r\n\r\ngoroutine 1 [running]:\r\nmain.main()\r\n\t/a/m\xff.go:1 +0x1\r\n",
    ];
    for input in inputs {
        let mut analysis = Analysis::new(Limits::default());
        analysis.start_input("dump.txt");
        analysis.push(input);
        let report = Report::from(analysis.finish());
        assert_valid(&serde_json::from_str(&report.to_json()).expect("JSON"));
    }
}

#[test]
fn the_schema_is_strict() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is a schema");
    let changes: [fn(&mut Value); 7] = [
        |report| report["surprise"] = json!(1),
        |report| report["version"] = json!(2),
        |report| report["groups"][0]["id"] = json!("0x1"),
        |report| report["findings"][0]["severity"] = json!("fatal"),
        |report| report["findings"][0]["remedy"]["links"][0]["url"] = json!("javascript:alert(1)"),
        |report| report["groups"][0]["frames"][0]["origin"] = json!("standard-library"),
        |report| {
            report["coverage"]
                .as_object_mut()
                .map(|it| it.remove("problems"));
        },
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut report = full();
        change(&mut report);
        assert!(!validator.is_valid(&report), "change {at} passes");
    }
}

#[test]
fn fields_come_in_the_published_order() {
    let json = Report::from(fixture::report()).to_json();
    assert_order(
        &json,
        &[
            "schema",
            "version",
            "dumps",
            "name",
            "format",
            "go_version",
            "bytes",
            "goroutines",
            "crash",
            "coverage",
            "understood_bytes",
            "problems",
            "kind",
            "line",
            "offset",
            "text",
            "repairs",
            "totals",
            "groups",
            "id",
            "count",
            "states",
            "wait_minutes",
            "min",
            "median",
            "max",
            "frames",
            "func",
            "file",
            "origin",
            "created_by",
            "labels",
            "goroutine_ids",
            "benign",
            "count_by_dump",
            "locked_to_thread",
            "leaked",
            "findings",
            "rule",
            "title",
            "severity",
            "certainty",
            "evidence",
            "look_alikes",
            "remedy",
            "summary",
            "steps",
            "before",
            "after",
            "links",
            "url",
            "capture_next",
            "objects",
            "language",
        ],
    );
}

#[track_caller]
fn assert_order(json: &str, fields: &[&str]) {
    let mut from = 0;
    for field in fields {
        let at = json[from..].find(&format!("\"{field}\":"));
        from += at.unwrap_or_else(|| panic!("{field} is not where it should be"));
    }
}

#[test]
fn what_is_absent_is_null() {
    let report = full();
    let group = &report["groups"][2];
    assert_eq!(group["wait_minutes"], Value::Null);
    assert_eq!(group["benign"], json!("benign-signal-loop"));
    assert_eq!(report["groups"][0]["benign"], Value::Null);
    assert_eq!(report["findings"][1]["objects"], Value::Null);
    assert_eq!(report["dumps"][0]["go_version"], json!("1.12.7"));
    assert_eq!(group["id"], json!("0000000000000001"));
}

#[test]
fn json_comes_back_as_it_went() {
    let report = Report::from(&fixture::report());
    assert_eq!(Report::from_json(&report.to_json()).expect("reads"), report);
    assert_eq!(
        Report::from_json(&report.to_json_pretty()).expect("reads"),
        report
    );
}

#[test]
fn reports_without_the_newer_fields_are_read() {
    let mut report = full();
    for group in report["groups"].as_array_mut().expect("groups") {
        group.as_object_mut().map(|group| group.remove("leaked"));
    }
    report["coverage"]
        .as_object_mut()
        .map(|it| it.remove("repairs"));
    let read = Report::from_json(&report.to_string()).expect("reads");
    assert_eq!(read.groups[2].leaked, 0);
    assert!(read.coverage.repairs.is_empty());
}

/// A kind that the core learns must enter the schema.
#[test]
fn the_schema_knows_every_name_of_the_core() {
    use gorolens_core::{Format, ProblemKind, RepairKind};
    assert_names("dump", "format", &Format::ALL.map(Format::as_str));
    assert_names("repair", "kind", &RepairKind::ALL.map(RepairKind::as_str));
    assert_names(
        "problem",
        "kind",
        &ProblemKind::ALL.map(ProblemKind::as_str),
    );
    assert_names("evidence", "kind", &evidence_kinds());
}

fn evidence_kinds() -> [&'static str; 9] {
    use gorolens_core::EvidenceKind::*;
    let kinds = [
        Count, Pairing, Position, Wait, Absence, Pointer, Cost, OwnCode, Caveat,
    ];
    for kind in kinds {
        match kind {
            Count | Pairing | Position | Wait | Absence | Pointer | Cost | OwnCode | Caveat => {}
        }
    }
    kinds.map(gorolens_core::EvidenceKind::as_str)
}

#[track_caller]
fn assert_names(definition: &str, field: &str, names: &[&str]) {
    let schema = schema();
    let listed = &schema["$defs"][definition]["properties"][field]["enum"];
    assert_eq!(listed, &json!(names), "{definition}.{field}");
}
