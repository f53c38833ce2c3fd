//! What the command line understands.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, ValueEnum};
use clap_complete::Shell;
use gorolens_report::Lang;

/// Says what leaks or hangs in a Go program, from its goroutine dumps.
///
/// Reads the text of /debug/pprof/goroutine?debug=2 and what a panic, a fatal error or SIGQUIT
/// prints, groups identical stacks, and says what is wrong, how sure that is, and what to change.
#[derive(Debug, Parser)]
#[command(name = "gorolens", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Args {
    /// Dumps to read; "-" is standard input, which is also read when no file is named
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Form of the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    pub format: Format,

    /// List every group, frame and problem in the text, not only the most important ones
    #[arg(long)]
    pub all: bool,

    /// Colours in the text; "auto" asks the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,

    /// Columns of the text; 0 leaves lines whole [default: those of the terminal, at most 110]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,

    /// Language of the report [default: that of LC_ALL, LC_MESSAGES or LANG if there is one, else en]
    #[arg(long, value_name = "LANG", value_parser = lang())]
    pub lang: Option<Lang>,

    /// Print the completions of a shell and end
    #[arg(long, value_enum, value_name = "SHELL", exclusive = true)]
    pub completions: Option<Shell>,

    /// Print the man page and end
    #[arg(long, exclusive = true)]
    pub man: bool,
}

/// The languages by their tags, so that the help and the completions list them.
fn lang() -> impl TypedValueParser<Value = Lang> {
    let tags = PossibleValuesParser::new(Lang::ALL.map(Lang::tag));
    tags.try_map(|tag| tag.parse::<Lang>())
}

/// The forms of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal: the verdict first
    Text,
    /// The published format gorolens-report, version 1, on one line
    Json,
    /// For an incident ticket
    Markdown,
    /// For code hosts and editors: SARIF 2.1.0
    Sarif,
    /// For flame graphs: one line per stack and state
    Collapsed,
    /// For speedscope: one profile per dump
    Speedscope,
    /// For "go tool pprof": one sample per stack and state, as protobuf
    Pprof,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When the output is a terminal that shows them
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

const AFTER_HELP: &str = "\
Exit status:
  0  no leak or hang found
  1  at least one finding of severity leak or stuck
  2  an input could not be read, or no goroutine was found in it, or wrong usage

Examples:
  gorolens dump.txt
  curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' | gorolens
  kubectl logs --previous my-pod | gorolens --format markdown > ticket.md
  gorolens before.txt after.txt
  gorolens --completions bash > ~/.local/share/bash-completion/completions/gorolens
  gorolens --man | man -l -";

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_is_consistent() {
        super::Args::command().debug_assert();
    }
}
