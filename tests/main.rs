//! The integration test target of figlift, with a file for each topic.

#[macro_use]
mod support;

mod agreement;
mod cache;
mod catalogues;
mod cells;
mod charts;
mod config;
mod corrections;
mod diff;
mod extract;
mod found;
mod gold;
mod handbook;
mod inputs;
mod invariants;
mod labels;
mod large;
mod made;
mod overlay;
mod page;
mod passed;
mod peers;
mod progress;
#[path = "fuzz/reader.rs"]
mod reader;
mod reference;
mod registries;
mod release;
mod repeats;
mod reports;
mod rerun;
mod rules;
mod run;
mod schema;
mod score;
mod series;
mod shared;
mod size;
mod speed;
mod tables;
mod thread_time;
mod tools;
