//! Line drawings, 24 by 24 units. They stand beside words and are hidden from screen readers.

use yew::prelude::*;

use crate::hooks::Theme;

/// What all have in common is in the style sheet: every attribute is a call of the browser, and a list has many icons.
fn icon(path: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg> }
}

/// A lens over three stacked lines.
pub(in crate::components) fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 32 32" fill="none" aria-hidden="true">
            <circle class="logo-lens" cx="14" cy="14" r="10.5" stroke-width="2.6" />
            <path class="logo-handle" d="M22 22l7 7" stroke-width="3.4" stroke-linecap="round" />
            <path class="logo-stack" d="M9 10.5h10M9 14h10M9 17.5h6" stroke-width="2" stroke-linecap="round" />
        </svg>
    }
}

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident: $path:literal;)+) => {
        $(
            $(#[$doc])*
            pub(in crate::components) fn $name() -> Html {
                icon($path)
            }
        )+
    };
}

icons! {
    /// Closed lock.
    lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
    /// Sheet of paper.
    file: "M7 3h7l4 4v14H7zM14 3v4h4";
    /// Triangle.
    play: "M8 5l11 7-11 7z";
    /// Two sheets.
    copy: "M9 9h11v11H9zM5 15H4V4h11v1";
    /// Tick.
    check: "M5 12.5l4.5 4.5L19 7.5";
    /// Points down; turned when open.
    chevron: "M7 10l5 5 5-5";
    /// Octagon with an exclamation mark.
    alert: "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 8v5M12 16.2v.1";
    /// Clock face.
    clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v4.5l3 2";
    /// Question mark in a circle.
    question: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.8 9.6a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2 1-1.2 1.9M12 16.4v.1";
    /// Letter i in a circle.
    info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 7.8v.1";
    /// Spanner.
    wrench: "M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3z";
    /// Two links of a chain.
    link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1";
    /// Two strokes that cross.
    cross: "M6.5 6.5l11 11M17.5 6.5l-11 11";
    /// Plus sign.
    plus: "M12 5v14M5 12h14";
    /// Minus sign.
    minus: "M5 12h14";
    /// Eye.
    eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z";
    /// Sun.
    sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4";
    /// Moon.
    moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z";
    /// Screen.
    screen: "M3.5 5h17v11h-17zM9 20h6";
}

/// The choice of colours.
pub(in crate::components) fn theme(theme: Theme) -> Html {
    match theme {
        Theme::System => screen(),
        Theme::Light => sun(),
        Theme::Dark => moon(),
    }
}
