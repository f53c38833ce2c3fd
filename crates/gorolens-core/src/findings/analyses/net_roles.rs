//! What a stack does on a network connection, from the functions on it.
//!
//! Each distinct function is looked at once per dump: rules then ask for a role. Forks and vendored
//! copies count as the original: only the last element of the package's path matters.
//!
//! Sources: `net`, `internal/poll`, `crypto/tls`, `net/http`, `net/http/httputil` of Go 1.7–1.27;
//! golang.org/x/net/http2; golang.org/x/crypto/ssh 0.4–0.55; gorilla/websocket 1.2–1.5,
//! coder/websocket (nhooyr.io/websocket) 1.8, golang.org/x/net/websocket; quic-go 0.7–0.61;
//! hashicorp/yamux 0.1, xtaci/smux 1.5.

use std::collections::BTreeMap;

use super::http_conns::Member;
use super::index::StackIndex;
use super::{Crowd, Facts};
use crate::model::{BodyId, Func, Stack, StackId, Tables};

/// The part of a goroutine in some connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum Net {
    /// None, or one that `http_roles` describes better.
    None,
    /// Asks for the addresses of a name.
    Lookup,
    /// A goroutine of package net that finds them out.
    LookupWorker,
    /// A lookup of the C library that waits for one of the 500 threads.
    LookupThread,
    /// In connect(2), for anybody but net/http.
    Dial,
    /// Waits for a dial or watches over one.
    DialHelper,
    /// Waits for the other end in a TLS handshake, as its client.
    ClientHandshake,
    /// The same as its server.
    ServerHandshake,
    /// The same below `(*conn).serve` of net/http.
    HttpsHandshake,
    /// Watches the context of a handshake.
    HandshakeHelper,
    /// Waits for a websocket frame.
    WebsocketRead,
    /// Waits for a websocket's peer to take one.
    WebsocketWrite,
    /// Waits for its turn to write to a websocket.
    WebsocketTurn,
    /// Watches over a websocket.
    WebsocketHelper,
    /// One half of an upgraded connection of `httputil.ReverseProxy`: from the backend.
    FromBackend,
    /// The other half.
    ToBackend,
    /// In `io.Copy`, waiting for the source.
    Copy,
    /// A handler's write that the client does not take.
    HttpWrite,
    /// An HTTP/2 client's write that the server does not take.
    Http2Write,
    /// An HTTP/2 client's request body waits for the window.
    Http2BodyWindow,
    /// An HTTP/2 server's handler waits until its data is sent.
    Http2HandlerWindow,
    /// Reads an SSH connection: one per connection.
    SshReader,
    /// Another goroutine of an SSH client's connection.
    SshClient,
    /// Another goroutine of an SSH connection of either side.
    SshHelper,
    /// Reads the socket of a QUIC transport: one per transport.
    QuicListen,
    /// Another goroutine of a transport.
    QuicHelper,
    /// One per QUIC connection.
    QuicConn,
    /// Accepts QUIC connections: the transport is a server's.
    QuicServer,
    /// Reads a yamux or smux session: one per session.
    MuxReader,
    /// Another goroutine of a session.
    MuxHelper,
    /// Waits on a stream of a session.
    MuxStream,
    /// Waits for a stream that the other end opens.
    MuxAccept,
    /// Waits for data, for anybody else.
    Read,
    /// Waits for a datagram.
    ReadPacket,
}

/// The stacks that have a role, by id.
pub(in crate::findings) struct NetView(Vec<(StackId, Net)>);

impl NetView {
    /// Each function is looked at once, whatever the number of stacks it is on.
    pub(in crate::findings) fn new(tables: &Tables, index: &StackIndex<'_>) -> Self {
        let mut marks: BTreeMap<BodyId, u64> = BTreeMap::new();
        for (func, bodies) in index.functions() {
            let mark = mark_of(func);
            let bodies = bodies.iter().filter(|_| mark != 0);
            bodies.for_each(|&body| *marks.entry(body).or_default() |= mark);
        }
        let mut roles = Vec::new();
        for (body, marks) in marks {
            let stacks = index.stacks_on(body);
            let role = |&first: &StackId| role(tables.stack(first), marks);
            let role = stacks.first().map_or(Net::None, role);
            let stacks = stacks.iter().filter(|_| role != Net::None);
            roles.extend(stacks.map(|&id| (id, role)));
        }
        roles.sort_unstable_by_key(|it| it.0);
        NetView(roles)
    }

