//! # fsnotify-watcher-not-closed
//!
//! **What it shows.** Many `readEvents` of fsnotify: one runs for each open Watcher.
//!
//! **Why it matters.** Each Watcher holds an inotify instance, of which a user has 128 by
//! default, besides the descriptors.
//!
//! **Remedy.** `defer watcher.Close()`, or one Watcher for all paths.
//!
//! **Harmless when** the program wants so many watchers.
//!
//! Source: fsnotify/fsnotify `inotify.go` (v1.4.9), `backend_inotify.go` (v1.6.0, v1.7.0:
//! `(*Watcher).readEvents`; v1.8.0–v1.10.1: `(*inotify).readEvents`). v1.6.0 run. Watchers of
//! viper are `viper-watchconfig-repeated`.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "fsnotify-watcher-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "watcher",
    many: Many::ONCE,
    title: |n, name| {
        msg("fsnotify-watcher-not-closed-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("fsnotify-watcher-not-closed-why"),
    or: ("several-watchers", || msg("fsnotify-watcher-not-closed-or")),
    remedy: || msg("fsnotify-watcher-not-closed-remedy"),
    step: || msg("fsnotify-watcher-not-closed-step"),
    code: (
        "func watch(dir string) error {\n\tw, err := fsnotify.NewWatcher() // never closed\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn w.Add(dir)\n}\n",
        "func watch(ctx context.Context, dir string) error {\n\tw, err := fsnotify.NewWatcher()\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer w.Close()\n\tif err := w.Add(dir); err != nil {\n\t\treturn err\n\t}\n\tfor {\n\t\tselect { // both channels must be read\n\t\tcase event := <-w.Events:\n\t\t\thandle(event)\n\t\tcase err := <-w.Errors:\n\t\t\tlog.Print(err)\n\t\tcase <-ctx.Done():\n\t\t\treturn nil\n\t\t}\n\t}\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "fsnotify.Watcher",
    made_by: "fsnotify.NewWatcher",
    marks: &[
        mark("fsnotify", "(*Watcher).readEvents"),
        mark("fsnotify", "(*inotify).readEvents"),
        mark("fsnotify", "(*kqueue).readEvents"),
    ],
    owned_by: &[mark("viper", "(*Viper).WatchConfig.func1")],
    link: (
        "fsnotify: Watcher.Close",
        "https://pkg.go.dev/github.com/fsnotify/fsnotify#Watcher.Close",
    ),
    ..Object::PLAIN
}];
