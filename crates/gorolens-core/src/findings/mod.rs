//! Groups and goroutines → findings. One file per rule; [`RULES`] is the table, and [`libs::RULES`]
//! that of the rules about libraries.
//!
//! A rule looks at [`Facts`]: one dump, its tables, and what the shared [`analyses`] made of them.
//! It never sees the parser or the text. Every finding carries its evidence, its certainty and the
//! look-alikes it could not exclude; a wrong confident verdict is the worst bug there is.

mod advice;
mod analyses;
mod benign_idle_http_conns;
mod cgo_call_stuck;
mod chan_recv_never_closed;
mod chan_send_abandoned;
mod chan_send_backpressure;
mod cond_wait_lost;
mod context_cancel_not_called;
mod crowd_unexplained;
mod dns_lookup_stuck;
mod draft;
mod errgroup_limit_deadlock;
mod excerpt_waits;
mod exec_child_running;
mod exec_wait_inherited_pipe;
mod fatal_deadlock;
mod file_lock_fifo;
mod finalizer_blocked;
mod goleak_left;
mod http2_client_conn_stuck;
mod http2_conn_per_client;
mod http2_flow_control_stall;
mod http_body_not_closed;
mod http_body_slow_reader;
mod http_client_timeout_watcher;
mod http_dial_in_progress;
mod http_idle_many_hosts;
mod http_max_conns_per_host;
mod http_no_client_timeout;
mod http_proxy_copy;
mod http_request_body_stall;
mod http_server_handler_stuck;
mod http_server_idle_conns;
mod http_server_shutdown_waits;
mod http_server_slow_client_write;
mod http_server_slow_header;
mod http_timeouthandler_orphans;
mod http_tls_handshake_stall;
mod http_transport_per_request;
mod io_pipe_stuck;
mod iter_pull_not_stopped;
mod libs;
mod mutex_contention;
mod mutex_deadlock;
mod mutex_holder_blocked;
mod mux_session_not_closed;
mod net_dial_stuck;
mod net_listener_not_closed;
mod net_read_no_deadline;
mod nil_channel;
mod normal;
mod once_stuck;
mod quic_transport_not_closed;
mod runnable_crowd;
mod runtime_leaked;
mod rwmutex_deadlock;
mod select_forever;
mod signal_waiter_per_call;
mod singleflight_stuck;
mod sleep_loop;
mod sql_db_not_closed;
mod sql_pool_exhausted;
mod ssh_conn_no_deadline;
mod standstill;
mod syscall_fs_stuck;
#[cfg(test)]
mod testing;
mod ticker_loop_never_stopped;
mod timer_heap_growth;
mod tls_handshake_stuck;
mod unbounded_spawn;
mod waitgroup_stuck;
mod websocket_read_no_deadline;
mod websocket_write_pump_stuck;

use std::cmp::Reverse;

use crate::model::{Dump, GroupId, Stack, Tables};
use crate::order::sort_by_key;
use crate::report::{Finding, Normal};
use analyses::Facts;
use analyses::ancestors::Started;

pub use analyses::notes::Notes;
pub use normal::benign;

/// What a rule may look at: one dump and its tables. Never the parser, never the text.
pub struct Ctx<'a> {
    /// The dump's index in the report.
    pub dump_idx: usize,
    /// The dump.
    pub dump: &'a Dump,
    /// Its stacks, states and labels.
    pub tables: &'a Tables,
    /// What is known about each stack.
    pub notes: &'a Notes,
}

/// The smallest number of minutes in a header that proves a wait of more than one.
///
/// The clock of a header starts at the end of the collection *before* the one that first saw the
/// goroutine wait (`runtime/mgcmark.go` copies `work.tstart`, which `gcMark` in `mgc.go` sets when a
/// cycle ends). A quiet process collects every two minutes, and `sysmon` may be late by another one,
/// so N minutes prove more than N − 3. A process at work collects so often that it hardly matters.
pub(super) const PROVES_A_MINUTE: u32 = 4;