    /// What a crowd does.
    pub(in crate::findings) fn of(&self, crowd: &Crowd) -> Net {
        let at = self.0.binary_search_by_key(&crowd.stack, |it| it.0);
        at.map_or(Net::None, |at| self.0[at].1)
    }

    /// Crowds that do one of these, largest first.
    pub(in crate::findings) fn crowds<'a>(
        &self,
        facts: &'a Facts<'_>,
        wanted: &[Net],
    ) -> Vec<&'a Crowd> {
        let stacks = self.0.iter().filter(|it| wanted.contains(&it.1));
        facts.crowds_of(&stacks.map(|it| it.0).collect::<Vec<_>>())
    }
}

/// How many goroutines these crowds hold.
pub(in crate::findings) fn total(crowds: &[&Crowd]) -> u64 {
    crowds.iter().map(|crowd| crowd.n).sum()
}

/// Their longest wait, in minutes.
pub(in crate::findings) fn oldest(crowds: &[&Crowd]) -> Option<u32> {
    crowds.iter().filter_map(|crowd| crowd.oldest).max()
}

/// Their goroutines.
pub(in crate::findings) fn members<'a>(
    crowds: &'a [&Crowd],
) -> impl Iterator<Item = Member> + Clone + 'a {
    crowds
        .iter()
        .flat_map(|crowd| crowd.members.iter().copied())
}

/// What is on a stack, as bits.
mod mark {
    pub(super) const READ: u64 = 1;
    pub(super) const WRITE: u64 = 1 << 1;
    pub(super) const PACKET: u64 = 1 << 2;
    pub(super) const CONNECT: u64 = 1 << 3;
    pub(super) const DIAL_WAIT: u64 = 1 << 4;
    pub(super) const LOOKUP: u64 = 1 << 5;
    pub(super) const THREAD: u64 = 1 << 6;
    pub(super) const CLIENT_HELLO: u64 = 1 << 7;
    pub(super) const SERVER_HELLO: u64 = 1 << 8;
    pub(super) const HELLO_WATCH: u64 = 1 << 9;
    /// Another analysis knows better, or it is no connection.
    pub(super) const ELSEWHERE: u64 = 1 << 10;
    pub(super) const HTTP_SERVER: u64 = 1 << 11;
    pub(super) const HTTP_WRITE: u64 = 1 << 12;
    pub(super) const H2_LOOP: u64 = 1 << 13;
    pub(super) const H2_WRITE: u64 = 1 << 14;
    pub(super) const H2_BODY: u64 = 1 << 15;
    pub(super) const H2_HANDLER: u64 = 1 << 16;
    pub(super) const FROM_BACKEND: u64 = 1 << 17;
    pub(super) const TO_BACKEND: u64 = 1 << 18;
    pub(super) const COPY: u64 = 1 << 19;
    pub(super) const WS_READ: u64 = 1 << 20;
    pub(super) const WS_WRITE: u64 = 1 << 21;
    pub(super) const WS_WATCH: u64 = 1 << 22;
    pub(super) const SSH_READER: u64 = 1 << 23;
    pub(super) const SSH_CLIENT: u64 = 1 << 24;
    pub(super) const SSH: u64 = 1 << 25;
    pub(super) const QUIC_LISTEN: u64 = 1 << 26;
    pub(super) const QUIC_HELPER: u64 = 1 << 27;
    pub(super) const QUIC_CONN: u64 = 1 << 28;
    pub(super) const QUIC_SERVER: u64 = 1 << 29;
    pub(super) const MUX_READER: u64 = 1 << 30;
    pub(super) const MUX_HELPER: u64 = 1 << 31;
    pub(super) const MUX_STREAM: u64 = 1 << 32;
    pub(super) const MUX_ACCEPT: u64 = 1 << 33;
    /// Reads a server's connection.
    pub(super) const CONN_READER: u64 = 1 << 34;
    /// Below a handler of net/http.
    pub(super) const HANDLER: u64 = 1 << 35;
    /// Reads the body of a request.
    pub(super) const HTTP_BODY: u64 = 1 << 36;
}

