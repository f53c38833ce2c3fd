//! A function name with its package less loud than itself.

use yew::prelude::*;

use crate::view_model::names::Short;

/// `http.(*persistConn).readLoop`; the full name shows on hover.
pub(in crate::components) fn view_func(func: &str) -> Html {
    let short = Short::of(func);
    html! {
        <span class="func" title={func.to_owned()}>
            <span class="func-package">{ short.package }</span><span class="func-name">{ short.name }</span>
        </span>
    }
}
