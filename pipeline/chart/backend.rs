//! The drawing backend: what plotters draws becomes SVG text.
//!
//! Plotters counts in whole units. One unit here is a hundredth of a px, so positions keep two
//! decimals, and never more, and there is no floating-point number left to print.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use crate::ink::Ink;
use crate::measure;
use crate::page::WIDTH;

/// Units of the backend in one px.
pub(crate) const UNITS: f64 = 100.0;

/// The tallest drawing that plotters may be asked for, in units.
const TALLEST: u32 = 2_000_000_000;

type BackendResult = Result<(), DrawingErrorKind<Infallible>>;

/// Writes SVG elements in the order in which they are drawn.
#[derive(Debug, Default)]
pub(crate) struct SvgBackend {
    body: String,
    /// Where each text stands, for the tests that look for overlaps.
    #[cfg(test)]
    pub(crate) boxes: Vec<TextBox>,
}

/// The room that a text takes, in px.
#[cfg(test)]
#[derive(Debug, Clone)]
pub(crate) struct TextBox {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl SvgBackend {
    /// The elements drawn so far; the backend starts anew.
    pub(crate) fn take_body(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    /// Opens a group with these attributes; an empty one is left away. `title` is its first child.
    pub(crate) fn open(&mut self, attributes: &[(&str, &str)], title: Option<&str>) {
        self.body.push_str("<g");
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.body, " {name}=\"{}\"", escape(value));
        }
        self.body.push('>');
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            let _ = write!(self.body, "<title>{}</title>", escape(title));
        }
        self.body.push('\n');
    }

    /// Closes the group opened last.
    pub(crate) fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// Opens a link to an address.
    pub(crate) fn open_link(&mut self, address: &str) {
        let _ = write!(self.body, "<a href=\"{}\">", escape(address));
    }

    /// Closes the link opened last.
    pub(crate) fn close_link(&mut self) {
        self.body.push_str("</a>\n");
    }

    fn polyline(&mut self, element: &str, points: impl IntoIterator<Item = BackendCoord>) {
        let _ = write!(self.body, "<{element} points=\"");
        for (n, (x, y)) in points.into_iter().enumerate() {
            let gap = if n == 0 { "" } else { " " };
            let _ = write!(self.body, "{gap}{},{}", px(x), px(y));
        }
        self.body.push('"');
    }

    #[cfg(test)]
    fn record<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) {
        let width = text_width(text, style);
        let (x, y) = (f64::from(x) / UNITS, f64::from(y) / UNITS);
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let (top, bottom) = (y - 0.86 * style.size(), y + 0.14 * style.size());
        self.boxes.push(TextBox { text: text.to_owned(), left, right: left + width, top, bottom });
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((WIDTH * UNITS) as u32, TALLEST)
    }

    fn ensure_prepared(&mut self) -> BackendResult {
        Ok(())
    }

    fn present(&mut self) -> BackendResult {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> BackendResult {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> BackendResult {
        let (x1, y1, x2, y2) = (px(from.0), px(from.1), px(to.0), px(to.1));
        let _ = write!(self.body, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"");
        let _ = writeln!(self.body, "{}/>", stroke(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> BackendResult {
        let (width, height) = (px(x1.saturating_sub(x0)), px(y1.saturating_sub(y0)));
        let _ = write!(self.body, "<rect x=\"{}\" y=\"{}\"", px(x0), px(y0));
        let _ = write!(self.body, " width=\"{width}\" height=\"{height}\"");
        let _ = writeln!(self.body, "{}/>", shape(style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> BackendResult {
        self.polyline("polyline", path);
        let _ = writeln!(self.body, " stroke-linejoin=\"round\"{}/>", shape(style, false));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> BackendResult {
        let radius = px(i32::try_from(radius).unwrap_or(i32::MAX));
        let _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"", px(x), px(y));
        let _ = writeln!(self.body, "{}/>", shape(style, fill));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> BackendResult {
        self.polyline("polygon", vert);
        let _ = writeln!(self.body, "{}/>", shape(style, true));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> BackendResult {
        // The bottom of a line is its baseline, where SVG puts the anchor of a text too.
        let down = match style.anchor().v_pos {
            VPos::Top => 0.86,
            VPos::Center => 0.36,
            VPos::Bottom => 0.0,
        };
        let y = y + (down * style.size() * UNITS).round() as i32;
        #[cfg(test)]
        self.record(text, style, (x, y));
        let _ = write!(self.body, "<text x=\"{}\" y=\"{}\"", px(x), px(y));
        let size = px((style.size() * UNITS).round() as i32);
        let _ = write!(self.body, "{} font-size=\"{size}\"", paint(style.color(), true));
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => self.body.push_str(" text-anchor=\"middle\""),
            HPos::Right => self.body.push_str(" text-anchor=\"end\""),
        }
        if matches!(style.style(), FontStyle::Bold) {
            self.body.push_str(" font-weight=\"700\"");
        }
        let _ = writeln!(self.body, ">{}</text>", escape(text));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = text_width(text, style) * UNITS;
        Ok((width.ceil() as u32, (style.size() * UNITS).ceil() as u32))
    }
}

fn text_width<S: BackendTextStyle>(text: &str, style: &S) -> f64 {
    measure::width(text, style.size(), matches!(style.style(), FontStyle::Bold))
}

/// The attributes of a shape: filled, or an outline.
fn shape<S: BackendStyle>(style: &S, fill: bool) -> String {
    if fill { paint(style.color(), true) } else { format!(" fill=\"none\"{}", stroke(style)) }
}

fn stroke<S: BackendStyle>(style: &S) -> String {
    let width = px(i32::try_from(style.stroke_width()).unwrap_or(i32::MAX));
    format!("{} stroke-width=\"{width}\"", paint(style.color(), false))
}

/// The class of one of our inks; a colour of somebody else's is written out.
fn paint(color: BackendColor, fill: bool) -> String {
    let kind = if fill { "fill" } else { "stroke" };
    match Ink::of(color) {
        Some(ink) if fill => format!(" class=\"{}\"", ink.class()),
        Some(ink) => format!(" class=\"{}\"", ink.line_class()),
        None => {
            let (r, g, b) = color.rgb;
            format!(" {kind}=\"#{r:02x}{g:02x}{b:02x}\"")
        }
    }
}

/// Units as px, without trailing zeros: 12050 is `120.5`.
pub(crate) fn px(units: i32) -> String {
    let (whole, part) = (units.unsigned_abs() / 100, units.unsigned_abs() % 100);
    let sign = if units < 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{part:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text for XML, as content or attribute value. Characters that XML 1.0 forbids are dropped;
/// `>` is escaped too, for `]]>` must not stand in content.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in measure::clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn px_has_two_decimals_at_most_and_no_negative_zero() {
        let pairs =
            [(0, "0"), (5, "0.05"), (-5, "-0.05"), (12050, "120.5"), (1000, "10"), (96000, "960")];
        for (units, text) in pairs {
            assert_eq!(px(units), text);
        }
    }

    #[test]
    fn text_is_escaped_and_forbidden_characters_are_dropped() {
        let text = "<a href=\"x\">'&'</a>]]>\u{0}\u{b}\u{fffe}";
        let safe = "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;]]&gt;";
        assert_eq!(escape(text), safe);
    }

    #[test]
    fn a_foreign_colour_is_written_out() {
        let mut backend = SvgBackend::default();
        let color = BackendColor { alpha: 1.0, rgb: (1, 2, 255) };
        assert!(backend.draw_pixel((100, 200), color).is_ok());
        assert_eq!(
            backend.take_body(),
            "<rect x=\"1\" y=\"2\" width=\"0.01\" height=\"0.01\" fill=\"#0102ff\"/>\n"
        );
    }
}
