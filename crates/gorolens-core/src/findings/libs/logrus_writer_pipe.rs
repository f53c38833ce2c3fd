//! # logrus-writer-pipe
//!
//! **What it shows.** Many `(*Entry).writerScanner` of logrus: one reads the pipe behind each
//! Writer() or WriterLevel().
//!
//! **Why it matters.** Until the pipe is closed, its reader stays. The finalizer that should
//! close it runs late or never.
//!
//! **Remedy.** Close the writer, or make one for all.
//!
//! **Harmless when** so many writers are in use at once.
//!
//! Source: sirupsen/logrus `writer.go` (v1.0.0, v1.4.2, v1.9.0, v1.10.1). v1.9.0 run.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "logrus-writer-pipe",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "logger",
    many: Many::ONCE,
    title: |n, name| msg("logrus-writer-pipe-title").n("n", n).text("type", name),
    why: || msg("logrus-writer-pipe-why"),
    or: ("many-writers-in-use", || msg("logrus-writer-pipe-or")),
    remedy: || msg("logrus-writer-pipe-remedy"),
    step: || msg("logrus-writer-pipe-step"),
    code: (
        "func newServer() *http.Server {\n\treturn &http.Server{ErrorLog: log.New(logger.Writer(), \"\", 0)} // nobody closes it\n}\n",
        "var errorLog = log.New(logger.Writer(), \"\", 0) // one for the process\n\nfunc newServer() *http.Server {\n\treturn &http.Server{ErrorLog: errorLog}\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "logrus Writer()",
    made_by: ".Writer",
    marks: &[mark("logrus", "(*Entry).writerScanner")],
    link: (
        "logrus: Logger.Writer",
        "https://pkg.go.dev/github.com/sirupsen/logrus#Logger.Writer",
    ),
    ..Object::PLAIN
}];
