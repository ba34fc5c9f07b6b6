//! Ruling lines: thin rectangles, and lines that are drawn along or across the page.

use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::Number;

use super::matrix::Matrix;

/// The most lines of a path, and of a page.
const MOST_LINES: usize = 20_000;

/// The thickest ruling line, and the shortest, in points.
const THICK: f64 = 3.0;
const SHORT: f64 = 4.0;

/// A ruling line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PageRule {
    /// Whether it runs across the page, from left to right.
    pub is_across: bool,
    /// Its height, or how far right it stands.
    pub at: f64,
    /// Where it begins and ends.
    pub from: f64,
    pub to: f64,
}

impl PageRule {
    /// The rule as if text in one of four directions (to the right, down, to the left, up) ran to the
    /// right.
    pub(super) fn turned(self, way: usize) -> PageRule {
        let PageRule { is_across, at, from, to } = self;
        match (way, is_across) {
            (1, true) => PageRule { is_across: false, at, from: -to, to: -from },
            (1, false) => PageRule { is_across: true, at: -at, from, to },
            (2, _) => PageRule { is_across, at: -at, from: -to, to: -from },
            (3, true) => PageRule { is_across: false, at: -at, from, to },
            (3, false) => PageRule { is_across: true, at, from: -to, to: -from },
            _ => self,
        }
    }
}

/// The path that is being drawn.
#[derive(Debug, Default)]
pub(super) struct PagePath {
    parts: Vec<Vec<(f64, f64)>>,
    points: usize,
    /// Whether a part has curves.
    curved: bool,
}

impl PagePath {
    /// Takes an instruction of a path. Where one is drawn, its ruling lines are added to the list, unless
    /// it is not shown.
    pub(super) fn take(
        &mut self,
        instruction: &TypedInstruction<'_, '_>,
        matrix: Matrix,
        rules: Option<&mut Vec<PageRule>>,
    ) {
        use TypedInstruction as I;
        let at = |x: Number, y: Number| matrix.point(x.as_f64(), y.as_f64());
        match instruction {
            I::MoveTo(to) => self.begin(at(to.0, to.1)),
            I::LineTo(to) => self.line(at(to.0, to.1)),
            I::CubicTo(to) => self.curve(at(to.4, to.5)),
            I::CubicStartTo(to) => self.curve(at(to.2, to.3)),
            I::CubicEndTo(to) => self.curve(at(to.2, to.3)),
            I::ClosePath(_) => self.close(),
            I::RectPath(r) => {
                let [x, y, w, h] = [r.0, r.1, r.2, r.3].map(|number| number.as_f64());
                self.begin(matrix.point(x, y));
                for (x, y) in [(x + w, y), (x + w, y + h), (x, y + h), (x, y)] {
                    self.line(matrix.point(x, y));
                }
            }
            I::CloseAndStrokePath(_)
            | I::CloseFillAndStrokeNonZero(_)
            | I::CloseFillAndStrokeEvenOdd(_) => {
                self.close();
                self.draw(true, rules);
            }
            I::StrokePath(_) | I::FillAndStrokeNonZero(_) | I::FillAndStrokeEvenOdd(_) => {
                self.draw(true, rules);
            }
            I::FillPathNonZero(_) | I::FillPathNonZeroCompatibility(_) | I::FillPathEvenOdd(_) => {
                self.draw(false, rules);
            }
            I::EndPath(_) => self.clear(),
            _ => {}
        }
    }

    fn begin(&mut self, point: (f64, f64)) {
        if self.points < MOST_LINES {
            self.parts.push(vec![point]);
            self.points += 1;
        }
    }

    fn line(&mut self, point: (f64, f64)) {
        if let Some(part) = self.parts.last_mut()
            && self.points < MOST_LINES
        {
            part.push(point);
            self.points += 1;
        }
    }

    fn curve(&mut self, point: (f64, f64)) {
        self.curved = true;
        self.line(point);
    }

    fn close(&mut self) {
        if let Some(&first) = self.parts.last().and_then(|part| part.first()) {
            self.line(first);
        }
    }

    fn clear(&mut self) {
        *self = PagePath::default();
    }

    fn draw(&mut self, is_line: bool, rules: Option<&mut Vec<PageRule>>) {
        let curved = self.curved;
        let parts = std::mem::take(self).parts;
        let Some(rules) = rules.filter(|_| !curved) else { return };
        for part in parts {
            let along = |pick: fn(&(f64, f64)) -> f64| {
                let values = part.iter().map(pick);
                values.fold((f64::MAX, f64::MIN), |(low, high), n| (low.min(n), high.max(n)))
            };
            let whole = (along(|point| point.0), along(|point| point.1));
            let found = match rule(whole) {
                // A thin rectangle, or one line.
                Some(found) => vec![found],
                None if is_line => {
                    let lines = part.windows(2).filter_map(|ends| {
                        let ((a, b), (c, d)) = (ends[0], ends[1]);
                        rule(((a.min(c), a.max(c)), (b.min(d), b.max(d))))
                    });
                    lines.collect()
                }
                None => Vec::new(),
            };
            let room = MOST_LINES.saturating_sub(rules.len());
            rules.extend(found.into_iter().take(room));
        }
    }
}

/// The ruling line that fills a rectangle.
fn rule(((left, right), (top, bottom)): ((f64, f64), (f64, f64))) -> Option<PageRule> {
    let (width, height) = (right - left, bottom - top);
    if !(width.is_finite() && height.is_finite()) {
        return None;
    }
    if height <= THICK && width >= SHORT && width > height {
        return Some(PageRule { is_across: true, at: (top + bottom) / 2.0, from: left, to: right });
    }
    (width <= THICK && height >= SHORT).then_some(PageRule {
        is_across: false,
        at: (left + right) / 2.0,
        from: top,
        to: bottom,
    })
}
