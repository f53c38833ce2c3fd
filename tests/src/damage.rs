//! What logs, terminals, browsers and mails do to a dump, each a function of the text.
//!
//! More and harsher ways than [`transform`](crate::transform), for combinations of two. None of them
//! takes anything away that cannot be had back; those that do are not here.

use std::fmt::Write;

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Rng(u64);

impl Rng {
    /// Beginning at `seed`.
    pub fn new(seed: u64) -> Self {
        Rng(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.draw() % n.max(1) as u64) as usize
    }
}

/// Where on its way a dump is damaged so. What an application does to its lines comes before what a
/// collector does to whole lines, and that before what a person does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The text of the lines changes.
    Lines,
    /// The program's logger writes it.
    Logger,
    /// Something else collects what the program writes.
    Collector,
    /// The text as a whole.
    Text,
}

/// One way to damage a text.
pub struct Damage {
    /// What it is called in a complaint.
    pub name: &'static str,
    /// When it happens.
    pub place: Place,
    /// Does it.
    pub apply: fn(&str, &mut Rng) -> String,
}

const fn damage(name: &'static str, place: Place, apply: fn(&str, &mut Rng) -> String) -> Damage {
    Damage { name, place, apply }
}

/// All of them.
pub const DAMAGES: &[Damage] = &[
    damage("tabs to 4 spaces", Place::Lines, |it, _| {
        it.replace('\t', "    ")
    }),
    damage("tabs to 8 spaces", Place::Lines, |it, _| {
        it.replace('\t', "        ")
    }),
    damage("tabs lost", Place::Lines, |it, _| it.replace('\t', "")),
    damage("empty lines lost", Place::Lines, |it, _| without_empty(it)),
    damage("empty lines doubled", Place::Lines, |it, _| {
        it.replace("\n\n", "\n\n\n")
    }),
    damage("an empty line after each", Place::Lines, |it, _| {
        it.replace('\n', "\n\n")
    }),
    damage("blanks at the ends", Place::Lines, |it, _| {
        it.replace('\n', "  \n")
    }),
    damage("other log lines", Place::Lines, other_lines),
    damage("other JSON lines", Place::Lines, other_records),
    damage("ellipsis and arrows", Place::Text, |it, _| {
        it.replace("...", "…")
    }),
    damage("stars lost", Place::Lines, |it, _| it.replace("(*", "(")),
    damage("stars to underscores", Place::Lines, |it, _| {
        it.replace("(*", "(_")
    }),
    damage("no-break spaces", Place::Text, |it, _| {
        it.replace(' ', "\u{a0}")
    }),
    damage("colours", Place::Lines, |it, _| colours(it)),
    damage("colours as text", Place::Text, |it, rng| {
        each(it, rng, |line, _| format!("^[[31m{line}^[[0m"))
    }),
    damage("quoted-printable", Place::Text, |it, _| {
        quoted_printable(it)
    }),
    damage("arguments broken at words", Place::Text, |it, _| broken(it)),
    damage("HTML escapes", Place::Text, |it, _| html(it)),
    damage("kubectl --timestamps", Place::Collector, |it, rng| {
        each(it, rng, |line, n| format!("{} {line}", stamp(n)))
    }),
    damage("kubectl --prefix", Place::Collector, |it, rng| {
        each(it, rng, |line, _| {
            format!("[pod/quotes-5d9c7b6f4-x2x7p/app] {line}")
        })
    }),
    damage(
        "kubectl --prefix --timestamps",
        Place::Collector,
        |it, rng| {
            each(it, rng, |line, n| {
                format!("[pod/quotes-5d9c7b6f4-x2x7p/app] {} {line}", stamp(n))
            })
        },
    ),
    damage("stern", Place::Collector, |it, rng| {
        each(it, rng, |line, _| {
            format!("quotes-5d9c7b6f4-x2x7p app {line}")
        })
    }),
    damage("docker compose", Place::Collector, |it, rng| {
        each(it, rng, |line, _| format!("orders-1     | {line}"))
    }),
    damage("docker json-file", Place::Collector, |it, rng| {
        each(it, rng, |line, n| {
            let log = json(&format!("{line}\n"));
            format!(
                "{{\"log\":{log},\"stream\":\"stderr\",\"time\":\"{}\"}}",
                stamp(n)
            )
        })
    }),
    damage("CRI", Place::Collector, |it, rng| {
        each(it, rng, |line, n| format!("{} stderr F {line}", stamp(n)))
    }),
    damage("CRI partial lines", Place::Collector, partial),
    damage("journald", Place::Collector, |it, rng| {
        each(it, rng, |line, n| {
            format!("Nov 23 04:21:{:02} web-3 orders[4711]: {line}", n % 60)
        })
    }),
    damage("syslog RFC 5424", Place::Collector, |it, rng| {
        each(it, rng, |line, n| {
            format!("<14>1 {} web-3 orders 4711 - - {line}", stamp(n))
        })
    }),
    damage("klog", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            format!("E1123 04:21:07.{:06}       1 dump.go:31] {line}", n * 7)
        })
    }),
    damage("klog, the first line", Place::Logger, |it, _| {
        format!("E1123 04:21:07.100000       1 dump.go:31] {it}")
    }),
    damage("package log", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            format!("2026/11/23 04:21:{:02} {line}", n % 60)
        })
    }),
    damage("slog JSON", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            let msg = json(line);
            format!(
                "{{\"time\":\"{}\",\"level\":\"ERROR\",\"msg\":{msg},\"pid\":7}}",
                stamp(n)
            )
        })
    }),
    damage("zap JSON", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            let msg = json(line);
            format!(
                "{{\"level\":\"error\",\"ts\":1763871667.{n},\"caller\":\"orders/dump.go:31\",\"msg\":{msg}}}"
            )
        })
    }),
    damage("logrus", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            format!("time=\"{}\" level=error msg={}", stamp(n), logfmt(line))
        })
    }),
    damage("slog text", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            format!("time={} level=ERROR msg={}", stamp(n), logfmt(line))
        })
    }),
    damage("test2json", Place::Logger, |it, rng| {
        each(it, rng, |line, n| {
            let output = json(&format!("{line}\n"));
            let time = stamp(n);
            format!(
                "{{\"Time\":\"{time}\",\"Action\":\"output\",\"Package\":\"a/b\",\"Output\":{output}}}"
            )
        })
    }),
    damage("one JSON string", Place::Logger, |it, _| {
        format!(
            "{{\"level\":\"error\",\"msg\":\"dump\",\"stack\":{}}}\n",
            json(it)
        )
    }),
    damage("one slog text value", Place::Logger, |it, _| {
        format!(
            "time=2026-11-23T04:21:07Z level=ERROR msg=dump stack={} pid=7\n",
            go_quoted(it)
        )
    }),
    damage("quoted by %q", Place::Logger, |it, _| {
        format!("2026/11/23 04:21:07 dump: {}\n", go_quoted(it))
    }),
    damage("\\n and \\t on one line", Place::Logger, |it, _| {
        it.replace('\n', "\\n").replace('\t', "\\t")
    }),
    damage("rsyslog", Place::Logger, |it, _| {
        let octal = it.replace('\n', "#012").replace('\t', "#011");
        format!("Nov 23 04:21:07 web-3 orders[4711]: {octal}\n")
    }),
    damage("escaped twice", Place::Logger, |it, _| {
        it.replace('\n', "\\\\n").replace('\t', "\\\\t")
    }),
    damage("CSV, quotes where needed", Place::Collector, |it, rng| {
        each(it, rng, |line, n| {
            format!("{},web-3,{}", stamp(n), cell(line))
        })
    }),
    damage("CSV, quotes everywhere", Place::Collector, |it, rng| {
        each(it, rng, |line, n| {
            let line = line.replace('"', "\"\"");
            format!("\"{}\",\"web-3\",\"{line}\",\"info\"", stamp(n))
        })
    }),
    damage("CSV, a cell behind", Place::Collector, |it, rng| {
        each(it, rng, |line, n| {
            format!("{},{},{}", stamp(n), cell(line), 1_763_871_667 + n)
        })
    }),
    damage("CSV, one cell", Place::Collector, |it, _| {
        format!("time,text\n2026-11-23T04:21:07Z,{}\n", cell(it))
    }),
    damage("a list of records", Place::Collector, |it, _| {
        records(it.lines())
    }),
    damage(
        "a list of records, newest first",
        Place::Collector,
        |it, _| records(it.lines().rev()),
    ),
    damage("a list of JSON strings", Place::Collector, |it, _| {
        let lines: Vec<String> = it.lines().map(json).collect();
        format!("[{}]\n", lines.join(","))
    }),
    damage("the answer of a log store", Place::Collector, |it, _| {
        let line = |line: &str| format!("[\"1795408867000000000\",{}]", json(line));
        let lines: Vec<String> = it.lines().map(line).collect();
        format!(
            "{{\"status\":\"success\",\"data\":{{\"result\":[{{\"stream\":{{\"app\":\"orders\"}},\"values\":[{}]}}]}}}}\n",
            lines.join(",")
        )
    }),
    damage(
        "XML with numbers for line ends",
        Place::Collector,
        |it, _| {
            let text = html(it).replace('\n', "&#xA;").replace('\t', "&#x9;");
            format!("<testcase>\n<failure message=\"Failed\">{text}</failure>\n</testcase>\n")
        },
    ),
    damage("cat -A", Place::Text, |it, rng| {
        each(&it.replace('\t', "^I"), rng, |line, _| format!("{line}$"))
    }),
    damage("a box", Place::Text, |it, rng| {
        each(&it.replace('\t', "        "), rng, |line, _| {
            format!("│ {line:<160} │")
        })
    }),
    damage("mail quote", Place::Text, |it, rng| {
        each(it, rng, |line, _| format!("> {line}"))
    }),
    damage("mail quote of a quote", Place::Text, |it, rng| {
        each(it, rng, |line, _| format!(">> {line}"))
    }),
    damage("indented by 4", Place::Text, |it, rng| {
        each(it, rng, |line, _| format!("    {line}"))
    }),
    damage("indented by a tab", Place::Text, |it, rng| {
        each(it, rng, |line, _| format!("\t{line}"))
    }),
    damage("line numbers", Place::Text, |it, rng| {
        each(it, rng, |line, n| format!("{:>6}  {line}", n + 1))
    }),
    damage("line numbers of grep", Place::Text, |it, rng| {
        each(it, rng, |line, n| format!("{}:{line}", n + 1))
    }),
    damage("diff", Place::Text, |it, rng| {
        each(it, rng, |line, _| format!("+{line}"))
    }),
    damage("CRLF", Place::Text, |it, _| it.replace('\n', "\r\n")),
    damage("CR", Place::Text, |it, _| it.replace('\n', "\r")),
    damage("byte order mark", Place::Text, |it, _| {
        format!("\u{feff}{it}")
    }),
    damage("fence", Place::Text, |it, _| {
        format!("What we saw:\n```text\n{it}```\nAny idea?\n")
    }),
    damage("prose", Place::Text, |it, _| {
        format!("It hung at 03:12 (again).\n\n{it}\n\nMemory: 4 GB. What now?\n")
    }),
    damage("a page", Place::Text, |it, _| {
        format!("<html><body><pre>{}</pre></body></html>\n", html(it))
    }),
    damage("breaks of a page", Place::Text, |it, _| {
        format!("<div>{}</div>\n", html(it).replace('\n', "<br>"))
    }),
    damage("quotes around it", Place::Logger, |it, _| {
        format!("\"{}\"\n", it.trim_end())
    }),
];

