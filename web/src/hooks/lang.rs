//! The language: the user's choice, else the browser's.

use gorolens_worker::report::Lang;
use yew::prelude::*;

use super::storage;
use crate::words;

const KEY: &str = "gorolens-language";

/// The language and a callback that goes to the other one.
#[hook]
pub fn use_lang() -> (Lang, Callback<()>) {
    let lang = use_state_eq(stored_or_browsers);
    use_effect_with(*lang, |lang| tell_browser(*lang));
    let other = {
        let lang = lang.clone();
        Callback::from(move |()| {
            let other = words::next(*lang);
            storage::store(KEY, other.tag());
            lang.set(other);
        })
    };
    (*lang, other)
}

/// English for languages that the page does not know.
fn stored_or_browsers() -> Lang {
    let tag = storage::load(KEY).unwrap_or_else(browser_tag);
    tag.parse().unwrap_or_default()
}

fn browser_tag() -> String {
    let tag = web_sys::window().and_then(|window| window.navigator().language());
    tag.unwrap_or_default()
}

/// Screen readers and hyphenation go by the attribute.
fn tell_browser(lang: Lang) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        // Setting an attribute with a fixed, valid name does not fail.
        let _ = root.set_attribute("lang", lang.tag());
    }
}
