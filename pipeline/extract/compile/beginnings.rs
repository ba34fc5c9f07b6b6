//! What may begin with a character: most characters of a text begin nothing that a sentence is split
//! into, and are passed over by one look-up.

use std::sync::OnceLock;

use figlift_config::Gazetteer;
use rustc_hash::FxHashSet;

use crate::compile::memo::Memo;
use crate::compile::shape::{ShapeCache, Shapes};
use crate::compile::vocabulary::Vocabulary;
use crate::numeral;

/// What may begin with a character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begins {
    /// White space ends a run of text.
    pub is_blank: bool,
    /// A word of several characters.
    pub word: bool,
    /// A word of one character, which is that.
    pub is_word: bool,
    /// A numeral, or its sign.
    pub number: bool,
    pub shape: bool,
    /// The name of a place.
    pub place: bool,
}

impl Begins {
    /// Whether nothing begins with it.
    pub(crate) fn nothing(self) -> bool {
        !(self.word || self.is_word || self.number || self.shape || self.place)
    }
}

/// What may begin with the characters met so far, by their code points.
#[derive(Debug, Default)]
pub(crate) struct Beginnings {
    known: Memo<Begins>,
    /// The first characters of names of places.
    places: OnceLock<FxHashSet<char>>,
}

impl Beginnings {
    fn places(&self) -> &FxHashSet<char> {
        self.places.get_or_init(|| Gazetteer::get().beginnings().map(|(first, _)| first).collect())
    }

    /// What may begin with a character.
    pub(crate) fn of(
        &mut self,
        vocabulary: &Vocabulary,
        (shapes, cache): (&Shapes, &mut ShapeCache),
        first: char,
    ) -> Begins {
        let code_point = first as usize;
        if let Some(known) = self.known.get(code_point) {
            return known;
        }
        let is_blank = first.is_whitespace();
        let (word, is_word) = vocabulary.begin_with(first);
        let begins = Begins {
            is_blank,
            word: word && !is_blank,
            is_word: is_word && !is_blank,
            number: numeral::is_minus(first) || numeral::may_begin_with(first),
            shape: !is_blank && shapes.may_begin_with(cache, first),
            place: self.places().contains(&first),
        };
        self.known.remember(code_point, begins);
        begins
    }
}
