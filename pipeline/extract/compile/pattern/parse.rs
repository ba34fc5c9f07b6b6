//! Parses patterns.

use super::{GAP, NumberTest, Part, PatternError, Test, literal_class};

const SPECIAL: &[char] =
    &['{', '}', '<', '>', '(', ')', '|', '?', '*', '+', '!', '/', '^', '$', '.'];

/// Deepest nesting of groups.
const DEPTH: usize = 16;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

/// Reads a pattern.
pub(crate) fn parse(text: &str) -> Result<Part, PatternError> {
    let mut parser = Parser { text, at: 0 };
    let mut sections = vec![parser.sequence(0)?];
    while parser.eat('/') {
        sections.push(parser.sequence(0)?);
    }
    if let Some(c) = parser.peek() {
        let help = "remove it, or add the opening bracket";
        return Err(parser.error(c.len_utf8(), format!("unmatched `{c}`"), help.to_owned()));
    }
    let core_at = usize::from(sections.len() > 1);
    if sections.len() > 3 || !takes_a_word(&sections[core_at]) {
        let help = "write `core`, `before / core` or `before / core / after`";
        return Err(parser.error(0, "the pattern has no core".to_owned(), help.to_owned()));
    }
    let mut parts = Vec::new();
    for (n, section) in sections.into_iter().enumerate() {
        if n == core_at {
            parts.extend([Part::CoreStart, section, Part::CoreEnd]);
        } else {
            parts.push(section);
        }
    }
    Ok(Part::Sequence(parts))
}

/// Whether a part can match a word: a core of only `!{unit}` cannot.
fn takes_a_word(part: &Part) -> bool {
    match part {
        Part::Test(_) | Part::Gap(_) => true,
        Part::Sequence(parts) | Part::Choice(parts) => parts.iter().any(takes_a_word),
        Part::Repeat { part, .. } | Part::Capture { part, .. } => takes_a_word(part),
        _ => false,
    }
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// The next character that is not white space.
    fn peek(&mut self) -> Option<char> {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn error(&self, length: usize, message: String, help: String) -> PatternError {
        let end = (self.at + length).min(self.text.len());
        PatternError { at: self.at.min(end)..end, message, help }
    }

    fn expect(&mut self, wanted: char, of: &str) -> Result<(), PatternError> {
        if self.eat(wanted) {
            return Ok(());
        }
        let length = self.peek().map_or(0, char::len_utf8);
        Err(self.error(
            length,
            format!("`{wanted}` is missing"),
            format!("close {of} with `{wanted}`"),
        ))
    }

    fn sequence(&mut self, depth: usize) -> Result<Part, PatternError> {
        if depth > DEPTH {
            return Err(self.error(
                1,
                "the groups are nested too deeply".to_owned(),
                format!("nest at most {DEPTH}"),
            ));
        }
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, ')' | '>' | '|' | '/' | '}') {
                break;
            }
            let part = self.item(c, depth)?;
            parts.push(self.repeated(part));
        }
        Ok(Part::Sequence(parts))
    }

    fn repeated(&mut self, part: Part) -> Part {
        // No blank is allowed before these marks: `{rise} ?` would look like a word of its own.
        let (least, many) = match self.rest().chars().next() {
            Some('?') => (0, false),
            Some('*') => (0, true),
            Some('+') => (1, true),
            _ => return part,
        };
        self.at += 1;
        Part::Repeat { part: Box::new(part), least, many }
    }

    fn item(&mut self, c: char, depth: usize) -> Result<Part, PatternError> {
        match c {
            '^' | '$' => {
                self.at += 1;
                Ok(if c == '^' { Part::SentenceStart } else { Part::SentenceEnd })
            }
            '!' => {
                self.at += 1;
                let start = self.at;
                match self.peek().map(|c| self.item(c, depth)).transpose()? {
                    Some(Part::Test(test)) => Ok(Part::Not(test)),
                    _ => {
                        self.at = start;
                        Err(self.error(
                            1,
                            "`!` must be followed by a single word or class".to_owned(),
                            "write `!{class}` or `!词`".to_owned(),
                        ))
                    }
                }
            }
            '{' => self.classes(),
            '<' => self.capture(depth),
            '(' => self.group(depth),
            '.' => self.gap(),
            _ if SPECIAL.contains(&c) => Err(self.error(
                c.len_utf8(),
                format!("`{c}` has nothing to repeat"),
                "write it right after a word, a class or a group".to_owned(),
            )),
            _ => Ok(self.literal()),
        }
    }

    fn literal(&mut self) -> Part {
        let rest = self.rest();
        let length =
            rest.find(|c: char| c.is_whitespace() || SPECIAL.contains(&c)).unwrap_or(rest.len());
        let at = self.at..self.at + length;
        let classes = vec![literal_class(&self.text[at.clone()])];
        self.at += length;
        Part::Test(Test { classes, at, literal: true, number: Vec::new() })
    }

    fn group(&mut self, depth: usize) -> Result<Part, PatternError> {
        self.at += 1;
        let mut choices = vec![self.sequence(depth + 1)?];
        while self.eat('|') {
            choices.push(self.sequence(depth + 1)?);
        }
        self.expect(')', "the group")?;
        Ok(if choices.len() == 1 { choices.remove(0) } else { Part::Choice(choices) })
    }

    fn capture(&mut self, depth: usize) -> Result<Part, PatternError> {
        self.at += 1;
        let Some((name, _)) = self.rest().split_once(':').filter(|(name, _)| is_name(name.trim()))
        else {
            return Err(self.error(
                1,
                "missing name of a capture".to_owned(),
                "write `<name: …>`".to_owned(),
            ));
        };
        let (length, name) = (name.len() + 1, name.trim().to_owned());
        self.at += length;
        let part = Box::new(self.sequence(depth + 1)?);
        self.expect('>', "the capture")?;
        Ok(Part::Capture { name, part })
    }

    fn gap(&mut self) -> Result<Part, PatternError> {
        let Some(rest) = self.rest().strip_prefix("..") else {
            return Err(self.error(
                1,
                "unexpected `.`".to_owned(),
                "write `..` for a gap".to_owned(),
            ));
        };
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let most = if digits == 0 { GAP } else { rest[..digits].parse().unwrap_or(usize::MAX) };
        if most == 0 || most > 24 {
            return Err(self.error(
                2 + digits,
                "invalid length of a gap".to_owned(),
                "write 1 to 24 words, such as `..6`".to_owned(),
            ));
        }
        self.at += 2 + digits;
        Ok(Part::Gap(most))
    }

    fn classes(&mut self) -> Result<Part, PatternError> {
        let start = self.at;
        let Some(length) = self.rest().find('}') else {
            return Err(self.error(
                1,
                "`}` is missing".to_owned(),
                "close the class with `}`".to_owned(),
            ));
        };
        let inner = self.rest()[1..length].to_owned();
        let (names, constraint) = inner.trim().split_once(' ').unwrap_or((inner.trim(), ""));
        let names: Vec<String> = names.split('|').map(str::to_owned).collect();
        let at = start..start + length + 1;
        if !names.iter().all(|name| is_name(name)) {
            let help = "write `{class}` or `{one|other}`; names consist of a-z, 0-9, - and .";
            return Err(self.error(length + 1, "invalid class".to_owned(), help.to_owned()));
        }
        let number = match constraint.trim() {
            "" => Vec::new(),
            constraint => number_tests(constraint).filter(|_| names == ["number"]).ok_or_else(|| {
                let help = "write `{number 1..12}`, `{number 4 digits}`, `{number coded}`, `{number multiplied}`, `{number decimal}`, `{number han}`, `{number more}` or several with commas";
                self.error(length + 1, format!("unknown condition `{constraint}`"), help.to_owned())
            })?,
        };
        self.at += length + 1;
        Ok(Part::Test(Test { classes: names, at, literal: false, number }))
    }
}

