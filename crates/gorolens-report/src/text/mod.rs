//! The report for a terminal: the verdict first, then the groups, then what was not understood.
//!
//! Nothing of a dump reaches the terminal as it is: control characters are spelled out.

mod page;

use anstyle::Style;
use gorolens_core::{Message, msg};

use self::page::{Page, styles};
use crate::catalogue::thousands;
use crate::outline;
use crate::stack::{self, Row};
use crate::types::*;
use crate::words;

/// How the text is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns to wrap prose at; `None` leaves lines whole. Stacks and code are never wrapped.
    pub width: Option<usize>,
    /// Whether to mark with colours what words say too.
    pub color: bool,
    /// Every group, frame and problem instead of the most important ones.
    pub all: bool,
    /// Whether the verdict is repeated at the end, where a terminal stands still.
    pub closing: bool,
}

impl Report {
    /// The report as text for a terminal.
    ///
    /// ```
    /// use gorolens_report::{Report, TextOptions};
    ///
    /// let mut analysis = gorolens_core::Analysis::new(gorolens_core::Limits::default());
    /// analysis.start_input("empty.txt");
    /// let text = Report::from(analysis.finish()).to_text(&TextOptions::default());
    /// assert!(text.starts_with("No goroutine was understood."));
    /// ```
    pub fn to_text(&self, options: &TextOptions) -> String {
        let mut page = Page::new(*options, self.language);
        headline(&mut page, self);
        let findings = outline::findings(self, options.all);
        for at in 0..findings.items.len() {
            view_finding(&mut page, self, at);
        }
        view_more(
            &mut page,
            outline::more_findings(findings.left_out, self.language),
        );
        view_groups(&mut page, self);
        view_coverage(&mut page, self);
        if options.closing {
            view_closing(&mut page, self);
        }
        page.into_text()
    }
}

fn headline(page: &mut Page, report: &Report) {
    if let Some(headline) = outline::headline(report) {
        page.prose("", &headline, styles::TITLE);
    }
    if !report.has_serious_finding() {
        view_crashes(page, report);
    }
    for warning in outline::warnings(report) {
        page.prose("", &warning, styles::TITLE);
    }
    if let Some(advice) = outline::advice(report) {
        page.prose("", &advice.text, Style::new());
        if let Some(command) = advice.command {
            page.line("  ", &[(command, styles::HEAD)]);
        }
    }
}

fn view_crashes(page: &mut Page, report: &Report) {
    let dumps = outline::dumps(report, page.options.all);
    for (name, crash) in outline::crashes(dumps.items) {
        let crash = msg("report-crash").text("name", name).text("crash", crash);
        page.prose("", &page.lang.say(&crash), Style::new());
    }
}

fn view_finding(page: &mut Page, report: &Report, at: usize) {
    let finding = &report.findings[at];
    page.gap();
    let number = match report.findings.len() {
        1 => String::new(),
        _ => format!("{}. ", at + 1),
    };
    page.item("", &number, &finding.title, styles::TITLE);
    view_badge(page, report, finding);
    if !finding.remedy.summary.is_empty() {
        let label = page.lang.say(&msg("report-remedy"));
        page.item("", &label, &finding.remedy.summary, Style::new());
    }
    list(
        page,
        msg("report-why"),
        finding.evidence.iter().map(|it| &*it.text),
    );
    if let Some(before) = outline::told_before(report, at) {
        page.heading(msg("report-what-to-change"));
        let as_in = msg("report-as-in-finding").text("number", before.to_string());
        page.prose("  ", &page.lang.say(&as_in), Style::new());
        return;
    }
    if finding.severity > Severity::Note {
        view_ages(page, finding);
        list(
            page,
            msg("report-cost"),
            finding.cost.notes.iter().map(|it| &**it),
        );
    }
    view_remedy(page, &finding.remedy);
    let others = finding.look_alikes.iter();
    let others: Vec<String> = others
        .map(|it| {
            let look_alike = msg("report-look-alike")
                .text("rule", &it.rule)
                .text("text", &it.text);
            page.lang.say(&look_alike)
        })
        .collect();
    list(page, msg("report-what-else"), others.iter().map(|it| &**it));
    view_captures(page, msg("report-to-be-sure"), &finding.capture_next);
    view_captures(page, msg("report-confirm"), &finding.confirm);
}

