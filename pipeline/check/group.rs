//! Finds the parts of a whole in a text, and the whole.

use std::collections::BTreeSet;

use figlift_extract::ListKind;

use crate::figure::CheckedFigure;
use crate::run::{CheckedText, Run, holds, is_alike};
use crate::share;
use crate::whole::{NamedWhole, PartOfWhole};
use figlift_model::{Basis, Role};

/// Whole, shares and balance are searched among that many figures on either side of a part.
const REACH: usize = 32;

/// The parts of a whole that a text states together.
pub(crate) struct Group<'r> {
    /// The whole, if the text states it.
    pub whole: Option<&'r CheckedFigure<'r>>,
    /// The parts, in the order of `checks.toml`.
    pub parts: Vec<&'r CheckedFigure<'r>>,
    /// The share of each part, if the text states it.
    pub shares: Vec<Option<&'r CheckedFigure<'r>>>,
    /// Whether the shares are a row such as 8.7:43.2:48.1, which is checked on its own.
    pub is_row: bool,
    /// The balance of two parts, if the text states it, and whether it is the surplus of the
    /// second.
    pub balance: Option<(&'r CheckedFigure<'r>, bool)>,
}

/// The figures of a document as parts of one whole.
#[derive(Clone, Copy)]
struct DocumentParts<'c, 'r> {
    run: &'c Run<'r>,
    text: CheckedText<'c>,
    named: &'c NamedWhole<'r>,
    aspect: StatedOfParts,
}

/// What is said of the parts and of their whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StatedOfParts {
    /// How much they are.
    Amounts,
    /// By how much they grew over the year.
    Growths,
}

/// The growth rates of a whole and of all its parts, which a text states together.
pub(crate) struct GrowthsOfParts<'r> {
    pub whole: &'r CheckedFigure<'r>,
    /// Those of the parts, in the order of `checks.toml`.
    pub parts: Vec<&'r CheckedFigure<'r>>,
}

impl<'r> GrowthsOfParts<'r> {
    /// All of a document.
    pub(crate) fn all(run: &'r Run<'_>, text: CheckedText<'r>) -> Vec<GrowthsOfParts<'r>> {
        let of_whole = |(parts, places, frame): &(DocumentParts<'r, '_>, Vec<usize>, String),
                        taken: &BTreeSet<usize>| {
            let whole = parts.whole_of(places, frame, taken)?;
            let parts = places.iter().map(|&at| &text.figures[at]).collect();
            Some(GrowthsOfParts { whole, parts })
        };
        let (found, taken) = together(run, text, StatedOfParts::Growths);
        found.iter().filter_map(|one| of_whole(one, &taken)).collect()
    }
}

/// The parts that a text states together, of each whole of `checks.toml`: their places and their frame.
type Together<'c, 'r> = Vec<(DocumentParts<'c, 'r>, Vec<usize>, String)>;

/// All of a document, and the first bytes of all these parts.
fn together<'c, 'r>(
    run: &'c Run<'r>,
    text: CheckedText<'c>,
    aspect: StatedOfParts,
) -> (Together<'c, 'r>, BTreeSet<usize>) {
    let (mut found, mut taken) = (Vec::new(), BTreeSet::new());
    for named in run.wholes() {
        let parts = DocumentParts { run, text, named, aspect };
        for (places, frame) in parts.groups() {
            taken.extend(places.iter().map(|&place| text.figures[place].span().start));
            found.push((parts, places, frame));
        }
    }
    (found, taken)
}

impl<'r> Group<'r> {
    /// All groups of a document.
    pub(crate) fn all(run: &'r Run<'_>, text: CheckedText<'r>) -> Vec<Group<'r>> {
        let (found, taken) = together(run, text, StatedOfParts::Amounts);
        found.iter().map(|(parts, places, frame)| parts.group(places, frame, &taken)).collect()
    }
}

impl<'c> DocumentParts<'c, '_> {
    /// The part that a figure measures.
    fn part(&self, at: usize) -> Option<&'c PartOfWhole> {
        self.named.part(self.text.figures[at].words)
    }

    /// Whether a figure says of a part or whole what is looked for.
    fn is_member(&self, figure: &CheckedFigure<'_>) -> bool {
        match self.aspect {
            StatedOfParts::Amounts => self.is_amount(figure),
            StatedOfParts::Growths => {
                figure.role == Role::Growth
                    && !figure.is_end()
                    && matches!(figure.basis, None | Some(Basis::Yoy))
                    && !holds(figure.name(), &self.run.words().averaged)
            }
        }
    }

    /// Whether a figure is an amount that adds up, neither a share nor a mean.
    fn is_amount(&self, figure: &CheckedFigure<'_>) -> bool {
        figure.is_level()
            && !figure.is_in_percent()
            && figure.per.is_none()
            && !figure.is_end()
            && (self.named.whole.rates || !holds(figure.name(), &self.run.words().averaged))
    }

