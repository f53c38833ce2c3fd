//! The whole page: header, then the screen of the phase.

use std::rc::Rc;

use yew::prelude::*;

use super::header::Header;
use super::progress::{view_failed, view_reading};
use super::result::ResultScreen;
use super::start::view_start;
use crate::hooks::{Analyzers, Intake, use_analyzers, use_host, use_intake, use_lang};
use crate::state::{AppState, Input, Phase};
use crate::words::{Words, words};

/// What every panel may use.
#[derive(Clone, PartialEq)]
pub(crate) struct AppContext {
    /// The texts.
    pub(crate) words: &'static Words,
    /// What the user can do.
    pub(crate) analyzers: Rc<Analyzers>,
    /// Where dumps come in.
    pub(crate) intake: Intake,
}

/// The context of the page.
#[hook]
pub(crate) fn use_app() -> AppContext {
    use_context::<AppContext>().expect("AppContext is provided by App")
}

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(AppState::default);
    let (lang, on_language, set_lang) = use_lang();
    let words = words(lang);
    let analyzers = use_analyzers(state.dispatcher());
    use_effect_with((analyzers.clone(), lang), |(analyzers, lang)| {
        analyzers.speak(*lang)
    });
    let (intake, dragging) = use_intake(analyzers.clone(), words);
    let on_update = use_host(&state.inputs, analyzers.clone(), set_lang);
    let context = AppContext {
        words,
        analyzers,
        intake,
    };
    let screen = view_screen(&context, state.current());
    html! {
        <ContextProvider<AppContext> {context}>
            <Header inputs={state.inputs.clone()} current={state.current} {on_language} />
            if let Some(onclick) = on_update {
                <p class="update-note" role="status" data-testid="update-note">
                    <span>{ words.update_ready }</span>
                    <button type="button" class="button" data-testid="update-button" {onclick}>{ words.update_load }</button>
                </p>
            }
            <main class="page" id="main">
                { screen }
            </main>
            <div class="visually-hidden" aria-live="polite">{ announcement(state.current(), words) }</div>
            if dragging {
                <div class="drop-veil" aria-hidden="true"><p>{ words.drop_here }</p></div>
            }
        </ContextProvider<AppContext>>
    }
}

fn view_screen(app: &AppContext, input: Option<&Rc<Input>>) -> Html {
    let Some(input) = input else {
        return view_start(app.words);
    };
    match &input.phase {
        Phase::Reading { read, total } => view_reading(app, input, *read, *total),
        Phase::Failed(message) => view_failed(app, input, message),
        Phase::Ready(report) => html! {
            <ResultScreen key={input.id.0} input={input.clone()} report={report.clone()} />
        },
    }
}

/// Phases are spoken, percentages are not.
fn announcement(input: Option<&Rc<Input>>, words: &Words) -> String {
    match input.map(|input| (&input.phase, &input.name)) {
        None => String::new(),
        Some((Phase::Reading { .. }, name)) => (words.reading)(name),
        Some((Phase::Failed(message), _)) => message.to_string(),
        Some((Phase::Ready(report), _)) => {
            (words.announce_ready)(report.outcome.findings.len() as u64)
        }
    }
}
