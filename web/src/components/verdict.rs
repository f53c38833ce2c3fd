//! The answer: findings by weight, or that there are none, said as clearly.

use std::ops::Range;
use std::rc::Rc;

use gorolens_worker::report::Severity;
use yew::prelude::*;

use super::app::{AppContext, use_app};
use super::finding::FindingCard;
use super::group_links::view_group_links;
use super::result::ResultProps;
use super::shared::icons;
use crate::hooks::use_more;
use crate::state::{Input, InputId, Place, Report};
use crate::view_model::findings::{Verdict, unexplained};
use crate::view_model::numbers::bytes;
use crate::words::Words;

/// Findings of a list shown at first, the weightiest: thousands of stacks can have a hundred.
pub(super) const FIRST_FINDINGS: usize = 20;

/// Findings shown more at each asking.
const MORE_FINDINGS: usize = 20;

/// The findings, of each list at most `most` after the first. That one is unfolded, and its title is the heading of
/// the screen, which gets the focus.
pub(super) fn view_verdict(
    props: &ResultProps,
    most: usize,
    heading: NodeRef,
    app: &AppContext,
) -> Html {
    let words = app.words;
    let (input, report) = (props.input.id, &props.report);
    let findings = &report.outcome.findings;
    let is_told = |severity| severity != Severity::Note;
    let n_told = findings
        .iter()
        .filter(|found| is_told(found.severity))
        .count();
    let list = |range: Range<usize>| {
        html! { <List input={props.input.clone()} report={report.clone()} {range} folded={n_told == 0} {most} /> }
    };
    html! {
        <section class="verdict" data-testid="verdict" aria-label={words.verdict}>
            if Verdict::of(report) == Verdict::Clean {
                { view_clean(input, report, heading.clone(), app) }
            }
            if n_told > 0 {
                { view_card((&props.input, report), 0, false, Some(heading)) }
            }
            if n_told > 1 {
                <h2 class="verdict-more">{ (words.more_findings)(n_told - 1) }</h2>
                { list(1..n_told) }
            }
            if findings.len() > n_told {
                <h2 class="verdict-more">{ words.notes_title }</h2>
                { list(n_told..findings.len()) }
            }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct ListProps {
    input: Rc<Input>,
    report: Rc<Report>,
    /// Indices of the findings.
    range: Range<usize>,
    /// Whether not even the first is unfolded by itself.
    folded: bool,
    /// More are not drawn yet.
    most: usize,
}

/// The first findings of a list, and more when asked.
#[component]
fn List(props: &ListProps) -> Html {
    let app = use_app();
    let Range { start, end } = props.range;
    // Whoever has followed a link wants to see where it leads.
    let wanted = match props.input.view.place {
        Some(Place::Finding(at)) if props.range.contains(&at) => at + 1 - start,
        _ => 0,
    };
    let (shown, on_more) = use_more(FIRST_FINDINGS.max(wanted), MORE_FINDINGS);
    let shown = shown.min(end - start);
    let card = |at| view_card((&props.input, &props.report), at, props.folded, None);
    let hidden = end - start - shown;
    html! {
        <>
            { for (start..start + shown.min(props.most)).map(card) }
            if hidden > 0 {
                <button type="button" class="button verdict-rest" data-testid="more-findings" onclick={on_more}>
                    { (app.words.show_findings)(hidden.min(MORE_FINDINGS) as u64, (end - start) as u64) }
                </button>
            }
        </>
    }
}

fn view_card(
    (input, report): (&Rc<Input>, &Rc<Report>),
    at: usize,
    folded: bool,
    heading: Option<NodeRef>,
) -> Html {
    let view = &input.view;
    let open = view.open_findings.has(&at) && !(folded && at == 0);
    let wish = (view.place == Some(Place::Finding(at))).then_some(view.wish);
    html! {
        <FindingCard key={at} input={input.id} report={report.clone()} {at} {open} {wish} {heading} />
    }
}

/// "No leak", with what a dump cannot show.
fn view_clean(input: InputId, report: &Rc<Report>, heading: NodeRef, app: &AppContext) -> Html {
    let words = app.words;
    let totals = report.outcome.totals;
    let limits = words
        .clean_limits
        .iter()
        .map(|limit| html! { <li>{ *limit }</li> });
    html! {
        <article class="clean" data-testid="no-findings">
            <header class="clean-head">
                <span class="clean-mark">{ icons::check() }</span>
                <h1 ref={heading} id="verdict-title" tabindex="-1" class="clean-title">{ words.clean_title }</h1>
            </header>
            <p class="clean-lead">{ (words.clean_lead)(totals.goroutines, totals.groups) }</p>
            { view_group_links(words.unexplained, &unexplained(report, 5), (input, report), app) }
            <h2 class="clean-limits-title">{ words.clean_limits_title }</h2>
            <ul class="clean-limits">{ for limits }</ul>
        </article>
    }
}

/// What to say about an input without goroutines.
pub(super) fn view_no_goroutines(report: &Report, heading: NodeRef, words: &Words) -> Html {
    let n_bytes = bytes(report.outcome.coverage.bytes);
    html! {
        <section class="no-goroutines" data-testid="no-goroutines">
            <header class="clean-head">
                <span class="no-goroutines-mark">{ icons::question() }</span>
                <h1 ref={heading} tabindex="-1" class="clean-title">{ words.no_goroutines_title }</h1>
            </header>
            <p class="clean-lead">{ (words.no_goroutines_lead)(&n_bytes) }</p>
            <h2 class="no-goroutines-like">{ words.looks_like_title }</h2>
            <pre class="no-goroutines-sample" tabindex="0"><code>{ words.looks_like }</code></pre>
        </section>
    }
}
