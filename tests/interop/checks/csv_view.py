"""figures.csv has the rows of figures.parquet, written as text."""

import csv
import re
import struct

from checks.report import same_list, shown

# Spreadsheets take a text with such a beginning for a formula, so that an apostrophe stands
# before it in the file. The full-width forms count too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")


def checks(output):
    path = "figures.csv"
    with open(output.folder / path, encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines, strict=True))
    table = output.rows("figures")
    columns = output.manifest["files"][path]["schema"]
    yield f"{path}: columns", same_list(header, [column["name"] for column in columns])
    yield f"{path}: types", same_types(columns, output.columns("figures"))
    yield f"{path}: rows", count(rows, table, len(header))
    for at, name in enumerate(header):
        cells = [row[at] if at < len(row) else None for row in rows]
        yield f"{path}: {name}", differences(name, cells, table)


def same_types(columns, wanted):
    for column in columns:
        found, expected = column["type"], wanted.get(column["name"])
        if found != expected:
            yield f"{column['name']} is {found}, in the table {expected}"


def count(rows, table, width):
    if len(rows) != len(table):
        yield f"{len(rows)} rows, in the table {len(table)}"
    for at, row in enumerate(rows):
        if len(row) != width:
            yield f"row {at} has {len(row)} cells, expected {width}"


def differences(name, cells, table):
    for at, (cell, row) in enumerate(zip(cells, table)):
        if cell is None or not stands_for(cell, row[name]):
            found, wanted = shown(cell), shown(row[name])
            yield f"figures.{name} row {at}: {found} in the file, {wanted} in the table"


def stands_for(cell, value):
    """Whether a cell of the file is what is written for a value."""
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, str):
        return cell == ("'" + value if value.startswith(FORMULA) else value)
    if isinstance(value, float):
        if PLAIN_NUMBER.fullmatch(cell) is None:
            return False
        # A zero has no sign in the file.
        return struct.pack("<d", float(cell)) == struct.pack("<d", value + 0.0)
    return cell == str(value)
