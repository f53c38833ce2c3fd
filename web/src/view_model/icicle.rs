//! Stacks drawn as an icicle: the width of a call is the number of goroutines inside it.

use gorolens_worker::report::Origin;
use gorolens_worker::wire::TextId;

use super::call_tree::CallTree;
use super::viewport::Viewport;

/// Which end of the stacks is on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The function that the `go` statement called.
    #[default]
    RootFirst,
    /// The call that waits.
    LeafFirst,
}

/// Stands for the calls that are too few to be drawn one by one.
pub const OTHERS: TextId = TextId(u32::MAX);

/// The whole width, in the units of [`Block::x`] and [`Block::width`].
pub const WIDTH: u64 = 100_000;

/// A call with the goroutines inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The function.
    pub func: TextId,
    /// Whose code it is.
    pub origin: Origin,
    /// Goroutines.
    pub count: u64,
    /// Goroutines of the whole that stand left of it.
    pub before: u64,
    /// Row, 0 on top.
    pub depth: usize,
    /// Left edge of what is in sight of it.
    pub x: u64,
    /// Width of what is in sight of it.
    pub width: u64,
    /// The block above.
    pub parent: Option<usize>,
}

/// The drawing: blocks row by row from left to right within their parent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Icicle {
    /// Parents before their children; siblings in order of count.
    pub blocks: Vec<Block>,
    /// Number of rows.
    pub n_rows: usize,
    /// Goroutines of the whole, whether or not in sight.
    pub total: u64,
}

impl Icicle {
    /// The calls from the top down to a block.
    pub fn path_to(&self, block: usize) -> Vec<TextId> {
        let mut path = Vec::new();
        let mut at = Some(block);
        while let Some(block) = at.and_then(|at| self.blocks.get(at)) {
            path.push(block.func);
            at = block.parent;
        }
        path.reverse();
        path
    }

    /// The block at the end of a path.
    pub fn find(&self, path: &[TextId]) -> Option<usize> {
        let mut found = None;
        for func in path {
            let is_next = |it: &Block| it.parent == found && it.func == *func;
            found = Some(self.blocks.iter().position(is_next)?);
        }
        found
    }

    /// The block at the end of a path, or what is in sight of the path.
    pub fn nearest(&self, path: &[TextId]) -> usize {
        let lengths = (1..=path.len()).rev();
        let mut found = lengths.map(|length| self.find(&path[..length]));
        found.find_map(|found| found).unwrap_or(0)
    }

    /// The blocks from the top down, each followed by those inside it.
    pub fn in_depth(&self) -> Vec<usize> {
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); self.blocks.len()];
        let mut stack = Vec::new();
        for (at, block) in self.blocks.iter().enumerate().rev() {
            match block.parent.and_then(|parent| inside.get_mut(parent)) {
                Some(children) => children.push(at),
                None => stack.push(at),
            }
        }
        let mut order = Vec::with_capacity(self.blocks.len());
        while let Some(at) = stack.pop() {
            order.push(at);
            stack.append(&mut inside[at]);
        }
        order
    }

    /// The first block inside a block.
    pub fn child(&self, block: usize) -> Option<usize> {
        self.blocks.iter().position(|it| it.parent == Some(block))
    }

    /// The block beside a block.
    pub fn sibling(&self, block: usize, after: bool) -> Option<usize> {
        let parent = self.blocks.get(block)?.parent;
        let is_sibling = |at: &usize| self.blocks[*at].parent == parent;
        if after {
            (block + 1..self.blocks.len()).find(is_sibling)
        } else {
            (0..block).rev().find(is_sibling)
        }
    }

    /// The blocks of an origin as one outline, in units of [`WIDTH`] and of rows.
    pub fn outline(&self, origin: Origin) -> String {
        let blocks = self.blocks.iter().filter(|block| block.origin == origin);
        let rects =
            blocks.map(|it| format!("M{} {}h{}v1h-{}z", it.x, it.depth, it.width, it.width));
        rects.collect()
    }
}

