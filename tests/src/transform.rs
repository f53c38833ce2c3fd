//! What happens to a dump on its way to a person, without loss. The findings must survive it.

use crate::census;

/// One way to disfigure a text.
pub struct Transform {
    /// What it is called in a complaint.
    pub name: &'static str,
    /// Does it.
    pub apply: fn(&str) -> String,
}

/// All of them.
pub const TRANSFORMS: &[Transform] = &[
    Transform {
        name: "CRLF line ends",
        apply: crlf,
    },
    Transform {
        name: "no newline at the end",
        apply: |text| text.trim_end().to_owned(),
    },
    Transform {
        name: "indented by four spaces",
        apply: indent,
    },
    Transform {
        name: "tabs turned into spaces",
        apply: |text| text.replace('\t', "        "),
    },
    Transform {
        name: "inside prose",
        apply: in_prose,
    },
    Transform {
        name: "a byte order mark before it",
        apply: |text| format!("\u{feff}{text}"),
    },
    Transform {
        name: "a time stamp before each line",
        apply: |text| prefixed(text, "2026-03-01T03:12:44.123456789Z "),
    },
    Transform {
        name: "pod and container before each line",
        apply: |text| prefixed(text, "[pod/quotes-5d9c7b6f4-x2x7p/app] "),
    },
    Transform {
        name: "quoted in a mail",
        apply: |text| prefixed(text, "> "),
    },
    Transform {
        name: "inside a Markdown fence",
        apply: fenced,
    },
];

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

fn prefixed(text: &str, prefix: &str) -> String {
    text.lines()
        .map(|line| format!("{prefix}{line}\n"))
        .collect()
}

fn in_prose(text: &str) -> String {
    format!(
        "The pod was killed again at 03:12. This is what it was doing:\n\n{text}\n\n\
         Memory had grown since noon. 有人知道为什么吗？\n"
    )
}

fn fenced(text: &str) -> String {
    format!("## What we saw\n\n```text\n{text}```\n\nAny idea?\n")
}

/// The dump with every client connection in it `times` times, each with ids and an address of its
/// own: thousands of connections without megabytes in the repository.
pub fn multiply(text: &str, times: u64) -> String {
    let mut out = text.trim_end().to_owned();
    let blocks = census::blocks(text);
    let conns = blocks
        .iter()
        .filter_map(|block| Some((*block, persist_conn(block)?)));
    for (block, address) in conns {
        for nth in 1..times {
            out.push_str("\n\n");
            out.push_str(&renumbered(block.trim_end(), address, nth));
        }
    }
    out + "\n"
}

/// The first argument of `readLoop` or `writeLoop`.
fn persist_conn(block: &str) -> Option<&str> {
    ["readLoop", "writeLoop"]
        .iter()
        .find_map(|name| census::receiver(block, &format!("net/http.(*persistConn).{name}(")))
}

fn renumbered(block: &str, address: &str, nth: u64) -> String {
    let value = u64::from_str_radix(address.trim_start_matches("0x"), 16).unwrap_or(0);
    let moved = format!("{:#x}", value + nth * 0x1000_0000);
    let rest = block.strip_prefix("goroutine ").unwrap_or(block);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let id: u64 = rest[..digits].parse().unwrap_or(0);
    let rest = rest[digits..].replace(address, &moved);
    format!("goroutine {}{rest}", id + nth * 1_000_000)
}
