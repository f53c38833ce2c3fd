//! English.

use gorolens_worker::report::{Certainty, Mark, Origin, Severity};
use gorolens_worker::wire::NoRaw;

use super::{Words, objects};
use crate::state::{Level, Tab};
use crate::view_model::numbers::{Units, grouped, minutes};
use crate::view_model::title::Doing;

pub(super) const WORDS: Words = Words {
    units: UNITS,

    privacy: "Nothing leaves this page",
    privacy_more: "Your dump is read in this browser tab and nowhere else. The page may not \
                   connect to any other site: its Content-Security-Policy forbids it.",
    theme: "Colours",
    theme_system: "System",
    theme_light: "Light",
    theme_dark: "Dark",
    language: "中文",
    other_lang: "zh-Hans",
    copy: "Copy",
    copied: "Copied",

    start_title: "What are all these goroutines waiting for?",
    start_lead: "Paste a goroutine dump. Gorolens groups identical stacks and says what leaks or \
                 hangs, why, how sure that is, and what to change.",
    paste_label: "Goroutine dump",
    paste_placeholder: "goroutine 39381 [IO wait, 147 minutes]:\n\
                        internal/poll.runtime_pollWait(0x7fb1bd640f00, 0x72)\n\
                        \t/usr/local/go/src/runtime/netpoll.go:182 +0x56\n\
                        …",
    analyse: "Analyse",
    choose_file: "Choose a file",
    try_example: "Try the founding example",
    paste_hint: "or drop a file anywhere, or press Ctrl+V anywhere",
    drop_here: "Drop to analyse",
    update_ready: "A new version of Gorolens is there. Open reports are closed when it is loaded.",
    update_load: "Load it",
    share: "Link or HTML",
    share_title: "Give this report away",
    share_lead: "A link holds the report itself, behind the #: no server gets it, but everybody who has the link can read it. This is taken out:",
    share_parts: [
        "values: pointers, crash messages, lines that were not understood",
        "folders on the machine that built the program",
        "names of your own and of private modules",
        "values of labels",
        "names of pods and files",
    ],
    share_replaced: |n| match n {
        0 => "Nothing had to be replaced".to_owned(),
        1 => "1 replacement".to_owned(),
        n => format!("{n} replacements"),
    },
    share_too_long: "The report is too long for a link; save the document instead.",
    share_link: "Copy link",
    share_html: "Save as HTML",
    capture_title: "How to capture a dump",
    capture_lead: "Any of these will do. The service keeps running, except after SIGQUIT.",
    capture_ways: &[
        (
            "From a service with net/http/pprof",
            "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > goroutines.txt",
        ),
        (
            "From a pod",
            "kubectl exec POD -- wget -qO- 'http://localhost:6060/debug/pprof/goroutine?debug=2' \
             > goroutines.txt",
        ),
        (
            "From any Go process: it prints all goroutines to standard error and exits",
            "kill -QUIT PID",
        ),
    ],
    pasted_text: "pasted text",

    reading: |name| format!("Reading {name}"),
    progress: |read, total| format!("{read} of {total}"),
    finishing: "Grouping and looking for causes …",
    cancel: "Cancel",
    failed_title: "The analysis did not finish",
    failed_help: "Nothing was lost: the dump is where it was. Try again; if it fails again, a \
                  smaller piece of the dump often tells as much.",
    back_to_start: "Back to the start",
    announce_ready: |findings| match findings {
        0 => "The analysis is ready: no findings.".to_owned(),
        1 => "The analysis is ready: one finding.".to_owned(),
        n => format!("The analysis is ready: {n} findings."),
    },

    new_dump: "New dump",
    inputs: "Open dumps",
    close_input: |name| format!("Close {name}"),
    sections: "Parts of the report",
    section_groups: "Groups",
    goroutines: |n| plural(n, "goroutine", "goroutines"),
    groups: |n| plural(n, "group", "groups"),
    dumps: |n| plural(n, "dump", "dumps"),
    in_dump: "in",
    by_dump: "Goroutines per dump",
    go_version: |version| format!("Go {version}"),

    verdict: "Verdict",
    clean_title: "No leak found in this dump",
    clean_lead: |goroutines, groups| {
        format!(
            "{} in {} were read, and no rule finds a leak or a hang among them.",
            plural(goroutines, "goroutine", "goroutines"),
            plural(groups, "group", "groups"),
        )
    },
    unexplained: "Not explained",
    clean_limits_title: "What one dump cannot show",
    clean_limits: &[
        "Growth. A slow leak looks like normal work until there are many of them: take a second \
         dump ten minutes later and compare the counts below.",
        "Memory that no goroutine holds: caches, maps and global slices need a heap profile.",
        "Waits below a minute. Go prints minutes only, and only after a garbage collection has \
         seen the goroutine wait.",
    ],
    notes_title: "Worth knowing",
    more_findings: |n| {
        if n == 1 {
            "One more finding".to_owned()
        } else {
            format!("{n} more findings")
        }
    },
    severity: |severity| match severity {
        Severity::Leak => "Leak",
        Severity::Stuck => "Stuck",
        Severity::Suspect => "Suspicion",
        Severity::Note => "Note",
    },
    certainty: |certainty| match certainty {
        Certainty::High => "high certainty",
        Certainty::Medium => "medium certainty",
        Certainty::Low => "low certainty",
    },
    how_sure: "How sure",
    certainty_means: |certainty| match certainty {
        Certainty::High => "High: stacks like these have practically one cause.",
        Certainty::Medium => {
            "Medium: one cause is likely; this dump may not exclude those named below."
        }
        Certainty::Low => "Low: the stacks say what waits, not why.",
    },
    fact_objects: objects::english,
    fact_goroutines: "goroutines",
    fact_share: |percent| format!("{percent} of all"),
    fact_since: "oldest wait",
    about: |time| format!("≈ {time}"),
    evidence: "Evidence",
    evidence_kind: |kind| match kind {
        "count" => "How many",
        "pairing" => "Pairs",
        "position" => "Where",
        "wait" => "How long",
        "absence" => "What is missing",
        "pointer" => "Addresses",
        "cost" => "Cost",
        "own-code" => "Your code",
        "caveat" => "Caveat",
        _ => "Fact",
    },
    seen_in: "Seen in",
    show_findings: |n, all| format!("Show {} more of {} findings", grouped(n), grouped(all)),
    more_groups: |n, all| format!("Show {} more of {} groups", grouped(n), grouped(all)),
    show_group: |name| format!("Show the group {name}"),
    remedy: "What to change",
    before: "Before",
    after: "After",
    look_alikes: "Could it be something else?",
    capture_next: "To be sure, capture next",
    read_more: "Read more",
    rule_name: "Rule",
    link_finding: "Link to this finding",

    states: "What they wait for",
    other_states: "other",
    waits_title: "For how long",
    waits_none: "The dump shows no waits: none of these goroutines has been seen waiting for a minute.",
    waits_unknown: |n| {
        format!(
            "Not drawn: {} without minutes",
            plural(n, "goroutine", "goroutines")
        )
    },
    waits_short: "no minutes shown",
    as_table: "As a table",
    tabs: "Ways to show the groups",
    tab: |tab| match tab {
        Tab::List => "Groups",
        Tab::Stacks => "Stacks drawn",
        Tab::Starters => "Started by",
    },
    tab_starters: "Started by",
    starters_go: "go statement, and what it started",
    picture_depth: "Depth",
    picture_call: "Call",
    picture_share: "Share",
    ages: "When it began",
    cost: "What it costs",
    ago: |minutes_ago| match minutes_ago {
        0 => "now".to_owned(),
        n => format!("{} ago", minutes(n, UNITS)),
    },

    icicle: "Stacks as a picture",
    icicle_root_first: "Callers on top",
    icicle_leaf_first: "Waiting calls on top",
    icicle_others: "others",
    icicle_all: "Show all",
    icicle_list: "List these groups",
    icicle_in: "Zoom in",
    icicle_out: "Zoom out",
    icicle_strip: "Part of the picture in sight",
    icicle_hint: "Click a call to zoom to it; Ctrl or ⌘ and the wheel zoom anywhere, then drag.",
    groups_title: "Groups of identical stacks",
    filter_label: "Filter groups",
    filter_placeholder: "Filter: state:select -pkg:runtime",
    filter_help: "Words are joined by and. Keys: state, wait, count, func, pkg, file, by, label, id, \
                  origin, is, triage. A minus excludes, quotes keep words together, slashes hold a \
                  regular expression.",
    bad_regex: "The regular expression in the filter is not complete.",
    sort_label: "Sort by",
    sort_count: "Count",
    sort_wait: "Longest wait",
    sort_name: "Name",
    level_label: "Same is",
    level: |level| match level {
        Level::Lines => "same lines",
        Level::Calls => "same calls",
        Level::Function => "same function",
    },
    similar: |n| format!("{} stacks", grouped(n)),
    members: "Stacks",
    triage: "Your judgement",
    triage_none: "none",
    triage_mark: |mark| match mark {
        Mark::Normal => "normal",
        Mark::Suspect => "suspect",
        Mark::Reviewed => "reviewed",
    },
    triage_note: "Note; it goes into the exported report",
    link_group: "Link to this group",
    fold: "Fold library frames",
    listed: |groups, goroutines| {
        format!(
            "{}, {}",
            plural(groups, "group", "groups"),
            plural(goroutines, "goroutine", "goroutines")
        )
    },
    nothing_listed: "No group matches the filter.",
    clear_filter: "Clear the filter",
    benign_title: |groups, goroutines| {
        format!(
            "Normal here: {}, {}",
            plural(groups, "group", "groups"),
            plural(goroutines, "goroutine", "goroutines")
        )
    },
    benign_why: "They belong to every healthy program of this kind.",
    benign_rule: |rule| format!("normal: {rule}"),
    show_more: |n| format!("Show {} more", grouped(n)),
    doing: |doing| match doing {
        Doing::Reading => "reading",
        Doing::Writing => "writing",
        Doing::Accepting => "accepting connections",
        Doing::Dialling => "connecting",
        Doing::Nothing => "",
    },
    on_behalf_of: "for",
    started_by: "started by",
    waiting: |min, max| {
        if min == max {
            minutes(max, UNITS)
        } else {
            format!("{} – {}", minutes(min, UNITS), minutes(max, UNITS))
        }
    },
    stack: "Stack",
    hidden_frames: |n| format!("Show {} more frames", grouped(n)),
    created_by: "created by",
    created_unknown: "The dump does not say what started these goroutines.",
    ancestors: "Ancestors",
    ancestry_of: |count, all| {
        format!(
            "{} of {} goroutines descend from",
            grouped(count),
            grouped(all)
        )
    },
    labels: "Labels",
    ids: "Goroutines",
    goroutine_id: "Goroutine",
    goroutine_state: "State",
    goroutine_wait: "Waits",
    goroutine_creator: "Started by goroutine",
    goroutine_group: "Group",
    goroutine_title: |id| format!("Goroutine {id}"),
    goroutine_gone: "It is not in this dump: it has ended, or the dump is a part of a larger one.",
    goroutines_shown: |from, to, total| {
        format!("{}–{} of {}", grouped(from), grouped(to), grouped(total))
    },
    page_before: "Previous",
    page_after: "Next",
    arguments: "Arguments",
    pointer_shared: |n| format!("in {} goroutines looked at so far: mark them", grouped(n)),
    started: |n| match n {
        0 => "It started none of the goroutines of this dump.".to_owned(),
        n => format!("It started {}", plural(n, "goroutine", "goroutines")),
    },
    raw_text: "As printed",
    no_raw: |why| match why {
        NoRaw::Profile => "A profile has no text for each goroutine.".to_owned(),
        NoRaw::Packed => {
            "The input is packed; its text cannot be shown from the middle.".to_owned()
        }
        NoRaw::Changed(why) => format!("The input could not be read again: {why}"),
    },
    more_ids: |n| format!("{} more", grouped(n)),
    locked: |n| format!("{} locked to a thread", grouped(n)),
    leaked: |n| format!("{} marked as leaked by Go itself", grouped(n)),
    origin: |origin| match origin {
        Origin::Application => "your code",
        Origin::Dependency => "dependency",
        Origin::StandardLibrary => "standard library",
        Origin::Runtime => "Go runtime",
    },
    origin_short: |origin| match origin {
        Origin::Application => "yours",
        Origin::Dependency => "dep",
        Origin::StandardLibrary => "std",
        Origin::Runtime => "rt",
    },
    explained_by: "Explained above",

    coverage: "What was read",
    coverage_all: |bytes| format!("All {bytes} were understood."),
    coverage_part: |understood, bytes, percent| {
        format!("{understood} of {bytes} ({percent}) were understood.")
    },
    problems_title: |n| {
        if n == 1 {
            "One place was set aside".to_owned()
        } else {
            format!("{} places were set aside", grouped(n as u64))
        }
    },
    problem_kind: |kind| match kind {
        "skipped-text" => "text that is not part of a dump",
        "bad-line" => "a line that fits no rule; its goroutine is kept",
        "missing-header" => "no header: read by its form",
        "orphan-frames" => "frames without a goroutine header",
        "cut-goroutine" => "a goroutine that is cut off; what is there is kept",
        "bad-header" => "a goroutine header that cannot be read",
        "long-line" => "a line that is too long",
        "too-many-frames" => "more frames than are kept",
        "too-many-dumps" => "more dumps than are kept apart",
        "too-many-stacks" => "more distinct stacks than are kept",
        "unsupported-format" => "a form of dump that is not read yet",
        "not-a-dump" => "this is not a goroutine dump",
        "delta" => "counts that are changes between two profiles, not goroutines",
        "too-large" => "more than is unpacked",
        "damaged" => "damaged compressed data",
        "more-problems" => "further places, counted only",
        _ => "not understood",
    },
    line: |line, lines| {
        if lines > 1 {
            format!("Lines {}–{}", grouped(line), grouped(line + lines - 1))
        } else {
            format!("Line {}", grouped(line))
        }
    },
    repairs_title: "Repaired without loss",
    repair: |kind, n| {
        let what = match kind {
            "carriage-return" => "Line ends with a carriage return were read as line ends",
            "tab-replaced" => "Tabs that had become blanks, or were lost, were put back",
            "indentation" => "Indentation that Go does not print was taken off",
            "log-prefix" => "Prefixes of a log were taken off",
            "json-lines" => "Lines were taken out of JSON records",
            "escapes" => "Escaped line ends and tabs were put back",
            "partial-lines" => "Lines that a container runtime had cut were joined",
            "html" => "HTML was turned back into text",
            "colours" => "Terminal colours were taken off",
            "invisible" => "Invisible characters were taken off",
            "typography" => "Typographic quotes and dashes were turned back",
            "markdown" => "Stars before receivers, taken by Markdown, were put back",
            "joined-lines" => "Lines that had run together were parted",
            "wrapped-lines" => "Lines that a terminal had wrapped were joined",
            "reversed-order" => "Lines in reversed order were turned round",
            "encoding" => "UTF-16 was read as text",
            "compressed" => "Compressed input was unpacked",
            other => other,
        };
        match n {
            0 => format!("{what}."),
            n => format!("{what} ({}).", plural(n, "line", "lines")),
        }
    },

    no_goroutines_title: "There is no goroutine in this text",
    no_goroutines_lead: |bytes| {
        format!("All {bytes} were searched. Below is what stands there instead.")
    },
    looks_like_title: "A goroutine dump looks like this",
    looks_like: super::LOOKS_LIKE,

    export_title: "Take the report along",
    export_markdown: "Copy Markdown",
    export_json: "Save JSON",
    not_exported: "The document could not be written. Its program is loaded when it is first wanted; is the network there?",

    keys_title: "Keyboard",
    keys_open: "Keyboard shortcuts",
    keys_close: "Close",
    keys: &[
        ("/", "Filter the groups"),
        ("j  k", "Next group, previous group"),
        ("Enter", "Unfold or fold the group"),
        ("v", "Back to the verdict"),
        ("Esc", "Leave or clear the filter"),
        (
            "← ↑ ↓ →",
            "In the picture: from call to call; Enter and Esc zoom",
        ),
        ("+  −", "In the picture: larger, smaller"),
        ("t", "Change the colours"),
        ("?", "Show this list"),
    ],
};

const UNITS: Units = Units {
    day: "d",
    hour: "h",
    minute: "min",
};

fn plural(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}
