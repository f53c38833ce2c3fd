//! # viper-watchconfig-repeated
//!
//! **What it shows.** Several `(*Viper).WatchConfig.func1`, each with an event loop and a file
//! watcher: one set for each call of WatchConfig.
//!
//! **Why it matters.** Nothing ends them: viper has no call that stops watching.
//!
//! **Remedy.** Call WatchConfig once for each configuration file.
//!
//! **Harmless when** the program has so many configuration files and watches each once.
//!
//! Source: spf13/viper `viper.go` (v1.10.1, v1.19.0). v1.10.1 run.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "viper-watchconfig-repeated",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "watcher",
    many: Many {
        few: 2,
        crowd: 6,
        sure: 20,
    },
    title: |n, name| {
        msg("viper-watchconfig-repeated-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("viper-watchconfig-repeated-why"),
    or: ("several-config-files", || {
        msg("viper-watchconfig-repeated-or")
    }),
    remedy: || msg("viper-watchconfig-repeated-remedy"),
    step: || msg("viper-watchconfig-repeated-step"),
    code: (
        "func load() *viper.Viper {\n\tv := viper.New()\n\tv.SetConfigFile(path)\n\tv.ReadInConfig()\n\tv.WatchConfig() // a set of goroutines per call\n\treturn v\n}\n",
        "var load = sync.OnceValue(func() *viper.Viper {\n\tv := viper.New()\n\tv.SetConfigFile(path)\n\tv.ReadInConfig()\n\tv.OnConfigChange(apply)\n\tv.WatchConfig()\n\treturn v\n})\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "viper WatchConfig()",
    made_by: ".WatchConfig",
    ended_by: "",
    marks: &[mark("viper", "(*Viper).WatchConfig.func1")],
    with: &[
        mark("viper", "(*Viper).WatchConfig.func1.1"),
        mark("viper", "(*Viper).WatchConfig.func1.2"),
    ],
    link: (
        "viper: WatchConfig",
        "https://pkg.go.dev/github.com/spf13/viper#WatchConfig",
    ),
    ..Object::PLAIN
}];
