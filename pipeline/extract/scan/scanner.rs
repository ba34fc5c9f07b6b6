//! Splits a sentence into words, numbers and shapes.

use figlift_text::Span;

use crate::compile::beginnings::Begins;
use crate::compile::classes::ClassSet;
use crate::compile::gazetteer::AreaContext;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;
use crate::compile::vocabulary::Standing;
use crate::numeral::han::{is_han, is_row_digit};
use crate::numeral::{self, Numeral, Script};
use crate::scan::token::{Token, What};

/// Bytes within which a number may go on after a comma.
const NUMBER: usize = 64;

/// How the dimensions begin that are often negative.
const NEGATIVE: [&str; 4] = ["temperature", "share", "points", "money"];

/// Finds the tokens of a sentence, one after the other.
pub(super) struct Scanner<'r, 's> {
    rules: &'r RuleSet,
    scratch: &'s mut Scratch,
    /// The reading, to the limit of tokens.
    text: &'s str,
    /// The reading, to the end of the sentence.
    whole: &'s str,
    /// Start of the sentence.
    start: usize,
    home: AreaContext<'s>,
    tokens: Vec<Token<'r>>,
}

impl<'r, 's> Scanner<'r, 's> {
    /// A scanner of the sentence from a byte to the end of the text.
    pub(super) fn new(
        rules: &'r RuleSet,
        scratch: &'s mut Scratch,
        text: &'s str,
        (start, home): (usize, AreaContext<'s>),
    ) -> Scanner<'r, 's> {
        // A token has about six bytes: two characters.
        let tokens = Vec::with_capacity((text.len() - start) / 6);
        Scanner { rules, scratch, text, whole: text, start, home, tokens }
    }

    /// All tokens.
    pub(super) fn into_tokens(self) -> Vec<Token<'r>> {
        self.tokens
    }

    /// Finds the tokens from one byte to another.
    pub(super) fn run(&mut self, mut at: usize, end: usize) {
        self.text = &self.whole[..end];
        let mut plain_from = at;
        while let Some(c) = self.text[at..].chars().next() {
            let Scratch { beginnings, shapes, .. } = &mut *self.scratch;
            let all_shapes = (&self.rules.shapes, shapes);
            let begins = beginnings.of(&self.rules.vocabulary, all_shapes, c);
            let found = if begins.nothing() { None } else { self.token(at, c, begins) };
            match found {
                Some(token) => {
                    self.push_text(plain_from, at);
                    at = token.span.end;
                    plain_from = at;
                    self.tokens.push(token);
                }
                None if begins.is_blank => {
                    self.push_text(plain_from, at);
                    at += c.len_utf8();
                    plain_from = at;
                }
                None => at += self.plain_length(at, c),
            }
        }
        self.push_text(plain_from, at);
    }

    fn push_text(&mut self, from: usize, to: usize) {
        if from < to {
            let (span, classes) = (Span::new(from, to), &self.rules.text);
            self.tokens.push(Token { span, what: What::Text, classes, row: None });
        }
    }

    /// A run of Latin letters is one word, so that no numeral or word begins within it.
    fn plain_length(&self, at: usize, c: char) -> usize {
        let letters = self.text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
        letters.max(c.len_utf8())
    }

