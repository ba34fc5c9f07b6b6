//! Numbers of points at the start of paragraphs, right before another number: 3.10种 is point 3 and
//! ten kinds if the point before it was the second.

use crate::numeral::han::power_of;

/// The current point of a text.
#[derive(Debug, Default)]
pub(crate) struct Points {
    last: Option<u32>,
}

/// The maximum number of digits of the number of a point.
const DIGITS: usize = 2;

/// Unit signs after which the mark in the number is a decimal point: 3.10%.
const UNITS: [char; 4] = ['%', '％', '‰', '元'];

impl Points {
    /// Length of the number and mark at the start of the next paragraph, if another number follows
    /// them; else 0.
    pub(crate) fn head(&mut self, paragraph: &str) -> usize {
        let (number, rest) = digits(paragraph);
        let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、'));
        let (Some(mark), 1..=DIGITS) = (mark, number.len()) else { return 0 };
        let Ok(point) = number.parse() else { return 0 };
        let after = &rest[mark.len_utf8()..];
        let (other, unit) = digits(after);
        if other.is_empty() || mark == '、' {
            self.last = Some(point);
            return 0;
        }
        let is_year = other.len() == 4 && other.starts_with(['1', '2']) && unit.starts_with('年');
        let is_next = point > 1 && self.last == Some(point - 1) && !goes_on(unit);
        if !is_year && !is_next {
            return 0;
        }
        self.last = Some(point);
        number.len() + mark.len_utf8()
    }
}

/// Whether the text after digits continues the number or is its unit: 2.5万, 3.10%.
fn goes_on(unit: &str) -> bool {
    unit.starts_with(UNITS) || unit.starts_with(|c| power_of(c).is_some())
}

/// The digits at the start of a text, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn numbers_of_points_stand_apart() {
        let mut points = Points::default();
        let heads = ["1.铜", "2.3个方案", "3．10种金属", "4.5万亩", "5.2026年", "7.5个", "8、9月"];
        assert_eq!(heads.map(|head| points.head(head)), [0, 2, 4, 0, 2, 0, 0]);
        assert_eq!(["1.5%", "", "12", "123.4个"].map(|head| points.head(head)), [0; 4]);
    }
}
