//! Compiles the rules and words of a pack, once for all documents.

pub(crate) mod beginnings;
pub(crate) mod classes;
mod compiler;
pub(crate) mod gazetteer;
mod memo;
pub(crate) mod pattern;
pub(crate) mod policy;
pub(crate) mod ruleset;
pub(crate) mod scratch;
pub(crate) mod shape;
pub(crate) mod stage;
mod verify;
pub(crate) mod vocabulary;
