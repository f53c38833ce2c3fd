//! Every text of the page, per language. A language is complete because [`Words`] has no defaults.

mod en;
mod objects;
mod zh;

use gorolens_worker::report::{Certainty, Lang, Mark, Origin, Severity};
use gorolens_worker::wire::NoRaw;

use crate::state::{Level, Tab};
use crate::view_model::numbers::Units;
use crate::view_model::title::Doing;

/// The texts of a language.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::ZhHans => &ZH,
    }
}

/// The language after this one in the order of the button.
pub fn next(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::ZhHans,
        Lang::ZhHans => Lang::En,
    }
}

static EN: Words = en::WORDS;
static ZH: Words = zh::WORDS;

/// The beginning of a dump; the same in every language.
const LOOKS_LIKE: &str = "goroutine 39382 [select, 147 minutes]:\n\
                          net/http.(*persistConn).writeLoop(0xc00119fe60)\n\
                          \t/usr/local/go/src/net/http/transport.go:1976 +0x113\n\
                          created by net/http.(*Transport).dialConn\n\
                          \t/usr/local/go/src/net/http/transport.go:1358 +0xb0d";

/// The texts of one language. Names say where a text stands; functions take what varies.
#[allow(missing_docs)]
pub struct Words {
    pub units: Units,

    pub privacy: &'static str,
    pub privacy_more: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    /// The name of the other language, in that language.
    pub language: &'static str,
    pub other_lang: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,

    pub start_title: &'static str,
    pub start_lead: &'static str,
    pub paste_label: &'static str,
    pub paste_placeholder: &'static str,
    pub analyse: &'static str,
    pub choose_file: &'static str,
    pub try_example: &'static str,
    pub paste_hint: &'static str,
    pub drop_here: &'static str,
    pub update_ready: &'static str,
    pub update_load: &'static str,
    pub share: &'static str,
    pub share_title: &'static str,
    pub share_lead: &'static str,
    pub share_parts: [&'static str; 5],
    pub share_replaced: fn(u64) -> String,
    pub share_too_long: &'static str,
    pub share_link: &'static str,
    pub share_html: &'static str,
    pub capture_title: &'static str,
    pub capture_lead: &'static str,
    pub capture_ways: &'static [(&'static str, &'static str)],
    pub pasted_text: &'static str,

    pub reading: fn(&str) -> String,
    pub progress: fn(&str, &str) -> String,
    pub finishing: &'static str,
    pub cancel: &'static str,
    pub failed_title: &'static str,
    pub failed_help: &'static str,
    pub back_to_start: &'static str,
    pub announce_ready: fn(u64) -> String,

    pub new_dump: &'static str,
    pub inputs: &'static str,
    pub close_input: fn(&str) -> String,
    pub sections: &'static str,
    pub section_groups: &'static str,
    pub goroutines: fn(u64) -> String,
    pub groups: fn(u64) -> String,
    pub dumps: fn(u64) -> String,
    pub in_dump: &'static str,
    pub by_dump: &'static str,
    pub go_version: fn(&str) -> String,

    pub verdict: &'static str,
    pub clean_title: &'static str,
    pub clean_lead: fn(u64, u64) -> String,
    pub unexplained: &'static str,
    pub clean_limits_title: &'static str,
    pub clean_limits: &'static [&'static str],
    pub notes_title: &'static str,
    pub more_findings: fn(usize) -> String,
    pub show_findings: fn(u64, u64) -> String,
    pub severity: fn(Severity) -> &'static str,
    pub certainty: fn(Certainty) -> &'static str,
    pub how_sure: &'static str,
    pub certainty_means: fn(Certainty) -> &'static str,
    pub fact_objects: fn(&str, u64) -> String,
    pub fact_goroutines: &'static str,
    pub fact_share: fn(&str) -> String,
    pub fact_since: &'static str,
    pub about: fn(&str) -> String,
    pub evidence: &'static str,
    pub evidence_kind: fn(&str) -> &'static str,
    pub seen_in: &'static str,
    /// So many more, of how many.
    pub more_groups: fn(u64, u64) -> String,
    pub show_group: fn(&str) -> String,
    pub remedy: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub look_alikes: &'static str,
    pub capture_next: &'static str,
    pub read_more: &'static str,
    pub rule_name: &'static str,
    pub link_finding: &'static str,

    pub states: &'static str,
    pub other_states: &'static str,
    pub waits_title: &'static str,
    pub waits_none: &'static str,
    pub waits_unknown: fn(u64) -> String,
    pub waits_short: &'static str,
    pub as_table: &'static str,
    pub tabs: &'static str,
    pub tab: fn(Tab) -> &'static str,
    pub tab_starters: &'static str,
    pub starters_go: &'static str,
    pub picture_depth: &'static str,
    pub picture_call: &'static str,
    pub picture_share: &'static str,
    pub ages: &'static str,
    pub cost: &'static str,
    pub ago: fn(u64) -> String,

