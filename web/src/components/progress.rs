//! The screens of an analysis that runs, and of one that failed.

use yew::prelude::*;

use super::app::AppContext;
use super::start::DumpForm;
use crate::state::Input;
use crate::view_model::numbers::{bytes, per_mille};

/// How far the worker is, and a way out.
pub(super) fn view_reading(app: &AppContext, input: &Input, read: u64, total: u64) -> Html {
    let words = app.words;
    let title = (words.reading)(&input.name);
    let read_all = read >= total;
    let value = (!read_all).then(|| per_mille(read, total).to_string());
    html! {
        <section class="reading" data-testid="progress">
            <h1 class="reading-title">{ &title }</h1>
            <progress class="reading-bar" aria-label={title.clone()} max="1000" {value} />
            <p class="reading-text">
                if read_all { { words.finishing } } else { { (words.progress)(&bytes(read), &bytes(total)) } }
            </p>
            <button type="button" class="button" data-testid="cancel-button" onclick={on_close(app, input)}>{ words.cancel }</button>
        </section>
    }
}

/// What went wrong, and the way to try again.
pub(super) fn view_failed(app: &AppContext, input: &Input, message: &AttrValue) -> Html {
    let words = app.words;
    html! {
        <section class="failed" role="alert">
            <h1 class="failed-title">{ words.failed_title }</h1>
            <p class="failed-message" data-testid="error-message">{ message.clone() }</p>
            <p>{ words.failed_help }</p>
            <DumpForm />
            <button type="button" class="button" onclick={on_close(app, input)}>{ words.back_to_start }</button>
        </section>
    }
}

fn on_close(app: &AppContext, input: &Input) -> Callback<MouseEvent> {
    let (analyzers, id) = (app.analyzers.clone(), input.id);
    Callback::from(move |_| analyzers.close(id))
}
