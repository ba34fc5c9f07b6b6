//! Third pass: the words that say what a quantity measures.
//!
//! A count is followed by its noun (24个联合体), every other quantity follows the words for what it
//! measures (产值147.57亿元). Where a clause leaves these out (…，增长12%), it goes on speaking of what
//! the clause before measured; where it names several things and as many values (分别), each value is
//! of its own.

mod clause;
pub(crate) mod heads;
pub(crate) mod lists;
mod noun;
mod subject;

use std::collections::HashMap;

use figlift_model::{ChangeEnd, Role};
use figlift_text::Span;

use self::lists::Member;

use crate::claim::node::{Node, NodeKind};
use crate::claim::quantity::Quantity;
use crate::claim::related::Relations;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;

/// The words for what a quantity measures, as runs of the reading: one, or two where a list shares
/// the end of its words (第一、二产业增加值).
pub(crate) type Words = Vec<Span>;

/// A sentence with what rules found in it.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a, 'r> {
    pub rules: &'r RuleSet,
    pub reading: &'a str,
    pub nodes: &'a [Node<'r>],
    pub related: &'a Relations,
}

/// Units of screens, wafers, batteries and chips, whose size stands before their name.
const SIZES: [&str; 3] = ["[in_i]", "GW.h", "nm"];

/// What a sentence spoke of, of which the next one may go on to speak.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    /// The words for what was measured last.
    measured: Option<Words>,
    /// The words of a sentence of one clause without a value: 经营主体稳中培优。
    topic: Option<Words>,
}

