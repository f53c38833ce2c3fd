//! The start screen: one place for the dump, an example, and how to get a dump.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

use super::app::use_app;
use super::shared::{icons, view_command};
use crate::view_model::example;
use crate::words::Words;

/// Bytes that nobody types at once: they were put in by a program or an input method.
const NOT_TYPED: usize = 40;

/// The start screen.
pub(super) fn view_start(words: &Words) -> Html {
    html! {
        <div class="start">
            <h1 class="start-title">{ words.start_title }</h1>
            <p class="start-lead">{ words.start_lead }</p>
            <DumpForm />
            { view_capture_help(words) }
        </div>
    }
}

/// The field for the dump with its buttons. Analysis starts with the paste; the button is for
/// those who type.
#[component]
pub(super) fn DumpForm() -> Html {
    let app = use_app();
    let words = app.words;
    let typed = use_state_eq(|| false);
    let field = use_node_ref();
    let n_before = use_mut_ref(|| 0);
    let on_input = {
        let (intake, typed) = (app.intake.clone(), typed.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            let text = field.value();
            let n_added = text.len().saturating_sub(n_before.replace(text.len()));
            if n_added < NOT_TYPED || !intake.pasted(&text) {
                typed.set(!text.trim().is_empty());
            }
        })
    };
    let on_analyse = {
        let (intake, field) = (app.intake.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                intake.pasted(&field.value());
            }
        })
    };
    let on_file = {
        let intake = app.intake.clone();
        Callback::from(move |event: Event| {
            let field = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                intake.files(field.files());
                // So that choosing the same file again is a change.
                field.set_value("");
            }
        })
    };
    let on_example = {
        let intake = app.intake.clone();
        Callback::from(move |_: MouseEvent| intake.text(example::NAME, &example::dump()))
    };
    html! {
        <div class="dump-form">
            <label class="visually-hidden" for="dump">{ words.paste_label }</label>
            <textarea ref={field} id="dump" class="dump-form-field" data-testid="paste-input" data-takes-dump=""
                rows="9" spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" placeholder={words.paste_placeholder} oninput={on_input} />
            <div class="dump-form-actions">
                if *typed {
                    <button type="button" class="button button-primary" data-testid="analyse-button" onclick={on_analyse}>{ words.analyse }</button>
                }
                <label class="button">
                    { icons::file() }<span>{ words.choose_file }</span>
                    <input class="visually-hidden" type="file" multiple=true data-testid="file-input" onchange={on_file} />
                </label>
                <button type="button" class="button" data-testid="example-button" onclick={on_example}>
                    { icons::play() }<span>{ words.try_example }</span>
                </button>
                <p class="dump-form-hint">{ words.paste_hint }</p>
            </div>
        </div>
    }
}

/// Commands that make a dump.
pub(super) fn view_capture_help(words: &Words) -> Html {
    let ways = words.capture_ways.iter();
    let commands = ways.map(|(title, command)| view_command(title, command));
    html! {
        <section class="capture" aria-labelledby="capture-title">
            <h2 id="capture-title" class="capture-title">{ words.capture_title }</h2>
            <p class="capture-lead">{ words.capture_lead }</p>
            <div class="capture-ways">{ for commands }</div>
        </section>
    }
}
