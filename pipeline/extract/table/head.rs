//! What the head of a row or column says.

use figlift_config::HeadClass;
use figlift_text::{Freq, Period};

use super::head_words::HeadWords;
use super::number::CellNumber;
use super::unit::StatedUnit;
use super::words::{SeenWords, WordReader};
use crate::claim::node::NodeKind;
use crate::numeral::han;

/// A head, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The times that it begins with.
    pub period: Option<HeadWords>,
    /// Whether these name a year.
    pub names_year: bool,
    /// The period that they name, if it is known.
    pub time: Option<Period>,
    pub area: Option<HeadWords>,
    /// What it says of the kind of the values, with the words that say it.
    pub aspect: Option<(Aspect, HeadWords)>,
    /// Whether these say with what the values are compared.
    pub has_basis: bool,
    /// Whether these say by themselves what is measured: 森林覆盖率, 投资增长.
    pub names_measure: bool,
    /// Whether the values are of the time before that of the table: 上期.
    pub is_former: bool,
    /// What else it says: what is measured.
    pub noun: Option<HeadWords>,
    /// The name of an area that is not known.
    pub place: Option<HeadWords>,
    pub unit: Option<StatedUnit>,
    /// The unit that its noun itself names: 户数.
    pub counts: Option<StatedUnit>,
    /// Whether it speaks of prices, of sums of money, or of numbers of things.
    pub is_price: bool,
    pub is_money: bool,
    pub is_number: bool,
    /// Whether names of areas stand there.
    pub names_places: bool,
    /// Whether numbers of months stand there.
    pub is_months: bool,
    /// Whether it is numbered: 一、综合.
    pub is_numbered: bool,
    /// Whether its values have a unit of their own, which is that of no row: 得分.
    pub has_own_unit: bool,
    /// Whether the values are sums from a start on.
    pub is_sum: bool,
    /// Whether its rates may as well be differences: 增减.
    pub is_open: bool,
    /// What it is if it is a known word.
    pub class: Option<HeadClass>,
}

/// What a head says of the kind of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// Rates of growth, or differences of rates.
    Growth,
    /// Differences.
    Change,
    Share,
    Rank,
}

/// The aspects, by the words that heads end with.
const ASPECTS: [(HeadClass, Aspect); 4] = [
    (HeadClass::Rank, Aspect::Rank),
    (HeadClass::Change, Aspect::Change),
    (HeadClass::Growth, Aspect::Growth),
    (HeadClass::Share, Aspect::Share),
];

/// The characters that mark a part of what is above, or a note.
const MARKS: [char; 14] = ['#', '＃', '*', '＊', '·', '•', '●', '○', '-', '—', '–', '※', '▲', '△'];

/// The fewest small letters of foreign words behind a head.
const FOREIGN: usize = 3;

/// The longest number before a point, in bytes.
const POINT: usize = 9;

impl Head {
    /// Reads the head that a part is.
    pub(super) fn of(reader: &mut WordReader<'_>, whole: &HeadWords) -> Head {
        let mut head = Head::default();
        let mut part = without_note(whole);
        if let Some(word) = reader.tables().start(&part.words, HeadClass::Among) {
            part = part.after(word.len());
        }
        let numbered = without_marks(&part);
        head.is_numbered = numbered.words.len() < part.words.len();
        part = without_foreign(&numbered);
        head.is_months = reader.tables().is(&part.words, HeadClass::Months);
        head.is_sum = reader.tables().start(&part.words, HeadClass::Sum).is_some();
        head.tell_kind(reader, &part);
        head.class = class(reader, &part);
        if head.class == Some(HeadClass::Month) {
            head.read_month(reader, &part);
        }
        if head.class.is_some() {
            return head;
        }
        head.unit = StatedUnit::of(reader, part.clone());
        if head.unit.is_some() {
            return head;
        }
        if let Some((before, unit)) = StatedUnit::at_end(reader, &part) {
            (part, head.unit) = (before, Some(unit));
        }
        head.tell_kind(reader, &part);
        let part = head.take_period(reader, &part);
        if !part.is_empty() {
            head.read_words(reader, part);
        }
        head
    }

    /// What units its words allow.
    fn tell_kind(&mut self, reader: &WordReader<'_>, part: &HeadWords) {
        let ends = |class| reader.tables().end(&part.words, class).is_some();
        self.is_price = reader.tables().within(&part.words, HeadClass::Price);
        (self.is_money, self.is_number) = (ends(HeadClass::Money), ends(HeadClass::Number));
        self.is_open = ends(HeadClass::Moved);
        self.names_places = ends(HeadClass::Place);
        self.has_own_unit = ends(HeadClass::Own);
    }

