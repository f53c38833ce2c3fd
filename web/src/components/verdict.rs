//! The answer: findings by weight, or that there are none, said as clearly.

use std::rc::Rc;

use gorolens_worker::report::Severity;
use yew::prelude::*;

use super::app::AppContext;
use super::finding::FindingCard;
use super::group_links::view_group_links;
use super::result::ResultProps;
use super::shared::icons;
use crate::state::{InputId, Place, Report};
use crate::view_model::findings::{Verdict, unexplained};
use crate::view_model::numbers::bytes;
use crate::words::Words;

/// All findings. The first is unfolded, and its title is the heading of the screen, which gets the
/// focus.
pub(super) fn view_verdict(props: &ResultProps, heading: NodeRef, app: &AppContext) -> Html {
    let words = app.words;
    let (input, report) = (props.input.id, &props.report);
    let view = &props.input.view;
    let findings = &report.outcome.findings;
    let is_told = |severity| severity != Severity::Note;
    let n_told = findings
        .iter()
        .filter(|found| is_told(found.severity))
        .count();
    let card = |at: usize, heading: Option<NodeRef>| {
        let open = view.open_findings.has(&at) && (at > 0 || n_told > 0);
        let wish = (view.place == Some(Place::Finding(at))).then_some(view.wish);
        html! {
            <FindingCard key={at} {input} report={report.clone()} {at} {open} {wish} {heading} />
        }
    };
    html! {
        <section class="verdict" data-testid="verdict" aria-label={words.verdict}>
            if Verdict::of(report) == Verdict::Clean {
                { view_clean(input, report, heading.clone(), app) }
            }
            if n_told > 0 {
                { card(0, Some(heading)) }
            }
            if n_told > 1 {
                <h2 class="verdict-more">{ (words.more_findings)(n_told - 1) }</h2>
                { for (1..n_told).map(|at| card(at, None)) }
            }
            if findings.len() > n_told {
                <h2 class="verdict-more">{ words.notes_title }</h2>
                { for (n_told..findings.len()).map(|at| card(at, None)) }
            }
        </section>
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
