//! Whose a value is: the area that its sentence names, else that of the document.
//!
//! An area is that of the values behind it where it stands at the head of its clause, whatever time,
//! 在 or 其中 comes first: 张家界入境游客增长32.5%. Within a clause it only belongs to a name or says where
//! something goes (支持新疆发展), unless it is that of the document itself (带动全省增长5%).

#[cfg(test)]
mod tests;

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;
use figlift_text::Span;

use super::scene::Scene;
use crate::claim::node::{Node, NodeKind, begins_name};
use crate::compile::pattern::Symbol;
use crate::compile::vocabulary::{HOME, NO_CODE};
use crate::phrase::segmenter::PhraseWord;

/// The code of the nation.
const NATION: &str = "CN";

/// Words behind an area among which the narrower one is looked for.
const FAR: usize = 64;

/// The code of an area, `None` of one that has none, and the words that name it.
type CodeAndWords = (Option<String>, Span);

/// The areas spoken of in a sentence, up to a place of it.
#[derive(Debug, Default)]
pub(super) struct SpokenAreas {
    spoken: Option<CodeAndWords>,
    /// What was spoken of before, where that comes back behind the clause of the area.
    former: Option<Option<CodeAndWords>>,
    /// Whether a value was stated since the area was named.
    valued: bool,
    /// Whether a clause of the sentence has ended.
    goes_on: bool,
    /// The areas that had values of their own, one after the other: …成都26家、绵阳9家，合计….
    told: usize,
}

impl SpokenAreas {
    /// The area of a value that stands here, if its sentence names one.
    pub(super) fn spoken(&self) -> Option<(Option<String>, Option<Span>)> {
        self.spoken.clone().map(|(code, words)| (code, Some(words)))
    }

    /// Passes a word of the sentence; whether another area is spoken of from there on.
    pub(super) fn pass(&mut self, scene: Scene<'_, '_>, at: usize) -> bool {
        let (policy, node) = (&scene.rules.policy, &scene.nodes[at]);
        if node.is(policy.clause_end) {
            self.goes_on = true;
            // 新疆面积扩大，增产5亿斤: what became of it is told on, too.
            let tells_on = scene.nodes.get(at + 1).is_some_and(|next| next.is(policy.moves));
            let goes_on = (self.valued || tells_on) && !scene.begins_subject(at + 1);
            let ends = node.is(policy.statement_end) || !goes_on;
            if ends && let Some(former) = self.former.take() {
                self.spoken = former;
                return true;
            }
        }
        if node.is_quantity() {
            self.valued = true;
            let before = at.checked_sub(1).map(|before| &scene.nodes[before]);
            self.told += usize::from(before.is_some_and(|node| code(scene, node).is_some()));
        }
        if self.told > 1 && scene.is_together(at) {
            self.spoken = Some((None, node.span));
            return true;
        }
        if scene.is_zone(at) {
            let before = self.spoken.take();
            self.former.get_or_insert(before);
            (self.spoken, self.valued) = (Some((None, node.span)), false);
            return true;
        }
        let Some(named) = code(scene, node) else { return false };
        let spoken = self.spoken.as_ref().and_then(|(code, _)| code.as_deref());
        let is_said = !scene.is_scope(at, spoken) && !scene.is_dateline(at);
        if is_said {
            self.say(scene, at, named);
        }
        is_said
    }

    fn say(&mut self, scene: Scene<'_, '_>, at: usize, named: &str) {
        let home = scene.document.metadata().ref_area.as_deref();
        let code = match named {
            HOME => home,
            NO_CODE => None,
            code => Some(code),
        };
        let span = scene.nodes[at].span;
        let list = scene.listed_before(at).filter(|&first| !scene.has_own_value(at, first));
        // 广东、江苏、河南3省: all of them together.
        let said = match list {
            Some(first) => (None, Span::new(first, span.end)),
            None => (code.map(str::to_owned), span),
        };
        let held = self.former.as_ref().unwrap_or(&self.spoken).as_ref();
        let held = held.map_or(home, |(code, _)| code.as_deref());
        let within = code.zip(held).is_some_and(|(code, held)| scene.rules.lies_within(code, held));
        let is_part = within || held.is_some() && code.is_none();
        // The first of a list has told what holds behind it.
        if list.is_none() {
            if is_part && (self.goes_on && self.spoken.is_some() || !scene.is_topic(at)) {
                let before = self.spoken.clone();
                self.former.get_or_insert(before);
            } else {
                self.former = None;
            }
        }
        (self.spoken, self.valued) = (Some(said), false);
    }
}

/// The code that a node names as an area.
fn code<'r>(scene: Scene<'_, 'r>, node: &Node) -> Option<&'r str> {
    node.meaning(scene.rules)?.area.as_deref()
}

