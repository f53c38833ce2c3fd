//! One finding: what, how sure, since when, why, and what to change.

use std::rc::Rc;

use gorolens_worker::report::{Finding, Remedy, Severity};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::ages::view_ages_and_cost;
use super::app::{AppContext, use_app};
use super::group_links::SeenIn;
use super::place_link::PlaceLink;
use super::shared::{icons, view_command, view_go_code, view_prose};
use crate::state::{GroupsAction, InputId, Place, Report};
use crate::view_model::findings::group_links;
use crate::view_model::numbers::{grouped, minutes, percent};
use crate::view_model::prose::command;
use crate::words::Words;

#[derive(PartialEq, Properties)]
pub(super) struct FindingProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// Index of the finding.
    pub(super) at: usize,
    pub(super) open: bool,
    /// The number of the wish to see this finding.
    pub(super) wish: Option<u32>,
    /// Where the heading is to be known; its presence makes it the heading of the screen.
    pub(super) heading: Option<NodeRef>,
}

/// One finding.
#[component]
pub(super) fn FindingCard(props: &FindingProps) -> Html {
    let app = use_app();
    let card = use_node_ref();
    use_effect_with((card.clone(), props.wish), |(card, wish)| {
        if wish.is_some_and(|wish| wish > 0) {
            card.cast::<Element>().iter().for_each(bring_into_view);
        }
    });
    let Some(finding) = props.report.outcome.findings.get(props.at) else {
        return html! {};
    };
    let words = app.words;
    let severity = finding.severity.as_str();
    let body_id = format!("finding-{}", props.at);
    let is_small = props.heading.is_none();
    html! {
        <article ref={card} class={classes!("finding", format!("finding-{severity}"), is_small.then_some("finding-small"))} data-testid="finding" data-rule={finding.rule.clone()}
            data-severity={severity} data-certainty={finding.certainty.as_str()}>
            <header class="finding-head">
                <p class="finding-tags">
                    <span class={classes!("severity", format!("severity-{severity}"))}>
                        { severity_icon(finding.severity) }{ (words.severity)(finding.severity) }
                    </span>
                    <span class="certainty" title={(words.certainty_means)(finding.certainty)}>
                        { view_certainty_meter(finding) }{ (words.certainty)(finding.certainty) }
                    </span>
                    { view_dump(props, finding, words) }
                    <span class="finding-name">
                        <code class="finding-rule" title={words.rule_name}>{ finding.rule.clone() }</code>
                        <PlaceLink input={props.input} report={props.report.clone()}
                            place={Place::Finding(props.at)} name={words.link_finding} />
                    </span>
                </p>
                { view_title(props, finding, &body_id, &app) }
                { view_lead(finding, words) }
            </header>
            { view_facts(props, finding, words) }
            if props.open {
                <div id={body_id} class="finding-body">{ view_body(props, finding, &app) }</div>
            }
        </article>
    }
}

/// The first finding cannot be folded: it is why the user is here.
fn view_title(props: &FindingProps, finding: &Finding, body_id: &str, app: &AppContext) -> Html {
    let title = view_prose(&finding.title);
    if let Some(heading) = &props.heading {
        return html! { <h1 ref={heading.clone()} id="verdict-title" tabindex="-1" class="finding-title">{ title }</h1> };
    }
    let onclick = {
        let (analyzers, input, at) = (app.analyzers.clone(), props.input, props.at);
        Callback::from(move |_: MouseEvent| {
            analyzers.groups(input, GroupsAction::ToggleFinding(at));
        })
    };
    html! {
        <h3 class="finding-title finding-title-small">
            <button type="button" class="finding-toggle" aria-expanded={props.open.to_string()} aria-controls={body_id.to_owned()} {onclick}>
                <span>{ title }</span>{ icons::chevron() }
            </button>
        </h3>
    }
}

