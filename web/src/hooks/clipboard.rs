//! Text into the clipboard, also where the modern interface is missing (plain http).

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Copies `text`; `then` hears whether it worked.
pub fn copy_text(text: String, then: impl FnOnce(bool) + 'static) {
    let Some(window) = web_sys::window() else {
        return then(false);
    };
    if !window.is_secure_context() {
        return then(copy_by_selection(&text).is_some());
    }
    let copying = window.navigator().clipboard().write_text(&text);
    spawn_local(async move {
        let copied = JsFuture::from(copying).await.is_ok();
        then(copied || copy_by_selection(&text).is_some());
    });
}

/// Selects the text in a field that is there for a moment only.
fn copy_by_selection(text: &str) -> Option<()> {
    let document: HtmlDocument = web_sys::window()?.document()?.dyn_into().ok()?;
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_class_name("visually-hidden");
    document.body()?.append_child(&field).ok()?;
    field.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    field.remove();
    copied.then_some(())
}
