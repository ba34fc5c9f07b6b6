//! Which figures of a text are the parts of one whole, and which is the whole.

use figlift_config::Whole;

use crate::run::{Run, Told, holds};
use crate::stated::Stated;

/// Figures back from the first part among which the whole is looked for.
const BACK: usize = 16;

/// The parts of a whole that a text states together.
pub(super) struct Group<'r> {
    /// The whole, where the text states it.
    pub whole: Option<&'r Stated>,
    /// The parts, in the order of `checks.toml`.
    pub parts: Vec<&'r Stated>,
    /// The share of each part, where the text states it.
    pub shares: Vec<Option<&'r Stated>>,
    /// By how much one of two parts is more than the other, where the text states it: 顺差.
    pub balance: Option<&'r Stated>,
    /// Whether the shares are a row such as 8.7:43.2:48.1, which is checked where it stands.
    pub is_row: bool,
}

/// What a figure is a part of: which part, and its words without that part's: 增加值.
struct Part<'w> {
    number: usize,
    frame: String,
    whole: &'w Whole,
}

impl<'r> Group<'r> {
    /// All groups of a document.
    pub(super) fn all(run: &Run<'_>, told: Told<'r>) -> Vec<Group<'r>> {
        let mut groups = Vec::new();
        for whole in run.checks().wholes.values() {
            let mut at = 0;
            while at < told.stated.len() {
                let found = together(run, told, whole, at);
                let Some((parts, frame)) = found else {
                    at += 1;
                    continue;
                };
                groups.push(Group::of(run, told, whole, parts, &frame));
                at += 1;
            }
        }
        groups
    }

    fn of(
        run: &Run<'_>,
        told: Told<'r>,
        whole: &Whole,
        parts: Vec<&'r Stated>,
        frame: &str,
    ) -> Group<'r> {
        let found = whole_of(run, told, whole, &parts, frame);
        // 三次产业结构 is that of the product, not of investment.
        let named = found.filter(|one| is_named(whole, one));
        let row = named.and_then(|_| row_of(told, whole, &parts));
        let is_row = row.is_some();
        let shares = row
            .unwrap_or_else(|| parts.iter().map(|part| share_of(run, told, whole, part)).collect());
        let balance = balance_of(run, told, whole, &parts);
        Group { whole: found, parts, shares, balance, is_row }
    }
}

/// Whether a figure says how much there is of something that adds up: no share, no average.
fn is_amount(stated: &Stated) -> bool {
    let words = stated.words.as_deref().unwrap_or_default();
    let averaged = ["人均", "平均", "均价", "率", "增速", "指数"];
    stated.is_level()
        && stated.unit != "%"
        && stated.per.is_none()
        && stated.change.is_none()
        && !averaged.iter().any(|word| words.contains(word))
}

/// The figure as a part of that whole.
fn part<'w>(whole: &'w Whole, stated: &Stated) -> Option<Part<'w>> {
    let mut words = stated.plain.clone()?;
    // 占地区生产总值的比重 names the whole, too, and 进出口 holds the word of a part.
    for total in &whole.total {
        words = words.replace(total.as_str(), "");
    }
    let named = whole.parts.iter().enumerate().flat_map(|(number, part)| {
        let found = part.iter().filter(|word| words.contains(word.as_str()));
        found.map(move |word| (number, word))
    });
    let (number, word) = named.max_by_key(|(_, word)| word.len())?;
    let frame = words.replacen(word.as_str(), "", 1);
    let others = whole.parts.iter().flatten().filter(|other| *other != word);
    let is_one = others.into_iter().all(|other| !frame.contains(other.as_str()));
    is_one.then_some(Part { number, frame, whole })
}

/// The parts that stand together from a figure on, which is one of them: each once, beside each
/// other in one paragraph, and of one frame.
fn together<'r>(
    run: &Run<'_>,
    told: Told<'r>,
    whole: &Whole,
    at: usize,
) -> Option<(Vec<&'r Stated>, String)> {
    let first = &told.stated[at];
    let start = part(whole, first).filter(|part| is_amount(first) && part.number == 0)?;
    let mut parts: Vec<Option<&Stated>> = vec![None; start.whole.parts.len()];
    parts[start.number] = Some(first);
    let mut frame = start.frame;
    for one in &told.stated[at + 1..] {
        let here = is_amount(one) && one.alt_of.is_none() && run.is_alike(one, first);
        let Some(next) = part(whole, one).filter(|_| here) else { continue };
        let fits = next.frame == frame || next.frame.is_empty() || frame.is_empty();
        if told.between(first, one).contains('\n') || parts[next.number].is_some() {
            break;
        }
        if fits && one.is_beside(first) {
            parts[next.number] = Some(one);
            frame = if frame.is_empty() { next.frame } else { frame };
        }
        if parts.iter().all(Option::is_some) {
            break;
        }
    }
    let parts: Option<Vec<&Stated>> = parts.into_iter().collect();
    Some((parts?, frame))
}