/// Which dump it is about, where there are several.
fn view_dump(props: &FindingProps, finding: &Finding, words: &Words) -> Html {
    let dumps = &props.report.outcome.dumps;
    match dumps.get(finding.dump as usize) {
        Some(dump) if dumps.len() > 1 => html! {
            <span class="finding-dump">{ words.in_dump }{ " " }{ dump.name.clone() }</span>
        },
        _ => html! {},
    }
}

/// What to change, in a sentence, where everybody reads it.
fn view_lead(finding: &Finding, words: &Words) -> Html {
    if finding.remedy.summary.is_empty() {
        return html! {};
    }
    html! {
        <p class="finding-lead">
            { icons::wrench() }
            <span><span class="visually-hidden">{ words.remedy }{ ": " }</span>{ view_prose(&finding.remedy.summary) }</span>
        </p>
    }
}

/// Its start on top, and the focus on its heading.
fn bring_into_view(card: &Element) {
    card.scroll_into_view_with_bool(true);
    let heading = card.query_selector("h1, .finding-toggle").ok().flatten();
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Without focus the finding is still in view.
        let _ = heading.focus();
    }
}

fn severity_icon(severity: Severity) -> Html {
    match severity {
        Severity::Leak => icons::alert(),
        Severity::Stuck => icons::clock(),
        Severity::Suspect => icons::question(),
        Severity::Note => icons::info(),
    }
}

/// Three bars; the words beside them say the same.
fn view_certainty_meter(finding: &Finding) -> Html {
    let level = finding.certainty as usize + 1;
    let bars = (0..3).map(|bar| {
        let class = if bar < level {
            "certainty-bar-on"
        } else {
            "certainty-bar"
        };
        let (y, height) = ((8 - 4 * bar).to_string(), (4 + 4 * bar).to_string());
        html! { <rect {class} x={(bar * 5).to_string()} {y} width="3.5" {height} rx="1" /> }
    });
    html! {
        <svg class="certainty-meter" viewBox="0 0 14 12" aria-hidden="true">{ for bars }</svg>
    }
}

/// The numbers one reads at a glance.
fn view_facts(props: &FindingProps, finding: &Finding, words: &Words) -> Html {
    let outcome = &props.report.outcome;
    let dump = outcome.dumps.get(finding.dump as usize);
    let total = dump.map_or(outcome.totals.goroutines, |dump| dump.goroutines);
    // Where goroutines themselves are what leaks, one number says it.
    let objects = finding.objects.as_ref();
    let objects =
        objects.filter(|it| it.count != finding.goroutines || !it.kind.starts_with("goroutine"));
    let share = percent(finding.goroutines, total);
    // Several findings of one rule differ in where they are.
    let folded = props.heading.is_none() && !props.open;
    let oldest = outcome.oldest_waits.get(props.at).copied().flatten();
    html! {
        <dl class="facts">
            if let Some(objects) = objects {
                { view_fact(&grouped(objects.count), &(words.fact_objects)(&objects.kind, objects.count), None) }
            }
            { view_fact(&grouped(finding.goroutines), words.fact_goroutines, Some((words.fact_share)(&share))) }
            if let Some(oldest) = oldest {
                { view_fact(&(words.about)(&minutes(oldest, words.units)), words.fact_since, None) }
            }
            if let Some(link) = folded.then(|| group_links(&props.report, finding, 1).pop()).flatten() {
                <div class="fact fact-where">
                    <dt class="fact-name">{ words.seen_in }</dt>
                    <dd class="fact-number">{ link.name }</dd>
                </div>
            }
        </dl>
    }
}

fn view_fact(number: &str, name: &str, more: Option<String>) -> Html {
    html! {
        <div class="fact">
            <dt class="fact-name">{ name }{ more.map(|more| html! { <span class="fact-more">{ more }</span> }) }</dt>
            <dd class="fact-number">{ number }</dd>
        </div>
    }
}

