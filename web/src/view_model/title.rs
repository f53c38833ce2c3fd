//! What a group is called: where its goroutines stand, what they do there, and for whom.

use gorolens_worker::report::Origin;
use gorolens_worker::wire::{GroupRow, GroupTable, Site};

/// The readable name of a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// The innermost call that says something: not a wrapper around a read or a lock.
    pub at: Option<Site>,
    /// What the calls inside of `at` amount to.
    pub doing: Doing,
    /// On whose behalf.
    pub behalf: Option<Behalf>,
}

/// What the innermost calls amount to, where the wait reason does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Doing {
    Reading,
    Writing,
    Accepting,
    Dialling,
    Nothing,
}

/// For whom a goroutine works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behalf {
    /// A call further out in the stack.
    Caller(Site),
    /// The function with the `go` statement.
    Creator(Site),
}

impl Title {
    /// The title of a group.
    pub fn new(row: &GroupRow, table: &GroupTable) -> Title {
        let is_quiet = |site: &Site| is_quiet(table.text(site.func), site.origin);
        let not_runtime = |site: &&Site| site.origin != Origin::Runtime;
        let frames = &row.frames;
        let at = frames
            .iter()
            .position(|site| !is_quiet(site))
            .or_else(|| frames.iter().position(|site| not_runtime(&site)))
            .unwrap_or(0);
        Title {
            at: frames.get(at).copied(),
            doing: doing(frames[..at.min(frames.len())].iter(), table),
            behalf: behalf(row, at),
        }
    }
}

/// The user's own code if it is further out, else the outermost call, else the creator.
fn behalf(row: &GroupRow, at: usize) -> Option<Behalf> {
    let outer = row.frames.get(at + 1..).unwrap_or_default();
    let own = outer.iter().find(|site| is_own(site));
    let stands_in_own = row.frames.get(at).is_some_and(is_own);
    let root = outer
        .iter()
        .rfind(|site| site.origin != Origin::Runtime && !stands_in_own);
    let creator = row.created_by;
    match (own, creator) {
        (Some(own), _) => Some(Behalf::Caller(*own)),
        (None, Some(creator)) if is_own(&creator) => Some(Behalf::Creator(creator)),
        _ => root
            .map(|root| Behalf::Caller(*root))
            .or(creator.map(Behalf::Creator)),
    }
}

fn is_own(site: &Site) -> bool {
    site.origin == Origin::Application
}

/// Calls that only pass a read, a write or a wait on.
fn is_quiet(func: &str, origin: Origin) -> bool {
    match origin {
        Origin::Runtime => true,
        Origin::Application | Origin::Dependency => false,
        Origin::StandardLibrary => {
            let (package, name) = split(func);
            let passes_on = [
                "Read", "read", "Write", "write", "ReadFrom", "WriteTo", "Accept", "accept",
            ];
            matches!(
                package,
                "bufio"
                    | "crypto/tls"
                    | "internal/poll"
                    | "internal/sync"
                    | "io"
                    | "net"
                    | "sync"
                    | "syscall"
                    | "time"
            ) || passes_on.contains(&name.rsplit('.').next().unwrap_or(name))
        }
    }
}

/// `net/http.(*conn).serve` → `net/http` and `(*conn).serve`. Names of the standard library have
/// no dot in their package.
fn split(func: &str) -> (&str, &str) {
    let package_ends = func.rfind('/').map_or(0, |slash| slash + 1);
    let dot = func[package_ends..].find('.');
    match dot {
        Some(dot) => (&func[..package_ends + dot], &func[package_ends + dot + 1..]),
        None => ("", func),
    }
}

