//! What happens to a dump on its way to a person, without loss. The findings must survive it.

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
        name: "inside a Markdown fence",
        apply: fenced,
    },
    Transform {
        name: "a byte order mark before it",
        apply: |text| format!("\u{feff}{text}"),
    },
];

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
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
