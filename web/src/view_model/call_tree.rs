//! The calls of all stacks as a tree, and how a part of it is drawn.

use std::collections::HashMap;

use gorolens_worker::order::sort_by_key;
use gorolens_worker::report::Origin;
use gorolens_worker::wire::{GroupRow, Site, TextId};

use super::icicle::{Block, Direction, Icicle, OTHERS, WIDTH};
use super::viewport::Viewport;
use crate::state::Report;

/// Narrower blocks are left out: a fifth of a pixel on a wide screen.
const MIN_WIDTH: u64 = 150;

/// Blocks drawn at most, those that sum others up not counted: each is some nodes of the page.
const MAX_BLOCKS: usize = 600;

/// Rows drawn.
const MAX_DEPTH: usize = 64;

/// Calls with the goroutines inside them.
#[derive(Default)]
pub struct CallTree {
    /// Callers, as the direction has it, before what stands below them.
    nodes: Vec<Node>,
    /// In order of count.
    roots: Vec<usize>,
    by_call: HashMap<(Option<usize>, TextId), usize>,
    total: u64,
}

struct Node {
    site: Site,
    count: u64,
    /// Goroutines that stand left of it.
    before: u64,
    /// In order of count.
    children: Vec<usize>,
}

/// Blocks that stand beside each other below the same one.
struct Family {
    parent: Option<usize>,
    /// Goroutines that stand left of the first.
    before: u64,
    nodes: Vec<usize>,
}

impl CallTree {
    /// The stacks of the groups that begin with the calls of `zoom`; all, if none does: other groups are listed now.
    pub fn new(report: &Report, groups: &[u32], direction: Direction, zoom: &[TextId]) -> CallTree {
        let mut tree = CallTree::default();
        for row in groups.iter().filter_map(|group| report.row(*group)) {
            let path = path(row, direction, report);
            let mut calls = path.iter().map(|site| site.func).zip(zoom);
            if path.len() >= zoom.len() && calls.all(|(a, b)| a == *b) {
                tree.add(&path, row.count);
            }
        }
        if tree.total == 0 && !zoom.is_empty() {
            return CallTree::new(report, groups, direction, &[]);
        }
        tree.settle();
        tree
    }

    /// The part that is a single goroutine: more need not be seen of it.
    pub fn narrowest(&self) -> f64 {
        (1.0 / self.total.max(1) as f64).max(1e-5)
    }

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
            before: 0,
            children: Vec::new(),
        });
        self.by_call.insert((parent, site.func), at);
        match parent {
            Some(parent) => self.nodes[parent].children.push(at),
            None => self.roots.push(at),
        }
        at
    }

    /// Gives every call its place, when all stacks are there.
    fn settle(&mut self) {
        let mut roots = std::mem::take(&mut self.roots);
        self.place(&mut roots, 0);
        self.roots = roots;
        for at in 0..self.nodes.len() {
            let mut children = std::mem::take(&mut self.nodes[at].children);
            self.place(&mut children, self.nodes[at].before);
            self.nodes[at].children = children;
        }
    }

    fn place(&mut self, family: &mut [usize], mut before: u64) {
        sort_by_key(family, |at: &usize| {
            std::cmp::Reverse(self.nodes[*at].count)
        });
        for at in family {
            self.nodes[*at].before = before;
            before += self.nodes[*at].count;
        }
    }

    /// Draws what is in sight, row by row, so that parents come before their children.
    pub fn draw(&self, viewport: Viewport) -> Icicle {
        let scale = Scale::new(self.total, viewport);
        let min_width = self.min_width(&scale);
        let mut icicle = Icicle {
            total: self.total,
            ..Icicle::default()
        };
        let mut row = vec![Family {
            parent: None,
            before: 0,
            nodes: self.roots.clone(),
        }];
        while !row.is_empty() {
            let depth = icicle.n_rows;
            let mut next = Vec::new();
            for family in row {
                self.draw_family(family, depth, &scale, min_width, &mut icicle, &mut next);
            }
            row = next;
            icicle.n_rows = icicle.blocks.last().map_or(0, |last| last.depth + 1);
        }
        icicle
    }

    /// The blocks of a family, and the families inside them. Calls that are too few on their own are drawn together.
    fn draw_family(
        &self,
        family: Family,
        depth: usize,
        scale: &Scale,
        min_width: u64,
        icicle: &mut Icicle,
        next: &mut Vec<Family>,
    ) {
        let mut left: u64 = family.nodes.iter().map(|at| self.nodes[*at].count).sum();
        let mut before = family.before;
        for node in family.nodes.iter().map(|at| &self.nodes[*at]) {
            let is_others = scale.width(node.count) < min_width;
            let count = if is_others { left } else { node.count };
            let block = Block {
                func: if is_others { OTHERS } else { node.site.func },
                origin: if is_others {
                    Origin::Runtime
                } else {
                    node.site.origin
                },
                count,
                before,
                depth,
                x: scale.x(before),
                width: scale.x(before + count) - scale.x(before),
                parent: family.parent,
            };
            if block.width >= MIN_WIDTH {
                if !is_others {
                    let (parent, nodes) = (Some(icicle.blocks.len()), node.children.clone());
                    next.push(Family {
                        parent,
                        before,
                        nodes,
                    });
                }
                icicle.blocks.push(block);
            }
            if is_others {
                break;
            }
            left -= node.count;
            before += node.count;
        }
    }

    /// What leaves [`MAX_BLOCKS`]. A call is never narrower than what it calls, so no block loses the
    /// one above it.
    fn min_width(&self, scale: &Scale) -> u64 {
        let in_sight = self
            .nodes
            .iter()
            .filter(|node| scale.x(node.before) < WIDTH && scale.x(node.before + node.count) > 0);
        let mut widths: Vec<u64> = in_sight.map(|node| scale.width(node.count)).collect();
        sort_by_key(&mut widths, |width| std::cmp::Reverse(*width));
        let too_many = widths.get(MAX_BLOCKS).map_or(0, |width| width + 1);
        too_many.max(MIN_WIDTH)
    }
}

