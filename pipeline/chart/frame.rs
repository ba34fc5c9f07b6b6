//! What stands around the marks: title and subtitle above, note, reading key and source below,
//! and the SVG document that holds it all.

use std::fmt::Write as _;

use crate::backend::{escape, px};
use crate::canvas::{Canvas, Type};
use crate::ink::{FONTS, Ink, style_sheet};
use crate::key::Key;
use crate::measure::Face;
use crate::page::{LEFT, RIGHT, WIDTH};
use crate::{Bilingual, Chart, ChartError};

/// One kind of line: its face and ink, the distance between baselines, and how many it may take.
struct Setting {
    face: Face,
    ink: Ink,
    leading: f64,
    most: usize,
}

const TITLE: Setting =
    Setting { face: Face { size: 21.0, bold: true }, ink: Ink::Text, leading: 28.0, most: 3 };
const TITLE_EN: Setting =
    Setting { face: Face { size: 14.0, bold: false }, ink: Ink::Text, leading: 20.0, most: 3 };
const SUBTITLE: Setting =
    Setting { face: Face { size: 13.0, bold: false }, ink: Ink::Muted, leading: 18.0, most: 3 };
const FOOT: Setting =
    Setting { face: Face { size: 11.0, bold: false }, ink: Ink::Muted, leading: 16.0, most: 6 };
const LINK: Setting =
    Setting { face: Face { size: 11.0, bold: false }, ink: Ink::Accent, leading: 16.0, most: 2 };

/// Sets a text below `top` and returns where it ends.
fn set(canvas: &Canvas, text: &str, how: &Setting, top: f64) -> Result<f64, ChartError> {
    let fitted = how.face.fit(text, RIGHT - LEFT, how.most);
    let baseline = top + how.leading * 0.72;
    let kind = Type::start(how.face, how.ink);
    canvas.lines((LEFT, baseline), kind, &fitted, text, how.leading)?;
    Ok(top + fitted.lines.len() as f64 * how.leading)
}

/// Title and subtitle; returns where the marks may begin.
pub(crate) fn heading(canvas: &Canvas, chart: &Chart) -> Result<f64, ChartError> {
    let Bilingual { zh, en } = &chart.title;
    let mut y = 18.0;
    if zh.trim().is_empty() {
        y = set(canvas, en, &TITLE, y)?;
    } else {
        y = set(canvas, zh, &TITLE, y)?;
        y = set(canvas, en, &TITLE_EN, y)?;
    }
    for line in one_line_or_two(&chart.subtitle, SUBTITLE.face) {
        y = set(canvas, &line, &SUBTITLE, y)?;
    }
    Ok(y + 14.0)
}

/// Chinese and English on one line where there is room for both.
fn one_line_or_two(words: &Bilingual, face: Face) -> Vec<String> {
    let joined = words.joined();
    if face.width(&joined) <= RIGHT - LEFT {
        return vec![joined];
    }
    vec![words.zh.clone(), words.en.clone()]
}

/// Note, reading key and source, in this order; returns the height of the chart.
pub(crate) fn footer(
    canvas: &Canvas,
    chart: &Chart,
    key: &Key,
    top: f64,
) -> Result<f64, ChartError> {
    let mut y = top + 4.0;
    let mut lines = chart.note.as_ref().map_or(Vec::new(), |n| one_line_or_two(n, FOOT.face));
    lines.extend(key.words().iter().flat_map(|words| one_line_or_two(words, FOOT.face)));
    if !chart.source.trim().is_empty() {
        lines.push(format!("来源 Source: {}", chart.source.trim()));
    }
    for line in lines {
        y = set(canvas, &line, &FOOT, y)?;
    }
    if let Some(more) = &chart.more {
        canvas.link(&more.address, || {
            y = set(canvas, &more.words.joined(), &LINK, y)?;
            Ok(())
        })?;
    }
    Ok((y + 10.0).ceil())
}

/// The whole SVG document around the elements drawn.
///
/// A chart whose marks lead somewhere is a document of graphics: within `role="img"` links could be
/// reached by key, but not be told of. One without links is an image.
pub(crate) fn document(chart: &Chart, description: &str, height: f64, body: &str) -> String {
    let id = chart_id(&chart.id);
    let (width, height) = (px((WIDTH * 100.0) as i32), px((height * 100.0) as i32));
    let role = match body.contains("<a href=") {
        true => "role=\"graphics-document document\" aria-roledescription=\"chart\"",
        false => "role=\"img\"",
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" class=\"figlift-chart\" {role} \
         aria-labelledby=\"{id}-title {id}-desc\" xml:lang=\"zh-CN\" font-family=\"{FONTS}\">\n"
    );
    let title = escape(&chart.title.joined());
    let subtitle = chart.subtitle.joined();
    let stop = if subtitle.is_empty() { "" } else { ". " };
    let description = escape(&format!("{description}{stop}{subtitle}"));
    let _ = writeln!(svg, "<title id=\"{id}-title\">{title}</title>");
    let _ = writeln!(svg, "<desc id=\"{id}-desc\">{description}</desc>");
    let _ = writeln!(svg, "<style>\n{}</style>", style_sheet());
    let _ = writeln!(svg, "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>");
    svg.push_str(body);
    svg.push_str("</svg>\n");
    svg
}

/// The chart's id as it may stand in a list of ids: without spaces, and not empty.
fn chart_id(id: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    let id = escape(&id);
    if id.is_empty() { "chart".to_owned() } else { id }
}
