//! The report to take along: into a ticket, or as a file for other tools.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gorolens_worker::wire::ExportForm;
use yew::prelude::*;

use super::app::use_app;
use super::share::Share;
use super::shared::icons;
use crate::hooks::{copy_text, save_text};
use crate::state::{InputId, Report};
use crate::view_model::triage::{self, Notes};

#[derive(PartialEq, Properties)]
pub(super) struct ExportProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    pub(super) notes: Rc<Notes>,
}

/// The buttons.
#[component]
pub(super) fn ExportButtons(props: &ExportProps) -> Html {
    let app = use_app();
    let words = app.words;
    let copied = use_state_eq(|| false);
    use_effect_with(*copied, {
        let copied = copied.setter();
        move |is_copied| {
            let timer = is_copied.then(|| Timeout::new(1600, move || copied.set(false)));
            move || drop(timer)
        }
    });
    let on_markdown = {
        let (analyzers, input, copied) = (app.analyzers.clone(), props.input, copied.setter());
        let (report, notes) = (props.report.clone(), props.notes.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            let notes = triage::export(&notes, &report);
            analyzers.export(input, ExportForm::Markdown, notes, move |text| {
                copy_text(text, move |worked| copied.set(worked));
            });
        })
    };
    let on_json = {
        let (analyzers, input) = (app.analyzers.clone(), props.input);
        let (report, notes) = (props.report.clone(), props.notes.clone());
        Callback::from(move |_: MouseEvent| {
            let notes = triage::export(&notes, &report);
            analyzers.export(input, ExportForm::Json, notes, |text| {
                save_text("gorolens-report.json", "application/json", &text);
            });
        })
    };
    html! {
        <section class="export" aria-label={words.export_title}>
            <button type="button" class="button" data-testid="export-markdown" onclick={on_markdown}>
                if *copied { { icons::check() } } else { { icons::copy() } }
                <span aria-live="polite">{ if *copied { words.copied } else { words.export_markdown } }</span>
            </button>
            <button type="button" class="button" data-testid="export-json" onclick={on_json}>
                { icons::file() }<span>{ words.export_json }</span>
            </button>
            <Share input={props.input} report={props.report.clone()} notes={props.notes.clone()} />
        </section>
    }
}
