//! The groups of identical stacks: filter, order, list.

mod detail;
mod goroutines;
mod list;
mod members;
mod row;
mod triage;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, InputEvent};
use yew::prelude::*;

use self::list::GroupList;
use super::app::{AppContext, use_app};
use super::picture::{Glance, IciclePanel, StartersPanel};
use super::shared::icons;
use crate::hooks::compile;
use crate::state::{GroupsAction, GroupsView, InputId, Level, Report, Sort, Tab};
use crate::view_model::groups::Listed;
use crate::view_model::query::completions;
use crate::words::Words;

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
    let filtered = !view.query.is_empty();
    let show_benign = view.show_benign || filtered;
    let on_benign = act(&app, props.input, {
        let show = !view.show_benign;
        move |_: MouseEvent| GroupsAction::ShowBenign(show)
    });
    let on_clear = act(&app, props.input, |_: MouseEvent| {
        GroupsAction::Query(AttrValue::Static(""))
    });
    html! {
        <section class="groups" aria-labelledby="groups-title">
            <div class="groups-head">
                <h2 id="groups-title" tabindex="-1" class="panel-title">{ words.groups_title }</h2>
                <p class="group-count" aria-live="polite">{ count(&listed, words) }</p>
            </div>
            { view_tools(props, &app) }
            <Glance input={props.input} report={props.report.clone()} groups={listed.all()}
                query={view.query.clone()} />
            { view_tabs(props, &app) }
            <div id="groups-view" class="groups-view" role="tabpanel" aria-labelledby={tab_id(view.tab)}>
                { view_tab(props, &listed, words) }
            </div>
            if filtered && !listed.has_bad_regex && listed.main.is_empty() && listed.benign.is_empty() {
                <p class="groups-nothing">
                    { words.nothing_listed }{ " " }
                    <button type="button" class="link-button" onclick={on_clear}>{ words.clear_filter }</button>
                </p>
            }
            if listed.has_bad_regex {
                <p class="groups-nothing" role="status">{ words.bad_regex }</p>
            }
            if !listed.benign.is_empty() && view.tab == Tab::List {
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

/// Scrolls back to where the list begins, if the field stands over it: of what a new query lists, the first is seen.
fn show_first(field: &HtmlInputElement) {
    let page = web_sys::window().and_then(|window| window.document());
    let list = page.and_then(|page| page.get_element_by_id("groups-view"));
    let bottom = field.get_bounding_client_rect().bottom();
    let is_covered = |list: &Element| list.get_bounding_client_rect().top() < bottom;
    if let Some(list) = list.filter(is_covered) {
        list.scroll_into_view_with_bool(true);
    }
}

/// How many are listed. Normal ones alone have a line of their own.
fn count(listed: &Listed, words: &Words) -> Option<String> {
    let says_more = listed.benign.is_empty() || !listed.main.is_empty();
    says_more.then(|| (words.listed)(listed.main.len() as u64, listed.main_goroutines))
}

/// What the chosen tab shows. Pictures show what is normal where there is nothing else.
fn view_tab(props: &GroupsProps, listed: &Listed, words: &Words) -> Html {
    let (input, report) = (props.input, props.report.clone());
    let groups = if listed.main.is_empty() && props.view.tab != Tab::List {
        listed.benign.clone()
    } else {
        listed.main.clone()
    };
    if groups.is_empty() {
        return html! {};
    }
    match props.view.tab {
        Tab::List => html! {
            <GroupList {input} {report} view={props.view.clone()} {groups} label={words.groups_title} />
        },
        Tab::Stacks => html! { <IciclePanel {input} {report} {groups} /> },
        Tab::Starters => html! { <StartersPanel {input} {report} {groups} /> },
    }
}

fn tab_id(tab: Tab) -> String {
    format!("groups-tab-{}", tab.name())
}

/// The ways to show the groups. Arrow keys go from one to the next, as the pattern for tabs has it.
fn view_tabs(props: &GroupsProps, app: &AppContext) -> Html {
    let words = app.words;
    let chosen = props.view.tab;
    let tabs = Tab::ALL.map(|tab| {
        let is_chosen = tab == chosen;
        let onclick = act(app, props.input, move |_: MouseEvent| GroupsAction::Tab(tab));
        let tabindex = if is_chosen { "0" } else { "-1" };
        html! {
            <button type="button" role="tab" id={tab_id(tab)} class="groups-tab" data-testid={format!("tab-{}", tab.name())}
                aria-selected={is_chosen.to_string()} aria-controls="groups-view" {tabindex} {onclick}>{ (words.tab)(tab) }</button>
        }
    });
    let onkeydown = {
        let to = act(app, props.input, GroupsAction::Tab);
        Callback::from(move |event: KeyboardEvent| {
            let at = Tab::ALL.iter().position(|tab| *tab == chosen).unwrap_or(0);
            let step = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => Tab::ALL.len() - 1,
                _ => return,
            };
            event.prevent_default();
            let tab = Tab::ALL[(at + step) % Tab::ALL.len()];
            to.emit(tab);
            focus_on(&tab_id(tab));
        })
    };
    html! { <div class="groups-tabs" role="tablist" aria-label={words.tabs} {onkeydown}>{ for tabs }</div> }
}

fn focus_on(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Without focus the tab is still chosen.
        let _ = element.focus();
    }
}

/// A callback that works on the list.
pub(super) fn act<E: 'static>(
    app: &AppContext,
    input: InputId,
    action: impl Fn(E) -> GroupsAction + 'static,
) -> Callback<E> {
    let analyzers = app.analyzers.clone();
    Callback::from(move |event| analyzers.groups(input, action(event)))
}

fn view_tools(props: &GroupsProps, app: &AppContext) -> Html {
    let words = app.words;
    let on_query = act(app, props.input, |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        show_first(&field);
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
            <div class="group-query">
                <input class="group-filter" type="search" data-testid="group-filter" aria-label={words.filter_label}
                    placeholder={words.filter_placeholder} value={props.view.query.clone()}
                    oninput={on_query} onkeydown={on_key}
                    spellcheck="false" autocomplete="off" list="group-completions" aria-describedby="group-help" />
                <datalist id="group-completions">{ for offers }</datalist>
                <p id="group-help" class="visually-hidden">{ words.filter_help }</p>
            </div>
            <div class="group-order">
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
            </div>
        </div>
    }
}
