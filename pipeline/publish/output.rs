//! The input of publishing.

use arrow::record_batch::RecordBatch;
use figlift_schema::Table;

/// The output of a run.
#[derive(Clone, Debug)]
pub struct Output {
    /// The tables with their rows, in the order of each table.
    pub tables: Vec<(&'static Table, RecordBatch)>,
    /// The charts: name (of the file, without extension) and SVG text.
    pub charts: Vec<(String, String)>,
    /// The pages of the review: path in the folder and HTML text.
    pub pages: Vec<(String, String)>,
    /// The inputs of the output.
    pub origin: Origin,
}

/// The inputs of an output. They are written to the manifest, so there are no times and no absolute
/// paths.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Each input: its path in the raw folder with `/` between parts, and the SHA-256 of its bytes
    /// in hex, in any order.
    pub inputs: Vec<(String, String)>,
    /// SHA-256 over the config of the run, in hex.
    pub config_sha256: String,
    /// SHA-256 over the compiled-in rule pack and its overlays, in hex.
    pub rules_sha256: String,
    /// Name and version of the program: `figlift 0.1.0`.
    pub program: String,
    /// The features with which the program was built, on which depends which inputs it reads.
    pub features: &'static [&'static str],
}