/// The whole that the parts make up: the nearest figure before them, beside them in all but what it
/// measures, whose words are those of the whole.
fn whole_of<'r>(
    run: &Run<'_>,
    told: Told<'r>,
    whole: &Whole,
    parts: &[&Stated],
    frame: &str,
) -> Option<&'r Stated> {
    let first = parts.iter().min_by_key(|part| part.span.start)?;
    let before: Vec<&Stated> =
        told.stated.iter().take_while(|one| one.span.start < first.span.start).collect();
    let among = &run.checks().words.among;
    // What 其中 names is itself a part.
    let is_named_among = |one: &Stated| {
        let last = before.iter().rev().find(|other| other.span.end <= one.span.start);
        last.is_some_and(|last| holds(told.between(last, one), among))
    };
    let alike = |one: &&&Stated| {
        let counted = is_amount(one) && one.alt_of.is_none() && run.is_alike(one, first);
        counted && one.is_beside(first) && !is_named_among(one)
    };
    let mut nearest = before.iter().rev().take(BACK).filter(alike).copied();
    // 完成投资…，其中第一产业投资…: what stands right before the parts and ends as they do.
    let ends_alike = |one: &Stated| {
        let words = one.plain.as_deref().unwrap_or_default().replace('总', "");
        let frame = frame.replace('总', "");
        let leads = holds(told.between(one, first), among);
        let near = whole.total.is_empty() || one.sentence == first.sentence || leads;
        near && !frame.is_empty() && words.ends_with(frame.as_str()) && part(whole, one).is_none()
    };
    let last = nearest.clone().next().filter(|one| ends_alike(one));
    last.or_else(|| nearest.find(|one| is_named(whole, one)))
}

/// By how much one of two parts is more than the other, told in the same paragraph.
fn balance_of<'r>(
    run: &Run<'_>,
    told: Told<'r>,
    whole: &Whole,
    parts: &[&Stated],
) -> Option<&'r Stated> {
    let [first, _] = parts else { return None };
    let is_balance = |one: &&Stated| {
        let words = one.plain.as_deref().unwrap_or_default();
        whole.balance.iter().any(|word| words.ends_with(word.as_str()))
            && (one.is_level() && run.is_alike(one, first) && one.is_beside(first))
            && !told.between(first, one).contains('\n')
    };
    told.stated.iter().filter(|one| one.span.start > first.span.start).find(is_balance)
}

/// Whether a figure is of that whole by its own words.
fn is_named(whole: &Whole, stated: &Stated) -> bool {
    let words = stated.plain.as_deref().unwrap_or_default();
    whole.total.iter().any(|total| words.ends_with(total.as_str()))
}

/// The share of a part: one that names it, or 占比 right behind it.
fn share_of<'r>(
    run: &Run<'_>,
    told: Told<'r>,
    whole: &Whole,
    part_stated: &Stated,
) -> Option<&'r Stated> {
    let words = &run.checks().words.share;
    let own = part(whole, part_stated)?;
    let is_share = |one: &&Stated| {
        let named = one.words.as_deref().is_some_and(|own| holds(own, words));
        one.is_level() && one.unit == "%" && named && one.is_beside_in_time(part_stated)
    };
    let names_it = |one: &&Stated| {
        let named = part(whole, one).filter(|named| named.number == own.number);
        named.is_some_and(|named| {
            let of = share_frame(&named.frame, words);
            of.is_empty() || of == own.frame
        })
    };
    let bare = |one: &&Stated| {
        one.sentence == part_stated.sentence && crate::share::is_bare(run, one, part_stated)
    };
    let after = told.stated.iter().filter(|one| one.span.start > part_stated.span.start);
    let next_amount = |one: &&Stated| !is_amount(one);
    let behind = after.take_while(next_amount).filter(is_share).find(bare);
    behind.or_else(|| told.stated.iter().filter(is_share).find(names_it))
}

/// What a share is a share of, without the words for shares: of 增加值占国内比重 增加值.
fn share_frame(frame: &str, nouns: &[String]) -> String {
    let before = frame.split('占').next().unwrap_or_default();
    let plain = nouns.iter().fold(before.to_owned(), |text, noun| text.replace(noun.as_str(), ""));
    plain.trim_end_matches(['所', '的']).to_owned()
}

/// The row of shares of the parts: 三次产业结构为8.7:43.2:48.1.
fn row_of<'r>(told: Told<'r>, whole: &Whole, parts: &[&Stated]) -> Option<Vec<Option<&'r Stated>>> {
    let first = parts.first()?;
    let rows = told.stated.chunk_by(|a, b| is_row(told, a, b));
    let named = |row: &&[Stated]| {
        let words = row[0].words.as_deref().unwrap_or_default();
        let of_it = whole.rows.iter().any(|name| words.ends_with(name.as_str()));
        of_it && row.len() == parts.len() && row[0].is_beside_in_time(first)
    };
    rows.into_iter().find(named).map(|row| row.iter().map(Some).collect())
}

/// Whether the second of two figures follows the first in a row such as 8.7:43.2:48.1.
pub(super) fn is_row(told: Told<'_>, a: &Stated, b: &Stated) -> bool {
    let is_share = |one: &Stated| one.is_level() && one.unit == "%";
    is_share(a) && is_share(b) && matches!(told.between(a, b), ":" | "：" | "∶")
}

/// The growth over the year before that is said of a level.
pub(super) fn growth_of<'r>(told: Told<'r>, level: &Stated) -> Option<&'r Stated> {
    let is_growth = |one: &&Stated| {
        one.role == "growth"
            && matches!(one.basis.as_deref(), None | Some("yoy"))
            && one.words.is_some()
            && (one.words_at == level.words_at && one.words == level.words)
            && one.is_beside_in_time(level)
    };
    let after = told.stated.iter().filter(|one| one.span.start > level.span.start);
    after.take(BACK).find(is_growth)
}
