//! What a row unfolds: the stack, its creator, labels and goroutine ids.

use gorolens_worker::report::Origin;
use gorolens_worker::wire::{AncestorRow, GroupRow, Site};
use yew::prelude::*;

use super::goroutines::GoroutineTable;
use super::members::view_members;
use super::row::GroupItemProps;
use super::triage::view_triage;
use crate::components::app::AppContext;
use crate::components::place_link::PlaceLink;
use crate::components::shared::view_func;
use crate::state::{Place, Report};
use crate::view_model::findings::findings_of;
use crate::view_model::fold::{MAX_UNFOLDED, Piece, folded, unfolded};
use crate::view_model::numbers::grouped;
use crate::view_model::paths::short_path;
use crate::words::Words;

/// The unfolded part of a row.
pub(super) fn view_detail(
    props: &GroupItemProps,
    row: &GroupRow,
    unfold: &UseStateHandle<bool>,
    app: &AppContext,
) -> Html {
    let words = app.words;
    let report = &props.report;
    let pieces = pieces(props, row, **unfold);
    let frames = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Frame(idx) => Some(view_frame(row.frames.get(idx)?, report, words)),
        Piece::Folded(from, to) => Some(view_folded(to - from, unfold, words)),
    });
    html! {
        <>
            { view_explained(row, report, words) }
            <ol class="stack" aria-label={words.stack}>{ for frames }</ol>
            { view_creator(row, report, words) }
            { view_ancestries(props.group, row, report, words) }
            { view_members(props, app) }
            { view_labels(row, report, words) }
            { view_goroutines(props) }
            <div class="detail-foot">
                { view_triage(props, app) }
                <PlaceLink input={props.input} report={props.report.clone()}
                    place={Place::Group(props.group)} name={words.link_group} />
            </div>
        </>
    }
}

fn pieces(props: &GroupItemProps, row: &GroupRow, unfold: bool) -> Vec<Piece> {
    let frames = &row.frames;
    if unfold || (!props.fold && frames.len() <= MAX_UNFOLDED) {
        return unfolded(frames);
    }
    let at = props.report.title(props.group).and_then(|title| title.at);
    let at = frames.iter().position(|site| Some(*site) == at);
    folded(frames, at.unwrap_or(0))
}

fn view_folded(n_frames: usize, unfold: &UseStateHandle<bool>, words: &Words) -> Html {
    let unfold = unfold.setter();
    let onclick = Callback::from(move |_: MouseEvent| unfold.set(true));
    html! {
        <li class="frame frame-folded">
            <span class="frame-origin" aria-hidden="true">{ "⋯" }</span>
            <button type="button" class="link-button" {onclick}>{ (words.hidden_frames)(n_frames as u64) }</button>
        </li>
    }
}

fn view_frame(site: &Site, report: &Report, words: &Words) -> Html {
    html! {
        <li class={classes!("frame", origin_class(site.origin))} data-testid="frame" data-origin={site.origin.as_str()}>
            { view_origin(site.origin, words) }
            { view_site(site, report) }
        </li>
    }
}

fn origin_class(origin: Origin) -> &'static str {
    match origin {
        Origin::Application => "frame-application",
        Origin::Dependency => "frame-dependency",
        Origin::StandardLibrary => "frame-std",
        Origin::Runtime => "frame-runtime",
    }
}

/// Whose code it is, in a word: colour alone would not do.
fn view_origin(origin: Origin, words: &Words) -> Html {
    html! {
        <span class="frame-origin" title={(words.origin)(origin)}>{ (words.origin_short)(origin) }</span>
    }
}

fn view_site(site: &Site, report: &Report) -> Html {
    let file = report.str(site.file);
    html! {
        <span class="frame-site">
            { view_func(report.str(site.func)) }
            if !file.is_empty() {
                <span class="frame-file" title={format!("{file}:{}", site.line)}>{ short_path(file) }{ ":" }{ site.line }</span>
            }
        </span>
    }
}

fn view_creator(row: &GroupRow, report: &Report, words: &Words) -> Html {
    let Some(creator) = &row.created_by else {
        return html! { <p class="creator creator-unknown">{ words.created_unknown }</p> };
    };
    view_created_by(creator, report, words)
}

fn view_created_by(creator: &Site, report: &Report, words: &Words) -> Html {
    html! {
        <p class={classes!("creator", origin_class(creator.origin))} data-testid="created-by">
            <span class="creator-word">{ words.created_by }</span>{ view_site(creator, report) }
        </p>
    }
}

/// What `GODEBUG=tracebackancestors` adds: who started the goroutines that started these.
fn view_ancestries(group: u32, row: &GroupRow, report: &Report, words: &Words) -> Html {
    let ancestries = report.ancestries(group);
    if ancestries.is_empty() {
        return html! {};
    }
    let rows = ancestries.into_iter().map(|it| {
        let ancestors = it
            .ancestors
            .iter()
            .map(|it| view_ancestor(it, report, words));
        html! {
            <li class="ancestry" data-testid="ancestry">
                <p class="ancestry-count">{ (words.ancestry_of)(it.count, row.count) }</p>
                <ol class="ancestors">{ for ancestors }</ol>
            </li>
        }
    });
    html! {
        <div class="detail-line">
            <h3 class="detail-title">{ words.ancestors }</h3>
            <ul class="ancestries">{ for rows }</ul>
        </div>
    }
}

fn view_ancestor(ancestor: &AncestorRow, report: &Report, words: &Words) -> Html {
    let frames = ancestor.frames.iter();
    html! {
        <li class="ancestor">
            <ol class="stack">{ for frames.map(|site| view_frame(site, report, words)) }</ol>
            if let Some(creator) = &ancestor.created_by { { view_created_by(creator, report, words) } }
        </li>
    }
}

fn view_explained(row: &GroupRow, report: &Report, words: &Words) -> Html {
    let findings = findings_of(report, report.str(row.id));
    let mut rules: Vec<&str> = findings
        .iter()
        .filter_map(|at| Some(report.outcome.findings.get(*at)?.rule.as_str()))
        .collect();
    rules.dedup();
    if rules.is_empty() {
        return html! {};
    }
    html! { <p class="explained">{ words.explained_by }{ ": " }<code>{ rules.join(", ") }</code></p> }
}

fn view_labels(row: &GroupRow, report: &Report, words: &Words) -> Html {
    if row.labels.is_empty() {
        return html! {};
    }
    let labels = row.labels.iter().map(|(key, value, count)| {
        html! {
            <li class="label">
                <span class="label-key">{ report.text(*key) }</span>{ "=" }<span class="label-value">{ report.text(*value) }</span>
                <span class="label-count">{ grouped(*count) }</span>
            </li>
        }
    });
    html! {
        <div class="detail-line">
            <h3 class="detail-title">{ words.labels }</h3>
            <ul class="labels">{ for labels }</ul>
        </div>
    }
}

fn view_goroutines(props: &GroupItemProps) -> Html {
    let Some(goroutines) = &props.goroutines else {
        return html! {};
    };
    html! {
        <GoroutineTable input={props.input} report={props.report.clone()} group={props.group}
            goroutines={goroutines.clone()} pointer={props.pointer.clone()} />
    }
}
