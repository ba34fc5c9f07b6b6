//! Samples of bars, intervals, ladders and slopes, and of revised series.

use super::{bounded, chart, exact, row, series, wordings};
use crate::{Bilingual, Chart, ChartRow, Panel, Point, PointStanding, Scale};

fn group(title: (&str, &str), unit: &str, scale: Scale, rows: Vec<ChartRow>) -> Panel {
    Panel { title: Bilingual::of(title.0, title.1), unit: Bilingual::of(unit, ""), scale, rows }
}

fn item(zh: &str, en: &str, to: Point) -> ChartRow {
    ChartRow { label: Bilingual::of(zh, en), at: 0.0, from: None, to, is_reference: false }
}

/// Every wording as a single value, each with an id of its own.
fn items() -> Vec<ChartRow> {
    wordings().into_iter().map(|point| item("措辞", "Wording", point)).collect()
}

fn growth() -> Vec<ChartRow> {
    let falls = bounded("g4", "减少8%—12%", None, Some(-12.0), Some(-8.0));
    let more = bounded("g5", "压减30%以上", Some(-30.0), None, Some(-30.0));
    vec![
        item("基础研究经费", "Basic research", exact("g1", "11.4%", 11.4)),
        item("应用研究经费", "Applied research", exact("g2", "10.7%", 10.7)),
        item("投资", "Investment", exact("g3", "-3.2%", -3.2)),
        item("用水量", "Use of water", falls),
        item("排放", "Emissions", more),
        item("旅客", "Passengers", bounded("g6", "约-5%", Some(-5.0), None, None)),
    ]
}

/// Bars of every wording, and of growth to both sides of zero.
pub(super) fn bars() -> Chart {
    chart(
        "bar",
        vec![
            group(("水平", "Levels"), "家", Scale::Level, items()),
            group(("增长", "Growth"), "%", Scale::Percent, growth()),
        ],
    )
}

/// Intervals of every wording, and of ranks.
pub(super) fn intervals() -> Chart {
    let ranks = vec![
        item("指数", "Index", bounded("i1", "前25位", Some(25.0), None, Some(25.0))),
        item("得分", "Score", exact("i2", "第3", 3.0)),
    ];
    chart(
        "interval",
        vec![
            group(("水平", "Levels"), "家", Scale::Level, items()),
            group(("位次", "Ranks"), "", Scale::Rank, ranks),
        ],
    )
}

fn step(label: &str, id: &str, from: Option<f64>, to: f64) -> ChartRow {
    let rank = |id: String, value: f64| exact(&id, &format!("第{value}位"), value);
    let from = from.map(|value| rank(format!("{id}a"), value));
    ChartRow {
        label: Bilingual::of(label, "Rank"),
        at: 0.0,
        from,
        to: rank(format!("{id}b"), to),
        is_reference: false,
    }
}

/// Ranks that moved far, a little, not at all, away from the first, and one that only is.
pub(super) fn ladder() -> Chart {
    let moves = vec![
        step("综合指数", "l1", Some(20.0), 16.0),
        step("宽带用户数", "l2", None, 11.0),
        step("不动", "l3", Some(5.0), 5.0),
        step("后退", "l4", Some(2.0), 30.0),
        step("一位", "l5", Some(9.0), 8.0),
    ];
    chart("ladder", vec![group(("位次", "Ranks"), "", Scale::Rank, moves)])
}

fn pair(label: &str, id: &str, from: f64, to: f64, unit: &str) -> ChartRow {
    let end =
        |end: &str, value: f64| exact(&format!("{id}{end}"), &format!("{value}{unit}"), value);
    row(label, "Slope", end("a", from), end("b", to))
}

/// Slopes of shares that cross and lie close, of ranks, and of every wording.
pub(super) fn slopes() -> Chart {
    let shares = vec![
        pair("第一产业", "s1", 8.1, 7.3, "%"),
        pair("第二产业", "s2", 45.0, 39.9, "%"),
        pair("第三产业", "s3", 46.9, 52.8, "%"),
        pair("高技术制造业", "s4", 45.1, 45.2, "%"),
    ];
    let ranks = vec![pair("指数", "s5", 20.0, 16.0, "位"), pair("产出", "s6", 3.0, 4.0, "位")];
    let words = wordings().into_iter().zip(wordings().into_iter().rev());
    let renamed = |mut point: Point, end: &str| {
        point.figure_id.push_str(end);
        point
    };
    let words = words.map(|(a, b)| row("措辞", "Wording", renamed(a, "a"), renamed(b, "b")));
    chart(
        "slope",
        vec![
            group(("比重", "Shares"), "%", Scale::Percent, shares),
            group(("位次", "Ranks"), "", Scale::Rank, ranks),
            group(("措辞", "Wordings"), "家", Scale::Level, words.collect()),
        ],
    )
}