/// What `stack` does. The first that fits: the more particular stands above the more general.
fn role(stack: &Stack, marks: u64) -> Net {
    use mark::*;
    let has = |mark: u64| marks & mark == mark;
    match () {
        () if has(LOOKUP) => lookup(stack, marks),
        () if has(HELLO_WATCH) => Net::HandshakeHelper,
        () if has(QUIC_LISTEN) => Net::QuicListen,
        () if has(QUIC_SERVER) => Net::QuicServer,
        () if has(QUIC_CONN) => Net::QuicConn,
        () if has(QUIC_HELPER) => Net::QuicHelper,
        () if has(SSH_READER) => Net::SshReader,
        () if has(SSH_CLIENT) => Net::SshClient,
        () if has(SSH) => Net::SshHelper,
        () if has(MUX_READER) => Net::MuxReader,
        () if has(MUX_HELPER) => Net::MuxHelper,
        () if has(MUX_STREAM) => Net::MuxStream,
        () if has(MUX_ACCEPT) => Net::MuxAccept,
        () if has(H2_WRITE | WRITE) => Net::Http2Write,
        () if has(H2_BODY) => Net::Http2BodyWindow,
        () if has(H2_HANDLER) => Net::Http2HandlerWindow,
        () if has(HTTP_WRITE | WRITE) => Net::HttpWrite,
        () if has(ELSEWHERE) || has(H2_LOOP) => Net::None,
        () if has(CONN_READER) && !is_hijacked(marks) => Net::None,
        () if has(CLIENT_HELLO | READ) => Net::ClientHandshake,
        () if has(SERVER_HELLO | READ | HTTP_SERVER) => Net::HttpsHandshake,
        () if has(SERVER_HELLO | READ) => Net::ServerHandshake,
        () if has(CONNECT) => Net::Dial,
        () if has(DIAL_WAIT) => Net::DialHelper,
        () if has(WS_WATCH) => Net::WebsocketHelper,
        () if has(WS_WRITE | WRITE) => Net::WebsocketWrite,
        () if has(WS_READ | READ) => Net::WebsocketRead,
        () if has(WS_WRITE) && !has(READ) => Net::WebsocketTurn,
        () if has(FROM_BACKEND) => Net::FromBackend,
        () if has(TO_BACKEND) => Net::ToBackend,
        () if has(COPY | READ) => Net::Copy,
        () if has(READ | PACKET) => Net::ReadPacket,
        () if has(READ) => Net::Read,
        () => Net::None,
    }
}

/// Whether the connection has left HTTP: the reader that Hijack gives away reads it for somebody else
/// than net/http, which reads headers outside of handlers, and in handlers only bodies
/// (`net/http/server.go`, connReader, hijackLocked, all versions).
fn is_hijacked(marks: u64) -> bool {
    let has = |mark: u64| marks & mark == mark;
    !has(mark::HTTP_BODY) && (has(mark::HANDLER) || !has(mark::HTTP_SERVER))
}

/// Workers are started by package net and its singleflight; everybody else is a caller.
fn lookup(stack: &Stack, marks: u64) -> Net {
    if marks & mark::THREAD != 0 {
        return Net::LookupThread;
    }
    let package = stack
        .root()
        .map_or("", |root| Func::split(&root.func).package);
    match package {
        "net" | "internal/singleflight" => Net::LookupWorker,
        _ => Net::Lookup,
    }
}

/// What one function says.
fn mark_of(func: &str) -> u64 {
    let split = Func::split(func);
    let mut elements = split.package.rsplit('/');
    let mut package = elements.next().unwrap_or_default();
    if is_major_version(package) {
        package = elements.next().unwrap_or_default();
    }
    match package {
        "poll" | "net" => network(split.name),
        "tls" => handshake(split.name),
        "http" => http(split.name),
        "http2" => http2(split.name),
        "httputil" => proxy(split.name),
        "io" if matches!(split.name, "copyBuffer" | "Copy" | "CopyBuffer") => mark::COPY,
        "websocket" | "ws" | "wsutil" | "gws" => websocket(split.name),
        "os" if split.name.starts_with("(*File).") => mark::ELSEWHERE,
        "ssh" => ssh(split.name),
        "quic-go" | "quic" => quic(split.name),
        "yamux" | "go-yamux" | "smux" => mux(split.name),
        _ if split.name.starts_with("(*persistConn).") => mark::ELSEWHERE, // a fork of net/http
        _ => 0,
    }
}

/// `v4` in `github.com/libp2p/go-yamux/v4`.
fn is_major_version(element: &str) -> bool {
    element
        .strip_prefix('v')
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|digit| digit.is_ascii_digit()))
}