    /// Parts that are stated together: their places in the order of `checks.toml`, and their frame.
    fn groups(&self) -> Vec<(Vec<usize>, String)> {
        let mut next = 0;
        let mut groups = Vec::new();
        for at in 0..self.text.figures.len() {
            if let Some(group) = self.together(at).filter(|_| at >= next) {
                next = group.0.iter().max().map_or(next, |last| last + 1);
                groups.push(group);
            }
        }
        groups
    }

    /// The places of the parts that are stated together from a figure on: each once, next to each
    /// other in one paragraph, and of one frame.
    fn together(&self, at: usize) -> Option<(Vec<usize>, String)> {
        let first = &self.text.figures[at];
        let start = self.part(at).filter(|_| self.is_member(first))?;
        let fits = |frame: &str| {
            self.named.whole.frames.is_empty()
                || self.named.whole.frames.iter().any(|known| known == frame)
        };
        if !fits(&start.frame) {
            return None;
        }
        let mut places: Vec<Option<usize>> = vec![None; self.named.whole.parts.len()];
        places[start.number] = Some(at);
        let mut frame = start.frame.as_str();
        let after = self.text.figures.iter().enumerate().skip(at + 1).take(REACH);
        for (place, one) in after.take_while(|(_, one)| one.paragraph == first.paragraph) {
            let Some(next) = self.part(place) else { continue };
            if !self.is_member(one) || !is_alike(one, first) {
                continue;
            }
            if places[next.number].is_some() {
                break;
            }
            let same = next.frame == frame || next.frame.is_empty() || frame.is_empty();
            if same && fits(&next.frame) && one.is_beside(first) {
                places[next.number] = Some(place);
                frame = if frame.is_empty() { &next.frame } else { frame };
            }
            if places.iter().all(Option::is_some) {
                break;
            }
        }
        let places: Option<Vec<usize>> = places.into_iter().collect();
        Some((places?, frame.to_owned()))
    }

