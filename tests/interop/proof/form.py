"""Damages to the form of an output: its files, manifest, types, metadata and statistics."""

import struct

import pyarrow

from proof.damage import Damage, edit, retype, set_in

FILES = "tables/figures.parquet"
TIME = "2024-05-06T07:08:09Z"


def everything_written_anew(copy):
    for path in sorted((copy.folder / "tables").iterdir()):
        if copy.table(path.stem).num_rows:
            copy.write(path.stem, copy.table(path.stem))


def dropped(table):
    def make(copy):
        copy.path(table).unlink()
        copy.manifest(lambda manifest: manifest["files"].pop(f"tables/{table}.parquet"))

    return make


def chart(change):
    def make(copy):
        path = sorted((copy.folder / "charts").iterdir())[0]
        path.write_bytes(change(path.read_bytes()))

    return make


def page(change):
    def make(copy):
        path = copy.folder / "review.html"
        path.write_bytes(change(path.read_bytes()))

    return make


def wrong_maximum(copy):
    """Changes the maximum of a column in the footer, and nothing else of the file."""
    most = max(copy.table("figures")["byte_end"].to_pylist())
    content = copy.path("figures").read_bytes()
    footer = len(content) - 8 - struct.unpack("<I", content[-8:-4])[0]
    old, new = struct.pack("<q", most), struct.pack("<q", most + 1)
    assert old in content[footer:]
    copy.path("figures").write_bytes(content[:footer] + content[footer:].replace(old, new))


def reversed_rows(copy):
    table = copy.table("figures")
    copy.write("figures", table.take(list(range(table.num_rows))[::-1]))


def no_order(copy):
    copy.write("figures", copy.table("figures"), ordered=False)


DAMAGES = [
    Damage("written anew", everything_written_anew, None, ""),
    # files
    Damage(
        "stray file", lambda c: (c.folder / "x.txt").write_text("x"), "manifest", "x.txt stands"
    ),
    Damage(
        "lost file", lambda c: (c.folder / "figures.csv").unlink(), "manifest", "not in the folder"
    ),
    Damage("lost table", dropped("changes"), "manifest", "no table changes"),
    Damage("other bytes", chart(lambda b: b[:-2] + b"x\n"), "charts/CHART", "sha256", False),
    Damage("longer file", chart(lambda b: b + b"\n"), "charts/CHART", " bytes, in", False),
    Damage("other page", page(lambda b: b[:-2] + b"x\n"), "review.html", "sha256", False),
    Damage("longer page", page(lambda b: b + b"\n"), "review.html", " bytes, in", False),
    Damage("rows", set_in("files", FILES, "rows", lambda n: n + 1), FILES, " rows, in", False),
    Damage(
        "csv rows", set_in("files", "figures.csv", "rows", 7), "figures.csv", "in the manifest 7"
    ),
    Damage(
        "path in manifest", set_in("program", "C:\\x"), "manifest: paths", "is an absolute path"
    ),
    Damage("path of input", set_in("inputs", "/srv/raw/x.txt", "0"), "manifest: paths", "/srv/raw"),
    Damage(
        "path in notes",
        lambda c: c.note("checks", "program", lambda v: "/opt/x"),
        "manifest: paths",
        "/opt/x",
    ),
    Damage(
        "path in table",
        edit("documents", "path", lambda v: "/srv/x", 1),
        "manifest: paths",
        "documents.path row 1",
    ),
    Damage("time stamp", set_in("program", TIME), "manifest: time", TIME),
    Damage("time by name", set_in("created", "then"), "manifest: time", "`created`"),
    Damage("epoch", set_in("run", 1_700_000_000), "manifest: time", "1700000000 may be"),
    # names and types
    Damage(
        "dictionary",
        retype("figures", "role", pyarrow.dictionary(pyarrow.int32(), pyarrow.string())),
        "figures in pyarrow",
        "figures.role is dictionary",
    ),
    Damage(
        "large text",
        retype("figures", "role", pyarrow.large_string()),
        "figures in pyarrow",
        "large_string",
    ),
    Damage(
        "view",
        retype("figures", "role", pyarrow.string_view()),
        "figures in pyarrow",
        "string_view",
    ),
    Damage(
        "unsigned",
        retype("figures", "unit_mult", pyarrow.uint16()),
        "figures in DuckDB",
        "USMALLINT",
    ),
    Damage(
        "unsigned, stored",
        retype("figures", "unit_mult", pyarrow.uint16()),
        "figures as stored",
        "is unsigned",
    ),
    Damage(
        "wide",
        retype("figures", "unit_mult", pyarrow.int64()),
        "figures as stored",
        "INT64, expected INT32",
    ),
    Damage(
        "wide in Polars",
        retype("figures", "unit_mult", pyarrow.int64()),
        "figures in Polars",
        "Int64, expected 'Int16'",
    ),
    Damage(
        "wide in pandas",
        retype("figures", "unit_mult", pyarrow.int64()),
        "figures in pandas with Arrow types",
        "int64",
    ),
    Damage(
        "renamed",
        lambda c: c.field("figures", "role", lambda f: f.with_name("part")),
        "figures in pandas",
        "'part'",
    ),
    Damage(
        "bytes",
        retype("numerals", "class", pyarrow.binary()),
        "numerals as stored",
        "expected String",
    ),
    # metadata
    Damage(
        "version",
        lambda c: c.note("figures", "schema_version", lambda v: "9"),
        "figures: notes",
        "schema_version is '9'",
    ),
    Damage("all versions", set_in("schema_version", 0), "figures: notes", "expected 1 or more"),
    Damage(
        "not described",
        lambda c: c.note("checks", "description", lambda v: ""),
        "checks: notes",
        "no description",
    ),
    Damage(
        "no dictionary",
        lambda c: c.note("checks", "dictionary", lambda v: "[]"),
        "checks: dictionary",
        "0 entries",
    ),
    Damage(
        "wrong dictionary",
        lambda c: c.note("checks", "dictionary", lambda v: v.replace("float64", "int64")),
        "checks: dictionary",
        "'low', 'int64'",
    ),
    Damage(
        "field not described",
        lambda c: c.field("figures", "per", lambda f: f.remove_metadata()),
        "figures: fields",
        "figures.per: described as ''",
    ),
    Damage(
        "nullable",
        lambda c: c.field("figures", "role", lambda f: f.with_nullable(True)),
        "figures: fields",
        "figures.role: nullable is True",
    ),
    # statistics
    Damage(
        "no statistics",
        lambda c: c.write("figures", c.table("figures"), write_statistics=False),
        "figures: statistics",
        "no statistics",
    ),
    Damage("wrong maximum", wrong_maximum, "figures: statistics", "figures.byte_end row group 0"),
    Damage("unsorted", reversed_rows, "figures: order", "comes after"),
    Damage("order not declared", no_order, "figures: order", "declares no order"),
]
