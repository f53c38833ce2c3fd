//! The goroutines of a group, a page at a time, with their arguments when asked for.

use std::rc::Rc;

use gorolens_worker::wire::{Member, Raw, Site};
use yew::prelude::*;

use crate::components::app::{AppContext, use_app};
use crate::components::place_link::view_goroutine_link;
use crate::components::shared::{Marks, use_marks, view_func, view_marked};
use crate::hooks::MEMBERS_PER_PAGE;
use crate::state::{Goroutines, InputId, MembersPage, Report};
use crate::view_model::numbers::{grouped, minutes};

/// Frames whose arguments are shown: the call that names the group, and own code.
const MAX_FRAMES: usize = 3;

#[derive(PartialEq, Properties)]
pub(super) struct GoroutineTableProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// Index of the group.
    pub(super) group: u32,
    pub(super) goroutines: Rc<Goroutines>,
    /// The address that is marked.
    pub(super) pointer: Option<AttrValue>,
}

/// The table with its tools.
#[component]
pub(super) fn GoroutineTable(props: &GoroutineTableProps) -> Html {
    let app = use_app();
    let words = app.words;
    let with_arguments = use_state_eq(|| false);
    let page = props.goroutines.pages.get(&props.group).cloned();
    let marks = use_marks(props.goroutines.clone(), props.pointer.clone());
    use_effect_with((props.group, props.report.clone()), {
        let (app, input, is_known) = (app.clone(), props.input, page.is_some());
        move |(group, report)| {
            if !is_known {
                app.analyzers.members(input, report, *group, 0);
            }
        }
    });
    use_effect_with((page.clone(), *with_arguments), {
        let (app, input, known) = (app.clone(), props.input, props.goroutines.clone());
        move |(page, wanted)| {
            let members = page
                .iter()
                .filter(|_| *wanted)
                .flat_map(|page| &page.members);
            for member in members.filter(|it| !known.raws.has(&it.key)) {
                app.analyzers.raw(input, member.key);
            }
        }
    });
    let Some(page) = page else {
        return html! { <p class="goroutines-wait">{ words.ids }{ " …" }</p> };
    };
    let frames = if *with_arguments {
        frames(props)
    } else {
        Vec::new()
    };
    let rows = page
        .members
        .iter()
        .map(|member| view_row(member, &frames, &marks, props, &app));
    let on_arguments = {
        let with_arguments = with_arguments.clone();
        Callback::from(move |_: MouseEvent| with_arguments.set(!*with_arguments))
    };
    let has_text = page.members.first().is_some_and(|it| it.id != 0);
    let has_labels = has_labels(&page);
    html! {
        <section class="goroutines" data-testid="goroutines">
            <div class="goroutines-tools">
                <h3 class="detail-title">{ words.ids }</h3>
                { view_pager(props, &page, &app) }
                if has_text {
                    <button type="button" class="button button-small" data-testid="arguments-toggle"
                        aria-pressed={with_arguments.to_string()} onclick={on_arguments}>{ words.arguments }</button>
                }
            </div>
            <div class="goroutines-scroll" role="region" aria-label={words.ids} tabindex="0">
                <table class="goroutines-table">
                    <thead>
                        <tr>
                            <th scope="col">{ words.goroutine_id }</th>
                            <th scope="col">{ words.goroutine_state }</th>
                            <th scope="col">{ words.goroutine_wait }</th>
                            <th scope="col">{ words.goroutine_creator }</th>
                            if has_labels { <th scope="col">{ words.labels }</th> }
                            if *with_arguments { <th scope="col">{ words.arguments }</th> }
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </section>
    }
}

fn has_labels(page: &MembersPage) -> bool {
    page.members.iter().any(|it| !it.labels.is_empty())
}

/// Indices of the frames whose arguments are told.
fn frames(props: &GoroutineTableProps) -> Vec<usize> {
    let Some(row) = props.report.row(props.group) else {
        return Vec::new();
    };
    let at = props.report.title(props.group).and_then(|title| title.at);
    let is_told = |site: &Site| Some(*site) == at || site.origin == Default::default();
    let told = row
        .frames
        .iter()
        .enumerate()
        .filter(|(_, site)| is_told(site));
    told.map(|(idx, _)| idx).take(MAX_FRAMES).collect()
}

fn view_row(
    member: &Member,
    frames: &[usize],
    marks: &Marks,
    props: &GoroutineTableProps,
    app: &AppContext,
) -> Html {
    let words = app.words;
    let at = (props.input, &props.report);
    let dump = member.key.dump;
    let labels = member
        .labels
        .iter()
        .map(|(key, value)| format!("{key}={value}"));
    let labels: Vec<String> = labels.collect();
    let page = props.goroutines.pages.get(&props.group);
    html! {
        <tr key={format!("{}.{}", member.key.dump, member.key.at)} data-testid="goroutine">
            <td class="goroutines-id">
                if member.id != 0 {
                    { view_goroutine_link(dump, member.id, at, app) }
                } else {
                    { "× " }{ grouped(u64::from(member.count)) }
                }
            </td>
            <td>{ member.state.clone() }</td>
            <td class="goroutines-number">{ member.wait_minutes.map(|it| minutes(u64::from(it), words.units)) }</td>
            <td>{ member.creator_id.map(|id| view_goroutine_link(dump, id, at, app)) }</td>
            if page.is_some_and(|page| has_labels(page)) { <td>{ labels.join(", ") }</td> }
            if !frames.is_empty() {
                <td class="goroutines-arguments">{ view_arguments(member, frames, marks, props, app) }</td>
            }
        </tr>
    }
}

fn view_arguments(
    member: &Member,
    frames: &[usize],
    marks: &Marks,
    props: &GoroutineTableProps,
    app: &AppContext,
) -> Html {
    let Some(raw) = props.goroutines.raws.get(&member.key) else {
        return html! { { "…" } };
    };
    let arguments = match &**raw {
        Raw::Text { arguments, .. } => arguments,
        Raw::Unavailable(why) => return html! { { (app.words.no_raw)(why) } },
    };
    let row = props.report.row(props.group);
    let lines = frames.iter().filter_map(|idx| {
        let site = row?.frames.get(*idx)?;
        let text = arguments.get(*idx)?.as_deref()?;
        let text = view_marked(text, marks, props.input, app, |id| html! { { id } });
        Some(html! { <div>{ view_func(props.report.str(site.func)) }{ "(" }{ text }{ ")" }</div> })
    });
    lines.collect()
}

/// Where one is, and the way on and back.
fn view_pager(props: &GoroutineTableProps, page: &MembersPage, app: &AppContext) -> Html {
    let words = app.words;
    let step = u64::from(MEMBERS_PER_PAGE);
    let turn = |from: u64| {
        let (app, input, group) = (app.clone(), props.input, props.group);
        let report = props.report.clone();
        Callback::from(move |_: MouseEvent| app.analyzers.members(input, &report, group, from))
    };
    let end = page.from + page.members.len() as u64;
    let shown = (words.goroutines_shown)(page.from + 1, end, page.total);
    html! {
        <div class="goroutines-pager">
            <span aria-live="polite">{ shown }</span>
            if page.total > step {
                <button type="button" class="button button-small" disabled={page.from == 0}
                    onclick={turn(page.from.saturating_sub(step))}>{ words.page_before }</button>
                <button type="button" class="button button-small" data-testid="goroutines-next" disabled={end >= page.total}
                    onclick={turn(end)}>{ words.page_after }</button>
            }
        </div>
    }
}
