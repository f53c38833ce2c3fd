//! The language: the user's choice, else the browser's.

use yew::prelude::*;

use super::storage;
use crate::words::Lang;

const KEY: &str = "gorolens-language";

/// The language and a callback that goes to the other one.
#[hook]
pub fn use_lang() -> (Lang, Callback<()>) {
    let lang = use_state_eq(|| Lang::of_tag(&storage::load(KEY).unwrap_or_else(browser_tag)));
    use_effect_with(*lang, |lang| tell_browser(*lang));
    let other = {
        let lang = lang.clone();
        Callback::from(move |()| {
            let other = lang.other();
            storage::store(KEY, other.words().lang);
            lang.set(other);
        })
    };
    (*lang, other)
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
        let _ = root.set_attribute("lang", lang.words().lang);
    }
}