/// What a console of a cloud exports: each line in a record of several lines.
fn records<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let record = |line: &str| {
        let text = json(line);
        format!(
            "  {{\n    \"insertId\": \"1a7\",\n    \"textPayload\": {text},\n    \"severity\": \"ERROR\"\n  }}"
        )
    };
    let records: Vec<String> = lines.map(record).collect();
    format!("[\n{}\n]\n", records.join(",\n"))
}

/// The source of a mail.
fn quoted_printable(text: &str) -> String {
    let text = text.replace('=', "=3D");
    let mut out = String::new();
    for line in text.lines() {
        let mut column = 0;
        for c in line.chars() {
            if column == 75 {
                out.push_str("=\n");
                column = 0;
            }
            out.push(c);
            column += c.len_utf8();
        }
        out.push('\n');
    }
    out
}

/// Calls as a mail program breaks them, which takes the blank at the end of a line.
fn broken(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        while rest.len() > 72 && rest.contains(", ") && !line.contains(['[', '\t']) {
            let room = rest.get(..72).and_then(|it| it.rfind(", "));
            let Some(at) = room.or_else(|| rest.find(", ")) else {
                break;
            };
            out.push_str(&rest[..=at]);
            out.push('\n');
            rest = &rest[at + 2..];
        }
        out.push_str(rest);
        out.push('\n');
    }
    out
}

