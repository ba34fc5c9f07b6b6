//! How the texts of marks are set, and how large marks are.

use crate::Bilingual;
use crate::measure::Face;

/// The faces of labels, small print, heads, titles of panels, and values.
pub(super) const LABEL: Face = Face { size: 14.0, bold: false };
pub(super) const SMALL: Face = Face { size: 11.0, bold: false };
pub(super) const HEAD: Face = Face { size: 12.0, bold: false };
pub(super) const PANEL: Face = Face { size: 13.0, bold: true };
pub(super) const FROM: Face = Face { size: 13.0, bold: false };
pub(super) const TO: Face = Face { size: 13.0, bold: true };

/// The distances between baselines of labels, small print and values.
pub(super) const LABEL_LEADING: f64 = 18.0;
pub(super) const SMALL_LEADING: f64 = 14.0;
pub(super) const VALUE_LEADING: f64 = 17.0;
/// Half the height of a bar.
pub(super) const BAR: f64 = 8.0;

/// A period as it is shown: a span as 2017–2021.
pub(super) fn shown_period(period: &str) -> String {
    period.trim().replace('/', "–")
}

/// What an axis of ranks says.
pub(super) fn rank_scale() -> Bilingual {
    Bilingual::of("位次，右为前", "rank, first on the right")
}
