//! # k8s-informer-per-request
//!
//! **What it shows.** Very many informers of client-go (`(*sharedIndexInformer).Run`) or event
//! handlers on them (`(*processorListener).run` and `pop`).
//!
//! **Why it matters.** Each informer lists and watches the API server and keeps all objects in
//! memory; each handler has a pair of goroutines and a buffer without limit.
//!
//! **Remedy.** One factory in main; remove handlers that are no longer needed.
//!
//! **Harmless when** the program watches so many types: one informer for each is normal.
//!
//! Source: kubernetes/client-go `tools/cache/shared_informer.go` (v0.18.0, v0.31.0 `Run`; v0.35.0
//! `RunWithContext`), `controller.go`, `reflector.go`. Read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "k8s-informer-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "informer",
    many: Many {
        few: 100,
        crowd: 400,
        sure: u64::MAX,
    },
    title: |n, name| {
        msg("k8s-informer-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("k8s-informer-per-request-why"),
    or: ("many-types", || msg("k8s-informer-per-request-or")),
    remedy: || msg("k8s-informer-per-request-remedy"),
    step: || msg("k8s-informer-per-request-step"),
    code: (
        "func (r *Reconciler) Reconcile(ctx context.Context, req Request) error {\n\tfactory := informers.NewSharedInformerFactory(r.client, 0) // per reconcile\n\tpods := factory.Core().V1().Pods().Lister()\n\tfactory.Start(wait.NeverStop)\n\treturn r.sync(ctx, pods, req)\n}\n",
        "// In main, once:\nfactory := informers.NewSharedInformerFactory(client, 0)\nregistration, err := factory.Core().V1().Pods().Informer().AddEventHandler(handler)\nif err != nil {\n\treturn err\n}\nfactory.Start(ctx.Done())\n\n// A handler for a while:\ndefer factory.Core().V1().Pods().Informer().RemoveEventHandler(registration)\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "cache.SharedInformer",
        made_by: "NewSharedInformerFactory",
        ended_by: "",
        marks: &[mark("client-go", "(*controller).processLoop")],
        with: &[
            mark("client-go", "(*sharedIndexInformer).Run"),
            mark("client-go", "(*sharedIndexInformer).RunWithContext"),
            mark("client-go", "(*Reflector).ListAndWatch"),
            mark("client-go", "(*Reflector).ListAndWatchWithContext"),
        ],
        by_library: true,
        link: (
            "client-go: SharedInformer",
            "https://pkg.go.dev/k8s.io/client-go/tools/cache#SharedInformer",
        ),
        ..Object::PLAIN
    },
    Object {
        kind: Some("handler"),
        name: "cache.ResourceEventHandler",
        made_by: ".AddEventHandler",
        ended_by: "RemoveEventHandler",
        marks: &[mark("client-go", "(*processorListener).pop")],
        with: &[mark("client-go", "(*processorListener).run")],
        by_library: true,
        link: (
            "client-go: RemoveEventHandler",
            "https://pkg.go.dev/k8s.io/client-go/tools/cache#SharedInformer",
        ),
        ..Object::PLAIN
    },
];
