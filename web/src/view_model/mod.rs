//! From the report to what is shown: pure functions, tested without a browser.

pub mod call_tree;
pub mod example;
pub mod findings;
pub mod fold;
pub mod go_code;
pub mod groups;
pub mod icicle;
pub mod names;
pub mod numbers;
pub mod paths;
pub mod picture_view;
pub mod pointers;
pub mod prose;
pub mod query;
pub mod similar;
pub mod starters;
pub mod states;
#[cfg(test)]
pub(crate) mod test_report;
pub mod title;
pub mod triage;
pub mod viewport;
pub mod waits;
pub mod window;
