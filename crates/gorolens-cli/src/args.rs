//! What the command line understands.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use gorolens_report::{Lang, Redaction};

/// Says what leaks or hangs in a Go program, from its goroutine dumps.
///
/// Reads the text of /debug/pprof/goroutine?debug=2 and what a panic, a fatal error or SIGQUIT
/// prints, groups identical stacks, and says what is wrong, how sure that is, and what to change.
#[derive(Debug, Parser)]
#[command(name = "gorolens", version, max_term_width = 100, after_help = AFTER_HELP)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_value_name = "COMMAND"
)]
#[command(disable_help_subcommand = true)]
pub struct Args {
    /// What to do instead of writing a report.
    #[command(subcommand)]
    pub command: Option<Command>,

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

    /// Take out what says whose the report is: "all", "none", or some of arguments, paths, modules, labels, pods
    /// [default: all for html and link, none for the others]
    #[arg(long, value_name = "PARTS", num_args = 0..=1, require_equals = true, default_missing_value = "all", value_parser = redaction)]
    pub redact: Option<Redaction>,

    /// Print what would be replaced by what, and end
    #[arg(long)]
    pub redact_preview: bool,

    /// Where the page is; links lead there
    #[arg(long, value_name = "URL", default_value = "")]
    pub site: String,

    /// Print the completions of a shell and end
    #[arg(long, value_enum, value_name = "SHELL", exclusive = true)]
    pub completions: Option<Shell>,

    /// Print the man page and end
    #[arg(long, exclusive = true)]
    pub man: bool,
}

/// The other commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the dumps in the page, in a browser; a file called "open" is "./open"
    Open(OpenArgs),
}

/// `gorolens open`.
#[derive(Debug, clap::Args)]
pub struct OpenArgs {
    /// Dumps to open; "-" is standard input, which is also read when no file is named
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// The page in one file (gorolens.html) [default: GOROLENS_PAGE, else the one built in, else the report as
    /// a document]
    #[arg(long, value_name = "HTML")]
    pub page: Option<PathBuf>,

    /// Only print the address
    #[arg(long)]
    pub print: bool,

    /// End once the page and the dumps were fetched
    #[arg(long)]
    pub once: bool,

    /// Port on this machine; 0 is any free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,

    /// Language of the page [default: the browser's]
    #[arg(long, value_name = "LANG", value_parser = lang())]
    pub lang: Option<Lang>,
}

fn redaction(parts: &str) -> Result<Redaction, String> {
    Redaction::of(parts).map_err(|part| format!("nothing is called {part:?}"))
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
    /// One document without scripts, to attach or to archive
    Html,
    /// The report in a link to the page; --site says where the page is
    Link,
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
  gorolens open dump.txt
  gorolens --format html dump.txt > report.html
  gorolens --format markdown --redact=modules,pods dump.txt
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
