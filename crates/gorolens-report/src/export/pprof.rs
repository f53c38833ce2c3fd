//! A pprof profile, for `go tool pprof` and all that read its format.
//!
//! Source: `profile.proto` of github.com/google/pprof. The message is small and its encoding is
//! five lines of rules, so it is written by hand: a tag, then a varint or a length and bytes.

use std::collections::BTreeMap;

use super::root_first;
use crate::types::*;

impl Report {
    /// The groups as a pprof profile (protobuf, not compressed; pprof reads both). One sample per
    /// stack and state, all dumps together; the state is a label, so `-tagfocus` can select it.
    ///
    /// ```
    /// let report = gorolens_report::Report::from(gorolens_core::Report::default());
    /// assert!(!report.to_pprof().is_empty());
    /// ```
    pub fn to_pprof(&self) -> Vec<u8> {
        let mut profile = Profile::default();
        profile.strings.index("");
        let value_type = value_type(&mut profile.strings);
        profile.out.message(SAMPLE_TYPE, &value_type);
        for group in &self.groups {
            profile.push_group(group);
        }
        profile.finish()
    }
}

// Profile
const SAMPLE_TYPE: u64 = 1;
const SAMPLE: u64 = 2;
const LOCATION: u64 = 4;
const FUNCTION: u64 = 5;
const STRING_TABLE: u64 = 6;

/// `goroutine/count`, as Go's own goroutine profile says.
fn value_type(strings: &mut Strings) -> Message {
    let mut value_type = Message::default();
    value_type.number(1, strings.index("goroutine"));
    value_type.number(2, strings.index("count"));
    value_type
}

#[derive(Default)]
struct Profile {
    out: Message,
    strings: Strings,
    /// Name and file → id, from 1.
    functions: BTreeMap<(u64, u64), u64>,
    /// Function and line → id, from 1.
    locations: BTreeMap<(u64, u32), u64>,
}

impl Profile {
    fn push_group(&mut self, group: &Group) {
        let mut stack: Vec<u64> = Vec::new();
        for call in root_first(group) {
            let function = self.function(&call.name, call.file);
            stack.push(self.location(function, call.line));
        }
        stack.reverse();
        for (state, count) in &group.states {
            let mut label = Message::default();
            label.number(1, self.strings.index("state"));
            label.number(2, self.strings.index(state));
            let mut sample = Message::default();
            sample.packed(1, &stack);
            sample.packed(2, &[*count]);
            sample.message(3, &label);
            self.out.message(SAMPLE, &sample);
        }
    }

    fn function(&mut self, name: &str, file: &str) -> u64 {
        let key = (self.strings.index(name), self.strings.index(file));
        let next = self.functions.len() as u64 + 1;
        let id = *self.functions.entry(key).or_insert(next);
        if id == next {
            let mut function = Message::default();
            function.number(1, id);
            function.number(2, key.0);
            function.number(3, key.0);
            function.number(4, key.1);
            self.out.message(FUNCTION, &function);
        }
        id
    }

    fn location(&mut self, function: u64, line: u32) -> u64 {
        let next = self.locations.len() as u64 + 1;
        let id = *self.locations.entry((function, line)).or_insert(next);
        if id == next {
            let mut at = Message::default();
            at.number(1, function);
            at.number(2, line.into());
            let mut location = Message::default();
            location.number(1, id);
            location.message(4, &at);
            self.out.message(LOCATION, &location);
        }
        id
    }

    fn finish(mut self) -> Vec<u8> {
        for string in &self.strings.list {
            self.out.bytes(STRING_TABLE, string.as_bytes());
        }
        self.out.0
    }
}

/// Each string once, by first appearance. The first must be empty.
#[derive(Default)]
struct Strings {
    indices: BTreeMap<String, u64>,
    list: Vec<String>,
}

impl Strings {
    fn index(&mut self, string: &str) -> u64 {
        if let Some(index) = self.indices.get(string) {
            return *index;
        }
        let index = self.list.len() as u64;
        self.indices.insert(string.to_owned(), index);
        self.list.push(string.to_owned());
        index
    }
}

/// A protobuf message under construction.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    /// A varint: seven bits per byte, the lowest first, the top bit set on all but the last.
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn number(&mut self, field: u64, value: u64) {
        self.varint(field << 3);
        self.varint(value);
    }

    fn bytes(&mut self, field: u64, bytes: &[u8]) {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn message(&mut self, field: u64, message: &Message) {
        self.bytes(field, &message.0);
    }

    fn packed(&mut self, field: u64, values: &[u64]) {
        let mut packed = Message::default();
        for value in values {
            packed.varint(*value);
        }
        self.message(field, &packed);
    }
}
