//! Which groups the findings name so far, so that rules need not walk over all lists of groups.

use crate::model::{FastMap, GroupId};
use crate::report::Finding;

/// The groups of the findings that were looked at.
#[derive(Default)]
pub(in crate::findings) struct Explained {
    groups: FastMap<GroupId, ()>,
    /// How many findings that were; rules only add some at the end.
    n_findings: usize,
}

impl Explained {
    /// Whether one of `findings`, of which there are no fewer than before, names the group.
    pub(in crate::findings) fn has(&mut self, findings: &[Finding], group: GroupId) -> bool {
        let new = findings.get(self.n_findings..).unwrap_or_default();
        let groups = new.iter().flat_map(|finding| &finding.groups);
        self.groups.extend(groups.map(|&group| (group, ())));
        self.n_findings = findings.len();
        self.groups.contains_key(&group)
    }
}
