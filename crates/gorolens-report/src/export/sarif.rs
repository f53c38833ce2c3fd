//! SARIF 2.1.0 (OASIS): findings as results of a static analysis tool, so that code hosts and
//! editors show them at the line of the user's own code.

use gorolens_core::msg;
use serde_json::{Value, json};

use crate::Lang;
use crate::types::*;

impl Report {
    /// The findings as a SARIF log with one run.
    ///
    /// ```
    /// let report = gorolens_report::Report::from(gorolens_core::Report::default());
    /// assert!(report.to_sarif().contains("\"version\":\"2.1.0\""));
    /// ```
    pub fn to_sarif(&self) -> String {
        let mut rules: Vec<&Finding> = Vec::new();
        for finding in &self.findings {
            if !rules.iter().any(|known| known.rule == finding.rule) {
                rules.push(finding);
            }
        }
        let results = self.findings.iter().map(|it| result(self, &rules, it));
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "gorolens",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|it| rule(it)).collect::<Vec<_>>(),
                } },
                "invocations": [invocation(self)],
                "results": results.collect::<Vec<_>>(),
            }],
        })
        .to_string()
    }
}

/// What is true of every finding of a rule. The texts of a finding name the numbers of one dump,
/// so only its remedy is told here.
fn rule(finding: &Finding) -> Value {
    let mut rule = json!({ "id": finding.rule });
    let remedy = &finding.remedy;
    if !remedy.summary.is_empty() {
        rule["shortDescription"] = json!({ "text": remedy.summary });
    }
    if !remedy.steps.is_empty() {
        rule["help"] = json!({ "text": remedy.steps.join("\n") });
    }
    if let Some(link) = remedy.links.first() {
        rule["helpUri"] = json!(link.url);
    }
    rule
}

fn result(report: &Report, rules: &[&Finding], finding: &Finding) -> Value {
    let index = rules.iter().position(|rule| rule.rule == finding.rule);
    let groups: Vec<&Group> = finding
        .groups
        .iter()
        .filter_map(|id| report.group(id))
        .collect();
    let stacks: Vec<Value> = groups
        .iter()
        .map(|group| stack(group, report.language))
        .collect();
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": if finding.severity == Severity::Note { "informational" } else { "fail" },
        "level": level(finding.severity),
        "message": { "text": message(finding, report.language) },
        "locations": [location(report, finding, &groups)],
        "stacks": stacks,
        "partialFingerprints": { "stackSignatures/v1": finding.groups.join(",") },
        "properties": {
            "certainty": finding.certainty.as_str(),
            "severity": finding.severity.as_str(),
            "goroutines": finding.goroutines,
        },
    })
}

/// SARIF wants level `none` for a result that does not fail.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Leak | Severity::Stuck => "error",
        Severity::Suspect => "warning",
        Severity::Note => "none",
    }
}

/// The title, why, and what to do, as paragraphs of plain text.
fn message(finding: &Finding, lang: Lang) -> String {
    let mut lines = vec![finding.title.clone()];
    lines.extend(finding.evidence.iter().map(|it| it.text.clone()));
    if !finding.remedy.summary.is_empty() {
        let label = lang.say(&msg("report-remedy"));
        lines.push(format!("{label}{}", finding.remedy.summary));
    }
    lines.join("\n")
}

/// The first line of own code on the stacks; else the own `go` statement; else the dump.
fn location(report: &Report, finding: &Finding, groups: &[&Group]) -> Value {
    let frames = groups.iter().flat_map(|group| &group.frames);
    let own = frames.filter(|it| it.origin == Origin::Application);
    let own = own.map(|it| (&it.func, &it.file, it.line));
    let creators = groups.iter().filter_map(|group| group.created_by.as_ref());
    let creators = creators.filter(|it| it.origin == Origin::Application);
    let creators = creators.map(|it| (&it.func, &it.file, it.line));
    match own.chain(creators).find(|(_, file, _)| !file.is_empty()) {
        Some((func, file, line)) => place(func, file, line),
        None => {
            let dump = report.dumps.get(finding.dump as usize);
            let name = dump.map_or("stdin", |dump| &dump.name);
            json!({ "physicalLocation": { "artifactLocation": { "uri": uri(name) } } })
        }
    }
}

fn place(func: &str, file: &str, line: u32) -> Value {
    let mut place = json!({ "logicalLocations": [{
        "fullyQualifiedName": func,
        "kind": "function",
    }] });
    if !file.is_empty() {
        place["physicalLocation"] = json!({ "artifactLocation": { "uri": uri(file) } });
        if line > 0 {
            place["physicalLocation"]["region"] = json!({ "startLine": line });
        }
    }
    place
}

fn stack(group: &Group, lang: Lang) -> Value {
    let frames = group.frames.iter();
    let frames = frames.map(|it| json!({ "location": place(&it.func, &it.file, it.line) }));
    let message = msg("report-stack")
        .n("n", group.count)
        .text("id", &group.id);
    json!({
        "message": { "text": lang.say(&message) },
        "frames": frames.collect::<Vec<_>>(),
    })
}

fn invocation(report: &Report) -> Value {
    let problems = report.coverage.problems.iter();
    let notes = problems.map(|it| {
        let text = crate::outline::problem(it, None, report.language);
        json!({ "level": "note", "message": { "text": text }, "descriptor": { "id": it.kind } })
    });
    json!({
        "executionSuccessful": report.totals.goroutines > 0,
        "toolExecutionNotifications": notes.collect::<Vec<_>>(),
    })
}

/// A path as a URI reference: `file:` for absolute ones, with everything unusual encoded.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    let mut out = String::new();
    if is_drive || path.starts_with('/') {
        out.push_str("file://");
    }
    if is_drive {
        out.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte.into()),
            b'/' | b'-' | b'_' | b'.' | b'~' | b'@' | b'+' => out.push(byte.into()),
            b':' if is_drive => out.push(':'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("/app/main.go"), ["file://", "/app/main.go"].concat());
        assert_eq!(uri("C:\\a b\\x.go"), ["file://", "/C:/a%20b/x.go"].concat());
        assert_eq!(uri("dump #1.txt"), "dump%20%231.txt");
        assert_eq!(uri("a@v1/ü.go"), "a@v1/%C3%BC.go");
    }
}
