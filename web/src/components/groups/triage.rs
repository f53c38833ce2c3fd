//! What the user makes of a group: normal, suspect, reviewed, and why.

use gorolens_worker::report::Mark;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

use super::act;
use super::row::GroupItemProps;
use crate::components::app::AppContext;
use crate::components::shared::icons;
use crate::state::GroupsAction;
use crate::view_model::triage::Note;
use crate::words::Words;

/// The choices of a group, and a field for the note once one is chosen.
pub(super) fn view_triage(props: &GroupItemProps, app: &AppContext) -> Html {
    let words = app.words;
    let choices = [
        None,
        Some(Mark::Normal),
        Some(Mark::Suspect),
        Some(Mark::Reviewed),
    ];
    let choices = choices.map(|mark| view_choice(mark, props, app));
    let group = props.group;
    let on_note = act(app, props.input, {
        let mark = props.note.mark;
        move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            let text = field.value().into();
            GroupsAction::Note(group, Note { mark, text })
        }
    });
    let has_note = props.note != Note::default();
    html! {
        <fieldset class="triage" data-testid="triage">
            <legend class="detail-title">{ words.triage }</legend>
            <div class="triage-choices">{ for choices }</div>
            if has_note {
                <textarea class="triage-note" data-testid="triage-note" rows="2" aria-label={words.triage_note}
                    placeholder={words.triage_note} value={props.note.text.clone()} oninput={on_note} />
            }
        </fieldset>
    }
}

fn view_choice(mark: Option<Mark>, props: &GroupItemProps, app: &AppContext) -> Html {
    let group = props.group;
    let name = format!("triage-{group}");
    let onchange = act(app, props.input, {
        let text = props.note.text.clone();
        move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let mark = mark.filter(|_| field.checked());
            let text = text.clone();
            GroupsAction::Note(group, Note { mark, text })
        }
    });
    let value = mark.map_or("none", Mark::as_str);
    html! {
        <label class={classes!("triage-choice", format!("triage-{value}"))}>
            <input type="radio" {name} {value} data-testid="triage-mark" checked={props.note.mark == mark} {onchange} />
            <span>{ mark_name(mark, app.words) }</span>
        </label>
    }
}

fn mark_name(mark: Option<Mark>, words: &Words) -> &'static str {
    mark.map_or(words.triage_none, words.triage_mark)
}

/// The judgement and the note, where the row is folded.
pub(super) fn view_note(note: &Note, words: &Words) -> Html {
    let mark = note.mark.map(|mark| {
        let icon = match mark {
            Mark::Normal => icons::check(),
            Mark::Suspect => icons::question(),
            Mark::Reviewed => icons::eye(),
        };
        html! {
            <span class={classes!("mark", "mark-triage", format!("triage-{}", mark.as_str()))}>{ icon }{ (words.triage_mark)(mark) }</span>
        }
    });
    html! {
        <>
            { mark }
            if !note.text.is_empty() { <span class="row-note">{ note.text.clone() }</span> }
        </>
    }
}
