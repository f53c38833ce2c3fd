//! The top of the page: the name, the promise, the colours.

use std::rc::Rc;

use yew::prelude::*;

use super::app::use_app;
use super::keys_dialog::KeysDialog;
use super::shared::icons;
use crate::hooks::{Key, Theme, use_keys, use_theme};
use crate::state::{Input, InputId};

#[derive(PartialEq, Properties)]
pub(super) struct HeaderProps {
    pub(super) inputs: Vec<Rc<Input>>,
    pub(super) current: Option<InputId>,
    pub(super) on_language: Callback<()>,
}

/// The top of the page.
#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let app = use_app();
    let (theme, next_theme) = use_theme();
    let keys_shown = use_state_eq(|| false);
    let show_keys = {
        let keys_shown = keys_shown.setter();
        Callback::from(move |shown| keys_shown.set(shown))
    };
    let on_key = {
        let (next_theme, show_keys) = (next_theme.clone(), show_keys.clone());
        use_callback(
            (next_theme, show_keys),
            |key, (next_theme, show_keys)| match key {
                Key::Theme => next_theme.emit(()),
                Key::Help => show_keys.emit(true),
            },
        )
    };
    use_keys(on_key);
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
            if props.inputs.len() > usize::from(props.current.is_some()) {
                { view_tabs(props, &app) }
            }
            <p class="header-privacy" data-testid="privacy-line" title={words.privacy_more}>
                { icons::lock() }<span>{ words.privacy }</span>
            </p>
            <button class="header-language" type="button" data-testid="language-toggle" lang={words.other_lang}
                onclick={props.on_language.reform(|_| ())}>{ words.language }</button>
            <button class="header-keys" type="button" data-testid="keys-button" aria-label={words.keys_open} title={words.keys_open}
                onclick={show_keys.reform(|_| true)}>{ "?" }</button>
            <button class="header-theme" type="button" data-testid="theme-toggle" data-theme-choice={theme.as_str()}
                aria-label={format!("{}: {theme_name}", words.theme)} title={format!("{}: {theme_name}", words.theme)} onclick={next_theme.reform(|_| ())}>
                { icons::theme(theme) }<span class="header-theme-name">{ theme_name }</span>
            </button>
            if *keys_shown {
                <KeysDialog on_close={show_keys.reform(|()| false)} />
            }
        </header>
    }
}

fn view_tabs(props: &HeaderProps, app: &super::app::AppContext) -> Html {
    let tabs = props.inputs.iter().map(|input| {
        let id = input.id;
        let analyzers = app.analyzers.clone();
        let onclick = Callback::from(move |_: MouseEvent| analyzers.show(Some(id)));
        let current = (props.current == Some(id)).then_some("true");
        let on_close = {
            let analyzers = app.analyzers.clone();
            Callback::from(move |_: MouseEvent| analyzers.close(id))
        };
        html! {
            <li key={id.0} class="header-tab">
                <button type="button" class="header-input" data-testid="input-tab" aria-current={current} {onclick}>
                    { input.name.clone() }
                </button>
                <button type="button" class="header-close" data-testid="input-close" aria-label={(app.words.close_input)(&input.name)}
                    onclick={on_close}>{ icons::cross() }</button>
            </li>
        }
    });
    html! {
        <nav class="header-inputs" aria-label={app.words.inputs}><ul class="header-tabs">{ for tabs }</ul></nav>
    }
}
