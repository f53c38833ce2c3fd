//! Stacks drawn as an icicle: the width of a call is the number of goroutines inside it.

use std::collections::HashMap;

use gorolens_worker::order::sort_by_key;
use gorolens_worker::report::Origin;
use gorolens_worker::wire::{GroupRow, Site, TextId};

use crate::state::Report;

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

/// Narrower blocks are left out: a fifth of a pixel on a wide screen.
const MIN_WIDTH: u64 = 150;

/// Blocks drawn at most, those that sum others up not counted: each is some nodes of the page.
const MAX_BLOCKS: usize = 600;

/// Rows drawn.
const MAX_DEPTH: usize = 64;

/// A call with the goroutines inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The function.
    pub func: TextId,
    /// Whose code it is.
    pub origin: Origin,
    /// Goroutines.
    pub count: u64,
    /// Row, 0 on top.
    pub depth: usize,
    /// Left edge.
    pub x: u64,
    /// Width.
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
    /// Goroutines drawn.
    pub total: u64,
}

impl Icicle {
    /// Draws the groups that begin with the calls of `zoom`.
    pub fn new(report: &Report, groups: &[u32], direction: Direction, zoom: &[TextId]) -> Icicle {
        let mut tree = Tree::default();
        for row in groups.iter().filter_map(|group| report.row(*group)) {
            let path = path(row, direction, report);
            if path
                .iter()
                .map(|site| site.func)
                .zip(zoom)
                .all(|(a, b)| a == *b)
                && path.len() >= zoom.len()
            {
                tree.add(&path, row.count);
            }
        }
        tree.draw()
    }

    /// Draws calls that are too few on their own, if they are enough together.
    fn others(&mut self, count: u64, depth: usize, x: u64, parent: Option<usize>) {
        let width = scaled(count, self.total);
        if width >= MIN_WIDTH {
            self.blocks.push(Block {
                func: OTHERS,
                origin: Origin::Runtime,
                count,
                depth,
                x,
                width,
                parent,
            });
        }
    }

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
}

fn path(row: &GroupRow, direction: Direction, report: &Report) -> Vec<Site> {
    let frames = row.frames.iter().copied();
    let frames = frames.filter(|site| report.str(site.func) != "runtime.goexit");
    match direction {
        Direction::RootFirst => frames.rev().take(MAX_DEPTH).collect(),
        Direction::LeafFirst => frames.take(MAX_DEPTH).collect(),
    }
}

#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    roots: Vec<usize>,
    by_call: HashMap<(Option<usize>, TextId), usize>,
    total: u64,
}

struct Node {
    site: Site,
    count: u64,
    children: Vec<usize>,
}

impl Tree {
    fn add(&mut self, path: &[Site], count: u64) {
        self.total += count;
        let mut parent = None;
        for site in path {
            let at = self.child(parent, site);
            self.nodes[at].count += count;
            parent = Some(at);
        }
    }

    fn child(&mut self, parent: Option<usize>, site: &Site) -> usize {
        if let Some(at) = self.by_call.get(&(parent, site.func)) {
            return *at;
        }
        let at = self.nodes.len();
        self.nodes.push(Node {
            site: *site,
            count: 0,
            children: Vec::new(),
        });
        self.by_call.insert((parent, site.func), at);
        match parent {
            Some(parent) => self.nodes[parent].children.push(at),
            None => self.roots.push(at),
        }
        at
    }

    /// What leaves [`MAX_BLOCKS`]. A call is never narrower than what it calls, so no block loses the
    /// one above it.
    fn min_width(&self) -> u64 {
        let mut widths: Vec<u64> = self
            .nodes
            .iter()
            .map(|node| scaled(node.count, self.total))
            .collect();
        sort_by_key(&mut widths, |width| std::cmp::Reverse(*width));
        let too_many = widths.get(MAX_BLOCKS).map_or(0, |width| width + 1);
        too_many.max(MIN_WIDTH)
    }

