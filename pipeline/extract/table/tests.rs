//! Tables of one construction each.

mod misread;

use figlift_text::{BlockKind, Document, LayoutBlock, Metadata, Span, TableCell, TextLayout};

use crate::Figure;
use crate::sample::rules;

/// A text of lines and one table. The cells of a row are parted by `|`; a cell may begin with the rows and
/// columns that it spans: `2x1 指标`.
fn text(lines: &[&str], rows: &[&str]) -> Document {
    let (mut text, mut layout) = (String::new(), TextLayout::default());
    let mut add = |words: &str, kind: BlockKind| {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(words);
        layout.blocks.push(LayoutBlock { span: Span::new(start, text.len()), kind });
    };
    lines.iter().for_each(|line| add(line, BlockKind::Paragraph));
    let mut taken: Vec<usize> = vec![0; 16];
    for (row, cells) in rows.iter().enumerate() {
        let row = row + 1;
        let mut column = 0;
        for cell in cells.split('|') {
            while taken[column] >= row {
                column += 1;
            }
            let (spans, words) = match cell.split_once(' ') {
                Some((spans, words)) if spans.contains('x') => (spans, words),
                _ => ("1x1", cell),
            };
            let (down, across) = spans.split_once('x').unwrap();
            let (down, across): (usize, usize) = (down.parse().unwrap(), across.parse().unwrap());
            let at = TableCell {
                table: 1,
                row,
                column: column + 1,
                rows: down,
                columns: across,
                is_head: false,
            };
            taken[column..column + across].fill(row + down - 1);
            column += across;
            if !words.is_empty() {
                add(words, BlockKind::Cell(at));
            }
        }
    }
    let metadata = Metadata {
        date: "2025-03".parse().ok(),
        ref_area: Some("CN-JX".to_owned()),
        ..Metadata::default()
    };
    Document::derived("test", text, layout, metadata)
}

/// Each figure as its surface, value, unit and measure word, role, what is measured, area and period.
fn read(lines: &[&str], rows: &[&str]) -> Vec<String> {
    let document = text(lines, rows);
    let extraction = rules().extract(&document);
    let row = |figure: &Figure| {
        assert_eq!(figure.rule, "table.cell");
        let value = figure.value.as_ref().map(|value| value.to_f64().to_string());
        let words = figure.indicator.as_ref().map(|indicator| indicator.words.as_str());
        [
            &document.text()[figure.span.range()],
            &value.unwrap_or_default(),
            &format!("{}{}", figure.unit, figure.classifier.as_deref().unwrap_or_default()),
            figure.role.as_str(),
            words.unwrap_or_default(),
            figure.area.as_deref().unwrap_or_default(),
            &figure.period.map(|(period, _)| period.to_string()).unwrap_or_default(),
        ]
        .join(" ")
    };
    extraction.figures.iter().map(row).collect()
}

#[test]
fn heads_of_two_levels_and_of_rows() {
    let rows = [
        "2x1 指　标|1x2 2024年|2x1 比上年增长（%）",
        "绝对数|占比（%）",
        "全部工业增加值|16,023.40|100.0|6.8",
        "　其中：国有控股|2 345.6|14.6|-1.2",
        "　　　　股份制|112.5|…|—",
    ];
    assert_eq!(
        read(&["表1　规模以上工业", "单位：亿元"], &rows),
        [
            "16,023.40 1602340000000 CNY level 全部工业增加值 CN-JX 2024",
            "100.0 100 % level 全部工业增加值占比 CN-JX 2024",
            "6.8 6.8 % growth 全部工业增加值 CN-JX 2024",
            "2 345.6 234560000000 CNY level 全部工业增加值国有控股 CN-JX 2024",
            "14.6 14.6 % level 全部工业增加值国有控股占比 CN-JX 2024",
            "-1.2 -1.2 % growth 全部工业增加值国有控股 CN-JX 2024",
            "112.5 11250000000 CNY level 全部工业增加值股份制 CN-JX 2024",
        ]
    );
}

