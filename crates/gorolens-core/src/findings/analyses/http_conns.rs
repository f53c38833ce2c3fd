//! HTTP connections, put together from the goroutines that serve them.
//!
//! `(*persistConn).readLoop` and `writeLoop` of one connection have the same receiver, exact in
//! every version (Go 1.7–1.27); so have the caller in `(*persistConn).roundTrip` and the reader of
//! a body in `(*persistConn).Read`. Where a format shows no pointers, counts take their place:
//! each caller is set against one readLoop that waits for headers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroU32;
use std::ops::Deref;

use super::blocked::Watched;
use super::http_roles::{Client, DialAt, ReaderAt, Roles, Server, StreamAt, WriterAt};
use super::members::MemberList;
use crate::findings::{Ctx, is_func};
use crate::model::{Goroutine, STALE, Stack};

/// A goroutine's index in the dump, and how many goroutines it stands for.
pub(in crate::findings) type Member = (u32, u64);

/// All HTTP connections of a dump, and the roles of its stacks.
pub(in crate::findings) struct HttpView<'a> {
    roles: &'a [Roles],
    found: Found,
}

/// All HTTP connections of a dump.
#[derive(Default)]
pub(in crate::findings) struct Found {
    /// HTTP/1 client connections.
    pub(in crate::findings) conns: Vec<Conn>,
    /// Waiting in `getConn`, with the Transport's address (0 unknown).
    pub(in crate::findings) get_conn: Vec<(Member, u64)>,
    /// Dial goroutines, with the Transport's address (0 unknown).
    pub(in crate::findings) dialers: Vec<(Member, DialAt, u64)>,
    /// Goroutines doing a TLS handshake for a dialer.
    pub(in crate::findings) handshakes: Vec<Member>,
    /// The HTTP/2 client side.
    pub(in crate::findings) h2: Http2,
    /// Server connections by what they do.
    pub(in crate::findings) servers: Vec<(Member, Server)>,
    /// Requests in flight that show their Transport: goroutine, address.
    pub(in crate::findings) transports: Vec<(u32, u64)>,
}

/// HTTP/2 client goroutines.
#[derive(Default)]
pub(in crate::findings) struct Http2 {
    /// One per connection, with its address (0 unknown).
    pub(in crate::findings) conns: Vec<(Member, u64)>,
    /// One per stream.
    pub(in crate::findings) streams: MemberList,
    /// Those of them whose request is out.
    pub(in crate::findings) open_streams: MemberList,
    /// Waiting for response headers, with the connection's address (0 unknown).
    pub(in crate::findings) callers: Vec<(Member, u64)>,
    /// Reading a response body.
    pub(in crate::findings) body_readers: Vec<Member>,
}

/// One HTTP/1 client connection, or `n` of them that a format without pointers cannot tell apart.
#[derive(Clone, Debug, Default)]
pub(in crate::findings) struct Conn {
    pub(in crate::findings) n: u64,
    /// Address of the persistConn; 0 when the format has none.
    pub(in crate::findings) ptr: u64,
    pub(in crate::findings) reader: Idx,
    pub(in crate::findings) writer: Idx,
    /// The goroutine in roundTrip.
    pub(in crate::findings) caller: Idx,
    /// The goroutine inside the body.
    pub(in crate::findings) body_reader: Idx,
    pub(in crate::findings) kind: ConnKind,
}

/// A goroutine's index in the dump, if there is one, in four bytes: there may be a million connections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::findings) struct Idx(Option<NonZeroU32>);

impl Idx {
    pub(in crate::findings) fn get(self) -> Option<u32> {
        self.0.map(|next| next.get() - 1)
    }

    pub(in crate::findings) fn is_some(self) -> bool {
        self.0.is_some()
    }
}

impl From<u32> for Idx {
    fn from(idx: u32) -> Idx {
        Idx(NonZeroU32::new(idx.wrapping_add(1)))
    }
}

/// What a client connection is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::findings) enum ConnKind {
    /// In the pool; no request on it.
    Idle,
    /// Request sent, response headers not in.
    AwaitingHeaders,
    /// The request is not taken by the peer.
    RequestStalled,
    /// The request's own body does not deliver.
    RequestBody,
    /// Response delivered; nobody is inside its body.
    BodyOpen,
    /// Somebody is inside the response body.
    BodyRead,
    /// Between two of these; passes by itself.
    #[default]
    Moving,
}

