//! The screens of an analysis that runs, and of one that failed.

use yew::prelude::*;

use super::app::use_app;
use super::start::DumpForm;
use crate::state::InputId;
use crate::view_model::numbers::bytes;

#[derive(PartialEq, Properties)]
pub(super) struct ReadingProps {
    pub(super) id: InputId,
    pub(super) name: AttrValue,
    pub(super) read: f64,
    pub(super) total: f64,
}

/// How far the worker is, and a way out.
#[component]
pub(super) fn ReadingScreen(props: &ReadingProps) -> Html {
    let app = use_app();
    let words = app.words;
    let on_cancel = {
        let (analyzers, id) = (app.analyzers.clone(), props.id);
        Callback::from(move |_: MouseEvent| analyzers.close(id))
    };
    let read_all = props.read >= props.total;
    html! {
        <section class="reading" data-testid="progress">
            <h1 class="reading-title">{ (words.reading)(&props.name) }</h1>
            <progress class="reading-bar" aria-label={(words.reading)(&props.name)} max="1" value={share(props)} />
            <p class="reading-text">
                if read_all { { words.finishing } } else { { (words.progress)(&bytes(props.read), &bytes(props.total)) } }
            </p>
            <button type="button" class="button" data-testid="cancel-button" onclick={on_cancel}>{ words.cancel }</button>
        </section>
    }
}

fn share(props: &ReadingProps) -> Option<String> {
    let all_read = props.read >= props.total;
    (!all_read).then(|| format!("{:.3}", props.read / props.total))
}

#[derive(PartialEq, Properties)]
pub(super) struct FailedProps {
    pub(super) id: InputId,
    pub(super) message: AttrValue,
}

/// What went wrong, and the way to try again.
#[component]
pub(super) fn FailedScreen(props: &FailedProps) -> Html {
    let app = use_app();
    let words = app.words;
    let on_back = {
        let (analyzers, id) = (app.analyzers.clone(), props.id);
        Callback::from(move |_: MouseEvent| analyzers.close(id))
    };
    html! {
        <section class="failed" role="alert">
            <h1 class="failed-title">{ words.failed_title }</h1>
            <p class="failed-message" data-testid="error-message">{ props.message.clone() }</p>
            <p>{ words.failed_help }</p>
            <DumpForm />
            <button type="button" class="button" onclick={on_back}>{ words.back_to_start }</button>
        </section>
    }
}
