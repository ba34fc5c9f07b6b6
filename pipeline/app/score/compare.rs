//! Matches and counts the gold and found rows of a text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Annotated;
use super::common::given;
use super::field::ScoredField;
use super::found::{Found, FoundFigure, FoundNumeral};
use super::gold::GoldRow;
use super::tally::{Mistake, Tally};

/// Characters of Chinese numerals.
const HAN: &str = "〇零一二两三四五六七八九十百千万亿半";

/// Counts a text.
pub(super) fn count(text: &Annotated<'_>, found: &Found, tally: &mut Tally) {
    let first = text.gold.iter().map(|row| row.start).min().unwrap_or(0);
    let last = text.gold.iter().map(|row| row.end).max().unwrap_or(0);
    let annotated = first..last;
    let want: Vec<_> = text.gold.iter().filter(|row| row.class == "figure").collect();
    let have: Vec<_> =
        found.figures.iter().filter(|figure| annotated.contains(&figure.char_start)).collect();
    let seen: Vec<_> =
        found.numerals.iter().filter(|numeral| annotated.contains(&numeral.char_start)).collect();
    tally.documents += 1;
    let mut counting = Counting { text, starts: starts(text.document.text()), tally };
    counting.figures(&want, &have);
    counting.numerals(&seen);
}

/// The byte of every code point, and the end.
fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Pairs of gold and found figures, one to one: the longest overlap first, then the most similar
/// length, then the later figures.
fn matches(want: &[&GoldRow], have: &[&FoundFigure]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, gold) in want.iter().map(|gold| gold.range()).enumerate() {
        for (j, figure) in have.iter().map(|figure| figure.range()).enumerate() {
            if overlap(&gold, &figure) {
                let shared = gold.end.min(figure.end) - gold.start.max(figure.start);
                let unlike = gold.len().abs_diff(figure.len());
                pairs.push((Reverse(shared), unlike, Reverse(i), Reverse(j)));
            }
        }
    }
    pairs.sort_unstable();
    let (mut of_gold, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut free = |&(i, j): &(usize, usize)| {
        let free = !of_gold.contains(&i) && !used.contains(&j);
        free && of_gold.insert(i) && used.insert(j)
    };
    let ranked = pairs.into_iter().map(|(_, _, Reverse(i), Reverse(j))| (i, j));
    let mut matched: Vec<(usize, usize)> = ranked.filter(|pair| free(pair)).collect();
    // Mistakes are listed in the order of the text.
    matched.sort_unstable();
    matched
}

/// The places of the two ends of a change.
type FoundEnds<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a FoundFigure>>;

struct Counting<'a> {
    text: &'a Annotated<'a>,
    starts: Vec<usize>,
    tally: &'a mut Tally,
}

