"""Damages to the content of an output: its cells, keys, offsets and the view as text."""

import math
import struct

import pyarrow

from proof.damage import Damage, edit, set_in


def reader(name, change):
    """A reader that makes a mistake in the figures, in a column of a frame."""

    def make(copy):
        read = copy.readers[name]

        def wrong(path, kinds):
            frame = read(path, kinds)
            if path.endswith("figures.parquet"):
                change(frame.names, frame.columns)
            return frame

        copy.readers[name] = wrong

    return make


def cell(column, change, row=3):
    def wrong(names, columns):
        cells = columns[names.index(column)]
        cells[row] = change(cells[row])

    return wrong


def last_row_lost(names, columns):
    for cells in columns:
        cells.pop()


def next_float(value):
    """The next float away from zero: another value in the last bit alone."""
    (bits,) = struct.unpack("<q", struct.pack("<d", value))
    return struct.unpack("<d", struct.pack("<q", bits + 1))[0]


def doubled_row(copy):
    table = copy.table("figures")
    copy.write("figures", pyarrow.concat_tables([table.slice(0, 1), table]))


def added_diagnostic(copy):
    """A problem with a document that is none of the output's."""
    table = copy.table("diagnostics")
    row = {field.name: 1 if field.type == pyarrow.int64() else "x" for field in table.schema}
    added = pyarrow.Table.from_pylist([row], schema=table.schema)
    copy.write("diagnostics", pyarrow.concat_tables([table, added]))


def guarded(cell):
    """A classifier that looks like a formula, and a cell that stands for it in the view."""

    def make(copy):
        copy.edit("figures", "classifier", 0, lambda old: "=家")

        def change(lines):
            cells = lines[1].split(",")
            cells[7] = cell
            return [lines[0], ",".join(cells), *lines[2:]]

        copy.lines("figures.csv", change)

    return make


def csv_lines(change):
    return lambda copy: copy.lines("figures.csv", change)


def readme(old, new):
    """A change of a text that stands once in README.md."""

    def change(lines):
        text = "\n".join(lines)
        assert text.count(old) == 1
        return text.replace(old, new).split("\n")

    return lambda copy: copy.lines("README.md", change)


def swapped(lines):
    first, second, *others = lines[0].split(",")
    return [",".join([second, first, *others]), *lines[1:]]


DAMAGES = [
    # cells
    Damage(
        "not a number",
        edit("figures", "obs_value", lambda v: math.nan),
        "figures: cells in pandas",
        "pyarrow nan",
    ),
    *(
        Damage(f"{title} in {name}", reader(name, wrong), f"figures: cells in {name}", words)
        for name in ("pandas", "pandas with Arrow types", "DuckDB", "Polars")
        for title, wrong, words in [
            ("last bit", cell("obs_value", next_float), "figures.obs_value row 3: pyarrow "),
            ("other text", cell("surface", lambda v: v + "们"), "们"),
            ("null", cell("time_period", lambda v: None), f"{name} null"),
            ("other type", cell("unit_mult", float), "figures.unit_mult row 3"),
            ("date as text", cell("period_start", str), "figures.period_start row 3"),
        ]
    ),
    *(
        Damage(
            f"lost row in {name}",
            reader(name, last_row_lost),
            f"figures: rows in {name}",
            " rows in ",
        )
        for name in ("pyarrow", "pandas", "pandas with Arrow types", "DuckDB", "Polars")
    ),
    # keys and links
    Damage("doubled row", doubled_row, "figures: key", "2 rows have"),
    *(
        Damage(
            f"broken link {table}.{column}",
            edit(table, column, lambda v: "nowhere", 1),
            f"{table}.{column}",
            "row 1: 'nowhere'",
        )
        for table, column in [
            ("figures", "doc_id"),
            ("changes", "doc_id"),
            ("numerals", "doc_id"),
            ("checks", "doc_id"),
            ("numerals", "figure_id"),
            ("changes", "from_figure_id"),
            ("changes", "to_figure_id"),
            ("series", "figure_id"),
            ("revisions", "figure_ids"),
            ("checks", "figure_ids"),
        ]
    ),
    Damage("broken link of a problem", added_diagnostic, "diagnostics.doc_id", "'x' is not in"),
    *(
        Damage(
            f"count of {column}",
            edit("documents", column, lambda v: v + 1),
            f"documents.{column}",
            "expected",
        )
        for column in ("figures", "numerals", "unresolved")
    ),
    # evidence
    *(
        Damage(f"{title} of {table}", edit(table, column, change), f"{table}: {check}", "row 3: ")
        for table in ("figures", "numerals")
        for title, column, change, check in [
            ("surface", "surface", lambda v: v + "x", "bytes"),
            ("byte_start", "byte_start", lambda v: v + 1, "bytes"),
            ("negative byte", "byte_start", lambda v: -1, "bytes"),
            ("char_start", "char_start", lambda v: v + 1, "code points"),
            ("char_end in SQL", "char_end", lambda v: v + 1, "substr in DuckDB"),
            ("char_start in Polars", "char_start", lambda v: v - 1, "slice in Polars"),
        ]
    ),
    Damage(
        "text",
        edit("documents", "text", lambda v: "𠮷" + v, 0),
        "figures: substr in DuckDB",
        "row 0: ",
    ),
    Damage(
        "indicator",
        edit("figures", "indicator_end", lambda v: v - 1),
        "figures: indicator_text in bytes",
        "row 3: ",
    ),
    # figures.csv
    Damage("formula", guarded("=家"), "figures.csv: classifier", "row 0: '=家' in the file"),
    Damage("guarded formula", guarded("'=家"), None, ""),
    Damage("columns", csv_lines(swapped), "figures.csv: columns", "differ at 0"),
    Damage(
        "lost line",
        csv_lines(lambda lines: lines[:5] + lines[6:]),
        "figures.csv: rows",
        " rows, in the table",
    ),
    Damage(
        "other value", edit("figures", "obs_value", next_float), "figures.csv: obs_value", "row 3: "
    ),
    Damage(
        "csv types",
        set_in("files", "figures.csv", "schema", lambda s: [{**e, "type": "text"} for e in s]),
        "figures.csv: types",
        "obs_value is text",
    ),
    # README.md
    Damage("other readme", readme("# Data d", "# data d"), "README.md", "sha256", False),
    Damage(
        "readme column",
        readme("| `obs_value` | float64 | may", "| `obs_value` | text | may"),
        "README.md: figures",
        "differ at 7",
    ),
    Damage(
        "readme query",
        readme("WHERE role = 'level'", "WHERE role = 'rank'"),
        "README.md: code",
        "SELECT doc_id",
    ),
    Damage(
        "readme code",
        readme("import polars as pl", "import polar as pl"),
        "README.md: code",
        "No module named",
    ),
]
