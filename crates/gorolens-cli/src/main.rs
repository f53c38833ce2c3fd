//! `gorolens`: diagnoses Go goroutine dumps from the command line.
//!
//! ```text
//! args → input (files, stdin in chunks) → gorolens-core → gorolens-report → output (stdout)
//! ```
//!
//! Exit status: 0 no leak or hang found, 1 at least one, 2 unusable input or usage.
#![forbid(unsafe_code)]

mod args;
mod input;
mod open;
mod output;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};
use gorolens_core::{Analysis, Limits};
use gorolens_report::{Lang, Redaction, Report};

use crate::args::{Args, Command, Format};
use crate::input::Input;

/// No finding of severity leak or stuck.
const CLEAN: u8 = 0;
/// At least one such finding.
const FOUND: u8 = 1;
/// Something could not be read, understood or written. clap uses the same for usage.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(Command::Open(open)) = &args.command {
        let done = open::run(open, &inputs(&open.files), open.lang);
        return ExitCode::from(done.map_or_else(cannot_open, |()| CLEAN));
    }
    let written = match args.completions {
        Some(shell) => output::write_completions(shell),
        None if args.man => output::write_man(),
        None => return ExitCode::from(diagnose(&args)),
    };
    ExitCode::from(if was_written(written) {
        CLEAN
    } else {
        UNUSABLE
    })
}

fn cannot_open(error: io::Error) -> u8 {
    complain(&format!("cannot open: {error}"));
    UNUSABLE
}

/// Reads, analyses and reports.
fn diagnose(args: &Args) -> u8 {
    let mut analysis = Analysis::new(Limits::default());
    let mut all_read = true;
    for input in &inputs(&args.files) {
        if let Err(error) = input.feed(&mut analysis) {
            complain(&format!("cannot read {input}: {error}"));
            all_read = false;
        }
    }
    let lang = args.lang.unwrap_or_else(lang_of_surroundings);
    let report = Report::localized(&analysis.finish(), lang);
    // A page about an empty input would only hide that the file was not found.
    let is_for_people = matches!(args.format, Format::Text | Format::Markdown | Format::Html);
    if is_for_people && !all_read && report.dumps.is_empty() {
        return UNUSABLE;
    }
    let (given, replaced) = report.redacted(redaction(args));
    let written = was_written(match args.redact_preview {
        true => output::write_preview(&replaced),
        false => output::write(args, &given),
    });
    complain_about_content(&report, all_read);
    status(&report, all_read && written)
}

/// What is taken out: for forms that are made to be given away everything, unless it is said otherwise.
fn redaction(args: &Args) -> Redaction {
    args.redact.unwrap_or(match args.format {
        Format::Html | Format::Link => Redaction::ALL,
        _ if args.redact_preview => Redaction::ALL,
        _ => Redaction::NONE,
    })
}

/// What POSIX says of messages: the first of these variables that is not empty decides.
fn lang_of_surroundings() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let mut locales = names.iter().filter_map(|name| std::env::var(name).ok());
    let locale = locales.find(|locale| !locale.is_empty());
    locale
        .and_then(|locale| locale.parse().ok())
        .unwrap_or_default()
}

fn was_written(result: io::Result<()>) -> bool {
    if let Err(error) = &result {
        complain(&format!("cannot write the report: {error}"));
    }
    result.is_ok()
}

fn inputs(files: &[PathBuf]) -> Vec<Input> {
    let inputs: Vec<Input> = files.iter().map(|file| Input::new(file)).collect();
    match inputs
        .iter()
        .filter(|input| **input == Input::Stdin)
        .count()
    {
        0 if inputs.is_empty() && io::stdin().is_terminal() => usage(
            clap::error::ErrorKind::MissingRequiredArgument,
            "no dump given: name a file, or pipe a dump in",
        ),
        0 if inputs.is_empty() => vec![Input::Stdin],
        0 | 1 => inputs,
        _ => usage(
            clap::error::ErrorKind::ArgumentConflict,
            "standard input (-) can be read only once",
        ),
    }
}

fn usage(kind: clap::error::ErrorKind, message: &str) -> ! {
    Args::command().error(kind, message).exit()
}

fn status(report: &Report, all_worked: bool) -> u8 {
    match report.has_serious_finding() {
        _ if !all_worked || report.totals.goroutines == 0 => UNUSABLE,
        true => FOUND,
        false => CLEAN,
    }
}

/// Says what the report's reader may not see: the report itself may go to another program.
fn complain_about_content(report: &Report, all_read: bool) {
    if report.totals.goroutines == 0 && all_read {
        complain(
            "no goroutine found in the input; give the text of /debug/pprof/goroutine?debug=2, \
             or what a panic or SIGQUIT printed",
        );
    } else if report.totals.goroutines > 0 {
        for dump in report.dumps.iter().filter(|dump| dump.goroutines == 0) {
            complain(&format!("no goroutine found in {:?}", dump.name));
        }
    }
}

/// A closed standard error is no reason to fail.
fn complain(sentence: &str) {
    use std::io::Write as _;
    let _ = writeln!(io::stderr().lock(), "gorolens: {sentence}");
}
