//! What each value of a list is of.

use figlift_text::Span;

use crate::clause::{Scene, Value, Words, is_aspect, one};

/// The things that a list of values is of.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// The words for each value.
    each: Vec<Words>,
    /// What is said of each where the list goes on with the things of one before: 占比分别为….
    again: Words,
    /// Whether that names anew what is measured of them.
    again_is_new: bool,
}

/// The words that the clauses of a sentence named, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Subjects {
    words: Vec<Words>,
    kinds: Vec<SubjectKind>,
}

/// What kind of value a clause stated of what it named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SubjectKind {
    Amount,
    Share,
    Rank,
}

impl Subjects {
    pub(super) fn add(&mut self, value: Value<'_, '_>, words: &Words) {
        self.words.push(words.clone());
        self.kinds.push(match value.dimension() {
            Some("rank") => SubjectKind::Rank,
            Some("share" | "points") => SubjectKind::Share,
            _ => SubjectKind::Amount,
        });
    }

    /// The last so many, if values of one kind were stated of them; else none.
    fn last(&self, count: usize) -> &[Words] {
        let Some(from) = self.words.len().checked_sub(count) else { return &[] };
        let alike = self.kinds[from..].windows(2).all(|pair| pair[0] == pair[1]);
        let is_ranked = self.kinds[from..].contains(&SubjectKind::Rank);
        if alike && !is_ranked { &self.words[from..] } else { &[] }
    }
}

impl Heads {
    /// The things that the list which a value opens is of; `subjects` are the things that clauses named,
    /// here and in the sentence before, `measured` what was measured last.
    pub(super) fn open(
        &self,
        value: Value<'_, '_>,
        subjects: [&Subjects; 2],
        measured: Option<&Words>,
    ) -> Heads {
        let (scene, count) = (value.scene, value.list.count);
        // 三者所占比重为…: each of the three things named last.
        if let Some(again) = value.behind_pronoun()
            && let Some(named) = subjects.into_iter().find(|named| named.last(count).len() == count)
        {
            let each = named.last(count).to_vec();
            let again = one(Some(again)).unwrap_or_default();
            return Heads { each, again, again_is_new: true };
        }
        let subjects = subjects[0].last(count);
        let named = value.heads();
        // 城镇收入…元，农村收入…元，增长9%和8%: each of the things named last.
        // 分别完成年度任务的103%和98%: so does what is only said of them.
        let is_silent = named.is_empty() && (value.is_silent() || value.aspect().is_some());
        let before = match &self.each {
            heads if is_silent && heads.len() != count && subjects.len() == count => subjects,
            heads => heads,
        };
        if named.is_empty() && before.len() == count {
            // 占比分别为…: the same things again, and what is said of each.
            let again = value.subject().or_else(|| value.aspect());
            return Heads {
                each: before.to_vec(),
                again: one(again).unwrap_or_default(),
                again_is_new: value.subject().is_some(),
            };
        }
        // 增加值…，总量和增速分别…: each of what was measured last.
        let aspects = named.iter().all(|head| is_aspect(scene, head));
        let of = measured.filter(|_| aspects).into_iter().flatten();
        let each = named.iter().map(|head| of.clone().chain(head).copied().collect());
        Heads { each: each.collect(), ..Heads::default() }
    }

    /// The words of a value of the list.
    pub(super) fn of(&self, value: Value<'_, '_>) -> Option<Words> {
        let Heads { each, again, again_is_new } = self;
        let head = each.get(value.list.number).filter(|_| each.len() == value.list.count)?;
        let bare = again_is_new.then(|| bare_names(value.scene, each));
        let head = bare.as_ref().map_or(head, |bare| &bare[value.list.number]);
        Some(head.iter().chain(again).copied().collect())
    }
}

/// The things of a list without the end that they share: 东部 and 西部 of 东部、西部人口, of which
/// another clause says something else.
fn bare_names(scene: Scene<'_, '_>, heads: &[Words]) -> Vec<Words> {
    // 第一、二、三产业增加值: what they share is their name.
    if heads.first().is_some_and(|head| scene.reading[head[0].range()].starts_with('第')) {
        return heads.to_vec();
    }
    let shared = heads.first().and_then(|head| head.get(1)).copied();
    let bare = |name: Span| match shared {
        Some(end) if name.start < end.start && end.start < name.end => {
            Span::new(name.start, end.start)
        }
        _ => name,
    };
    // 对东盟、欧盟进出口: the preposition of the first is one of each.
    let first = heads.first().map_or(0, |head| head[0].start);
    let of = |(n, head): (usize, &Words)| match head.as_slice() {
        [led, name, ..] if n > 0 && led.start == first => vec![*led, bare(*name)],
        [name, ..] => vec![bare(*name)],
        [] => Vec::new(),
    };
    heads.iter().enumerate().map(of).collect()
}
