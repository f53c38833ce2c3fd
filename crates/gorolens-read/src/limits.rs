//! What an analysis may spend, as named policies. Each one is reported when it is reached.

/// The bounds of one analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one text line; the rest of a longer line is set aside and reported.
    pub max_line: usize,
    /// Frames kept of one stack; Go itself prints at most 100.
    pub max_frames: usize,
    /// Dumps kept apart, beyond the one that each file has; further ones are counted with the last.
    pub max_dumps: usize,
    /// Distinct stacks kept; goroutines with further stacks fall into one group named so.
    pub max_stacks: usize,
    /// Bytes of one input after decompression; of an archive, those of all its files.
    pub max_unpacked: u64,
    /// Files read of one archive.
    pub max_files: usize,
    /// Bytes of one protobuf profile after decompression; it is read as a whole.
    pub max_profile: usize,
    /// Problems listed in the report; further ones are counted, not listed.
    pub max_problems: usize,
    /// Goroutine ids listed per group; further ones are counted, not listed.
    pub max_ids_per_group: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_line: 1 << 24,
            max_frames: 4096,
            max_dumps: 1000,
            max_stacks: 1 << 20,
            max_unpacked: 1 << 36,
            max_files: 10_000,
            max_profile: 1 << 28,
            max_problems: 1000,
            max_ids_per_group: usize::MAX,
        }
    }
}
