//! What a page may do: nothing but run the one script and apply the one style that it came with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The content security policy of a page with that script and style. Images are the charts beside it.
pub(crate) fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src 'self' file:; base-uri 'none'; form-action 'none'",
        source(script),
        source(style),
    )
}

/// A text as a source that a policy allows.
fn source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
