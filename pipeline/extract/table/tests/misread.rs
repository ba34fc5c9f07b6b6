//! Tables that a simpler reading takes for others.

use super::read;

#[test]
fn numbers_like_years_are_values_beside_a_name() {
    let rows = ["指标|2024年（亿元）", "农业产值|1956", "林业产值|205"];
    assert_eq!(
        read(&[], &rows),
        [
            "1956 195600000000 CNY level 农业产值 CN-JX 2024",
            "205 20500000000 CNY level 林业产值 CN-JX 2024"
        ]
    );
    let rows = ["地区|2023年|2024年", "南昌市|7324.5|7500", "九江市|1990|1995", "上饶市|300|310"];
    let read_of = read(&["指标：地区生产总值(亿元)"], &rows);
    assert_eq!(read_of[2], "1990 199000000000 CNY level 地区生产总值 360400 2023");
    assert_eq!(read_of[5], "310 31000000000 CNY level 地区生产总值 361100 2024");
    let rows = ["地区|学校（所）|学生（人）", "南昌市|1985|30500", "九江市|2012|28000"];
    assert_eq!(read(&["2024年"], &rows)[0], "1985 1985 1所 level 学校 360100 2024");
    let rows = ["名称|甲县|乙县", "产值（万元）|5|6", "成立时间|2001年|2003年", "税收（万元）|1|2"];
    assert!(read(&["2024年"], &rows).iter().all(|row| row.ends_with(" 2024")));
}

#[test]
fn falls_former_times_and_rates_that_are_levels() {
    let rows = ["指标|2024年|比上年下降（%）", "能耗（万吨标准煤）|12.5|3.5"];
    assert_eq!(read(&[], &rows)[1], "3.5 -3.5 % growth 能耗 CN-JX 2024");
    let rows = ["项目|上年|本年", "存款（亿元）|12.5|11"];
    let periods = read(&["2024年"], &rows);
    assert!(periods[0].ends_with(" 2023") && periods[1].ends_with(" 2024"), "{periods:?}");
    let rows = ["项目|期末余额|期初余额", "货币资金|100|80"];
    let read_of = read(&["2024年12月31日", "单位：元"], &rows);
    assert!(read_of[1].ends_with("货币资金 CN-JX "), "{read_of:?}");
    let rows = ["指标|2024年", "人口自然增长率（‰）|-1.05"];
    assert_eq!(read(&[], &rows), ["-1.05 -1.05 permille level 人口自然增长率 CN-JX 2024"]);
}

#[test]
fn groups_of_rows_and_words_among_the_values() {
    let rows = [
        "指标|收入（元）|增速（%）",
        "1x3 2023年",
        "采矿业|100|5.0",
        "1x3 2024年",
        "采矿业|110|10.0",
        "1x3 二、城镇居民",
        "制造业|120|9.0",
    ];
    let read_of = read(&[], &rows);
    assert_eq!(read_of[0], "100 100 CNY level 采矿业收入 CN-JX 2023");
    assert_eq!(read_of[3], "10.0 10 % growth 采矿业收入 CN-JX 2024");
    let rows = ["城市|首要污染物|PM2.5浓度（微克/立方米）", "南昌市|臭氧|35"];
    assert!(read(&["2024年"], &rows)[0].ends_with(" 360100 2024"));
    let rows = ["城市|综合得分|首要污染物|PM2.5浓度（微克/立方米）", "南昌市|3.1|臭氧|35"];
    assert_eq!(read(&["2024年"], &rows), ["35 35 ug/m3 level PM2.5浓度 360100 2024"]);
    let rows = ["月份|产值（亿元）", "1|5.1", "2|6.1"];
    assert_eq!(read(&["2024年"], &rows)[1], "6.1 610000000 CNY level 产值 CN-JX 2024-02");
}

#[test]
fn units_of_other_heads_are_not_taken() {
    let rows = ["指标|得分|权重", "常住人口（万人）|7.5|10"];
    assert!(read(&[], &rows).is_empty());
    let rows = ["指标|单位|2024年|得分", "产量|万吨|12.5|95"];
    assert_eq!(read(&[], &rows), ["12.5 125000 t level 产量 CN-JX 2024"]);
    let rows = ["货币|现汇买入价|现钞买入价", "美元|711.5|710"];
    assert!(read(&[], &rows).is_empty());
    let rows = ["指标|占地面积（平方米）|建筑面积（平方米）", "体育馆|120|90"];
    assert!(read(&["2024年"], &rows)[0].contains("体育馆占地面积"));
}

#[test]
fn parts_behind_the_parts_of_a_part() {
    let rows = [
        "指标|2024年（亿元）|增速（%）",
        "一、地区生产总值|312.5|5.7",
        "　其中：第一产业|41.0|4.1",
        "　　　　第二产业|128.9|6.9",
        "　　　　　#工业|109.5|7.4",
        "　　　　第三产业|142.5|5.2",
    ];
    let read_of = read(&[], &rows);
    assert!(read_of[6].contains("地区生产总值第二产业工业"), "{read_of:?}");
    assert_eq!(read_of[8], "142.5 14250000000 CNY level 地区生产总值第三产业 CN-JX 2024");
}

#[test]
fn counts_in_words_and_marked_rates_are_not_guessed() {
    let rows = ["地区|高标准农田|粮食产量（万吨）", "南昌市|约58|12.5", "九江市|60|"];
    assert_eq!(read(&["2024年"], &rows), ["12.5 125000 t level 粮食产量 360100 2024"]);
    let rows = ["指标|单位|2024年|同比增长（%）", "平均利用小时|小时|368|-18*"];
    assert_eq!(read(&[], &rows).len(), 1);
    let rows = ["产品|销售量（吨）|库存量（吨）|销售量比上年增减（%）", "纯碱|12|3|1.08"];
    assert_eq!(read(&["2024年"], &rows)[2], "1.08 1.08 % growth 纯碱销售量 CN-JX 2024");
}