/// The words for each node that is a quantity, and what the sentence spoke of; `before` is what the one
/// before it did, `lists` the place of each node in its list of values.
pub(crate) fn attribute(
    scene: Scene<'_, '_>,
    lists: &[Member],
    before: Spoken,
) -> (Vec<Option<Words>>, Spoken) {
    let mut words: Vec<Option<Words>> = vec![None; scene.nodes.len()];
    let mut last = before.measured;
    let mut heads: Vec<Words> = Vec::new();
    let mut again: Words = Vec::new();
    let mut again_is_new = false;
    // What the clause said of that last: that it makes up a part of all.
    let mut said: Option<Span> = None;
    let mut subjects: Vec<Words> = Vec::new();
    // The things counted last with each measure word.
    let mut objects: HashMap<Option<&str>, Words> = HashMap::new();
    // What was measured last outside the outermost bracket, and how many are open.
    let mut outside: Option<Words> = None;
    let mut depth = 0_usize;
    for at in 0..scene.nodes.len() {
        let node = &scene.nodes[at];
        let policy = &scene.rules.policy;
        if node.is(policy.bracket_open) {
            outside = if depth == 0 { last.clone() } else { outside };
            depth += 1;
        } else if node.is(policy.bracket_close) && depth > 0 {
            depth -= 1;
            // 收入120亿元（含基金35亿元），增长8%: what the bracket states is an aside.
            last = if depth == 0 { outside.take().or(last) } else { last };
        } else if node.is(policy.statement_end) {
            depth = 0;
        }
        let NodeKind::Quantity(quantity) = &scene.nodes[at].kind else { continue };
        let list = &lists[at];
        if list.first == at && list.count > 1 {
            let named = heads::of(scene, at, list.count);
            // 城镇收入…元，农村收入…元，增长9%和8%: each of the things named last.
            // 分别完成年度任务的103%和98%: so does what is only said of them.
            let adds = subject::is_silent(scene, at) || subject::aspect(scene, at).is_some();
            let silent = named.is_empty() && adds;
            if silent && heads.len() != list.count && subjects.len() >= list.count {
                heads = subjects[subjects.len() - list.count..].to_vec();
            }
            let goes_on = named.is_empty() && heads.len() == list.count;
            // 占比分别为…: the same things again, and what is said of each.
            again_is_new = goes_on && subject::before(scene, at).is_some();
            again = if goes_on {
                one(subject::before(scene, at).or_else(|| subject::aspect(scene, at)))
                    .unwrap_or_default()
            } else {
                Vec::new()
            };
            // 增加值…，总量和增速分别…: each of what was measured last.
            let aspects = named.iter().all(|head| subject::only_aspect(scene, head));
            let of = last.as_ref().filter(|_| aspects).into_iter().flatten();
            let named = named.iter().map(|head| of.clone().chain(head).copied().collect());
            heads = if goes_on { heads } else { named.collect() };
        }
        let related = &scene.related[at];
        let tied = match related.change {
            Some((ChangeEnd::To, from)) => words[from].clone(),
            _ => related.restates.and_then(|first| words[first].clone()),
        };
        let bare = if again_is_new { bare_names(scene, &heads) } else { Vec::new() };
        let of_list = if again_is_new { &bare } else { &heads };
        let of_list = of_list.get(list.number).filter(|_| heads.len() == list.count);
        let of_list = of_list.map(|head| head.iter().chain(&again).copied().collect());
        let named =
            one(own_words(scene, at, quantity)).filter(|_| tied.is_none() && of_list.is_none());
        let named =
            named.map(|own| own.into_iter().chain(noun::lent(scene, at)).collect::<Words>());
        let alike = objects.get(&quantity.classifier.as_deref()).cloned();
        let named = match named {
            // 清理文件320件，废止71件: what became of the things named before.
            Some(own) if subject::only_deals(scene, own[0]) => {
                let of = one(subject::dealt_with(scene, at)).or(alike);
                Some(of.into_iter().flatten().chain(own).collect())
            }
            // 国家级景区2处、省级3处: the same things of another level.
            Some(own) if subject::only_levels(scene, &own) => {
                let of = alike.and_then(|words| subject::behind_level(scene, words[0]));
                Some(own.into_iter().chain(of).collect())
            }
            // 企业86家，其中10亿元以上12家: so large ones of the same things.
            Some(own) if subject::only_sizes(scene, &own) && alike.is_some() => {
                let of = alike.map(|words| subject::behind_size(scene, words[0]));
                Some(own.into_iter().chain(of).collect())
            }
            named => {
                objects.extend(named.clone().map(|own| (quantity.classifier.as_deref(), own)));
                named
            }
        };
        // 系数为29.8%，其中城镇为28.8%，农村为32.3%: the same of a part.
        let is_share = scene.rules.dimension(&quantity.unit) == Some("share");
        let of_part = named.as_ref().zip(last.as_ref()).filter(|_| is_share);
        let of_part = of_part.filter(|(own, last)| subject::is_part_of(scene, own, last));
        let part = of_part.map(|(own, _)| own[0]);
        let named = named.filter(|_| part.is_none());
        subjects.extend(named.clone());
        let own = tied.or(of_list).or(named);
        let aspect = if own.is_none() { part.or_else(|| subject::aspect(scene, at)) } else { None };
        let own = own.or_else(|| one(subject::before_bracket(scene, at)));
        let own = own.or_else(|| one(subject::of_clause_before(scene, at)));
        // 占比重26.7%，提高0.5个百分点: by how much the share rose.
        let goes_on = own.is_none() && aspect.is_none() && is_of_share(scene, at, quantity);
        let aspect = aspect.or(said.filter(|_| goes_on));
        said = aspect;
        // The clause goes on speaking of what was measured last: of its 增速, of what it makes up of all.
        // 经营主体稳中培优。总量达…: a total at the head of a sentence is that of its topic.
        let is_total = aspect.is_some_and(|said| subject::is_total(scene, said));
        let opens = |words: &Words| words[0].start < scene.nodes[0].span.start;
        let goes_back = is_total && last.as_ref().is_none_or(opens);
        let spoken = if goes_back { &before.topic } else { &last };
        // 主体新增105万户，达到920万户: all of them, not those that are new. 规模年均增速15%，突破万亿元: no
        // amount is one of a rate.
        let is_level = related.role.is_none_or(is_level);
        let what_ends = match scene.rules.dimension(&quantity.unit) {
            Some("count") if is_level => Some("newly"),
            Some(money) if is_level && money.starts_with("money") => Some("rate-noun"),
            _ => None,
        };
        let all = |words: &Words| match what_ends {
            Some(class) => subject::without_end(scene, words, class),
            None => words.clone(),
        };
        let own = own.or_else(|| spoken.as_ref().map(all));
        let whole: Words = own.iter().flatten().copied().chain(aspect).collect();
        words[at] = Some(whole).filter(|whole| !whole.is_empty());
        // 增速居全市12个县第3位: those among whom it ranks are not spoken of.
        last = if subject::is_scope(scene, at) { last } else { own };
    }
    (words, Spoken { measured: last, topic: one(subject::of_topic(scene)) })
}

