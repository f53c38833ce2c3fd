//! The panels of the page, from the top down.

mod ages;
mod app;
mod coverage;
mod export;
mod finding;
mod goroutine;
mod group_links;
mod groups;
mod header;
mod keys_dialog;
mod picture;
mod place_link;
mod progress;
mod result;
mod share;
mod shared;
mod start;
mod verdict;

pub use app::App;
