//! Files and standard input, in chunks: a dump may be larger than memory.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gorolens_core::Analysis;

/// Bytes read at once.
const CHUNK: usize = 256 * 1024;

/// Where a dump comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// `-` is standard input; a file of that name is `./-`.
    pub fn new(path: &Path) -> Input {
        match path.as_os_str() == "-" {
            true => Input::Stdin,
            false => Input::File(path.to_owned()),
        }
    }

    /// Pushes everything into `analysis`. An input that cannot be read at all leaves no trace in
    /// the report; of one that fails later, what was read is kept.
    pub fn feed(&self, analysis: &mut Analysis) -> io::Result<()> {
        match self {
            Input::Stdin => self.feed_from(io::stdin().lock(), analysis),
            Input::File(path) => self.feed_from(File::open(path)?, analysis),
        }
    }

    fn feed_from(&self, mut source: impl Read, analysis: &mut Analysis) -> io::Result<()> {
        let mut chunk = vec![0; CHUNK];
        let mut n_read = read(&mut source, &mut chunk)?;
        analysis.start_input(&self.to_string());
        while n_read > 0 {
            analysis.push(&chunk[..n_read]);
            n_read = read(&mut source, &mut chunk)?;
        }
        Ok(())
    }
}

impl fmt::Display for Input {
    /// The name in the report.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("stdin"),
            Input::File(path) => path.display().fmt(f),
        }
    }
}

/// Reads again when a signal interrupted the call.
fn read(source: &mut impl Read, chunk: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
