//! Rust values ↔ messages: an object with the value as postcard bytes and the blobs that belong to it.
//!
//! Bytes cross several times faster than nested objects, and the derived code for every type a
//! report is made of would be a tenth of the download. The object is all that JavaScript sees.

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The value, as a [`Uint8Array`].
const BODY: &str = "body";
/// What belongs to it, as an [`Array`] of blobs.
const BLOBS: &str = "blobs";

/// The message for `value`, and the list of what moves with it instead of being copied.
pub(crate) fn encode<T: Serialize>(
    value: &T,
    blobs: Vec<Blob>,
) -> Result<(JsValue, Array), JsValue> {
    envelope(&bytes_of(value)?, blobs)
}

fn envelope(bytes: &[u8], blobs: Vec<Blob>) -> Result<(JsValue, Array), JsValue> {
    let body = Uint8Array::from(bytes);
    let moved = Array::of1(&body.buffer());
    let blobs = blobs.into_iter().collect::<Array>();
    let message = Object::new();
    Reflect::set(&message, &BODY.into(), &body)?;
    Reflect::set(&message, &BLOBS.into(), &blobs)?;
    Ok((message.into(), moved))
}

/// The value of a message and its blobs.
pub(crate) fn decode<T: DeserializeOwned>(message: &JsValue) -> Result<(T, Vec<Blob>), JsValue> {
    let value = value_of(&body(message)?.to_vec())?;
    let blobs: Array = Reflect::get(message, &BLOBS.into())?.dyn_into()?;
    let blobs = blobs.iter().map(JsCast::dyn_into::<Blob>);
    Ok((value, blobs.collect::<Result<_, _>>()?))
}

/// Whether a message says just this; needs no code to read whatever else it might say.
pub(crate) fn says<T: Serialize>(message: &JsValue, value: &T) -> bool {
    let (body, value) = (body(message), bytes_of(value));
    matches!((body, value), (Ok(body), Ok(value)) if body.to_vec() == value)
}

/// A value as a blob, which can be handed on without being read.
pub(crate) fn pack<T: Serialize>(value: &T) -> Result<Blob, JsValue> {
    let bytes = bytes_of(value)?;
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes.as_slice())))
}

/// The value of such a blob.
pub(crate) async fn unpack<T: DeserializeOwned>(blob: &Blob) -> Result<T, JsValue> {
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    value_of(&Uint8Array::new(&bytes.unchecked_into()).to_vec())
}

fn body(message: &JsValue) -> Result<Uint8Array, JsValue> {
    Reflect::get(message, &BODY.into())?.dyn_into()
}

fn bytes_of<T: Serialize>(value: &T) -> Result<Vec<u8>, JsValue> {
    postcard::to_allocvec(value).map_err(error)
}

fn value_of<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsValue> {
    postcard::from_bytes(bytes).map_err(error)
}

fn error(err: postcard::Error) -> JsValue {
    js_sys::Error::new(&err.to_string()).into()
}
