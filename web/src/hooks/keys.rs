//! The keyboard map: single keys, heard only where nothing is typed.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, KeyboardEvent, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use yew::prelude::*;

/// What a key asks of the page, where the DOM alone cannot do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Show the keyboard map.
    Help,
    /// The next colours.
    Theme,
}

/// Hears the keys while the component lives.
#[hook]
pub fn use_keys(on_key: Callback<Key>) {
    use_effect_with(on_key, |on_key| {
        let document = web_sys::window().and_then(|window| window.document());
        let on_key = on_key.clone();
        let listener = document.map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            let page = document.clone();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let event: &KeyboardEvent = event.unchecked_ref();
                if !is_for_others(event) && press(&event.key(), &page, &on_key) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

/// Keys with modifiers are the browser's; in fields they are text.
fn is_for_others(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let in_field = target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    });
    in_field || event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// Does what the key asks; whether it asks anything.
fn press(key: &str, page: &Document, on_key: &Callback<Key>) -> bool {
    match key {
        "/" => focus(find(page, ".group-filter")),
        "v" => focus(find(page, "main h1")),
        "j" => focus(group_beside(page, true)),
        "k" => focus(group_beside(page, false)),
        "t" => {
            on_key.emit(Key::Theme);
            true
        }
        "?" => {
            on_key.emit(Key::Help);
            true
        }
        _ => false,
    }
}

/// Brings a heading to the top of the window, and gives it the focus.
pub fn go_to_heading(id: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let heading = page.and_then(|page| page.get_element_by_id(id));
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        heading.scroll_into_view_with_bool(true);
        // Without focus it is still in view.
        let _ = heading.focus();
    }
}

/// The button of the group after or before the one with the focus, else of the first one.
fn group_beside(page: &Document, after: bool) -> Option<Element> {
    let active = page.active_element();
    let row = active.and_then(|active| active.closest(".group-row").ok().flatten());
    let row = match row {
        Some(row) if after => row.next_element_sibling(),
        Some(row) => row.previous_element_sibling(),
        None => find(page, ".group-row"),
    };
    row.and_then(|row| row.query_selector(".group-row-toggle").ok().flatten())
}

fn find(page: &Document, selector: &str) -> Option<Element> {
    page.query_selector(selector).ok().flatten()
}

fn focus(element: Option<Element>) -> bool {
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let Some(element) = element else {
        return false;
    };
    focus_in_view(&element);
    true
}

/// Gives an element the focus, and scrolls no further than it must: what is in view stays where it is.
pub fn focus_in_view(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    // Without focus it is still in view.
    let _ = element.focus();
}
