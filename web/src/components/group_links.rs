//! Links from a statement into the list of groups.

use std::rc::Rc;

use yew::prelude::*;

use super::app::{AppContext, use_app};
use super::place_link::go;
use crate::hooks::{hash_of, use_more};
use crate::state::{InputId, Place, Report};
use crate::view_model::findings::{GroupLink, group_links};
use crate::view_model::numbers::{grouped, minutes};

/// Groups shown at first, the largest: a finding may speak of thousands.
const FIRST_GROUPS: usize = 12;

/// Groups shown more at each asking.
const MORE_GROUPS: usize = 50;

#[derive(PartialEq, Properties)]
pub(super) struct SeenInProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// Index of the finding.
    pub(super) finding: usize,
}

/// The groups that a finding speaks of.
#[component]
pub(super) fn SeenIn(props: &SeenInProps) -> Html {
    let app = use_app();
    let (shown, on_more) = use_more(FIRST_GROUPS, MORE_GROUPS);
    let Some(finding) = props.report.outcome.findings.get(props.finding) else {
        return html! {};
    };
    let links = group_links(&props.report, finding, shown);
    let hidden = finding.groups.len().saturating_sub(shown);
    html! {
        <>
            { view_group_links(app.words.seen_in, &links, (props.input, &props.report), &app) }
            if hidden > 0 {
                <button type="button" class="button button-small group-links-more" data-testid="more-group-links" onclick={on_more}>
                    { (app.words.more_groups)(hidden.min(MORE_GROUPS) as u64, finding.groups.len() as u64) }
                </button>
            }
        </>
    }
}

/// Chips under a title; nothing when there is nothing to link.
pub(super) fn view_group_links(
    title: &'static str,
    links: &[GroupLink],
    at: (InputId, &Rc<Report>),
    app: &AppContext,
) -> Html {
    if links.is_empty() {
        return html! {};
    }
    let chips = links.iter().map(|link| view_link(link, at, app));
    html! {
        <div class="group-links">
            <span class="group-links-title">{ title }</span>
            <ul class="group-links-list">{ for chips }</ul>
        </div>
    }
}

fn view_link(link: &GroupLink, (input, report): (InputId, &Rc<Report>), app: &AppContext) -> Html {
    let place = Place::Group(link.group);
    let onclick = go(&app.analyzers, input, place);
    html! {
        <li>
            <a class="group-link" data-testid="group-link" href={hash_of(report, place)} {onclick}
                title={(app.words.show_group)(&link.name)}>
                <span class="group-link-count">{ grouped(link.count) }</span>
                <span class="group-link-name">{ link.name.clone() }</span>
                <span class="group-link-state">
                    { link.state.clone() }
                    if let Some(oldest) = link.oldest { { ", " }{ minutes(oldest, app.words.units) } }
                </span>
            </a>
        </li>
    }
}
