//! The report for an incident ticket, in Markdown that GitHub, GitLab and wikis show alike: no
//! tables, no HTML. Nothing of a dump becomes markup; see `escape.rs`.

mod escape;

use std::fmt::Write as _;

use self::escape::{block, code, link, prose};
use crate::outline;
use crate::stack::{self, Row};
use crate::types::*;
use crate::words;

impl Report {
    /// The report as Markdown for a ticket or a wiki.
    ///
    /// ```
    /// use gorolens_report::Report;
    ///
    /// let mut analysis = gorolens_core::Analysis::new(gorolens_core::Limits::default());
    /// analysis.start_input("empty.txt");
    /// let markdown = Report::from(analysis.finish()).to_markdown();
    /// assert!(markdown.starts_with("**No goroutine was understood.**"));
    /// ```
    pub fn to_markdown(&self) -> String {
        let mut out = Blocks::default();
        if let Some(headline) = outline::headline(self) {
            out.push(format!("**{}**", prose(&headline)));
        }
        if !self.has_serious_finding() {
            push_crashes(&mut out, self);
        }
        for warning in outline::warnings(self) {
            out.push(prose(&warning));
        }
        if let Some(advice) = outline::advice(self) {
            out.push(prose(advice.text));
            out.push(advice.command.map_or(String::new(), |it| block("sh", it)));
        }
        let findings = outline::findings(self, false);
        for at in 0..findings.items.len() {
            push_finding(&mut out, self, at);
        }
        push_more(&mut out, findings.left_out.len(), "more finding");
        push_groups(&mut out, self);
        push_coverage(&mut out, self);
        out.text
    }
}

/// Blocks with a blank line between them.
#[derive(Default)]
struct Blocks {
    text: String,
}

impl Blocks {
    fn push(&mut self, block: impl AsRef<str>) {
        let block = block.as_ref();
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn push_list(&mut self, heading: &str, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.push(format!("### {heading}"));
            self.push(items.join("\n").trim_end());
        }
    }
}

fn push_crashes(out: &mut Blocks, report: &Report) {
    let dumps = outline::dumps(report, false);
    for (name, crash) in outline::crashes(dumps.items) {
        out.push(format!("{} ended with: {}", code(name), code(crash)));
    }
}

fn push_finding(out: &mut Blocks, report: &Report, at: usize) {
    let finding = &report.findings[at];
    let number = match report.findings.len() {
        1 => String::new(),
        _ => format!("Finding {}: ", at + 1),
    };
    out.push(format!("## {number}{}", prose(&finding.title)));
    out.push(badge(report, finding));
    out.push_list("Why", finding.evidence.iter().map(|it| prose(&it.text)));
    if let Some(before) = outline::told_before(report, at) {
        out.push("### What to change");
        out.push(format!("As in finding {before}."));
        return;
    }
    push_remedy(out, &finding.remedy);
    let others = finding.look_alikes.iter();
    let others = others.map(|it| format!("{}: {}", code(&it.rule), prose(&it.text)));
    out.push_list("What else it could be", others);
    out.push_list(
        "To be sure",
        finding.capture_next.iter().map(|it| capture(it)),
    );
}

/// A command is a block of its own inside the list, so that it can be copied.
fn capture(line: &str) -> String {
    let (command, sentence) = words::command(line);
    let sentence = prose(sentence);
    match command {
        Some(command) => format!("{sentence}\n\n{}\n", indented(&block("sh", command))),
        None => sentence,
    }
}

