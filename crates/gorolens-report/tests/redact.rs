//! Nothing that was to be taken out is left, in no form of the report.

mod fixture;

use gorolens_core::{Analysis, Limits};
use gorolens_report::{Redacted, Redaction, Report};
use serde_json::Value;

/// A dump that says whose it is wherever a dump can.
const DUMP: &str = "\
panic: cart of ann@acme.example is broken

goroutine 7 [select, 30 minutes]:
github.com/acme/secret-shop/internal/db.(*Pool).Get(0xc000123456, {0xc000777000, 0x5})
\t/home/ann/src/github.com/acme/secret-shop/internal/db/pool.go:31 +0x1d
github.com/acme/kit/log.Wrap(0xc000123456)
\t/home/ann/go/pkg/mod/github.com/acme/kit@v1.2.3/log/wrap.go:9 +0x1d
github.com/lib/pq.(*conn).query(0xc000123456)
\t/home/ann/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go:88 +0x1d
net/http.HandlerFunc.ServeHTTP(0xc000123456)
\t/opt/acme/go/src/net/http/server.go:2136 +0x29
created by github.com/acme/secret-shop/cmd/server.main in goroutine 1
\t/home/ann/src/github.com/acme/secret-shop/cmd/server/main.go:12 +0x3e
%%% pod secret-shop-7d9f8b6c5d-x2x4z on 10.1.2.3 says hello

goroutine 8 [chan receive]:
";

const SECRETS: [&str; 9] = [
    "acme", "secret", "ann", "0xc000", "x2x4z", "10.1.2.3", "/home", "/opt", "hello",
];

fn report() -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input("secret-shop-7d9f8b6c5d-x2x4z.txt");
    analysis.push(DUMP.as_bytes());
    Report::from(analysis.finish())
}

#[test]
fn no_form_of_a_redacted_report_says_whose_it_is() {
    let (report, _) = report().redacted(Redaction::ALL);
    let forms = [
        report.to_json(),
        report.to_markdown(),
        report.to_text(&Default::default()),
        report.to_sarif(),
        report.to_collapsed(),
        report.to_speedscope(),
        String::from_utf8_lossy(&report.to_pprof()).into_owned(),
    ];
    for form in forms {
        for secret in SECRETS {
            assert!(!form.contains(secret), "{secret} is left in {form}");
        }
    }
}

#[test]
fn what_helps_stays() {
    let (redacted, _) = report().redacted(Redaction::ALL);
    let funcs: Vec<&str> = redacted.groups[0]
        .frames
        .iter()
        .map(|it| &*it.func)
        .collect();
    assert_eq!(
        funcs,
        [
            "module1/internal/db.(*Pool).Get",
            "module3/log.Wrap",
            "github.com/lib/pq.(*conn).query",
            "net/http.HandlerFunc.ServeHTTP"
        ]
        .map(|func| func.replace("module3", "module2"))
    );
    let files: Vec<&str> = redacted.groups[0]
        .frames
        .iter()
        .map(|it| &*it.file)
        .collect();
    assert_eq!(
        files,
        [
            "…/module1/internal/db/pool.go",
            "…/module2@v1.2.3/log/wrap.go",
            "…/github.com/lib/pq@v1.10.9/conn.go",
            "…/net/http/server.go"
        ]
    );
    assert_eq!(redacted.groups[0].states, report().groups[0].states);
    assert_eq!(redacted.totals, report().totals);
}

#[test]
fn the_preview_names_every_replacement_once() {
    let (_, replaced) = report().redacted(Redaction::ALL);
    let of = |kind| replaced.iter().filter(move |it| it.kind == kind);
    let modules: Vec<_> = of(Redacted::Module)
        .map(|it| (&*it.from, &*it.to))
        .collect();
    assert_eq!(
        modules,
        [
            ("github.com/acme/kit", "module2"),
            ("github.com/acme/secret-shop", "module1")
        ]
    );
    assert_eq!(of(Redacted::Path).count(), 3);
    assert_eq!(of(Redacted::Pod).count(), 1);
}

#[test]
fn nothing_is_replaced_unless_it_is_asked_for() {
    let report = report();
    assert_eq!(
        report.redacted(Redaction::NONE),
        (report.clone(), Vec::new())
    );
    let (paths_only, _) = report.redacted(Redaction::of("paths").unwrap());
    assert!(paths_only.to_json().contains("acme/secret-shop"));
    assert!(!paths_only.to_json().contains("/home"));
}

#[test]
fn values_of_labels_go_and_their_keys_stay() {
    let mut report = report();
    let values = [("tenant".to_owned(), [("acme".to_owned(), 1)].into())];
    report.groups[0].labels = values.into();
    let (redacted, _) = report.redacted(Redaction::ALL);
    assert_eq!(redacted.groups[0].labels["tenant"]["value1"], 1);
}

/// Every name that the schema lists, as the value of a label: none of them may be taken for a secret where it is
/// a name of Gorolens. A field with such names that redaction does not know makes this fail.
#[test]
fn names_of_gorolens_are_no_secrets() {
    let schema: Value = serde_json::from_str(gorolens_report::JSON_SCHEMA).unwrap();
    let mut names = Vec::new();
    listed(&schema, &mut names);
    assert!(names.iter().any(|name| name == "leak"));
    let mut report = Report::from(&fixture::report());
    let values = names.into_iter().map(|name| (name, 1)).collect();
    report.groups[0].labels = [("any".to_owned(), values)].into();
    let (redacted, _) = report.redacted(Redaction::of("labels").unwrap());
    let severities = |report: &Report| {
        report
            .findings
            .iter()
            .map(|it| it.severity)
            .collect::<Vec<_>>()
    };
    assert_eq!(severities(&redacted), severities(&report));
}

fn listed(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|it| listed(it, names)),
        Value::Object(fields) => {
            let values = fields
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            names.extend(values.filter_map(Value::as_str).map(str::to_owned));
            fields.values().for_each(|it| listed(it, names));
        }
        _ => {}
    }
}
