//! Text of goroutines with its addresses: those that several goroutines share can be marked.

use std::rc::Rc;

use gorolens_worker::wire::Raw;
use yew::prelude::*;

use crate::components::app::AppContext;
use crate::few::Few;
use crate::state::{Goroutines, GroupsAction, InputId};
use crate::view_model::pointers::{Stretch, shared, stretches};

/// Which addresses stand out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::components) struct Marks {
    /// Address → goroutines whose text is known and has it.
    shared: Few<String, u64>,
    /// The one the user picked.
    picked: Option<AttrValue>,
}

/// The marks for all texts that are known.
#[hook]
pub(in crate::components) fn use_marks(
    goroutines: Rc<Goroutines>,
    picked: Option<AttrValue>,
) -> Rc<Marks> {
    use_memo((goroutines, picked), |(goroutines, picked)| {
        let texts = goroutines.raws.values().filter_map(|raw| match &**raw {
            Raw::Text { text, .. } => Some(text.as_str()),
            Raw::Unavailable(_) => None,
        });
        let shared = shared(texts).into_iter();
        Marks {
            shared: shared.map(|(at, count)| (at.to_owned(), count)).collect(),
            picked: picked.clone(),
        }
    })
}

/// The text. A shared address is a button that marks it everywhere.
pub(in crate::components) fn view_marked(
    text: &str,
    marks: &Marks,
    input: InputId,
    app: &AppContext,
    view_goroutine: impl Fn(&str) -> Html,
) -> Html {
    let pieces = stretches(text).into_iter().map(|stretch| match stretch {
        Stretch::Text(text) => html! { { text } },
        Stretch::Goroutine(id) => view_goroutine(id),
        Stretch::Pointer(pointer) => match marks.shared.get(pointer) {
            Some(count) => view_shared(pointer, *count, marks, input, app),
            None => html! { <span class="pointer">{ pointer }</span> },
        },
    });
    pieces.collect()
}

fn view_shared(pointer: &str, count: u64, marks: &Marks, input: InputId, app: &AppContext) -> Html {
    let picked = marks.picked.as_deref() == Some(pointer);
    let analyzers = app.analyzers.clone();
    let text = AttrValue::from(pointer.to_owned());
    let onclick = {
        let text = text.clone();
        Callback::from(move |_: MouseEvent| {
            analyzers.groups(input, GroupsAction::Mark(Some(text.clone())));
        })
    };
    html! {
        <button type="button" class={classes!("pointer", "pointer-shared", picked.then_some("pointer-picked"))}
            data-testid="shared-pointer" aria-pressed={picked.to_string()} title={(app.words.pointer_shared)(count)} {onclick}>{ text }</button>
    }
}
