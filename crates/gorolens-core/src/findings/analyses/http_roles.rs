//! What a stack does for an HTTP connection, from where it stands.
//!
//! Sources: `net/http/transport.go`, `server.go`, `h2_bundle.go` of Go 1.7–1.27,
//! `net/http/internal/http2` of Go 1.27, `golang.org/x/net/http2`.

use crate::findings::{has_func, is_func};
use crate::model::{Func, Stack, StackFrame};

/// What one stack does on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) struct Roles {
    pub(in crate::findings) client: Client,
    pub(in crate::findings) server: Server,
}

/// The part of a goroutine in a client connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum Client {
    None,
    /// `(*persistConn).readLoop`
    Reader(ReaderAt),
    /// `(*persistConn).writeLoop`
    Writer(WriterAt),
    /// In `(*persistConn).roundTrip`: the request is out, the response headers are not in.
    Caller,
    /// In `(*bodyEOFSignal).Read`.
    BodyReader,
    /// In `(*Transport).getConn`: no connection yet.
    GetConn,
    /// In `(*Transport).dialConn`.
    Dialer(DialAt),
    /// The goroutine that does the TLS handshake for a dialer.
    Handshake,
    /// `(*http2ClientConn).readLoop`: one per HTTP/2 connection.
    H2Reader,
    /// `(*http2clientStream).doRequest`: one per HTTP/2 stream, since Go 1.16.
    H2Stream(StreamAt),
    /// In `(*http2ClientConn).RoundTrip`.
    H2Caller,
    /// In `http2transportResponseBody.Read`.
    H2BodyReader,
}

/// Where the goroutine of an HTTP/2 stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum StreamAt {
    /// In the select of `writeRequest`: the request is out, the body is neither read to the end nor
    /// closed.
    Open,
    /// Writing, or taking leave of the connection: a lock or the window holds it up, not the body.
    Moving,
}

/// Where a readLoop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum ReaderAt {
    /// In `bufio.(*Reader).Peek`: waits for the first byte of a response, asked for or not.
    Peek,
    /// In its own select: the response is out, the body is neither read to the end nor closed.
    Body,
    /// Reading headers, draining, closing: passes by itself.
    Moving,
}

/// Where a writeLoop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum WriterAt {
    /// In its own select: nothing to write.
    Idle,
    /// Below `(*Request).write` in a socket write: the peer does not take the request.
    Socket,
    /// Below `(*Request).write` in a read: the request's body does not deliver.
    RequestBody,
}

/// How far a dial has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum DialAt {
    /// Resolving the name.
    Dns,
    /// In connect(2).
    Connect,
    /// In the TLS handshake, or waiting for the goroutine that does it.
    Tls,
    /// Anything else: a custom dialer, a proxy.
    Other,
}

/// The part of a goroutine in a server connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum Server {
    None,
    /// Waits for the next request.
    Idle,
    /// Has read a part of a request header.
    HalfHeader,
    /// TLS handshake with a client that does not finish it.
    Handshake,
    /// Runs a handler.
    Handler,
}

impl Server {
    /// Whether this goroutine stands for a connection.
    pub(in crate::findings) fn is_conn(self) -> bool {
        self != Server::None
    }
}

/// What `stack` does.
pub(in crate::findings) fn roles(stack: &Stack) -> Roles {
    Roles {
        client: client(stack),
        server: server(stack),
    }
}

fn client(stack: &Stack) -> Client {
    let has = |name| has_func(stack, name);
    if has("(*persistConn).readLoop") {
        return Client::Reader(reader_at(stack));
    }
    if has("(*persistConn).writeLoop") {
        return Client::Writer(writer_at(stack));
    }
    if has("(*Transport).dialConn") {
        return Client::Dialer(dial_at(stack));
    }
    if is_handshake(stack) {
        return Client::Handshake;
    }
    if has("(*persistConn).roundTrip") {
        return Client::Caller;
    }
    if has("(*bodyEOFSignal).Read") && !has("(*bodyEOFSignal).Close") {
        return h2_client(stack).unwrap_or(Client::BodyReader);
    }
    if let Some(role) = h2_client(stack) {
        return role;
    }
    if has("(*Transport).getConn") {
        return Client::GetConn;
    }
    if is_queued_dial(stack) {
        return Client::Dialer(DialAt::Other);
    }
    Client::None
}

/// Go 1.7's readLoop closes its response in `bodyEOFSignal` too; the top frame decides.
fn reader_at(stack: &Stack) -> ReaderAt {
    let Some(top) = stack.top() else {
        return ReaderAt::Moving;
    };
    if is_func(&top.func, "(*persistConn).readLoop") {
        return ReaderAt::Body;
    }
    let below_loop = stack.frames.windows(2).find_map(|pair| {
        is_func(&pair[1].func, "(*persistConn).readLoop").then_some(&*pair[0].func)
    });
    match below_loop {
        Some("bufio.(*Reader).Peek") => ReaderAt::Peek,
        _ => ReaderAt::Moving,
    }
}