impl Counting<'_> {
    fn figures(&mut self, want: &[&GoldRow], have: &[&FoundFigure]) {
        let mut matched = matches(want, have);
        self.tally.gold += want.len();
        self.tally.pred += have.len();
        self.tally.hit += matched.len();
        self.tally.bad_offsets += have.iter().filter(|figure| !self.is_in_place(figure)).count();
        let strict = want.iter().filter(|gold| ScoredField::Exact.is_scored(gold)).count();
        let spurious = if strict > 0 { have.len() - matched.len() } else { 0 };
        self.tally.strict.of += strict + spurious;
        self.unmatched(want, have, &matched);
        let mut ends = FoundEnds::new();
        for (gold, figure) in matched.iter().map(|&(i, j)| (want[i], have[j])) {
            if let Some((change, end)) = gold.change().zip(gold.change_end.as_deref()) {
                ends.entry(change).or_default().insert(end, figure);
            }
        }
        matched.sort_unstable();
        for (i, j) in matched {
            self.fields(want[i], have[j]);
        }
        self.changes(want, &ends);
    }

    /// Whether a figure's offsets, of both kinds, cut its surface out of the text.
    fn is_in_place(&self, figure: &FoundFigure) -> bool {
        let text = self.text.document.text();
        let bytes = self.starts.get(figure.char_start).zip(self.starts.get(figure.char_end));
        let by_points = bytes.and_then(|(&start, &end)| text.get(start..end));
        let by_bytes = text.get(figure.byte_start..figure.byte_end);
        [by_points, by_bytes] == [Some(figure.surface.as_str()); 2]
    }

    fn unmatched(&mut self, want: &[&GoldRow], have: &[&FoundFigure], matched: &[(usize, usize)]) {
        for (i, gold) in want.iter().enumerate() {
            if !matched.iter().any(|pair| pair.0 == i) {
                self.mistake("missed", gold.start, &gold.surface, ["figure", "none"]);
            }
        }
        for (j, figure) in have.iter().enumerate() {
            if !matched.iter().any(|pair| pair.1 == j) {
                self.mistake(
                    "spurious",
                    figure.char_start,
                    &figure.surface,
                    ["none", &figure.rule],
                );
            }
        }
    }

    /// Scores the fields of a matched figure.
    fn fields(&mut self, gold: &GoldRow, figure: &FoundFigure) {
        if given(&gold.stated.basis).is_none() {
            self.tally.basis_spurious.add(given(&figure.stated.basis).is_some());
        }
        let right = |field: ScoredField| field.is_right(gold, figure);
        for (index, field) in ScoredField::ALL.into_iter().enumerate() {
            if !field.is_scored(gold) {
                continue;
            }
            self.tally.fields[index].add(right(field));
            if !right(field) {
                let [want, have] = field.shown(gold, figure);
                self.mistake(field.name(), gold.start, &gold.surface, [&want, &have]);
            }
        }
        let core = ScoredField::CORE.into_iter().all(right);
        // Without a period in the gold, every period is right.
        let rest = |field: ScoredField| {
            right(field) || (field == ScoredField::Period && !field.is_scored(gold))
        };
        self.tally.core += usize::from(core);
        self.tally.full += usize::from(core && ScoredField::BEYOND_CORE.into_iter().all(rest));
        if ScoredField::Exact.is_scored(gold) {
            let mut strict =
                ScoredField::ALL.into_iter().filter(|field| field.is_strict(gold, figure));
            self.tally.strict.hit += usize::from(strict.all(right) && is_tied(gold, figure));
        }
    }

    /// Scores the changes of which the gold has both ends.
    fn changes(&mut self, want: &[&GoldRow], ends: &FoundEnds<'_>) {
        let mut changes: BTreeMap<&str, Vec<&GoldRow>> = BTreeMap::new();
        for gold in want {
            if let Some(change) = gold.change() {
                changes.entry(change).or_default().push(gold);
            }
        }
        for (change, rows) in changes {
            let row = |end| rows.iter().find(|row| row.change_end.as_deref() == Some(end));
            let Some((from, _)) = row("from").zip(row("to")) else { continue };
            let good = ends.get(change).is_some_and(are_linked);
            self.tally.pairs.add(good);
            if !good {
                self.mistake("pairs", from.start, &from.surface, [change, "not both ends"]);
            }
        }
    }

    fn numerals(&mut self, seen: &[&FoundNumeral]) {
        let text = self.text;
        for numeral in seen {
            self.tally.unresolved.add(numeral.class == "unresolved");
            let annotated = text.gold.iter().any(|row| overlap(&row.range(), &numeral.range()));
            if numeral.class != "idiom" && !annotated {
                self.tally.spurious_numerals += 1;
                let values = ["none", numeral.class.as_str()];
                self.mistake("spurious_numerals", numeral.char_start, &numeral.surface, values);
            }
        }
        for row in text.gold {
            let over = seen.iter().filter(|numeral| overlap(&row.range(), &numeral.range()));
            self.class(row, &over.map(|numeral| numeral.class.as_str()).collect::<Vec<_>>());
        }
    }

    /// Scores the class of an annotated numeral by those of the numerals found there.
    fn class(&mut self, row: &GoldRow, over: &[&str]) {
        let agree = !over.is_empty() && over.iter().all(|class| *class == row.class);
        let good = if row.surface.contains(|c| matches!(c, '0'..='9' | '０'..='９')) {
            self.tally.class.add(agree);
            self.tally.unaccounted += usize::from(over.is_empty());
            agree
        } else if row.surface.contains(|c| HAN.contains(c)) {
            // For a word with a Chinese numeral only matters that it is not a figure.
            let idle = row.class == "idiom" && over.iter().all(|c| matches!(*c, "idiom" | "label"));
            self.tally.class_han.add(agree || idle);
            agree || idle
        } else {
            return;
        };
        if !good {
            let classes = if over.is_empty() { "none".to_owned() } else { over.join(",") };
            self.mistake("class", row.start, &row.surface, [&row.class, &classes]);
        }
    }

    fn mistake(&mut self, kind: &'static str, start: usize, surface: &str, values: [&str; 2]) {
        let byte = self.starts.get(start).copied().unwrap_or_default();
        let place = self.text.document.place(byte);
        self.tally.mistakes.push(Mistake {
            kind,
            place: format!("{}:{place}", self.text.file.display()),
            surface: surface.to_owned(),
            gold: values[0].to_owned(),
            found: values[1].to_owned(),
        });
    }
}

/// Whether a figure is the end of a change that the gold states.
fn is_tied(gold: &GoldRow, figure: &FoundFigure) -> bool {
    let is_end = figure.change_end == gold.change_end && given(&figure.change_id).is_some();
    gold.change().is_none() || is_end
}

/// Whether the figures found at the ends of a change are the ends of one change.
fn are_linked(ends: &BTreeMap<&str, &FoundFigure>) -> bool {
    let Some((from, to)) = ends.get("from").zip(ends.get("to")) else { return false };
    given(&from.change_id).is_some()
        && from.change_id == to.change_id
        && from.change_end.as_deref() == Some("from")
        && to.change_end.as_deref() == Some("to")
}
