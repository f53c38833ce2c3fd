//! The page of Gorolens: a stranger pastes a dump and reads what leaks, why, and what to change.
//!
//! ```text
//! worker event → state (one reducer) → view_model (pure: what is shown) → components (how)
//! ```
//!
//! - [`state`]: the inputs that are open and the phase of each; [`state::AppState`] is the root.
//! - [`view_model`]: names, numbers, sentences and order, as pure functions with native tests.
//! - [`words`]: every text of the page, in each language.
//! - [`hooks`]: workers, drag and drop, paste, theme, clipboard.
//! - [`components`]: one folder or file per panel; styles are in `styles/` under the same name.
//!
//! Invariant: no parsing and no judgement on goroutines here; the page shows what the worker found.

pub mod components;
pub mod few;
pub mod hooks;
pub mod state;
pub mod view_model;
pub mod words;
