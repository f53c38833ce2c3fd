//! The idle connections of HTTP/1 clients, counted once for the rules that judge them.

use super::http_conns::{Conn, ConnKind, HttpView};
use crate::findings::Ctx;

/// An idle connection this old has most likely outlived DefaultTransport's 90 s, although its header
/// may overstate; see [`crate::findings::PROVES_A_MINUTE`].
pub(in crate::findings) const NO_IDLE_LIMIT: u32 = 4;

/// The idle connections of a dump.
pub(in crate::findings) struct Idle {
    pub(in crate::findings) total: u64,
    /// Idle for longer than DefaultTransport allows.
    pub(in crate::findings) old: u64,
    pub(in crate::findings) oldest: Option<u32>,
    pub(in crate::findings) median: Option<u32>,
    /// With both halves and the same address.
    pub(in crate::findings) paired: u64,
}

impl Idle {
    pub(super) fn of(ctx: &Ctx<'_>, http: &HttpView<'_>) -> Self {
        let conns = http.of(ConnKind::Idle);
        let limit_exists = ctx.dump.go_version.is_none_or(|v| !v.exact || v.minor >= 7);
        let age = |conn: &Conn| {
            let reader = conn.reader.get()?;
            ctx.dump.goroutines.minutes(reader as usize)
        };
        let mut ages: Vec<u32> = conns.iter().filter_map(|conn| age(conn)).collect();
        ages.sort_unstable();
        let is_old = |conn: &Conn| age(conn).is_some_and(|age| age >= NO_IDLE_LIMIT);
        let is_paired = |conn: &Conn| conn.ptr != 0 && conn.writer.is_some();
        Idle {
            total: sum(&conns, |_| true),
            old: sum(&conns, |conn| limit_exists && is_old(conn)),
            oldest: ages.last().copied(),
            median: ages.get(ages.len().saturating_sub(1) / 2).copied(),
            paired: sum(&conns, is_paired),
        }
    }
}

/// How many connections these are, among `conns`.
fn sum(conns: &[&Conn], is_one: impl Fn(&Conn) -> bool) -> u64 {
    let those = conns.iter().filter(|conn| is_one(conn));
    those.map(|conn| conn.n).sum()
}
