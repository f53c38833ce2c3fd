//! Lines → goroutines.
//!
//! [`Debug2`] is the automaton for everything Go prints as text: `debug=2`, `runtime.Stack` and
//! crashes. The modules beside it read one line each and know nothing of the lines before.

pub(crate) mod crash;
mod debug1;
mod debug2;
mod delve;
pub(crate) mod foreign;
pub(crate) mod frame;
pub(crate) mod header;
mod hidden;
mod known;
mod labels;
pub(crate) mod protobuf;
mod raw;
mod scan;
mod section;
mod traces;

pub(crate) use debug1::Debug1;
pub(crate) use debug2::Debug2;
pub(crate) use delve::Delve;
pub(crate) use known::{Known, Recognised, Says};
pub(crate) use raw::Raw;
pub(crate) use traces::Traces;
