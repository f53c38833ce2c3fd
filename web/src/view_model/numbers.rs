//! Words for numbers. Digits are grouped by commas in every language of the page.

/// `1234567` → `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut res = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            res.push(',');
        }
        res.push(digit);
    }
    res
}

/// `1536` → `1.5 kB`; powers of 1000 as file managers show them.
pub fn bytes(number: u64) -> String {
    let (mut tenths, mut unit) = (number.saturating_mul(10), "B");
    for larger in ["kB", "MB", "GB"] {
        if tenths < 9_995 {
            break;
        }
        tenths = (tenths + 500) / 1000;
        unit = larger;
    }
    match (tenths / 10, tenths % 10) {
        (whole @ 0..10, tenth) if unit != "B" => format!("{whole}.{tenth} {unit}"),
        (whole, tenth) => format!("{} {unit}", whole + u64::from(tenth >= 5)),
    }
}

/// What a language calls stretches of time.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Units {
    pub day: &'static str,
    pub hour: &'static str,
    pub minute: &'static str,
}

/// `147` → `2 h 27 min`.
pub fn minutes(minutes: u64, units: Units) -> String {
    let Units { day, hour, minute } = units;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{rest} {minute}"),
        (0, _) if rest == 0 => format!("{hours} {hour}"),
        (0, _) => format!("{hours} {hour} {rest} {minute}"),
        _ if hours == 0 => format!("{days} {day}"),
        _ => format!("{days} {day} {hours} {hour}"),
    }
}

/// `(1, 3)` → `33 %`; what is there at all is never `0 %`, what is missing never `100 %`.
pub fn percent(part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    match (part * 200 + whole) / (2 * whole) {
        _ if part > 0 && part * 100 < whole => "< 1 %".to_owned(),
        _ if part < whole && part * 100 > whole * 99 => "> 99 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

/// `(1, 3)` → `333`.
pub fn per_mille(part: u64, whole: u64) -> u64 {
    (u128::from(part) * 1000 / u128::from(whole.max(1))) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (2_048_000, "2,048,000"),
        ];
        for (number, words) in cases {
            assert_eq!(grouped(number), words);
        }
    }

    #[test]
    fn words_for_bytes() {
        let cases = [
            (0, "0 B"),
            (999, "999 B"),
            (1536, "1.5 kB"),
            (98_400_000, "98 MB"),
            (999_600, "1.0 MB"),
            (2_500_000_000_000, "2500 GB"),
        ];
        for (number, words) in cases {
            assert_eq!(bytes(number), words);
        }
    }

    #[test]
    fn words_for_minutes() {
        let cases = [
            (0, "0 min"),
            (59, "59 min"),
            (60, "1 h"),
            (147, "2 h 27 min"),
            (1440, "1 d"),
            (1550, "1 d 1 h"),
        ];
        let units = Units {
            day: "d",
            hour: "h",
            minute: "min",
        };
        for (number, words) in cases {
            assert_eq!(minutes(number, units), words);
        }
    }

    #[test]
    fn percent_never_rounds_to_nothing_or_all() {
        assert_eq!(percent(0, 0), "0 %");
        assert_eq!(percent(1, 1000), "< 1 %");
        assert_eq!(percent(999, 1000), "> 99 %");
        assert_eq!(percent(1, 3), "33 %");
    }
}
