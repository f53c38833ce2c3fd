//! Giving the report away: as a link or a document, with what is taken out of it shown before.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gorolens_worker::report::{Redaction, Replacement};
use gorolens_worker::wire::ExportForm;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use super::app::use_app;
use super::shared::icons;
use crate::hooks::{copy_text, page_address, save_text};
use crate::state::{InputId, Report};
use crate::view_model::triage::{self, Notes};

/// Replacements listed; a dump can have thousands of values.
const LISTED: usize = 200;

#[derive(PartialEq, Properties)]
pub(super) struct ShareProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    pub(super) notes: Rc<Notes>,
}

/// The button, and the dialog once it was pressed.
#[component]
pub(super) fn Share(props: &ShareProps) -> Html {
    let words = use_app().words;
    let open = use_state_eq(|| false);
    let set_open = {
        let open = open.setter();
        Callback::from(move |is_open| open.set(is_open))
    };
    html! {
        <>
            <button type="button" class="button" data-testid="share-button" onclick={set_open.reform(|_| true)}>
                { icons::file() }<span>{ words.share }</span>
            </button>
            if *open {
                <ShareDialog input={props.input} report={props.report.clone()} notes={props.notes.clone()}
                    on_close={set_open.reform(|()| false)} />
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct DialogProps {
    input: InputId,
    report: Rc<Report>,
    notes: Rc<Notes>,
    on_close: Callback<()>,
}

/// What the worker made of the wishes.
#[derive(Clone, PartialEq)]
struct Made {
    /// Empty when the report is too long for a link.
    link: AttrValue,
    replaced: Rc<Vec<Replacement>>,
}

#[component]
fn ShareDialog(props: &DialogProps) -> Html {
    let app = use_app();
    let words = app.words;
    let redaction = use_state_eq(|| Redaction::ALL);
    let made = use_state_eq(|| None::<Made>);
    let copied = use_state_eq(|| false);
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    use_effect_with(*redaction, {
        let (app, input, made) = (app.clone(), props.input, made.setter());
        let notes = triage::export(&props.notes, &props.report);
        move |redaction: &Redaction| {
            let then = move |link: String, replaced| {
                let (link, replaced) = (link.into(), Rc::new(replaced));
                made.set(Some(Made { link, replaced }));
            };
            app.analyzers
                .give_away(input, ExportForm::Link, notes, *redaction, then);
        }
    });
    use_effect_with(*copied, {
        let copied = copied.setter();
        move |is_copied| {
            let timer = is_copied.then(|| Timeout::new(1600, move || copied.set(false)));
            move || drop(timer)
        }
    });
    let link = made.as_ref().map(|it| it.link.clone()).unwrap_or_default();
    let on_link = {
        let (link, copied) = (link.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, copied) = (page_address(&link), copied.clone());
            copy_text(text, move |worked| copied.set(worked));
        })
    };
    let on_html = {
        let (app, input, redaction) = (app.clone(), props.input, *redaction);
        let (report, notes) = (props.report.clone(), props.notes.clone());
        Callback::from(move |_: MouseEvent| {
            let notes = triage::export(&notes, &report);
            let save = |text: String, _| save_text("gorolens-report.html", "text/html", &text);
            app.analyzers
                .give_away(input, ExportForm::Html, notes, redaction, save);
        })
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            let dialog = dialog.cast::<HtmlDialogElement>();
            dialog.iter().for_each(HtmlDialogElement::close);
        })
    };
    let is_too_long = made.as_ref().is_some_and(|it| it.link.is_empty());
    html! {
        <dialog ref={dialog} class="share" aria-labelledby="share-title" data-testid="share-dialog" onclose={props.on_close.reform(|_| ())}>
            <h2 id="share-title" class="share-title">{ words.share_title }</h2>
            <p>{ words.share_lead }</p>
            { view_parts(*redaction, &redaction.setter(), words.share_parts) }
            { view_preview(made.as_ref(), words) }
            if is_too_long {
                <p role="status" data-testid="share-too-long">{ words.share_too_long }</p>
            }
            <div class="share-buttons">
                <button type="button" class="button" data-testid="share-link" data-link={link.clone()} disabled={link.is_empty()} onclick={on_link}>
                    if *copied { { icons::check() } } else { { icons::copy() } }
                    <span aria-live="polite">{ if *copied { words.copied } else { words.share_link } }</span>
                </button>
                <button type="button" class="button" data-testid="share-html" onclick={on_html}>
                    { icons::file() }<span>{ words.share_html }</span>
                </button>
                <button type="button" class="button" onclick={close}>{ words.keys_close }</button>
            </div>
        </dialog>
    }
}

/// A switch per part, in the order of [`Redaction::parts`].
fn view_parts(
    redaction: Redaction,
    set: &UseStateSetter<Redaction>,
    names: [&'static str; 5],
) -> Html {
    let mut shown = redaction;
    let parts = shown.parts().map(|(id, on)| (id, *on));
    let switches = parts.into_iter().zip(names).map(|((id, on), name)| {
        let set = set.clone();
        let onchange = Callback::from(move |event: Event| {
            let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
            let mut next = redaction;
            for (part, on) in next.parts() {
                if part == id {
                    *on = is_on;
                }
            }
            set.set(next);
        });
        html! {
            <li><label><input type="checkbox" data-testid={format!("redact-{id}")} checked={on} {onchange} />{ name }</label></li>
        }
    });
    html! { <ul class="share-parts">{ for switches }</ul> }
}

fn view_preview(made: Option<&Made>, words: &crate::words::Words) -> Html {
    let Some(made) = made else {
        return html! {};
    };
    let rows = made.replaced.iter().take(LISTED).map(|it| {
        html! {
            <tr data-testid="replacement"><td><code>{ it.from.clone() }</code></td><td><code>{ it.to.clone() }</code></td></tr>
        }
    });
    html! {
        <details class="share-preview" open={made.replaced.len() <= 12}>
            <summary data-testid="share-preview">{ (words.share_replaced)(made.replaced.len() as u64) }</summary>
            <table><tbody>{ for rows }</tbody></table>
        </details>
    }
}
