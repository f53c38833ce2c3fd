//! The keyboard map.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::app::use_app;

#[derive(PartialEq, Properties)]
pub(super) struct KeysDialogProps {
    pub(super) on_close: Callback<()>,
}

/// The map, as a dialog of the browser: it keeps the focus, and Escape closes it.
#[component]
pub(super) fn KeysDialog(props: &KeysDialogProps) -> Html {
    let words = use_app().words;
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    let rows = words.keys.iter().map(|(keys, what)| {
        let keys = keys
            .split_whitespace()
            .map(|key| html! { <kbd>{ key }</kbd> });
        html! { <tr><td class="keys-keys">{ for keys }</td><td>{ *what }</td></tr> }
    });
    // The dialog itself gives the focus back to where it was.
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            let dialog = dialog.cast::<HtmlDialogElement>();
            dialog.iter().for_each(HtmlDialogElement::close);
        })
    };
    html! {
        <dialog ref={dialog} class="keys" aria-labelledby="keys-title" data-testid="keys-dialog" onclose={props.on_close.reform(|_| ())}>
            <h2 id="keys-title" class="keys-title">{ words.keys_title }</h2>
            <table class="keys-table"><tbody>{ for rows }</tbody></table>
            <button type="button" class="button" onclick={close}>{ words.keys_close }</button>
        </dialog>
    }
}