fn doing<'a>(mut inner: impl Iterator<Item = &'a Site>, table: &GroupTable) -> Doing {
    let by_func = inner.find_map(|site| match table.text(site.func) {
        "internal/poll.(*FD).Read" | "internal/poll.(*FD).ReadFrom" => Some(Doing::Reading),
        "internal/poll.(*FD).Write" | "internal/poll.(*FD).Writev" => Some(Doing::Writing),
        "internal/poll.(*FD).Accept" => Some(Doing::Accepting),
        "internal/poll.(*FD).WaitWrite" | "net.(*netFD).connect" => Some(Doing::Dialling),
        _ => None,
    });
    by_func.unwrap_or(Doing::Nothing)
}

#[cfg(test)]
mod tests {
    use gorolens_worker::wire::TextId;

    use super::*;

    /// Frames innermost first; origin by name as far as the cases need it.
    fn title(frames: &[&str], creator: Option<&str>) -> (String, Doing, String) {
        let mut table = GroupTable::default();
        let mut site = |func: &str| Site {
            func: table.add_text(func),
            file: TextId(u32::MAX),
            line: 0,
            origin: match func.split('.').next().unwrap_or_default() {
                "runtime" => Origin::Runtime,
                "main" | "example" => Origin::Application,
                "github" => Origin::Dependency,
                _ => Origin::StandardLibrary,
            },
        };
        let row = GroupRow {
            id: TextId(0),
            count: 1,
            count_by_dump: vec![1],
            states: Vec::new(),
            wait_minutes: None,
            waits: Vec::new(),
            frames: frames.iter().map(|func| site(func)).collect(),
            created_by: creator.map(site),
            labels: Vec::new(),
            first_ids: Vec::new(),
            n_ids: 0,
            benign: None,
            locked_to_thread: 0,
            leaked: 0,
        };
        let title = Title::new(&row, &table);
        let text = |site: Site| table.text(site.func).to_owned();
        let behalf = match title.behalf {
            Some(Behalf::Caller(site)) => format!("for {}", text(site)),
            Some(Behalf::Creator(site)) => format!("by {}", text(site)),
            None => String::new(),
        };
        (title.at.map(text).unwrap_or_default(), title.doing, behalf)
    }

    #[test]
    fn an_idle_connection_is_named_by_its_loop() {
        let frames = [
            "internal/poll.runtime_pollWait",
            "internal/poll.(*pollDesc).wait",
            "internal/poll.(*FD).Read",
            "net.(*netFD).Read",
            "net.(*conn).Read",
            "net/http.(*persistConn).Read",
            "bufio.(*Reader).fill",
            "bufio.(*Reader).Peek",
            "net/http.(*persistConn).readLoop",
        ];
        assert_eq!(
            title(&frames, Some("net/http.(*Transport).dialConn")),
            (
                "net/http.(*persistConn).readLoop".to_owned(),
                Doing::Reading,
                "by net/http.(*Transport).dialConn".to_owned()
            )
        );
    }

    #[test]
    fn own_code_further_out_is_on_whose_behalf() {
        let frames = [
            "sync.runtime_SemacquireMutex",
            "sync.(*Mutex).Lock",
            "github.com/acme/cache.(*Cache).Get",
            "example.com/shop.(*Cart).Total",
            "net/http.(*conn).serve",
        ];
        assert_eq!(
            title(&frames, Some("net/http.(*Server).Serve")),
            (
                "github.com/acme/cache.(*Cache).Get".to_owned(),
                Doing::Nothing,
                "for example.com/shop.(*Cart).Total".to_owned()
            )
        );
    }

    #[test]
    fn own_code_is_named_with_its_creator() {
        assert_eq!(
            title(&["main.worker"], Some("main.main")),
            (
                "main.worker".to_owned(),
                Doing::Nothing,
                "by main.main".to_owned()
            )
        );
    }

    #[test]
    fn nothing_but_quiet_frames() {
        assert_eq!(
            title(&["runtime.gopark", "time.Sleep"], None).0,
            "time.Sleep"
        );
        assert_eq!(title(&["runtime.gopark"], None).0, "runtime.gopark");
        assert_eq!(
            title(&[], None),
            (String::new(), Doing::Nothing, String::new())
        );
    }
}
