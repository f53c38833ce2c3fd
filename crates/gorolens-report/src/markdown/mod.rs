//! The report for an incident ticket, in Markdown that GitHub, GitLab and wikis show alike: no
//! tables, no HTML. Nothing of a dump becomes markup; see `escape.rs`.

mod escape;

use std::fmt::Write as _;

use gorolens_core::{Message, msg};

use self::escape::{block, code, link, prose};
use crate::Lang;
use crate::catalogue::thousands;
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
        let mut out = Blocks::new(self.language);
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
            out.push(prose(&advice.text));
            out.push(advice.command.map_or(String::new(), |it| block("sh", it)));
        }
        let findings = outline::findings(self, false);
        for at in 0..findings.items.len() {
            push_finding(&mut out, self, at);
        }
        push_more(
            &mut out,
            outline::more_findings(findings.left_out, self.language),
        );
        push_triage(&mut out, self);
        push_groups(&mut out, self);
        push_coverage(&mut out, self);
        out.text
    }
}

/// Blocks with a blank line between them.
struct Blocks {
    lang: Lang,
    text: String,
}

impl Blocks {
    fn new(lang: Lang) -> Blocks {
        let text = String::new();
        Blocks { lang, text }
    }

    fn say(&self, message: Message) -> String {
        self.lang.say(&message)
    }

    fn push_heading(&mut self, level: &str, heading: Message) {
        let heading = self.say(heading);
        self.push(format!("{level} {heading}"));
    }

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

    fn push_list(&mut self, heading: Message, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.push_heading("###", heading);
            self.push(items.join("\n").trim_end());
        }
    }
}

fn push_crashes(out: &mut Blocks, report: &Report) {
    let dumps = outline::dumps(report, false);
    for (name, crash) in outline::crashes(dumps.items) {
        let crash = msg("report-crash")
            .text("name", code(name))
            .text("crash", code(crash));
        out.push(out.say(crash));
    }
}

fn push_finding(out: &mut Blocks, report: &Report, at: usize) {
    let finding = &report.findings[at];
    let number = match report.findings.len() {
        1 => String::new(),
        _ => out.say(msg("report-finding").text("number", (at + 1).to_string())),
    };
    out.push(format!("## {number}{}", prose(&finding.title)));
    out.push(badge(report, finding));
    out.push_list(
        msg("report-why"),
        finding.evidence.iter().map(|it| prose(&it.text)),
    );
    if let Some(before) = outline::told_before(report, at) {
        out.push_heading("###", msg("report-what-to-change"));
        out.push(out.say(msg("report-as-in-finding").text("number", before.to_string())));
        return;
    }
    if finding.severity > Severity::Note {
        push_ages(out, finding);
        let notes = finding.cost.notes.iter();
        out.push_list(msg("report-cost"), notes.map(|it| prose(it)));
    }
    push_remedy(out, &finding.remedy);
    let others = finding.look_alikes.iter();
    let others: Vec<String> = others.map(|it| look_alike(it, out.lang)).collect();
    out.push_list(msg("report-what-else"), others.into_iter());
    out.push_list(
        msg("report-to-be-sure"),
        finding.capture_next.iter().map(|it| capture(it)),
    );
    out.push_list(
        msg("report-confirm"),
        finding.confirm.iter().map(|it| capture(it)),
    );
}

fn push_ages(out: &mut Blocks, finding: &Finding) {
    let Some(ages) = &finding.ages else {
        return;
    };
    let notes = ages.notes.iter();
    out.push_list(msg("report-ages"), notes.map(|it| prose(it)));
    let chart = outline::histogram(ages, out.lang);
    if !chart.is_empty() {
        out.push(block("text", &chart.join("\n")));
    }
}

fn look_alike(it: &LookAlike, lang: Lang) -> String {
    let sentence = msg("report-look-alike")
        .text("rule", code(&it.rule))
        .text("text", prose(&it.text));
    lang.say(&sentence)
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
    let severity = outline::severity(finding.severity, report.language);
    let certainty = outline::certainty(finding.certainty, report.language);
    let extent = prose(&outline::extent(report, finding));
    let rule = code(&finding.rule);
    format!("**{severity}** · {certainty} · {extent} · {rule}")
}

fn push_remedy(out: &mut Blocks, remedy: &Remedy) {
    if *remedy == Remedy::default() {
        return;
    }
    out.push_heading("###", msg("report-what-to-change"));
    out.push(prose(&remedy.summary));
    let steps = remedy.steps.iter().enumerate();
    let steps: Vec<String> = steps
        .map(|(at, step)| format!("{}. {}", at + 1, prose(step)))
        .collect();
    out.push(steps.join("\n"));
    let (before, after) = (msg("report-before"), msg("report-after"));
    for (heading, source) in [(before, &remedy.before), (after, &remedy.after)] {
        if !source.trim().is_empty() {
            out.push(format!("{}:", out.say(heading)));
            out.push(block("go", source));
        }
    }
    let links = remedy.links.iter().map(|it| link(&it.title, &it.url));
    out.push(links.collect::<Vec<_>>().join(" · "));
}