    fn token(&mut self, at: usize, c: char, begins: Begins) -> Option<Token<'r>> {
        let second = || self.text[at + c.len_utf8()..].chars().next();
        let is_pair = |second| self.rules.vocabulary.may_begin_with(c, second);
        let may_be_word = begins.is_word || begins.word && second().is_some_and(is_pair);
        let word = if may_be_word { self.word_at(at) } else { None };
        let place = if begins.place { self.place_at(at) } else { None };
        // A word of the same length that names no area is only a word of its class: 广州.
        let names = |word: usize| self.rules.vocabulary.word(word).meaning.area.is_some();
        let is_more = |&(_, end): &(usize, usize)| {
            word.is_none_or(|(number, known)| known < end || known == end && !names(number))
        };
        let word = place.filter(is_more).or(word);
        let number = if begins.number { self.number_at(at, c) } else { None };
        let shape = if begins.shape { self.shape_at(at, c, number.as_ref()) } else { None };
        // After 第 a numeral is not part of a word that begins with it: 第一大 does not contain 一大.
        let word = word.filter(|_| number.is_none() || !self.follows_ordinal_mark(at));
        let word_end = word.map_or(0, |(_, end)| end);
        let shape_end = shape.map_or(0, |(_, end)| end);
        let number_end = number.as_ref().map_or(0, |(_, end)| *end);
        let token =
            |end, what, classes| Token { span: Span::new(at, end), what, classes, row: None };
        if let Some((number, end)) = word.filter(|_| word_end >= shape_end.max(number_end)) {
            let classes = &self.rules.vocabulary.word(number).classes;
            return Some(token(end, What::Word(number), classes));
        }
        if let Some((rule, end)) = shape.filter(|_| shape_end >= number_end) {
            return Some(token(end, What::Shape(rule), &self.rules.no_classes));
        }
        let (numeral, end) = number?;
        let value = numeral.to_i64().filter(|_| numeral.script == Script::Bare);
        let magnitude =
            value.and_then(|value| self.rules.magnitudes.iter().find(|(known, _)| *known == value));
        let classes = magnitude.map_or(&self.rules.number, |(_, classes)| classes);
        Some(token(end, What::Number(Box::new(numeral)), classes))
    }

    /// The word that begins at a byte: its number and end.
    fn word_at(&self, at: usize) -> Option<(usize, usize)> {
        let mut text = &self.text[at..];
        loop {
            let (word, length) = self.rules.vocabulary.longest(text)?;
            let stands = &self.rules.vocabulary.word(word).stands;
            let splits = stands.ends_in_digit && self.splits_number(at + length);
            if self.is_seen(stands, at) && !splits {
                return Some((word, at + length));
            }
            // If the longest word does not apply there, a shorter one may.
            let (shorter, _) = text[..length].char_indices().next_back()?;
            text = &text[..shorter];
        }
    }

    /// The name of a place that begins at a byte: its number and end.
    fn place_at(&self, at: usize) -> Option<(usize, usize)> {
        let before = self.tokens.last().filter(|token| token.span.end == at);
        if before.is_some_and(|token| token.numeral().is_some()) {
            return None;
        }
        let word = before.and_then(Token::word).map(|word| self.rules.vocabulary.word(word));
        let area = word.and_then(|word| word.meaning.area.as_deref());
        let (number, length) = self.rules.place_at(&self.text[at..], area, self.home)?;
        Some((self.rules.vocabulary.place(number), at + length))
    }

    /// Whether a word that ends there would split a number: 山海8080 does not contain the name 山海808,
    /// nor does 同一九五二年 contain 同一.
    fn splits_number(&self, end: usize) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let rest = self.text[end..].strip_prefix('.').unwrap_or(&self.text[end..]);
        digit(self.text[..end].chars().next_back()) && digit(rest.chars().next())
            || self.splits_year(end)
    }

    /// Whether the last character before a byte is the first of a year of four Chinese digits.
    fn splits_year(&self, end: usize) -> bool {
        let Some((start, _)) = self.text[..end].char_indices().next_back() else { return false };
        let mut year = self.text[start..].chars();
        year.by_ref().take(4).filter(|&c| is_row_digit(c)).count() == 4 && year.next() == Some('年')
    }

    /// Whether a word applies there: the 级 of 7级 is a measure word, that of 国家级 is not, and 15日均
    /// does not contain 日均. 单位 applies everywhere, since it has classes for both places.
    fn is_seen(&self, stands: &Standing, at: usize) -> bool {
        match self.number_before(at) {
            Some(number) => {
                let counts = !matches!(number.script, Script::Single | Script::Bare);
                counts && stands.after_number || stands.elsewhere && !stands.never_after_number
            }
            None => stands.elsewhere,
        }
    }

    /// The number that ends there.
    fn number_before(&self, at: usize) -> Option<&Numeral> {
        let token = self.tokens.last().filter(|token| token.span.end == at)?;
        token.numeral()
    }

    fn follows_ordinal_mark(&self, at: usize) -> bool {
        let mark = self.rules.policy.ordinal_mark;
        self.tokens.last().is_some_and(|token| token.span.end == at && token.is(mark))
    }

    fn number_at(&self, at: usize, c: char) -> Option<(Numeral, usize)> {
        let signed = numeral::is_minus(c) && self.is_sign(at, c);
        if !signed && !numeral::may_begin_with(c) {
            return None;
        }
        if matches!(c, '上' | '数') && self.within_word(at) {
            return None;
        }
        let digits = if signed { at + c.len_utf8() } else { at };
        let stops = |byte: usize| self.stands_apart(digits + byte);
        let text = &self.text[digits..];
        // 居第3，120.5亿元…: the comma after a rank or the number of a table ends the clause.
        let near = &text[..text.floor_char_boundary(NUMBER)];
        let ends_clause =
            near.contains('，') && self.rules.ends("numbered-by-figure", &self.text[..at]);
        let text = if ends_clause { text.split('，').next()? } else { text };
        let (numeral, length) = numeral::read(text, &stops)?;
        Some((if signed { numeral.negated() } else { numeral }, digits + length))
    }

    /// Whether a dash is the minus sign of the number after it: it opens a statement, or follows a
    /// verb, 的 or the mark of a range, or it is between a noun and a value. Between two numbers or
    /// parts of a name it is not. Dashes wider than a hyphen mostly separate, and are the sign only of
    /// what may well be negative: a temperature, a share, money.
    fn is_sign(&self, at: usize, dash: char) -> bool {
        let number = at + dash.len_utf8();
        let policy = &self.rules.policy;
        let opens = [
            policy.link,
            policy.clause_end,
            policy.list_join,
            policy.bracket_open,
            policy.of,
            policy.range_mark,
        ];
        let before = self.tokens.last().filter(|token| token.span.end == at);
        let first = at == self.start || before.is_some_and(|token| token.is_any(&opens));
        let doubled = self.text[..at].ends_with(numeral::is_minus);
        if doubled || !self.text[number..].starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if dash != '-' {
            return (first || self.follows_noun(at)) && self.may_be_negative(number);
        }
        first || self.follows_noun(at) && self.is_value(number)
    }

    /// Whether a number with a unit of what may well be negative begins there, or a range of these.
    fn may_be_negative(&self, at: usize) -> bool {
        let stops = |byte: usize| self.stands_apart(at + byte);
        let Some((_, length)) = numeral::read(&self.text[at..], &stops) else { return false };
        let end = at + length;
        let unit = self.unit_at(end).and_then(|unit_end| {
            let (word, _) = self.rules.vocabulary.longest(&self.text[end..unit_end])?;
            self.rules.dimension(self.rules.vocabulary.word(word).meaning.unit.as_deref()?)
        });
        unit.is_some_and(|name| NEGATIVE.iter().any(|known| name.starts_with(known)))
            || self.range_goes_on(end).is_some_and(|to| self.may_be_negative(to))
    }

    /// Where the upper end of a range begins, behind the mark of a range that begins there and the sign.
    fn range_goes_on(&self, at: usize) -> Option<usize> {
        let (to, classes) = self.word_after(at)?;
        let signed = self.text[to..].chars().next().filter(|&c| numeral::is_minus(c));
        let sign = signed.map_or(0, char::len_utf8);
        classes.contains(self.rules.policy.range_mark).then_some(to + sign)
    }

    /// Whether a noun or the name of a time (12月份-0.3%) ends there, ignoring blanks.
    fn follows_noun(&self, at: usize) -> bool {
        let before = self.text[self.start..at].trim_end();
        let end = self.start + before.len();
        let Some(word) = self.tokens.last().filter(|token| token.span.end == end) else {
            return before.ends_with(is_han);
        };
        let counts =
            self.tokens.iter().rev().nth(1).is_some_and(|number| {
                number.numeral().is_some() && number.span.end == word.span.start
            });
        let is_word = matches!(word.what, What::Word(_) | What::Text);
        is_word && (!counts || self.rules.ends("end-of-time-name", before))
    }

    /// Whether the value of a noun begins there: a number with a unit, or with 万 or decimals and a
    /// measure word; or a range of these.
    fn is_value(&self, at: usize) -> bool {
        let stops = |byte: usize| self.stands_apart(at + byte);
        let Some((numeral, length)) = numeral::read(&self.text[at..], &stops) else {
            return false;
        };
        let policy = &self.rules.policy;
        let end = at + length;
        let precise = numeral.unit_mult > 0 || numeral.to_i64().is_none();
        let after = self.word_after(end);
        let counts = |classes: &ClassSet| policy.measures(classes);
        self.unit_at(end).is_some()
            || precise
                && (self.text[end..].starts_with('‰') || after.is_some_and(|(_, is)| counts(is)))
            || self.range_goes_on(end).is_some_and(|to| self.is_value(to))
    }

    /// The end and the classes of the word that begins there.
    fn word_after(&self, at: usize) -> Option<(usize, &ClassSet)> {
        let text = &self.text[at..self.text.floor_char_boundary(at + 48)];
        let (word, length) = self.rules.vocabulary.longest(text)?;
        Some((at + length, &self.rules.vocabulary.word(word).classes))
    }

    /// Whether 上 or 数 belongs to the word before it, as in 网上千家店 or 总数百余家.
    fn within_word(&self, at: usize) -> bool {
        self.rules.ends("before-indefinite", &self.text[..at])
    }

    /// Whether a word of several characters begins there that is not the tail of a number: 千瓦, 来自.
    fn stands_apart(&self, at: usize) -> bool {
        let Some(first) = self.text[at..].chars().next() else {
            return false;
        };
        let end = self.text.floor_char_boundary(at + 32);
        let found = self.rules.vocabulary.longest(&self.text[at..end]);
        found.is_some_and(|(word, length)| {
            let word = self.rules.vocabulary.word(word);
            length > first.len_utf8() && self.rules.policy.stands_apart(&word.classes)
        })
    }

    /// The end of the unit, not measure word, that begins there.
    fn unit_at(&self, at: usize) -> Option<usize> {
        let text = &self.text[at..self.text.floor_char_boundary(at + 48)];
        let (word, length) = self.rules.vocabulary.longest(text)?;
        let names_unit = self.rules.vocabulary.word(word).meaning.unit.is_some();
        names_unit.then_some(at + length)
    }

    /// The shape that begins at a byte, unless it is a number with a known unit: 100GW.
    fn shape_at(
        &mut self,
        at: usize,
        c: char,
        number: Option<&(Numeral, usize)>,
    ) -> Option<(usize, usize)> {
        let (rule, end) = self.rules.shapes.at(&mut self.scratch.shapes, self.text, at)?;
        let cut = |byte: usize| {
            let around = |text: &str, last: bool| {
                let c = if last { text.chars().next_back() } else { text.chars().next() };
                c.is_some_and(|c| c.is_ascii_alphanumeric())
            };
            around(&self.text[..byte], true) && around(&self.text[byte..], false)
        };
        let unit = number.and_then(|&(_, number_end)| self.unit_at(number_end));
        let measured = unit.is_some_and(|unit_end| unit_end >= end);
        // GDP8.5万元, 下调LPR3次: letters followed by a value.
        // K1178次 is a train.
        let is_word = self.text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_alphabetic());
        let valued = c.is_ascii_alphabetic()
            && self.text[..end].ends_with(|c: char| c.is_ascii_digit())
            && (self.text[end..].starts_with(['万', '亿'])
                || is_word && self.text[end..].starts_with('次')
                || self.unit_at(end).is_some());
        (!cut(end) && !measured && !valued && !c.is_whitespace()).then_some((rule, end))
    }
}