/// From goroutines to units of [`WIDTH`].
struct Scale {
    /// Goroutines left of what is in sight.
    from: f64,
    /// Units of one goroutine.
    unit: f64,
}

impl Scale {
    fn new(total: u64, viewport: Viewport) -> Scale {
        let total = total.max(1) as f64;
        Scale {
            from: viewport.left * total,
            unit: WIDTH as f64 / (viewport.width * total),
        }
    }

    /// Where so many goroutines from the left end, cut to what is in sight.
    fn x(&self, goroutines: u64) -> u64 {
        let x = (goroutines as f64 - self.from) * self.unit;
        // What two divisions take off a whole unit is given back.
        ((x + 1e-6).max(0.0) as u64).min(WIDTH)
    }

    /// The width of so many goroutines, whether or not they are in sight.
    fn width(&self, goroutines: u64) -> u64 {
        (goroutines as f64 * self.unit + 1e-6) as u64
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    #[test]
    fn what_is_too_narrow_is_drawn_together() {
        let report = report();
        let mut tree = CallTree::default();
        let site = |func| Site {
            func: TextId(func),
            ..report.row(0).unwrap().frames[0]
        };
        tree.add(&[site(0)], 1000);
        (1..=1000).for_each(|func| tree.add(&[site(func)], 1));
        tree.settle();
        let icicle = tree.draw(Viewport::WHOLE);
        let blocks: Vec<_> = icicle.blocks.iter().map(|it| (it.func, it.width)).collect();
        assert_eq!(blocks, [(TextId(0), 50_000), (OTHERS, 50_000)]);
        assert_eq!(icicle.n_rows, 1);
    }

    #[test]
    fn thousands_of_calls_are_few_blocks() {
        let report = report();
        let mut tree = CallTree::default();
        for func in 0..650 {
            let site = |func| Site {
                func: TextId(func),
                ..report.row(0).unwrap().frames[0]
            };
            tree.add(&[site(9999), site(func)], 1);
        }
        tree.settle();
        let icicle = tree.draw(Viewport::WHOLE);
        let blocks: Vec<_> = icicle.blocks.iter().map(|it| (it.func, it.width)).collect();
        assert_eq!(blocks, [(TextId(9999), WIDTH), (OTHERS, WIDTH)]);
    }

    #[test]
    fn reads_from_the_top_down() {
        let report = report();
        let mut tree = CallTree::default();
        let site = |func| Site {
            func: TextId(func),
            ..report.row(0).unwrap().frames[0]
        };
        tree.add(&[site(0), site(1)], 5);
        tree.add(&[site(2), site(3)], 3);
        tree.add(&[site(0), site(4)], 4);
        tree.settle();
        let icicle = tree.draw(Viewport::WHOLE);
        let order = icicle.in_depth().into_iter();
        let funcs: Vec<u32> = order.map(|at| icicle.blocks[at].func.0).collect();
        assert_eq!(funcs, [0, 1, 4, 2, 3]);
    }

    #[test]
    fn what_is_zoomed_in_on_is_told_apart() {
        let report = report();
        let mut tree = CallTree::default();
        let site = |func| Site {
            func: TextId(func),
            ..report.row(0).unwrap().frames[0]
        };
        tree.add(&[site(0)], 1000);
        (1..=1000).for_each(|func| tree.add(&[site(func)], 1));
        tree.settle();
        let icicle = tree.draw(Viewport::WHOLE.zoomed(20.0, 1.0, 0.0));
        let blocks: Vec<_> = icicle.blocks.iter().map(|it| (it.func, it.width)).collect();
        assert_eq!(blocks.len(), 100);
        assert_eq!(blocks[99], (TextId(1000), 1000));
    }

    #[test]
    fn blocks_are_cut_where_sight_ends() {
        let report = report();
        let tree = CallTree::new(&report, &[0, 1, 2], Direction::RootFirst, &[]);
        let half = Viewport::WHOLE.zoomed(2.0, 0.5, 0.0);
        let blocks = tree.draw(half).blocks;
        let places: Vec<_> = blocks.iter().map(|it| (it.x, it.width, it.count)).collect();
        assert_eq!(places, [(0, 50_166, 600), (50_166, 49_834, 590)]);
    }
}
