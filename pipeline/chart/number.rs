//! Numbers as they are printed in a chart.

/// A number with thousands separators and a true minus sign.
pub(crate) fn grouped(value: f64, decimals: usize) -> String {
    if value.abs() >= 1e15 {
        return format!("{value:.2e}").replace('-', "−");
    }
    let plain = format!("{:.decimals$}", value.abs());
    let negative = value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b));
    format!("{}{}", if negative { "−" } else { "" }, group_digits(&plain))
}

/// A number with its sign, plus included; zero has none.
pub(crate) fn signed(value: f64, decimals: usize) -> String {
    let text = grouped(value, decimals);
    let zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if value > 0.0 && !zero { format!("+{text}") } else { text }
}

/// How many decimals a number needs; six at most.
pub(crate) fn decimals(value: f64) -> usize {
    let text = format!("{value}");
    text.split_once('.').map_or(0, |(_, part)| part.len().min(6))
}

/// Sets thousands separators into the whole numbers of a text: 9415家 becomes 9,415家. Decimals,
/// numbers that have separators and numbers that begin with 0 are left as they are.
pub(crate) fn group_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits =
            rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        let (before, number) = (&rest[..start], &rest[start..start + digits]);
        let after = &rest[start + digits..];
        out.push_str(before);
        let inner = out.ends_with(['.', ',', '．', '，']) || after.starts_with(',');
        if inner || digits < 4 || number.starts_with('0') {
            out.push_str(number);
        } else {
            push_grouped(&mut out, number);
        }
        rest = after;
    }
    out + rest
}

fn push_grouped(out: &mut String, digits: &str) {
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
}

/// The number that a text begins with, and the unit after it: `2.40%` is `2.40` and `%`.
pub(crate) fn numeral(text: &str) -> Option<(&str, f64, &str)> {
    let text = text.trim();
    let unsigned = text.trim_start_matches(['-', '−']);
    let sign = text.len() - unsigned.len();
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (number, unit) = text.split_at(sign + end.unwrap_or(unsigned.len()));
    let value = number.replace(',', "").replace('−', "-").parse().ok()?;
    Some((number, value, unit))
}

/// The words for a multiple of which only limits may be known; rounded outwards where they are.
pub(crate) fn multiple(low: f64, high: Option<f64>, about: bool) -> String {
    match high {
        Some(high) if low == high && about => format!("≈{}×", rounded(low, f64::round)),
        Some(high) if low == high => format!("{}×", rounded(low, f64::round)),
        Some(high) if low <= 0.0 => format!("≤{}×", rounded(high, f64::ceil)),
        Some(high) => {
            let (low, high) = (rounded(low, f64::floor), rounded(high, f64::ceil));
            format!("{}{low}–{high}×", if about { "≈" } else { "" })
        }
        None => format!("≥{}×", rounded(low, f64::floor)),
    }
}

/// About two or three digits that tell: more of them near to 1, where they decide.
fn rounded(value: f64, round: fn(f64) -> f64) -> String {
    let decimals = match value {
        v if v >= 100.0 => 0,
        v if (v - 1.0).abs() < 0.2 => 2,
        v if v >= 1.0 => 1,
        v if v >= 0.1 => 2,
        v if v > 0.0 => (1.0 - v.log10().floor()).min(12.0) as i32,
        _ => 0,
    };
    let scale = 10f64.powi(decimals);
    let scaled = value * scale;
    // 600/250 must not become 2.5 because its product is a hair above 24.
    let near = (scaled - scaled.round()).abs() < 1e-6;
    let whole = if near { scaled.round() } else { round(scaled) };
    grouped(whole / scale, decimals as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_zero_has_no_sign() {
        assert_eq!(grouped(33357.1, 1), "33,357.1");
        assert_eq!(grouped(-1234567.0, 0), "−1,234,567");
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(signed(0.42, 2), "+0.42");
        assert_eq!(signed(0.0, 1), "0.0");
        assert_eq!(grouped(1e300, 0), "1.00e300");
    }

    #[test]
    fn a_text_keeps_its_words() {
        for (text, expected) in [
            ("9415家", "9,415家"),
            ("19677.9123亿元", "19,677.9123亿元"),
            ("1,234家", "1,234家"),
            ("第16位", "第16位"),
            ("1:10000", "1:10,000"),
            ("0012345", "0012345"),
            ("二百家", "二百家"),
        ] {
            assert_eq!(group_digits(text), expected);
        }
    }

    #[test]
    fn a_numeral_is_parted_from_its_unit() {
        assert_eq!(numeral("2.40%"), Some(("2.40", 2.4, "%")));
        assert_eq!(numeral("-1,234.5亿元"), Some(("-1,234.5", -1234.5, "亿元")));
        assert_eq!(numeral("第16位"), None);
        assert_eq!(numeral("."), None);
    }

    #[test]
    fn multiples_say_no_more_than_is_known() {
        assert_eq!(multiple(9415.0 / 464.0, Some(9415.0 / 464.0), false), "20.3×");
        assert_eq!(multiple(500.0 / 260.0, Some(600.0 / 250.0), false), "1.9–2.4×");
        assert_eq!(multiple(3.28, None, false), "≥3.2×");
        assert_eq!(multiple(0.0, Some(3.21), false), "≤3.3×");
        assert_eq!(multiple(1.04, Some(1.04), true), "≈1.04×");
        assert_eq!(multiple(0.003456, Some(0.003456), false), "0.0035×");
    }
}
