//! Builds dumps as text for the tests of rules, and prints verdicts for expectations.

use std::fmt::Write;

use crate::{Analysis, Limits, Report};

/// A debug=2 dump under construction. Shapes are those of Go 1.22 on linux/amd64.
pub(super) struct Dump {
    text: String,
    next_id: u64,
    next_ptr: u64,
}

const GO: &str = "/usr/local/go/src";

impl Dump {
    /// With the main goroutine and the one that wrote the dump, as in every whole dump.
    pub(super) fn whole() -> Self {
        let mut dump = Dump::excerpt();
        dump.goroutine(
            "running",
            None,
            &[("runtime/pprof.writeGoroutineStacks", "0x1")],
            None,
        );
        dump.next_id = 1;
        dump.goroutine("chan receive", None, &[("main.main", "")], None);
        dump.next_id = 100;
        dump
    }

    /// Without them.
    pub(super) fn excerpt() -> Self {
        Dump {
            text: String::new(),
            next_id: 90,
            next_ptr: 0x00c0_0010_0000,
        }
    }

    /// An address nobody else has.
    pub(super) fn ptr(&mut self) -> u64 {
        self.next_ptr += 0x1000;
        self.next_ptr
    }

    /// One goroutine: frames innermost first, each with its arguments.
    pub(super) fn goroutine(
        &mut self,
        state: &str,
        minutes: Option<u32>,
        frames: &[(&str, &str)],
        creator: Option<&str>,
    ) {
        let id = self.next_id;
        self.next_id += 1;
        let minutes = minutes.map_or_else(String::new, |m| format!(", {m} minutes"));
        writeln!(self.text, "goroutine {id} [{state}{minutes}]:").unwrap();
        for (at, (func, args)) in frames.iter().enumerate() {
            let own = func.starts_with("main.");
            let file = if own {
                "/app/main.go".to_owned()
            } else {
                file_of(func)
            };
            writeln!(self.text, "{func}({args})\n\t{file}:{} +0x1d", 100 + at).unwrap();
        }
        if let Some(creator) = creator {
            writeln!(
                self.text,
                "created by {creator} in goroutine 42\n\t{}:77 +0x2a",
                file_of(creator)
            )
            .unwrap();
        }
        self.text.push('\n');
    }

    /// `n` idle connections: readLoop in Peek, writeLoop in select.
    pub(super) fn idle(&mut self, n: u64, minutes: Option<u32>) -> &mut Self {
        for _ in 0..n {
            let ptr = self.ptr();
            self.read_loop(ptr, minutes, true);
            self.write_loop(ptr, minutes);
        }
        self
    }

    /// `n` responses whose body nobody is inside.
    pub(super) fn body_open(&mut self, n: u64, minutes: Option<u32>) -> &mut Self {
        for _ in 0..n {
            let ptr = self.ptr();
            self.read_loop(ptr, minutes, false);
            self.write_loop(ptr, minutes);
        }
        self
    }

    /// `n` responses being read by `main.stream`.
    pub(super) fn body_read(&mut self, n: u64, minutes: Option<u32>) -> &mut Self {
        for _ in 0..n {
            let ptr = self.ptr();
            self.read_loop(ptr, minutes, false);
            self.write_loop(ptr, minutes);
            let frames = [
                ("internal/poll.runtime_pollWait", "0x7f, 0x72"),
                (
                    "net/http.(*persistConn).Read",
                    &*format!("{ptr:#x}, {{0xc0001?, 0x60?, 0x60?}}"),
                ),
                (
                    "net/http.(*bodyEOFSignal).Read",
                    "0xc000aa, {0xc0001, 0xff7, 0xff7}",
                ),
                ("bufio.(*Scanner).Scan", "0xc0002"),
                ("main.stream", "{0x5, 0x6}"),
            ];
            self.goroutine("IO wait", minutes, &frames, Some("main.main"));
        }
        self
    }

    /// `n` requests waiting for response headers; one Transport for all, or one each.
    pub(super) fn awaiting(&mut self, n: u64, minutes: Option<u32>, own_each: bool) -> &mut Self {
        let mut transport = self.ptr();
        for _ in 0..n {
            let ptr = self.ptr();
            self.read_loop(ptr, minutes, true);
            self.write_loop(ptr, minutes);
            if own_each {
                transport = self.ptr();
            }
            let frames = [
                (
                    "net/http.(*persistConn).roundTrip",
                    &*format!("{ptr:#x}, 0xc0004"),
                ),
                (
                    "net/http.(*Transport).roundTrip",
                    &*format!("{transport:#x}, 0xc0005"),
                ),
                ("net/http.(*Client).Do", "..."),
                ("main.fetch", "{0x5, 0x6}"),
            ];
            self.goroutine("select", minutes, &frames, Some("main.main"));
        }
        self
    }

