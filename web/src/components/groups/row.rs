//! One group as a row: how many, what they do, for whom, since when. The row unfolds its stack.

use std::cell::Cell;
use std::rc::Rc;

use gorolens_worker::wire::GroupRow;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::act;
use super::detail::view_detail;
use super::triage::view_note;
use crate::components::app::use_app;
use crate::components::shared::{icons, view_func};
use crate::hooks::focus_in_view;
use crate::state::{Goroutines, GroupsAction, InputId, Report};
use crate::view_model::numbers::{grouped, per_mille};
use crate::view_model::title::{Behalf, Title};
use crate::view_model::triage::Note;
use crate::words::Words;

#[derive(PartialEq, Properties)]
pub(super) struct GroupItemProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// Index of the group.
    pub(super) group: u32,
    pub(super) open: bool,
    /// Whether library frames are folded away.
    pub(super) fold: bool,
    /// One-based place in the list.
    pub(super) place: usize,
    pub(super) n_groups: usize,
    /// The number of the wish to see this row.
    pub(super) reveal: Option<u32>,
    /// The wish fulfilled last: a row that is drawn again must not take the focus again.
    pub(super) revealed: Rc<Cell<Option<u32>>>,
    /// What is known of single goroutines, if the row is open.
    pub(super) goroutines: Option<Rc<Goroutines>>,
    /// The address that is marked.
    pub(super) pointer: Option<AttrValue>,
    /// What the user noted about it.
    pub(super) note: Note,
}

/// The row.
#[component]
pub(super) fn GroupItem(props: &GroupItemProps) -> Html {
    let app = use_app();
    let toggle = use_node_ref();
    let unfold = use_state_eq(|| false);
    use_effect_with((toggle.clone(), props.reveal), {
        let revealed = props.revealed.clone();
        move |(toggle, reveal)| {
            if reveal.is_some() && revealed.replace(*reveal) != *reveal {
                toggle.cast::<HtmlElement>().iter().for_each(focus_in_view);
            }
        }
    });
    let report = &props.report;
    let (Some(row), Some(title)) = (report.row(props.group), report.title(props.group)) else {
        return html! {};
    };
    let words = app.words;
    let group = props.group;
    let onclick = act(&app, props.input, move |_: MouseEvent| {
        GroupsAction::Toggle(group)
    });
    let detail_id = format!("stack-{}", props.group);
    html! {
        <li class={classes!("group-row", props.open.then_some("group-row-open"))} data-testid="group-row"
            data-group={props.group.to_string()} aria-posinset={props.place.to_string()}
            aria-setsize={props.n_groups.to_string()}
            data-group-id={report.text(row.id)} data-count={row.count.to_string()}>
            <button ref={toggle} type="button" class="group-row-toggle" data-testid="group-toggle"
                aria-expanded={props.open.to_string()} aria-controls={detail_id.clone()} {onclick}>
                { view_count(row, report) }
                <span class="group-row-main">
                    { view_title(title, report, words) }
                    { view_meta(row, title, props, words) }
                </span>
                { icons::chevron() }
            </button>
            if props.open {
                <div id={detail_id} class="group-row-detail">
                    { view_detail(props, row, &unfold, &app) }
                </div>
            }
        </li>
    }
}

/// The count with a bar for its share of the largest group.
fn view_count(row: &GroupRow, report: &Report) -> Html {
    let largest = report.row(0).map_or(1, |first| first.count).max(1);
    let width = per_mille(row.count, largest).max(20);
    html! {
        <span class="group-row-count">
            <span class="group-row-number">{ grouped(row.count) }</span>
            <svg class="group-row-bar" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="group-row-bar-back" width="1000" height="4" /><rect class="group-row-bar-part" width={width.to_string()} height="4" />
            </svg>
        </span>
    }
}

fn view_title(title: &Title, report: &Report, words: &Words) -> Html {
    let own = |origin| {
        classes!(
            "group-row-func",
            (origin == gorolens_worker::report::Origin::Application).then_some("own")
        )
    };
    let at = title
        .at
        .map(|at| html! { <span class={own(at.origin)}>{ view_func(report.str(at.func)) }</span> });
    let behalf = title.behalf.map(|behalf| {
        let (word, site) = match behalf {
            Behalf::Caller(site) => (words.on_behalf_of, site),
            Behalf::Creator(site) => (words.started_by, site),
        };
        html! {
            <span class="group-row-behalf">
                <span class="group-row-word">{ word }</span>{ " " }<span class={own(site.origin)}>{ view_func(report.str(site.func)) }</span>
            </span>
        }
    });
    html! { <span class="group-row-title">{ at }{ " " }{ behalf }</span> }
}

/// `12 → 240`, in the order of the dumps; many are cut to the first and the last.
fn by_dump(row: &GroupRow) -> String {
    let counts = row.count_by_dump.iter().map(|count| grouped(*count));
    let counts: Vec<String> = counts.collect();
    match counts.as_slice() {
        [first, .., last] if counts.len() > 6 => format!("{first} → … → {last}"),
        _ => counts.join(" → "),
    }
}

/// State, what it amounts to, wait, and whether it is normal.
fn view_meta(row: &GroupRow, title: &Title, props: &GroupItemProps, words: &Words) -> Html {
    let report = &props.report;
    let n_members = report.members(props.group).len() as u64;
    let doing = (words.doing)(title.doing);
    let states = row.states.iter().take(3).map(|(state, count)| {
        let all = *count == row.count;
        html! {
            <span class="state">
                { report.text(*state) }
                if !doing.is_empty() { <span class="group-row-doing">{ doing }</span> }
                if !all { <span class="state-count">{ grouped(*count) }</span> }
            </span>
        }
    });
    html! {
        <span class="group-row-meta">
            { for states }
            if let Some(wait) = row.wait_minutes {
                <span class="group-row-wait">{ icons::clock() }{ (words.waiting)(wait.min, wait.max) }</span>
            }
            if row.count_by_dump.len() > 1 {
                <span class="group-row-by-dump" title={words.by_dump}>{ by_dump(row) }</span>
            }
            if n_members > 1 { <span class="mark">{ (words.similar)(n_members) }</span> }
            { view_note(&props.note, words) }
            if row.leaked > 0 { <span class="mark mark-leaked">{ (words.leaked)(row.leaked) }</span> }
            if row.locked_to_thread > 0 { <span class="mark">{ (words.locked)(row.locked_to_thread) }</span> }
            if let Some(rule) = row.benign { <span class="mark mark-benign">{ (words.benign_rule)(&report.str(rule).replace('-', " ")) }</span> }
        </span>
    }
}
