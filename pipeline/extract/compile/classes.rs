//! The classes of words: their names and numbers, and sets of them.

use rustc_hash::FxHashMap;

/// Number of a class; classes are numbered in the order in which they are first named.
pub(crate) type ClassId = u16;

/// Names of classes and their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    numbers: FxHashMap<String, ClassId>,
}

impl Classes {
    pub(crate) fn number(&mut self, name: &str) -> ClassId {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as ClassId;
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The name of a class.
    pub(crate) fn name(&self, number: ClassId) -> &str {
        self.numbers.iter().find(|&(_, &known)| known == number).map_or("", |(name, _)| name)
    }

    pub(crate) fn get(&self, name: &str) -> Option<ClassId> {
        self.numbers.get(name).copied()
    }
}

/// Some classes. Whether a class is one of them is asked far more often than anything else, so the first
/// classes, which are those that code asks for, are held as bits, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassSet {
    /// In order.
    ids: Vec<ClassId>,
    bits: u128,
}

impl ClassSet {
    /// Whether a class is one of them.
    pub(crate) fn contains(&self, class: ClassId) -> bool {
        match class < u128::BITS as ClassId {
            true => self.bits >> class & 1 == 1,
            false => self.ids.contains(&class),
        }
    }

    /// Whether one of several classes is one of them.
    pub(crate) fn contains_any(&self, classes: &[ClassId]) -> bool {
        classes.iter().any(|&class| self.contains(class))
    }

    /// Their numbers, in order.
    pub(crate) fn ids(&self) -> &[ClassId] {
        &self.ids
    }

    /// Adds a class.
    pub(crate) fn insert(&mut self, class: ClassId) {
        if let Err(at) = self.ids.binary_search(&class) {
            self.ids.insert(at, class);
        }
        if class < u128::BITS as ClassId {
            self.bits |= 1 << class;
        }
    }
}

impl Extend<ClassId> for ClassSet {
    fn extend<I: IntoIterator<Item = ClassId>>(&mut self, classes: I) {
        classes.into_iter().for_each(|class| self.insert(class));
    }
}

impl FromIterator<ClassId> for ClassSet {
    fn from_iter<I: IntoIterator<Item = ClassId>>(classes: I) -> ClassSet {
        let mut set = ClassSet::default();
        set.extend(classes);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set: ClassSet = [300, 5, 127, 128, 5].into_iter().collect();
        assert_eq!(set.ids(), [5, 127, 128, 300]);
        assert!([5, 127, 128, 300].iter().all(|&class| set.contains(class)));
        assert!(![0, 4, 126, 129, 299].iter().any(|&class| set.contains(class)));
        assert!(set.contains_any(&[1, 300]) && !set.contains_any(&[1, 2]));
    }
}