    /// `n` callers in getConn of one Transport, with `dials` dial goroutines for it.
    pub(super) fn get_conn(&mut self, n: u64, dials: u64, minutes: Option<u32>) -> &mut Self {
        let transport = self.ptr();
        for _ in 0..n {
            let frames = [
                (
                    "net/http.(*Transport).getConn",
                    &*format!("{transport:#x}, 0xc0004"),
                ),
                (
                    "net/http.(*Transport).roundTrip",
                    &*format!("{transport:#x}, 0xc0005"),
                ),
                ("main.fetch", "{0x5, 0x6}"),
            ];
            self.goroutine("select", minutes, &frames, Some("main.main"));
        }
        for _ in 0..dials {
            let frames = [
                ("internal/poll.runtime_pollWait", "0x7f, 0x77"),
                ("net.(*netFD).connect", "0xc0001"),
                (
                    "net/http.(*Transport).dialConn",
                    &*format!("{transport:#x}, {{0x1, 0x2}}"),
                ),
                (
                    "net/http.(*Transport).dialConnFor",
                    &*format!("{transport:#x}, 0xc0009"),
                ),
            ];
            self.goroutine(
                "IO wait",
                minutes,
                &frames,
                Some("net/http.(*Transport).queueForDial"),
            );
        }
        self
    }

    /// `n` goroutines in `func`, each started by another goroutine with others in between, as
    /// requests do, or all by one at once.
    pub(super) fn made(&mut self, n: u64, func: &str, by_each: bool) -> &mut Self {
        for _ in 0..n {
            self.next_id += if by_each { 30 } else { 0 };
            let (maker, from) = (self.next_id - 9, self.text.len());
            self.goroutine(
                "select",
                None,
                &[(func, "0x1")],
                Some("example.com/lib.New"),
            );
            if by_each {
                let text = self.text.split_off(from);
                let maker = format!("in goroutine {maker}\n");
                self.text += &text.replace("in goroutine 42\n", &maker);
            }
        }
        self
    }

    /// `n` goroutines of the user's own.
    pub(super) fn workers(&mut self, n: u64) -> &mut Self {
        for _ in 0..n {
            self.goroutine(
                "sleep",
                None,
                &[("time.Sleep", "0x1"), ("main.worker", "0x2")],
                Some("main.main"),
            );
        }
        self
    }

    /// `n` goroutines of `main.work.func1` in `state`, started by `creator`.
    pub(super) fn waiting(
        &mut self,
        n: u64,
        state: &str,
        minutes: Option<u32>,
        creator: &str,
    ) -> &mut Self {
        for _ in 0..n {
            self.goroutine(state, minutes, &[("main.work.func1", "")], Some(creator));
        }
        self
    }

    /// `n` goroutines in `method` of the object at `owner`, waiting for the lock at `lock`.
    pub(super) fn locking(
        &mut self,
        n: u64,
        method: &str,
        owner: u64,
        lock: u64,
        minutes: Option<u32>,
    ) -> &mut Self {
        for _ in 0..n {
            let frames = [
                ("internal/sync.runtime_SemacquireMutex", "0x0?, 0x0?, 0x0?"),
                ("internal/sync.(*Mutex).lockSlow", &*format!("{lock:#x}")),
                ("internal/sync.(*Mutex).Lock", "..."),
                ("sync.(*Mutex).Lock", "..."),
                (method, &*format!("{owner:#x}")),
            ];
            self.goroutine("sync.Mutex.Lock", minutes, &frames, Some("main.main"));
        }
        self
    }

    fn read_loop(&mut self, ptr: u64, minutes: Option<u32>, peek: bool) {
        let read = format!("{ptr:#x}, {{0xc0001?, 0x0?, 0x60?}}");
        let this = format!("{ptr:#x}");
        let mut frames = vec![
            ("internal/poll.runtime_pollWait", "0x7f, 0x72"),
            ("net/http.(*persistConn).Read", &*read),
            ("bufio.(*Reader).fill", "0xc0002"),
            ("bufio.(*Reader).Peek", "0xc0002, 0x1"),
            ("net/http.(*persistConn).readLoop", &*this),
        ];
        if !peek {
            frames.drain(..4);
        }
        let state = if peek { "IO wait" } else { "select" };
        self.goroutine(
            state,
            minutes,
            &frames,
            Some("net/http.(*Transport).dialConn"),
        );
    }

    fn write_loop(&mut self, ptr: u64, minutes: Option<u32>) {
        let this = format!("{ptr:#x}");
        let frames = [("net/http.(*persistConn).writeLoop", &*this)];
        self.goroutine(
            "select",
            minutes,
            &frames,
            Some("net/http.(*Transport).dialConn"),
        );
    }

    /// The report about the dump.
    pub(super) fn report(&self) -> Report {
        let mut analysis = Analysis::new(Limits::default());
        analysis.start_input("test");
        analysis.push(self.text.as_bytes());
        analysis.finish()
    }

    /// One line per finding: `rule severity certainty objects goroutines`.
    pub(super) fn verdicts(&self) -> String {
        let mut text = String::new();
        for finding in self.report().findings {
            let (n, kind) = finding.objects;
            writeln!(
                text,
                "{} {} {} {n} {kind} {} goroutines",
                finding.rule,
                finding.severity.as_str(),
                finding.certainty.as_str(),
                finding.goroutines,
            )
            .unwrap();
        }
        text
    }
}

fn file_of(func: &str) -> String {
    let package = crate::model::Func::split(func).package;
    match package {
        "main" => "/app/main.go".into(),
        _ => format!("{GO}/{package}/x.go"),
    }
}
