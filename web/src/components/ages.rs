//! When the goroutines of a finding began to wait, and what they cost.

use gorolens_worker::report::{AgeRange, Ages, Finding};
use yew::prelude::*;

use super::shared::view_prose;
use crate::view_model::numbers::per_mille;
use crate::words::Words;

/// Columns of the finding's waits, with the sentences that read them; then the cost.
pub(super) fn view_ages_and_cost(
    finding: &Finding,
    words: &Words,
    title: impl Fn(&'static str) -> Html,
) -> Html {
    let ages = finding.ages.as_ref().filter(|ages| !ages.notes.is_empty());
    let cost = &finding.cost.notes;
    html! {
        <>
            if let Some(ages) = ages {
                <section class="finding-part">
                    { title(words.ages) }
                    { view_ranges(ages, words) }
                    { view_notes(&ages.notes) }
                </section>
            }
            if !cost.is_empty() {
                <section class="finding-part">
                    { title(words.cost) }
                    { view_notes(cost) }
                </section>
            }
        </>
    }
}

fn view_notes(notes: &[String]) -> Html {
    let notes = notes
        .iter()
        .map(|note| html! { <li>{ view_prose(note) }</li> });
    html! { <ul class="notes">{ for notes }</ul> }
}

/// The oldest stand on the left: time goes on to the right.
fn view_ranges(ages: &Ages, words: &Words) -> Html {
    let ranges = &ages.ranges;
    let (Some(youngest), Some(oldest)) = (ranges.first(), ranges.last()) else {
        return html! {};
    };
    if ranges.len() < 2 {
        return html! {};
    }
    let highest = ranges.iter().map(|range| range.count).max().unwrap_or(0);
    let n_ranges = ranges.len();
    let columns = ranges.iter().rev().enumerate().map(|(at, range)| {
        let height = match range.count {
            0 => 0,
            count => per_mille(count, highest).max(30),
        };
        html! {
            <rect class="ages-part" x={(at * 10 + 1).to_string()} y={(1000 - height).to_string()} width="8" height={height.to_string()}>
                <title>{ tell(range, words) }</title>
            </rect>
        }
    });
    let said = ranges
        .iter()
        .filter(|range| range.count > 0)
        .map(|range| tell(range, words));
    let said: Vec<String> = said.collect();
    html! {
        <figure class="ages">
            <svg class="ages-picture" viewBox={format!("0 0 {} 1000", n_ranges * 10)} preserveAspectRatio="none" role="img" aria-label={said.join("; ")}>
                { for columns }
            </svg>
            <figcaption class="waits-axis" aria-hidden="true">
                <span>{ (words.ago)(oldest.to) }</span><span>{ (words.ago)(youngest.from) }</span>
            </figcaption>
        </figure>
    }
}

fn tell(range: &AgeRange, words: &Words) -> String {
    format!(
        "{}: {}",
        (words.waiting)(range.from, range.to),
        (words.goroutines)(range.count)
    )
}
