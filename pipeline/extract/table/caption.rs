//! What the lines above a table say of all its values.

use figlift_config::HeadClass;
use figlift_text::{Document, Period, Span};

use super::head::Head;
use super::head_words::HeadWords;
use super::unit::StatedUnit;
use super::words::WordReader;

/// What the lines above a table, and rows over all its columns, say.
#[derive(Clone, Debug, Default)]
pub(super) struct Caption {
    /// 单位：亿元、%.
    pub units: Vec<StatedUnit>,
    /// What is measured in all cells: 指标：地区生产总值(亿元).
    pub item: Option<Head>,
    /// The title.
    pub title: Option<Head>,
    pub period: Option<Period>,
    /// Whether the table goes on with the columns of the one before.
    pub continues: bool,
}

impl Caption {
    /// Reads the lines, the nearest to the values last.
    pub(super) fn of(reader: &mut WordReader<'_>, document: &Document, lines: &[Span]) -> Caption {
        let mut caption = Caption::default();
        for &line in lines.iter().rev() {
            let mut titles: Vec<HeadWords> = Vec::new();
            for segment in segments(document.text(), line) {
                let part = HeadWords::of(document, segment);
                if !caption.read_label(reader, &part) {
                    titles.push(part);
                }
            }
            let named = titles.iter().find_map(|part| period(reader, part));
            caption.period = caption.period.or(named);
            let Some(title) = titles.into_iter().max_by_key(|part| part.words.len()) else {
                continue;
            };
            if caption.title.is_none() {
                let mut title = Head::of(reader, &title);
                title.noun = title.noun.and_then(|noun| without_end(reader, noun));
                if caption.units.is_empty() {
                    caption.units.extend(title.unit.clone());
                }
                caption.title = Some(title);
            }
        }
        caption
    }

    /// What the lines above the part of the table before this one said holds on.
    pub(super) fn go_on(&mut self, before: &Caption) {
        if self.units.is_empty() {
            self.units.clone_from(&before.units);
        }
        self.item = self.item.take().or_else(|| before.item.clone());
        self.period = self.period.or(before.period);
    }

    /// Reads a label with what stands behind its colon; whether there is one.
    fn read_label(&mut self, reader: &mut WordReader<'_>, part: &HeadWords) -> bool {
        let tables = reader.tables();
        if tables.end(&part.words, HeadClass::Continued).is_some()
            || tables.start(&part.words, HeadClass::Continued).is_some()
        {
            self.continues = true;
            return true;
        }
        let Some(colon) = part.words.find(['：', ':']) else { return false };
        let label = &part.words[..colon];
        let mark = part.words[colon..].chars().next().map_or(0, char::len_utf8);
        let rest = part.after(colon + mark);
        if tables.is(label, HeadClass::Aside) {
            return true;
        }
        if let Some(word) = tables.end(label, HeadClass::Unit) {
            let rest = rest.before(rest.words.trim_end_matches(['）', ')', ']', '］']).len());
            let units = StatedUnit::all(reader, &rest).unwrap_or_default();
            if self.units.is_empty() {
                self.units = units;
            }
            return word.len() == label.trim_start_matches(['（', '(', '[', '［']).len();
        }
        if tables.is(label, HeadClass::Item) {
            let item = Head::of(reader, &rest);
            self.item.get_or_insert(item);
            return true;
        }
        false
    }
}

/// What a title measures: 工业产品产量 of 工业产品产量情况表. `None` if that is nothing.
fn without_end(reader: &WordReader<'_>, mut title: HeadWords) -> Option<HeadWords> {
    while let Some(end) = reader.tables().end(&title.words, HeadClass::TitleEnd) {
        title = title.before(title.words.len() - end.len());
    }
    (!title.is_empty()).then_some(title)
}

/// The parts of a line that white space parts.
fn segments(text: &str, line: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = line.start;
    for word in text[line.range()].split_inclusive(char::is_whitespace) {
        let inner = word.trim_end_matches(char::is_whitespace);
        if !inner.is_empty() {
            parts.push(Span::new(from, from + inner.len()));
        }
        from += word.len();
    }
    parts
}

/// The period that a title names.
fn period(reader: &mut WordReader<'_>, title: &HeadWords) -> Option<Period> {
    let seen = reader.see(&title.words)?;
    let first = (0..seen.nodes.len()).find(|&at| seen.is_time(at))?;
    let after = (first..seen.nodes.len()).take_while(|&at| seen.is_time(at)).count();
    reader.resolve(&seen.nodes[first..first + after])
}