    /// Row by row, so that parents come before their children.
    fn draw(self) -> Icicle {
        let min_width = self.min_width();
        let mut icicle = Icicle {
            total: self.total,
            ..Icicle::default()
        };
        let mut row = vec![(None, 0, self.roots.clone())];
        while !row.is_empty() {
            let depth = icicle.n_rows;
            let mut next = Vec::new();
            for (parent, left, mut nodes) in row {
                sort_by_key(&mut nodes, |at: &usize| {
                    std::cmp::Reverse(self.nodes[*at].count)
                });
                let mut x = left;
                let mut n_left: u64 = nodes.iter().map(|at| self.nodes[*at].count).sum();
                for node in nodes.into_iter().map(|at| &self.nodes[at]) {
                    let width = scaled(node.count, self.total);
                    if width < min_width {
                        icicle.others(n_left, depth, x, parent);
                        break;
                    }
                    n_left -= node.count;
                    next.push((Some(icicle.blocks.len()), x, node.children.clone()));
                    icicle.blocks.push(Block {
                        func: node.site.func,
                        origin: node.site.origin,
                        count: node.count,
                        depth,
                        x,
                        width,
                        parent,
                    });
                    x += width;
                }
            }
            row = next;
            icicle.n_rows = icicle.blocks.last().map_or(0, |last| last.depth + 1);
        }
        icicle
    }
}

fn scaled(count: u64, total: u64) -> u64 {
    (u128::from(count) * u128::from(WIDTH) / u128::from(total.max(1))) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

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
        let icicle = Icicle::new(&report, &[0, 1, 2], Direction::RootFirst, &[]);
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
    fn what_is_too_narrow_is_drawn_together() {
        let report = report();
        let mut tree = Tree::default();
        let site = |func| Site {
            func: TextId(func),
            ..report.row(0).unwrap().frames[0]
        };
        tree.add(&[site(0)], 1000);
        (1..=1000).for_each(|func| tree.add(&[site(func)], 1));
        let icicle = tree.draw();
        let blocks: Vec<_> = icicle.blocks.iter().map(|it| (it.func, it.width)).collect();
        assert_eq!(blocks, [(TextId(0), 50_000), (OTHERS, 50_000)]);
        assert_eq!(icicle.n_rows, 1);
    }

    #[test]
    fn thousands_of_calls_are_few_blocks() {
        let report = report();
        let mut tree = Tree::default();
        for func in 0..650 {
            let site = |func| Site {
                func: TextId(func),
                ..report.row(0).unwrap().frames[0]
            };
            tree.add(&[site(9999), site(func)], 1);
        }
        let icicle = tree.draw();
        let blocks: Vec<_> = icicle.blocks.iter().map(|it| (it.func, it.width)).collect();
        assert_eq!(blocks, [(TextId(9999), WIDTH), (OTHERS, WIDTH)]);
    }

    #[test]
    fn zooming_leaves_the_others_out() {
        let report = report();
        let all = Icicle::new(&report, &[0, 1, 2], Direction::LeafFirst, &[]);
        let zoom = all.path_to(2);
        let icicle = Icicle::new(&report, &[0, 1, 2], Direction::LeafFirst, &zoom);
        assert_eq!(drawn(&icicle, &report), ["main.worker 100"]);
    }

    #[test]
    fn reads_from_the_top_down() {
        let report = report();
        let mut tree = Tree::default();
        let site = |func| Site {
            func: TextId(func),
            ..report.row(0).unwrap().frames[0]
        };
        tree.add(&[site(0), site(1)], 5);
        tree.add(&[site(2), site(3)], 3);
        tree.add(&[site(0), site(4)], 4);
        let icicle = tree.draw();
        let order = icicle.in_depth().into_iter();
        let funcs: Vec<u32> = order.map(|at| icicle.blocks[at].func.0).collect();
        assert_eq!(funcs, [0, 1, 4, 2, 3]);
    }

    #[test]
    fn walks_by_keyboard() {
        let report = report();
        let icicle = Icicle::new(&report, &[0, 1, 2], Direction::RootFirst, &[]);
        assert_eq!(icicle.sibling(0, true), Some(1));
        assert_eq!(icicle.sibling(0, false), None);
        assert_eq!(icicle.sibling(2, false), Some(1));
        assert_eq!(icicle.child(0), None);
    }
}
