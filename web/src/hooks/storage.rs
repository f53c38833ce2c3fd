//! What the browser remembers for the page: choices for good, notes about groups for as long as the
//! tab is open. Never anything of a dump.

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

/// The value stored under a key for this tab.
pub(super) fn load_for_tab(key: &str) -> Option<String> {
    tab_storage()?.get_item(key).ok().flatten()
}

/// Stores a value for as long as this tab is open.
pub(super) fn store_for_tab(key: &str, value: &str) {
    if let Some(storage) = tab_storage() {
        let _ = storage.set_item(key, value);
    }
}

fn tab_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// None where storage is forbidden, as in sandboxed frames.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