fn writer_at(stack: &Stack) -> WriterAt {
    let has = |name| has_func(stack, name);
    if stack
        .top()
        .is_some_and(|top| is_func(&top.func, "(*persistConn).writeLoop"))
    {
        return WriterAt::Idle;
    }
    // Expect: 100-continue: the request is out as far as it may be, the server is asked to go on.
    if stack
        .frames
        .iter()
        .any(|frame| frame.func.contains("(*persistConn).waitForContinue"))
    {
        return WriterAt::Idle;
    }
    let in_socket = has("(*netFD).Write") || has("(*conn).Write") || has("(*FD).Write");
    if in_socket || !has("(*Request).write") {
        WriterAt::Socket
    } else {
        WriterAt::RequestBody
    }
}

fn dial_at(stack: &Stack) -> DialAt {
    let has = |name| has_func(stack, name);
    if has("(*persistConn).addTLS") || has("(*Conn).clientHandshake") {
        DialAt::Tls
    } else if has("(*netFD).connect") || has("(*netFD).dial") {
        DialAt::Connect
    } else if has("(*Resolver).lookupIPAddr") || has("(*Resolver).internetAddrList") {
        DialAt::Dns
    } else {
        DialAt::Other
    }
}

/// `addTLS.func2` since Go 1.10, `dialConn.func…` before: the root runs the client handshake.
fn is_handshake(stack: &Stack) -> bool {
    has_func(stack, "(*Conn).clientHandshake")
        && stack.root().is_some_and(|root| {
            root.func.contains("(*persistConn).addTLS.")
                || root.func.contains("(*Transport).dialConn.")
        })
}

/// A dial goroutine that has not reached `dialConn` yet.
fn is_queued_dial(stack: &Stack) -> bool {
    has_func(stack, "(*Transport).dialConnFor")
        || stack.root().is_some_and(|root| {
            root.func.contains("(*Transport).startDialConnForLocked.")
                || root.func.contains("(*Transport).getConn.func")
        })
}

fn h2_client(stack: &Stack) -> Option<Client> {
    // Most stacks end here, without a look at their frames.
    let names = [
        "ClientConn).readLoop",
        "clientStream).doRequest",
        "ClientConn).RoundTrip",
        "ClientConn).roundTrip",
        "transportResponseBody.Read",
    ];
    let may_be = names.iter().any(|name| stack.may_have(name));
    let mut frames = stack.frames.iter().filter(|_| may_be);
    frames.find_map(|frame| h2_frame(stack, frame))
}

fn stream_at(stack: &Stack) -> StreamAt {
    let is_own = |top: &StackFrame| {
        let name = Func::split(&top.func).name;
        name.ends_with("lientStream).writeRequest")
    };
    match stack.top().is_some_and(is_own) {
        true => StreamAt::Open,
        false => StreamAt::Moving,
    }
}

fn h2_frame(stack: &Stack, frame: &StackFrame) -> Option<Client> {
    let func = Func::split(&frame.func);
    let package = func.unvendored();
    let name = match package {
        "net/http" => func
            .name
            .strip_prefix("http2")
            .or_else(|| bundled_method(func.name))?,
        _ if package.ends_with("http2") => func.name,
        _ => return None,
    };
    match name {
        "(*ClientConn).readLoop" | "ClientConn).readLoop" => Some(Client::H2Reader),
        "(*clientStream).doRequest" | "clientStream).doRequest" => {
            Some(Client::H2Stream(stream_at(stack)))
        }
        "(*ClientConn).RoundTrip" | "ClientConn).RoundTrip" => Some(Client::H2Caller),
        "(*ClientConn).roundTrip" | "ClientConn).roundTrip" => Some(Client::H2Caller),
        "transportResponseBody.Read" => Some(Client::H2BodyReader),
        _ => None,
    }
}

/// `(*http2ClientConn).readLoop` of the copy bundled in net/http → `ClientConn).readLoop`.
fn bundled_method(name: &str) -> Option<&str> {
    name.strip_prefix("(*http2")
}

fn server(stack: &Stack) -> Server {
    if !stack.has("net/http.(*conn).serve") {
        return Server::None;
    }
    let has = |name| has_func(stack, name);
    if stack.has("net/http.serverHandler.ServeHTTP") || has("(*http2serverConn).serve") {
        Server::Handler
    } else if has("(*Conn).serverHandshake") {
        Server::Handshake
    } else if has("readMIMEHeader") || has("(*Reader).ReadMIMEHeader") {
        Server::HalfHeader
    } else if has("(*connReader).Read") {
        Server::Idle
    } else {
        Server::Handler
    }
}
