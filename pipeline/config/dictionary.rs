//! The dictionary that phrases are cut by: `config/pack/generated/words.tsv`, as a trie that the build makes.

/// Part of speech of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// A verb.
    Verb,
    /// A verb that also is a noun: 建设.
    VerbalNoun,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// A preposition.
    Preposition,
    /// A particle: 的, 了.
    Particle,
    /// A conjunction.
    Conjunction,
    /// A noun or any other word.
    Noun,
}

/// All parts of speech with their letters in the list.
const LETTERS: [(Speech, char); 8] = [
    (Speech::Verb, 'v'),
    (Speech::VerbalNoun, 'w'),
    (Speech::Adjective, 'a'),
    (Speech::Adverb, 'd'),
    (Speech::Preposition, 'p'),
    (Speech::Particle, 'u'),
    (Speech::Conjunction, 'c'),
    (Speech::Noun, 'n'),
];

/// What the dictionary says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LexicalEntry {
    /// How rare it is: one over its probability, as a natural logarithm, in eighths.
    pub cost: u8,
    /// Its part of speech.
    pub speech: Speech,
}

impl LexicalEntry {
    /// Reads what follows a word in a line of the list: its cost and the letter of its part of speech;
    /// `None` if these are none.
    pub fn read(cost: &str, letter: &str) -> Option<LexicalEntry> {
        let (speech, _) = LETTERS.iter().find(|(_, known)| letter.chars().eq([*known]))?;
        Some(LexicalEntry { cost: cost.parse().ok()?, speech: *speech })
    }

    /// The entry as the value of the trie.
    pub fn pack(self) -> u32 {
        let place = LETTERS.iter().position(|(speech, _)| *speech == self.speech);
        u32::from(self.cost) | (place.unwrap_or(LETTERS.len() - 1) as u32) << 8
    }

    /// The entry of a value of the trie.
    pub fn unpack(value: u32) -> LexicalEntry {
        let place = (value >> 8) as usize & 7;
        LexicalEntry { cost: (value & 255) as u8, speech: LETTERS[place].0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_unpacked_as_they_were_packed() {
        for (speech, letter) in LETTERS {
            let entry = LexicalEntry::read("103", &letter.to_string()).unwrap();
            assert_eq!(entry, LexicalEntry { cost: 103, speech });
            assert_eq!(LexicalEntry::unpack(entry.pack()), entry);
        }
        assert_eq!(LexicalEntry::read("103", "x"), None);
        assert_eq!(LexicalEntry::read("256", "v"), None);
    }
}