impl<'r> Scene<'_, 'r> {
    /// Whether a zone, which has no code, is what its clause is about: 农高区实现产值147亿元.
    fn is_zone(self, at: usize) -> bool {
        let policy = &self.rules.policy;
        let told = self.nodes.get(at + 1).is_some_and(|next| next.is(policy.link));
        told && self.nodes[at].is(policy.text)
            && self.rules.ends("zone", self.text(at))
            && self.heads_clause(at)
            && !at.checked_sub(1).is_some_and(|before| self.nodes[before].is(policy.area))
    }

    /// Whether an area only says from where a report was sent: 贵阳3月20日电.
    fn is_dateline(self, at: usize) -> bool {
        let Some(Node { kind: NodeKind::Period(_), span, .. }) = self.nodes.get(at + 1) else {
            return false;
        };
        self.document.reading()[span.end..].starts_with(['电', '讯'])
    }

    /// Whether an area only says among whom something is ranked, what it is compared with or a part of
    /// (居全国第11位), begins the name of something else (重庆大学), lies around the one that is spoken of,
    /// or stands within its clause.
    fn is_scope(self, at: usize, spoken: Option<&str>) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let ranked = nodes.get(at + 1).is_some_and(|node| {
            node.is_rank() || node.is_any(&[policy.rank_word, policy.rank_verb])
        });
        let holds_against = [policy.compare, policy.rank_verb, policy.before_rivals];
        let compared = at > 0 && nodes[at - 1].is_any(&holds_against);
        // 占全国出口总额的15%: the share is still that of the area spoken of.
        let whole = at > 0 && nodes[at - 1].is(policy.part_of);
        // 在北方地区占比20%.
        let behind = nodes.get(at + 1);
        let shared = self.follows_place_word(at)
            && behind.is_some_and(|node| node.is_any(&[policy.part_of, policy.share_noun]));
        ranked
            || compared
            || whole
            || shared
            || self.is_far(at)
            || begins_name(self.rules, nodes, at)
            || self.names_a_site(at)
            || self.is_around(at, spoken)
            || self.is_elsewhere(at)
    }

    /// Whether an area is part of the name of a thing that lies in it (广州白云机场), or the first of so many
    /// (肇庆等7个产业集聚区).
    fn names_a_site(self, at: usize) -> bool {
        let policy = &self.rules.policy;
        let behind = &self.nodes[at + 1..self.nodes.len().min(at + 1 + FAR)];
        // 北京市丰台区, 全国, 江苏 before 苏州: where something is, or whose it is.
        let is_whole = self.rules.ends("end-of-area-name", self.text(at))
            || code(self, &self.nodes[at]).is_none_or(|named| named.len() <= NATION.len());
        let goes_on = behind.first().is_none_or(|next| next.is(policy.area));
        if is_whole || goes_on || self.listed_before(at).is_some() {
            return false;
        }
        let ends =
            |node: &&Node| node.is_quantity() || node.is_any(&[policy.clause_end, policy.link]);
        let end = behind.iter().position(|node| ends(&node)).unwrap_or(behind.len());
        let Some((first, last)) = behind[..end].first().zip(behind[..end].last()) else {
            return false;
        };
        let words =
            self.rules.segmenter.cut(&self.document.reading()[first.span.join(last.span).range()]);
        if let [only] = words.as_slice() {
            let counted = &behind[(end + 1).min(behind.len())..];
            let of_areas = counted.first().is_none_or(|noun| {
                self.rules.begins("area-kind", &self.document.reading()[noun.span.start..])
            });
            return only.text == "等"
                && behind[end..].first().is_some_and(Node::is_quantity)
                && !of_areas;
        }
        // 白云机场, 综合改革试点; but 机场 alone may be any of the place.
        let is_site = |(at, word): (usize, &PhraseWord<'_>)| {
            let end = word.text.chars().next().map_or("", |first| &word.text[first.len_utf8()..]);
            at > 0 && word.is(PhraseClass::Site)
                || self.rules.segmenter.ends_with(end, PhraseClass::Site)
        };
        let site = words.iter().enumerate().position(is_site);
        let is_name = |word: &PhraseWord<'_>| word.speech != Speech::Verb && !word.is_measure();
        site.is_some_and(|site| words[..site].iter().all(is_name))
    }

    /// Whether the world, or the nation by its name, only tells of what kind a thing is in a text about
    /// one of its areas: 全球首台风电机组, 中国空间站.
    fn is_far(self, at: usize) -> bool {
        let home = self.document.metadata().ref_area.as_deref();
        let is_word = self.is_word(at, "far-area");
        let named = self.nodes.get(at + 1).is_some_and(|node| {
            matches!(node.kind, NodeKind::Numeral(_)) || node.is(self.rules.policy.label)
        });
        is_word && (named || home.is_some_and(|home| home != NATION))
    }

    /// Whether an area is the topic of its sentence and not only that of its clause: named in full, or with
    /// 在 before it, or a comma behind it.
    fn is_topic(self, at: usize) -> bool {
        // 岳阳市, 凉山州, but neither 岳阳 nor 福州.
        let name = self.text(at);
        let long = name.chars().nth(2).is_some() && self.rules.ends("end-of-long-area-name", name);
        let full = long || self.rules.ends("end-of-area-name", name);
        let before = self.follows_place_word(at);
        let alone = self.nodes.get(at + 1).is_some_and(|next| next.is(self.rules.policy.comma));
        (full || before || alone) && code(self, &self.nodes[at]) != Some(NO_CODE)
    }

    /// Whether 在 stands before an area.
    fn follows_place_word(self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_word(before, "before-area"))
    }

    /// Whether an area holds the one that is spoken of, by the sentence or the text, and only says whose
    /// a thing is: 湖南是全国13个粮食主产省之一. At the head of a clause it is what is spoken of from there on; but
    /// in the report of a province, full of 全国文明城市, only where the province comes behind it: 全国增长5%，我省增长6%.
    fn is_around(self, at: usize, spoken: Option<&str>) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let of_text = self.document.metadata().ref_area.as_deref();
        let Some(own) = spoken.or(of_text) else { return false };
        let is_time = |node: &Node| matches!(node.kind, NodeKind::Period(_));
        let opens = at == 0 || nodes[at - 1].is(policy.clause_end) || is_time(&nodes[at - 1]);
        let is_own = |node: &Node| code(self, node).is_some_and(|code| code == HOME || code == own);
        let turns =
            || opens && (of_text != Some(own) || nodes[at + 1..].iter().take(FAR).any(is_own));
        code(self, &nodes[at]).is_some_and(|code| self.rules.lies_within(own, code)) && !turns()
    }

    /// Whether an area stands within its clause, and is neither the one that the text is about nor one
    /// around it.
    fn is_elsewhere(self, at: usize) -> bool {
        let home = self.document.metadata().ref_area.as_deref();
        let Some(named) = code(self, &self.nodes[at]) else { return false };
        let own = named == HOME
            || home.is_some_and(|home| named == home || self.rules.lies_within(home, named));
        !own && !self.heads_clause(at)
    }

    /// Whether nothing stands before a node in its clause but times, 在 and other areas, or what has its
    /// value already: 成都市26家、绵阳市9家.
    fn heads_clause(self, at: usize) -> bool {
        let policy = &self.rules.policy;
        let light = [
            policy.among,
            policy.list_join,
            policy.quote_open,
            policy.bracket_open,
            policy.year_point,
            policy.area,
        ];
        for n in (0..at).rev() {
            let node = &self.nodes[n];
            if node.is_any(&[policy.clause_end]) || node.is_quantity() || node.is_enumerator() {
                return true;
            }
            let is_time = matches!(node.kind, NodeKind::Period(_));
            let says = node.meaning(self.rules);
            let says = says.is_some_and(|said| said.status.is_some() || said.basis.is_some());
            let part = |class| self.is_word(n, class);
            let is_light = is_time || says || node.is_any(&light) || code(self, node).is_some();
            if !is_light && !part("before-area") && !part("part-of-area-list") {
                return false;
            }
        }
        true
    }

    /// The start of the list of areas that one ends: 广东、江苏、河南. A lone area has none.
    fn listed_before(self, at: usize) -> Option<usize> {
        let policy = &self.rules.policy;
        let mut first = None;
        let mut n = at;
        while n >= 2 && self.nodes[n - 1].is(policy.list_join) {
            let member = &self.nodes[n - 2];
            let part = || self.is_word(n - 2, "part-of-area-list");
            if code(self, member).is_none_or(|code| code == HOME) && !part() {
                break;
            }
            (first, n) = (Some(member.span.start), n - 2);
        }
        first
    }

    /// Whether the area before the last of a list has a value of its own: 成都市26家、绵阳市9家.
    fn has_own_value(self, at: usize, first: usize) -> bool {
        let behind = |n: &usize| self.nodes[*n].span.start > first;
        (0..at).rev().take_while(behind).any(|n| self.nodes[n].is_quantity())
    }

    /// Whether a clause begins with what it is about, and does not go on with what was spoken of.
    fn begins_subject(self, at: usize) -> bool {
        let policy = &self.rules.policy;
        let is_time = |node: &&Node| matches!(node.kind, NodeKind::Period(_));
        let first = self.nodes.get(at..).unwrap_or_default().iter().find(|node| !is_time(node));
        let goes_on = [
            policy.link,
            policy.predicate,
            policy.moves,
            policy.bound_filler,
            policy.bound_before,
            policy.part_of,
            policy.rank_verb,
            policy.compare,
            policy.rate_noun,
            policy.to,
            policy.from,
        ];
        first.is_some_and(|node| {
            let says = node.meaning(self.rules);
            let compares = says.is_some_and(|said| said.basis.is_some() || said.area.is_some());
            !compares && !node.is_quantity() && !node.is_any(&goes_on)
        })
    }

    /// Whether a clause opens with the word that adds up what was told of several areas: 合计.
    fn is_together(self, at: usize) -> bool {
        let opens = at == 0 || self.nodes[at - 1].is(self.rules.policy.clause_end);
        let reading = &self.document.reading()[self.nodes[at].span.start..];
        opens && self.rules.begins("together", reading)
    }

    /// Whether a node is a word of a class as a whole.
    fn is_word(&self, at: usize, class: &str) -> bool {
        self.rules.words(class).any(|word| word == self.text(at))
    }

    fn text(&self, at: usize) -> &str {
        &self.document.reading()[self.nodes[at].span.range()]
    }
}