impl Conn {
    /// The goroutines of the connection, callers included.
    pub(in crate::findings) fn members(&self) -> impl Iterator<Item = Member> + '_ {
        [self.reader, self.writer, self.caller, self.body_reader]
            .into_iter()
            .filter_map(Idx::get)
            .map(|idx| (idx, self.n))
    }
}

impl<'a> HttpView<'a> {
    pub(super) fn new(roles: &'a [Roles], found: Found) -> Self {
        HttpView { roles, found }
    }

    /// The roles of all stacks, by stack.
    pub(in crate::findings) fn roles(&self) -> &[Roles] {
        self.roles
    }

    /// Connections of one kind.
    pub(in crate::findings) fn of(&self, kind: ConnKind) -> Vec<&Conn> {
        self.conns.iter().filter(|conn| conn.kind == kind).collect()
    }

    /// Number of client connections of all kinds.
    pub(in crate::findings) fn n_conns(&self) -> u64 {
        self.conns.iter().map(|conn| conn.n).sum()
    }
}

impl Deref for HttpView<'_> {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

/// Sorts goroutines into connections, one by one.
pub(super) struct HttpParts<'a> {
    ctx: &'a Ctx<'a>,
    roles: &'a [Roles],
    /// By body, of those that were asked for.
    slots: Vec<Option<Slots>>,
    found: Found,
    parts: Parts,
}

impl<'a> HttpParts<'a> {
    pub(super) fn new(ctx: &'a Ctx<'a>, roles: &'a [Roles]) -> Self {
        let mut slots = Vec::new();
        slots.resize_with(ctx.tables.n_bodies, || None);
        HttpParts {
            ctx,
            roles,
            slots,
            found: Found::default(),
            parts: Parts::default(),
        }
    }

    /// Adds the next goroutine of the dump.
    pub(super) fn add(&mut self, goroutine: &Goroutine, pointers: &mut Watched<'_>) {
        let role = self.roles[goroutine.stack.index()];
        let member = (goroutine.at, u64::from(goroutine.count));
        let found = &mut self.found;
        if role.server.is_conn() {
            found.servers.push((member, role.server));
        }
        if role.client == Client::None {
            return;
        }
        let stack = self.ctx.tables.stack(goroutine.stack);
        let slots = &mut self.slots[stack.body.index()];
        let slots = slots.get_or_insert_with(|| Slots::of(stack, role.client));
        let object = first_exact(pointers, &slots.object);
        let transport = first_exact(pointers, &slots.transport);
        match role.client {
            Client::None => {}
            Client::Reader(_) => self.parts.add(Part::Reader, object, member),
            Client::Writer(_) => self.parts.add(Part::Writer, object, member),
            Client::Caller => self.parts.add(Part::Caller, object, member),
            Client::BodyReader => self.parts.add(Part::Body, object, member),
            Client::GetConn => found.get_conn.push((member, transport)),
            Client::Dialer(at) => found.dialers.push((member, at, object)),
            Client::Handshake => found.handshakes.push(member),
            Client::H2Reader => found.h2.conns.push((member, object)),
            Client::H2Stream(at) => {
                found.h2.streams.push(member);
                if at == StreamAt::Open {
                    found.h2.open_streams.push(member);
                }
            }
            Client::H2Caller => found.h2.callers.push((member, object)),
            Client::H2BodyReader => found.h2.body_readers.push(member),
        }
        let in_flight = matches!(
            role.client,
            Client::Caller | Client::GetConn | Client::H2Caller
        );
        if in_flight && transport != 0 {
            found.transports.push((goroutine.at, transport));
        }
    }

    /// The connections, put together.
    pub(super) fn finish(mut self) -> Found {
        self.found.conns = self.parts.join(self.ctx, self.roles);
        self.found
    }
}

/// Which of a stack's watched values name the connection and the Transport, best first.
#[derive(Default)]
struct Slots {
    object: Vec<u16>,
    transport: Vec<u16>,
}

