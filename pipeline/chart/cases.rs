//! Whole charts: well-formed, the same twice, nothing overlapping, every mark where it belongs.

mod boxes;
mod links;
mod marks;
mod odd;
mod positions;
mod refusals;
mod registry;
mod samples;
mod text;

use crate::{
    Bilingual, Chart, ChartError, ChartRow, MARKS, Panel, Point, PointStanding, Scale, draw,
    mark_named,
};

/// The SVG text of a chart.
fn svg(chart: &Chart) -> Result<String, ChartError> {
    draw(chart).map(|drawing| drawing.svg)
}

/// A figure that states one number exactly.
fn exact(id: &str, surface: &str, value: f64) -> Point {
    bounded(id, surface, Some(value), Some(value), Some(value))
}

/// A figure that states a value and limits.
pub(crate) fn bounded(
    id: &str,
    surface: &str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
) -> Point {
    Point {
        figure_id: format!("sample#{id}"),
        surface: surface.to_owned(),
        period: None,
        value,
        low,
        high,
        sentence: format!("这句话里写着{surface}。"),
        link: None,
        standing: PointStanding::Stated,
    }
}

fn row(zh: &str, en: &str, from: Point, to: Point) -> ChartRow {
    ChartRow { label: Bilingual::of(zh, en), at: 0.0, from: Some(from), to, is_reference: false }
}

fn panel(zh: &str, en: &str, scale: Scale, rows: Vec<ChartRow>) -> Panel {
    Panel { title: Bilingual::of(zh, en), unit: Bilingual::default(), scale, rows }
}

fn chart(mark: &str, panels: Vec<Panel>) -> Chart {
    Chart {
        id: "sample".to_owned(),
        title: Bilingual::of("样例", "A sample"),
        subtitle: Bilingual::of("起止两值", "first and last value stated"),
        note: None,
        more: None,
        source: "公报, 2022".to_owned(),
        mark: mark_named(MARKS, mark).unwrap(),
        panels,
    }
}

/// A change between two values that are stated exactly.
fn change(zh: &str, en: &str, id: &str, a: (&str, f64), b: (&str, f64)) -> ChartRow {
    row(zh, en, exact(&format!("{id}a"), a.0, a.1), exact(&format!("{id}b"), b.0, b.1))
}

/// Five changes of levels, one of them stated with 余.
fn level_changes() -> Vec<ChartRow> {
    let spending = row(
        "全社会研发投入",
        "R&D expenditure",
        bounded("rda", "250余亿元", Some(250.0), Some(250.0), Some(260.0)),
        bounded("rdb", "500余亿元", Some(500.0), Some(500.0), Some(600.0)),
    );
    vec![
        change("科技型中小企业", "Technology SMEs", "sme", ("464家", 464.0), ("9415家", 9415.0)),
        change(
            "技术合同成交额",
            "Technology contracts",
            "con",
            ("96.19亿元", 96.19),
            ("414亿元", 414.0),
        ),
        change(
            "高新技术企业",
            "High-tech enterprises",
            "ent",
            ("2138家", 2138.0),
            ("6669家", 6669.0),
        ),
        change(
            "专利授权总量",
            "Patents granted",
            "pat",
            ("3.3万件", 33000.0),
            ("9.7万件", 97000.0),
        ),
        spending,
    ]
}

/// Eight changes of a province, as its bulletin words them.
fn changes() -> Chart {
    let shares = vec![
        change(
            "高新技术产业增加值占规上工业增加值的比重",
            "High-tech share of industrial value added",
            "sha",
            ("30.9%", 30.9),
            ("40.2%", 40.2),
        ),
        change("研发投入强度", "R&D intensity", "int", ("1.28%", 1.28), ("1.7%", 1.7)),
    ];
    let ranks = vec![change(
        "综合科技创新水平指数",
        "Innovation index",
        "idx",
        ("第20位", 20.0),
        ("第16位", 16.0),
    )];
    Chart {
        id: "changes".to_owned(),
        title: Bilingual::of(
            "江西科技创新：五年间的变化",
            "Jiangxi: what changed in science and technology in five years",
        ),
        subtitle: Bilingual::of(
            "起止两值及其倍数",
            "first and last value stated, and how many times the last is the first",
        ),
        note: None,
        more: None,
        source: "江西省科学技术厅, 2022".to_owned(),
        mark: mark_named(MARKS, "dumbbell").unwrap(),
        panels: vec![
            panel("水平", "Levels", Scale::Level, level_changes()),
            panel("比重", "Shares", Scale::Percent, shares),
            panel("位次", "Rank", Scale::Rank, ranks),
        ],
    }
}

