//! For how long goroutines have waited: columns, or a table that says the same.

use std::rc::Rc;

use yew::prelude::*;

use super::super::groups::act;
use super::with_term;
use crate::components::app::{AppContext, use_app};
use crate::state::{GroupsAction, InputId, Report};
use crate::view_model::numbers::{grouped, minutes, per_mille};
use crate::view_model::waits::{Bin, Histogram};
use crate::words::Words;

/// Height of the drawing in its own units; 1000 is the highest column.
const HEIGHT: u64 = 1000;

#[derive(PartialEq, Properties)]
pub(super) struct WaitsProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    pub(super) groups: Rc<[u32]>,
    pub(super) query: AttrValue,
}

/// The columns.
#[component]
pub(super) fn WaitsCard(props: &WaitsProps) -> Html {
    let app = use_app();
    let words = app.words;
    let as_table = use_state_eq(|| false);
    let key = (props.report.clone(), props.groups.clone());
    let histogram = use_memo(key, |(report, groups)| Histogram::of(report, groups));
    let on_table = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let picture = match (histogram.bins.is_empty(), *as_table) {
        (true, _) => html! { <p class="waits-none">{ words.waits_none }</p> },
        (false, true) => view_table(&histogram, words),
        (false, false) => view_columns(&histogram, props, &app),
    };
    html! {
        <div class="glance-card" role="group" aria-labelledby="waits-title">
            <div class="glance-head">
                <h3 id="waits-title" class="glance-title">{ words.waits_title }</h3>
                if !histogram.bins.is_empty() {
                    <button type="button" class="button button-small" data-testid="waits-table-toggle" aria-pressed={as_table.to_string()}
                        aria-label={format!("{}: {}", words.waits_title, words.as_table)} onclick={on_table}>{ words.as_table }</button>
                }
            </div>
            { picture }
            if histogram.unknown > 0 && !histogram.bins.is_empty() && !*as_table {
                <p class="waits-unknown">{ (words.waits_unknown)(histogram.unknown) }</p>
            }
        </div>
    }
}

/// A column is a button: it lists the groups that waited so long.
fn view_columns(histogram: &Histogram, props: &WaitsProps, app: &AppContext) -> Html {
    let words = app.words;
    let highest = histogram
        .bins
        .iter()
        .map(|bin| bin.count)
        .max()
        .unwrap_or(0);
    let columns = histogram.bins.iter().map(|bin| {
        let height = match bin.count {
            0 => 0,
            count => per_mille(count, highest).max(25),
        };
        let range = range(bin, words);
        let what = format!("{range}: {}", (words.goroutines)(bin.count));
        let query = with_term(&props.query, "wait:", &format!("{}..{}", bin.from, bin.to));
        let onclick = act(app, props.input, move |_: MouseEvent| GroupsAction::Query(query.clone()));
        html! {
            <button type="button" class="waits-column" title={what.clone()} aria-label={what} disabled={bin.count == 0} {onclick}>
                <svg class="waits-bar" viewBox="0 0 10 1000" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="waits-part" y={(HEIGHT - height).to_string()} width="10" height={height.to_string()} />
                </svg>
            </button>
        }
    });
    let last = histogram.bins.last().map_or(0, |bin| bin.to + 1);
    html! {
        <div class="waits" data-testid="waits">
            <div class="waits-columns" role="group" aria-label={words.waits_title}>{ for columns }</div>
            <p class="waits-axis" aria-hidden="true">
                <span>{ "0" }</span><span>{ minutes(last / 2, words.units) }</span><span>{ minutes(last, words.units) }</span>
            </p>
        </div>
    }
}

fn view_table(histogram: &Histogram, words: &Words) -> Html {
    let bins = histogram.bins.iter().filter(|bin| bin.count > 0);
    let rows = bins.map(|bin| {
        html! { <tr><th scope="row">{ range(bin, words) }</th><td class="picture-number">{ grouped(bin.count) }</td></tr> }
    });
    html! {
        <div class="picture-scroll" role="region" aria-label={words.waits_title} tabindex="0">
            <table class="picture-table" data-testid="waits-table">
                <thead>
                    <tr><th scope="col">{ words.goroutine_wait }</th><th scope="col" class="picture-number">{ words.ids }</th></tr>
                </thead>
                <tbody>
                    { for rows }
                    if histogram.unknown > 0 {
                        <tr><th scope="row">{ words.waits_short }</th><td class="picture-number">{ grouped(histogram.unknown) }</td></tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn range(bin: &Bin, words: &Words) -> String {
    (words.waiting)(bin.from, bin.to)
}
