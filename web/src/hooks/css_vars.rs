//! Computed sizes reach the style sheet as custom properties set by script: the page's
//! Content-Security-Policy allows no `style` attributes.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Keeps the custom property `name` of the element at `value`.
#[hook]
pub fn use_css_var(name: &'static str, value: String) -> NodeRef {
    let node = use_node_ref();
    use_effect_with((node.clone(), value), move |(node, value)| {
        if let Some(element) = node
            .get()
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
        {
            // Fails only for names that are not custom properties.
            let _ = element.style().set_property(name, value);
        }
    });
    node
}
