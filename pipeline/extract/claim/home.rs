//! What words mean in the area of a document: 元 is a dollar in texts of Hong Kong, and 114年 is 2025 in
//! texts of Taiwan.

use figlift_config::PeriodKind;

use crate::claim::node::{Node, NodeKind};
use crate::compile::ruleset::RuleSet;

/// The unit that is called 元 everywhere else.
const YUAN: &str = "CNY";

/// The area of a document, as far as words mean something of their own there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Home<'r> {
    /// The unit that is called 元 there.
    yuan: Option<&'r str>,
    /// The year before the first of its count of years.
    era: Option<i32>,
}

impl<'r> Home<'r> {
    /// The home of a document of that area.
    pub(crate) fn of(rules: &'r RuleSet, area: Option<&str>) -> Home<'r> {
        let areas = &rules.pack.areas;
        let mut home = Home::default();
        let mut next = area;
        while let Some(code) = next {
            if let Some(area) = areas.stated_as(code) {
                home.yuan = home.yuan.or(area.yuan.as_deref());
                home.era = home.era.or(area.era);
            }
            next = areas.parent(code);
        }
        home
    }

    /// Reads the nodes of a sentence as they are meant there.
    pub(crate) fn read(self, rules: &RuleSet, reading: &str, nodes: &mut [Node]) {
        let yuan = rules.pack.units.get(YUAN).map_or(&[][..], |unit| &unit.surfaces);
        // 元 itself, and not 元人民币.
        let yuan = yuan.iter().min_by_key(|word| word.len());
        for node in nodes {
            match &mut node.kind {
                NodeKind::Quantity(quantity) => {
                    let is_yuan = quantity.unit == YUAN
                        && quantity.unit_words.map(|words| &reading[words.range()])
                            == yuan.map(String::as_str);
                    if let Some(unit) = self.yuan.filter(|_| is_yuan) {
                        quantity.unit = unit.to_owned();
                        node.classes = std::borrow::Cow::Owned(rules.quantity_classes(unit));
                    }
                }
                NodeKind::Period(period) if period.kind == PeriodKind::Duration => {
                    if let Some(year) = self.era.and_then(|era| period.year_of(era)) {
                        **period = year;
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use figlift_text::{Document, Metadata};

    use crate::sample::rules;

    #[test]
    fn yuan_and_years_are_those_of_the_area() {
        let read = |area: &str, text: &str| -> Vec<(String, Option<String>)> {
            let metadata = Metadata { ref_area: Some(area.to_owned()), ..Metadata::default() };
            let extraction = rules().extract(&Document::new("test", text, metadata));
            let figures = extraction.figures.into_iter();
            figures
                .map(|one| (one.unit, one.period.map(|(period, _)| period.to_string())))
                .collect()
        };
        let unit = |unit: &str| (unit.to_owned(), None);
        let text = "盈餘12億元，補助人民幣5億元，3至5萬元，每人美元20萬";
        let read_in = |area| read(area, text).into_iter().map(|(unit, _)| unit).collect::<Vec<_>>();
        assert_eq!(read_in("CN-HK"), ["HKD", "CNY", "HKD", "USD"]);
        assert_eq!(read_in("CN-JX"), ["CNY", "CNY", "CNY", "USD"]);
        let years = read("CN-TW", "114年產值3億元。投資9億元。");
        assert_eq!(years[0], ("TWD".to_owned(), Some("2025".to_owned())));
        assert_eq!(read("CN-TW", "建校114年，校友3萬人")[0].0, "1");
        assert_eq!(read("CN-JX", "114年產值3億元。"), [unit("CNY")]);
    }
}
