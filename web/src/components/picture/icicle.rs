//! The stacks as a picture: wide is many. A tree for keyboard and screen reader, too.

use std::rc::Rc;

use gorolens_worker::report::Origin;
use web_sys::Element;
use yew::prelude::*;

use super::super::groups::act;
use super::gestures::use_gestures;
use super::strip::{ORIGINS, view_strip};
use super::table::view_icicle_table;
use crate::components::app::{AppContext, use_app};
use crate::components::shared::icons;
use crate::state::{GroupsAction, InputId, Report};
use crate::view_model::call_tree::CallTree;
use crate::view_model::icicle::{Block, Direction, Icicle, OTHERS, WIDTH};
use crate::view_model::names::Short;
use crate::view_model::numbers::{grouped, percent};
use crate::view_model::picture_view::{Focus, PictureView, STEP};
use crate::view_model::viewport::Viewport;
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

/// Narrower ones have room for a few letters, on a telephone for none.
const ROOMY: u64 = WIDTH / 8;

/// What is drawn, whatever part of it is in sight.
struct Stacks {
    tree: CallTree,
    whole: Icicle,
    outlines: [AttrValue; 4],
}

/// The picture with its tools.
#[component]
pub(in crate::components) fn IciclePanel(props: &IcicleProps) -> Html {
    let app = use_app();
    let words = app.words;
    let panel = use_node_ref();
    let state = use_state_eq(PictureView::default);
    let view = &*state;
    let set = {
        let state = state.setter();
        Callback::from(move |view| state.set(view))
    };
    let key = (
        props.report.clone(),
        props.groups.clone(),
        view.direction,
        view.zoom.clone(),
    );
    let stacks = use_memo(key.clone(), |(report, groups, direction, zoom)| {
        let tree = CallTree::new(report, groups, *direction, zoom);
        let whole = tree.draw(Viewport::WHOLE);
        let outlines = ORIGINS.map(|origin| whole.outline(origin).into());
        Stacks {
            tree,
            whole,
            outlines,
        }
    });
    let icicle = use_memo((key, view.sight), |(_, sight)| stacks.tree.draw(*sight));
    let at = icicle.nearest(&view.active);
    let on_sight = set.reform({
        let view = view.clone();
        move |sight| view.seeing(sight)
    });
    let drag = use_gestures(&panel, view.sight, stacks.tree.narrowest(), on_sight);
    let onclick = {
        let (view, icicle, set) = (view.clone(), icicle.clone(), set.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(block) = block_under(&event).filter(|_| !drag.is_click_of_drag()) {
                set.emit(view.opened(block, &icicle));
            }
        })
    };
    let onkeydown = {
        let (view, stacks, icicle, set) =
            (view.clone(), stacks.clone(), icicle.clone(), set.clone());
        Callback::from(move |event: KeyboardEvent| {
            // Keys with modifiers are the browser's.
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let next = view.key(&event.key(), focus_of(&event), &stacks.tree, &icicle);
            if let Some(next) = next {
                event.prevent_default();
                set.emit(next);
            }
        })
    };
    let onpointerover = {
        let (view, icicle, set) = (view.clone(), icicle.clone(), set.clone());
        Callback::from(move |event: PointerEvent| {
            let pointed = block_under(&event).map(|block| icicle.path_to(block));
            let view = view.clone();
            set.emit(PictureView { pointed, ..view });
        })
    };
    let blocks = icicle.blocks.iter().enumerate();
    let blocks = blocks.map(|(it, block)| view_block(it, block, it == at, &props.report, words));
    // Narrow blocks have no text: the line below says what the pointer is at.
    let described = view.pointed.as_ref().and_then(|path| icicle.find(path));
    let described = icicle.blocks.get(described.unwrap_or(at));
    html! {
        <div ref={panel} class="icicle" data-testid="icicle" {onpointerover} {onkeydown}>
            { view_tools(props, view, &stacks, &icicle, &set, &app) }
            if view.as_table {
                { view_icicle_table(&stacks.whole, &props.report, words) }
            } else {
                { view_strip(view.sight, stacks.whole.n_rows, &stacks.outlines, words) }
                <svg class={classes!("icicle-picture", (!view.sight.is_whole()).then_some("icicle-zoomed"))} width="100%"
                    height={(icicle.n_rows.max(stacks.whole.n_rows) * ROW).to_string()} role="tree" tabindex="0"
                    aria-label={words.icicle} aria-activedescendant={format!("block-{at}")} {onclick}>
                    { for blocks }
                </svg>
            }
            <p class="icicle-chosen" aria-live="polite">{ described.map(|block| describe(block, &icicle, &props.report, words)) }</p>
        </div>
    }
}

