"""Reads a table with each reader, the cells brought to plain Python values."""

import warnings
from collections import namedtuple

import duckdb
import pandas
import polars
import pyarrow.parquet as pq

# Column names in order, the type of each in the reader's words, and a list of cells for each.
# A cell is None, a str, int, float or bool, or a date.
Frame = namedtuple("Frame", "names types columns")


def pyarrow_frame(path, kinds):
    table = pq.ParquetFile(path).read()
    types = [str(field.type) for field in table.schema]
    return Frame(table.column_names, types, [column.to_pylist() for column in table.columns])


def pandas_frame(path, kinds):
    """As pandas reads without being told more: a null makes whole numbers floats."""
    frame = pandas.read_parquet(path, engine="pyarrow", partitioning=None)
    columns = []
    for name in frame.columns:
        cells = _without_missing(frame[name])
        if kinds.get(name) in ("int16", "int64"):
            cells = [_whole(cell) for cell in cells]
        columns.append(cells)
    return Frame(list(frame.columns), [str(kind) for kind in frame.dtypes], columns)


def pandas_arrow_frame(path, kinds):
    """As pandas reads with the types of Arrow."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pandas.read_parquet(
            path, engine="pyarrow", dtype_backend="pyarrow", partitioning=None
        )
    columns = [_without_missing(frame[name]) for name in frame.columns]
    return Frame(list(frame.columns), [str(kind) for kind in frame.dtypes], columns)


def duckdb_frame(path, kinds):
    with duckdb.connect() as database:
        relation = database.from_parquet(path, hive_partitioning=False)
        names, types = list(relation.columns), [str(kind) for kind in relation.types]
        rows = relation.fetchall()
    return Frame(names, types, [[row[at] for row in rows] for at in range(len(names))])


def polars_frame(path, kinds):
    frame = polars.read_parquet(path, glob=False, hive_partitioning=False)
    types = [str(kind) for kind in frame.dtypes]
    return Frame(frame.columns, types, [frame[name].to_list() for name in frame.columns])


# The first is what the others are compared with.
READERS = {
    "pyarrow": pyarrow_frame,
    "pandas": pandas_frame,
    "pandas with Arrow types": pandas_arrow_frame,
    "DuckDB": duckdb_frame,
    "Polars": polars_frame,
}


def _without_missing(series):
    """The cells of a pandas column; whatever it calls missing is None."""
    missing = pandas.isna(series).tolist()
    return [None if gone else cell for cell, gone in zip(series.tolist(), missing)]


def _whole(cell):
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