    /// 本月 in a table of 1—5月 is the fifth.
    fn read_month(&mut self, reader: &WordReader<'_>, part: &HeadWords) {
        self.period = Some(part.clone());
        if let Some(months) = reader.before.filter(|period| period.freq() != Some(Freq::Month)) {
            let (said, last) = (reader.tables().said(), months.last());
            let words = format!("{}{}{}{}", last.year(), said.year, last.month(), said.month);
            self.period = Some(part.saying(words));
            self.time = Period::of(last.year().into(), Freq::Month, last.month().into());
            self.names_year = true;
        }
    }

    /// Reads what it says besides times and units.
    fn read_words(&mut self, reader: &mut WordReader<'_>, part: HeadWords) {
        self.class = class(reader, &part);
        if self.class.is_some() {
            return;
        }
        let Some(seen) = reader.see(&part.words) else {
            self.noun = Some(part.plain());
            return;
        };
        // 上年同期 without 比 is when the values are of.
        let names_aspect = reader.tables().end(&part.words, HeadClass::Growth).is_some();
        if seen.nodes.len() == 1 && !names_aspect && seen.ends_with_basis(reader.rules()) {
            self.period = Some(part);
            return;
        }
        if let Some(aspect) = self.aspect_of(reader, &seen, &part) {
            self.has_basis = seen.tell_a_basis(reader.rules());
            let leads = reader.tables().start(&part.words, HeadClass::Share).is_some();
            let names = match aspect.0 {
                Aspect::Rank => false,
                Aspect::Share => true,
                Aspect::Growth | Aspect::Change => {
                    reader.tables().start(&part.words, HeadClass::Against).is_none()
                }
            };
            let known = [HeadClass::Fall, HeadClass::Growth, HeadClass::Change, HeadClass::Share];
            let is_alone = known.iter().any(|&class| reader.tables().is(&part.words, class));
            self.names_measure = !leads && !is_alone && names;
            self.aspect = Some(aspect);
            return;
        }
        let is_area = match &seen.nodes[..] {
            [node] => node.meaning(reader.rules()).is_some_and(|meaning| meaning.area.is_some()),
            _ => false,
        };
        if is_area {
            self.area = Some(part);
        } else {
            let counts = StatedUnit::in_noun(reader, &part);
            self.counts =
                counts.filter(|_| self.unit.is_none() && !self.has_own_unit && !self.is_price);
            self.noun = Some(match seen.hold_a_number() {
                true => part.standing_for(&reader.tables().said().thing),
                false => part.plain(),
            });
        }
    }

    /// Takes the times off that a head begins with, and returns the rest.
    fn take_period(&mut self, reader: &mut WordReader<'_>, part: &HeadWords) -> HeadWords {
        // 本年 in a table of 2024 is that year, whenever it was published.
        let current = reader.tables().start(&part.words, HeadClass::Current);
        if let Some(word) = current.filter(|_| self.time.is_none()) {
            self.time = reader.before;
            return part.after(word.len());
        }
        if let Some(word) = reader.tables().start(&part.words, HeadClass::Former) {
            self.is_former = true;
            return part.after(word.len());
        }
        let is_year = CellNumber::of(&part.words).is_some_and(|number| number.is_year());
        let whole = match is_year {
            true => part.saying(format!("{}{}", part.words, reader.tables().said().year)),
            false => part.clone(),
        };
        let Some(seen) = reader.see(&whole.words) else { return whole };
        let times = (0..seen.nodes.len()).take_while(|&at| seen.is_time(at));
        let Some(last) = times.last() else { return whole };
        let named = &seen.nodes[..=last];
        self.names_year = named
            .iter()
            .any(|node| matches!(&node.kind, NodeKind::Period(period) if period.names_a_year()));
        self.time = reader.resolve(named);
        let end = seen.span(last).end;
        self.period = Some(whole.before(end));
        whole.after(end)
    }

    /// What a head says of the kind of the values, and the words that say it.
    fn aspect_of(
        &self,
        reader: &WordReader<'_>,
        seen: &SeenWords<'_>,
        part: &HeadWords,
    ) -> Option<(Aspect, HeadWords)> {
        let (tables, words) = (reader.tables(), &part.words);
        let ends = |(class, aspect)| tables.end(words, class).map(|word| (aspect, word));
        let found = ASPECTS.into_iter().filter_map(ends).max_by_key(|(_, word)| word.len());
        let says_basis = seen.ends_with_basis(reader.rules());
        let of_shares = self.unit.as_ref().is_none_or(|unit| unit.is_share());
        let said = tables.said();
        let verb = |aspect| match aspect {
            Aspect::Growth if of_shares => said.growth.as_str(),
            _ => said.change.as_str(),
        };
        let with_verb =
            |aspect, kept: usize| part.saying(format!("{}{}", &words[..kept], verb(aspect)));
        // 减少 and 下降 are verbs themselves.
        if tables.end(words, HeadClass::Fall).is_some() {
            let aspect = if of_shares { Aspect::Growth } else { Aspect::Change };
            return Some((aspect, part.clone()));
        }
        if tables.end(words, HeadClass::NamedRate).is_some() {
            return None;
        }
        match found {
            // 同比 says with what the values are compared, and is kept.
            Some((aspect @ (Aspect::Growth | Aspect::Change), word)) => {
                let kept = words.len() - if says_basis { 0 } else { word.len() };
                Some((aspect, with_verb(aspect, kept)))
            }
            Some((Aspect::Rank, word)) => {
                Some((Aspect::Rank, part.before(words.len() - word.len())))
            }
            Some((Aspect::Share, _)) => Some((Aspect::Share, part.clone())),
            None if says_basis => {
                let aspect = if of_shares { Aspect::Growth } else { Aspect::Change };
                Some((aspect, with_verb(aspect, words.len())))
            }
            None => {
                let is_share = tables.start(words, HeadClass::Share).is_some();
                // 占地面积（平方米） is none.
                (is_share && of_shares).then(|| (Aspect::Share, part.clone()))
            }
        }
    }

