//! What a finding says, before it is said in any language: the name of a sentence and its numbers.
//!
//! The sentences are in the catalogue of `gorolens-report` (`locales/<language>/<rule>.ftl`), which
//! also knows how a language writes numbers, times and lists.

/// A sentence of the catalogue with what goes into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Its name in the catalogue; empty when there is nothing to say.
    pub id: &'static str,
    /// What goes into it: every variable of the sentence, in any language, under its name.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value in a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A number that sentences may agree with: `1 connection`, `1,234 connections`.
    Number(u64),
    /// A wait: `147 minutes (2 h 27 min)`.
    Minutes(u32),
    /// A size: `12 KiB`.
    Bytes(u64),
    /// A name or another text that is the same in every language.
    Text(String),
    /// Names, and how many more there are: `main.a, main.b and 3 more`.
    List {
        /// Those that are named.
        shown: Vec<String>,
        /// The others.
        more: u64,
    },
}

/// The sentence `id`. Write the id and the names of variables as literals, in one chain of calls: a
/// test compares them with the catalogue.
pub fn msg(id: &'static str) -> Message {
    let args = Vec::new();
    Message { id, args }
}

impl Message {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    /// With a number.
    pub fn n(self, name: &'static str, n: u64) -> Self {
        self.arg(name, Arg::Number(n))
    }

    /// With a wait.
    pub fn minutes(self, name: &'static str, minutes: u32) -> Self {
        self.arg(name, Arg::Minutes(minutes))
    }

    /// With a size.
    pub fn bytes(self, name: &'static str, bytes: u64) -> Self {
        self.arg(name, Arg::Bytes(bytes))
    }

    /// With a text that is the same in every language.
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.arg(name, Arg::Text(text.into()))
    }

    /// With any value, such as a list.
    pub fn arg(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }
}