/// What people noted, group by group, with the call that waits.
fn push_triage(out: &mut Blocks, report: &Report) {
    let items = report.triage.iter().filter_map(|triage| {
        let group = report.group(&triage.group)?;
        let waits = group.frames.iter().find(|it| it.origin != Origin::Runtime);
        let waits = waits.or(group.frames.first());
        let mark = out.say(match triage.mark {
            Mark::Normal => msg("report-triage-normal"),
            Mark::Suspect => msg("report-triage-suspect"),
            Mark::Reviewed => msg("report-triage-reviewed"),
        });
        let mut item = format!("- **{mark}** · {} ×", thousands(group.count));
        for part in [waits.map_or("", |it| &it.func), &triage.group] {
            if !part.is_empty() {
                let _ = write!(item, " {}", code(part));
            }
        }
        if !triage.note.trim().is_empty() {
            let _ = write!(item, ": {}", prose(triage.note.trim()));
        }
        Some(item)
    });
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        out.push_heading("##", msg("report-triage"));
        out.push(items.join("\n"));
    }
}

fn push_groups(out: &mut Blocks, report: &Report) {
    if report.groups.is_empty() {
        return;
    }
    out.push_heading("##", msg("report-groups"));
    let shown = outline::dumps(report, false);
    let dumps = shown.items.iter().map(|it| {
        let about = prose(&outline::dump(it, report.language));
        let line = msg("report-named-dump")
            .text("name", code(&it.name))
            .text("about", about);
        format!("- {}", out.say(line))
    });
    out.push(dumps.collect::<Vec<_>>().join("\n"));
    push_more(out, outline::more_dumps(shown.left_out, report.language));
    if report.has_serious_finding() {
        push_crashes(out, report);
    }
    let (shown, left_out) = outline::groups(report, false);
    let numbers = outline::finding_numbers(report);
    for group in shown {
        let facts = outline::facts(report, group, numbers.get(&*group.id));
        push_group(out, group, &facts);
    }
    push_more(out, outline::more_groups(&left_out, report.language));
    let normal = outline::normal(report).into_iter();
    out.push_list(msg("report-normal-here"), normal.map(|it| prose(&it)));
}

fn push_more(out: &mut Blocks, what: Option<String>) {
    let more = what.map(|what| out.say(msg("report-left-out").text("what", what)));
    out.push(more.unwrap_or_default());
}

fn push_group(out: &mut Blocks, group: &Group, facts: &[String]) {
    let mut head = format!(
        "**{} ×** {}",
        thousands(group.count),
        states(group, out.lang)
    );
    for fact in facts {
        let _ = write!(head, " · {}", prose(fact));
    }
    out.push(head);
    out.push(block("", &stack(group, out.lang)));
    let label = out.say(msg("report-label"));
    let mut notes: Vec<String> = words::labels(group, out.lang)
        .iter()
        .map(|it| format!("{label}{}", code(it)))
        .collect();
    notes.push(out.say(msg("report-group").text("id", code(&group.id))));
    notes.extend(words::goroutine_ids(group, out.lang));
    out.push(notes.join(" · "));
}

fn states(group: &Group, lang: Lang) -> String {
    code(&words::states(group, lang))
}

/// The stack as plain text; `>` marks own code.
fn stack(group: &Group, lang: Lang) -> String {
    let mut out = String::new();
    if group.frames.is_empty() {
        let _ = writeln!(out, "  {}", lang.say(&msg("report-no-frame")));
    }
    let rows = stack::rows(&group.frames, false);
    let column = stack::column(&rows);
    push_rows(&mut out, rows, column, lang);
    if let Some(by) = &group.created_by {
        let at = words::location(&by.file, by.line, by.origin);
        let func = format!("created by {}", by.func);
        push_call(&mut out, &func, &at, by.origin, column);
    }
    push_ancestries(&mut out, group, lang);
    out
}

/// Who started the starters.
fn push_ancestries(out: &mut String, group: &Group, lang: Lang) {
    let (shown, more) = stack::ancestries(group, false);
    for ancestry in shown {
        let title = msg("report-ancestry").n("n", ancestry.count);
        let _ = writeln!(out, "  {}", lang.say(&title));
        let frames = stack::lineage(ancestry);
        let rows = stack::rows(&frames, false);
        let column = stack::column(&rows);
        push_rows(out, rows, column, lang);
    }
    if more > 0 {
        let text = lang.say(&msg("report-more-ancestries").n("n", more));
        let _ = writeln!(out, "  {text}");
    }
}

fn push_rows(out: &mut String, rows: Vec<Row<'_>>, column: usize, lang: Lang) {
    for row in rows {
        match row {
            Row::Call(frame, times) => {
                let mut at = words::location(&frame.file, frame.line, frame.origin);
                at.push_str(&words::repeated(times, lang));
                push_call(out, &frame.func, &at, frame.origin, column);
            }
            Row::LeftOut(count) => {
                let more = lang.say(&msg("report-more-frames").n("n", count));
                let more = lang.say(&msg("report-left-out").text("what", more));
                let _ = writeln!(out, "  {more}");
            }
        }
    }
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
    out.push_heading("##", msg("report-what-was-read"));
    out.push(prose(&outline::coverage(report)));
    out.push(prose(&outline::repairs(report).unwrap_or_default()));
    out.push(prose(&outline::better_format(report).unwrap_or_default()));
    let shown = outline::problems(report, false);
    let problems = shown.items.iter().map(|it| problem(report, it));
    out.push(problems.collect::<Vec<_>>().join("\n"));
    push_more(out, outline::more_problems(shown.left_out, report.language));
}

fn problem(report: &Report, problem: &Problem) -> String {
    let name = outline::dump_name(report, problem.dump).map(code);
    let said = outline::problem(problem, name, report.language);
    match problem.text.trim() {
        "" => format!("- {said}"),
        text => {
            let quoted = msg("report-problem-quoted")
                .text("problem", said)
                .text("text", code(text));
            format!("- {}", report.language.say(&quoted))
        }
    }
}
