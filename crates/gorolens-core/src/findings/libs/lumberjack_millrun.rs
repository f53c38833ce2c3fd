//! # lumberjack-millrun
//!
//! **What it shows.** Many `(*Logger).millRun` of lumberjack: one for each Logger that ever
//! opened or rotated a file.
//!
//! **Why it matters.** Close does not end it: there is no way to stop it in any released version,
//! so every Logger costs a goroutine for the life of the process.
//!
//! **Remedy.** One Logger for each file, kept for the life of the process.
//!
//! **Harmless when** the program writes so many log files.
//!
//! Source: natefinch/lumberjack `lumberjack.go` (v2.0.0, v2.2.1; issue 56). v2.0.0 run.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "lumberjack-millrun",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "logger",
    many: Many::ONCE,
    title: |n, name| msg("lumberjack-millrun-title").n("n", n).text("type", name),
    why: || msg("lumberjack-millrun-why"),
    or: ("many-log-files", || msg("lumberjack-millrun-or")),
    remedy: || msg("lumberjack-millrun-remedy"),
    step: || msg("lumberjack-millrun-step"),
    code: (
        "func loggerFor(id string) *log.Logger {\n\t// A goroutine for ever, per call.\n\treturn log.New(&lumberjack.Logger{Filename: id + \".log\"}, \"\", 0)\n}\n",
        "var (\n\tmu    sync.Mutex\n\tfiles = map[string]*lumberjack.Logger{}\n)\n\nfunc fileFor(name string) *lumberjack.Logger {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\tif files[name] == nil {\n\t\tfiles[name] = &lumberjack.Logger{Filename: name}\n\t}\n\treturn files[name]\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "lumberjack.Logger",
    made_by: "lumberjack.Logger{",
    ended_by: "",
    marks: &[mark("lumberjack", "(*Logger).millRun")],
    link: (
        "lumberjack: Logger",
        "https://pkg.go.dev/gopkg.in/natefinch/lumberjack.v2#Logger",
    ),
    ..Object::PLAIN
}];
