//! What rules share: each analysis turns goroutines into the objects they belong to.

pub(super) mod ages;
pub(super) mod ancestors;
pub(super) mod blocked;
pub(super) mod cost;
pub(super) mod http_conns;
pub(super) mod http_roles;
pub(super) mod locks;
pub(super) mod own_code;

use super::Ctx;
use crate::model::{Goroutine, Origin, Stack};
use crate::report::Format;
use blocked::{Crowd, crowds};
use http_conns::{HttpView, Member};
use http_roles::{Client, Roles};
use locks::{Lock, locks};

/// One dump with everything the shared analyses found in it.
pub(super) struct Facts<'a> {
    pub(super) ctx: &'a Ctx<'a>,
    /// HTTP connections put together from their goroutines.
    pub(super) http: HttpView,
    /// Goroutines that wait at the same place, largest crowd first.
    pub(super) crowds: Vec<Crowd>,
    /// Locks with their waiters, most waiters first.
    pub(super) locks: Vec<Lock>,
    /// Whether the text is only a part of a dump: neither the main goroutine nor the one that
    /// wrote the dump is in it. Somebody chose these goroutines, so small numbers mean more.
    pub(super) excerpt: bool,
    /// Whether goroutines may be missing: an excerpt, or a text that ends in the middle. Rules that
    /// rest on what is absent are less sure then.
    pub(super) partial: bool,
    /// The longest wait of any goroutine: for how long the dump can tell waits apart.
    pub(super) age: u32,
    /// Goroutines that run the user's code or serve a request: each could use a pooled connection.
    pub(super) users: u64,
}

impl<'a> Facts<'a> {
    pub(super) fn gather(ctx: &'a Ctx<'a>) -> Self {
        let excerpt = is_excerpt(ctx);
        let http = HttpView::new(ctx);
        let users = count_users(ctx, http.roles());
        let crowds = crowds(ctx, http.roles());
        Facts {
            ctx,
            excerpt,
            partial: excerpt || is_cut(ctx),
            age: ctx
                .dump
                .goroutines
                .iter()
                .filter_map(Goroutine::minutes)
                .max()
                .unwrap_or(0),
            users,
            locks: locks(ctx, &crowds),
            crowds,
            http,
        }
    }

    /// The longest wait among these goroutines, in minutes.
    pub(super) fn oldest(&self, members: impl IntoIterator<Item = Member>) -> Option<u32> {
        members
            .into_iter()
            .filter_map(|it| self.goroutine(it.0).minutes())
            .max()
    }

    /// Whether the dump is a profile: counted stacks without states, waits, creators and addresses.
    pub(super) fn is_profile(&self) -> bool {
        matches!(
            self.ctx.dump.format,
            Format::Debug1 | Format::Protobuf | Format::PprofTraces
        )
    }

    /// The goroutine an index of an analysis names.
    pub(super) fn goroutine(&self, idx: u32) -> &Goroutine {
        &self.ctx.dump.goroutines[idx as usize]
    }
}

fn is_cut(ctx: &Ctx<'_>) -> bool {
    ctx.dump.goroutines.last().is_some_and(|it| it.flags.cut)
}

fn is_excerpt(ctx: &Ctx<'_>) -> bool {
    ctx.dump.format == Format::Debug2
        && ctx
            .dump
            .goroutines
            .iter()
            .all(|goroutine| goroutine.id != 1 && ctx.tables.state(goroutine.state) != "running")
}

/// Goroutines other than those of connections that have a frame of the user's own code or handle
/// a request. The one that wrote the dump does not count.
fn count_users(ctx: &Ctx<'_>, roles: &[Roles]) -> u64 {
    let is_user = |(stack, roles): (&Stack, &Roles)| {
        super::benign(stack).is_none()
            && !matches!(roles.client, Client::Reader(_) | Client::Writer(_))
            && (roles.server.is_conn()
                || stack
                    .frames
                    .iter()
                    .any(|frame| frame.origin == Origin::Application))
    };
    let stacks = ctx.tables.stacks().map(|(_, stack)| stack);
    let users: Vec<bool> = stacks.zip(roles).map(is_user).collect();
    ctx.dump
        .goroutines
        .iter()
        .filter(|goroutine| users[goroutine.stack.index()])
        .map(|goroutine| u64::from(goroutine.count))
        .sum()
}