/// What a sentence without a quantity spoke of; `before` is what the one before it did.
pub(crate) fn pass_over(scene: Scene<'_, '_>, before: Spoken) -> Spoken {
    Spoken { measured: before.measured, topic: one(subject::of_topic(scene)) }
}

/// The words of the clause itself.
fn own_words(scene: Scene<'_, '_>, at: usize, quantity: &Quantity) -> Option<Span> {
    let policy = &scene.rules.policy;
    let dimension = scene.rules.dimension(&quantity.unit);
    let is_part =
        quantity.is_fraction || matches!(dimension, Some("share" | "points" | "rank" | "times"));
    // 来自全省的10吨蔬果 measures what follows, 收益的五分之一 what stands before.
    let is_level = scene.related[at].role.is_none_or(is_level);
    let counts = quantity.unit == "1" && is_level && !quantity.is_fraction;
    // 500千伏变电站, 8英寸晶圆: the size of what follows.
    let sizes = dimension == Some("voltage") || SIZES.contains(&quantity.unit.as_str());
    let follows = |class| at > 0 && scene.nodes[at - 1].is(class);
    let described = follows(policy.of) && !is_part || sizes;
    // 第一大贸易伙伴 ranks what follows, 位居全国第一 what stands before.
    let ranks = quantity.unit == "rank" && noun::is_ranked_behind(scene, at);
    let behind = if counts || described || ranks { noun::after(scene, at) } else { None };
    // 裁减员额30万任务: the task is what stands before.
    let planned = at + 1 < scene.nodes.len() && scene.nodes[at + 1].is(policy.planned);
    let said_before =
        planned && quantity.classifier.is_none() && subject::before(scene, at).is_some();
    let behind = behind.filter(|_| !said_before);
    let is_share = quantity.is_fraction || dimension == Some("share");
    let behind =
        behind.or_else(|| if is_share && is_level { noun::of_share(scene, at) } else { None });
    let is_amount = scene.related[at].role.is_none() && !is_part;
    let behind = behind.or_else(|| if is_amount { noun::acted_on(scene, at) } else { None });
    // 实施新增4万亿元的投资计划: what is new is named behind.
    let is_verb =
        at > 0 && scene.nodes[at - 1].is_any(&[policy.acts_on, policy.light_verb, policy.newly]);
    let parts = is_verb || subject::opens_with_other(scene, at) || subject::follows_deed(scene, at);
    let behind = behind.or_else(|| if is_amount && parts { noun::of(scene, at) } else { None });
    // 确定5%左右的增长目标: what is aimed at is named behind.
    let rates = |node: &Node| node.is_any(&[policy.rate_noun, policy.moves]);
    let aimed = scene.nodes.iter().skip(at + 2).take(2).any(rates);
    let behind = behind.or_else(|| if aimed { noun::of(scene, at) } else { None });
    let opens = || {
        let alone =
            if is_part { subject::opens_clause(scene, at) } else { subject::is_silent(scene, at) };
        if alone { noun::after(scene, at) } else { None }
    };
    behind.or_else(|| subject::before(scene, at)).or_else(|| noun::of(scene, at)).or_else(opens)
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

fn is_level(role: Role) -> bool {
    role == Role::Level
}

/// Whether a quantity is how large a share is, or by how much it changes.
fn is_of_share(scene: Scene<'_, '_>, at: usize, quantity: &Quantity) -> bool {
    match scene.rules.dimension(&quantity.unit) {
        Some("points") => true,
        Some("share") => scene.related[at].role.is_none(),
        _ => false,
    }
}

fn one(span: Option<Span>) -> Option<Words> {
    span.filter(|span| !span.is_empty()).map(|span| vec![span])
}

#[cfg(test)]
mod tests {
    use figlift_text::{Document, Metadata};

    use crate::sample::rules;

    /// The words for what each figure of a text measures.
    fn named(text: &str) -> Vec<String> {
        let document = Document::new("case", text, Metadata::default());
        let extraction = rules().extract(&document);
        let words = extraction.figures.into_iter().map(|figure| figure.indicator);
        words.map(|measured| measured.map_or(String::new(), |it| it.words)).collect()
    }

    fn hold(cases: &[(&str, &[&str])]) {
        for (text, words) in cases {
            assert_eq!(named(text), *words, "{text}");
        }
    }

    #[test]
    fn words_that_stop_short_are_no_error() {
        hold(&[
            ("建成8个国家级、13个", &["国家级"; 2]),
            ("进行清理，废止5件", &["废止"]),
            ("年底前达到5亿元", &[""]),
            ("年底前削减300个岗位", &["岗位"]),
            ("2004年起达到5亿元", &[""]),
            ("2004年起重机产量达到500台", &["起重机产量"]),
            ("±-3%", &[""]),
        ]);
    }

    #[test]
    fn what_was_done_is_named_behind_the_amount() {
        hold(&[
            ("银行给他批复了250万元的信用贷款", &["信用贷款"]),
            ("企业获得了超过30万元的补助。", &["补助"]),
            ("产值增长了5%的目标", &["产值"]),
            ("记者发现，近半数是新设备。", &[""]),
        ]);
    }

    #[test]
    fn a_total_is_of_what_was_counted_before() {
        hold(&[
            ("结对友好城市4对、总数达110对", &["友好城市", "友好城市总数"]),
            ("通道新增16条、达到54条，增长5%", &["通道"; 3]),
            ("出口增长5%。经营主体稳中培优。总量达14万户。", &["出口", "经营主体稳中培优总量"]),
            ("出口增长5%。总量达14万户。", &["出口", "总量"]),
        ]);
    }

    #[test]
    fn what_a_bracket_states_is_an_aside() {
        hold(&[
            ("收入120亿元（含基金35亿元），增长8%", &["收入", "含基金", "收入"]),
            (
                "收入120亿元（含基金（不含债券）35亿元），增长8%",
                &["收入", "含基金（不含债券）", "收入"],
            ),
            ("）收入5亿元（", &["收入"]),
        ]);
    }

    #[test]
    fn names_of_a_list_share_what_they_lack() {
        hold(&[
            ("接待旅客人次和门票收入分别增长7%、5%", &["旅客人次", "门票收入"]),
            ("彩电、冰箱产量分别增长4%、3%", &["彩电产量", "冰箱产量"]),
            ("进口、出口总额分别为3亿元、5亿元", &["进口总额", "出口总额"]),
            ("税收、非税收入分别完成12亿元和4亿元", &["税收", "非税收入"]),
            ("农业、工业增加值增速分别为4%、6%", &["农业增加值", "工业增加值"]),
            ("总产值、投资增速分别居第3位、第5位", &["总产值增速", "投资增速"]),
            ("甲类、乙类产值占工业比重分别达2%、3%", &["甲类产值占工业比重", "乙类产值占工业比重"]),
            (
                "铁路、水路货运量和港口吞吐量分别增长3%、4%、5%",
                &["铁路货运量", "水路货运量", "港口吞吐量"],
            ),
            ("杭州、宁波地铁线网客运量分别增长3%、4%", &["地铁线网客运量", "地铁线网客运量"]),
            ("工业、服务业用电量分别占62%、21%", &["工业用电量占", "服务业用电量占"]),
            ("本外币存款、贷款余额分别增长9%、8%", &["本外币存款余额", "贷款余额"]),
            ("钢、原煤产量分别增长2%、3%", &["钢产量", "原煤产量"]),
            ("轻、重工业产值分别增长2%、3%", &["轻工业产值", "重工业产值"]),
            ("“十四五”时期产值增长9%", &["产值"]),
            ("汽车产销量分别完成23万辆和24万辆", &["汽车产量", "汽车销量"]),
            ("对东盟、非洲分别出口3亿元和5亿元", &["对东盟出口", "对非洲出口"]),
            (
                "臭氧、二氧化硫2种污染物平均浓度分别下降4%和3%",
                &["污染物", "臭氧平均浓度", "二氧化硫平均浓度"],
            ),
            ("物联网、区块链服务收入分别增长4%和3%", &["物联网服务收入", "区块链服务收入"]),
            ("新增省级、市级示范园区3家、9家", &["省级示范园区", "市级示范园区"]),
        ]);
    }

    #[test]
    fn steps_are_of_what_was_measured() {
        hold(&[
            ("总产值连续跨过两个千亿元大关、超过3千亿元", &["总产值"; 2]),
            ("税收接连跃上三个十亿元台阶、双双突破60亿元", &["税收"; 2]),
            ("培育3个百亿元大县", &["百亿元大县"]),
        ]);
    }

    #[test]
    fn a_noun_may_hold_a_verb() {
        hold(&[
            ("建设12个产能提升重点县", &["产能提升重点县"]),
            ("8个基层能力提升工程项目", &["基层能力提升工程项目"]),
            ("9家工厂提升产能", &["工厂"]),
        ]);
    }

    #[test]
    fn levels_of_a_list_share_its_noun() {
        hold(&[
            ("建成8个国家级、13个省级诊疗中心", &["国家级诊疗中心", "省级诊疗中心"]),
            ("3家千亿级和9家百亿级企业", &["千亿级企业", "百亿级企业"]),
            ("5个市级、6个街道", &["市级", "街道"]),
            (
                "国家级湿地公园2处、省级3处、市级9处",
                &["国家级湿地公园", "省级湿地公园", "市级湿地公园"],
            ),
        ]);
    }

    #[test]
    fn what_became_of_things_named_before() {
        hold(&[
            ("对地方规章进行清理，废止7件、修改2件", &["地方规章"; 2]),
            ("受理投诉320件，办结300件", &["投诉"; 2]),
            ("监管事项从39个拓展到91个", &["监管事项"; 2]),
            ("裁减员额30万任务", &["裁减员额"]),
        ]);
    }

    #[test]
    fn what_describes_a_noun_is_passed_over() {
        hold(&[
            ("9个投资额百亿元以上工业项目", &["工业项目"]),
            ("办好“群众盼望的10件事”", &["事"]),
            ("整体提升90所学校", &["学校"]),
        ]);
    }

    #[test]
    fn a_noun_ends_where_the_clause_tells_of_it() {
        hold(&[
            ("6个品牌享誉全国", &["品牌"]),
            ("9项成果获国家奖励", &["成果"]),
            ("10家境内上市公司", &["境内上市公司"]),
            ("把失业率控制在5%以内，把握3个环节", &["失业率", "环节"]),
        ]);
    }

    #[test]
    fn money_is_given_for_the_noun_behind_it() {
        hold(&[
            ("县财政安排5亿元专项资金予以支持", &["专项资金"]),
            ("县财政投入5亿元支持技改", &["技改"]),
            (
                "六大耗能行业产值占比从3成下降到2成",
                &["耗能行业", "耗能行业产值占比", "耗能行业产值占比"],
            ),
            ("6家由农户组成的合作社", &["合作社"]),
        ]);
    }

    #[test]
    fn an_area_may_begin_a_name() {
        hold(&[
            ("重庆大学在校生2万人", &["重庆大学在校生"]),
            ("天津港货物吞吐量5亿吨", &["天津港货物吞吐量"]),
            ("四川盆地夏粮300万吨，四川夏粮400万吨", &["四川盆地夏粮", "夏粮"]),
            ("重庆市银行3家，湖南大学生3万人", &["银行", "大学生"]),
            ("上海银行业贷款3亿元", &["银行业贷款"]),
        ]);
    }

    #[test]
    fn people_are_counted_as_population() {
        hold(&[("水厂供水120万人口", &["人口"]), ("13亿多人口的国家", &["人口"])]);
    }

    #[test]
    fn names_and_values_of_unlike_kinds() {
        hold(&[
            ("每千人床位数、护士数为7.1张、3.2人", &["每千人床位数", "护士数"]),
            ("合格率和投诉量分别提高2个百分点、下降3%", &["合格率", "投诉量"]),
            ("学校和医院面积达到3万平方米、5层", &["学校和医院面积"; 2]),
        ]);
    }
}
