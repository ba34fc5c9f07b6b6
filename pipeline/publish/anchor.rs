//! Anchors of figures in review pages.

use std::fmt::Write as _;

/// The HTML id of a figure: `f-`, then its id with every byte except ASCII letters and digits as
/// `_` and two hex digits. It is unique, and valid as an id and as a URL fragment without escapes.
///
/// ```
/// assert_eq!(figlift_publish::anchor("county/2021#0a1b"), "f-county_2f2021_230a1b");
/// ```
pub fn anchor(figure_id: &str) -> String {
    coded("f-", figure_id)
}

/// An id with a prefix, as pages write it.
pub(crate) fn coded(prefix: &str, id: &str) -> String {
    let mut anchor = String::from(prefix);
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() {
            anchor.push(char::from(byte));
        } else {
            let _ = write!(anchor, "_{byte:02x}");
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::anchor;

    #[test]
    fn different_figures_have_different_anchors() {
        let ids = ["a_2f", "a/", "a", "a_", "甲#1", "甲#2", "", "_", "f-"];
        for (n, one) in ids.iter().enumerate() {
            assert!(anchor(one).bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)));
            assert!(ids[n + 1..].iter().all(|other| anchor(one) != anchor(other)), "{one}");
        }
    }
}