fn indented(block: &str) -> String {
    let lines = block.lines().map(|line| format!("  {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn badge(report: &Report, finding: &Finding) -> String {
    let severity = finding.severity.as_str().to_uppercase();
    let certainty = outline::certainty(finding.certainty);
    let extent = prose(&outline::extent(report, finding));
    let rule = code(&finding.rule);
    format!("**{severity}** · {certainty} · {extent} · {rule}")
}

fn push_remedy(out: &mut Blocks, remedy: &Remedy) {
    if *remedy == Remedy::default() {
        return;
    }
    out.push("### What to change");
    out.push(prose(&remedy.summary));
    let steps = remedy.steps.iter().enumerate();
    let steps: Vec<String> = steps
        .map(|(at, step)| format!("{}. {}", at + 1, prose(step)))
        .collect();
    out.push(steps.join("\n"));
    for (heading, source) in [("Before", &remedy.before), ("After", &remedy.after)] {
        if !source.trim().is_empty() {
            out.push(format!("{heading}:"));
            out.push(block("go", source));
        }
    }
    let links = remedy.links.iter().map(|it| link(&it.title, &it.url));
    out.push(links.collect::<Vec<_>>().join(" · "));
}

fn push_groups(out: &mut Blocks, report: &Report) {
    if report.groups.is_empty() {
        return;
    }
    out.push("## Groups of identical stacks");
    let shown = outline::dumps(report, false);
    let dumps = shown.items.iter();
    let dumps = dumps.map(|it| format!("- {}: {}", code(&it.name), prose(&outline::dump(it))));
    out.push(dumps.collect::<Vec<_>>().join("\n"));
    push_more(out, shown.left_out.len(), "more dump");
    if report.has_serious_finding() {
        push_crashes(out, report);
    }
    let shown = outline::groups(report, false);
    let numbers = outline::finding_numbers(report);
    for group in shown.items {
        let facts = outline::facts(report, group, numbers.get(&*group.id));
        push_group(out, group, &facts);
    }
    out.push(outline::more_groups(shown.left_out).unwrap_or_default());
}

fn push_group(out: &mut Blocks, group: &Group, facts: &[String]) {
    let mut head = format!("**{} ×** {}", words::thousands(group.count), states(group));
    for fact in facts {
        let _ = write!(head, " · {}", prose(fact));
    }
    out.push(head);
    out.push(block("", &stack(group)));
    let mut notes: Vec<String> = words::labels(group)
        .iter()
        .map(|it| format!("label {}", code(it)))
        .collect();
    notes.push(format!("group {}", code(&group.id)));
    notes.extend(words::goroutine_ids(group));
    out.push(notes.join(" · "));
}

fn states(group: &Group) -> String {
    code(&words::states(group))
}

/// The stack as plain text; `>` marks own code.
fn stack(group: &Group) -> String {
    let mut out = String::new();
    if group.frames.is_empty() {
        out.push_str("  no frame was understood\n");
    }
    let rows = stack::rows(&group.frames, false);
    let column = stack::column(&rows);
    for row in rows {
        match row {
            Row::Call(frame, times) => {
                let mut at = words::location(&frame.file, frame.line, frame.origin);
                at.push_str(&words::repeated(times));
                push_call(&mut out, &frame.func, &at, frame.origin, column);
            }
            Row::LeftOut(count) => {
                let _ = writeln!(out, "  … {}", words::plural(count, "more frame"));
            }
        }
    }
    if let Some(by) = &group.created_by {
        let at = words::location(&by.file, by.line, by.origin);
        let func = format!("created by {}", by.func);
        push_call(&mut out, &func, &at, by.origin, column);
    }
    out
}

fn push_call(out: &mut String, func: &str, at: &str, origin: Origin, column: usize) {
    let mark = match origin {
        Origin::Application => ">",
        _ => " ",
    };
    let (func, at) = (func.replace('\n', " "), at.replace('\n', " "));
    let _ = writeln!(out, "{mark} {func:column$}  {at}");
}

fn push_coverage(out: &mut Blocks, report: &Report) {
    out.push("## What was read");
    out.push(prose(&outline::coverage(report)));
    out.push(prose(&outline::repairs(report).unwrap_or_default()));
    out.push(prose(outline::better_format(report).unwrap_or_default()));
    let shown = outline::problems(report, false);
    let problems = shown.items.iter().map(|it| problem(report, it));
    out.push(problems.collect::<Vec<_>>().join("\n"));
    push_more(out, shown.left_out.len(), "more problem");
}

fn push_more(out: &mut Blocks, left_out: usize, what: &str) {
    if left_out > 0 {
        out.push(format!("… {}", words::plural(left_out as u64, what)));
    }
}

fn problem(report: &Report, problem: &Problem) -> String {
    let dump = report.dumps.get(problem.dump as usize);
    let name = match dump.filter(|_| report.dumps.len() > 1) {
        Some(dump) => format!("{}, ", code(&dump.name)),
        None => String::new(),
    };
    let lines = words::lines(problem);
    let kind = prose(words::problem(&problem.kind));
    match problem.text.trim() {
        "" => format!("- {name}{lines}: {kind}"),
        text => format!("- {name}{lines}: {kind}: {}", code(text)),
    }
}
