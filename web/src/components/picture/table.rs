//! The picture of the stacks in words and numbers, for those who read rather than look.

use gorolens_worker::wire::TextId;
use yew::prelude::*;

use crate::components::shared::view_func;
use crate::state::Report;
use crate::view_model::icicle::{Icicle, OTHERS};
use crate::view_model::numbers::{grouped, percent};
use crate::words::Words;

/// The blocks as rows: what is called stands below its caller, one level deeper.
pub(super) fn view_icicle_table(icicle: &Icicle, report: &Report, words: &Words) -> Html {
    let rows = icicle.in_depth().into_iter().map(|at| {
        let block = &icicle.blocks[at];
        let depth = block.depth.min(11);
        html! {
            <tr>
                <td class="picture-number picture-depth">{ block.depth + 1 }</td>
                <th scope="row" class={classes!("picture-name", format!("picture-depth-{depth}"))}>{ view_name(block.func, report, words) }</th>
                <td class="picture-number">{ grouped(block.count) }</td>
                <td class="picture-number">{ percent(block.count, icicle.total) }</td>
            </tr>
        }
    });
    html! {
        <div class="picture-scroll" role="region" aria-label={words.icicle} tabindex="0">
            <table class="picture-table" data-testid="icicle-table">
                <thead>
                    <tr>
                        <th scope="col" class="picture-number picture-depth">{ words.picture_depth }</th>
                        <th scope="col">{ words.picture_call }</th>
                        <th scope="col" class="picture-number">{ words.ids }</th>
                        <th scope="col" class="picture-number">{ words.picture_share }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn view_name(func: TextId, report: &Report, words: &Words) -> Html {
    if func == OTHERS {
        return html! { { words.icicle_others } };
    }
    view_func(report.str(func))
}
