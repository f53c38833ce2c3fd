//! The whole picture, small, above the part of it that is in sight.

use gorolens_worker::report::Origin;
use yew::prelude::*;

use super::icicle::{origin_class, share};
use crate::view_model::icicle::WIDTH;
use crate::view_model::viewport::Viewport;
use crate::words::Words;

pub(super) const ORIGINS: [Origin; 4] = [
    Origin::Application,
    Origin::Dependency,
    Origin::StandardLibrary,
    Origin::Runtime,
];

/// The strip: a slider, with a frame around what is in sight. While all is in sight, how to zoom.
pub(super) fn view_strip(
    sight: Viewport,
    n_rows: usize,
    outlines: &[AttrValue; 4],
    words: &Words,
) -> Html {
    if sight.is_whole() {
        return html! { <p class="icicle-strip">{ words.icicle_hint }</p> };
    }
    let (left, width) = (units(sight.left), units(sight.width));
    let outlines = ORIGINS.into_iter().zip(outlines).map(|(origin, outline)| {
        html! { <path class={origin_class(origin)} d={outline.clone()} /> }
    });
    let [from, to] = [sight.left, sight.right()].map(|place| units(place) * 100 / WIDTH);
    html! {
        <div class="icicle-strip">
            <svg class="icicle-map" width="100%" height="28" data-testid="icicle-strip" role="slider" tabindex="0"
                aria-label={words.icicle_strip} aria-valuemin="0" aria-valuemax="100"
                aria-valuenow={from.to_string()} aria-valuetext={format!("{from} % – {to} %")}>
                <svg viewBox={format!("0 0 {WIDTH} {n_rows}")} preserveAspectRatio="none">{ for outlines }</svg>
                <rect class="icicle-unseen" width={share(left)} height="28" />
                <rect class="icicle-unseen" x={share(left + width)} width="100%" height="28" />
                <rect class="icicle-frame" x={share(left)} width={share(width)} height="28" />
            </svg>
        </div>
    }
}

fn units(part: f64) -> u64 {
    (part * WIDTH as f64 + 0.5) as u64
}
