//! What the page does beyond drawing: workers, drag and drop, paste, theme, clipboard.

mod address;
mod analyzers;
mod clipboard;
mod css_vars;
mod download;
mod host;
mod intake;
mod keys;
mod lang;
mod more;
mod notes;
mod regex;
mod settled;
mod storage;
mod stretch;
mod tasks;
mod theme;

pub use address::{arrive, hash_of, page_address, use_address};
pub use analyzers::{Analyzers, MEMBERS_PER_PAGE, use_analyzers};
pub use clipboard::copy_text;
pub use css_vars::use_css_var;
pub use download::save_text;
pub use host::use_host;
pub use intake::{Intake, use_intake};
pub use keys::{Key, focus_in_view, go_to_heading, use_keys};
pub use lang::use_lang;
pub use more::use_more;
pub use notes::use_notes;
pub use regex::compile;
pub use settled::use_settled;
pub use stretch::use_stretch;
pub use tasks::use_tasks;
pub use theme::{Theme, use_theme};
