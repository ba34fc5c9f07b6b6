//! What the marks draw on: plotters' elements in px, text through our measuring, and groups.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::{Color, ShapeStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, FontFamily, FontStyle,
};

use crate::backend::{SvgBackend, UNITS};
use crate::ink::Ink;
use crate::measure::{Face, Fitted, width};
use crate::{ChartError, Point};

/// A point on the page, in px from the upper left corner.
pub(crate) type PagePoint = (f64, f64);

/// A drawing being made.
pub(crate) struct Canvas {
    backend: Rc<RefCell<SvgBackend>>,
    page: DrawingArea<SvgBackend, Shift>,
    /// The figures whose marks were drawn, in this order.
    figure_ids: RefCell<Vec<String>>,
}

/// A pair of axes laid over a part of the page.
pub(crate) type Plane = DrawingArea<SvgBackend, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

impl From<DrawingAreaErrorKind<Infallible>> for ChartError {
    fn from(error: DrawingAreaErrorKind<Infallible>) -> ChartError {
        ChartError::Drawing(error.to_string())
    }
}

impl Canvas {
    pub(crate) fn new() -> Canvas {
        let backend = Rc::new(RefCell::new(SvgBackend::default()));
        let page = DrawingArea::from(&backend);
        Canvas { backend, page, figure_ids: RefCell::default() }
    }

    /// The elements drawn.
    pub(crate) fn into_body(self) -> String {
        self.backend.borrow_mut().take_body()
    }

    /// The figures whose marks were drawn, in this order.
    pub(crate) fn figure_ids(&self) -> Vec<String> {
        self.figure_ids.borrow().clone()
    }

    #[cfg(test)]
    pub(crate) fn boxes(&self) -> Vec<crate::backend::TextBox> {
        self.backend.borrow().boxes.clone()
    }

    /// Lays axes over the page: value ranges and the px ranges that they cover.
    pub(crate) fn plane(&self, x: (Range<f64>, Range<f64>), y: (Range<f64>, Range<f64>)) -> Plane {
        let span = |r: &Range<f64>| units(r.start)..units(r.end);
        self.page.clone().apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            x.0,
            y.0,
            (span(&x.1), span(&y.1)),
        ))
    }

    /// Draws within a group.
    pub(crate) fn group(
        &self,
        class: &str,
        title: Option<&str>,
        draw: impl FnOnce() -> Result<(), ChartError>,
    ) -> Result<(), ChartError> {
        self.backend.borrow_mut().open(&[("class", class)], title);
        let drawn = draw();
        self.backend.borrow_mut().close();
        drawn
    }

    /// Draws the mark of a figure: a group with its id, that tells its value when pointed at, and
    /// leads to its sentence. For those who do not see it, the group is an image of its own.
    pub(crate) fn mark(
        &self,
        point: &Point,
        draw: impl FnOnce() -> Result<(), ChartError>,
    ) -> Result<(), ChartError> {
        let words = [Some(&point.surface), point.period.as_ref(), Some(&point.sentence)];
        let words: Vec<&str> =
            words.into_iter().flatten().map(|w| w.trim()).filter(|w| !w.is_empty()).collect();
        let title = words.join(", ");
        if !point.is_implied() {
            self.figure_ids.borrow_mut().push(point.figure_id.clone());
        }
        let id = if point.is_implied() { "data-revision-id" } else { "data-figure-id" };
        let attributes = [("class", "mark"), (id, &*point.figure_id), ("role", "img")];
        let link = point.link.as_deref().filter(|link| !link.is_empty());
        if let Some(link) = link {
            self.backend.borrow_mut().open_link(link);
        }
        self.backend.borrow_mut().open(&attributes, Some(&title));
        let drawn = draw();
        let mut backend = self.backend.borrow_mut();
        backend.close();
        if link.is_some() {
            backend.close_link();
        }
        drawn
    }

    /// Draws within a link.
    pub(crate) fn link(
        &self,
        address: &str,
        draw: impl FnOnce() -> Result<(), ChartError>,
    ) -> Result<(), ChartError> {
        self.backend.borrow_mut().open_link(address);
        let drawn = draw();
        self.backend.borrow_mut().close_link();
        drawn
    }

    pub(crate) fn rect(&self, from: PagePoint, to: PagePoint, ink: Ink) -> Result<(), ChartError> {
        let corners = [to_units(from), to_units(to)];
        Ok(self.page.draw(&Rectangle::new(corners, ink.color().filled()))?)
    }

    pub(crate) fn line(
        &self,
        from: PagePoint,
        to: PagePoint,
        ink: Ink,
        stroke: f64,
    ) -> Result<(), ChartError> {
        let style = stroke_style(ink, stroke);
        let mut backend = self.backend.borrow_mut();
        let drawn = backend.draw_line(to_units(from), to_units(to), &style);
        drawn.map_err(|error| ChartError::Drawing(error.to_string()))
    }

    /// A line through values of a plane.
    pub(crate) fn path(
        &self,
        plane: &Plane,
        values: Vec<(f64, f64)>,
        ink: Ink,
        stroke: f64,
    ) -> Result<(), ChartError> {
        Ok(plane.draw(&PathElement::new(values, stroke_style(ink, stroke)))?)
    }

    pub(crate) fn dot(&self, at: PagePoint, radius: f64, ink: Ink) -> Result<(), ChartError> {
        let style = ink.color().filled();
        Ok(self.page.draw(&Circle::new(to_units(at), units(radius), style))?)
    }

    pub(crate) fn polygon(&self, corners: &[PagePoint], ink: Ink) -> Result<(), ChartError> {
        let corners: Vec<BackendCoord> = corners.iter().map(|at| to_units(*at)).collect();
        Ok(self.page.draw(&Polygon::new(corners, ink.color().filled()))?)
    }

    /// One line of text; `at` is its anchor on the baseline.
    pub(crate) fn text(&self, at: PagePoint, kind: Type, text: &str) -> Result<(), ChartError> {
        let mut backend = self.backend.borrow_mut();
        let drawn = backend.draw_text(text, &kind, to_units(at));
        drawn.map_err(|error| ChartError::Drawing(error.to_string()))
    }

    /// Lines of text below each other, the first on the baseline of `at`. Where words had to be
    /// left out, the whole text shows when the lines are pointed at.
    pub(crate) fn lines(
        &self,
        at: PagePoint,
        kind: Type,
        fitted: &Fitted,
        whole: &str,
        leading: f64,
    ) -> Result<(), ChartError> {
        let draw = || {
            for (n, line) in fitted.lines.iter().enumerate() {
                self.text((at.0, at.1 + n as f64 * leading), kind, line)?;
            }
            Ok(())
        };
        if fitted.cut { self.group("", Some(whole), draw) } else { draw() }
    }
}

