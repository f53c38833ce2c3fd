//! # k8s-clientset-per-request
//!
//! **What it shows.** Many `(*dynamicClientCert).Run` of client-go: one for each TLS transport
//! that client-go keeps, with its queue and workers.
//!
//! **Why it matters.** A rest.Config that differs in any field gets a transport of its own, which
//! most versions keep for ever.
//!
//! **Remedy.** One rest.Config and one clientset for each cluster and user.
//!
//! **Harmless when** the program talks to so many clusters or impersonates so many users.
//!
//! Source: kubernetes/client-go `transport/cache.go`, `transport/cert_rotation.go` (v0.18.0,
//! v0.22.0, v0.31.0 `Run`; v0.34.0, v0.35.0 `run`), kubernetes/kubernetes issues 109289, 125818.
//! Read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "k8s-clientset-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many::ONCE,
    title: |n, name| {
        msg("k8s-clientset-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("k8s-clientset-per-request-why"),
    or: ("several-clusters", || msg("k8s-clientset-per-request-or")),
    remedy: || msg("k8s-clientset-per-request-remedy"),
    step: || msg("k8s-clientset-per-request-step"),
    code: (
        "func list(ctx context.Context) (*corev1.PodList, error) {\n\tconfig, err := clientcmd.BuildConfigFromFlags(\"\", kubeconfig) // per call\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\tclient, err := kubernetes.NewForConfig(config)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn client.CoreV1().Pods(\"\").List(ctx, metav1.ListOptions{})\n}\n",
        "// Built once in main; safe for concurrent use.\ntype Server struct {\n\tclient kubernetes.Interface\n}\n\nfunc (s *Server) list(ctx context.Context) (*corev1.PodList, error) {\n\treturn s.client.CoreV1().Pods(\"\").List(ctx, metav1.ListOptions{})\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "kubernetes.Clientset",
    made_by: "NewForConfig",
    ended_by: "",
    marks: &[
        mark("client-go", "(*dynamicClientCert).Run"),
        mark("client-go", "(*dynamicClientCert).run"),
    ],
    with: &[mark("client-go", "(*dynamicClientCert).runWorker")],
    link: (
        "client-go: rest.Config",
        "https://pkg.go.dev/k8s.io/client-go/rest#Config",
    ),
    ..Object::PLAIN
}];
