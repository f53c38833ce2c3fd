# What stands around the findings: headings, the badge of a finding, groups, what was read.

report-no-pattern = No known pattern of a leak or hang fits { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
}.
report-nothing-suspicious = Nothing suspicious: no known pattern of a leak or hang fits { $n ->
    [one] the 1 goroutine
   *[other] the { $n } goroutines
}; { $normal ->
    [0] none is
    [one] 1 is
   *[other] { $normal } are
} of a kind and number that is normal.
report-counts = { $counts }.
report-nothing-proved = No leak or hang is proved; { $counts }.
report-count-leak = { $n ->
    [one] 1 leak
   *[other] { $n } leaks
}
report-count-stuck = { $n ->
    [one] 1 hang
   *[other] { $n } hangs
}
report-count-suspect = { $n ->
    [one] 1 suspicion
   *[other] { $n } suspicions
}
report-count-note = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
report-not-understood = No goroutine was understood.
report-not-understood-format = No goroutine was understood: the input is in a form that is recognised but not read yet.
report-not-understood-other = No goroutine was understood: the input is something else than a dump.
report-what-a-dump-is = A dump has lines such as "goroutine 1 [running]:" with stacks below them. Sending the process SIGQUIT prints one to its standard error and ends it; net/http/pprof gives one without harm:
report-delta = The profile is the difference of two: its counts are changes, not goroutines.
report-marked-by-go = Go itself marks { $n ->
    [one] 1 goroutine as leaked: nothing can wake it any more. The groups below say which.
   *[other] { $n } goroutines as leaked: nothing can wake them any more. The groups below say which.
}
report-no-proof-of-health = That no pattern fits is no proof of health: look at the largest groups below, and compare with a second dump taken a few minutes later. A count that only grows is a leak.
report-crash = { $name } ended with: { $crash }

report-finding = Finding { $number }:{" "}
report-severity-leak = LEAK
report-severity-stuck = STUCK
report-severity-suspect = SUSPECT
report-severity-note = NOTE
report-certainty-high = high certainty
report-certainty-medium = medium certainty: likely, not proved
report-certainty-low = low certainty: the dump shows what waits, not why
report-extent = { $explained } of { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
}
report-rule-in-dump = { $rule } in { $name }
report-objects-connection = { $n ->
    [one] 1 connection
   *[other] { $n } connections
}
report-objects-dial = { $n ->
    [one] 1 dial
   *[other] { $n } dials
}
report-objects-handshake = { $n ->
    [one] 1 handshake
   *[other] { $n } handshakes
}
report-objects-request = { $n ->
    [one] 1 request
   *[other] { $n } requests
}
report-objects-response = { $n ->
    [one] 1 response
   *[other] { $n } responses
}
report-objects-stream = { $n ->
    [one] 1 stream
   *[other] { $n } streams
}
report-objects-context = { $n ->
    [one] 1 context
   *[other] { $n } contexts
}
report-objects-database = { $n ->
    [one] 1 database handle
   *[other] { $n } database handles
}
report-objects-generator = { $n ->
    [one] 1 generator
   *[other] { $n } generators
}
report-objects-goroutine = { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
}
report-objects-listener = { $n ->
    [one] 1 listener
   *[other] { $n } listeners
}
report-objects-query = { $n ->
    [one] 1 query
   *[other] { $n } queries
}
report-objects-lookup = { $n ->
    [one] 1 lookup
   *[other] { $n } lookups
}
report-objects-session = { $n ->
    [one] 1 session
   *[other] { $n } sessions
}
report-objects-transport = { $n ->
    [one] 1 transport
   *[other] { $n } transports
}
report-objects-tunnel = { $n ->
    [one] 1 tunnel
   *[other] { $n } tunnels
}
report-objects-websocket = { $n ->
    [one] 1 websocket
   *[other] { $n } websockets
}
report-remedy = Remedy:{" "}
report-why = Why
report-what-to-change = What to change
report-as-in-finding = As in finding { $number }.
report-read-more = Read more
report-before = Before
report-after = After
report-what-else = What else it could be
report-look-alike = { $rule }: { $text }
report-to-be-sure = To be sure
report-confirm = To confirm the fix
report-cost = What it costs
report-ages = How long they have waited
report-ages-head = minutes  goroutines
report-ages-young = none shown
report-in-short = In short:{" "}

