//! Phrases that leave out what they are of: 废止, 省级, 10亿元以上, 城镇, 增速.

use figlift_text::Span;

use super::ending::ending;
use super::scene::{Scene, Words};
use crate::claim::node::Node;
use crate::compile::pattern::Symbol;

/// What a phrase names by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// A thing, or what is measured of it.
    Named,
    /// Only what became of things that were named before: 废止.
    Deed,
    /// Only a level: 省级.
    Level,
    /// Only a size that sorts things: 10亿元以上.
    Size,
    /// Only one of a pair: 城镇.
    Paired,
}

impl PhraseKind {
    pub(crate) fn of(scene: Scene<'_, '_>, words: &Words) -> PhraseKind {
        let node_of = |span: Span| {
            let at = scene.nodes.binary_search_by_key(&span.start, |node| node.span.start);
            at.ok().map(|at| &scene.nodes[at]).filter(|node| node.span == span)
        };
        let policy = &scene.rules.policy;
        let is = |span: Span, class| node_of(span).is_some_and(|node: &Node| node.is(class));
        if words.first().is_some_and(|first| is(*first, policy.deals_with)) {
            return PhraseKind::Deed;
        }
        let [only] = words.as_slice() else { return PhraseKind::Named };
        let text = &scene.reading[only.range()];
        match ending(scene, "paired", text) == Some(text) {
            true if text.ends_with('级') => PhraseKind::Level,
            true => PhraseKind::Paired,
            // 10亿元以上, 百亿级.
            false if is(*only, policy.label) && is_size(scene, *only) => PhraseKind::Size,
            false => PhraseKind::Named,
        }
    }
}

/// Whether words only name what is said of another thing: 总量, 增速, 占比.
pub(crate) fn is_aspect(scene: Scene<'_, '_>, words: &Words) -> bool {
    let [only] = words.as_slice() else { return false };
    let text = &scene.reading[only.range()];
    ["total-noun", "rate-noun", "share-noun"]
        .iter()
        .any(|class| ending(scene, class, text) == Some(text))
}

/// Whether words end with how much there is in all: 总数.
pub(crate) fn is_total(scene: Scene<'_, '_>, words: Span) -> bool {
    ending(scene, "total-noun", &scene.reading[words.range()]).is_some()
}

/// Words without one of a class at their end, where more than that is left: 经营主体 of 经营主体新增, 产业规模 of
/// 产业规模年均增速.
pub(crate) fn without_end(scene: Scene<'_, '_>, words: &Words, class: &str) -> Words {
    let mut all = words.clone();
    let Some(last) = all.last_mut() else { return all };
    let text = &scene.reading[last.range()];
    let end = ending(scene, class, text).map_or(0, str::len);
    let stem = text[..text.len() - end].trim_end_matches(if end > 0 { "年均" } else { "" });
    last.end = last.start + if stem.is_empty() { text.len() } else { stem.len() };
    all
}

/// What stands behind the size in the name of a thing, if it has one: the 企业 of 亿元以上企业.
pub(crate) fn behind_size(scene: Scene<'_, '_>, name: Span) -> Span {
    let start = size(scene, name).filter(|&start| start < name.end);
    Span::new(start.unwrap_or(name.start), name.end)
}

/// Whether words end with the mark of a size, or name things behind one.
fn is_size(scene: Scene<'_, '_>, words: Span) -> bool {
    size(scene, words).is_some() || scene.reading[words.range()].ends_with('级')
}

/// Where the mark of a size ends within words.
fn size(scene: Scene<'_, '_>, words: Span) -> Option<usize> {
    let above = scene.reading[words.range()].find("以上")?;
    Some(words.start + above + "以上".len())
}

/// What stands behind the level in the name of a thing: the 景区 of 国家级景区.
pub(crate) fn behind_level(scene: Scene<'_, '_>, name: Span) -> Option<Span> {
    let text = &scene.reading[name.range()];
    let level = text.find('级')? + '级'.len_utf8();
    // 市级以上企业86家，其中省级12家: the bound is that of the whole.
    let bound = ["及以上", "以上"].iter().find(|bound| text[level..].starts_with(**bound));
    let level = level + bound.map_or(0, |bound| bound.len());
    Some(Span::new(name.start + level, name.end)).filter(|noun| !noun.is_empty())
}
