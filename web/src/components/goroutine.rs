//! One goroutine: what its header says, who started it and whom it started, and its text.

use std::rc::Rc;

use gorolens_worker::wire::{Member, Raw};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use super::app::{AppContext, use_app};
use super::place_link::{go, view_goroutine_link};
use super::shared::{CopyButton, Marks, icons, use_marks, view_func, view_marked};
use crate::hooks::hash_of;
use crate::state::{FoundGoroutine, Goroutines, GroupsAction, InputId, Place, Report};
use crate::view_model::numbers::{grouped, minutes};

#[derive(PartialEq, Properties)]
pub(super) struct GoroutineDialogProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// Index of its dump.
    pub(super) dump: u32,
    /// Its number.
    pub(super) id: u64,
    pub(super) goroutines: Rc<Goroutines>,
    /// The address that is marked.
    pub(super) pointer: Option<AttrValue>,
}

/// The goroutine, over the report.
#[component]
pub(super) fn GoroutineDialog(props: &GoroutineDialogProps) -> Html {
    let app = use_app();
    let dialog = use_node_ref();
    let marks = use_marks(props.goroutines.clone(), props.pointer.clone());
    let found = props.goroutines.found.clone();
    let found = found.filter(|it| (it.dump, it.id) == (props.dump, props.id));
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    use_effect_with((props.input, props.dump, props.id), {
        let (app, dialog) = (app.clone(), dialog.clone());
        move |(input, dump, id)| {
            app.analyzers.find(*input, *dump, *id);
            if let Some(dialog) = dialog.cast::<Element>() {
                dialog.set_scroll_top(0);
            }
        }
    });
    let key = found
        .as_ref()
        .and_then(|it| it.member.as_ref())
        .map(|it| it.key);
    use_effect_with((props.input, key), {
        let (app, known) = (app.clone(), props.goroutines.clone());
        move |(input, key)| {
            for key in key.iter().filter(|key| !known.raws.has(key)) {
                app.analyzers.raw(*input, *key);
            }
        }
    });
    let words = app.words;
    let on_close = {
        let (analyzers, input) = (app.analyzers.clone(), props.input);
        Callback::from(move |_: Event| analyzers.groups(input, GroupsAction::CloseGoroutine))
    };
    // The dialog itself gives the focus back to where it was.
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            dialog
                .cast::<HtmlDialogElement>()
                .iter()
                .for_each(HtmlDialogElement::close)
        })
    };
    let on_backdrop = {
        let dialog = dialog.clone();
        Callback::from(move |event: MouseEvent| {
            let target = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlDialogElement>().ok());
            if target.is_some() && target == dialog.cast::<HtmlDialogElement>() {
                target.iter().for_each(HtmlDialogElement::close);
            }
        })
    };
    html! {
        <dialog ref={dialog} class="goroutine" aria-labelledby="goroutine-title" data-testid="goroutine-dialog"
            onclose={on_close} onclick={on_backdrop}>
            <div class="goroutine-inside">
                <header class="goroutine-head">
                    <h2 id="goroutine-title" class="goroutine-title">{ (words.goroutine_title)(props.id) }</h2>
                    <button type="button" class="button button-small" data-testid="goroutine-close" onclick={close}>{ words.keys_close }</button>
                </header>
                { found.map(|found| view_found(&found, &marks, props, &app)) }
            </div>
        </dialog>
    }
}

fn view_found(
    found: &FoundGoroutine,
    marks: &Marks,
    props: &GoroutineDialogProps,
    app: &AppContext,
) -> Html {
    let words = app.words;
    let about = match &found.member {
        Some(member) => {
            html! { <>{ view_facts(member, props, app) }{ view_text(member, marks, props, app) }</> }
        }
        None => html! { <p class="goroutine-gone">{ words.goroutine_gone }</p> },
    };
    let started = found.started.iter().map(|it| {
        let link = view_goroutine_link(it.key.dump, it.id, (props.input, &props.report), app);
        html! { <li>{ link }{ " " }<span class="goroutine-state">{ it.state.clone() }</span></li> }
    });
    let hidden = found.n_started.saturating_sub(found.started.len() as u64);
    html! {
        <>
            { about }
            <section class="goroutine-started">
                <h3 class="detail-title">{ (words.started)(found.n_started) }</h3>
                <ul class="goroutine-list">
                    { for started }
                    if hidden > 0 { <li>{ (words.more_ids)(hidden) }</li> }
                </ul>
            </section>
        </>
    }
}

fn view_facts(member: &Member, props: &GoroutineDialogProps, app: &AppContext) -> Html {
    let (words, report) = (app.words, &props.report);
    let creator = member.creator_id.map(|id| {
        let link = view_goroutine_link(member.key.dump, id, (props.input, report), app);
        view_fact(words.goroutine_creator, html! { { link } })
    });
    let labels = member
        .labels
        .iter()
        .map(|(key, value)| format!("{key}={value}"));
    let labels: Vec<String> = labels.collect();
    let wait = member
        .wait_minutes
        .map(|it| minutes(u64::from(it), words.units));
    html! {
        <dl class="goroutine-facts">
            { view_fact(words.goroutine_state, html! { { member.state.clone() } }) }
            { wait.map(|wait| view_fact(words.goroutine_wait, html! { { wait } })) }
            { creator }
            { view_group(member, props, app) }
            if !labels.is_empty() { { view_fact(words.labels, html! { { labels.join(", ") } }) } }
        </dl>
    }
}

fn view_fact(name: &'static str, value: Html) -> Html {
    html! { <div class="goroutine-fact"><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// The way to the goroutine's group.
fn view_group(member: &Member, props: &GoroutineDialogProps, app: &AppContext) -> Option<Html> {
    let report = &props.report;
    let exact = report.exact();
    let id = exact.row(member.group).map(|row| exact.text(row.id))?;
    let group = report.group(&id)?;
    let (row, title) = (report.row(group)?, report.title(group)?);
    let place = Place::Group(group);
    let onclick = go(&app.analyzers, props.input, place);
    let name = title.at.map(|at| view_func(report.str(at.func)));
    Some(view_fact(
        app.words.goroutine_group,
        html! {
            <a href={hash_of(report, place)} data-testid="goroutine-group" {onclick}>{ grouped(row.count) }{ " × " }{ name }</a>
        },
    ))
}

fn view_text(
    member: &Member,
    marks: &Marks,
    props: &GoroutineDialogProps,
    app: &AppContext,
) -> Html {
    let words = app.words;
    let Some(raw) = props.goroutines.raws.get(&member.key) else {
        return html! {};
    };
    let (text, cut) = match &**raw {
        Raw::Text { text, cut, .. } => (text, *cut),
        Raw::Unavailable(why) => {
            return html! { <p class="goroutine-gone">{ icons::info() }{ (words.no_raw)(why) }</p> };
        }
    };
    let at = (props.input, &props.report);
    let marked = view_marked(text, marks, props.input, app, |id| match id.parse() {
        Ok(number) => view_goroutine_link(member.key.dump, number, at, app),
        Err(_) => html! { { id } },
    });
    html! {
        <figure class="code-block">
            <figcaption class="code-block-title">
                <span>{ words.raw_text }</span>
                <CopyButton text={AttrValue::from(text.clone())} what={words.raw_text} />
            </figcaption>
            <pre class="code-block-code" tabindex="0" data-testid="raw-text"><code>{ marked }{ cut.then_some("\n…") }</code></pre>
        </figure>
    }
}
