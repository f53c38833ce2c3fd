//! Which part of a wide picture is in sight: zoomed about a point, moved, and never beyond the picture.

/// A part of the width, in fractions of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Left edge.
    pub left: f64,
    /// Width.
    pub width: f64,
}

impl Default for Viewport {
    fn default() -> Viewport {
        Viewport::WHOLE
    }
}

impl Viewport {
    /// The whole picture.
    pub const WHOLE: Viewport = Viewport {
        left: 0.0,
        width: 1.0,
    };

    /// So many goroutines of the whole.
    pub fn of(before: u64, count: u64, total: u64) -> Viewport {
        let total = total.max(1) as f64;
        Viewport::new(before as f64 / total, count as f64 / total)
    }

    /// A part of at most the whole, moved to where it does not stick out.
    fn new(left: f64, width: f64) -> Viewport {
        // What comes of a picture without width is not a number.
        if !(left.is_finite() && width < 0.999) {
            return Viewport::WHOLE;
        }
        // `clamp` would bring the printing of floating point numbers along, a twentieth of the page's program.
        let left = left.max(0.0).min(1.0 - width);
        Viewport { left, width }
    }

    /// Whether nothing is out of sight.
    pub fn is_whole(self) -> bool {
        self.width >= 1.0
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    /// Shown `factor` times as large, at most so large that `narrowest` fills it. The point `about`, in fractions of
    /// what is in sight, stays where it is.
    pub fn zoomed(self, factor: f64, about: f64, narrowest: f64) -> Viewport {
        let width = (self.width / factor).max(narrowest.min(self.width));
        Viewport::new(self.left + about * (self.width - width), width)
    }

    /// With its left edge elsewhere.
    pub fn at(self, left: f64) -> Viewport {
        Viewport::new(left, self.width)
    }

    /// Moved by a part of what is in sight.
    pub fn moved(self, by: f64) -> Viewport {
        self.at(self.left + by * self.width)
    }

    /// Moved to where a place of the whole is in its middle.
    pub fn centred(self, place: f64) -> Viewport {
        self.at(place - self.width / 2.0)
    }
}

/// How much larger a turn of the wheel makes the picture, which is as much smaller for the opposite turn.
///
/// `delta` is in CSS pixels, below zero away from the reader. A notch is some 100, a touchpad's pinch a few at a time.
pub fn wheel_factor(delta: f64) -> f64 {
    let factor = 1.0 + delta.abs().min(300.0) / 300.0;
    if delta < 0.0 { factor } else { 1.0 / factor }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_shows(viewport: Viewport, left: f64, right: f64) {
        let is_near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(
            is_near(viewport.left, left) && is_near(viewport.right(), right),
            "{viewport:?} is not {left}..{right}"
        );
    }

    #[test]
    fn the_point_zoomed_about_stays() {
        let half = Viewport::WHOLE.zoomed(2.0, 0.5, 0.0);
        assert_shows(half, 0.25, 0.75);
        assert_shows(half.zoomed(2.0, 0.0, 0.0), 0.25, 0.5);
        assert_shows(half.zoomed(2.0, 1.0, 0.0), 0.5, 0.75);
        assert_shows(
            half.zoomed(4.0, 0.2, 0.0).zoomed(0.25, 0.2, 0.0),
            0.25,
            0.75,
        );
    }

    #[test]
    fn nothing_is_shown_beyond_the_picture() {
        let left = Viewport::WHOLE.zoomed(4.0, 0.0, 0.0);
        assert_shows(left.zoomed(0.5, 1.0, 0.0), 0.0, 0.5);
        assert_shows(left.moved(-1.0), 0.0, 0.25);
        assert_shows(left.moved(9.0), 0.75, 1.0);
        assert_eq!(left.zoomed(0.1, 0.3, 0.0), Viewport::WHOLE);
        assert_eq!(Viewport::WHOLE.moved(0.5), Viewport::WHOLE);
    }

    #[test]
    fn one_goroutine_is_large_enough() {
        let narrow = Viewport::WHOLE.zoomed(1000.0, 0.5, 0.1);
        assert_shows(narrow, 0.45, 0.55);
        assert_shows(narrow.zoomed(2.0, 0.5, 0.1), 0.45, 0.55);
        assert_eq!(Viewport::WHOLE.zoomed(2.0, 0.5, 1.0), Viewport::WHOLE);
    }

    #[test]
    fn moves_by_what_is_in_sight() {
        let part = Viewport::WHOLE.zoomed(4.0, 0.0, 0.0);
        assert_shows(part.moved(0.5), 0.125, 0.375);
        assert_shows(part.centred(0.5), 0.375, 0.625);
        assert_shows(part.centred(0.99), 0.75, 1.0);
    }

    #[test]
    fn a_picture_without_width_is_shown_whole() {
        let part = Viewport::WHOLE.zoomed(4.0, 0.0, 0.0);
        assert_eq!(part.zoomed(2.0, f64::NAN, 0.0), Viewport::WHOLE);
        assert_eq!(part.moved(f64::INFINITY), Viewport::WHOLE);
    }

    #[test]
    fn shows_so_many_goroutines() {
        assert_shows(Viewport::of(50, 25, 100), 0.5, 0.75);
        assert_eq!(Viewport::of(0, 7, 7), Viewport::WHOLE);
    }

    #[test]
    fn a_turn_back_undoes_a_turn() {
        for delta in [1.0, 100.0, 5000.0] {
            assert!(wheel_factor(-delta) > 1.0);
            assert!((wheel_factor(delta) * wheel_factor(-delta) - 1.0).abs() < 1e-9);
        }
        assert!(wheel_factor(-5000.0) <= 2.0);
    }
}
