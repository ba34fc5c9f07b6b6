//! What extraction remembers from one sentence to the next, and from one document to another.

use regex_automata::util::pool::{Pool, PoolGuard};

use crate::compile::beginnings::Beginnings;
use crate::compile::pattern::Explored;
use crate::compile::shape::ShapeCache;

/// What one thread has worked out of the rules so far. It changes nothing but the speed.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub beginnings: Beginnings,
    pub shapes: ShapeCache,
    pub claiming: Explored,
    pub relating: Explored,
}

/// Scratch for as many threads as ask for it at once.
#[derive(Debug)]
pub(crate) struct ScratchPool(Pool<Scratch, fn() -> Scratch>);

impl Default for ScratchPool {
    fn default() -> ScratchPool {
        ScratchPool(Pool::new(Scratch::default))
    }
}

impl ScratchPool {
    /// Scratch that nobody uses now; it goes back to the pool when it is dropped.
    pub(crate) fn get(&self) -> PoolGuard<'_, Scratch, fn() -> Scratch> {
        self.0.get()
    }
}