#[test]
fn a_column_of_units() {
    let rows = [
        "序号|指标|计量单位|2024年|同比增减（%）",
        "1|常住人口|万人|4515.3|-0.4",
        "2|粮食产量|万吨|2198.3|1.2",
    ];
    assert_eq!(
        read(&[], &rows),
        [
            "4515.3 45153000 1人 level 常住人口 CN-JX 2024",
            "-0.4 -0.4 % growth 常住人口 CN-JX 2024",
            "2198.3 21983000 t level 粮食产量 CN-JX 2024",
            "1.2 1.2 % growth 粮食产量 CN-JX 2024",
        ]
    );
}

#[test]
fn areas_and_ranks() {
    let rows =
        ["2x1 地区|1x2 地区生产总值", "总量（亿元）|位次", "南昌市|7324.5|1", "九江市|3735.7|2"];
    assert_eq!(
        read(&["2023年"], &rows),
        [
            "7324.5 732450000000 CNY level 地区生产总值 360100 2023",
            "1 1 rank rank 地区生产总值 360100 2023",
            "3735.7 373570000000 CNY level 地区生产总值 360400 2023",
            "2 2 rank rank 地区生产总值 360400 2023",
        ]
    );
}

#[test]
fn a_unit_is_never_guessed() {
    // The unit of a row is not that of a column which is of something else.
    let rows = ["指标|2024年|位次得分", "常住人口（万人）|4515|7.5", "从业人员|2200|"];
    assert_eq!(read(&[], &rows), ["4515 45150000 1人 level 常住人口 CN-JX 2024"]);
    // A rate does not take the unit of the table.
    let rows = ["指标|2024年|增速", "工业增加值|100.5|6.8"];
    let read = read(&["单位：亿元"], &rows);
    assert_eq!(read, ["100.5 10050000000 CNY level 工业增加值 CN-JX 2024"]);
}

#[test]
fn labels_with_values() {
    let rows = ["债券名称|24江西债01", "发行总额（亿元）|12.50", "票面利率（%）|2.85"];
    assert_eq!(
        read(&[], &rows),
        ["12.50 1250000000 CNY level 发行总额 CN-JX ", "2.85 2.85 % level 票面利率 CN-JX "]
    );
}

#[test]
fn lines_of_a_label_and_its_value() {
    let lines =
        ["主要条款", "发行总额（亿元）：12.50", "期限（年）：10", "PM2.5浓度（微克/立方米）：32"];
    assert_eq!(
        read(&lines, &[]),
        [
            "12.50 1250000000 CNY level 发行总额 CN-JX ",
            "10 10 a level 期限 CN-JX ",
            "32 32 ug/m3 level PM2.5浓度 CN-JX ",
        ]
    );
    assert!(read(&["联系电话：83601234"], &[]).is_empty());
}

#[test]
fn columns_of_years() {
    let rows = ["地区|2019|2020", "南昌市|5596.2|5745.5", "合计|24757.5|25691.5"];
    assert_eq!(
        read(&["指标：地区生产总值(亿元)"], &rows),
        [
            "5596.2 559620000000 CNY level 地区生产总值 360100 2019",
            "5745.5 574550000000 CNY level 地区生产总值 360100 2020",
            "24757.5 2475750000000 CNY level 地区生产总值 CN-JX 2019",
            "25691.5 2569150000000 CNY level 地区生产总值 CN-JX 2020",
        ]
    );
    let rows = ["年份|发电量（亿千瓦时）", "2019|1364.5", "2020|1446.2"];
    assert_eq!(
        read(&[], &rows),
        [
            "1364.5 136450000000 kW.h level 发电量 CN-JX 2019",
            "1446.2 144620000000 kW.h level 发电量 CN-JX 2020"
        ]
    );
}

