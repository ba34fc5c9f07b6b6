//! A pack to rules and words that are compiled once and used for all documents.

pub(crate) mod pattern;
pub(crate) mod policy;
pub(crate) mod ruleset;
pub(crate) mod shape;
pub(crate) mod vocabulary;
