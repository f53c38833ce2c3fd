//! How many tests passed and failed, read from what test runners print.

use std::io::{BufRead, BufReader, Write};
use std::iter::Sum;
use std::process::{Command, Stdio};

use anyhow::Result;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    /// A check that counts as one and passed.
    pub const PASSED: Counts = Counts {
        passed: 1,
        failed: 0,
    };

    /// A check that counts as one and failed.
    pub const FAILED: Counts = Counts {
        passed: 0,
        failed: 1,
    };

    /// Runs a test runner, passes its output on and counts.
    pub fn of(command: &mut Command) -> Result<Counts> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut counts = Counts::default();
        let mut output = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let mut line = Vec::new();
        while output.read_until(b'\n', &mut line)? > 0 {
            std::io::stdout().write_all(&line)?;
            counts.read_line(&String::from_utf8_lossy(&line));
            line.clear();
        }
        if !child.wait()?.success() {
            // A runner that did not compile or crashed has no count of its own.
            counts.failed = counts.failed.max(1);
        }
        Ok(counts)
    }

    fn read_line(&mut self, line: &str) {
        if let Some(result) = line.trim_start().strip_prefix("test result: ") {
            self.add_rust(result);
        } else if let Some(count) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            self.add_node(count);
        }
    }

    /// `ok. 5 passed; 0 failed; 0 ignored; …`
    fn add_rust(&mut self, result: &str) {
        let numbers = result
            .split(['.', ';'])
            .filter_map(|part| part.trim().split_once(' '));
        for (number, what) in numbers {
            match (number.parse::<u64>(), what) {
                (Ok(number), "passed") => self.passed += number,
                (Ok(number), "failed") => self.failed += number,
                _ => {}
            }
        }
    }

    /// `pass 5`; a test that was cancelled or skipped proved nothing, so it counts as failed.
    fn add_node(&mut self, count: &str) {
        match count
            .trim()
            .split_once(' ')
            .map(|(what, number)| (what, number.parse::<u64>()))
        {
            Some(("pass", Ok(number))) => self.passed += number,
            Some(("fail" | "cancelled" | "skipped", Ok(number))) => self.failed += number,
            _ => {}
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), |sum, counts| Counts {
            passed: sum.passed + counts.passed,
            failed: sum.failed + counts.failed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, passed: u64, failed: u64) {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.read_line(line));
        assert_eq!(counts, Counts { passed, failed });
    }

    #[test]
    fn results_of_rust_tests_add_up() {
        check(
            "running 2 tests\n\
             test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: FAILED. 30 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n",
            35,
            2,
        );
    }

    #[test]
    fn results_of_node_tests_add_up() {
        check(
            "ℹ tests 4\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\n",
            2,
            2,
        );
        check("# tests 3\n# pass 3\n# fail 0\n", 3, 0);
    }

    #[test]
    fn other_lines_do_not_count() {
        check("test a ... ok\n3 passed\n# Subtest: pass 3 values\n", 0, 0);
    }

    #[test]
    fn a_runner_that_crashes_counts_as_one_failure() {
        let counts = Counts::of(
            Command::new("rustc")
                .arg("--no-such-option")
                .stderr(Stdio::null()),
        );
        assert_eq!(counts.unwrap(), Counts::FAILED);
    }
}
