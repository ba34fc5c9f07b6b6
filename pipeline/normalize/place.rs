//! Where a value stands in a row of shares: 9.1:36.8:54.1.

/// What tells whether a value goes on with the row of the one before.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'t> {
    /// The document that it is in.
    pub document: &'t str,
    /// The words that say what is measured.
    pub words: Option<&'t str>,
    /// Where it stands in the text, in bytes.
    pub start: i64,
    /// Where it ends.
    pub end: i64,
    /// Canonical code of its unit.
    pub unit: &'t str,
    /// The value as the text writes it.
    pub surface: &'t str,
}

/// The number of a value in its row, from zero, and how many values the row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number, from zero.
    pub number: usize,
    /// How many values the row has.
    pub count: usize,
}

/// The place of each of the values, which are in reading order; `None` for what stands in no row.
///
/// ```
/// use figlift_normalize::{Listed, Place, places};
/// let share = |start, surface: &'static str| Listed {
///     document: "a",
///     words: Some("三次产业结构"),
///     start,
///     end: start + surface.len() as i64,
///     unit: "%",
///     surface,
/// };
/// let row = [share(21, "9.1"), share(25, "36.8"), share(30, "54.1"), share(60, "54.1%")];
/// assert_eq!(places(&row)[1], Some(Place { number: 1, count: 3 }));
/// assert_eq!(places(&row)[3], None);
/// ```
pub fn places(values: &[Listed<'_>]) -> Vec<Option<Place>> {
    let rows = values.chunk_by(goes_on);
    rows.flat_map(|row| {
        let count = row.len();
        (0..count).map(move |number| (count > 1).then_some(Place { number, count }))
    })
    .collect()
}

/// Whether a value is the next share of a row: no unit is written, and one colon parts the two.
fn goes_on(one: &Listed<'_>, next: &Listed<'_>) -> bool {
    let bare =
        |value: &Listed<'_>| value.unit == "%" && value.surface.ends_with(|c: char| c.is_numeric());
    let colons = [":", "：", "∶"].map(|colon| colon.len() as i64);
    let parted = colons.contains(&(next.start - one.end));
    (one.document, one.words) == (next.document, next.words) && bare(one) && bare(next) && parted
}
