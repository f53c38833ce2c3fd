//! # cron-job-overlap
//!
//! **What it shows.** Several runs of one scheduled job at once, all of them waiting at the same
//! place; or several schedulers where one would do.
//!
//! **Why it matters.** Every tick starts another run beside those that wait. They pile up until
//! memory or connections run out.
//!
//! **Remedy.** Skip a run while the last one is still going, and give the job a deadline.
//!
//! **Harmless when** the job is meant to run several times at once.
//!
//! Source: robfig/cron `cron.go` (v3.0.1; run): `startJob` starts a goroutine for each tick,
//! whatever the last one does. go-co-op/gocron `executor.go`, `scheduler.go` (v1.18.0, v1.37.0,
//! v2.2.9; read in source).

use super::objects::{self, Family, Many, Object};
use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "cron-job-overlap",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &WAIT);
    objects::check(facts, acc, &FAMILY);
}

/// Runs of one job at one place: the first is slow, the others prove that nobody waits for it.
fn verdict(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.at_one_place) {
        (true, 10..) => Some((Severity::Leak, Certainty::High)),
        (true, 4..) => Some((Severity::Leak, Certainty::Medium)),
        (false, 20..) => Some((Severity::Suspect, Certainty::Medium)),
        (_, 3..) => Some((Severity::Suspect, Certainty::Low)),
        _ => None,
    }
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "scheduler",
    many: Many {
        few: 4,
        crowd: 12,
        sure: 40,
    },
    title: |n, name| {
        msg("cron-job-overlap-title-many")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("cron-job-overlap-why-many"),
    or: ("several-schedulers", || msg("cron-job-overlap-or-many")),
    remedy: || msg("cron-job-overlap-remedy-many"),
    step: || msg("cron-job-overlap-instead"),
    code: (
        "func handle(req Request) {\n\tc := cron.New() // per request, never stopped\n\tc.AddFunc(\"@hourly\", req.Refresh)\n\tc.Start()\n}\n",
        "var schedule = cron.New() // started once in main\n\nfunc handle(req Request) (cron.EntryID, error) {\n\treturn schedule.AddFunc(\"@hourly\", req.Refresh)\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "cron.Cron",
        made_by: "cron.New",
        ended_by: "Stop",
        marks: &[mark("cron", "(*Cron).run")],
        link: (
            "cron: Cron.Stop",
            "https://pkg.go.dev/github.com/robfig/cron/v3#Cron.Stop",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "gocron.Scheduler",
        made_by: "gocron.NewScheduler",
        ended_by: "Stop",
        marks: &[
            mark("gocron", "(*executor).run"),
            mark("gocron", "(*executor).start"),
            mark("gocron", "NewScheduler.func*"),
        ],
        link: ("gocron", "https://pkg.go.dev/github.com/go-co-op/gocron"),
        ..Object::PLAIN
    },
];

const WAIT: Wait = Wait {
    rule: RULE.id,
    kind: "job",
    marks: &[
        mark("cron", "(*Cron).startJob.func*"),
        mark("gocron", "(*executor).start.func*"),
        mark("gocron", "(*executor).run.func*"),
        mark("gocron", "runJob"),
    ],
    verdict,
    title: |n| msg("cron-job-overlap-title").n("n", n),
    why: |n| msg("cron-job-overlap-why").n("n", n),
    or: ("parallel-jobs", || msg("cron-job-overlap-or")),
    remedy: || msg("cron-job-overlap-remedy"),
    steps: &[
        || msg("cron-job-overlap-step-skip"),
        || msg("cron-job-overlap-step-deadline"),
    ],
    code: (
        "c := cron.New()\nc.AddFunc(\"@every 1m\", sync) // a run may take an hour\nc.Start()\n",
        "c := cron.New(cron.WithChain(cron.SkipIfStillRunning(cron.DefaultLogger)))\nc.AddFunc(\"@every 1m\", func() {\n\tctx, cancel := context.WithTimeout(context.Background(), time.Minute)\n\tdefer cancel()\n\tsync(ctx)\n})\nc.Start()\n",
    ),
    link: (
        "cron: SkipIfStillRunning",
        "https://pkg.go.dev/github.com/robfig/cron/v3#SkipIfStillRunning",
    ),
    grep: "grep -rnE 'cron\\.New\\(|gocron\\.NewScheduler\\(|\\.AddFunc\\(' --include='*.go' .",
    ..Wait::PLAIN
};
