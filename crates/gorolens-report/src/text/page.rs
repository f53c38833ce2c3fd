//! A page of text under construction: indentation, wrapping, colour.
//!
//! Invariant: every piece of text passes [`words::printable`] on its way in.

use anstyle::Style;
use gorolens_core::Message;
use textwrap::core::{Word, display_width};
use textwrap::{WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_linebreak::linebreaks;

use super::TextOptions;
use crate::Lang;
use crate::types::Origin;
use crate::words;

/// What is marked, and how. The default colours of a terminal differ; these stay readable on both
/// light and dark ones.
pub(super) mod styles {
    use crate::types::Severity;
    use anstyle::{AnsiColor, Style};

    pub(crate) const TITLE: Style = Style::new().bold();
    pub(crate) const HEAD: Style = Style::new().bold();
    pub(crate) const HEADING: Style = Style::new().underline();
    pub(crate) const FAINT: Style = Style::new().dimmed();
    pub(crate) const OWN: Style = AnsiColor::Cyan.on_default().bold();
    pub(crate) const BEFORE: Style = AnsiColor::Red.on_default();
    pub(crate) const AFTER: Style = AnsiColor::Green.on_default();

    pub(crate) fn severity(severity: Severity) -> Style {
        match severity {
            Severity::Leak | Severity::Stuck => AnsiColor::Red.on_default().bold(),
            Severity::Suspect => AnsiColor::Yellow.on_default().bold(),
            Severity::Note => AnsiColor::Blue.on_default().bold(),
        }
    }
}

pub(super) struct Page {
    pub(super) options: TextOptions,
    pub(super) lang: Lang,
    out: String,
}

impl Page {
    pub(super) fn new(options: TextOptions, lang: Lang) -> Page {
        Page {
            options,
            lang,
            out: String::new(),
        }
    }

    pub(super) fn into_text(self) -> String {
        self.out
    }

    /// One blank line, but none at the top and never two.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    pub(super) fn heading(&mut self, text: Message) {
        self.gap();
        self.line("", &[(&self.lang.say(&text), styles::HEADING)]);
    }

    /// A wrapped paragraph.
    pub(super) fn prose(&mut self, indent: &str, text: &str, style: Style) {
        self.item(indent, "", text, style);
    }

    /// A wrapped paragraph whose further lines stand below the first word, not below the `mark`.
    pub(super) fn item(&mut self, indent: &str, mark: &str, text: &str, style: Style) {
        let text = words::printable(text);
        let hanging = " ".repeat(display_width(mark));
        let used = display_width(indent) + hanging.len();
        for (at, line) in self.wrap(&text, used).iter().enumerate() {
            let mark = if at == 0 { mark } else { &hanging };
            self.line(indent, &[(mark, style), (line, style)]);
        }
    }

    fn wrap(&self, text: &str, used: usize) -> Vec<String> {
        let width = self.options.width.unwrap_or(usize::MAX);
        let options = textwrap::Options::new(width.saturating_sub(used).max(20))
            .break_words(false)
            .word_separator(match self.lang {
                Lang::En => WordSeparator::AsciiSpace,
                Lang::ZhHans => WordSeparator::Custom(between_ideographs),
            })
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        let lines = textwrap::wrap(text, options);
        lines.into_iter().map(|line| line.into_owned()).collect()
    }

    /// One call: `func` and, in a `column` of their own if there is room, the place. Own code has a
    /// mark that needs no colour.
    pub(super) fn call(
        &mut self,
        before: &str,
        func: &str,
        at: &str,
        origin: Origin,
        column: usize,
    ) {
        let (mark, style) = match origin {
            Origin::Application => ("  > ", styles::OWN),
            _ => ("    ", Style::new()),
        };
        let (func, at) = (words::printable(func), words::printable(at));
        let width = display_width(before) + display_width(&func);
        let blanks = " ".repeat(column.saturating_sub(width) + 2);
        let line_width = mark.len() + width + blanks.len() + display_width(&at);
        let own_line = self.options.width.is_some_and(|width| line_width > width);
        let call = [(mark, style), (before, styles::FAINT), (&*func, style)];
        if at.is_empty() {
            self.line("", &call);
        } else if own_line {
            self.line("", &call);
            self.line("        ", &[(&at, styles::FAINT)]);
        } else {
            let [mark, before, func] = call;
            let place = (&*at, styles::FAINT);
            self.line("", &[mark, before, func, (&blanks, Style::new()), place]);
        }
    }

    /// One line, cut at the width; for quotations.
    pub(super) fn cut_line(&mut self, indent: &str, text: &str, style: Style) {
        let text = words::printable(text);
        let room = self
            .options
            .width
            .map(|width| width.saturating_sub(display_width(indent)).max(20));
        match room {
            Some(room) if display_width(&text) > room && !self.options.all => {
                let cut = cut_at(&text, room - 1);
                self.line(indent, &[(cut, style), ("…", style)]);
            }
            _ => self.line(indent, &[(&text, style)]),
        }
    }

    /// One line of pieces, each in its style.
    pub(super) fn line(&mut self, indent: &str, pieces: &[(&str, Style)]) {
        self.out.push_str(indent);
        for (text, style) in pieces {
            self.piece(&words::printable(text), *style);
        }
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }

    fn piece(&mut self, text: &str, style: Style) {
        if self.options.color && !text.is_empty() && style != Style::new() {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            self.out.push_str(text);
        }
    }
}

/// Where Chinese lines may break: at blanks and between ideographs, but not before a comma; never
/// inside an address or a name.
fn between_ideographs(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let may_break = |at: usize| {
        let before = line[..at].chars().next_back();
        let after = line[at..].chars().next();
        before.is_none_or(|it| it.is_whitespace() || words::is_ideographic(it))
            || after.is_none_or(words::is_ideographic)
    };
    let breaks = linebreaks(line).filter(move |(at, _)| may_break(*at));
    let mut from = 0;
    Box::new(breaks.map(move |(to, _)| {
        let word = &line[from..to];
        from = to;
        Word::from(word)
    }))
}

/// The longest beginning of at most `width` columns.
fn cut_at(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, char)| {
        used += display_width(char.encode_utf8(&mut [0; 4]));
        used > width
    });
    end.map_or(text, |(at, _)| &text[..at])
}
