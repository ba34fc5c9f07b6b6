"""Each reader sees the columns that the manifest names, in the types of the contract."""

from checks.contract import TYPES
from checks.readers import READERS
from checks.report import same_list, shown

# How pandas without Arrow types sees a column hangs on whether a cell is null, so that its types
# are no promise; its cells are compared like those of the others.
FIELDS = {
    "pyarrow": "arrow",
    "DuckDB": "duckdb",
    "Polars": "polars",
    "pandas with Arrow types": "pandas",
}


def checks(output):
    for table, _ in output.tables:
        for reader in READERS:
            yield f"{table} in {reader}", seen(output, table, reader)
        yield f"{table} as stored", stored(output, table)


def seen(output, table, reader):
    """Names and types of one reader."""
    columns, frame = output.columns(table), output.read(table, reader)
    yield from same_list(frame.names, list(columns))
    if reader not in FIELDS:
        return
    for name, found in zip(frame.names, frame.types):
        wanted = getattr(TYPES[columns[name]], FIELDS[reader]) if name in columns else None
        if found != wanted:
            yield f"{table}.{name} is {found}, expected {shown(wanted)}"


def stored(output, table):
    """The types in the file itself, without what Arrow notes down beside them."""
    schema = output.parquet(table).metadata.schema
    for at, (name, kind) in enumerate(output.columns(table).items()):
        column = schema.column(at)
        if column.physical_type != TYPES[kind].physical:
            yield f"{table}.{name} is {column.physical_type}, expected {TYPES[kind].physical}"
        if column.max_repetition_level != 0:
            yield f"{table}.{name} is a list"
        logical = str(column.logical_type)
        if kind == "text" and logical != "String":
            yield f"{table}.{name} is {logical}, expected String"
        if "isSigned=false" in logical:
            yield f"{table}.{name} is unsigned"
