//! The screen of a report: the verdict first, then the groups, then what was read.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::app::{AppContext, use_app};
use super::coverage::CoveragePanel;
use super::export::ExportButtons;
use super::goroutine::GoroutineDialog;
use super::groups::GroupsPanel;
use super::shared::icons;
use super::start::{DumpForm, view_capture_help};
use super::verdict::{FIRST_FINDINGS, view_no_goroutines, view_verdict};
use crate::hooks::{arrive, go_to_heading, use_address, use_notes, use_tasks};
use crate::state::{Input, InputId, Place, Report};
use crate::view_model::findings::Verdict;
use crate::view_model::numbers::bytes;
use crate::words::Words;

#[derive(PartialEq, Properties)]
pub(super) struct ResultProps {
    pub(super) input: Rc<Input>,
    pub(super) report: Rc<Report>,
}

/// Findings that are drawn in one task after the first, and groups that are read.
const FINDINGS_OF_TASK: usize = 5;
const ROWS_OF_TASK: usize = 1000;

/// The screen of a report: what is wrong at once, the rest in tasks of its own.
#[component]
pub(super) fn ResultScreen(props: &ResultProps) -> Html {
    let app = use_app();
    let report = &props.report;
    let heading = use_node_ref();
    let n_tasks = n_tasks(report);
    let tasks = use_tasks(n_tasks);
    let all_drawn = tasks >= n_tasks;
    let most_findings = if all_drawn {
        usize::MAX
    } else {
        tasks * FINDINGS_OF_TASK
    };
    if let Some(last) = tasks.checked_sub(1) {
        report.read(last * ROWS_OF_TASK..tasks * ROWS_OF_TASK);
    }
    use_effect_with(props.input.id, {
        let (heading, app, report) = (heading.clone(), app.clone(), report.clone());
        move |input: &InputId| {
            // A link is meant for the dump that is opened first.
            let is_linked =
                app.analyzers.is_first(*input) && arrive(*input, &report, &app.analyzers);
            if let Some(heading) = heading.cast::<HtmlElement>().filter(|_| !is_linked) {
                // Without focus the page is still readable.
                let _ = heading.focus();
            }
        }
    });
    use_address(&props.input, report, &app.analyzers);
    use_notes(&props.input, &app.analyzers);
    let input = props.input.id;
    if Verdict::of(report) == Verdict::NoGoroutines {
        return html! {
            <>
                { view_dump_bar(props, &app) }
                { view_no_goroutines(report, heading, app.words) }
                <CoveragePanel report={report.clone()} open=true />
                <DumpForm />
                { view_capture_help(app.words) }
            </>
        };
    }
    html! {
        <>
            { view_dump_bar(props, &app) }
            { view_verdict(props, most_findings, heading, &app) }
            if all_drawn {
                <GroupsPanel {input} report={report.clone()} view={props.input.view.clone()} />
                <CoveragePanel report={report.clone()} open={false} />
            }
            if let Some(Place::Goroutine { dump, id }) = props.input.view.place {
                <GoroutineDialog {input} report={report.clone()} {dump} {id}
                    goroutines={props.input.view.goroutines.clone()} pointer={props.input.view.pointer.clone()} />
            }
        </>
    }
}

/// Tasks after which all findings are drawn that are shown at first, and all groups are read.
fn n_tasks(report: &Report) -> usize {
    let n_findings = report.outcome.findings.len().min(FIRST_FINDINGS);
    let n_findings = n_findings.div_ceil(FINDINGS_OF_TASK);
    let n_groups = report.n_groups() as usize;
    n_findings.max(n_groups.div_ceil(ROWS_OF_TASK)).max(1)
}

/// What was analysed, in one line.
fn view_dump_bar(props: &ResultProps, app: &AppContext) -> Html {
    let words = app.words;
    let outcome = &props.report.outcome;
    let on_new = {
        let analyzers = app.analyzers.clone();
        Callback::from(move |_: MouseEvent| analyzers.show(None))
    };
    let mut facts = vec![
        (words.goroutines)(outcome.totals.goroutines),
        (words.groups)(outcome.totals.groups),
        bytes(outcome.coverage.bytes),
    ];
    if outcome.dumps.len() > 1 {
        facts.insert(0, (words.dumps)(outcome.dumps.len() as u64));
    }
    let version = outcome
        .dumps
        .iter()
        .find_map(|dump| dump.go_version.as_deref());
    facts.extend(version.map(words.go_version));
    let facts = facts.into_iter().map(|fact| html! { <li>{ fact }</li> });
    let crash = outcome.dumps.iter().find_map(|dump| dump.crash.clone());
    html! {
        <>
        <div class="dump-bar">
            <p class="dump-bar-name" title={props.input.name.clone()}>{ icons::file() }<span>{ props.input.name.clone() }</span></p>
            <ul class="dump-bar-facts">{ for facts }</ul>
            if outcome.totals.goroutines > 0 {
                { view_sections(words) }
                <ExportButtons input={props.input.id} report={props.report.clone()}
                    notes={props.input.view.notes.clone()} />
            }
            <button type="button" class="button dump-bar-new" data-testid="new-dump" onclick={on_new}>
                { icons::plus() }<span>{ words.new_dump }</span>
            </button>
        </div>
            if let Some(crash) = crash {
                <p class="dump-bar-crash"><code>{ crash }</code></p>
            }
        </>
    }
}

/// The way to the parts of a long page.
fn view_sections(words: &Words) -> Html {
    let sections = [
        ("verdict-title", words.verdict),
        ("groups-title", words.section_groups),
        ("coverage-title", words.coverage),
    ];
    let links = sections.map(|(id, name)| {
        let onclick = Callback::from(move |_: MouseEvent| go_to_heading(id));
        html! { <button type="button" class="dump-bar-section" {onclick}>{ name }</button> }
    });
    html! { <nav class="dump-bar-sections" aria-label={words.sections}>{ for links }</nav> }
}
