//! The stacks as a picture: wide is many. A tree for keyboard and screen reader, too.

use std::rc::Rc;

use gorolens_worker::report::Origin;
use gorolens_worker::wire::TextId;
use web_sys::Element;
use yew::prelude::*;

use super::super::groups::act;
use super::table::view_icicle_table;
use crate::components::app::use_app;
use crate::components::shared::icons;
use crate::state::{GroupsAction, InputId, Report};
use crate::view_model::icicle::{Block, Direction, Icicle, OTHERS, WIDTH};
use crate::view_model::names::Short;
use crate::view_model::numbers::{grouped, percent};
use crate::words::Words;

/// CSS pixels of a row.
const ROW: usize = 23;

/// Narrower blocks get no text.
const MIN_TEXT: u64 = WIDTH / 30;

#[derive(PartialEq, Properties)]
pub(in crate::components) struct IcicleProps {
    pub(in crate::components) input: InputId,
    pub(in crate::components) report: Rc<Report>,
    /// The groups that are listed.
    pub(in crate::components) groups: Rc<[u32]>,
}

/// The picture with its tools.
#[component]
pub(in crate::components) fn IciclePanel(props: &IcicleProps) -> Html {
    let app = use_app();
    let words = app.words;
    let direction = use_state_eq(Direction::default);
    let zoom = use_state_eq(Vec::<TextId>::new);
    let active = use_state_eq(|| 0_usize);
    let pointed = use_state_eq(|| None::<usize>);
    let as_table = use_state_eq(|| false);
    let on_table = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let icicle = {
        let key = (
            props.report.clone(),
            props.groups.clone(),
            *direction,
            (*zoom).clone(),
        );
        use_memo(key, |(report, groups, direction, zoom)| {
            Icicle::new(report, groups, *direction, zoom)
        })
    };
    let go = {
        let (zoom, active, pointed) = (zoom.setter(), active.setter(), pointed.setter());
        Callback::from(move |path: Vec<TextId>| {
            pointed.set(None);
            active.set(path.len().saturating_sub(1));
            zoom.set(path);
        })
    };
    let turn = {
        let (direction, go) = (direction.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            direction.set(match *direction {
                Direction::RootFirst => Direction::LeafFirst,
                Direction::LeafFirst => Direction::RootFirst,
            });
            go.emit(Vec::new());
        })
    };
    let onkeydown = {
        let (icicle, active, zoom, go) = (icicle.clone(), active.clone(), zoom.clone(), go.clone());
        Callback::from(move |event: KeyboardEvent| {
            let block = *active;
            let next = match event.key().as_str() {
                "ArrowDown" => icicle.child(block),
                "ArrowUp" => icicle.blocks.get(block).and_then(|block| block.parent),
                "ArrowRight" => icicle.sibling(block, true),
                "ArrowLeft" => icicle.sibling(block, false),
                "Enter" if is_named(&icicle, block) => return go.emit(icicle.path_to(block)),
                "Escape" => return go.emit(zoom[..zoom.len().saturating_sub(1)].to_vec()),
                _ => return,
            };
            event.prevent_default();
            next.into_iter().for_each(|next| active.set(next));
        })
    };
    let on_point = {
        let pointed = pointed.setter();
        Callback::from(move |event: PointerEvent| pointed.set(block_under(&event)))
    };
    let named = icicle.blocks.get(*active);
    let named = named.filter(|block| block.func != OTHERS);
    // Narrow blocks have no text: the line below says what the pointer is at.
    let described = icicle.blocks.get(pointed.unwrap_or(*active));
    let on_list = act(&app, props.input, {
        let func = named
            .map(|block| props.report.text(block.func))
            .unwrap_or_default();
        move |_: MouseEvent| GroupsAction::Query(format!("func:\"{func}\"").into())
    });
    let blocks = icicle.blocks.iter().enumerate().map(|(at, block)| {
        let onclick = {
            let (icicle, go) = (icicle.clone(), go.clone());
            Callback::from(move |_: MouseEvent| go.emit(icicle.path_to(at)))
        };
        view_block(at, block, at == *active, &props.report, words, onclick)
    });
    html! {
        <div class="icicle" data-testid="icicle" onpointerover={on_point}>
            <div class="icicle-tools">
                <button type="button" class="button" onclick={turn}>
                    { match *direction {
                        Direction::RootFirst => words.icicle_root_first,
                        Direction::LeafFirst => words.icicle_leaf_first,
                    } }
                </button>
                <button type="button" class="button" data-testid="icicle-table-toggle" aria-pressed={as_table.to_string()} onclick={on_table}>
                    { words.as_table }
                </button>
                if !zoom.is_empty() {
                    <button type="button" class="button" onclick={go.reform(|_| Vec::new())}>{ words.icicle_all }</button>
                }
                if named.is_some() {
                    <button type="button" class="button" onclick={on_list}>{ icons::chevron() }{ words.icicle_list }</button>
                }
            </div>
            if *as_table {
                { view_icicle_table(&icicle, &props.report, words) }
            } else {
            <svg class="icicle-picture" width="100%" height={(icicle.n_rows * ROW).to_string()} role="tree" tabindex="0"
                aria-label={words.icicle} aria-activedescendant={format!("block-{}", *active)} {onkeydown}>
                { for blocks }
            </svg>
            }
            <p class="icicle-chosen" aria-live="polite">{ described.map(|block| describe(block, &icicle, &props.report, words)) }</p>
        </div>
    }
}

