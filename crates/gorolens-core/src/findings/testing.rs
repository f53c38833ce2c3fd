//! Builds facts from text for the tests of rules.