fn series(zh: &str, en: &str, unit: (&str, &str), points: Vec<(f64, String, Point)>) -> Panel {
    let row = |(at, tick, to): (f64, String, Point)| ChartRow {
        label: Bilingual::of(&tick, ""),
        at,
        from: None,
        to,
        is_reference: false,
    };
    let rows = points.into_iter().map(row).collect();
    Panel {
        title: Bilingual::of(zh, en),
        unit: Bilingual::of(unit.0, unit.1),
        scale: Scale::Level,
        rows,
    }
}

/// Six years of national spending, with its intensity.
fn national() -> Chart {
    let years = |id: &str, unit: &str, stated: [&str; 6]| {
        let point = |(n, text): (usize, &str)| {
            let year = 2018 + n;
            let value = text.parse().unwrap_or(f64::NAN);
            let mut point = exact(&format!("{id}{year}"), &format!("{text}{unit}"), value);
            point.period = Some(year.to_string());
            (year as f64, year.to_string(), point)
        };
        stated.into_iter().enumerate().map(point).collect()
    };
    let spent = ["19677.9", "22143.6", "24393.1", "27956.3", "30782.9", "33357.1"];
    let shares = ["2.19", "2.23", "2.40", "2.44", "2.54", "2.65"];
    Chart {
        id: "national-rd".to_owned(),
        title: Bilingual::of(
            "全国研究与试验发展经费：六份公报",
            "National R&D: five years of steady growth, as announced in six bulletins",
        ),
        subtitle: Bilingual::of(
            "各年公报所公布的数值",
            "values as announced in the bulletin of each year",
        ),
        note: None,
        more: None,
        source: "国家统计局、科学技术部、财政部, 2018–2023".to_owned(),
        mark: mark_named(MARKS, "line").unwrap(),
        panels: vec![
            series(
                "研发经费",
                "R&D expenditure",
                ("亿元", "100 million CNY"),
                years("s", "亿元", spent),
            ),
            series(
                "研发投入强度",
                "R&D intensity",
                ("占国内生产总值 %", "of GDP"),
                years("i", "%", shares),
            ),
        ],
    }
}

/// One of each way in which a wording can leave a value open.
fn wordings() -> Vec<Point> {
    vec![
        exact("w0", "120家", 12.0),
        bounded("w1", "250余亿元", Some(25.0), Some(25.0), Some(26.0)),
        bounded("w2", "3%—5%", None, Some(30.0), Some(50.0)),
        bounded("w3", "超10亿元", Some(10.0), Some(10.0), None),
        bounded("w4", "近3000家", Some(30.0), None, Some(30.0)),
        bounded("w5", "50左右", Some(50.0), None, None),
        bounded("w6", "数百万", None, Some(20.0), None),
        bounded("w7", "零", Some(0.0), Some(0.0), Some(0.0)),
        bounded("w8", "下降3.2%", Some(-3.2), Some(-3.2), Some(-3.2)),
    ]
}

/// Every wording turned into every other, on each scale.
fn all_wordings() -> Chart {
    let rows = || {
        let pairs = wordings()
            .into_iter()
            .flat_map(|from| wordings().into_iter().map(move |to| (from.clone(), to)));
        pairs.map(|(from, to)| row("措辞", "Wording", from, to)).collect::<Vec<_>>()
    };
    chart(
        "dumbbell",
        vec![
            panel("倍数", "Multiples", Scale::Level, rows()),
            panel("比重", "Shares", Scale::Percent, rows()),
            panel("位次", "Ranks", Scale::Rank, rows()),
        ],
    )
}