    fn group(&self, places: &[usize], frame: &str, taken: &BTreeSet<usize>) -> Group<'c> {
        let whole = self.whole_of(places, frame, taken);
        let row = whole.and_then(|_| self.row_of(places));
        let is_row = row.is_some();
        let shares = row.unwrap_or_else(|| places.iter().map(|&at| self.share_of(at)).collect());
        let parts = places.iter().map(|&at| &self.text.figures[at]).collect();
        let balance = self.balance_of(places);
        Group { whole, parts, shares, is_row, balance }
    }

    /// The whole of the parts: the nearest figure before or after them that differs only in its
    /// indicator, if its words are those of the whole. Figures that are `taken`, parts of another
    /// whole, are skipped; any other figure is nearer, and the parts may be its parts.
    fn whole_of(
        &self,
        places: &[usize],
        frame: &str,
        taken: &BTreeSet<usize>,
    ) -> Option<&'c CheckedFigure<'c>> {
        let (&start, &end) = places.iter().min().zip(places.iter().max())?;
        let first = &self.text.figures[start];
        let alike = |one: &&'c CheckedFigure<'c>| {
            self.is_member(one) && is_alike(one, first) && one.is_beside(first)
        };
        let before = self.text.figures[start.saturating_sub(REACH)..start].iter().rev();
        let after = self.text.figures[end + 1..].iter().take(REACH);
        let near = before.filter(alike).find(|one| !taken.contains(&one.span().start));
        let last = &self.text.figures[end];
        let next = after.take_while(|one| one.is_in_sentence_of(last)).find(alike);
        [near, next].into_iter().flatten().find(|one| self.is_whole(one, frame))
    }

    /// Whether the words of a figure are those of the whole: those that `checks.toml` states, or
    /// else the common end of the words of the parts: 国家财政科学技术支出 of 中央财政科学技术支出.
    fn is_whole(&self, figure: &CheckedFigure<'_>, frame: &str) -> bool {
        let core = figure.core().unwrap_or_default();
        let plain = self.run.core(core);
        let is_named = |words: &str| self.named.whole.total.iter().any(|total| total == words);
        let ends_alike = self.named.whole.total.is_empty() && !frame.is_empty() && plain == frame;
        is_named(core) || is_named(&plain) || ends_alike
    }

    /// The balance of two parts, if it is the next amount in their paragraph, and whether it is the
    /// surplus of the second.
    fn balance_of(&self, places: &[usize]) -> Option<(&'c CheckedFigure<'c>, bool)> {
        let &[first, second] = places else { return None };
        let part = &self.text.figures[first];
        let alike =
            // 自然增加人口 is a change of another number, and the balance of these.
            |one: &&CheckedFigure<'_>| {
                let is_amount = one.is_level() || one.role == Role::Change;
                is_amount && is_alike(one, part) && one.is_beside(part)
            };
        let after = self.text.figures[first.max(second) + 1..].iter().take(REACH);
        let one = after.take_while(|one| one.paragraph == part.paragraph).find(alike)?;
        let words = one.plain().unwrap_or_default();
        let ends = |all: &[String]| all.iter().any(|word| words.ends_with(word.as_str()));
        let is_deficit = ends(&self.named.whole.deficit);
        (is_deficit || ends(&self.named.whole.surplus)).then_some((one, is_deficit))
    }

    /// The share of a part: 占比 right after it, or one that names it.
    fn share_of(&self, at: usize) -> Option<&'c CheckedFigure<'c>> {
        let own = self.part(at)?;
        let part = &self.text.figures[at];
        let is_share = |one: &&CheckedFigure<'_>| {
            share::is_of_whole(self.run, one) && one.is_beside_in_time(part)
        };
        let after = self.text.figures[at + 1..].iter().take(REACH);
        let own_words = after
            .take_while(|one| !self.is_amount(one) && one.is_in_sentence_of(part))
            .filter(is_share)
            .find(|one| share::is_bare(self.run, one, part));
        let near = (at.saturating_sub(REACH)..self.text.figures.len()).take(2 * REACH);
        let mut named = near.filter(|&place| {
            let same = self.part(place).filter(|named| named.number == own.number);
            let close = self.text.figures[place].paragraph.abs_diff(part.paragraph) <= 1;
            same.filter(|_| close).is_some_and(|named| {
                self.share_frame(named).is_some_and(|of| of.is_empty() || of == own.frame)
            })
        });
        let own_alone =
            |one: &&CheckedFigure<'_>| is_share(one) && !share::is_shared_out(self.text, one);
        let named = || named.find_map(|place| Some(&self.text.figures[place]).filter(own_alone));
        own_words.or_else(named)
    }

    /// The words of a share without those for shares: 增加值 of 增加值占比重. `None` if it is a share of
    /// something else: 占全省比重.
    fn share_frame(&self, share: &PartOfWhole) -> Option<String> {
        let nouns = self.run.words().share.iter();
        let plain = nouns.fold(share.frame.clone(), |text, noun| text.replace(noun.as_str(), ""));
        let (of, whole) = share::at_verb(self.run, &plain).unwrap_or((plain.as_str(), ""));
        let particles = [&self.run.words().share_particle];
        let whole = share::without_end(whole, &particles);
        let for_all = self.run.words().in_all.iter().any(|word| word == whole);
        let is_of_whole = whole.is_empty() || (share.names_whole && for_all);
        is_of_whole.then(|| share::without_end(of, &particles).to_owned())
    }

    /// The row of shares of the parts near them: 三次产业结构为8.7:43.2:48.1.
    fn row_of(&self, places: &[usize]) -> Option<Vec<Option<&'c CheckedFigure<'c>>>> {
        let first = *places.first()?;
        let part = &self.text.figures[first];
        let named = |row: &&[CheckedFigure<'_>]| {
            let words = row[0].plain().unwrap_or_default();
            let of_it = self.named.whole.rows.iter().any(|name| words.ends_with(name.as_str()));
            of_it && row.len() == places.len() && row[0].is_beside_in_time(part)
        };
        let near = self.text.around(first, REACH);
        let mut rows = near.chunk_by(is_row);
        rows.find(named).map(|row| row.iter().map(Some).collect())
    }
}

/// Whether two figures are successive members of a row such as 8.7:43.2:48.1.
pub(crate) fn is_row(a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> bool {
    let place = |one: &CheckedFigure<'_>| {
        one.extracted().list.filter(|list| one.is_share() && list.kind == ListKind::Shares)
    };
    let places = place(a).zip(place(b));
    places.is_some_and(|(a, b)| a.start == b.start && a.number + 1 == b.number)
}

/// The growth of a level over the year before.
pub(crate) fn growth_of<'r>(
    text: CheckedText<'r>,
    level: &CheckedFigure<'_>,
) -> Option<&'r CheckedFigure<'r>> {
    let is_growth = |one: &&CheckedFigure<'_>| {
        one.role == Role::Growth
            && matches!(one.basis, None | Some(Basis::Yoy))
            && one.words.is_some()
            && (one.words_at() == level.words_at() && one.words == level.words)
            && one.is_beside_in_time(level)
    };
    let at = text.first_from(level.span().start + 1);
    text.figures[at..].iter().take(REACH).find(is_growth)
}

/// The words of the parts: 第一产业、第二产业、第三产业.
pub(crate) fn named(parts: &[&CheckedFigure<'_>]) -> String {
    let mut words: Vec<&str> = parts.iter().map(|part| part.name()).collect();
    words.dedup();
    words.join("、")
}
