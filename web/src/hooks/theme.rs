//! Light, dark, or as the system says; remembered where the browser lets us.

use web_sys::Storage;
use yew::prelude::*;

const KEY: &str = "gorolens-theme";

/// The colours the user asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme` on the root element, and the stored one.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The one after this in the order of the button.
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Dark,
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::System,
        }
    }

    fn stored() -> Theme {
        let stored = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        match stored.as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn apply(self) {
        let root = root_element();
        if let Some(root) = root {
            // Setting an attribute with a fixed, valid name does not fail.
            let _ = root.set_attribute("data-theme", self.as_str());
        }
        if let Some(storage) = storage() {
            // A full or forbidden storage only means that the choice is not remembered.
            let _ = storage.set_item(KEY, self.as_str());
        }
    }
}

/// The theme and a callback that goes to the next one.
#[hook]
pub fn use_theme() -> (Theme, Callback<MouseEvent>) {
    let theme = use_state_eq(Theme::stored);
    use_effect_with(*theme, |theme| theme.apply());
    let next = {
        let theme = theme.clone();
        Callback::from(move |_| theme.set(theme.next()))
    };
    (*theme, next)
}

fn root_element() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// None where storage is forbidden, as in sandboxed frames.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
