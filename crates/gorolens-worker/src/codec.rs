//! Rust values ↔ messages: an array of postcard bytes and the blobs that belong to them.
//!
//! One codec for everything: bytes cross several times faster than nested objects, and a second
//! way to serialise would be a tenth of the download.

use js_sys::{Array, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The message for `value`, and the list of what moves with it instead of being copied.
pub(crate) fn encode<T: Serialize>(value: &T, blobs: Vec<Blob>) -> Result<(Array, Array), JsValue> {
    let bytes = postcard::to_allocvec(value).map_err(|err| error(&err))?;
    let bytes = Uint8Array::from(bytes.as_slice());
    let moved = Array::of1(&bytes.buffer());
    let message = Array::of1(&bytes);
    for blob in blobs {
        message.push(&blob);
    }
    Ok((message, moved))
}

/// The value of a message and its blobs.
pub(crate) fn decode<T: DeserializeOwned>(message: JsValue) -> Result<(T, Vec<Blob>), JsValue> {
    let mut parts = message.dyn_into::<Array>()?.to_vec().into_iter();
    let bytes = parts.next().unwrap_or_default().dyn_into::<Uint8Array>()?;
    let value = postcard::from_bytes(&bytes.to_vec()).map_err(|err| error(&err))?;
    let blobs = parts.map(JsCast::dyn_into::<Blob>);
    Ok((value, blobs.collect::<Result<_, _>>()?))
}

fn error(err: &postcard::Error) -> JsValue {
    js_sys::Error::new(&err.to_string()).into()
}
