//! Numbers that look random, and follow from a seed.

/// A sequence of numbers (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a case of a seed.
    pub(crate) fn new(seed: u64, case: u64) -> Random {
        let mut random = Random(seed);
        Random(random.next() ^ case)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// One of several.
    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A number up to another, small ones more often.
    pub(crate) fn small(&mut self, most: usize) -> usize {
        let most = self.below(most + 1);
        self.below(most + 1)
    }
}