/// `internal/poll` and `net`, also before Go 1.9, when polling was in `net`.
fn network(name: &str) -> u64 {
    use mark::*;
    match name {
        "(*pollDesc).waitRead" | "(*pollDesc).WaitRead" | "(*FD).Read" => READ,
        "(*pollDesc).waitWrite" | "(*pollDesc).WaitWrite" | "(*FD).Write" | "(*FD).WaitWrite" => {
            WRITE
        }
        "(*FD).Accept" | "(*netFD).accept" => ELSEWHERE, // nobody's connection yet
        "(*FD).ReadFrom"
        | "(*FD).ReadFromInet4"
        | "(*FD).ReadFromInet6"
        | "(*FD).ReadMsg"
        | "(*FD).ReadMsgInet4"
        | "(*FD).ReadMsgInet6"
        | "(*netFD).readFrom"
        | "(*netFD).readMsg" => READ | PACKET,
        "(*netFD).connect" => CONNECT,
        "(*netFD).connect.func1" | "(*netFD).connect.func2" | "(*sysDialer).dialParallel" => {
            DIAL_WAIT
        }
        "(*Resolver).lookupIPAddr"
        | "(*Resolver).lookupHost"
        | "(*Resolver).LookupHost"
        | "(*Resolver).goLookupIPCNAMEOrder"
        | "(*Resolver).exchange"
        | "(*Resolver).lookupIPAddr.func1"
        | "(*Resolver).LookupAddr"
        | "(*Resolver).LookupCNAME"
        | "(*Resolver).LookupMX"
        | "(*Resolver).LookupNS"
        | "(*Resolver).LookupSRV"
        | "(*Resolver).LookupTXT"
        | "cgoLookupIP"
        | "cgoLookupHost"
        | "cgoLookupIPCNAME"
        | "cgoIPLookup"
        | "_C2func_getaddrinfo"
        | "lookupIPDeadline"
        | "lookupIPContext"
        | "goLookupIPOrder"
        | "goLookupIPCNAMEOrder" => LOOKUP,
        "acquireThread" => LOOKUP | THREAD,
        _ => 0,
    }
}

fn handshake(name: &str) -> u64 {
    match name {
        "(*Conn).clientHandshake" => mark::CLIENT_HELLO,
        "(*Conn).serverHandshake" => mark::SERVER_HELLO,
        "(*Conn).handshakeContext.func1" | "(*Conn).handshakeContext.func2" => mark::HELLO_WATCH,
        _ => 0,
    }
}

fn http(name: &str) -> u64 {
    use mark::*;
    if let Some(name) = name.strip_prefix("(*http2") {
        return http2_method(name);
    }
    match name {
        "(*conn).serve" => HTTP_SERVER,
        "checkConnErrorWriter.Write" => HTTP_WRITE,
        "http2stickyErrWriter.Write" => H2_WRITE,
        "(*connReader).Read" => CONN_READER,
        "serverHandler.ServeHTTP" => HANDLER,
        "(*body).Read" | "(*expectContinueReader).Read" => HTTP_BODY,
        "(*connReader).backgroundRead" | "(*Transport).dialConn" => ELSEWHERE,
        _ if name.starts_with("(*persistConn).") => ELSEWHERE,
        _ if name.starts_with("(*Transport).dialConn.") => ELSEWHERE,
        _ => 0,
    }
}

fn http2(name: &str) -> u64 {
    match name.strip_prefix("(*") {
        Some(method) => http2_method(method),
        None if name == "stickyErrWriter.Write" => mark::H2_WRITE,
        None => 0,
    }
}

/// A method of HTTP/2 after `(*`, and after `http2` in the copy bundled in net/http.
fn http2_method(name: &str) -> u64 {
    match name {
        "ClientConn).readLoop" | "serverConn).readFrames" | "serverConn).serve" => mark::H2_LOOP,
        "clientStream).awaitFlowControl" => mark::H2_BODY,
        "serverConn).writeDataFromHandler" => mark::H2_HANDLER,
        "serverConn).writeFrameAsync" => mark::HTTP_WRITE,
        _ => 0,
    }
}

fn proxy(name: &str) -> u64 {
    match name {
        "switchProtocolCopier.copyFromBackend" => mark::FROM_BACKEND,
        "switchProtocolCopier.copyToBackend" => mark::TO_BACKEND,
        _ => 0,
    }
}

