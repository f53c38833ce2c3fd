//! How the stacks drawn are looked at: which end is on top, what is zoomed to, what is chosen; what keys make of it.

use gorolens_worker::wire::TextId;

use super::call_tree::CallTree;
use super::icicle::{Direction, Icicle, OTHERS, WIDTH, beside};
use super::viewport::Viewport;

/// How much larger a key or a button makes the picture.
pub const STEP: f64 = 1.5;

/// What the reader chose. Calls are paths, because a block has another number in every part of the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureView {
    /// Which end of the stacks is on top.
    pub direction: Direction,
    /// Only stacks that begin so.
    pub zoom: Vec<TextId>,
    /// The part in sight.
    pub sight: Viewport,
    /// The call that keys start from.
    pub active: Vec<TextId>,
    /// The call under the pointer.
    pub pointed: Option<Vec<TextId>>,
    /// Whether the table is shown instead.
    pub as_table: bool,
}

/// What has the focus while a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The picture itself.
    Picture,
    /// The strip above it.
    Strip,
    /// A button.
    Tools,
}

impl PictureView {
    /// With the other end on top.
    pub fn turned(&self) -> PictureView {
        let direction = match self.direction {
            Direction::RootFirst => Direction::LeafFirst,
            Direction::LeafFirst => Direction::RootFirst,
        };
        let view = self.to(Vec::new());
        PictureView { direction, ..view }
    }

    /// All stacks that begin with a path.
    pub fn to(&self, path: Vec<TextId>) -> PictureView {
        PictureView {
            direction: self.direction,
            active: path.clone(),
            zoom: path,
            as_table: self.as_table,
            ..PictureView::default()
        }
    }

    /// With another part in sight.
    pub fn seeing(&self, sight: Viewport) -> PictureView {
        PictureView {
            sight,
            ..self.clone()
        }
    }

    /// Larger or smaller about the chosen call.
    pub fn scaled(&self, factor: f64, tree: &CallTree, icicle: &Icicle) -> PictureView {
        let block = icicle.blocks.get(icicle.nearest(&self.active));
        let about = block.map_or(0.5, |it| (it.x + it.width / 2) as f64 / WIDTH as f64);
        self.seeing(self.sight.zoomed(factor, about, tree.narrowest()))
    }

    /// Zoomed to a block. Calls that are drawn together are told apart where they have more room.
    pub fn opened(&self, block: usize, icicle: &Icicle) -> PictureView {
        match icicle.blocks.get(block) {
            Some(it) if it.func == OTHERS => {
                self.seeing(Viewport::of(it.before, it.count, icicle.total))
            }
            _ => self.to(icicle.path_to(block)),
        }
    }

    /// What a key makes of it, if anything.
    pub fn key(
        &self,
        key: &str,
        focus: Focus,
        tree: &CallTree,
        icicle: &Icicle,
    ) -> Option<PictureView> {
        match (key, focus) {
            ("+" | "=", _) => Some(self.scaled(STEP, tree, icicle)),
            ("-" | "_", _) => Some(self.scaled(1.0 / STEP, tree, icicle)),
            (_, Focus::Picture) => self.key_in_picture(key, tree, icicle),
            (_, Focus::Strip) => self.key_in_strip(key),
            (_, Focus::Tools) => None,
        }
    }

    /// From call to call.
    fn key_in_picture(&self, key: &str, tree: &CallTree, icicle: &Icicle) -> Option<PictureView> {
        let at = icicle.nearest(&self.active);
        let (sight, active) = match key {
            "ArrowDown" => (self.sight, icicle.path_to(icicle.child(at)?)),
            "ArrowUp" => (self.sight, icicle.path_to(icicle.blocks.get(at)?.parent?)),
            "ArrowRight" => beside(tree, self.sight, &icicle.path_to(at), true)?,
            "ArrowLeft" => beside(tree, self.sight, &icicle.path_to(at), false)?,
            "Enter" => return Some(self.opened(at, icicle)),
            "Escape" if !self.sight.is_whole() => return Some(self.seeing(Viewport::WHOLE)),
            "Escape" => return Some(self.to(self.zoom.split_last()?.1.to_vec())),
            _ => return None,
        };
        let view = self.seeing(sight);
        Some(PictureView { active, ..view })
    }

    /// As a slider has it.
    fn key_in_strip(&self, key: &str) -> Option<PictureView> {
        let sight = self.sight;
        Some(self.seeing(match key {
            "ArrowRight" | "ArrowUp" => sight.moved(0.1),
            "ArrowLeft" | "ArrowDown" => sight.moved(-0.1),
            "PageUp" => sight.moved(1.0),
            "PageDown" => sight.moved(-1.0),
            "Home" => sight.at(0.0),
            "End" => sight.at(1.0),
            _ => return None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    /// The view after keys in the picture, and the function that is chosen.
    fn after(keys: &[&str]) -> (PictureView, String) {
        let report = report();
        let mut view = PictureView::default();
        let draw = |view: &PictureView| {
            let tree = CallTree::new(&report, &[0, 1, 2], view.direction, &view.zoom);
            let icicle = tree.draw(view.sight);
            (tree, icicle)
        };
        for key in keys {
            let (tree, icicle) = draw(&view);
            let next = view.key(key, Focus::Picture, &tree, &icicle);
            view = next.unwrap_or(view);
        }
        let (_, icicle) = draw(&view);
        let chosen = &icicle.blocks[icicle.nearest(&view.active)];
        let func = report.str(chosen.func).to_owned();
        (view, func)
    }

    #[test]
    fn arrows_bring_in_what_is_out_of_sight() {
        let zoomed = ["+", "+", "+", "+", "+"];
        let (near, func) = after(&zoomed);
        assert_eq!(func, "net/http.readLoop");
        assert!(near.sight.right() < 0.5);
        let (far, func) = after(&[&zoomed[..], &["ArrowRight"]].concat());
        assert_eq!(func, "net/http.writeLoop");
        assert!(far.sight.left > near.sight.left && far.sight.width == near.sight.width);
        let (_, func) = after(&[&zoomed[..], &["ArrowRight", "ArrowLeft"]].concat());
        assert_eq!(func, "net/http.readLoop");
    }

    #[test]
    fn escape_shows_more_step_by_step() {
        let (view, _) = after(&["Enter", "+"]);
        assert!(view.zoom.len() == 1 && !view.sight.is_whole());
        let (view, _) = after(&["Enter", "+", "Escape"]);
        assert!(view.zoom.len() == 1 && view.sight.is_whole());
        let (view, _) = after(&["Enter", "+", "Escape", "Escape"]);
        assert_eq!(view, PictureView::default());
        let (view, _) = after(&["+", "-"]);
        assert!(view.sight.is_whole());
    }

    #[test]
    fn the_strip_is_a_slider() {
        let sight = Viewport::WHOLE.zoomed(4.0, 0.0, 0.0);
        let view = PictureView::default().seeing(sight);
        let left = |key| view.key_in_strip(key).map(|it| it.sight.left);
        assert_eq!(left("End"), Some(0.75));
        assert_eq!(left("PageUp"), Some(0.25));
        assert_eq!(left("ArrowLeft"), Some(0.0));
        assert_eq!(left("Enter"), None);
    }
}
