//! The language: the user's choice, else the browser's.

use gorolens_worker::report::Lang;
use yew::prelude::*;

use super::host::setting;
use super::storage;
use crate::words;

const KEY: &str = "gorolens-language";

/// A page that embeds this one says it in the address.
const IN_ADDRESS: &str = "lang";

/// The language, a callback that goes to the other one, and one for a language of somebody else's choice.
#[hook]
pub fn use_lang() -> (Lang, Callback<()>, Callback<Lang>) {
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
    let set = Callback::from({
        let lang = lang.setter();
        move |other| lang.set(other)
    });
    (*lang, other, set)
}

/// English for languages that the page does not know.
fn stored_or_browsers() -> Lang {
    let chosen = setting(IN_ADDRESS).or_else(|| storage::load(KEY));
    let tag = chosen.unwrap_or_else(browser_tag);
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
