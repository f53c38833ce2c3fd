//! Links from a statement into the list of groups.

use std::rc::Rc;

use yew::prelude::*;

use super::app::AppContext;
use super::place_link::go;
use crate::hooks::hash_of;
use crate::state::{InputId, Place, Report};
use crate::view_model::findings::GroupLink;
use crate::view_model::numbers::{grouped, minutes};

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