report-groups = Groups of identical stacks
report-own-code = > marks your own code
report-state-unknown = state unknown
report-waiting = waiting { $wait }
report-waiting-range = waiting { $min } to { $wait }, median { $median }
report-locked = { $n } locked to a thread
report-leaked = { $n } marked as leaked by Go
report-per-dump = per dump { $counts }
report-see-the-finding = see the finding
report-see-finding = finding { $number }
report-see-findings = findings { $numbers }
report-normal-here = Normal here
report-normal-class = { $n } × { $class }: { $why } { $until }
report-normal-in-dump = { $name }: { $what }
report-normal = normal: { $rule }
report-no-frame = no frame was understood
report-recursion = { $n } (recursion)
report-more-frames = { $n ->
    [one] 1 more frame
   *[other] { $n } more frames
}
report-group = group { $id }
report-stack = { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
}, group { $id }
report-label = label{" "}
report-label-empty = (empty)
report-label-values = { $key }: { $values }
report-goroutine = goroutine { $id }
report-goroutines = goroutines { $ids }
report-more-findings = { $n ->
    [one] 1 more finding
   *[other] { $n } more findings
}
report-more-dumps = { $n ->
    [one] 1 more dump
   *[other] { $n } more dumps
}
report-more-groups = { $n ->
    [one] 1 more group
   *[other] { $n } more groups
} with { $goroutines ->
    [one] 1 goroutine
   *[other] { $goroutines } goroutines
}
report-all-lists-them = … { $what }; --all lists them
report-left-out = … { $what }

report-dump = { $format }, { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
}, { $bytes }
report-dump-of-version = { $format }, Go { $version }, { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
}, { $bytes }
report-named-dump = { $name }: { $about }
report-format-protobuf = pprof protobuf
report-format-stacks = stacks without headers
report-format-race = race detector report
report-format-unknown = not recognised

report-what-was-read = What was read
report-read-nothing = The input is empty.
report-read-all = All of the { $bytes } read was understood.
report-read-kept = Of the { $bytes } read nothing was set aside.
report-read-none = None of the { $bytes } read was understood.
report-read-little = Of the { $bytes } read only { $understood } were understood.
report-read-most = Of the { $bytes } read { $aside } were set aside.
report-better-format = A dump with debug=2 says more: waiting times, who created what, and which goroutines work on the same object.
report-repaired = Repaired without loss: { $repairs }.
report-repair-carriage-return = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with a carriage return
report-repair-tab-replaced = { $n ->
    [one] 1 line without its tab
   *[other] { $n } lines without their tab
}
report-repair-indentation = { $n ->
    [one] 1 line
   *[other] { $n } lines
} indented
report-repair-log-prefix = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with a log prefix
report-repair-json-lines = { $n ->
    [one] 1 line
   *[other] { $n } lines
} inside JSON records
report-repair-escapes = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with escaped line ends or tabs
report-repair-partial-lines = { $n ->
    [one] 1 line
   *[other] { $n } lines
} cut into pieces by a container runtime
report-repair-html = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with HTML
report-repair-colours = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with terminal colours
report-repair-invisible = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with invisible characters
report-repair-typography = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with typographic characters
report-repair-markdown = { $n ->
    [one] 1 line
   *[other] { $n } lines
} with a receiver's star taken by Markdown
report-repair-joined-lines = { $n ->
    [one] 1 line
   *[other] { $n } lines
} run together
report-repair-wrapped-lines = { $n ->
    [one] 1 line
   *[other] { $n } lines
} broken at a terminal's width
report-repair-reversed-order = { $n ->
    [one] 1 line
   *[other] { $n } lines
} in reverse order
report-repair-encoding = text in UTF-16 or base64
report-repair-compressed = unpacked
report-line = line { $line }
report-lines = lines { $line } to { $last }
report-problem = { $where }: { $what }
report-problem-in-dump = { $name }, { $where }: { $what }
report-problem-quoted = { $problem }: { $text }
report-more-problems = { $n ->
    [one] 1 more problem
   *[other] { $n } more problems
}
report-problem-skipped-text = not part of the dump
report-problem-bad-line = line not understood, its goroutine is kept
report-problem-orphan-frames = frames without a goroutine header
report-problem-missing-header = no header before it, so its form decides: ids, waits or totals are not known
report-problem-cut-goroutine = goroutine cut off, its whole frames are kept
report-problem-bad-header = goroutine header not understood
report-problem-long-line = line too long, the rest set aside
report-problem-too-many-frames = too many frames, the rest set aside
report-problem-too-many-dumps = too many dumps, the rest counted with the last one
report-problem-too-many-stacks = too many different stacks, the rest counted as one group
report-problem-unsupported-format = a form that is recognised but not read
report-problem-not-a-dump = not a goroutine dump
report-problem-delta = counts are changes, not goroutines
report-problem-too-large = larger than the limit
report-ancestry = { $n ->
    [one] on behalf of (1 goroutine):
   *[other] on behalf of ({ $n } goroutines):
}
report-more-ancestries = { $n ->
    [one] (1 other ancestry)
   *[other] ({ $n } other ancestries)
}
report-problem-damaged = damaged compressed data
report-problem-more-problems = further problems, not listed
report-triage = Noted by people
report-triage-normal = normal
report-triage-suspect = suspect
report-triage-reviewed = reviewed