/// Where a value pair of a plane stands on the page.
pub(crate) fn place(plane: &Plane, x: f64, y: f64) -> PagePoint {
    let (x, y) = plane.map_coordinate(&(x, y));
    (f64::from(x) / UNITS, f64::from(y) / UNITS)
}

fn stroke_style(ink: Ink, stroke: f64) -> ShapeStyle {
    ink.color().stroke_width((stroke * UNITS).round() as u32)
}

fn units(px: f64) -> i32 {
    (px * UNITS).round() as i32
}

fn to_units((x, y): PagePoint) -> BackendCoord {
    (units(x), units(y))
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Type {
    face: Face,
    ink: Ink,
    anchor: HPos,
}

impl Type {
    /// Text that starts at its anchor.
    pub(crate) fn start(face: Face, ink: Ink) -> Type {
        Type { face, ink, anchor: HPos::Left }
    }

    /// Text centred on its anchor.
    pub(crate) fn middle(face: Face, ink: Ink) -> Type {
        Type { face, ink, anchor: HPos::Center }
    }

    /// Text that ends at its anchor.
    pub(crate) fn end(face: Face, ink: Ink) -> Type {
        Type { face, ink, anchor: HPos::Right }
    }
}

impl BackendTextStyle for Type {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.ink.color().to_backend_color()
    }

    fn size(&self) -> f64 {
        self.face.size
    }

    fn style(&self) -> FontStyle {
        if self.face.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        Pos::new(self.anchor, VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::SansSerif
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let wide = units(width(text, self.face.size, self.face.bold));
        Ok(((0, 0), (wide, units(self.face.size))))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _at: BackendCoord,
        _draw: F,
    ) -> Result<Result<(), E>, Infallible> {
        // SVG viewers rasterise text; there are no pixels to give.
        Ok(Ok(()))
    }
}
