//! What is known of marks once they are drawn: where they end, what they show, and which of them a
//! reader needs to have explained.

use crate::Bilingual;
use crate::estimate::Estimate;

/// The marks of a chart, drawn.
pub(crate) struct Drawn {
    /// Where they end, in px from the top.
    pub(crate) bottom: f64,
    /// Type, count and range, for those who do not see the chart.
    pub(crate) description: String,
    /// The special marks that occur.
    pub(crate) key: Key,
}

/// Which special marks occur, and so have to be explained.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Key {
    /// Hollow and filled marks of a change.
    pub(crate) pair: bool,
    /// A line in a bar, at the first value.
    pub(crate) first_value: bool,
    /// Hollow marks of a series, as stated before.
    pub(crate) former: bool,
    /// Hollow marks of a series, as a later value implies.
    pub(crate) implied: bool,
    /// Dots on a line, hollow as they are provisional, and such apart from it, as they lie ahead.
    pub(crate) provisional: bool,
    pub(crate) ahead: bool,
    /// Upright lines beside dots.
    pub(crate) target: bool,
    /// A line through all rows.
    pub(crate) reference: bool,
    pub(crate) interval: bool,
    pub(crate) open: bool,
    pub(crate) about: bool,
}

impl Key {
    /// Notes what it takes to read a value.
    pub(crate) fn note(&mut self, estimate: &Estimate) {
        self.interval |= estimate.limits().is_some();
        self.open |= estimate.is_open();
        self.about |= estimate.about;
    }

    /// How the marks are to be read; `None` where nothing is special.
    pub(crate) fn words(&self) -> Option<Bilingual> {
        let all = [
            (self.pair, "空心为起，实心为止", "hollow: first value, filled: last value"),
            (self.first_value, "竖线处为起值（1×）", "line at 1×: the first value"),
            (self.former, "空心为先前所述之值", "hollow: as stated formerly"),
            (
                self.implied,
                "空心为后一公报的数值与增量所隐含之值，与当初公布的不符",
                "hollow: implied by the next release and its change, unlike what was announced",
            ),
            (self.provisional, "空心为初步数", "hollow: a provisional value"),
            (self.ahead, "虚线为预计或目标", "dashed: a forecast or target"),
            (self.target, "竖线为目标", "upright line: a target"),
            (self.reference, "竖线为全国", "upright line: the nation"),
            (
                self.interval,
                "浅色为措辞所容许的区间",
                "light: the interval that the wording allows",
            ),
            (self.open, "箭头一侧未设界限", "arrow: no limit stated on this side"),
            (self.about, "边缘虚化为约数", "soft edge: an approximate value"),
        ];
        let said: Vec<_> = all.iter().filter(|(occurs, ..)| *occurs).collect();
        let zh: Vec<&str> = said.iter().map(|(_, zh, _)| *zh).collect();
        let en: Vec<&str> = said.iter().map(|(.., en)| *en).collect();
        let reading = Bilingual::of(
            &format!("读法：{}。", zh.join("；")),
            &format!("Reading: {}.", en.join("; ")),
        );
        (!said.is_empty()).then_some(reading)
    }
}