#[test]
fn losses_in_brackets() {
    let rows = ["项目|金额", "营业收入|1,234.5", "营业外收支净额|(56.7)"];
    assert_eq!(
        read(&["单位：万元"], &rows),
        [
            "1,234.5 12345000 CNY level 营业收入 CN-JX ",
            "(56.7) -567000 CNY level 营业外收支净额 CN-JX "
        ]
    );
    let rows = ["项目|金额", "营业收入|-1.5", "营业外收支净额|(56.7)"];
    assert_eq!(read(&["单位：万元"], &rows).len(), 1, "the brackets mean something else");
}

#[test]
fn a_table_without_values_is_none() {
    assert!(read(&[], &["指标|说明", "常住人口|2024年末数"]).is_empty());
}

#[test]
fn cells_are_explained() {
    let document = text(&[], &["指标|2024年", "农、林业产值（亿元）|12.5"]);
    let byte = document.text().find("12.5").unwrap();
    let explained = rules().explain(&document, byte).unwrap();
    let line = explained.line.unwrap();
    assert_eq!(line.text(), "2024年农林业产值为12.5亿元。");
    let figure = explained.figure.unwrap();
    assert_eq!(&line.text()[figure.span.range()], "12.5亿元");
    let figure = &rules().extract(&document).figures[0];
    assert_eq!(figure.indicator.as_ref().unwrap().words, "农、林业产值");
}

#[test]
fn heads_in_the_middle_of_a_table() {
    let rows = [
        "主要数据|2024年|2023年|本期比上年同期增减（%）",
        "营业收入（万元）|120.5|100.0|20.5",
        "|2024年末|2023年末|本期末比上年末增减（%）",
        "净资产（万元）|55.0|50.0|10.0",
    ];
    let read = read(&[], &rows);
    assert_eq!(read[0], "120.5 1205000 CNY level 营业收入 CN-JX 2024");
    assert_eq!(read[2], "20.5 20.5 % growth 营业收入 CN-JX 2024");
    assert_eq!(read[3], "55.0 550000 CNY level 净资产 CN-JX 2024");
    assert_eq!(read[4], "50.0 500000 CNY level 净资产 CN-JX 2023");
    assert_eq!(read[5], "10.0 10 % growth 净资产 CN-JX 2024");
}

#[test]
fn rates_take_their_noun_time_and_basis_from_the_columns_beside_them() {
    let rows = [
        "项目|2023年产量（万吨）|2024年产量（万吨）|增减（%）|森林覆盖率",
        "水稻|100|103|3.0|60.5%",
    ];
    assert_eq!(read(&[], &rows)[2], "3.0 3 % growth 水稻产量 CN-JX 2024");
    assert_eq!(read(&[], &rows)[3], "60.5% 60.5 % level 水稻森林覆盖率 CN-JX 2024");
    let document = text(&[], &rows);
    let figure = &rules().extract(&document).figures[2];
    assert_eq!(figure.basis.map(|basis| basis.as_str()), Some("yoy"));
    assert_eq!(figure.base_period.map(|period| period.to_string()).as_deref(), Some("2023"));
}

#[test]
fn parts_of_parts_and_words_with_numbers() {
    let rows = [
        "指标|年末数（万人）",
        "常住人口|4502",
        "　其中：0—15岁|896",
        "　　　　16—59岁|2717",
        "　　　　60岁及以上|889",
        "　　　　　其中：65岁及以上|640",
        "户籍人口|5028",
    ];
    let read = read(&["2024年人口情况"], &rows);
    let words: Vec<&str> = read.iter().map(|row| row.split(' ').nth(4).unwrap()).collect();
    assert_eq!(
        words,
        [
            "常住人口",
            "常住人口0—15岁",
            "常住人口16—59岁",
            "常住人口60岁及以上",
            "常住人口60岁及以上65岁及以上",
            "户籍人口"
        ]
    );
}

#[test]
fn prices_of_what_units_count() {
    let rows = ["产品|单位|本期价格（元）|涨跌幅（%）", "螺纹钢（Φ20mm）|吨|3312.4|-0.9"];
    let document = text(&["2025年3月上旬"], &rows);
    let figures = rules().extract(&document).figures;
    assert_eq!(figures[0].per.as_deref(), Some("t"));
    assert_eq!(figures[0].indicator.as_ref().unwrap().words, "螺纹钢（Φ20mm）价格");
}

