//! What the page's address says: `#q=state:select&g=0123456789abcdef`. It stays in the browser:
//! what follows `#` is never sent.

use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// The query of the filter.
pub const QUERY: &str = "q";

/// The id of a group.
pub const GROUP: &str = "g";

/// What the address says under a key.
pub fn from_address(key: &str) -> Option<String> {
    params()?.get(key).filter(|value| !value.is_empty())
}

/// Writes a value into the address, without a new entry in the history.
pub fn to_address(key: &str, value: &str) {
    let (Some(params), Some(window)) = (params(), web_sys::window()) else {
        return;
    };
    if params.get(key).unwrap_or_default() == value {
        return;
    }
    if value.is_empty() {
        params.delete(key);
    } else {
        params.set(key, value);
    }
    let text = String::from(params.to_string());
    let hash = if text.is_empty() {
        "#".to_owned()
    } else {
        format!("#{text}")
    };
    if let Ok(history) = window.history() {
        // Refused in sandboxed frames; the address is a comfort there.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&hash));
    }
}

fn params() -> Option<UrlSearchParams> {
    let hash = web_sys::window()?.location().hash().ok()?;
    UrlSearchParams::new_with_str(hash.trim_start_matches('#')).ok()
}