fn view_ages(page: &mut Page, finding: &Finding) {
    let Some(ages) = &finding.ages else {
        return;
    };
    list(page, msg("report-ages"), ages.notes.iter().map(|it| &**it));
    for line in outline::histogram(ages, page.lang) {
        page.line("    ", &[(&line, Style::new())]);
    }
}

/// `LEAK · high certainty · 2,480 of 2,483 goroutines · 1,240 connections`, then rule and dump.
fn view_badge(page: &mut Page, report: &Report, finding: &Finding) {
    let lang = page.lang;
    let severity = outline::severity(finding.severity, lang);
    let certainty = outline::certainty(finding.certainty, lang);
    let extent = outline::extent(report, finding);
    let badge = format!("{severity} · {certainty} · {extent}");
    page.prose("", &badge, styles::severity(finding.severity));
    let rule = match outline::dump_name(report, finding.dump) {
        Some(name) => lang.say(
            &msg("report-rule-in-dump")
                .text("rule", &finding.rule)
                .text("name", name),
        ),
        None => finding.rule.clone(),
    };
    page.prose("", &rule, styles::FAINT);
}

fn list<'a>(page: &mut Page, heading: Message, items: impl Iterator<Item = &'a str>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        page.heading(heading);
    }
    for item in items {
        page.item("  ", "• ", item, Style::new());
    }
}

fn view_captures(page: &mut Page, heading: Message, captures: &[String]) {
    if !captures.is_empty() {
        page.heading(heading);
    }
    for capture in captures {
        let (command, sentence) = words::command(capture);
        let mut mark = "• ";
        if let Some(command) = command {
            page.line("  ", &[(mark, Style::new()), (command, styles::HEAD)]);
            mark = "  ";
        }
        page.item("  ", mark, sentence, Style::new());
    }
}

fn view_remedy(page: &mut Page, remedy: &Remedy) {
    let Remedy {
        steps,
        before,
        after,
        links,
        ..
    } = remedy;
    if steps.is_empty() && links.is_empty() && before.is_empty() && after.is_empty() {
        return;
    }
    let heading = match steps.is_empty() {
        true => msg("report-read-more"),
        false => msg("report-what-to-change"),
    };
    page.heading(heading);
    for (at, step) in steps.iter().enumerate() {
        page.item("  ", &format!("{}. ", at + 1), step, Style::new());
    }
    view_code(page, msg("report-before"), before, styles::BEFORE);
    view_code(page, msg("report-after"), after, styles::AFTER);
    if !links.is_empty() && !steps.is_empty() {
        page.gap();
    }
    for link in links {
        let line = format!("{} – {}", link.title, link.url);
        page.item("  ", "• ", &line, Style::new());
    }
}

fn view_code(page: &mut Page, heading: Message, code: &str, style: Style) {
    if code.trim().is_empty() {
        return;
    }
    page.gap();
    page.line("  ", &[(&page.lang.say(&heading), styles::FAINT)]);
    for line in code.lines() {
        page.line("      ", &[(line, style)]);
    }
}

fn view_groups(page: &mut Page, report: &Report) {
    if report.groups.is_empty() {
        return;
    }
    page.heading(msg("report-groups"));
    view_dumps(page, report);
    let (shown, left_out) = outline::groups(report, page.options.all);
    let own = shown.iter().flat_map(|group| &group.frames);
    if own.into_iter().any(|it| it.origin == Origin::Application) {
        page.line(
            "",
            &[(&page.lang.say(&msg("report-own-code")), styles::FAINT)],
        );
    }
    let numbers = outline::finding_numbers(report);
    for group in shown {
        page.gap();
        let facts = outline::facts(report, group, numbers.get(&*group.id));
        view_group(page, group, &facts);
    }
    if !left_out.is_empty() {
        page.gap();
    }
    view_more(page, outline::more_groups(&left_out, page.lang));
    let normal = outline::normal(report);
    let normal = normal.iter().map(|it| &**it);
    list(page, msg("report-normal-here"), normal);
}

fn view_more(page: &mut Page, what: Option<String>) {
    if let Some(what) = what {
        let more = msg("report-all-lists-them").text("what", what);
        page.prose("", &page.lang.say(&more), styles::FAINT);
    }
}

fn view_dumps(page: &mut Page, report: &Report) {
    let dumps = outline::dumps(report, page.options.all);
    for dump in dumps.items {
        let about = outline::dump(dump, page.lang);
        let line = msg("report-named-dump")
            .text("name", &dump.name)
            .text("about", about);
        page.prose("", &page.lang.say(&line), Style::new());
    }
    let more = outline::more_dumps(dumps.left_out, page.lang);
    view_more(page, more);
    if report.has_serious_finding() {
        view_crashes(page, report);
    }
}

