//! Notes about groups outlive a report: the same stack has the same id in the next dump.

use std::rc::Rc;

use yew::prelude::*;

use super::{Analyzers, storage};
use crate::state::{GroupsAction, Input, InputId};
use crate::view_model::triage::{Notes, from_text, to_text};

const KEY: &str = "gorolens-notes";

/// Gives an input the notes of the tab when it is first shown, and keeps those it adds.
#[hook]
pub fn use_notes(input: &Input, analyzers: &Rc<Analyzers>) {
    use_effect_with((input.id, analyzers.clone()), |(input, analyzers)| {
        let notes = stored();
        if !notes.is_empty() {
            let input: InputId = *input;
            analyzers.groups(input, GroupsAction::Noted(notes));
        }
    });
    let first = use_mut_ref(|| true);
    use_effect_with(input.view.notes.clone(), move |notes| {
        if !first.replace(false) {
            storage::store_for_tab(KEY, &to_text(notes));
        }
    });
}

fn stored() -> Notes {
    storage::load_for_tab(KEY).map_or_else(Notes::default, |text| from_text(&text))
}
