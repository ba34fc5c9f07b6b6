"""What readers are promised: the types, and the keys of the tables."""

from collections import namedtuple

Type = namedtuple("Type", "arrow duckdb polars pandas physical")

# The name of a type in manifest and data dictionary, and what each reader makes of it; `physical`
# is how Parquet stores it. No views, no unsigned numbers, no dictionaries.
TYPES = {
    "text": Type("string", "VARCHAR", "String", "string[pyarrow]", "BYTE_ARRAY"),
    "int16": Type("int16", "SMALLINT", "Int16", "int16[pyarrow]", "INT32"),
    "int64": Type("int64", "BIGINT", "Int64", "int64[pyarrow]", "INT64"),
    "float64": Type("double", "DOUBLE", "Float64", "double[pyarrow]", "DOUBLE"),
    "bool": Type("bool", "BOOLEAN", "Boolean", "bool[pyarrow]", "BOOLEAN"),
    "date": Type("date32[day]", "DATE", "Date", "date32[day][pyarrow]", "INT32"),
}

# The columns that together name a row. A table that is not listed here fails: it has to be added.
KEYS = {
    "figures": ["figure_id"],
    "changes": ["change_id"],
    "series": [
        "indicator",
        "ref_area",
        "role",
        "unit_measure",
        "classifier",
        "per",
        "basis",
        "base_period",
        "freq",
        "time_period",
    ],
    "revisions": ["revision_id"],
    "numerals": ["doc_id", "byte_start"],
    "documents": ["doc_id"],
    "checks": ["check_id"],
    "diagnostics": ["doc_id", "byte_start", "byte_end", "code"],
}

# Columns of a key that may be null: no denominator is the same as another.
MAY_BE_NULL = {"series": ["classifier", "per", "basis", "base_period", "freq"]}

# Values of the first table and column that must stand in the second.
LINKS = [
    ("figures", "doc_id", "documents", "doc_id"),
    ("changes", "doc_id", "documents", "doc_id"),
    ("numerals", "doc_id", "documents", "doc_id"),
    ("checks", "doc_id", "documents", "doc_id"),
    ("diagnostics", "doc_id", "documents", "doc_id"),
    ("numerals", "figure_id", "figures", "figure_id"),
    ("changes", "from_figure_id", "figures", "figure_id"),
    ("changes", "to_figure_id", "figures", "figure_id"),
    ("series", "figure_id", "figures", "figure_id"),
    ("revisions", "figure_ids", "figures", "figure_id"),
    ("checks", "figure_ids", "figures", "figure_id"),
]

# Tables whose rows are spans of `documents.text`.
SPANS = ["figures", "numerals"]

# What the keys of the metadata in a Parquet file begin with.
PREFIX = "figlift."
