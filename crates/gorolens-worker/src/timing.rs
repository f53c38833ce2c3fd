//! What the developer tools of a browser, and `cargo xtask bench`, can see of a worker: how long the parts of
//! an analysis took, and the memory.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

/// The request arrived.
pub(crate) const OPEN: &str = "gorolens: open";
/// From there to the last byte.
pub(crate) const READ: &str = "gorolens: read";
/// From there to the answer.
pub(crate) const ANALYSIS: &str = "gorolens: analysis";

#[wasm_bindgen]
extern "C" {
    /// Notes a moment.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn mark(name: &str);
    /// Notes the time since a moment.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn measure(name: &str, since: &str);
}

/// Puts the memory where it can be looked at. It never shrinks, so its size is the most it has been.
pub(crate) fn show_memory(scope: &JsValue) {
    // A scope that takes no property has no tools either.
    let _ = Reflect::set(scope, &"gorolensMemory".into(), &wasm_bindgen::memory());
}

/// Puts the bytes of the memory of each helper there, too.
pub(crate) fn show_helpers(memory: &[f64]) {
    let memory: js_sys::Array = memory.iter().map(|&bytes| JsValue::from(bytes)).collect();
    let _ = Reflect::set(&js_sys::global(), &"gorolensHelpers".into(), &memory);
}
