//! The content security policy of a page, which allows only its own script and style.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The content security policy of a page with that script and style. Images are the charts of the
/// output.
pub(crate) fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src 'self' file:; base-uri 'none'; form-action 'none'",
        source(script),
        source(style),
    )
}

/// A script or style as a source of a policy.
fn source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery;
    use crate::page::{SCRIPT, STYLE};

    #[test]
    fn a_source_is_the_hash_in_base64() {
        assert_eq!(source("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    /// Script and style must not end their elements, nor be changed by a parser.
    #[test]
    fn script_and_style_stay_as_they_are_in_a_page() {
        for text in [SCRIPT, gallery::SCRIPT, STYLE] {
            assert!(!text.contains("</") && !text.contains("<!--") && !text.contains(['\r', '\0']));
            assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("url("));
        }
        for means in
            ["innerHTML", "eval(", "fetch(", "import(", ".style", "XMLHttpRequest", "sendBeacon"]
        {
            assert!(!SCRIPT.contains(means), "{means}");
        }
    }
}
