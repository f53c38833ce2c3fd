//! What was understood, repaired and set aside, with line numbers.

use std::rc::Rc;

use gorolens_worker::report::{Coverage, Dump, Problem};
use yew::prelude::*;

use super::app::use_app;
use super::shared::icons;
use crate::state::Report;
use crate::view_model::numbers::{bytes, percent};
use crate::words::Words;

/// Problems shown before the user asks for more.
const FIRST_PROBLEMS: usize = 12;

/// Problems shown more at each asking: a report may have a thousand.
const MORE_PROBLEMS: usize = 100;

#[derive(PartialEq, Properties)]
pub(super) struct CoverageProps {
    pub(super) report: Rc<Report>,
    /// Whether the problems are unfolded at first, because there is nothing else.
    pub(super) open: bool,
}

/// The panel.
#[component]
pub(super) fn CoveragePanel(props: &CoverageProps) -> Html {
    let words = use_app().words;
    let shown = use_state_eq(|| FIRST_PROBLEMS);
    let coverage = &props.report.outcome.coverage;
    let on_more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + MORE_PROBLEMS))
    };
    let problems = coverage.problems.iter().take(*shown);
    let hidden = coverage.problems.len().saturating_sub(*shown);
    html! {
        <section class="coverage" data-testid="coverage" aria-labelledby="coverage-title">
            <h2 id="coverage-title" tabindex="-1" class="panel-title">{ words.coverage }</h2>
            if !props.open || coverage.problems.is_empty() {
                <p class="coverage-summary">{ summary(coverage, words) }</p>
            }
            { view_repairs(coverage, words) }
            if !coverage.problems.is_empty() {
                <details class="coverage-problems" open={props.open}>
                    <summary>{ icons::chevron() }{ (words.problems_title)(coverage.problems.len()) }</summary>
                    <ul class="problems">{ for problems.map(|problem| view_problem(problem, &props.report.outcome.dumps, words)) }</ul>
                    if hidden > 0 {
                        <button type="button" class="button" onclick={on_more}>{ (words.show_more)(hidden.min(MORE_PROBLEMS) as u64) }</button>
                    }
                </details>
            }
        </section>
    }
}

fn summary(coverage: &Coverage, words: &Words) -> String {
    let (all, understood) = (coverage.bytes, coverage.understood_bytes);
    if coverage.understood_bytes == coverage.bytes {
        return (words.coverage_all)(&bytes(all));
    }
    (words.coverage_part)(&bytes(understood), &bytes(all), &percent(understood, all))
}

fn view_repairs(coverage: &Coverage, words: &Words) -> Html {
    if coverage.repairs.is_empty() {
        return html! {};
    }
    let repairs = coverage.repairs.iter();
    let items =
        repairs.map(|repair| html! { <li>{ (words.repair)(&repair.kind, repair.lines) }</li> });
    html! {
        <>
            <h3 class="coverage-subtitle">{ words.repairs_title }</h3>
            <ul class="repairs">{ for items }</ul>
        </>
    }
}

fn view_problem(problem: &Problem, dumps: &[Dump], words: &Words) -> Html {
    let dump = dumps.get(problem.dump as usize).filter(|_| dumps.len() > 1);
    html! {
        <li class="problem" data-testid="problem" data-kind={problem.kind.clone()} data-line={problem.line.to_string()}>
            <span class="problem-line">{ (words.line)(problem.line, problem.lines) }</span>
            if let Some(dump) = dump {
                <span class="problem-dump">{ dump.name.clone() }</span>
            }
            <span class="problem-kind">{ (words.problem_kind)(&problem.kind) }</span>
            if !problem.text.is_empty() {
                <code class="problem-text">{ problem.text.clone() }</code>
            }
        </li>
    }
}
