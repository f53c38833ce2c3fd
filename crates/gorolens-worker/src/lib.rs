//! The Web Worker of Gorolens and the words it shares with the page.
//!
//! ```text
//! page                                worker
//! Request::Open { blobs }     ──▶     source: blob → chunks ──▶ gorolens-core ──▶ report
//!                             ◀──     Event::Progress … Event::Done { outcome }
//! Request::Ids { group, … }   ──▶     the full report stays here
//!                             ◀──     Event::Ids
//! ```
//!
//! Documents are written by a second program, the [`writer`](crate::write()): it is loaded when the first one is
//! wanted, so that nobody waits for it who only wants to see what is wrong. It also shows reports that are
//! opened instead of a dump.
//!
//! One worker serves one input and ends with it: memory of a wasm instance never shrinks, and a
//! trap leaves it unusable. Cancelling is therefore `terminate`, see [`Analyzer`].
//!
//! Invariant: no judgement on goroutines here, and no DOM. This crate is the only place that knows
//! both JavaScript and `gorolens-core`.
#![deny(clippy::unwrap_used)]

mod bridge;
mod codec;
mod found;
mod given;
mod job;
mod part;
mod program;
mod raw;
mod service;
mod source;
mod team;
mod timing;
mod warm_up;
pub mod wire;
mod writer;

pub use bridge::Analyzer;
pub use gorolens_core::order;
pub use gorolens_report as report;
pub use program::Programs;
pub use service::serve;
pub use writer::write;