fn view_body(props: &FindingProps, finding: &Finding, app: &AppContext) -> Html {
    let words = app.words;
    html! {
        <>
            <section class="finding-part">
                { view_subtitle(props, words.evidence) }
                { view_evidence(finding, words) }
                <SeenIn input={props.input} report={props.report.clone()} finding={props.at} />
            </section>
            <div class="finding-columns">
                { view_ages_and_cost(finding, words, |title| view_subtitle(props, title)) }
            </div>
            if finding.remedy != Remedy::default() {
                { view_remedy(props, &finding.remedy, words) }
            }
            <div class="finding-columns">
                if !finding.look_alikes.is_empty() {
                    <section class="finding-part">
                        { view_subtitle(props, words.look_alikes) }
                        { view_look_alikes(finding) }
                    </section>
                }
                if !finding.capture_next.is_empty() {
                    <section class="finding-part">
                        { view_subtitle(props, words.capture_next) }
                        { view_capture_next(finding) }
                    </section>
                }
            </div>
        </>
    }
}

/// One level below the finding's own title.
fn view_subtitle(props: &FindingProps, title: &'static str) -> Html {
    if props.heading.is_some() {
        html! { <h2 class="finding-subtitle">{ title }</h2> }
    } else {
        html! { <h4 class="finding-subtitle">{ title }</h4> }
    }
}

fn view_evidence(finding: &Finding, words: &Words) -> Html {
    let items = finding.evidence.iter().map(|evidence| {
        html! {
            <li class={classes!("evidence-item", format!("evidence-{}", evidence.kind))}>
                <span class="evidence-kind">{ (words.evidence_kind)(&evidence.kind) }</span>
                <span class="evidence-text">{ view_prose(&evidence.text) }</span>
            </li>
        }
    });
    html! {
        <ul class="evidence">
            { for items }
            <li class="evidence-item">
                <span class="evidence-kind">{ words.how_sure }</span>
                <span class="evidence-text">{ (words.certainty_means)(finding.certainty) }</span>
            </li>
        </ul>
    }
}

fn view_remedy(props: &FindingProps, remedy: &Remedy, words: &Words) -> Html {
    let steps = remedy
        .steps
        .iter()
        .map(|step| html! { <li>{ view_prose(step) }</li> });
    let links = remedy.links.iter().map(|link| {
        html! { <li><a href={link.url.clone()} target="_blank" rel="noopener noreferrer">{ link.title.clone() }</a></li> }
    });
    html! {
        <section class="finding-part remedy">
            { view_subtitle(props, words.remedy) }
            <div class="remedy-code">
                if !remedy.before.is_empty() {
                    { view_go_code(words.before, &remedy.before, "remedy-before", "code-block-before") }
                }
                if !remedy.after.is_empty() {
                    { view_go_code(words.after, &remedy.after, "remedy-after", "code-block-after") }
                }
            </div>
            if !remedy.steps.is_empty() {
                <ol class="remedy-steps">{ for steps }</ol>
            }
            if !remedy.links.is_empty() {
                <p class="remedy-links-title">{ words.read_more }</p>
                <ul class="remedy-links">{ for links }</ul>
            }
        </section>
    }
}

fn view_look_alikes(finding: &Finding) -> Html {
    let items = finding.look_alikes.iter().map(|other| {
        html! {
            <li class="look-alike">
                <code class="look-alike-rule">{ other.rule.clone() }</code>
                <span>{ view_prose(&other.text) }</span>
            </li>
        }
    });
    html! { <ul class="look-alikes">{ for items }</ul> }
}

fn view_capture_next(finding: &Finding) -> Html {
    let items = finding.capture_next.iter().map(|text| {
        if let Some((command, remark)) = command(text) {
            return html! { <li>{ view_command(remark, command) }</li> };
        }
        html! { <li class="capture-next-text">{ view_prose(text) }</li> }
    });
    html! { <ul class="capture-next">{ for items }</ul> }
}