fn view_tools(
    props: &IcicleProps,
    view: &PictureView,
    stacks: &Stacks,
    icicle: &Icicle,
    set: &Callback<PictureView>,
    app: &AppContext,
) -> Html {
    let words = app.words;
    let to = |view: PictureView| set.reform(move |_: MouseEvent| view.clone());
    let by = |factor| to(view.scaled(factor, &stacks.tree, icicle));
    let table = PictureView {
        as_table: !view.as_table,
        ..view.clone()
    };
    let active = icicle.blocks.get(icicle.nearest(&view.active));
    let named = active.filter(|block| block.func != OTHERS);
    let on_list = act(app, props.input, {
        let func = named
            .map(|block| props.report.text(block.func))
            .unwrap_or_default();
        move |_: MouseEvent| GroupsAction::Query(format!("func:\"{func}\"").into())
    });
    html! {
        <div class="icicle-tools">
            <button type="button" class="button" onclick={to(view.turned())}>
                { match view.direction {
                    Direction::RootFirst => words.icicle_root_first,
                    Direction::LeafFirst => words.icicle_leaf_first,
                } }
            </button>
            <button type="button" class="button" data-testid="icicle-table-toggle" aria-pressed={view.as_table.to_string()} onclick={to(table)}>
                { words.as_table }
            </button>
            if !view.as_table {
                <button type="button" class="button" data-testid="icicle-in" aria-label={words.icicle_in} onclick={by(STEP)}>{ icons::plus() }</button>
                <button type="button" class="button" data-testid="icicle-out" aria-label={words.icicle_out} onclick={by(1.0 / STEP)}>{ icons::minus() }</button>
            }
            if !view.zoom.is_empty() || !view.sight.is_whole() {
                <button type="button" class="button" data-testid="icicle-all" onclick={to(view.to(Vec::new()))}>{ words.icicle_all }</button>
            }
            if named.is_some() {
                <button type="button" class="button" onclick={on_list}>{ icons::chevron() }{ words.icicle_list }</button>
            }
        </div>
    }
}

/// The number that the `id` of the block has that an event is about.
fn block_under(event: &Event) -> Option<usize> {
    let block = event.target_dyn_into::<Element>()?.closest(".icicle-block");
    block.ok()??.id().strip_prefix("block-")?.parse().ok()
}

fn focus_of(event: &Event) -> Focus {
    let class = event.target_dyn_into::<Element>();
    let class = class.and_then(|it| it.get_attribute("class"));
    match class.as_deref().and_then(|class| class.split(' ').next()) {
        Some("icicle-picture") => Focus::Picture,
        Some("icicle-map") => Focus::Strip,
        _ => Focus::Tools,
    }
}

/// The class that gives a block its colour.
pub(super) fn origin_class(origin: Origin) -> &'static str {
    match origin {
        Origin::Application => "icicle-application",
        Origin::Dependency => "icicle-dependency",
        Origin::StandardLibrary => "icicle-std",
        Origin::Runtime => "icicle-runtime",
    }
}

/// A block clips its text because it is a picture in the picture. Places are attributes: the
/// page's policy allows no `style`.
fn view_block(at: usize, block: &Block, active: bool, report: &Report, words: &Words) -> Html {
    let is_others = block.func == OTHERS;
    let func = if is_others {
        words.icicle_others
    } else {
        report.str(block.func)
    };
    let short = Short::of(func);
    let origin = origin_class(block.origin);
    html! {
        <svg x={share(block.x)} y={(block.depth * ROW).to_string()} width={share(block.width)} height={ROW.to_string()}
            id={format!("block-{at}")} class={classes!("icicle-block", origin, active.then_some("icicle-active"))}
            role="treeitem" aria-level={(block.depth + 1).to_string()} aria-label={format!("{func}, {}", grouped(block.count))}>
            <rect class="icicle-rect" width="100%" height={(ROW - 1).to_string()} />
            if block.width >= MIN_TEXT {
                <text class={classes!("icicle-text", (block.width < ROOMY).then_some("icicle-text-short"))} x="6" y="15">{ short.package }{ short.name }</text>
            }
        </svg>
    }
}

/// Hundredths of a per cent are exact enough, and need no floating point.
pub(super) fn share(units: u64) -> String {
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