    /// The same, as the name of an area.
    pub(super) fn of_place(mut self) -> Head {
        self.place = self.noun.take();
        self
    }

    /// Whether it says of when the values are, and no more.
    pub(super) fn is_time(&self) -> bool {
        self.names_time() && self.names_nothing() && self.area.is_none() && self.place.is_none()
    }

    /// The head of a row of a month that is stated by its number.
    pub(super) fn of_month(reader: &WordReader<'_>, part: &HeadWords) -> Option<Head> {
        let month =
            CellNumber::of(&part.words)?.ordinal().filter(|month| (1..=12).contains(month))?;
        let words = format!("{month}{}", reader.tables().said().month);
        Some(Head { period: Some(part.saying(words)), ..Head::default() })
    }

    /// Whether it says of when the values are.
    pub(super) fn names_time(&self) -> bool {
        self.period.is_some() || self.time.is_some() || self.is_former
    }

    /// The same, if it is a unit and nothing else, as the name of a thing: 美元.
    pub(super) fn of_thing(mut self) -> Head {
        let is_bare = self.noun.is_none() && self.aspect.is_none() && !self.names_time();
        if is_bare && self.area.is_none() {
            self.noun = self.unit.take().map(|unit| unit.part);
        }
        self
    }

    /// Whether it only says of when or whose the values are, or that there are values.
    pub(super) fn names_nothing(&self) -> bool {
        self.noun.is_none() && self.aspect.is_none()
    }
}

/// What a head is as a whole.
fn class(reader: &WordReader<'_>, part: &HeadWords) -> Option<HeadClass> {
    let known = [
        HeadClass::Value,
        HeadClass::Sum,
        HeadClass::Month,
        HeadClass::Unit,
        HeadClass::Label,
        HeadClass::Place,
        HeadClass::Item,
    ];
    // 科目编码 is a code, too.
    if reader.tables().end(&part.words, HeadClass::Code).is_some() {
        return Some(HeadClass::Label);
    }
    known.into_iter().find(|&class| reader.tables().is(&part.words, class))
}

/// A head without the numbers of notes behind it: 常住人口①.
fn without_note(part: &HeadWords) -> HeadWords {
    let is_note = |c: char| MARKS.contains(&c) || ('①'..='⓿').contains(&c);
    part.before(part.words.trim_end_matches(is_note).len())
}

/// A Chinese head without the foreign words behind it: 人口数Population. Names such as GDP stay.
fn without_foreign(part: &HeadWords) -> HeadWords {
    let is_foreign = |c: char| c.is_ascii() && !matches!(c, ')' | ']' | '%');
    let rest = part.words.trim_end_matches(is_foreign);
    let foreign = &part.words[rest.len()..];
    let is_word = foreign.bytes().filter(u8::is_ascii_lowercase).count() >= FOREIGN;
    if is_word && !rest.is_empty() { part.before(rest.len()) } else { part.clone() }
}

/// A head without the marks and the number of a point before it: 一、, （二）, 3., #.
fn without_marks(part: &HeadWords) -> HeadWords {
    let part = part.after(part.words.len() - part.words.trim_start_matches(MARKS).len());
    let is_digit = |c: char| c.is_ascii_digit() || han::is_of_numeral(c);
    let (open, rest) = match part.words.strip_prefix(['（', '(']) {
        Some(rest) => (true, rest),
        None => (false, part.words.as_str()),
    };
    let after = rest.trim_start_matches(is_digit);
    let number = rest.len() - after.len();
    let mark = after.chars().next().filter(|c| match open {
        true => matches!(c, '）' | ')'),
        false => matches!(c, '、' | '.' | '．' | '）' | ')'),
    });
    match mark {
        Some(mark) if (1..=POINT).contains(&number) => {
            let end = part.words.len() - after.len() + mark.len_utf8();
            // 一、二季度 is no first point.
            let goes_on = part.words[end..].starts_with(is_digit);
            if goes_on { part } else { part.after(end) }
        }
        _ => part,
    }
}
