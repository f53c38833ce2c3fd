//! Regular expressions of the browser: they cost no download.

use js_sys::RegExp;
use wasm_bindgen::prelude::*;

use crate::view_model::query::Matcher;

#[wasm_bindgen]
extern "C" {
    /// The constructor that throws is the only way to learn that an expression is wrong.
    #[wasm_bindgen(js_name = RegExp)]
    type Fallible;

    #[wasm_bindgen(constructor, catch, js_class = "RegExp")]
    fn new(pattern: &str, flags: &str) -> Result<Fallible, JsValue>;
}

/// A test for texts, regardless of case; `None` for an expression that is wrong.
pub fn compile(pattern: &str) -> Option<Matcher> {
    let regex: RegExp = Fallible::new(pattern, "i").ok()?.unchecked_into();
    Some(Box::new(move |text| regex.test(text)))
}
