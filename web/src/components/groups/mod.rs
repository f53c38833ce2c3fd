//! The groups of identical stacks: filter, order, list.

mod detail;
mod goroutines;
mod icicle;
mod list;
mod members;
mod row;
mod states;
mod triage;

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, InputEvent};
use yew::prelude::*;

use self::icicle::IciclePanel;
use self::list::GroupList;
use self::states::{MAX_STATES, view_states};
use super::app::{AppContext, use_app};
use super::shared::icons;
use crate::hooks::compile;
use crate::state::{GroupsAction, GroupsView, InputId, Level, Report, Sort};
use crate::view_model::groups::Listed;
use crate::view_model::query::completions;
use crate::view_model::states::state_totals;

#[derive(PartialEq, Properties)]
pub(super) struct GroupsProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    pub(super) view: GroupsView,
}

/// The panel.
#[component]
pub(super) fn GroupsPanel(props: &GroupsProps) -> Html {
    let app = use_app();
    let words = app.words;
    let view = &props.view;
    let listed = {
        let key = (view.query.clone(), view.sort, view.notes.clone());
        use_memo((props.report.clone(), key), |(report, _)| {
            Listed::new(report, view, &compile)
        })
    };
    let totals = use_memo(props.report.clone(), |report| {
        state_totals(report, MAX_STATES)
    });
    let filtered = !view.query.is_empty();
    let show_benign = view.show_benign || filtered;
    let on_benign = act(&app, props.input, {
        let show = !view.show_benign;
        move |_: MouseEvent| GroupsAction::ShowBenign(show)
    });
    let icicle_shown = use_state_eq(|| false);
    let on_icicle = {
        let shown = icicle_shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let on_clear = act(&app, props.input, |_: MouseEvent| {
        GroupsAction::Query(AttrValue::Static(""))
    });
    html! {
        <section class="groups" aria-labelledby="groups-title">
            <h2 id="groups-title" class="panel-title">{ words.groups_title }</h2>
            { view_states(&totals, words) }
            <button type="button" class="benign-toggle" data-testid="icicle-toggle" aria-expanded={icicle_shown.to_string()} onclick={on_icicle}>
                { icons::chevron() }<span>{ words.icicle }</span>
            </button>
            if *icicle_shown && !listed.main.is_empty() {
                <IciclePanel input={props.input} report={props.report.clone()} groups={listed.main.clone()} />
            }
            { view_tools(props, &app, &listed) }
            if !listed.main.is_empty() {
                <GroupList input={props.input} report={props.report.clone()} view={view.clone()}
                    groups={listed.main.clone()} label={words.groups_title} />
            }
            if filtered && !listed.has_bad_regex && listed.main.is_empty() && listed.benign.is_empty() {
                <p class="groups-nothing">
                    { words.nothing_listed }{ " " }
                    <button type="button" class="link-button" onclick={on_clear}>{ words.clear_filter }</button>
                </p>
            }
            if listed.has_bad_regex {
                <p class="groups-nothing" role="status">{ words.bad_regex }</p>
            }
            if !listed.benign.is_empty() {
                <div class="benign" data-testid="benign">
                    <button type="button" class="benign-toggle" aria-expanded={show_benign.to_string()} onclick={on_benign}>
                        { icons::chevron() }
                        <span>{ (words.benign_title)(listed.benign.len() as u64, listed.benign_goroutines) }</span>
                    </button>
                    <p class="benign-why">{ words.benign_why }</p>
                    if show_benign {
                        <GroupList input={props.input} report={props.report.clone()} view={view.clone()}
                            groups={listed.benign.clone()} label={words.benign_why} />
                    }
                </div>
            }
        </section>
    }
}

/// A callback that works on the list.
fn act<E: 'static>(
    app: &AppContext,
    input: InputId,
    action: impl Fn(E) -> GroupsAction + 'static,
) -> Callback<E> {
    let analyzers = app.analyzers.clone();
    Callback::from(move |event| analyzers.groups(input, action(event)))
}

fn view_tools(props: &GroupsProps, app: &AppContext, listed: &Listed) -> Html {
    let words = app.words;
    let on_query = act(app, props.input, |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        GroupsAction::Query(field.value().into())
    });
    let (query, clear) = (
        props.view.query.clone(),
        act(app, props.input, GroupsAction::Query),
    );
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() != "Escape" {
            return;
        }
        if query.is_empty() {
            let field: HtmlInputElement = event.target_unchecked_into();
            // Without effect only if the field has gone.
            let _ = field.blur();
        }
        clear.emit(AttrValue::Static(""));
    });
    let on_sort = act(app, props.input, |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        GroupsAction::Sort(match field.value().as_str() {
            "wait" => Sort::Wait,
            "name" => Sort::Name,
            _ => Sort::Count,
        })
    });
    let on_fold = act(app, props.input, |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        GroupsAction::Fold(field.checked())
    });
    let on_level = act(app, props.input, |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        GroupsAction::Level(Level::named(&field.value()))
    });
    let levels = Level::ALL.map(|level| {
        let selected = props.report.level == level;
        html! { <option value={level.name()} {selected}>{ (words.level)(level) }</option> }
    });
    let offers = completions(&props.view.query, &props.report, 12);
    let offers = offers.into_iter().map(|value| html! { <option {value} /> });
    let sorts = [
        ("count", Sort::Count, words.sort_count),
        ("wait", Sort::Wait, words.sort_wait),
        ("name", Sort::Name, words.sort_name),
    ];
    let sorts = sorts.into_iter().map(|(value, sort, name)| {
        html! { <option {value} selected={props.view.sort == sort}>{ name }</option> }
    });
    html! {
        <div class="group-tools">
            <input class="group-filter" type="search" data-testid="group-filter" aria-label={words.filter_label}
                placeholder={words.filter_placeholder} value={props.view.query.clone()}
                oninput={on_query} onkeydown={on_key}
                spellcheck="false" autocomplete="off" list="group-completions" aria-describedby="group-help" />
            <datalist id="group-completions">{ for offers }</datalist>
            <p id="group-help" class="visually-hidden">{ words.filter_help }</p>
            <label class="group-sort">
                <span>{ words.sort_label }</span>
                <select onchange={on_sort}>{ for sorts }</select>
            </label>
            <label class="group-sort">
                <span>{ words.level_label }</span>
                <select data-testid="group-level" onchange={on_level}>{ for levels }</select>
            </label>
            <label class="group-fold">
                <input type="checkbox" checked={props.view.fold} onchange={on_fold} />
                <span>{ words.fold }</span>
            </label>
            <p class="group-count" aria-live="polite">
                { (words.listed)(listed.main.len() as u64, listed.main_goroutines) }
            </p>
        </div>
    }
}
