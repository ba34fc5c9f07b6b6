//! How wide a text is, and how it is broken into lines that fit.
//!
//! There is no font at hand, so widths are estimated by character class: full-width glyphs are
//! 1 em, others have about the width that the usual sans-serif faces give them, rounded up. A
//! label is then never wider on the page than it was thought to be.

use unicode_width::UnicodeWidthChar;

/// The width of a text in px at a font size in px.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    // Bold Latin letters are about 6% wider; full-width glyphs keep their square.
    let em: f64 =
        text.chars().map(|c| if bold && em(c) < 1.0 { em(c) * 1.06 } else { em(c) }).sum();
    em * size
}

/// The advance of one character, in em.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.3,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '/' | '\\' => 0.4,
        'J' | 'c' | 's' | 'z' | 'v' | 'x' | 'y' | '"' | '*' => 0.53,
        'a' | 'e' | 'g' | 'k' | 'E' | 'F' | 'L' | '0'..='9' => 0.58,
        'C' | 'D' | 'G' | 'H' | 'N' | 'U' | 'w' | '&' => 0.76,
        'O' | 'Q' => 0.79,
        'M' => 0.86,
        'W' | 'm' | '%' => 0.96,
        '@' => 1.03,
        ' '..='~' => 0.66,
        '\u{2e3a}' => 2.0,
        '\u{2e3b}' => 3.0,
        _ => em_beyond_ascii(c),
    }
}

fn em_beyond_ascii(c: char) -> f64 {
    // Ambiguous characters (— … “ → ×) are full-width in the CJK faces that the charts ask for.
    match c.width_cjk() {
        None | Some(0) => 0.0,
        Some(1) => 0.8,
        Some(_) if ('\u{1f000}'..'\u{20000}').contains(&c) => 1.3,
        Some(_) => 1.0,
    }
}

/// A text broken into lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fitted {
    /// The lines, none wider than asked for.
    pub(crate) lines: Vec<String>,
    /// Whether words were left out, so that the whole text has to stand in a `<title>`.
    pub(crate) cut: bool,
    /// The widest line, in px.
    pub(crate) width: f64,
}

/// What text is measured with: font size in px and weight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Face {
    pub(crate) size: f64,
    pub(crate) bold: bool,
}

impl Face {
    pub(crate) fn width(self, text: &str) -> f64 {
        width(text, self.size, self.bold)
    }

    /// Breaks a text into at most `most` lines of at most `room` px; what does not fit is
    /// replaced by an ellipsis.
    pub(crate) fn fit(self, text: &str, room: f64, most: usize) -> Fitted {
        let text = clean(text);
        let mut rest = text.trim();
        let mut fitted = Fitted::default();
        while !rest.is_empty() && fitted.lines.len() < most {
            let last = fitted.lines.len() + 1 == most;
            let (line, after) = match self.fits(rest, room) {
                true => (rest.to_owned(), ""),
                false if last => {
                    fitted.cut = true;
                    (self.shorten(rest, room), "")
                }
                false => self.break_line(rest, room),
            };
            fitted.width = fitted.width.max(self.width(&line));
            fitted.lines.push(line);
            rest = after;
        }
        fitted
    }

    fn fits(self, text: &str, room: f64) -> bool {
        self.width(text) <= room
    }

    /// The longest beginning of a text that still leaves room for an ellipsis.
    fn shorten(self, text: &str, room: f64) -> String {
        let end = self.reach(text, room - self.width("…"));
        format!("{}…", text[..end].trim_end())
    }

    /// The byte at which a text no longer fits.
    fn reach(self, text: &str, room: f64) -> usize {
        let mut used = 0.0;
        for (at, c) in text.char_indices() {
            used += self.width(c.encode_utf8(&mut [0; 4]));
            if used > room {
                return at;
            }
        }
        text.len()
    }

    /// The first line of a text too wide for one, and what is left.
    fn break_line(self, text: &str, room: f64) -> (String, &str) {
        let first = text.chars().next().map_or(0, char::len_utf8);
        // A line holds a character at least, however narrow it is: the text must come to an end.
        let reach = self.reach(text, room).max(first);
        let at = last_break(text, reach).unwrap_or(reach);
        (text[..at].trim_end().to_owned(), text[at..].trim_start())
    }
}

/// The last byte up to `reach` before which a line may begin.
fn last_break(text: &str, reach: usize) -> Option<usize> {
    let mut found = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if at > reach {
            break;
        }
        if before.is_some_and(|before| may_break(before, c)) {
            found = Some(at);
        }
        before = Some(c);
    }
    found.filter(|at| *at > 0)
}

fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：？！）》〉」』】”’…%％,.;:?!)]}";
    const OPENING: &str = "（《〈「『【“‘([{";
    if CLOSING.contains(after) || OPENING.contains(before) || after == ' ' || em(after) == 0.0 {
        return false;
    }
    let wide = |c: char| !c.is_ascii() && em(c) >= 1.0;
    before == ' ' || matches!(before, '-' | '/') || wide(before) || wide(after)
}

/// A text as it may stand in a drawing: line breaks and tabs become spaces, other control
/// characters and what XML 1.0 forbids are dropped, and spaces are not repeated.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | ' ' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face { size: 10.0, bold: false };

    #[test]
    fn full_width_glyphs_are_one_em() {
        assert_eq!(width("研发经费", 14.0, false), 56.0);
        assert_eq!(width("，％", 10.0, true), 20.0);
        assert!(width("19677.9", 10.0, false) < 41.0);
        assert_eq!(width("e\u{301}", 10.0, false), width("e", 10.0, false));
    }

    #[test]
    fn lines_keep_to_the_room_and_lose_nothing_unless_said() {
        for text in
            ["高新技术产业增加值占规模以上工业增加值的比重", "High-tech share of value added"]
        {
            let fitted = FACE.fit(text, 90.0, 9);
            assert!(!fitted.cut && fitted.lines.len() > 1, "{fitted:?}");
            assert!(fitted.lines.iter().all(|line| FACE.width(line) <= 90.0));
            let joined: String = fitted.lines.concat().replace(' ', "");
            assert_eq!(joined, text.replace(' ', ""));
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let fitted = FACE.fit(&"长".repeat(50), 100.0, 2);
        assert_eq!(fitted.lines, ["长".repeat(10), format!("{}…", "长".repeat(9))]);
        assert!(fitted.cut);
        let word = FACE.fit("Donaudampfschifffahrtsgesellschaft", 60.0, 2);
        assert!(word.cut && word.lines.iter().all(|line| FACE.width(line) <= 60.0));
    }

    #[test]
    fn a_line_does_not_begin_with_a_closing_mark() {
        let fitted = FACE.fit("一二三四五，六七八九十", 50.0, 4);
        assert_eq!(fitted.lines, ["一二三四", "五，六七八", "九十"]);
    }

    #[test]
    fn no_room_at_all_still_ends() {
        assert_eq!(FACE.fit("甲乙丙", 1.0, 2).lines, ["甲", "…"]);
        assert!(FACE.fit("", 10.0, 2).lines.is_empty());
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(clean("a\u{0}b\n\n c\u{1b}\u{ffff}"), "ab c");
    }
}
