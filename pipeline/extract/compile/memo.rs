//! What was worked out before, by number.

/// Values by their numbers, as far as they are known.
#[derive(Debug)]
pub(crate) struct Memo<T>(Vec<Option<T>>);

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo(Vec::new())
    }
}

impl<T: Copy> Memo<T> {
    /// The value of a number; `None` if it is not known yet.
    pub(crate) fn get(&self, number: usize) -> Option<T> {
        self.0.get(number).copied().flatten()
    }

    /// Remembers the value of a number.
    pub(crate) fn remember(&mut self, number: usize, value: T) {
        if self.0.len() <= number {
            self.0.resize(number + 1, None);
        }
        self.0[number] = Some(value);
    }
}
