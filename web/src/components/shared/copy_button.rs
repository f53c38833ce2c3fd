//! Copies a text and says that it did.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::icons;
use crate::components::app::use_app;
use crate::hooks::copy_text;

/// Milliseconds for which the button says "copied".
const SHOWN_FOR: u32 = 1600;

#[derive(PartialEq, Properties)]
pub(in crate::components) struct CopyButtonProps {
    /// What is copied.
    pub(in crate::components) text: AttrValue,
    /// What that is, for those who hear the button.
    pub(in crate::components) what: AttrValue,
}

/// The button.
#[component]
pub(in crate::components) fn CopyButton(props: &CopyButtonProps) -> Html {
    let words = use_app().words;
    let copied = use_state_eq(|| false);
    use_effect_with(*copied, {
        let copied = copied.setter();
        move |is_copied| {
            let timer = is_copied.then(|| Timeout::new(SHOWN_FOR, move || copied.set(false)));
            move || drop(timer)
        }
    });
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            copy_text(text.to_string(), move |worked| copied.set(worked));
        })
    };
    html! {
        <button type="button" class="copy-button" {onclick} aria-label={format!("{}: {}", words.copy, props.what)}>
            if *copied { { icons::check() } } else { { icons::copy() } }
            <span aria-live="polite">{ if *copied { words.copied } else { words.copy } }</span>
        </button>
    }
}
