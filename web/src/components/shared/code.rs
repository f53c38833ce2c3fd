//! Code to read and to copy.

use yew::prelude::*;

use super::{CopyButton, view_prose};
use crate::view_model::go_code::pieces;

/// A block of Go code, coloured. The title also names the block.
pub(in crate::components) fn view_go_code(
    title: &'static str,
    code: &str,
    testid: &'static str,
    class: &'static str,
) -> Html {
    let code = AttrValue::from(code.to_owned());
    let coloured: Html = pieces(&code)
        .into_iter()
        .map(|(kind, piece)| match kind.class() {
            Some(class) => html! { <span {class}>{ piece }</span> },
            None => html! { { piece } },
        })
        .collect();
    html! {
        <figure class={classes!("code-block", class)} data-testid={testid}>
            <figcaption class="code-block-title">
                <span>{ title }</span>
                <CopyButton text={code.clone()} what={title} />
            </figcaption>
            <pre class="code-block-code" tabindex="0"><code>{ coloured }</code></pre>
        </figure>
    }
}

/// One command for a shell, under a title if there is one.
pub(in crate::components) fn view_command(title: &str, command: &str) -> Html {
    let command = AttrValue::from(command.to_owned());
    html! {
        <div class="command">
            if !title.is_empty() {
                <p class="command-title">{ view_prose(title) }</p>
            }
            <div class="command-line">
                <pre class="command-text" tabindex="0"><code>{ command.clone() }</code></pre>
                <CopyButton text={command.clone()} what={command.clone()} />
            </div>
        </div>
    }
}
