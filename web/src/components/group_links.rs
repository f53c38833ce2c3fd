//! Links from a statement into the list of groups.

use yew::prelude::*;

use super::app::AppContext;
use crate::state::{GroupsAction, InputId};
use crate::view_model::findings::GroupLink;
use crate::view_model::numbers::{grouped, minutes};

/// Chips under a title; nothing when there is nothing to link.
pub(super) fn view_group_links(
    title: &'static str,
    links: &[GroupLink],
    input: InputId,
    app: &AppContext,
) -> Html {
    if links.is_empty() {
        return html! {};
    }
    let chips = links.iter().map(|link| view_link(link, input, app));
    html! {
        <div class="group-links">
            <span class="group-links-title">{ title }</span>
            <ul class="group-links-list">{ for chips }</ul>
        </div>
    }
}

fn view_link(link: &GroupLink, input: InputId, app: &AppContext) -> Html {
    let (analyzers, group) = (app.analyzers.clone(), link.group);
    let onclick = Callback::from(move |_: MouseEvent| {
        analyzers.groups(input, GroupsAction::Reveal(group));
    });
    html! {
        <li>
            <button type="button" class="group-link" data-testid="group-link" {onclick} title={(app.words.show_group)(&link.name)}>
                <span class="group-link-count">{ grouped(link.count) }</span>
                <span class="group-link-name">{ link.name.clone() }</span>
                <span class="group-link-state">
                    { link.state.clone() }
                    if let Some(oldest) = link.oldest { { ", " }{ minutes(oldest, app.words.units) } }
                </span>
            </button>
        </li>
    }
}
