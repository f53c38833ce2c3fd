//! Light, dark, or as the system says; remembered where the browser lets us.

use yew::prelude::*;

use super::host::setting;
use super::storage;

const KEY: &str = "gorolens-theme";

/// A page that embeds this one says it in the address.
const IN_ADDRESS: &str = "theme";

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
        let chosen = setting(IN_ADDRESS).or_else(|| storage::load(KEY));
        match chosen.as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn apply(self) {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(root) = document.and_then(|document| document.document_element()) {
            // Setting an attribute with a fixed, valid name does not fail.
            let _ = root.set_attribute("data-theme", self.as_str());
        }
        if setting(IN_ADDRESS).is_none() {
            storage::store(KEY, self.as_str());
        }
    }
}

/// The theme and a callback that goes to the next one.
#[hook]
pub fn use_theme() -> (Theme, Callback<()>) {
    let theme = use_state_eq(Theme::stored);
    use_effect_with(*theme, |theme| theme.apply());
    let next = {
        let theme = theme.clone();
        Callback::from(move |()| theme.set(theme.next()))
    };
    (*theme, next)
}
