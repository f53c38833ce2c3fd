//! A sentence whose backticks become code.

use yew::prelude::*;

use crate::view_model::prose::{Run, runs};

/// The sentence.
pub(in crate::components) fn view_prose(text: &str) -> Html {
    let parts = runs(text).into_iter().map(|run| match run {
        Run::Text(text) => html! { { text } },
        Run::Term(term) => html! { <span class="term">{ term }</span> },
        Run::Code(code) => html! { <code>{ code }</code> },
    });
    parts.collect()
}
