//! The Go version that printed a dump.

use std::fmt;

use super::tables::StackFrame;

/// `1.12.7`, `1.27`: as precise as the dump allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoVersion {
    /// The number after `1.`.
    pub minor: u16,
    /// The patch release, when a path names it.
    pub patch: Option<u16>,
    /// Whether a path names this version. Otherwise the spelling of the dump only proves
    /// "this version or later".
    pub exact: bool,
}

impl fmt::Display for GoVersion {
    /// `1.12.7`, `1.27`, `1.21+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)?;
        if let Some(patch) = self.patch {
            write!(f, ".{patch}")?;
        }
        if self.exact { Ok(()) } else { f.write_str("+") }
    }
}

/// The version that the path of a library file names: `/usr/lib/go-1.19/src/…`,
/// `/usr/local/Cellar/go/1.12.7/libexec/src/…`, `/home/me/sdk/go1.22.1/src/…`.
pub(crate) fn from_path(file: &str) -> Option<GoVersion> {
    let root = &file[..file.rfind("/src/")?];
    root.split(['/', '\\'])
        .zip(std::iter::once("").chain(root.split(['/', '\\'])))
        .filter_map(|(part, before)| in_folder(part, before))
        .last()
}

/// `go1.22.1`, `go-1.19`, `toolchain@v0.0.1-go1.22.1.linux-amd64`, or `1.12.7` in a folder `go`.
fn in_folder(part: &str, before: &str) -> Option<GoVersion> {
    let from = match part.rfind("go1.").map(|at| at + 2) {
        Some(at) => at,
        None => match part.rfind("go-1.") {
            Some(at) => at + 3,
            None if before == "go" || before.starts_with("go@") => 0,
            None => return None,
        },
    };
    let mut numbers = part[from..].strip_prefix("1.")?.split('.');
    let minor = leading_number(numbers.next()?)?;
    let patch = numbers.next().and_then(leading_number);
    Some(GoVersion {
        minor,
        patch,
        exact: true,
    })
}

/// The digits at the beginning of `text`.
fn leading_number(text: &str) -> Option<u16> {
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..n].parse().ok()
}

/// The oldest Go that prints this function; 0 when it proves nothing.
pub(crate) fn oldest_for(frame: &StackFrame) -> u16 {
    /// Functions of the library by the release that brought them.
    const SINCE: [(&str, u16); 11] = [
        ("internal/poll.", 9),
        ("sync.(*Mutex).lockSlow", 13),
        ("sync.runtime_SemacquireRWMutex", 20),
        ("internal/runtime/", 23),
        ("net/http.(*Transport).startDialConnForLocked", 23),
        ("internal/sync.", 24),
        ("sync.runtime_SemacquireWaitGroup", 24),
        ("runtime.runFinalizers", 25),
        ("runtime.runCleanups", 25),
        ("net/http/internal/http2.", 27),
        ("net/http.maybeDrainBody", 27),
    ];
    let func = &*frame.func;
    let may_be_known = matches!(func.as_bytes().first(), Some(b'i' | b'n' | b'r' | b's'));
    let known = SINCE.iter().filter(|_| may_be_known);
    let known = known.filter(|(start, _)| func.starts_with(start));
    let known = known.map(|&(_, minor)| minor).max();
    let wrapper = if has(func, 'w', ".gowrap") { 22 } else { 0 };
    let generic = if has(func, '[', "[...]") { 18 } else { 0 };
    known.unwrap_or(0).max(wrapper).max(generic)
}

/// Whether `part`, which has the letter `rare`, occurs in `text`. Nearly always the letter does not.
fn has(text: &str, rare: char, part: &str) -> bool {
    memchr::memchr(rare as u8, text.as_bytes()).is_some() && text.contains(part)
}

/// The oldest Go that prints this state; 0 when any does.
pub(crate) fn oldest_for_state(state: &str) -> u16 {
    match state {
        "sync.WaitGroup.Wait" | "synctest.Run" | "synctest.Wait" => 24,
        "GOMAXPROCS updater (idle)" | "cleanup wait" => 25,
        "sync.Mutex.Lock" | "sync.RWMutex.Lock" | "sync.RWMutex.RLock" => 20,
        "GC weak to strong wait" | "coroutine" => 23,
        "GC scavenge wait" => 13,
        "sync.Cond.Wait" => 11,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_in_paths() {
        let cases = [
            (
                "/usr/local/Cellar/go/1.12.7/libexec/src/net/net.go",
                "1.12.7",
            ),
            (
                "/opt/homebrew/Cellar/go@1.20/1.20.3/libexec/src/net/net.go",
                "1.20.3",
            ),
            ("/usr/lib/go-1.19/src/net/net.go", "1.19"),
            ("/home/me/sdk/go1.22.1/src/net/net.go", "1.22.1"),
            (
                "/opt/hostedtoolcache/go/1.22.1/x64/src/net/net.go",
                "1.22.1",
            ),
            ("/nix/store/abc-go-1.22.3/share/go/src/net/net.go", "1.22.3"),
            (
                "/g/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.1.linux-amd64/src/net/net.go",
                "1.22.1",
            ),
        ];
        for (file, version) in cases {
            assert_eq!(from_path(file).expect(file).to_string(), version);
        }
    }

    #[test]
    fn paths_without_a_version() {
        for file in [
            "/usr/local/go/src/net/net.go",
            "net/net.go",
            "/app/v1.2/src/x.go",
            "",
        ] {
            assert_eq!(from_path(file), None, "{file}");
        }
    }
}
