"""README.md describes every column, and its examples run."""

import contextlib
import io
import os
import re

import duckdb

from checks.report import same_list

PATH = "README.md"

SECTION = re.compile(r"^## (\w+)\n", re.MULTILINE)
COLUMN = re.compile(r"^\| `(\w+)` \| (\w+) \|", re.MULTILINE)
CODE = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def checks(output):
    text = (output.folder / PATH).read_text(encoding="utf-8")
    _, *parts = SECTION.split(text)
    sections = dict(zip(parts[::2], parts[1::2]))
    for table, _ in output.tables:
        found = COLUMN.findall(sections.get(table, ""))
        yield f"{PATH}: {table}", same_list(found, list(output.columns(table).items()))
    yield f"{PATH}: code", code(output, CODE.findall(text))


def code(output, blocks):
    """Each block runs in the folder: the query gives the levels, Python reads all figures."""
    figures = output.rows("figures")
    levels = sum(row["role"] == "level" for row in figures)
    wanted = {"sql": levels, "python": len(figures)}
    if {language for language, _ in blocks} != set(wanted):
        yield "shows other languages than SQL and Python"
    with inside(output.folder):
        for language, block in blocks:
            rows = query(block) if language == "sql" else script(block)
            if rows != wanted[language]:
                yield f"{block.splitlines()[0]} … reads {rows} rows, expected {wanted[language]}"


def query(block):
    return len(duckdb.sql(block).fetchall())


def script(block):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(block, names)
    return len(names["figures"])


@contextlib.contextmanager
def inside(folder):
    """Works in a folder for a while."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
