//! The words for a value in its own clause, but for those before it.

use figlift_text::Span;

use crate::claim::node::Node;
use crate::clause::{LIST_END, Value};
use crate::compile::pattern::Symbol;

/// Units of screens, wafers, batteries and chips, whose size stands before their name.
const SIZES: [&str; 3] = ["[in_i]", "GW.h", "nm"];

/// 24个联合体.
pub(super) fn counted_noun(value: Value<'_, '_>) -> Option<Span> {
    let counts = value.quantity.unit == "1" && value.is_level() && !value.quantity.is_fraction;
    // 考核连续10次获评优秀: how often something was so, not what it was.
    let is_told = value.counts_times() && value.goes_on_so() && value.subject().is_some();
    if counts && !is_told { noun_unless_planned(value) } else { None }
}

/// 来自全省的10吨蔬果 measures what follows; so do sizes: 500千伏变电站, 8英寸晶圆.
pub(super) fn described_noun(value: Value<'_, '_>) -> Option<Span> {
    let of = value.scene.rules.policy.of;
    // 甲电厂、乙电厂等402万千瓦机组: so does what a list are examples of.
    let ends_list = |node: &Node<'_>| value.scene.reading[..node.span.end].ends_with(LIST_END);
    let before = value.at.checked_sub(1).map(|before| &value.scene.nodes[before]);
    let follows_of = before.is_some_and(|before| before.is(of) || ends_list(before));
    let is_size =
        value.dimension() == Some("voltage") || SIZES.contains(&value.quantity.unit.as_str());
    if follows_of && !is_part(value) || is_size { noun_unless_planned(value) } else { None }
}

/// 第一大贸易伙伴 ranks what follows, 位居全国第一 what stands before.
pub(super) fn ranked_noun(value: Value<'_, '_>) -> Option<Span> {
    let ranks = value.quantity.is_rank() && value.ranks_noun_behind();
    if ranks { noun_unless_planned(value) } else { None }
}

/// 贡献了50%以上的税收, 80%以上行政村通车.
pub(super) fn share_of_noun(value: Value<'_, '_>) -> Option<Span> {
    let is_share = value.quantity.is_fraction || value.dimension() == Some("share");
    if is_share && value.is_level() { value.noun_of_share() } else { None }
}

/// 发行50亿元专项债券.
pub(super) fn object_of_verb(value: Value<'_, '_>) -> Option<Span> {
    if is_amount(value) { value.noun_acted_on() } else { None }
}

/// 实施新增4万亿元的投资计划: what is new is named behind.
pub(super) fn noun_of_deed(value: Value<'_, '_>) -> Option<Span> {
    let policy = &value.scene.rules.policy;
    let verbs = [policy.acts_on, policy.light_verb, policy.newly];
    let follows_verb = value.at > 0 && value.scene.nodes[value.at - 1].is_any(&verbs);
    let leads = follows_verb || value.opens_with_other() || value.follows_deed();
    if is_amount(value) && leads { value.noun_by_of() } else { None }
}

/// 确定5%左右的增长目标: what is aimed at is named behind.
pub(super) fn aimed_rate(value: Value<'_, '_>) -> Option<Span> {
    let policy = &value.scene.rules.policy;
    let rates = |node: &Node<'_>| node.is_any(&[policy.rate_noun, policy.moves]);
    let mut behind = value.scene.nodes.iter().skip(value.at + 2).take(2);
    if behind.any(rates) { value.noun_by_of() } else { None }
}

/// 一半的行政村.
pub(super) fn noun_behind_of(value: Value<'_, '_>) -> Option<Span> {
    value.noun_by_of()
}

/// 近半数县区….
pub(super) fn noun_behind(value: Value<'_, '_>) -> Option<Span> {
    let alone = if is_part(value) { value.opens_clause() } else { value.is_silent() };
    if alone { value.noun_behind() } else { None }
}

/// The noun behind a value, unless a plan is: 裁减员额30万任务 is of what stands before.
fn noun_unless_planned(value: Value<'_, '_>) -> Option<Span> {
    let planned = value.scene.rules.policy.planned;
    let is_planned = value.scene.nodes.get(value.at + 1).is_some_and(|next| next.is(planned));
    let said_before =
        is_planned && value.quantity.classifier.is_none() && value.subject().is_some();
    if said_before { None } else { value.noun_behind() }
}

/// Whether a value is a part or a place of something, and no amount.
fn is_part(value: Value<'_, '_>) -> bool {
    value.quantity.is_fraction
        || matches!(value.dimension(), Some("share" | "points" | "rank" | "times"))
}

/// Whether a value is an amount that rules give no role.
fn is_amount(value: Value<'_, '_>) -> bool {
    value.scene.related[value.at].role.is_none() && !is_part(value)
}
