//! Charts put together at random from odd texts and odd numbers: they are drawn, or refused by
//! name, and whatever is drawn keeps the rules.

use super::boxes::check_boxes;
use super::{bounded, chart, panel, row, series, svg};
use crate::{Bilingual, Chart, ChartError, ChartRow, Panel, Point, PointStanding, Scale};

/// A small generator of numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }

    fn text(&mut self) -> String {
        const TEXTS: [&str; 14] = [
            "",
            " ",
            "值",
            "高新技术产业增加值占规模以上工业增加值的比重",
            "High-tech share of industrial value added",
            "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "，。、；：？！",
            "「（《",
            "e\u{301}e\u{301}e\u{301}",
            "\u{1f600}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "一\n二\t三\u{0}四",
            "<&\"'>]]>",
            "العربية אבגד",
            "1234567890123456789012345678901234567890",
        ];
        let count = 1 + self.roll(3) * self.roll(8);
        (0..count).map(|_| self.of(&TEXTS)).collect()
    }

    fn words(&mut self) -> Bilingual {
        Bilingual { zh: self.text(), en: self.text() }
    }

    fn number(&mut self) -> f64 {
        const NUMBERS: [f64; 16] = [
            0.0,
            -0.0,
            1.0,
            2.0,
            16.0,
            3.5,
            -3.2,
            99.99,
            1e6,
            1e15,
            -1e100,
            1e100,
            1e-300,
            5e-324,
            1e-7,
            123_456_789.123_456_78,
        ];
        self.of(&NUMBERS) * self.of(&[1.0, 1.0, 1.0, 1.1, 0.3])
    }

    fn point(&mut self) -> Point {
        let mut three = [self.number(), self.number(), self.number()];
        three.sort_by(f64::total_cmp);
        let [low, value, high] = three;
        let (value, low, high) = match self.roll(7) {
            0 => (Some(value), Some(low), Some(high)),
            1 => (None, Some(low), Some(high)),
            2 => (Some(low), Some(low), None),
            3 => (Some(high), None, Some(high)),
            4 => (Some(value), None, None),
            _ => (Some(value), Some(value), Some(value)),
        };
        let mut point = bounded("odd", &self.text(), value, low, high);
        point.period = (self.roll(2) == 0).then(|| self.text());
        point
    }

    fn chart(&mut self) -> Chart {
        let panels = 1 + self.roll(3);
        let (mark, make): (_, fn(&mut Dice) -> Panel) = match self.roll(6) {
            0 => ("dumbbell", Dice::panel),
            1 => ("line", Dice::series),
            2 => ("slope", |dice| dice.group(Dice::row)),
            3 => ("bar", |dice| dice.group(Dice::item)),
            4 => ("interval", |dice| dice.group(Dice::item)),
            _ => ("ladder", |dice| dice.group(Dice::step)),
        };
        let mut chart = chart(mark, (0..panels).map(|_| make(self)).collect());
        (chart.title, chart.subtitle) = (self.words(), self.words());
        (chart.note, chart.source) = (Some(self.words()), self.text());
        chart
    }

    fn panel(&mut self) -> Panel {
        let rows = (0..=self.roll(4)).map(|_| self.row()).collect();
        let mut panel = panel("", "", self.of(&[Scale::Level, Scale::Percent, Scale::Rank]), rows);
        panel.title = self.words();
        panel
    }

    fn series(&mut self) -> Panel {
        let points = (0..=self.roll(20)).map(|n| {
            let x = if self.roll(30) == 0 { self.number() } else { n as f64 };
            let mut point = self.point();
            point.standing = match self.roll(12) {
                0 | 1 => PointStanding::Implied,
                2 => PointStanding::Ahead,
                3 => PointStanding::Provisional,
                _ => PointStanding::Stated,
            };
            (x, self.text(), point)
        });
        let points = points.collect();
        let mut series = series("", "", ("", ""), points);
        (series.title, series.unit) = (self.words(), self.words());
        series
    }

    fn group(&mut self, make: fn(&mut Dice) -> ChartRow) -> Panel {
        let rows = (0..=self.roll(7)).map(|_| make(self)).collect();
        let (title, unit) = (self.words(), self.words());
        let scale = if self.roll(3) == 0 { Scale::Rank } else { Scale::Level };
        Panel { title, unit, scale, rows }
    }

    fn item(&mut self) -> ChartRow {
        ChartRow { label: self.words(), at: 0.0, from: None, to: self.point(), is_reference: false }
    }

    fn step(&mut self) -> ChartRow {
        let from = (self.roll(2) == 0).then(|| self.point());
        ChartRow { label: self.words(), at: 0.0, from, to: self.point(), is_reference: false }
    }

    fn row(&mut self) -> ChartRow {
        let mut row = row("", "", self.point(), self.point());
        row.label = self.words();
        row
    }
}

#[test]
fn odd_charts_are_drawn_by_the_rules() {
    let mut dice = Dice(20_240_607);
    let mut drawn = 0;
    for n in 0..1_500 {
        let chart = dice.chart();
        match svg(&chart) {
            Ok(text) => {
                drawn += 1;
                let document = roxmltree::Document::parse(&text);
                assert!(document.is_ok(), "{n}: {document:?}");
                assert!(!text.contains("NaN"), "{n}");
                check_boxes(&format!("odd chart {n}"), &chart);
            }
            Err(ChartError::NotFinite { .. }) => {}
            Err(error) => panic!("{n}: {error}"),
        }
    }
    assert!(drawn > 700, "{drawn}");
}