/// A series of which one value was stated otherwise before, and one is implied otherwise.
pub(super) fn revised() -> Chart {
    let at = |year: u16, id: &str, value: f64| {
        let point = exact(&format!("{id}{year}"), &format!("{value}%"), value);
        (f64::from(year), year.to_string(), point)
    };
    let mut implied = at(2021, "implied", 2.43);
    implied.2.standing = PointStanding::Implied;
    let points = vec![
        at(2020, "first", 2.41),
        at(2020, "last", 2.4),
        at(2021, "r", 2.44),
        implied,
        at(2022, "r", 2.54),
    ];
    chart("line", vec![series("强度", "Intensity", ("%", ""), points)])
}

/// The same rows with labels, values and periods much too long to be shown whole.
pub(super) fn long_marks() -> Vec<(&'static str, Chart)> {
    let zh = "规模以上工业企业中开展研究与试验发展活动的企业所占的比重".repeat(4);
    let en = "Share of industrial enterprises above designated size with R&D activities ".repeat(4);
    let point = |n: usize, value: f64| {
        let mut point = exact(&format!("long{n}"), &"大约二百五十余亿元人民币".repeat(4), value);
        point.period = Some("2021-01-01/2021-09-30 (按可比价格计算)".repeat(n % 3));
        point
    };
    let items = |scale: f64| -> Vec<ChartRow> {
        (0..5).map(|n| item(&zh, &en, point(n, scale * (n as f64 - 1.5)))).collect()
    };
    let rows = || (0..5).map(|n| row(&zh, &en, point(n, 3.0), point(n + 9, 1e9 * n as f64)));
    let whole =
        |mark: &str, panels| Chart { title: Bilingual::of(&zh, &en), ..chart(mark, panels) };
    vec![
        (
            "long-dots",
            whole(
                "dot",
                ["甲", "乙", "丙"]
                    .map(|name| group((name, &en), &zh, Scale::Level, items(1e9)))
                    .to_vec(),
            ),
        ),
        (
            "long-targets",
            whole("target", vec![group((&zh, &en), &zh, Scale::Level, rows().collect())]),
        ),
        ("long-bars", whole("bar", vec![group((&zh, &en), &zh, Scale::Level, items(1e9))])),
        (
            "long-intervals",
            whole("interval", vec![group((&zh, &en), &en, Scale::Level, items(0.001))]),
        ),
        (
            "long-ladder",
            whole("ladder", vec![group((&zh, &en), "", Scale::Rank, rows().collect())]),
        ),
        (
            "long-slopes",
            whole("slope", vec![group((&zh, &en), &zh, Scale::Level, rows().collect())]),
        ),
    ]
}

/// So many values of each kind of mark.
pub(super) fn many(count: usize) -> Vec<(&'static str, Chart)> {
    let value = |n: usize| ((n * 7919) % 53) as f64 + 1.0;
    let label = |n: usize| format!("指标{n}");
    let stated = |n: usize, value: f64| exact(&format!("n{n}"), &format!("{value}家"), value);
    let items = || (0..count).map(|n| item(&label(n), "Indicator", stated(n, value(n)))).collect();
    let pair = |n: usize| row(&label(n), "", stated(n, value(n)), stated(n + count, value(n + 1)));
    let moves =
        || (0..count).map(|n| step(&label(n), &n.to_string(), Some(value(n)), value(n + 1)));
    let one = ("水平", "Levels");
    vec![
        ("many-bars", chart("bar", vec![group(one, "家", Scale::Level, items())])),
        ("many-intervals", chart("interval", vec![group(one, "家", Scale::Level, items())])),
        (
            "many-dots",
            chart(
                "dot",
                vec![
                    group(one, "家", Scale::Level, items()),
                    group(("增长", "Growth"), "%", Scale::Percent, items()),
                    group(("位次", "Ranks"), "", Scale::Rank, items()),
                    group(one, "个", Scale::Level, items()),
                ],
            ),
        ),
        (
            "many-targets",
            chart("target", vec![group(one, "%", Scale::Percent, (0..count).map(pair).collect())]),
        ),
        ("many-ladder", chart("ladder", vec![group(one, "", Scale::Rank, moves().collect())])),
        (
            "many-slopes",
            chart("slope", vec![group(one, "家", Scale::Level, (0..count).map(pair).collect())]),
        ),
    ]
}