/// A chart of labels, units and values much too long to be shown whole.
fn long_labels() -> Chart {
    let zh = "规模以上工业企业中开展研究与试验发展活动的企业所占的比重".repeat(4);
    let en = "Share of industrial enterprises above designated size with R&D activities ".repeat(4);
    let point = |n: usize, value: f64| {
        let mut point = exact(&format!("l{n}"), &"大约二百五十余亿元人民币".repeat(4), value);
        point.period = Some("2021-01-01/2021-09-30 (按可比价格计算)".repeat(3));
        point
    };
    let rows = |scale: f64| {
        (0..3).map(|n| row(&zh, &en, point(n, 3.0), point(n + 9, scale * (n + 1) as f64))).collect()
    };
    let mut chart = chart(
        "dumbbell",
        vec![
            panel(&zh, &en, Scale::Level, rows(1e9)),
            panel(&zh, &en, Scale::Percent, rows(123_456.789_012)),
            panel(&zh, &en, Scale::Rank, rows(40_000.0)),
        ],
    );
    chart.title = Bilingual::of(&zh, &en);
    chart.subtitle = Bilingual::of(&zh, &en);
    chart.note = Some(Bilingual::of(&zh.repeat(5), &en.repeat(5)));
    chart.source = format!("{zh}{en}").repeat(3);
    chart
}

/// Series with a number of points that go up and down.
fn many_points(count: usize) -> Chart {
    let point = |n: usize| {
        let value = 100.0 + ((n * 7919) % 53) as f64 - n as f64;
        let tick = (1980 + n).to_string();
        ((1980 + n) as f64, tick, exact(&format!("m{n}"), &format!("{value}"), value))
    };
    let points = || (0..count).map(point).collect::<Vec<_>>();
    chart(
        "line",
        vec![
            series("甲", "A", ("个", ""), points()),
            series("乙", "B", ("个", ""), points()),
            series("丙", "C", ("只", ""), points()),
        ],
    )
}

/// Forty rows in one panel.
fn many_rows() -> Chart {
    let rows = (0..40).map(|n| {
        let value = 1.0 + n as f64 * 1.7;
        let label = format!("指标{n}");
        row(
            &label,
            "",
            exact(&format!("r{n}a"), "10家", 10.0),
            exact(&format!("r{n}b"), "多", value),
        )
    });
    chart("dumbbell", vec![panel("水平", "Levels", Scale::Level, rows.collect())])
}

fn wording_series() -> Chart {
    let points = |shift: usize| {
        let all = wordings().into_iter().enumerate();
        all.map(|(n, point)| ((n + shift) as f64 / 2.0, format!("第{n}期"), point)).collect()
    };
    let mut twice: Vec<_> = points(0);
    twice.push((4.0, "2022".to_owned(), exact("later", "41.5", 41.5)));
    chart("line", vec![series("措辞", "Wordings", ("", ""), twice)])
}

fn all_charts() -> Vec<(&'static str, Chart)> {
    let mut all = vec![
        ("changes", changes()),
        ("national", national()),
        ("wordings", all_wordings()),
        ("wording-series", wording_series()),
        ("long", long_labels()),
        ("rows", many_rows()),
        ("points-1", many_points(1)),
        ("points-2", many_points(2)),
        ("points-12", many_points(12)),
        ("points-40", many_points(40)),
        ("points-400", many_points(400)),
        ("bars", marks::bars()),
        ("intervals", marks::intervals()),
        ("ladder", marks::ladder()),
        ("slopes", marks::slopes()),
        ("revised", marks::revised()),
    ];
    all.extend(marks::long_marks());
    all.extend(marks::many(1).into_iter().map(|(_, chart)| ("one-value", chart)));
    all.extend(marks::many(40));
    all
}
