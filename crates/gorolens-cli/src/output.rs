//! The report on standard output.

use std::io::{self, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use clap::CommandFactory as _;
use clap_complete::Shell;
use gorolens_report::{Replacement, Report, TextOptions};

use crate::args::{Args, Color, Format};

/// Prose in longer lines is hard to read.
const WIDEST: usize = 110;
/// Where there is no terminal to ask.
const WIDTH: usize = 100;

/// Writes `report` as `args` want it. A reader that has seen enough and closed the pipe
/// (`gorolens dump.txt | head`) is no failure.
pub fn write(args: &Args, report: &Report) -> io::Result<()> {
    let result = match args.format {
        Format::Text => write_text(args, report),
        Format::Json => write_plain(&(report.to_json() + "\n")),
        Format::Markdown => write_plain(&report.to_markdown()),
        Format::Html => write_plain(&report.to_html()),
        Format::Link => write_link(&args.site, report),
        Format::Sarif => write_plain(&(report.to_sarif() + "\n")),
        Format::Collapsed => write_plain(&report.to_collapsed()),
        Format::Speedscope => write_plain(&(report.to_speedscope() + "\n")),
        Format::Pprof => write_binary(&report.to_pprof()),
    };
    unless_closed(result)
}

/// A line for everything that is replaced: why, what, by what.
pub fn write_preview(replaced: &[Replacement]) -> io::Result<()> {
    let lines = replaced.iter().map(|it| {
        let (kind, from, to) = (it.kind.as_str(), &it.from, &it.to);
        format!("{kind}\t{from}\t{to}\n")
    });
    unless_closed(write_plain(&lines.collect::<String>()))
}

fn write_link(site: &str, report: &Report) -> io::Result<()> {
    match report.to_link() {
        Some(link) => write_plain(&format!("{site}#{link}\n")),
        None => Err(io::Error::other(
            "it is too long for a link; use --format html",
        )),
    }
}

/// Writes what packagers and users install beside the command.
pub fn write_completions(shell: Shell) -> io::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "gorolens", &mut script);
    unless_closed(write_bytes(&script))
}

/// Writes the man page.
pub fn write_man() -> io::Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    unless_closed(write_bytes(&page))
}

fn unless_closed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn write_plain(text: &str) -> io::Result<()> {
    write_bytes(text.as_bytes())
}

/// A terminal would only be garbled.
fn write_binary(bytes: &[u8]) -> io::Result<()> {
    match io::stdout().is_terminal() {
        true => Err(io::Error::other("it is binary, send it to a file")),
        false => write_bytes(bytes),
    }
}

fn write_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

fn write_text(args: &Args, report: &Report) -> io::Result<()> {
    let choice = match args.color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let text = report.to_text(&TextOptions {
        width: width(args),
        color: choice != ColorChoice::Never,
        all: args.all,
        closing: io::stdout().is_terminal(),
    });
    let mut stdout = AutoStream::new(io::stdout().lock(), choice);
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

fn width(args: &Args) -> Option<usize> {
    match args.width {
        Some(0) => None,
        Some(width) => Some(width),
        None if io::stdout().is_terminal() => Some(terminal_width().min(WIDEST)),
        None => Some(WIDTH),
    }
}

fn terminal_width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(WIDTH, |(width, _)| usize::from(width.0))
}
