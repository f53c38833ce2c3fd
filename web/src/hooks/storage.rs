//! What the browser remembers for the page: choices only, never anything of a dump.

use web_sys::Storage;

/// The value stored under a key.
pub(super) fn load(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Stores a value. A full or forbidden storage only means that the choice is not remembered.
pub(super) fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// None where storage is forbidden, as in sandboxed frames.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
