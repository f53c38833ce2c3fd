//! What goroutines wait for, as bars; a bar lists the groups in its state.

use yew::prelude::*;

use super::super::groups::act;
use super::{GlanceProps, with_term};
use crate::components::app::AppContext;
use crate::state::GroupsAction;
use crate::view_model::numbers::{grouped, per_mille, percent};
use crate::view_model::states::StateTotal;

/// The bars. Widths are SVG attributes: the page's policy allows no `style` attributes.
pub(super) fn view_states(totals: &[StateTotal], props: &GlanceProps, app: &AppContext) -> Html {
    let words = app.words;
    let sum: u64 = totals.iter().map(|total| total.count).sum();
    let rows = totals.iter().enumerate().map(|(at, total)| {
        let share = percent(total.count, sum);
        let width = per_mille(total.count, sum).max(4);
        let name = match total.state.is_empty() {
            true => html! { <span class="states-name">{ words.other_states }</span> },
            false => {
                let query = with_term(&props.query, "state:", &total.state);
                let onclick = act(app, props.input, move |_: MouseEvent| {
                    GroupsAction::Query(query.clone())
                });
                html! { <button type="button" class="states-name states-filter" {onclick}>{ total.state.clone() }</button> }
            }
        };
        html! {
            <li class="states-item">
                { name }
                <svg class="states-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class={format!("states-part-{at}")} width={width.to_string()} height="10" rx="2" />
                </svg>
                <span class="states-count">{ grouped(total.count) }</span>
                <span class="states-share">{ share }</span>
            </li>
        }
    });
    html! {
        <div class="glance-card" role="group" aria-labelledby="states-title">
            <h3 id="states-title" class="glance-title">{ words.states }</h3>
            <ul class="states">{ for rows }</ul>
        </div>
    }
}
