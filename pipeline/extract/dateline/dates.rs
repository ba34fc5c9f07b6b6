//! The complete dates of a line of text.

use std::ops::Range;
use std::sync::LazyLock;

use figlift_text::Period;
use regex_automata::meta::Regex;

use crate::numeral;
use crate::numeral::han::ONE_TO_NINE;

/// A complete date, with its year in digits or in Chinese characters, or in digits only.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let digit = format!("[〇零{ONE_TO_NINE}]");
    let number = format!("([0-9]{{1,2}}|[{ONE_TO_NINE}十廿卅]{{1,4}})");
    let written = format!(
        r"((?:19|20)[0-9]{{2}}|[一二]{digit}{{3}})\s*年\s*{number}\s*月\s*{number}\s*[日号]"
    );
    let figures = r"((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})";
    Regex::new(&format!("{written}|{figures}")).ok()
});

/// A date and its place in its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub value: Period,
    pub at: Range<usize>,
    pub in_figures: bool,
}

/// The number of dates of a line that are read.
const DATES: usize = 8;

/// All valid complete dates of a line.
pub(super) fn dates(line: &str) -> Vec<Date> {
    let Some(regex) = DATE.as_ref().filter(|_| line.contains(['年', '-', '/', '.'])) else {
        return Vec::new();
    };
    let read = |captures: regex_automata::util::captures::Captures| {
        let at = captures.get_match()?.range();
        let digit = |c: char| c.is_ascii_digit();
        if line[..at.start].ends_with(digit) || line[at.end..].starts_with(digit) {
            return None;
        }
        let group = |number| captures.get_group(number).map(|span| &line[span.range()]);
        let in_figures = group(1).is_none();
        let part = |number: usize| group(number).or_else(|| group(number + 3)).and_then(number_of);
        let value = Period::day(part(1)?, part(2)?, part(3)?)?;
        Some(Date { value, at, in_figures })
    };
    // A line with more dates is not a dateline.
    regex.captures_iter(line).take(DATES).filter_map(read).collect()
}

/// 2026, 二〇二六, 十二, 廿八.
fn number_of(text: &str) -> Option<i32> {
    let text = text.replace('廿', "二十").replace('卅', "三十");
    let (numeral, length) = numeral::read(&text, &|_| false)?;
    let whole = numeral.to_i64().filter(|_| length == text.len())?;
    whole.try_into().ok()
}
