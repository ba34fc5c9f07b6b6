//! Words of a class at the ends of a text.

use super::scene::Scene;

/// The longest word of a class that ends a text.
pub(crate) fn ending<'r>(scene: Scene<'_, 'r>, class: &str, text: &str) -> Option<&'r str> {
    let ends = scene.rules.words(class).filter(|word| text.ends_with(word));
    ends.max_by_key(|word| word.len())
}

/// The word of a class that begins a text.
pub(super) fn beginning<'r>(scene: Scene<'_, 'r>, class: &str, text: &str) -> Option<&'r str> {
    scene.rules.words(class).find(|word| text.starts_with(word))
}
