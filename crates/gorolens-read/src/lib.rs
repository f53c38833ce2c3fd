//! Reads Go goroutine dumps: bytes go in, goroutines and the groups of equal ones come out.
//!
//! ```text
//! bytes → text → lines → goroutines → groups
//!         input  lines   parse         group
//! ```
//!
//! [`Reading`] drives the stages; `gorolens-core` says what is wrong with what was read, and is what programs use.
//! It is a package of its own because it sees every byte of a dump and is compiled for speed, while the rules see
//! stacks only and are compiled for size. And so no rule can look at the text.
//!
//! Invariant: no JavaScript, no files, no clock, no threads, no printing. Waits come from the dump.
#![forbid(unsafe_code)]

mod bytes;
mod collect;
pub mod group;
mod ids;
mod input;
mod limits;
mod lines;
pub mod message;
pub mod model;
pub mod order;
mod parse;
pub mod part;
pub mod problem;
mod reading;
mod repair;
pub mod report;

pub use ids::{GoroutineIds, GoroutineIdsIter};
pub use limits::Limits;
pub use reading::{Read, Reading};