/// A cell of a table, in quotes when it must be.
fn cell(text: &str) -> String {
    match text.contains(['"', ',', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

fn each(text: &str, rng: &mut Rng, line: impl Fn(&str, u64) -> String) -> String {
    let first = rng.draw() % 50;
    let mut out = String::with_capacity(text.len() * 2);
    for (n, text) in text.lines().enumerate() {
        out.push_str(&line(text, first + n as u64));
        out.push('\n');
    }
    out
}

/// RFC 3339; Go trims zeros of the fraction.
fn stamp(n: u64) -> String {
    let fraction = match n % 4 {
        0 => String::new(),
        1 => ".1".into(),
        _ => format!(".{:09}", n * 7919 % 1_000_000_000),
    };
    format!("2026-11-23T04:{:02}:{:02}{fraction}Z", n / 60 % 60, n % 60)
}

fn json(text: &str) -> String {
    let mut out = serde_json::Value::from(text).to_string();
    // As encoding/json of Go does.
    for (from, to) in [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")] {
        out = out.replace(from, to);
    }
    out
}

/// As `%q` of Go writes it.
fn go_quoted(text: &str) -> String {
    format!("{text:?}").replace("\\u{1b}", "\\x1b")
}

/// A value as logrus and log/slog write it: quoted only when it must be.
fn logfmt(text: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '=' | '\\');
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => go_quoted(text),
    }
}

fn without_empty(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

fn other_lines(text: &str, rng: &mut Rng) -> String {
    const OTHERS: [&str; 4] = [
        "2026/11/23 04:21:07 GET /healthz 200 1.2ms",
        "I1123 04:21:07.100000       1 server.go:88] ready (3 of 3)",
        "level=info msg=\"request done\" status=200",
        "10.0.0.7 - - [23/Nov/2026:04:21:07 +0000] \"GET / HTTP/1.1\" 200 12",
    ];
    sprinkle(text, rng, &OTHERS)
}

fn other_records(text: &str, rng: &mut Rng) -> String {
    sprinkle(
        text,
        rng,
        &["{\"level\":\"info\",\"msg\":\"request done\",\"status\":200}"],
    )
}

/// Puts one of `others` before one line in twenty.
fn sprinkle(text: &str, rng: &mut Rng, others: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        if rng.below(20) == 0 {
            out.push_str(others[rng.below(others.len())]);
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn colours(text: &str) -> String {
    let paint = |line: &str| match line {
        "" => "\n".to_owned(),
        line if line.starts_with("goroutine ") => format!("\x1b[1;31m{line}\x1b[0m\n"),
        line => format!("\x1b[36m{line}\x1b[0m\x1b[K\n"),
    };
    text.lines().map(paint).collect()
}

fn html(text: &str) -> String {
    let pairs = [
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("\"", "&#34;"),
        ("+", "&#43;"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn partial(text: &str, rng: &mut Rng) -> String {
    let mut out = String::new();
    for (n, line) in text.lines().enumerate() {
        let time = stamp(n as u64);
        let mut rest = line;
        while rest.len() > 60 && rng.below(3) > 0 && rest.is_char_boundary(50) {
            let (head, tail) = rest.split_at(50);
            let _ = writeln!(out, "{time} stderr P {head}");
            rest = tail;
        }
        let _ = writeln!(out, "{time} stderr F {rest}");
    }
    out
}