/// One rule: a name that never changes and a check.
pub struct Rule {
    /// The rule's name in reports: kebab-case, names the pattern, not the advice.
    pub id: &'static str,
    check: fn(&Facts<'_>, &mut Vec<Finding>),
}

/// Every rule, in the order in which they are tried. The order decides nothing but ties.
pub const RULES: &[Rule] = &[
    http_transport_per_request::RULE,
    http_idle_many_hosts::RULE,
    http_body_not_closed::RULE,
    http_max_conns_per_host::RULE,
    http_no_client_timeout::RULE,
    http_request_body_stall::RULE,
    http_dial_in_progress::RULE,
    http_tls_handshake_stall::RULE,
    http2_conn_per_client::RULE,
    http_body_slow_reader::RULE,
    http_client_timeout_watcher::RULE,
    http2_client_conn_stuck::RULE,
    http2_flow_control_stall::RULE,
    http_server_slow_client_write::RULE,
    http_server_slow_header::RULE,
    http_timeouthandler_orphans::RULE,
    tls_handshake_stuck::RULE,
    http_server_idle_conns::RULE,
    http_proxy_copy::RULE,
    dns_lookup_stuck::RULE,
    net_dial_stuck::RULE,
    websocket_write_pump_stuck::RULE,
    websocket_read_no_deadline::RULE,
    ssh_conn_no_deadline::RULE,
    quic_transport_not_closed::RULE,
    mux_session_not_closed::RULE,
    net_read_no_deadline::RULE,
    net_listener_not_closed::RULE,
    benign_idle_http_conns::RULE,
    fatal_deadlock::RULE,
    runtime_leaked::RULE,
    goleak_left::RULE,
    nil_channel::RULE,
    finalizer_blocked::RULE,
    errgroup_limit_deadlock::RULE,
    exec_wait_inherited_pipe::RULE,
    exec_child_running::RULE,
    file_lock_fifo::RULE,
    syscall_fs_stuck::RULE,
    cgo_call_stuck::RULE,
    chan_send_abandoned::RULE,
    chan_send_backpressure::RULE,
    select_forever::RULE,
    signal_waiter_per_call::RULE,
    ticker_loop_never_stopped::RULE,
    sleep_loop::RULE,
    chan_recv_never_closed::RULE,
    rwmutex_deadlock::RULE,
    mutex_deadlock::RULE,
    mutex_holder_blocked::RULE,
    mutex_contention::RULE,
    once_stuck::RULE,
    singleflight_stuck::RULE,
    waitgroup_stuck::RULE,
    cond_wait_lost::RULE,
    context_cancel_not_called::RULE,
    io_pipe_stuck::RULE,
    sql_pool_exhausted::RULE,
    sql_db_not_closed::RULE,
    iter_pull_not_stopped::RULE,
    http_server_shutdown_waits::RULE,
    http_server_handler_stuck::RULE,
    unbounded_spawn::RULE,
    timer_heap_growth::RULE,
    standstill::RULE,
    runnable_crowd::RULE,
    excerpt_waits::RULE,
    crowd_unexplained::RULE,
];

/// What the rules say about one dump.
pub struct Diagnosis {
    /// Weightiest first: severity, then certainty, then goroutines explained.
    pub findings: Vec<Finding>,
    /// What is normal in this dump, and why; the most goroutines first.
    pub normal: Vec<Normal>,
}

/// Runs every rule over one dump.
pub fn diagnose(ctx: &Ctx<'_>) -> Diagnosis {
    let facts = Facts::gather(ctx);
    let mut findings = Vec::new();
    for rule in libs::RULES.iter().chain(RULES) {
        (rule.check)(&facts, &mut findings);
    }
    drop_guesses(&mut findings);
    let started = Started::new(ctx);
    for finding in &mut findings {
        analyses::ancestors::tell(&started, finding);
    }
    sort_by_key(&mut findings, |it| {
        Reverse((it.severity, it.certainty, it.goroutines))
    });
    let normal = normal::normal(&facts, &findings);
    Diagnosis { findings, normal }
}

/// What the rule of a library explains, a general rule need not guess at: a pool's idle workers do
/// wait for a channel that nobody closes.
fn drop_guesses(findings: &mut Vec<Finding>) {
    let is_library = |it: &Finding| libs::RULES.iter().any(|rule| rule.id == it.rule);
    let (known, mut general): (Vec<_>, Vec<_>) = findings.drain(..).partition(is_library);
    general.retain(|guess| {
        let is_better = |it: &Finding| {
            (it.severity, it.certainty) >= (guess.severity, guess.certainty)
                && guess.groups.iter().all(|group| it.groups.contains(group))
        };
        guess.groups.is_empty() || !known.iter().any(is_better)
    });
    findings.extend(known.into_iter().chain(general));
}

/// Whether a finding names these goroutines already: a rule for one library says more than a rule for
/// any channel or lock.
fn is_explained(facts: &Facts<'_>, findings: &[Finding], group: GroupId) -> bool {
    facts.explained.borrow_mut().has(findings, group)
}

/// Whether the dump is a profile, or as poor as one: stacks without states and waits.
fn is_profile(ctx: &Ctx<'_>) -> bool {
    ctx.dump.format.is_without_waits()
}

/// The function of a frame is `name`, in whatever package: vendored and forked copies of a
/// library print the same receiver and method behind another path.
fn is_func(func: &str, name: &str) -> bool {
    func.strip_suffix(name)
        .is_some_and(|rest| rest.ends_with('.'))
}

/// Whether any frame of `stack` is [`is_func`] `name`.
fn has_func(stack: &Stack, name: &str) -> bool {
    stack.may_have(name) && stack.frames.iter().any(|frame| is_func(&frame.func, name))
}