#[test]
fn months_of_the_table() {
    let rows = [
        "2x1 指标|2x1 计量单位|1x2 自年初累计|1x2 本月",
        "绝对数|同比增速（%）|绝对数|同比增速（%）",
        "货运量|万吨|2256|4.0|493|3.3",
    ];
    assert_eq!(
        read(&["2025年1—5月主要指标"], &rows),
        [
            "2256 22560000 t level 货运量 CN-JX 2025-01/2025-05",
            "4.0 4 % growth 货运量 CN-JX 2025-01/2025-05",
            "493 4930000 t level 货运量 CN-JX 2025-05",
            "3.3 3.3 % growth 货运量 CN-JX 2025-05",
        ]
    );
}

#[test]
fn columns_that_are_parts_of_what_the_rows_measure() {
    let rows = ["指标|小学|初中", "生均校舍面积（平方米）|8.15|15.72"];
    let read = read(&["2024年"], &rows);
    assert_eq!(read[0], "8.15 8.15 m2 level 生均校舍面积小学 CN-JX 2024");
}

#[test]
fn sums_of_money_and_numbers_of_things_have_their_own_units() {
    let rows = [
        "2x1 商品名称|2x1 计量单位|1x2 2025年5月|1x2 累计比去年同期±%",
        "数量|金额|数量|金额",
        "鞋靴|万双|213|2,908|-5.8|-8.1",
    ];
    let read = read(&["金额单位：万美元"], &rows);
    assert_eq!(read[0], "213 2130000 1双 level 鞋靴 CN-JX 2025-05");
    assert_eq!(read[1], "2,908 29080000 USD level 鞋靴 CN-JX 2025-05");
    assert_eq!(read[3], "-8.1 -8.1 % growth 鞋靴 CN-JX 2025-05");
}

#[test]
fn currencies_before_and_words_that_name_a_unit() {
    let read_of = |unit: &str| read(&[unit], &["项目|A类份额", "期末净值|1.15"]);
    assert_eq!(read_of("单位：人民币元")[0], "1.15 1.15 CNY level 净值A类份额 CN-JX ");
    let rows = ["乡镇|救助人次|户数|综合得分", "石门镇|12|5|90"];
    assert_eq!(
        read(&["2024年"], &rows),
        ["12 12 1人次 level 救助人次  2024", "5 5 1户 level 户数  2024"],
        "an unknown area has no code, and a score no unit"
    );
}

#[test]
fn a_difference_or_a_rate_is_not_guessed() {
    let rows = ["项目|余额|比上月增减|同比增速", "各项存款|2846.31|38.72|6.9"];
    let read = read(&["2025年6月", "单位：亿元、%"], &rows);
    assert_eq!(read.len(), 2, "{read:?}");
    assert_eq!(read[1], "6.9 6.9 % growth 各项存款余额 CN-JX 2025-06");
}

#[test]
fn codes_and_foreign_words_are_no_part_of_it() {
    let rows = ["科目编码|科目名称Item|金额（元）Outlays", "201|一般公共服务支出|6123000"];
    assert_eq!(read(&["2025年"], &rows), ["6123000 6123000 CNY level 一般公共服务支出 CN-JX 2025"]);
}

#[test]
fn numbers_of_rows_and_codes_are_labels() {
    let rows = ["序号|项目编码|项目|支出（万元）", "1|2010|教育|35", "2|2011|卫生|36"];
    let document = text(&["2025年"], &rows);
    let numerals = rules().extract(&document).numerals;
    let labels = numerals.iter().filter(|row| row.rule.as_deref() == Some("table.label"));
    let labels: Vec<&str> = labels.map(|row| &document.text()[row.span.range()]).collect();
    assert_eq!(labels, ["1", "2010", "2", "2011"]);
}
