//! Which rows of a long list are drawn: those in view and a little around, so that the page stays
//! small however long the list is.

/// The rows to draw, and the room the others take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The first row drawn.
    pub first: usize,
    /// The row after the last one drawn.
    pub end: usize,
    /// Height of the rows before, in CSS pixels.
    pub above: f64,
    /// Height of the rows after, in CSS pixels.
    pub below: f64,
}

impl Window {
    /// The rows that touch the stretch `from..to`, in CSS pixels from the top of the list.
    pub fn new(heights: impl Iterator<Item = f64>, from: f64, to: f64) -> Window {
        let mut window = Window {
            first: 0,
            end: 0,
            above: 0.0,
            below: 0.0,
        };
        let mut top = 0.0;
        for (at, height) in heights.enumerate() {
            let bottom = top + height;
            if bottom <= from {
                window.first = at + 1;
                window.end = at + 1;
                window.above = bottom;
            } else if top < to {
                window.end = at + 1;
            } else {
                window.below += height;
            }
            top = bottom;
        }
        window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: f64, to: f64) -> Window {
        Window::new([10.0, 20.0, 30.0, 40.0].into_iter(), from, to)
    }

    #[test]
    fn rows_in_view_are_drawn() {
        let cases = [
            ((-50.0, 0.0), (0, 0, 0.0, 100.0)),
            ((-50.0, 5.0), (0, 1, 0.0, 90.0)),
            ((10.0, 30.0), (1, 2, 10.0, 70.0)),
            ((15.0, 61.0), (1, 4, 10.0, 0.0)),
            ((99.0, 500.0), (3, 4, 60.0, 0.0)),
            ((100.0, 500.0), (4, 4, 100.0, 0.0)),
            ((0.0, f64::INFINITY), (0, 4, 0.0, 0.0)),
        ];
        for ((from, to), (first, end, above, below)) in cases {
            let expected = Window {
                first,
                end,
                above,
                below,
            };
            assert_eq!(window(from, to), expected, "{from}..{to}");
        }
    }
}