fn number_tests(text: &str) -> Option<Vec<NumberTest>> {
    text.split(',').map(|one| number_test(one.trim())).collect()
}

fn number_test(text: &str) -> Option<NumberTest> {
    match text {
        "coded" => return Some(NumberTest::Coded),
        "multiplied" => return Some(NumberTest::Multiplied),
        "han" => return Some(NumberTest::Han),
        "decimal" => return Some(NumberTest::Decimal),
        "more" => return Some(NumberTest::More),
        _ => {}
    }
    if let Some(digits) = text.strip_suffix("digits") {
        return digits.trim().parse().ok().map(NumberTest::Digits);
    }
    let (low, high) = text.split_once("..")?;
    let (low, high) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
    (low <= high).then_some(NumberTest::Range(low, high))
}

fn is_name(text: &str) -> bool {
    let plain =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'_');
    !text.is_empty() && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(pattern: &str) -> (usize, String) {
        let error = parse(pattern).unwrap_err();
        (error.at.start, error.message)
    }

    #[test]
    fn wrong_patterns_say_where() {
        assert_eq!(
            message("<n: {number} 家"),
            ("<n: {number} 家".len(), "`>` is missing".to_owned())
        );
        assert_eq!(message("从 {Rise}").0, "从 ".len());
        assert_eq!(message("从 {number 12..1}").1, "unknown condition `12..1`");
        assert_eq!(message("a ? b").1, "`?` has nothing to repeat");
        assert_eq!(message("").1, "the pattern has no core");
        assert_eq!(message("a / b / c / d").1, "the pattern has no core");
        assert_eq!(message("{number} / !{unit}").1, "the pattern has no core");
        assert_eq!(message("a )").1, "unmatched `)`");
        assert_eq!(message("!(a|b)").1, "`!` must be followed by a single word or class");
        assert_eq!(message(&"(".repeat(40)).1, "the groups are nested too deeply");
    }

    #[test]
    fn context_stands_around_the_core() {
        let Part::Sequence(parts) = parse("第 / {number} / !届").unwrap() else { panic!() };
        assert_eq!((parts.len(), &parts[1], &parts[3]), (5, &Part::CoreStart, &Part::CoreEnd));
    }
}
