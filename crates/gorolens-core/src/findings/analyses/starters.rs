//! Whether a few goroutines have started a crowd over time, one member after the other.
//!
//! Since Go 1.21 a dump names the starter of each goroutine. A constructor starts its set at once; what
//! serves a connection starts something for each request, and takes turns with the other connections.

use std::cell::OnceCell;

use super::Facts;
use super::blocked::Crowd;
use crate::model::FastMap;

/// What is needed to tell, gathered when first asked for.
#[derive(Default)]
pub(in crate::findings) struct Starters {
    /// The ids of the goroutines that serve HTTP connections.
    servers: OnceCell<FastMap<u64, ()>>,
}

impl Starters {
    /// Whether the crowd has few starters, and each has started several members one after the other.
    pub(in crate::findings) fn took_turns(&self, facts: &Facts<'_>, crowd: &Crowd) -> bool {
        crowd.with_parent > 0
            && crowd.parents as u64 * 2 <= crowd.n
            && crowd.by_main == 0
            && (self.are_connections(facts, crowd) || are_interleaved(facts, crowd))
    }

    /// Whether most were started by connections of an HTTP server, which serve their requests in turn
    /// (`net/http/server.go`).
    fn are_connections(&self, facts: &Facts<'_>, crowd: &Crowd) -> bool {
        let servers = self.servers.get_or_init(|| {
            let all = facts.http.servers.iter();
            all.map(|it| (facts.id(it.0.0), ())).collect()
        });
        let is_by_one = |it: &(u32, u64)| servers.contains_key(&facts.creator(it.0));
        let members = crowd.members.iter().filter(is_by_one);
        members.map(|it| it.1).sum::<u64>() * 2 >= crowd.n
    }
}

/// Whether the ids of what each starter has started lie between those of the others: all were at it
/// during the same time. Ids are handed out in blocks of 16 to each processor (`runtime/proc.go`), so a
/// few do not count.
fn are_interleaved(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let mut spans: FastMap<u64, (u64, u64)> = FastMap::default();
    for (idx, _) in crowd.members.iter() {
        let id = facts.id(idx);
        let span = spans.entry(facts.creator(idx)).or_insert((id, id));
        *span = (span.0.min(id), span.1.max(id));
    }
    let (first, last) = crowd.ids;
    let together: u64 = spans.values().map(|it| it.1 - it.0).sum();
    spans.len() > 1 && last - first >= 16 * 16 && together * 2 >= (last - first) * 3
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn pools_of_several_constructors_are_no_turns() {
        let mut dump = Dump::whole();
        for _ in 0..4 {
            dump.waiting(20, "chan receive", Some(60), "main.newPool");
        }
        expect![[r#"
            chan-recv-never-closed note low 80 goroutine 80 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
