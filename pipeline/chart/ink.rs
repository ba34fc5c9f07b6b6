//! The colours of a chart, by what they mean, and the style sheet that paints them.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

/// What a stroke, a fill or a text is for. Plotters carries colours; the backend turns each of
/// ours back into its ink, so that a style sheet can repaint it in dark mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The ground of the chart.
    Paper,
    /// Words.
    Text,
    /// Words of less weight.
    Muted,
    /// A value beside its mark: like words, with a rim of paper, so that no line strikes it out.
    Value,
    /// The same of less weight.
    Aside,
    /// Grid lines.
    Grid,
    /// Axes.
    Axis,
    /// Marks.
    Accent,
    /// A hollow mark: paper within an accent line.
    Hollow,
    /// What a wording allows.
    Range,
    /// What lies ahead: a dashed line, or paper within one.
    Ahead,
}

const INKS: [(Ink, RGBColor, &str); 11] = [
    (Ink::Paper, RGBColor(0xff, 0xff, 0xff), "paper"),
    (Ink::Text, RGBColor(0x1a, 0x1a, 0x1a), "text"),
    (Ink::Muted, RGBColor(0x5f, 0x63, 0x68), "muted"),
    (Ink::Value, RGBColor(0x1b, 0x1b, 0x1b), "value"),
    (Ink::Aside, RGBColor(0x60, 0x64, 0x69), "aside"),
    (Ink::Grid, RGBColor(0xe3, 0xe5, 0xe8), "grid"),
    (Ink::Axis, RGBColor(0x9a, 0xa0, 0xa6), "axis"),
    (Ink::Accent, RGBColor(0x0b, 0x5c, 0xad), "accent"),
    (Ink::Hollow, RGBColor(0x0b, 0x5c, 0xae), "hollow"),
    (Ink::Range, RGBColor(0xc9, 0xdb, 0xed), "range"),
    (Ink::Ahead, RGBColor(0x0b, 0x5c, 0xaf), "ahead"),
];

impl Ink {
    fn row(self) -> &'static (Ink, RGBColor, &'static str) {
        INKS.iter().find(|(ink, ..)| *ink == self).unwrap_or(&INKS[1])
    }

    /// The colour that stands for this ink inside plotters.
    pub(crate) fn color(self) -> RGBColor {
        self.row().1
    }

    /// The ink that a colour stands for; `None` for a colour that is not ours.
    pub(crate) fn of(color: BackendColor) -> Option<Ink> {
        let (r, g, b) = color.rgb;
        INKS.iter().find(|(_, c, _)| (c.0, c.1, c.2) == (r, g, b)).map(|(ink, ..)| *ink)
    }

    /// The class of a text or of a filled shape.
    pub(crate) fn class(self) -> &'static str {
        self.row().2
    }

    /// The class of a line.
    pub(crate) fn line_class(self) -> String {
        format!("{}-line", self.class())
    }
}

/// The font families asked for, CJK faces first.
pub(crate) const FONTS: &str = "'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC',\
'PingFang SC','Microsoft YaHei','Helvetica Neue',Arial,sans-serif";

/// The style sheet of a chart. Every selector is bound to the chart's own class, so that a chart
/// set into a page leaves the page alone.
pub(crate) fn style_sheet() -> String {
    let light = scheme(&Shades {
        paper: "#fff",
        text: "#1a1a1a",
        muted: "#5f6368",
        grid: "#e3e5e8",
        axis: "#9aa0a6",
        accent: "#0b5cad",
        range: ".22",
    });
    let dark = scheme(&Shades {
        paper: "#15181c",
        text: "#eceff1",
        muted: "#a3abb3",
        grid: "#2b3036",
        axis: "#6b747d",
        accent: "#6db3f2",
        range: ".3",
    });
    // On paper there is no dark scheme, and light bands must not be left away. The size stands within a rule
    // for media, which CairoSVG passes over: it takes a height of `auto` for zero, and draws nothing.
    format!(
        ".figlift-chart{{color-scheme:light dark}}\n\
         @media all{{.figlift-chart{{max-width:100%;height:auto}}}}\n\
         .figlift-chart:root{{display:block;margin:0 auto}}\n\
         .figlift-chart .value,.figlift-chart .aside{{stroke-width:4px;stroke-linejoin:round;paint-order:stroke}}\n\
         .figlift-chart .hollow,.figlift-chart .ahead{{stroke-width:2px}}\n\
         .figlift-chart .ahead,.figlift-chart .ahead-line{{stroke-dasharray:3 3}}\n\
         .figlift-chart a{{cursor:pointer}}\n\
         .figlift-chart a:focus-visible{{outline:2px solid;outline-offset:3px}}\n\
         {light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n\
         @media print{{.figlift-chart{{color-scheme:light;print-color-adjust:exact}}}}\n"
    )
}

struct Shades {
    paper: &'static str,
    text: &'static str,
    muted: &'static str,
    grid: &'static str,
    axis: &'static str,
    accent: &'static str,
    range: &'static str,
}

fn scheme(s: &Shades) -> String {
    let rules = [
        format!(".paper{{fill:{}}}", s.paper),
        format!(":root{{background:{}}}", s.paper),
        format!(".paper-line{{stroke:{}}}", s.paper),
        format!(".text{{fill:{}}}", s.text),
        format!(".muted{{fill:{}}}", s.muted),
        format!(".value{{fill:{};stroke:{}}}", s.text, s.paper),
        format!(".aside{{fill:{};stroke:{}}}", s.muted, s.paper),
        format!(".grid-line{{stroke:{}}}", s.grid),
        format!(".axis-line{{stroke:{}}}", s.axis),
        format!(".accent{{fill:{}}}", s.accent),
        format!(".accent-line{{stroke:{}}}", s.accent),
        format!(".hollow{{fill:{};stroke:{}}}", s.paper, s.accent),
        format!(".range{{fill:{};fill-opacity:{}}}", s.accent, s.range),
        format!(".ahead{{fill:{};stroke:{}}}", s.paper, s.accent),
        format!(".ahead-line{{stroke:{}}}", s.accent),
    ];
    // A chart opened by itself is the root; its ground is that of the whole window.
    let rule = |rule: &String| match rule.strip_prefix(":root") {
        Some(style) => format!(".figlift-chart:root{style}\n"),
        None => format!(".figlift-chart {rule}\n"),
    };
    rules.iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_height_of_auto_stands_within_a_rule_for_media() {
        let sheet = style_sheet();
        let sized: Vec<&str> = sheet.lines().filter(|line| line.contains("auto")).collect();
        assert_eq!(sized.len(), 2, "{sized:?}");
        assert!(
            sized.iter().all(|line| line.starts_with("@media") || line.contains(":root{display"))
        );
    }

    #[test]
    fn a_colour_leads_back_to_its_ink() {
        for (ink, color, _) in INKS {
            let color = BackendColor { alpha: 1.0, rgb: (color.0, color.1, color.2) };
            assert_eq!(Ink::of(color), Some(ink));
        }
        assert_eq!(Ink::of(BackendColor { alpha: 1.0, rgb: (1, 2, 3) }), None);
    }
}
