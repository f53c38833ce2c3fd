//! Certainty means something: of what is said with high certainty at least 95 % is right, with medium
//! at least 75 %, over every labelled dump.

use gorolens_tests::score::Score;

#[test]
fn certainty_keeps_its_promise() {
    let score = Score::of_all();
    let misses = score.misses();
    assert!(
        misses.is_empty(),
        "{}\n\n{}",
        misses.join("\n"),
        score.to_text()
    );
}
