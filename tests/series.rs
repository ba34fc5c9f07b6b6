//! Series: only comparable values are combined.

use figlift_schema::{FIGURES, SERIES, SERIES_KEY};

use crate::support::{Project, Row, number, same, text};

/// The values of two years, with their documents.
fn years(project: &Project, earlier: &str, later: &str) {
    for (year, words) in [("2020", earlier), ("2021", later)] {
        project.write(&format!("raw/{year}.txt"), format!("{year}年，{words}。\n"));
        let sidecar = format!("date = \"{year}-12-31\"\nref_area = \"CN-JX\"\n");
        project.write(&format!("raw/{year}.toml"), sidecar);
    }
    project.figlift(&["run"]).exits(0);
}

#[test]
fn the_key_is_that_of_figures_and_series() {
    for name in SERIES_KEY {
        assert!(FIGURES.column(name).is_some() && SERIES.column(name).is_some(), "{name}");
    }
    assert_eq!(SERIES.key, [SERIES_KEY, &["time_period"]].concat());
    assert_eq!(SERIES.order, SERIES.key);
}

/// What two years state, and the steps between them.
const STEPS: &[(&str, &str, &[f64])] = &[
    ("高新技术企业12家", "高新技术企业15家", &[3.0]),
    // Values with different measure words are not comparable.
    ("高新技术企业12家", "高新技术企业15个", &[]),
    // The second of three follows the first in time, but is not comparable.
    ("高新技术企业12家", "高新技术企业15家，高新技术企业9个", &[3.0]),
    ("研发经费12亿元", "研发经费占比15%", &[]),
    ("1-6月，研发经费12亿元", "研发经费15亿元", &[]),
    ("人均研发经费1200元", "研发经费15亿元", &[]),
];

#[test]
fn steps_are_made_between_alike_values() {
    for (earlier, later, expected) in STEPS {
        let project = Project::new();
        years(&project, earlier, later);
        let steps: Vec<f64> = project
            .table("changes")
            .iter()
            .map(|row| number(row, "difference").expect("a difference"))
            .collect();
        assert_eq!(steps, *expected, "{earlier}; {later}");
    }
}

fn shown(row: &Row) -> String {
    let columns = ["classifier", "base_period", "time_period"];
    let value = number(row, "obs_value").expect("a value");
    format!("{value} {}", columns.map(|name| text(row, name)).join(" "))
}

// Growth since 2015 and since 2010 are two series, and so are values with different measure words.
figtest!(values_of_one_period_that_are_not_comparable_are_rows_of_their_own, |project| {
    years(
        project,
        "高新技术企业12家，高新技术企业9个",
        "研发经费比2015年增长20%，研发经费比2010年增长50%",
    );
    let mut rows: Vec<String> = project.table("series").iter().map(shown).collect();
    rows.sort();
    let expected = ["12 家  2020", "20  2015 2021", "50  2010 2021", "9 个  2020"];
    assert_eq!(rows, expected);
});

/// From … to …, and the multiple with its bounds, computed by hand.
type Fall = (&'static str, Option<f64>, [Option<f64>; 2]);

const FALLS: &[Fall] = &[
    // From 12 to 13, to −6: the minimum is −6 over 12, the maximum −6 over 13.
    ("从12余亿元变为-6亿元", Some(-0.5), [Some(-0.5), Some(-6.0 / 13.0)]),
    ("从12亿元变为-6亿元", Some(-0.5), [Some(-0.5), Some(-0.5)]),
    ("从12余亿元变为6亿元", Some(0.5), [Some(6.0 / 13.0), Some(0.5)]),
    // Any value under 12, down to almost zero.
    ("从不足12亿元变为-6亿元", Some(-0.5), [None, Some(-0.5)]),
    ("从-12亿元变为6亿元", None, [None, None]),
];

#[test]
fn multiples_of_values_below_zero_keep_their_order() {
    for (words, multiple, [low, high]) in FALLS {
        let project = Project::new();
        project.write("raw/a.txt", format!("利润{words}。\n")).figlift(&["run"]).exits(0);
        let changes = project.table("changes");
        assert_eq!(changes.len(), 1, "{words}");
        for (end, expected) in [("", multiple), ("_low", low), ("_high", high)] {
            let own = |column: &str| number(&changes[0], &format!("{column}{end}"));
            let percent = expected.map(|multiple| (multiple - 1.0) * 100.0);
            assert!(same(own("multiple"), *expected), "{words}: {:?}", changes[0]);
            assert!(same(own("relative_percent"), percent), "{words}: {:?}", changes[0]);
        }
    }
}