/// gorilla/websocket and its forks, coder/websocket, golang.org/x/net/websocket, gobwas/ws,
/// lxzan/gws.
fn websocket(name: &str) -> u64 {
    use mark::*;
    match name {
        "(*Conn).advanceFrame"
        | "(*Conn).NextReader"
        | "(*Conn).ReadMessage"
        | "(*Conn).ReadJSON"
        | "(*messageReader).Read"
        | "(*Conn).readFrameHeader"
        | "(*Conn).readFramePayload"
        | "(*Conn).readLoop"
        | "(*Conn).reader"
        | "(*Conn).Reader"
        | "(*Conn).Read"
        | "(*msgReader).Read"
        | "hybiFrameReaderFactory.NewFrameReader"
        | "Codec.Receive"
        | "ReadHeader"
        | "ReadFrame"
        | "ReadData"
        | "ReadMessage"
        | "ReadClientData"
        | "ReadServerData"
        | "(*Conn).ReadLoop" => WS_READ,
        "(*Conn).write"
        | "(*Conn).WriteMessage"
        | "(*Conn).WriteControl"
        | "(*Conn).WriteJSON"
        | "(*Conn).WritePreparedMessage"
        | "(*messageWriter).flushFrame"
        | "(*messageWriter).Close"
        | "(*Conn).writeFrame"
        | "(*Conn).writeFramePayload"
        | "(*Conn).Write"
        | "(*msgWriter).Write"
        | "(*msgWriter).Close"
        | "Codec.Send"
        | "WriteHeader"
        | "WriteFrame"
        | "WriteMessage"
        | "WriteServerMessage"
        | "WriteClientMessage" => WS_WRITE,
        "(*Conn).timeoutLoop" => WS_WATCH,
        _ => 0,
    }
}

fn ssh(name: &str) -> u64 {
    use mark::*;
    match name {
        "(*handshakeTransport).readLoop" => SSH_READER,
        "(*Client).handleGlobalRequests"
        | "(*Client).handleChannelOpens"
        | "(*Client).HandleChannelOpen"
        | "NewClient.func1"
        | "(*forwardList).closeAll" => SSH_CLIENT,
        "(*mux).loop" | "(*handshakeTransport).kexLoop" | "DiscardRequests" => SSH,
        _ => 0,
    }
}

fn quic(name: &str) -> u64 {
    use mark::*;
    match name {
        "(*Transport).listen" | "(*packetHandlerMap).listen" => QUIC_LISTEN,
        "(*Transport).runSendQueue"
        | "(*packetHandlerMap).runCloseQueue"
        | "(*Conn).run.func1"
        | "(*sendQueue).Run" => QUIC_HELPER,
        "(*connection).run" | "(*Conn).run" | "(*session).run" => QUIC_CONN,
        "(*baseServer).run" | "(*baseServer).runSendQueue" | "(*baseServer).accept" => QUIC_SERVER,
        _ => 0,
    }
}

fn mux(name: &str) -> u64 {
    use mark::*;
    match name {
        "(*Session).recv" | "(*Session).recvLoop" => MUX_READER,
        "(*Session).send"
        | "(*Session).sendLoop"
        | "(*Session).keepalive"
        | "(*Session).shaperLoop"
        | "(*Session).startMeasureRTT"
        | "(*Session).measureRTT" => MUX_HELPER,
        "(*Stream).Read" | "(*stream).Read" | "(*Stream).Write" | "(*stream).Write" => MUX_STREAM,
        "(*Session).Accept" | "(*Session).AcceptStream" => MUX_ACCEPT,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forks_and_versions_are_the_library() {
        for func in [
            "github.com/hashicorp/yamux.(*Session).recv",
            "github.com/libp2p/go-yamux/v4.(*Session).recv",
            "a.b/vendor/github.com/xtaci/smux/v2.(*Session).recvLoop",
        ] {
            assert_eq!(mark_of(func), mark::MUX_READER, "{func}");
        }
        for func in [
            "net/http.(*http2clientStream).awaitFlowControl",
            "net/http/internal/http2.(*clientStream).awaitFlowControl",
            "golang.org/x/net/http2.(*clientStream).awaitFlowControl",
        ] {
            assert_eq!(mark_of(func), mark::H2_BODY, "{func}");
        }
        assert_eq!(mark_of("example.com/shop/v2.(*Session).recv"), 0);
    }
}
