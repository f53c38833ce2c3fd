//! Makes of each language's messages what the program reads at run time, so that it needs no parser.
//! `src/catalogue/packed.rs` says how it is written.
//!
//! A file of its own because two programs do it: the build script, and `cargo xtask build` for the page, which loads
//! the language of its reader only.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

/// The messages of each language in `locales`, by its tag.
pub fn languages(locales: &Path) -> io::Result<Vec<(String, String)>> {
    let mut languages = Vec::new();
    for folder in sorted(locales)? {
        let tag = folder.file_name().unwrap_or_default().to_string_lossy();
        languages.push((tag.into_owned(), packed(&folder)?));
    }
    Ok(languages)
}

fn packed(folder: &Path) -> io::Result<String> {
    let mut packed = String::new();
    for file in sorted(folder)? {
        let text = fs::read_to_string(&file)?;
        add(&text, &mut packed).map_err(|it| wrong(&format!("{}: {it}", file.display())))?;
    }
    Ok(packed)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Adds the messages of a file; fails with what is wrong with it.
fn add(text: &str, out: &mut String) -> Result<(), String> {
    let resource = fluent_syntax::parser::parse(text).map_err(|(_, all)| format!("{all:?}"))?;
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let name = message.id.name;
                let value = message.value.ok_or_else(|| format!("{name} has no text"))?;
                let _ = write!(out, "{name}\u{2}");
                pattern(&value, out).map_err(|it| format!("{name}: {it}"))?;
                out.push('\0');
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            other => return Err(format!("only messages are understood, not {other:?}")),
        }
    }
    Ok(())
}

fn pattern(pattern: &Pattern<&str>, out: &mut String) -> Result<(), String> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => self::expression(expression, out)?,
        }
    }
    Ok(())
}

fn expression(expression: &Expression<&str>, out: &mut String) -> Result<(), String> {
    let (selector, variants) = match expression {
        Expression::Inline(inline) => return self::inline(inline, out),
        Expression::Select { selector, variants } => (selector, variants),
    };
    let InlineExpression::VariableReference { id } = selector else {
        return Err(format!("only a variable can choose, not {selector:?}"));
    };
    let _ = write!(out, "\u{4}{}\u{2}", id.name);
    for variant in variants {
        let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) =
            variant.key;
        let mark = if variant.default { '\u{7}' } else { '\u{5}' };
        let _ = write!(out, "{mark}{key}\u{2}");
        pattern(&variant.value, out)?;
    }
    out.push('\u{6}');
    Ok(())
}

fn inline(inline: &InlineExpression<&str>, out: &mut String) -> Result<(), String> {
    match inline {
        InlineExpression::StringLiteral { value } => out.push_str(value),
        InlineExpression::VariableReference { id } => {
            let _ = write!(out, "\u{1}{}\u{2}", id.name);
        }
        InlineExpression::MessageReference {
            id,
            attribute: None,
        } => {
            let _ = write!(out, "\u{3}{}\u{2}", id.name);
        }
        InlineExpression::Placeable { expression } => self::expression(expression, out)?,
        other => return Err(format!("not understood: {other:?}")),
    }
    Ok(())
}