    pub icicle: &'static str,
    pub icicle_root_first: &'static str,
    pub icicle_leaf_first: &'static str,
    pub icicle_others: &'static str,
    pub icicle_all: &'static str,
    pub icicle_list: &'static str,
    pub icicle_in: &'static str,
    pub icicle_out: &'static str,
    pub icicle_strip: &'static str,
    pub icicle_hint: &'static str,
    pub groups_title: &'static str,
    pub filter_label: &'static str,
    pub filter_placeholder: &'static str,
    pub filter_help: &'static str,
    pub bad_regex: &'static str,
    pub sort_label: &'static str,
    pub sort_count: &'static str,
    pub sort_wait: &'static str,
    pub sort_name: &'static str,
    pub level_label: &'static str,
    pub level: fn(Level) -> &'static str,
    /// How many stacks are in a group of similar ones.
    pub similar: fn(u64) -> String,
    pub members: &'static str,
    pub triage: &'static str,
    pub triage_none: &'static str,
    pub triage_mark: fn(Mark) -> &'static str,
    pub triage_note: &'static str,
    pub link_group: &'static str,
    pub fold: &'static str,
    pub listed: fn(u64, u64) -> String,
    pub nothing_listed: &'static str,
    pub clear_filter: &'static str,
    pub benign_title: fn(u64, u64) -> String,
    pub benign_why: &'static str,
    pub benign_rule: fn(&str) -> String,
    pub show_more: fn(u64) -> String,
    pub doing: fn(Doing) -> &'static str,
    pub on_behalf_of: &'static str,
    pub started_by: &'static str,
    pub waiting: fn(u64, u64) -> String,
    pub stack: &'static str,
    pub hidden_frames: fn(u64) -> String,
    pub created_by: &'static str,
    pub created_unknown: &'static str,
    pub ancestors: &'static str,
    /// How many of the group descend from them.
    pub ancestry_of: fn(u64, u64) -> String,
    pub labels: &'static str,
    pub ids: &'static str,
    pub goroutine_id: &'static str,
    pub goroutine_state: &'static str,
    pub goroutine_wait: &'static str,
    pub goroutine_creator: &'static str,
    pub goroutine_group: &'static str,
    pub goroutine_title: fn(u64) -> String,
    pub goroutine_gone: &'static str,
    pub goroutines_shown: fn(u64, u64, u64) -> String,
    pub page_before: &'static str,
    pub page_after: &'static str,
    pub arguments: &'static str,
    pub pointer_shared: fn(u64) -> String,
    pub started: fn(u64) -> String,
    pub raw_text: &'static str,
    pub no_raw: fn(&NoRaw) -> String,
    pub more_ids: fn(u64) -> String,
    pub locked: fn(u64) -> String,
    pub leaked: fn(u64) -> String,
    pub origin: fn(Origin) -> &'static str,
    pub origin_short: fn(Origin) -> &'static str,
    pub explained_by: &'static str,

    pub coverage: &'static str,
    pub coverage_all: fn(&str) -> String,
    pub coverage_part: fn(&str, &str, &str) -> String,
    pub problems_title: fn(usize) -> String,
    pub problem_kind: fn(&str) -> &'static str,
    pub line: fn(u64, u64) -> String,
    pub repairs_title: &'static str,
    pub repair: fn(&str, u64) -> String,

    pub no_goroutines_title: &'static str,
    pub no_goroutines_lead: fn(&str) -> String,
    pub looks_like_title: &'static str,
    pub looks_like: &'static str,

    pub export_title: &'static str,
    pub export_markdown: &'static str,
    pub export_json: &'static str,
    pub not_exported: &'static str,

    pub keys_title: &'static str,
    pub keys_open: &'static str,
    pub keys_close: &'static str,
    /// Key, what it does.
    pub keys: &'static [(&'static str, &'static str)],
}

impl PartialEq for Words {
    /// There is one value per language.
    fn eq(&self, other: &Words) -> bool {
        std::ptr::eq(self, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_every_text() {
        for words in Lang::ALL.map(words) {
            assert_eq!(words.keys.len(), EN.keys.len());
            assert_eq!(words.capture_ways.len(), EN.capture_ways.len());
            assert_eq!(words.clean_limits.len(), EN.clean_limits.len());
        }
        assert_ne!(EN.start_title, ZH.start_title);
    }
}
