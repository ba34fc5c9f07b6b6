"""Versions, descriptions and non-null flags reach the readers."""

import json

from checks.report import same_list, shown


def checks(output):
    for table, _ in output.tables:
        yield f"{table}: notes", notes(output, table)
        yield f"{table}: dictionary", dictionary(output, table)
        yield f"{table}: fields", fields(output, table)


def notes(output, table):
    """What DuckDB shows of the file as a whole."""
    found, manifest = output.notes(table), output.manifest
    version = manifest["schema_version"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        yield f"schema_version in the manifest is {shown(version)}, expected 1 or more"
    expected = {"schema_version": str(version), "program": manifest["program"], "table": table}
    for key, wanted in expected.items():
        if found.get(key) != wanted:
            yield f"{key} is {shown(found.get(key))}, expected {shown(wanted)}"
    if not found.get("description", "").strip():
        yield "no description of the table"


def entries(output, table):
    """The data dictionary, an entry for each column."""
    text = output.notes(table).get("dictionary")
    return json.loads(text) if text else []


def dictionary(output, table):
    """The data dictionary names all columns with the types of the manifest."""
    found = [(entry["name"], entry["type"]) for entry in entries(output, table)]
    yield from same_list(found, list(output.columns(table).items()), "entries")
    for entry in entries(output, table):
        if not entry["description"].strip():
            yield f"{table}.{entry['name']} has no description"
        if not isinstance(entry["nullable"], bool):
            yield f"{table}.{entry['name']}: nullable is {shown(entry['nullable'])}"


def fields(output, table):
    """pyarrow shows the descriptions and non-null flags of the dictionary, and they hold."""
    frame = output.parquet(table).read()
    for entry in entries(output, table):
        name = entry["name"]
        field = frame.schema.field(name)
        if field.nullable != entry["nullable"]:
            yield f"{table}.{name}: nullable is {field.nullable}, expected {entry['nullable']}"
        found = ((field.metadata or {}).get(b"description") or b"").decode("utf-8")
        wanted = entry["description"]
        if found != wanted:
            yield f"{table}.{name}: described as {shown(found)}, expected {shown(wanted)}"
        if not entry["nullable"] and frame[name].null_count:
            at = frame[name].is_null().to_pylist().index(True)
            yield f"{table}.{name} row {at}: null, expected a value"
    if all(entry["nullable"] for entry in entries(output, table)):
        yield "no column is marked as never null"
