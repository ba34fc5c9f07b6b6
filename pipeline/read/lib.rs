//! Reads raw files into documents: inputs, encodings, sidecars and folders.

mod builder;
mod content;
mod corpus;
mod csv;
mod doc_id;
mod docx;
pub mod encoding;
mod folder;
mod html;
mod input;
mod markdown;
mod package;
mod passed;
#[cfg(feature = "pdf")]
mod pdf;
mod pdf_error;
mod plain;
mod raw;
mod refused;
mod relations;
mod rows;
mod selector;
mod sheet;
mod sheet_error;
mod sidecar;
mod size;
mod spread;
mod state;
mod superscript;
mod tables;
mod unpack;
mod unread;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub use content::OtherContent;
pub use corpus::{
    Corpus, CorpusColumns, CorpusError, CorpusFormat, CorpusRecord, JSONL, MissingColumn, PARQUET,
    ReadFault, RecordContent, RecordError, RecordReason,
};
pub use csv::{CSV, TSV};
pub use docx::DOCX;
pub use folder::{Links, RawFolder, find};
pub use html::HTML;
pub use input::{Input, ReadOptions, ReadText, input_of};
pub use markdown::MARKDOWN;
pub use package::PackageError;
pub use passed::{PassReason, PassedOver};
#[cfg(feature = "pdf")]
pub use pdf::PDF;
pub use pdf_error::PdfError;
pub use plain::PLAIN;
pub use raw::{Raw, RawError, RawFile, load, read};
pub use refused::{REFUSED, Refused, refused_of};
pub use selector::Selectors;
pub use sheet_error::SheetError;
pub use sidecar::{Sidecar, sidecar};
pub use size::{SizeLimit, TooLarge};
pub use spread::{corpus_in, spread};
pub use state::RawState;
pub use unpack::{PACKED, PackedError, unpacked_name};
pub use unread::Unread;
pub use workbook::{XLS, XLSX};

/// The inputs of figlift.
pub const INPUTS: &[Input] = &[
    PLAIN,
    MARKDOWN,
    HTML,
    DOCX,
    CSV,
    TSV,
    XLSX,
    XLS,
    #[cfg(feature = "pdf")]
    PDF,
    JSONL,
    PARQUET,
];
