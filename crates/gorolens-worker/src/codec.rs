//! Rust values ↔ messages: an envelope that serde-wasm-bindgen makes a JavaScript object of, with
//! the value as postcard bytes and the blobs that belong to it.
//!
//! Bytes cross several times faster than nested objects, and the derived code for every type a
//! report is made of would be a tenth of the download. The envelope is all that JavaScript sees.

use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// What crosses between page and worker.
#[derive(Serialize, Deserialize)]
struct Envelope {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    body: Uint8Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    blobs: Array,
}

/// The message for `value`, and the list of what moves with it instead of being copied.
pub(crate) fn encode<T: Serialize>(
    value: &T,
    blobs: Vec<Blob>,
) -> Result<(JsValue, Array), JsValue> {
    let bytes = postcard::to_allocvec(value).map_err(|err| error(&err))?;
    let body = Uint8Array::from(bytes.as_slice());
    let moved = Array::of1(&body.buffer());
    let blobs = blobs.into_iter().collect::<Array>();
    let message = serde_wasm_bindgen::to_value(&Envelope { body, blobs })?;
    Ok((message, moved))
}

/// The value of a message and its blobs.
pub(crate) fn decode<T: DeserializeOwned>(message: JsValue) -> Result<(T, Vec<Blob>), JsValue> {
    let envelope: Envelope = serde_wasm_bindgen::from_value(message)?;
    let value = postcard::from_bytes(&envelope.body.to_vec()).map_err(|err| error(&err))?;
    let blobs = envelope.blobs.iter().map(JsCast::dyn_into::<Blob>);
    Ok((value, blobs.collect::<Result<_, _>>()?))
}

/// A value as a blob, which can be handed on without being read.
pub(crate) fn pack<T: Serialize>(value: &T) -> Result<Blob, JsValue> {
    let bytes = postcard::to_allocvec(value).map_err(|err| error(&err))?;
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes.as_slice())))
}

/// The value of such a blob.
pub(crate) async fn unpack<T: DeserializeOwned>(blob: &Blob) -> Result<T, JsValue> {
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    let bytes = Uint8Array::new(&bytes.unchecked_into()).to_vec();
    postcard::from_bytes(&bytes).map_err(|err| error(&err))
}

fn error(err: &postcard::Error) -> JsValue {
    js_sys::Error::new(&err.to_string()).into()
}
