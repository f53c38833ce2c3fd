//! Code to read and to copy.

use yew::prelude::*;

use super::CopyButton;
use crate::view_model::go_code::pieces;

#[derive(PartialEq, Properties)]
pub(in crate::components) struct GoCodeProps {
    /// The heading, which also names the block.
    pub(in crate::components) title: AttrValue,
    /// Go code.
    pub(in crate::components) code: AttrValue,
    /// For browser tests.
    pub(in crate::components) testid: AttrValue,
    /// A further class.
    pub(in crate::components) class: Classes,
}

/// A block of Go code, coloured.
#[component]
pub(in crate::components) fn GoCode(props: &GoCodeProps) -> Html {
    let coloured: Html = pieces(&props.code)
        .into_iter()
        .map(|(kind, piece)| match kind.class() {
            Some(class) => html! { <span {class}>{ piece }</span> },
            None => html! { { piece } },
        })
        .collect();
    html! {
        <figure class={classes!("code-block", props.class.clone())} data-testid={props.testid.clone()}>
            <figcaption class="code-block-title">
                <span>{ props.title.clone() }</span>
                <CopyButton text={props.code.clone()} what={props.title.clone()} />
            </figcaption>
            <pre class="code-block-code" tabindex="0"><code>{ coloured }</code></pre>
        </figure>
    }
}

#[derive(PartialEq, Properties)]
pub(in crate::components) struct CommandProps {
    /// What the command does.
    #[prop_or_default]
    pub(in crate::components) title: AttrValue,
    /// The command.
    pub(in crate::components) command: AttrValue,
}

/// One command for a shell.
#[component]
pub(in crate::components) fn Command(props: &CommandProps) -> Html {
    html! {
        <div class="command">
            if !props.title.is_empty() {
                <p class="command-title">{ props.title.clone() }</p>
            }
            <div class="command-line">
                <pre class="command-text" tabindex="0"><code>{ props.command.clone() }</code></pre>
                <CopyButton text={props.command.clone()} what={props.command.clone()} />
            </div>
        </div>
    }
}
