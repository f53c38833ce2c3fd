//! The stacks inside a group of similar ones, and the way to each of them.

use gorolens_worker::wire::GroupRow;
use yew::prelude::*;

use super::row::GroupItemProps;
use crate::components::app::AppContext;
use crate::components::place_link::go_exact;
use crate::components::shared::view_func;
use crate::hooks::hash_of;
use crate::state::{Place, Report};
use crate::view_model::numbers::grouped;
use crate::view_model::paths::short_path;

/// Stacks listed; the rest is a number.
const MAX_MEMBERS: usize = 20;

/// The stacks of a merged group; nothing for an exact one.
pub(super) fn view_members(props: &GroupItemProps, app: &AppContext) -> Html {
    let members = props.report.members(props.group);
    let (Some(exact), true) = (props.report.merged_from(), members.len() > 1) else {
        return html! {};
    };
    let shown = members.iter().take(MAX_MEMBERS).filter_map(|member| {
        let row = exact.row(*member)?;
        let place = Place::Group(*member);
        let onclick = go_exact(&app.analyzers, props.input, exact, place);
        Some(html! {
            <li class="member">
                <span class="member-count">{ grouped(row.count) }</span>
                <a href={hash_of(exact, place)} {onclick}>{ view_where(row, exact) }</a>
            </li>
        })
    });
    let hidden = members.len().saturating_sub(MAX_MEMBERS);
    html! {
        <div class="detail-line">
            <h3 class="detail-title">{ app.words.members }</h3>
            <ul class="members" data-testid="members">
                { for shown }
                if hidden > 0 { <li class="member">{ (app.words.more_ids)(hidden as u64) }</li> }
            </ul>
        </div>
    }
}

/// What tells one stack from another: where its own code stands, else where the innermost call does.
fn view_where(row: &GroupRow, exact: &Report) -> Html {
    let own = row.frames.iter().find(|it| it.origin == Default::default());
    let Some(site) = own.or(row.frames.first()) else {
        return html! { { exact.text(row.id) } };
    };
    let file = short_path(exact.str(site.file));
    html! { <>{ view_func(exact.str(site.func)) }{ " " }<span class="frame-file">{ file }{ ":" }{ site.line }</span></> }
}
