"""The files of the folder are those of the manifest, which says nothing of machine and time."""

import csv
import hashlib
import re

from checks.contract import KEYS
from checks.report import same_list, shown

MANIFEST = "manifest.json"

# Beginnings of an absolute path: a slash, a share, a drive, the home folder, a file address.
ABSOLUTE = re.compile(r"/|\\\\|[A-Za-z]:[\\/]|~[\\/]|file:", re.IGNORECASE)

MOMENT = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d|\b\d\d:\d\d:\d\d\b")
MOMENT_KEY = re.compile(
    r"(^|_)(at|time|date|timestamp|created|modified|generated|mtime)($|_)", re.IGNORECASE
)
# Seconds, or thousandths of them, of the years 2001 to 2286.
EPOCH = (range(10**9, 10**10), range(10**12, 10**13))
SIZES = ("bytes", "rows")


def checks(output):
    yield "manifest", listed(output)
    for path, entry in output.manifest["files"].items():
        yield path, file(output, path, entry)
    yield "manifest: paths", absolute(output)
    yield "manifest: time", moments(output.manifest, MANIFEST)


def listed(output):
    """The manifest lists all files, the tables that must be there among them."""
    there = {
        p.relative_to(output.folder).as_posix() for p in output.folder.rglob("*") if not p.is_dir()
    }
    named = set(output.manifest["files"])
    for path in sorted(there - named - {MANIFEST}):
        yield f"{path} stands in the folder and not in the manifest"
    for path in sorted(named - there):
        yield f"{path} stands in the manifest and not in the folder"
    for table in KEYS:
        if table not in dict(output.tables):
            yield f"there is no table {table}"


def file(output, path, entry):
    """Size, hash and rows of one file."""
    content = (output.folder / path).read_bytes()
    if entry["bytes"] != len(content):
        yield f"{len(content)} bytes, in the manifest {entry['bytes']}"
    digest = hashlib.sha256(content).hexdigest()
    if entry["sha256"] != digest:
        yield f"sha256 {digest}, in the manifest {entry['sha256']}"
    if path.endswith(".csv"):
        with open(output.folder / path, encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, strict=True))
        wanted = [column["name"] for column in entry["schema"]]
        yield from same_list(rows[0] if rows else [], wanted)
        yield from counted(len(rows) - 1, entry)
    elif path.endswith(".parquet"):
        yield from counted(
            output.parquet(path[len("tables/") : -len(".parquet")]).metadata.num_rows, entry
        )
    elif "rows" in entry:
        yield "has rows in the manifest, and nothing here knows how to count them"


def counted(rows, entry):
    if rows != entry["rows"]:
        yield f"{rows} rows, in the manifest {entry['rows']}"


def absolute(output):
    """Neither manifest, metadata nor tables hold an absolute path."""
    for where, text in texts(output.manifest, MANIFEST):
        if ABSOLUTE.match(text):
            yield f"{where}: {shown(text)} is an absolute path"
    for table, _ in output.tables:
        for key, value in output.notes(table).items():
            if ABSOLUTE.match(value):
                yield f"{table}: metadata {key}: {shown(value)} is an absolute path"
    for at, row in enumerate(output.rows("documents")):
        for column in ("doc_id", "path"):
            if ABSOLUTE.match(row[column]):
                yield f"documents.{column} row {at}: {shown(row[column])} is an absolute path"


def texts(value, where):
    """All texts of a JSON value, the keys of objects included."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield where, key
            yield from texts(item, f"{where}: {key}")
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, where)


def moments(value, where, key=""):
    """What looks like a moment in a JSON value. Paths of files are no keys to be judged."""
    if isinstance(value, dict):
        for name, item in value.items():
            if MOMENT_KEY.search(name) and "/" not in name and "." not in name:
                yield f"{where}: `{name}` speaks of a time"
            yield from moments(item, f"{where}: {name}", name)
    elif isinstance(value, list):
        for item in value:
            yield from moments(item, where, key)
    elif isinstance(value, str) and MOMENT.search(value):
        yield f"{where}: {shown(value)} is a time"
    elif isinstance(value, (int, float)) and key not in SIZES:
        if any(int(value) in epoch for epoch in EPOCH):
            yield f"{where}: {value} may be a time"
