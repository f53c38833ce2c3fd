//! The top of the page: the name, the promise, the colours.

use std::rc::Rc;

use yew::prelude::*;

use super::app::use_app;
use super::shared::icons;
use crate::hooks::{Theme, use_theme};
use crate::state::{Input, InputId};

#[derive(PartialEq, Properties)]
pub(super) struct HeaderProps {
    pub(super) inputs: Vec<Rc<Input>>,
    pub(super) current: Option<InputId>,
}

/// The top of the page.
#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let app = use_app();
    let (theme, on_theme) = use_theme();
    let words = app.words;
    let theme_name = match theme {
        Theme::System => words.theme_system,
        Theme::Light => words.theme_light,
        Theme::Dark => words.theme_dark,
    };
    let on_home = {
        let analyzers = app.analyzers.clone();
        Callback::from(move |_: MouseEvent| analyzers.show(None))
    };
    html! {
        <header class="header">
            <button class="header-home" type="button" onclick={on_home}>
                { icons::logo() }<span>{ "Gorolens" }</span>
            </button>
            if props.inputs.len() > 1 {
                { view_tabs(props, &app) }
            }
            <p class="header-privacy" data-testid="privacy-line" title={words.privacy_more}>
                { icons::lock() }<span>{ words.privacy }</span>
            </p>
            <button class="header-theme" type="button" data-testid="theme-toggle" data-theme-choice={theme.as_str()}
                aria-label={format!("{}: {theme_name}", words.theme)} title={format!("{}: {theme_name}", words.theme)} onclick={on_theme}>
                { icons::theme(theme) }<span class="header-theme-name">{ theme_name }</span>
            </button>
        </header>
    }
}

fn view_tabs(props: &HeaderProps, app: &super::app::AppContext) -> Html {
    let tabs = props.inputs.iter().map(|input| {
        let id = input.id;
        let analyzers = app.analyzers.clone();
        let onclick = Callback::from(move |_: MouseEvent| analyzers.show(Some(id)));
        let current = (props.current == Some(id)).then_some("true");
        html! {
            <button key={id.0} type="button" class="header-input" aria-current={current} {onclick}>
                { input.name.clone() }
            </button>
        }
    });
    html! { <nav class="header-inputs">{ for tabs }</nav> }
}
