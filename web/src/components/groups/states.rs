//! What all goroutines wait for, as one bar with a legend that says the same in words.

use yew::prelude::*;

use crate::view_model::numbers::{grouped, per_mille};
use crate::view_model::states::StateTotal;
use crate::words::Words;

/// Parts of the bar.
pub(super) const MAX_STATES: usize = 6;

/// The bar. Widths are SVG attributes: the page's policy allows no `style` attributes.
pub(super) fn view_states(totals: &[StateTotal], words: &Words) -> Html {
    let sum: u64 = totals.iter().map(|total| total.count).sum::<u64>().max(1);
    let mut before = 0;
    let parts = totals.iter().enumerate().map(|(at, total)| {
        let x = per_mille(before, sum);
        before += total.count;
        // A gap of two keeps neighbours apart for those who see colours alike.
        let width = (per_mille(before, sum) - x).saturating_sub(2).max(2);
        html! {
            <rect class={format!("states-part states-part-{at}")} x={x.to_string()} y="0" height="10" width={width.to_string()} />
        }
    });
    let parts: Html = parts.collect();
    let legend = totals.iter().enumerate().map(|(at, total)| {
        let name = if total.state.is_empty() { words.other_states.into() } else { total.state.clone() };
        html! {
            <li class="states-item">
                <svg class="states-key" viewBox="0 0 10 10" aria-hidden="true"><rect class={format!("states-part-{at}")} width="10" height="10" rx="2.5" /></svg>
                <span class="states-name">{ name }</span>
                <span class="states-count">{ grouped(total.count) }</span>
            </li>
        }
    });
    html! {
        <div class="states" role="group" aria-label={words.states}>
            <svg class="states-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">{ parts }</svg>
            <ul class="states-legend">{ for legend }</ul>
        </div>
    }
}