/// The block beside the one at the end of `path`, and the part of the picture in which it is seen: one that is out of
/// sight is brought in.
pub fn beside(
    tree: &CallTree,
    viewport: Viewport,
    path: &[TextId],
    after: bool,
) -> Option<(Viewport, Vec<TextId>)> {
    let in_sight = |viewport| {
        let icicle = tree.draw(viewport);
        let next = icicle.sibling(icicle.find(path)?, after)?;
        Some((viewport, icicle.path_to(next)))
    };
    let icicle = tree.draw(viewport);
    let block = icicle.blocks.get(icicle.find(path)?)?;
    in_sight(viewport).or_else(|| {
        let (edge, room) = match after {
            true => (block.before + block.count, 0.25),
            false => (block.before, 0.75),
        };
        let edge = edge as f64 / icicle.total.max(1) as f64;
        in_sight(viewport.at(edge - room * viewport.width))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Report;
    use crate::view_model::test_report::report;

    fn icicle(report: &Report, direction: Direction, zoom: &[TextId]) -> Icicle {
        CallTree::new(report, &[0, 1, 2], direction, zoom).draw(Viewport::WHOLE)
    }

    /// Function, width in per cent.
    fn drawn(icicle: &Icicle, report: &Report) -> Vec<String> {
        let blocks = icicle.blocks.iter();
        let blocks = blocks.map(|block| {
            let func = report.str(block.func);
            format!("{}{func} {}", " ".repeat(block.depth), block.width / 1000)
        });
        blocks.collect()
    }

    #[test]
    fn widths_are_goroutines() {
        let report = report();
        let icicle = icicle(&report, Direction::RootFirst, &[]);
        assert_eq!(
            drawn(&icicle, &report),
            [
                "net/http.readLoop 50",
                "net/http.writeLoop 49",
                "main.worker 0"
            ]
        );
        assert_eq!((icicle.total, icicle.n_rows), (1198, 1));
    }

    #[test]
    fn zooming_leaves_the_others_out() {
        let report = report();
        let all = icicle(&report, Direction::LeafFirst, &[]);
        let zoom = all.path_to(2);
        let icicle = icicle(&report, Direction::LeafFirst, &zoom);
        assert_eq!(drawn(&icicle, &report), ["main.worker 100"]);
    }

    #[test]
    fn walks_by_keyboard() {
        let report = report();
        let icicle = icicle(&report, Direction::RootFirst, &[]);
        assert_eq!(icicle.sibling(0, true), Some(1));
        assert_eq!(icicle.sibling(0, false), None);
        assert_eq!(icicle.sibling(2, false), Some(1));
        assert_eq!(icicle.child(0), None);
    }

    #[test]
    fn finds_blocks_again_by_their_path() {
        let report = report();
        let icicle = icicle(&report, Direction::RootFirst, &[]);
        let path = icicle.path_to(1);
        assert_eq!(icicle.find(&path), Some(1));
        let deeper = [path[0], OTHERS];
        assert_eq!((icicle.find(&deeper), icicle.nearest(&deeper)), (None, 1));
        assert_eq!((icicle.find(&[]), icicle.nearest(&[])), (None, 0));
    }

    #[test]
    fn a_block_out_of_sight_is_brought_in() {
        let report = report();
        let tree = CallTree::new(&report, &[0, 1, 2], Direction::RootFirst, &[]);
        let whole = tree.draw(Viewport::WHOLE);
        let left = Viewport::WHOLE.zoomed(4.0, 0.0, 0.0);
        assert_eq!(tree.draw(left).blocks.len(), 1);
        let (moved, path) = beside(&tree, left, &whole.path_to(0), true).unwrap();
        assert_eq!(path, whole.path_to(1));
        assert_eq!(tree.draw(moved).blocks.len(), 2);
        let (back, path) = beside(&tree, moved.at(0.75), &whole.path_to(1), false).unwrap();
        assert_eq!(path, whole.path_to(0));
        assert_eq!(tree.draw(back).blocks.len(), 2);
        assert_eq!(beside(&tree, left, &path, false), None);
    }

    #[test]
    fn the_outline_has_what_is_drawn() {
        let icicle = icicle(&report(), Direction::RootFirst, &[]);
        let outline = icicle.outline(Origin::Application);
        assert_eq!(outline.matches('M').count(), outline.matches('z').count());
        let drawn = [
            Origin::Application,
            Origin::StandardLibrary,
            Origin::Dependency,
            Origin::Runtime,
        ];
        let n_rects = drawn.map(|origin| icicle.outline(origin).matches('z').count());
        assert_eq!(n_rects.iter().sum::<usize>(), icicle.blocks.len());
    }
}
