//! `cargo xtask diagnose-score [--json] [--list]`: the score over the corpus, and over the second
//! collection of dumps when it is there. Fails when a certainty promises more than it keeps.

use std::process::ExitCode;

use gorolens_tests::score::Score;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let score = Score::of_all();
    let misses = score.misses();
    if args.iter().any(|arg| arg == "--json") {
        let json = serde_json::to_string_pretty(&score);
        println!("{}", json.expect("a score has plain keys and numbers"));
    } else {
        print!("{}", score.to_text());
        if args.iter().any(|arg| arg == "--list") {
            println!("\n{}", score.wrong.join("\n"));
        }
    }
    for miss in &misses {
        eprintln!("below the bar: {miss}");
    }
    ExitCode::from(u8::from(!misses.is_empty()))
}
