//! Placeholder until the crate's first commit.
fn main() {}
