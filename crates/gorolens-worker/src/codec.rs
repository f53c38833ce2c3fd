//! Rust values ↔ messages: structured objects, bytes as `Uint8Array`, blobs as they are.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

/// The message for `value`.
pub(crate) fn encode<T: Serialize>(value: &T) -> Result<JsValue, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::to_value(value)
}

/// The value of a message.
pub(crate) fn decode<T: DeserializeOwned>(
    message: JsValue,
) -> Result<T, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::from_value(message)
}
