//! Who started the goroutines: a table of `go` statements, each unfolded to what it started.

use std::rc::Rc;

use gorolens_worker::wire::Site;
use yew::prelude::*;

use super::super::groups::act;
use crate::components::app::{AppContext, use_app};
use crate::components::shared::view_func;
use crate::state::{GroupsAction, InputId, Report, Tab};
use crate::view_model::numbers::{grouped, per_mille, percent};
use crate::view_model::paths::short_path;
use crate::view_model::starters::{Started, Starter, starters};

/// `go` statements shown at first, and more at each asking.
const SHOWN: usize = 15;

/// Functions shown of one `go` statement: different roots come from lost frames only.
const MAX_STARTED: usize = 5;

#[derive(PartialEq, Properties)]
pub(in crate::components) struct StartersProps {
    pub(in crate::components) input: InputId,
    pub(in crate::components) report: Rc<Report>,
    /// The groups that are listed.
    pub(in crate::components) groups: Rc<[u32]>,
}

/// The table.
#[component]
pub(in crate::components) fn StartersPanel(props: &StartersProps) -> Html {
    let app = use_app();
    let words = app.words;
    let n_shown = use_state_eq(|| SHOWN);
    let key = (props.report.clone(), props.groups.clone());
    let all = use_memo(key, |(report, groups)| starters(report, groups));
    let total: u64 = all.iter().map(|it| it.count).sum();
    let rows = all
        .iter()
        .take(*n_shown)
        .map(|it| view_starter(it, total, props, &app));
    let hidden = all.len().saturating_sub(*n_shown);
    let on_more = {
        let n_shown = n_shown.clone();
        Callback::from(move |_: MouseEvent| n_shown.set(*n_shown + SHOWN))
    };
    html! {
        <div class="starters" data-testid="starters">
            <div class="picture-scroll" role="region" aria-label={words.tab_starters} tabindex="0">
                <table class="picture-table starters-table">
                    <thead>
                        <tr>
                            <th scope="col" class="picture-number">{ words.ids }</th>
                            <th scope="col" class="picture-number">{ words.picture_share }</th>
                            <th scope="col">{ words.starters_go }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if hidden > 0 {
                <button type="button" class="button" onclick={on_more}>{ (words.show_more)(hidden.min(SHOWN) as u64) }</button>
            }
        </div>
    }
}

fn view_starter(starter: &Starter, total: u64, props: &StartersProps, app: &AppContext) -> Html {
    let report = &props.report;
    let name = match &starter.site {
        Some(site) => view_site(site, report),
        None => html! { { app.words.created_unknown } },
    };
    let started = starter.started.iter().take(MAX_STARTED);
    let started = started.map(|it| view_started(starter, it, props, app));
    let width = per_mille(starter.count, total).max(5);
    html! {
        <>
            <tr class="starter">
                <td class="picture-number starter-count">{ grouped(starter.count) }</td>
                <td class="picture-number">{ percent(starter.count, total) }</td>
                <th scope="row">
                    { name }
                    <svg class="starter-bar" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="states-part-0" width={width.to_string()} height="4" />
                    </svg>
                </th>
            </tr>
            { for started }
        </>
    }
}

fn view_site(site: &Site, report: &Report) -> Html {
    let own = (site.origin == Default::default()).then_some("own");
    let file = report.str(site.file);
    html! {
        <span class={classes!("starter-site", own)}>
            { view_func(report.str(site.func)) }
            if !file.is_empty() { { " " }<span class="frame-file">{ short_path(file) }{ ":" }{ site.line }</span> }
        </span>
    }
}

/// What was started, with the way to its groups.
fn view_started(
    starter: &Starter,
    started: &Started,
    props: &StartersProps,
    app: &AppContext,
) -> Html {
    let report = &props.report;
    let text = |site: Option<Site>| site.map(|site| report.text(site.func)).unwrap_or_default();
    let creator = text(starter.site);
    let func = text(started.site);
    let mut query = String::new();
    for (key, value) in [("by", &creator), ("func", &func)] {
        if !value.is_empty() {
            query.push_str(&format!("{key}:\"{value}\" "));
        }
    }
    let query = AttrValue::from(query.trim_end().to_owned());
    let on_list = {
        let to_query = act(app, props.input, GroupsAction::Query);
        let to_list = act(app, props.input, GroupsAction::Tab);
        Callback::from(move |_: MouseEvent| {
            to_query.emit(query.clone());
            to_list.emit(Tab::List);
        })
    };
    html! {
        <tr class="started">
            <td class="picture-number">{ grouped(started.count) }</td>
            <td></td>
            <td class="started-name">
                { "↳ " }{ view_func(&func) }{ " " }
                <button type="button" class="link-button" onclick={on_list} aria-label={format!("{}: {func}", app.words.icicle_list)}>
                    { (app.words.groups)(started.n_groups as u64) }
                </button>
            </td>
        </tr>
    }
}