impl Slots {
    fn of(stack: &Stack, client: Client) -> Self {
        let named = |names: &[&str]| {
            let slot = |name: &&str| {
                let is_it = |at: &u16| is_func(&stack.frames[usize::from(*at)].func, name);
                stack
                    .watched
                    .iter()
                    .position(is_it)
                    .and_then(|at| u16::try_from(at).ok())
            };
            names.iter().filter_map(slot).collect()
        };
        let object: &[&str] = match client {
            Client::None => return Slots::default(),
            Client::Reader(_) => &["(*persistConn).readLoop"],
            Client::Writer(_) => &["(*persistConn).writeLoop"],
            Client::Caller => &["(*persistConn).roundTrip"],
            Client::BodyReader => &["(*persistConn).Read"],
            Client::Dialer(_) => &["(*Transport).dialConn"],
            Client::H2Reader | Client::H2Caller => &[
                "(*http2ClientConn).readLoop",
                "(*ClientConn).readLoop",
                "(*http2ClientConn).roundTrip",
                "(*ClientConn).roundTrip",
                "(*http2ClientConn).RoundTrip",
                "(*ClientConn).RoundTrip",
            ],
            _ => &[],
        };
        // `roundTrip` and `getConn` print the Transport exactly; `RoundTrip` is marked stale since
        // Go 1.18.
        let transport = [
            "(*Transport).roundTrip",
            "(*Transport).getConn",
            "(*Transport).RoundTrip",
        ];
        Slots {
            object: named(object),
            transport: named(&transport),
        }
    }
}

/// The first of these values that is shown and exact; 0 when none is.
fn first_exact(pointers: &mut Watched<'_>, slots: &[u16]) -> u64 {
    let value = |slot: &u16| pointers.get(usize::from(*slot));
    let is_exact = |value: &u64| *value != 0 && value & STALE == 0;
    slots.iter().filter_map(value).find(is_exact).unwrap_or(0)
}

#[derive(Clone, Copy)]
enum Part {
    Reader,
    Writer,
    Caller,
    Body,
}

/// Hash of an address that keeps neighbours near each other: connections that were made one after
/// the other come one after the other in a dump, and a table of a million does not fit a cache.
#[derive(Clone, Copy, Default)]
struct Near(u64);