fn view_group(page: &mut Page, group: &Group, facts: &[String]) {
    let mut head = words::states(group, page.lang);
    for fact in facts {
        head.push_str(" · ");
        head.push_str(fact);
    }
    let style = match group.benign {
        Some(_) => styles::FAINT,
        None => styles::HEAD,
    };
    page.item("", &format!("{} × ", thousands(group.count)), &head, style);
    view_stack(page, group);
    let mark = page.lang.say(&msg("report-label"));
    for label in words::labels(group, page.lang) {
        page.item("    ", &mark, &label, Style::new());
    }
    let id = page.lang.say(&msg("report-group").text("id", &group.id));
    let ids = words::goroutine_ids(group, page.lang);
    let ids = ids.map_or(String::new(), |ids| format!(" · {ids}"));
    page.prose("    ", &format!("{id}{ids}"), styles::FAINT);
}

fn view_stack(page: &mut Page, group: &Group) {
    if group.frames.is_empty() {
        page.line(
            "    ",
            &[(&page.lang.say(&msg("report-no-frame")), styles::FAINT)],
        );
    }
    let rows = stack::rows(&group.frames, page.options.all);
    let column = stack::column(&rows);
    view_rows(page, rows, column);
    if let Some(by) = &group.created_by {
        let at = words::location(&by.file, by.line, by.origin);
        page.call("created by ", &by.func, &at, by.origin, column);
    }
    view_ancestries(page, group);
}

/// Who started the starters.
fn view_ancestries(page: &mut Page, group: &Group) {
    let (shown, more) = stack::ancestries(group, page.options.all);
    for ancestry in shown {
        let title = msg("report-ancestry").n("n", ancestry.count);
        page.line("    ", &[(&page.lang.say(&title), styles::FAINT)]);
        let frames = stack::lineage(ancestry);
        let rows = stack::rows(&frames, page.options.all);
        let column = stack::column(&rows);
        view_rows(page, rows, column);
    }
    if more > 0 {
        let text = page.lang.say(&msg("report-more-ancestries").n("n", more));
        page.line("    ", &[(&text, styles::FAINT)]);
    }
}

fn view_rows(page: &mut Page, rows: Vec<Row<'_>>, column: usize) {
    for row in rows {
        match row {
            Row::Call(frame, times) => {
                let mut at = words::location(&frame.file, frame.line, frame.origin);
                at.push_str(&words::repeated(times, page.lang));
                page.call("", &frame.func, &at, frame.origin, column);
            }
            Row::LeftOut(count) => {
                let text = page.lang.say(&msg("report-more-frames").n("n", count));
                let text = page.lang.say(&msg("report-left-out").text("what", text));
                page.line("    ", &[(&text, styles::FAINT)]);
            }
        }
    }
}

fn view_coverage(page: &mut Page, report: &Report) {
    page.heading(msg("report-what-was-read"));
    page.prose("", &outline::coverage(report), Style::new());
    if let Some(repairs) = outline::repairs(report) {
        page.prose("", &repairs, Style::new());
    }
    if let Some(better) = outline::better_format(report) {
        page.prose("", &better, Style::new());
    }
    let shown = outline::problems(report, page.options.all);
    for problem in shown.items {
        view_problem(page, report, problem);
    }
    view_more(page, outline::more_problems(shown.left_out, page.lang));
}

/// `In short: …` with the weightiest findings, or that there is none.
fn view_closing(page: &mut Page, report: &Report) {
    page.gap();
    let serious = report.findings.iter().filter(|it| it.severity.is_serious());
    let mut titles: Vec<&str> = serious.map(|it| &*it.title).collect();
    let headline = outline::headline(report);
    if titles.is_empty() {
        titles.extend(headline.as_deref());
    }
    let mark = page.lang.say(&msg("report-in-short"));
    for title in titles.into_iter().take(3) {
        page.item("", &mark, title, styles::TITLE);
    }
}

fn view_problem(page: &mut Page, report: &Report, problem: &Problem) {
    let name = outline::dump_name(report, problem.dump).map(str::to_owned);
    let head = outline::problem(problem, name, page.lang);
    page.item("  ", "• ", &head, Style::new());
    if !problem.text.is_empty() {
        page.cut_line("    │ ", &problem.text, styles::FAINT);
    }
}
