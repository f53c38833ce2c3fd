//! What a reader of the ticket sees, and that nothing of a dump becomes markup.

mod fixture;

use expect_test::expect;
use gorolens_report::{Mark, Origin, Report, Triage};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

#[test]
fn a_ticket() {
    expect![[r#"
        **1 leak, 1 note.**

        ## Finding 1: 1,240 HTTP client connections leaked: an `http.Transport` is built per request

        **LEAK** · high certainty · 2,480 of 2,483 goroutines · 1,240 connections · `http-transport-per-request`

        ### Why

        - 1,240 connections put together exactly: the readLoop and writeLoop of each have the same `*persistConn` address.
        - The oldest has been idle for about 147 minutes (2 h 27 min), half of them for 71 minutes or longer. `http.DefaultTransport` and its clones close a connection after 90 s without use, so these belong to Transports without IdleConnTimeout, such as `&http.Transport{}`. (A header may count up to three minutes too many.)

        ### How long they have waited

        - About 967 an hour, if none of them has woken or ended since.

        ```text
        minutes  goroutines
        none shown  █ 10
             60–89  ██████████████████████████████ 1,300
            90–119  0
           120–149  ███████████████████████████ 1,170
        ```

        ### What it costs

        - 1,240 file descriptors, which the peers keep open, too.
        - If more of them come, the limit of open files (ulimit -n) is reached first: then every dial and accept fails with "too many open files". Where it is raised to a million, memory comes first.

        ### What to change

        Create the `http.Transport` (and its `http.Client`) once and re-use it for every request.

        1. Find where an `http.Transport`, or a library client that makes one, is built: in a handler, a loop, a constructor called per request.
        2. Move it to a package variable or a field that lives as long as the process. Clients and Transports are safe for concurrent use.

        Before:

        ```go
        func get(url string) (*http.Response, error) {
        	c := &http.Client{Transport: &http.Transport{}}
        	return c.Get(url)
        }
        ```

        After:

        ```go
        var client = &http.Client{Timeout: 10 * time.Second}

        func get(url string) (*http.Response, error) {
        	return client.Get(url)
        }
        ```

        [`net/http`: Transport](https://pkg.go.dev/net/http#Transport)

        ### What else it could be

        - `http-idle-many-hosts`: One Transport that talks to very many hosts without IdleConnTimeout leaves the same goroutines. The dump shows no remote addresses: if ss or lsof lists few hosts, it is a Transport per request.

        ### To be sure

        - the remote addresses: few hosts or many?

          ```sh
          ss -Htnp | awk '{print $5}' | sort | uniq -c
          ```

        - One dump shows a pile, not growth; a second one shows growth.

        ### To confirm the fix

        - one dump soon after the start and one under the same load for longer than the oldest wait here: with the fix, the count of these stacks stays level

          ```sh
          gorolens dump.txt dump-2.txt
          ```

        ## Finding 2: 3 server connections are waiting for their clients

        **NOTE** · medium certainty: likely, not proved · 3 of 2,483 goroutines · `http-server-idle-conns`

        ## Groups of identical stacks

        - `dump.txt`: `debug=2`, Go 1.12.7, 2,483 goroutines, 4.0 MiB

        `dump.txt` ended with: `SIGQUIT: quit`

        **1,240 ×** `IO wait (1,238), runnable (2)` · waiting 2 to 147 minutes (2 h 27 min), median 71 · finding 1

        ```
          internal/poll.runtime_pollWait    runtime/netpoll.go:182
          bufio.(*Reader).Peek              bufio/bufio.go:138
          net/http.(*persistConn).readLoop  net/http/transport.go:1677
          created by net/http.(*Transport).dialConn  net/http/transport.go:1357
        ```

        label `handler: /pay (1,200), /refund (40)` · group `0011223344556677` · goroutines 39381, 39383, 39385 and 1,237 more

        **1,240 ×** `select` · waiting 147 minutes (2 h 27 min) · finding 1

        ```
          net/http.(*persistConn).writeLoop  net/http/transport.go:1976
          created by net/http.(*Transport).dialConn  net/http/transport.go:1358
        ```

        group `8899aabbccddeeff` · goroutines 39382 and 1,239 more

        ### Normal here

        - 3 × benign-signal-loop: Package `os/signal` waits for signals; there is one per process. There is never more than one.

        ## What was read

        Of the 4.0 MiB read 39 bytes were set aside.

        Repaired without loss: 12,408 lines without their tab.

        - lines 1 to 2: not part of the dump: `2026-03-01 03:12:44 collecting`
        - line 91204: goroutine cut off, its whole frames are kept: `net/http.(*pers`
    "#]].assert_eq(&Report::from(fixture::report()).to_markdown());
}

/// Text that a careless page or tracker would take for markup.
const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &#x3c;b>",
    "`",
    "```",
    "````\n```\n# no heading",
    "x`<b>`y``<i>",
    "[a](javascript:alert(1))",
    "![a](https://evil.example/x.png)",
    "| a | b |\n|---|---|",
    "**bold** _it_ ~~gone~~ $x$",
    "\n\n# heading\n\n- item\n\n    code\n***\n",
    "[x]: https://evil.example/\n\n[x]",
    "- a\n1. b\n> c\n===\n<!--",
];

/// The report with `text` in every place that a dump can reach.
fn poisoned(text: &str) -> Report {
    let mut report = Report::from(fixture::report());
    for dump in &mut report.dumps {
        dump.name = text.into();
        dump.crash = Some(text.into());
    }
    for group in &mut report.groups {
        group.states = [(text.to_owned(), 1)].into();
        group.labels = [(text.to_owned(), [(text.to_owned(), 1)].into())].into();
        for frame in &mut group.frames {
            frame.func = text.into();
            frame.file = text.into();
        }
        if let Some(by) = &mut group.created_by {
            by.func = text.into();
            by.file = text.into();
            by.origin = Origin::Application;
        }
    }
    for problem in &mut report.coverage.problems {
        problem.text = text.into();
    }
    for finding in &mut report.findings {
        finding.title = text.into();
        for evidence in &mut finding.evidence {
            evidence.text = text.into();
        }
        for other in &mut finding.look_alikes {
            other.text = text.into();
        }
        finding.capture_next = vec![text.into()];
        finding.remedy.summary = text.into();
        finding.remedy.before = text.into();
        finding.remedy.after = text.into();
        finding.remedy.steps = vec![text.into(), text.into()];
        finding.remedy.links.clear();
    }
    report
}

/// The structure of a document without its words: what markup there is.
fn structure(markdown: &str) -> Vec<String> {
    let mut out = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(tag) => out.push(match tag {
                Tag::CodeBlock(_) => "code".to_owned(),
                tag => format!("{tag:?}"),
            }),
            Event::End(TagEnd::CodeBlock) => out.push("end code".to_owned()),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
            Event::End(_) => {}
            other => panic!("{other:?} in:\n{markdown}"),
        }
    }
    out
}

#[test]
fn nothing_of_a_dump_becomes_markup() {
    let harmless = structure(&poisoned("word").to_markdown());
    for text in HOSTILE {
        let markdown = poisoned(text).to_markdown();
        assert_eq!(structure(&markdown), harmless, "{text:?} in:\n{markdown}");
    }
}

#[test]
fn notes_of_people_come_before_the_groups() {
    let mut report = Report::from(fixture::report());
    let group = report.groups[0].id.clone();
    let note = "ask *Ann* <b>\n# first".to_owned();
    report.triage = vec![
        Triage {
            group,
            mark: Mark::Suspect,
            note,
        },
        Triage {
            group: "gone".to_owned(),
            mark: Mark::Normal,
            note: String::new(),
        },
    ];
    let markdown = report.to_markdown();
    let from = markdown.find("## Noted by people").expect("a heading");
    let to = markdown.find("## Groups").unwrap_or(markdown.len());
    expect![[r#"
        ## Noted by people

        - **suspect** · 1,240 × `bufio.(*Reader).Peek` `0011223344556677`: ask `*Ann*` `<b>` `#` first

    "#]].assert_eq(&markdown[from..to]);
}
