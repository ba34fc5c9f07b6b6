//! Clauses that go on speaking of what was measured before.

use figlift_text::Span;

use super::told::Told;
use crate::clause::{Value, Words, is_total, without_end};
use crate::compile::pattern::Symbol;

/// 经营主体稳中培优。总量达…: a total at the head of a sentence is that of its topic.
pub(super) fn topic(
    value: Value<'_, '_>,
    told: &Told<'_, '_>,
    aspect: Option<Span>,
) -> Option<Words> {
    let topic = told.topic.as_ref().filter(|_| is_of_topic(value, told, aspect))?;
    Some(for_value(value, topic))
}

/// …，增长12%: the clause goes on speaking of what was measured last.
pub(super) fn measured_last(
    value: Value<'_, '_>,
    told: &Told<'_, '_>,
    aspect: Option<Span>,
) -> Option<Words> {
    let measured = told.measured.as_ref().filter(|_| !is_of_topic(value, told, aspect))?;
    Some(for_value(value, measured))
}

/// 收入2400亿元，以8.7%的增速领跑: the clause names nothing but the rate, behind the value.
pub(super) fn kept_rate(
    value: Value<'_, '_>,
    told: &Told<'_, '_>,
    _: Option<Span>,
) -> Option<Words> {
    let (nodes, policy) = (value.scene.nodes, &value.scene.rules.policy);
    let [of, rate, ..] = nodes.get(value.at + 1..)? else { return None };
    let names_rate = of.is(policy.of) && rate.is(policy.rate_noun) && value.is_silent();
    Some(for_value(value, told.measured.as_ref().filter(|_| names_rate)?))
}

/// Whether a total has nothing before it in its sentence of which it could be one.
fn is_of_topic(value: Value<'_, '_>, told: &Told<'_, '_>, aspect: Option<Span>) -> bool {
    let is_total = aspect.is_some_and(|said| is_total(value.scene, said));
    let opens = |words: &Words| words[0].start < value.scene.nodes[0].span.start;
    is_total && told.measured.as_ref().is_none_or(opens)
}

/// The words without an end that the value cannot be of. 主体新增105万户，达到920万户: all of them, not those
/// that are new. 规模年均增速15%，突破万亿元: no amount is one of a rate.
fn for_value(value: Value<'_, '_>, words: &Words) -> Words {
    let class = match value.dimension() {
        Some("count") if value.is_level() => "newly",
        Some(money) if value.is_level() && money.starts_with("money") => "rate-noun",
        _ => return words.clone(),
    };
    without_end(value.scene, words, class)
}
