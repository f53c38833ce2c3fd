//! The answer: findings by weight, or that there are none, said as clearly.

use std::rc::Rc;

use gorolens_worker::report::Severity;
use yew::prelude::*;

use super::app::{AppContext, use_app};
use super::finding::FindingCard;
use super::shared::{icons, view_prose};
use crate::state::{InputId, Report};
use crate::view_model::findings::Verdict;
use crate::view_model::numbers::bytes;

#[derive(PartialEq, Properties)]
pub(super) struct VerdictProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// Gets the focus when the report is ready.
    pub(super) heading: NodeRef,
}

/// All findings. The first is unfolded, and its title is the heading of the screen.
#[component]
pub(super) fn VerdictPanel(props: &VerdictProps) -> Html {
    let app = use_app();
    let verdict = Verdict::of(&props.report);
    let findings = &props.report.outcome.findings;
    let n_told = findings
        .iter()
        .filter(|found| found.severity != Severity::Note)
        .count();
    let (told, notes) = findings.split_at(n_told.min(findings.len()));
    let card = |at: usize, open: bool, heading: Option<NodeRef>| {
        html! {
            <FindingCard key={at} input={props.input} report={props.report.clone()} {at} {open} {heading} />
        }
    };
    let mut rest =
        (0..told.len()).map(|at| card(at, at == 0, (at == 0).then(|| props.heading.clone())));
    let first = rest.next();
    html! {
        <section class="verdict" data-testid="verdict" aria-label={app.words.evidence}>
            if verdict == Verdict::Clean {
                <NoFindings ..props.clone_props() />
            }
            { first }
            if told.len() > 1 {
                <h2 class="verdict-more">{ (app.words.more_findings)(told.len() - 1) }</h2>
                { for rest }
            }
            if !notes.is_empty() {
                <h2 class="verdict-more">{ app.words.notes_title }</h2>
                { for (told.len()..findings.len()).map(|at| card(at, false, None)) }
            }
        </section>
    }
}

impl VerdictProps {
    fn clone_props(&self) -> VerdictProps {
        VerdictProps {
            input: self.input,
            report: self.report.clone(),
            heading: self.heading.clone(),
        }
    }
}

/// "No leak", with what a dump cannot show.
#[component]
fn NoFindings(props: &VerdictProps) -> Html {
    let words = use_app().words;
    let totals = props.report.outcome.totals;
    let limits = words
        .clean_limits
        .iter()
        .map(|limit| html! { <li>{ *limit }</li> });
    html! {
        <article class="clean" data-testid="no-findings">
            <header class="clean-head">
                <span class="clean-mark">{ icons::check() }</span>
                <h1 ref={props.heading.clone()} tabindex="-1" class="clean-title">{ words.clean_title }</h1>
            </header>
            <p class="clean-lead">{ (words.clean_lead)(totals.goroutines, totals.groups) }</p>
            <h2 class="clean-limits-title">{ words.clean_limits_title }</h2>
            <ul class="clean-limits">{ for limits }</ul>
        </article>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct NoGoroutinesProps {
    pub(super) report: Rc<Report>,
    pub(super) heading: NodeRef,
}

/// What to say about an input without goroutines.
#[component]
pub(super) fn NoGoroutines(props: &NoGoroutinesProps) -> Html {
    let AppContext { words, .. } = use_app();
    let n_bytes = props.report.outcome.coverage.bytes;
    html! {
        <section class="no-goroutines" data-testid="no-goroutines">
            <header class="clean-head">
                <span class="no-goroutines-mark">{ icons::question() }</span>
                <h1 ref={props.heading.clone()} tabindex="-1" class="clean-title">{ words.no_goroutines_title }</h1>
            </header>
            <p class="clean-lead">{ view_prose(&(words.no_goroutines_lead)(&bytes(n_bytes as f64))) }</p>
            <h2 class="no-goroutines-like">{ words.looks_like_title }</h2>
            <pre class="no-goroutines-sample" tabindex="0"><code>{ words.looks_like }</code></pre>
        </section>
    }
}
