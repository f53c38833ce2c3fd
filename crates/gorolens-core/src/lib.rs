//! The analysis of Go goroutine dumps: bytes go in, a [`Report`] comes out.
//!
//! ```text
//! bytes → text → lines → goroutines → groups → findings → report
//!         input  lines   parse         group    findings   report
//! ```
//!
//! [`Analysis`] drives the stages. The caller owns the bytes and pushes them in chunks of any size;
//! every cut of the same input gives the same report.
//!
//! ```
//! use gorolens_core::{Analysis, Limits};
//!
//! let dump = b"goroutine 7 [chan receive, 5 minutes]:\nmain.wait()\n\t/app/main.go:9 +0x1d\n";
//! let mut analysis = Analysis::new(Limits::default());
//! analysis.start_input("dump.txt");
//! for chunk in dump.chunks(10) {
//!     analysis.push(chunk);
//! }
//! let report = analysis.finish();
//! assert_eq!(report.totals().goroutines, 1);
//! assert_eq!(&*report.groups[0].frames[0].func, "main.wait");
//! ```
//!
//! Invariant: no JavaScript, no files, no clock, no threads, no printing. Waits come from the dump.
#![forbid(unsafe_code)]

mod analysis;
pub mod findings;

pub use gorolens_read::{model, order};

use gorolens_read::{message, part, problem, report};

pub use analysis::{Analysis, Kept};
pub use gorolens_read::{GoroutineIds, GoroutineIdsIter, Limits};
pub use message::{Arg, Message, msg};
pub use part::{Part, PartResult, Unfit};
pub use problem::{Problem, ProblemKind, Repair, RepairKind};
pub use report::{
    AgeRange, AgeShape, Ages, Ancestor, Ancestry, Capture, Certainty, Cost, Coverage, CreatedBy,
    DumpInfo, Evidence, EvidenceKind, Finding, Format, Frame, Group, Limit, Link, LookAlike,
    Normal, Remedy, Report, Severity, Totals, WaitMinutes,
};