/// The number that its `id` has.
fn block_under(event: &PointerEvent) -> Option<usize> {
    let block = event.target_dyn_into::<Element>()?.closest(".icicle-block");
    block.ok()??.id().strip_prefix("block-")?.parse().ok()
}

fn is_named(icicle: &Icicle, block: usize) -> bool {
    icicle
        .blocks
        .get(block)
        .is_some_and(|block| block.func != OTHERS)
}

/// A block clips its text because it is a picture in the picture. Places are attributes: the
/// page's policy allows no `style`.
fn view_block(
    at: usize,
    block: &Block,
    active: bool,
    report: &Report,
    words: &Words,
    onclick: Callback<MouseEvent>,
) -> Html {
    let is_others = block.func == OTHERS;
    let func = if is_others {
        words.icicle_others
    } else {
        report.str(block.func)
    };
    let short = Short::of(func);
    let onclick = (!is_others).then_some(onclick);
    let origin = match block.origin {
        Origin::Application => "icicle-application",
        Origin::Dependency => "icicle-dependency",
        Origin::StandardLibrary => "icicle-std",
        Origin::Runtime => "icicle-runtime",
    };
    html! {
        <svg x={share(block.x)} y={(block.depth * ROW).to_string()} width={share(block.width)} height={ROW.to_string()}
            id={format!("block-{at}")} class={classes!("icicle-block", origin, active.then_some("icicle-active"))}
            role="treeitem" aria-level={(block.depth + 1).to_string()} aria-label={format!("{func}, {}", grouped(block.count))} {onclick}>
            <rect class="icicle-rect" width="100%" height={(ROW - 1).to_string()} />
            if block.width >= MIN_TEXT {
                <text class="icicle-text" x="6" y="15">{ short.package }{ short.name }</text>
            }
        </svg>
    }
}

/// Hundredths of a per cent are exact enough, and need no floating point.
fn share(units: u64) -> String {
    format!(
        "{}.{:03}%",
        units * 100 / WIDTH,
        units * 100 % WIDTH * 1000 / WIDTH
    )
}

fn describe(block: &Block, icicle: &Icicle, report: &Report, words: &Words) -> Html {
    let share = percent(block.count, icicle.total);
    html! {
        <>
            if block.func != OTHERS { <code>{ report.text(block.func) }</code> } else { { words.icicle_others } }{ " " }<span>{ grouped(block.count) }{ " · " }{ share }</span>
        </>
    }
}
