//! Numbers in words, the same in every finding.

/// `1,234`.
pub(super) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 connection`, `1,234 connections`. `noun` is in the singular and takes an s.
pub(super) fn count(n: u64, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {noun}s", number(n))
    }
}

/// `is` or `are`.
pub(super) fn is(n: u64) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

/// `under a minute` (or not yet seen by a collection), `7 minutes`, `147 minutes (2 h 27 min)`.
pub(super) fn minutes(minutes: u32) -> String {
    match minutes {
        0 => "under a minute".into(),
        1 => "1 minute".into(),
        2..=119 => format!("{minutes} minutes"),
        120..=2879 => format!(
            "{} minutes ({} h {} min)",
            minutes,
            minutes / 60,
            minutes % 60
        ),
        _ => format!(
            "{} minutes (about {} days)",
            number(minutes.into()),
            minutes / 1440
        ),
    }
}

/// `48 KiB`, `1.2 MiB`.
pub(super) fn bytes(n: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    match n {
        0..MIB => format!("{} KiB", n.div_ceil(KIB)),
        _ => format!("{}.{} MiB", n / MIB, n % MIB * 10 / MIB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_numbers() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(count(1, "connection"), "1 connection");
        assert_eq!(count(2000, "connection"), "2,000 connections");
        assert_eq!(minutes(147), "147 minutes (2 h 27 min)");
        assert_eq!(bytes(12 << 10), "12 KiB");
        assert_eq!(bytes((5 << 20) + (1 << 19)), "5.5 MiB");
    }
}