impl Hasher for Near {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0 << 8 | u64::from(byte));
        }
    }

    fn write_u64(&mut self, address: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let page = (address >> 12).wrapping_mul(ODD) >> 16;
        let place = page << 8 | address >> 4 & 0xff;
        // The table looks at the upper bits first; they tell neighbours apart.
        self.0 = place & (u64::MAX >> 7) | address.wrapping_mul(ODD) & !(u64::MAX >> 7);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Goroutines of client connections before they are joined.
#[derive(Default)]
struct Parts {
    /// In order of their first goroutine.
    conns: Vec<Conn>,
    /// Address → position in `conns`.
    by_ptr: HashMap<u64, u32, BuildHasherDefault<Near>>,
    /// Those without a pointer, and second claims to one (a body handed on to a goroutine).
    loose: [Vec<Member>; 4],
}

impl Parts {
    fn add(&mut self, part: Part, ptr: u64, member: Member) {
        if ptr == 0 || member.1 != 1 {
            self.loose[part as usize].push(member);
            return;
        }
        let next = self.conns.len() as u32;
        let at = *self.by_ptr.entry(ptr).or_insert(next);
        if at == next {
            self.conns.push(Conn {
                n: 1,
                ptr,
                ..Conn::default()
            });
        }
        let conn = &mut self.conns[at as usize];
        let slot = match part {
            Part::Reader => &mut conn.reader,
            Part::Writer => &mut conn.writer,
            Part::Caller => &mut conn.caller,
            Part::Body => &mut conn.body_reader,
        };
        if !slot.is_some() {
            *slot = member.0.into();
        }
    }

    /// Every connection with its kind, in order of its first goroutine.
    fn join(mut self, ctx: &Ctx<'_>, roles: &[Roles]) -> Vec<Conn> {
        let at = |idx: u32| roles[ctx.dump.goroutines.stack(idx as usize).index()].client;
        let mut conns = std::mem::take(&mut self.conns);
        conns.retain(Self::has_loop);
        self.give_loose_bodies(&mut conns, at);
        for conn in &mut conns {
            conn.kind = kind(conn, at);
        }
        conns.extend(self.join_loose(at));
        conns
    }

    fn has_loop(conn: &Conn) -> bool {
        conn.reader.is_some() || conn.writer.is_some()
    }

    /// A goroutine inside a body that waits for a lock or a pipe shows no persistConn. It still is
    /// a reader of one of the open bodies.
    fn give_loose_bodies(&mut self, conns: &mut [Conn], at: impl Fn(u32) -> Client) {
        let open = conns.iter_mut().filter(|conn| {
            !conn.body_reader.is_some()
                && conn
                    .reader
                    .get()
                    .is_some_and(|idx| at(idx) == Client::Reader(ReaderAt::Body))
        });
        let bodies = &mut self.loose[Part::Body as usize];
        let mut at = 0;
        for conn in open {
            let Some(member) = bodies.get_mut(at) else {
                break;
            };
            conn.body_reader = member.0.into();
            member.1 -= 1;
            at += usize::from(member.1 == 0);
        }
        bodies.retain(|member| member.1 > 0);
    }

    /// Connections by counts, for formats without pointers.
    fn join_loose(self, at: impl Fn(u32) -> Client) -> Vec<Conn> {
        let [readers, writers, callers, bodies] = self.loose;
        let mut pools = [Pool::new(writers), Pool::new(callers), Pool::new(bodies)];
        let mut conns = Vec::new();
        for (reader, mut left) in readers {
            while left > 0 {
                let partner = match at(reader) {
                    Client::Reader(ReaderAt::Peek) => 1,
                    Client::Reader(ReaderAt::Body) => 2,
                    _ => 3,
                };
                let n = pools.get(partner).map_or(left, |pool| pool.chunk(left));
                let n = pools[0].chunk(n);
                let mut conn = Conn {
                    n,
                    reader: reader.into(),
                    ..Conn::default()
                };
                conn.writer = pools[0].take(n);
                match partner {
                    1 => conn.caller = pools[1].take(n),
                    2 => conn.body_reader = pools[2].take(n),
                    _ => {}
                }
                conn.kind = kind(&conn, &at);
                conns.push(conn);
                left -= n;
            }
        }
        conns
    }
}

/// Members to hand out by number.
struct Pool(std::collections::VecDeque<Member>);

impl Pool {
    fn new(members: Vec<Member>) -> Self {
        Pool(members.into())
    }

    /// How many of `wanted` can come from one member: all of them when the pool is empty.
    fn chunk(&self, wanted: u64) -> u64 {
        self.0.front().map_or(wanted, |member| member.1.min(wanted))
    }

    fn take(&mut self, n: u64) -> Idx {
        let Some(front) = self.0.front_mut() else {
            return Idx::default();
        };
        let idx = front.0;
        front.1 = front.1.saturating_sub(n);
        if front.1 == 0 {
            self.0.pop_front();
        }
        idx.into()
    }
}

/// The table of `ConnKind`: where readLoop stands and who stands beside it.
fn kind(conn: &Conn, at: impl Fn(u32) -> Client) -> ConnKind {
    let reader = conn.reader.get().map(&at);
    let writer = conn.writer.get().map(&at);
    match (reader, writer, conn.caller.get(), conn.body_reader.get()) {
        (_, Some(Client::Writer(WriterAt::Socket)), _, _) => ConnKind::RequestStalled,
        (_, Some(Client::Writer(WriterAt::RequestBody)), _, _) => ConnKind::RequestBody,
        (Some(Client::Reader(ReaderAt::Peek)), _, Some(_), _) => ConnKind::AwaitingHeaders,
        (Some(Client::Reader(ReaderAt::Peek)), _, None, _) => ConnKind::Idle,
        (Some(Client::Reader(ReaderAt::Body)), _, None, None) => ConnKind::BodyOpen,
        (Some(Client::Reader(ReaderAt::Body)), _, None, Some(_)) => ConnKind::BodyRead,
        _ => ConnKind::Moving,
    }
}
