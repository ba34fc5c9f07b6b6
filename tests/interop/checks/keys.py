"""Keys name one row each, what refers to a row finds it, and counts are those of the rows."""

import re

from checks.contract import KEYS, LINKS, MAY_BE_NULL
from checks.report import shown

# The space after the id of a figure: the id begins with a path, which may hold spaces itself.
IDS = re.compile(r"(?<=#[0-9a-f]{10}) ")


def checks(output):
    for table, _ in output.tables:
        yield f"{table}: key", unique(output, table)
    for link in LINKS:
        yield f"{link[0]}.{link[1]}", linked(output, *link)
    for counter in ("figures", "numerals"):
        yield f"documents.{counter}", counted(output, counter, "TRUE")
    yield "documents.unresolved", counted(output, "unresolved", "class = 'unresolved'", "numerals")


def unique(output, table):
    if table not in KEYS:
        yield "its key is not known here; add it to contract.py"
        return
    key = ", ".join(KEYS[table])
    query = f"SELECT {key}, count(*) FROM {table} GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL"
    for *values, times in output.database.execute(query).fetchall():
        yield f"{table}.{key}: {times} rows have {', '.join(map(shown, values))}"
    never_null = [column for column in KEYS[table] if column not in MAY_BE_NULL.get(table, [])]
    nulls = " OR ".join(f"{column} IS NULL" for column in never_null)
    (count,) = output.database.execute(f"SELECT count(*) FROM {table} WHERE {nulls}").fetchone()
    if count:
        yield f"{table}.{key}: null in {count} rows"


def linked(output, table, column, other, target):
    targets = {row[target] for row in output.rows(other)}
    for at, row in enumerate(output.rows(table)):
        for value in named(column, row[column]):
            if value not in targets:
                yield f"{table}.{column} row {at}: {shown(value)} is not in {other}.{target}"


def named(column, cell):
    """What a cell refers to; several figures are separated by spaces."""
    if cell is None:
        return []
    return IDS.split(cell) if column == "figure_ids" else [cell]


def counted(output, column, condition, table=None):
    """The counts of a document are those of its rows."""
    table = table or column
    query = f"""
        SELECT d.doc_id, d.{column}, count(t.doc_id)
        FROM documents d LEFT JOIN (SELECT * FROM {table} WHERE {condition}) t
        ON t.doc_id = d.doc_id GROUP BY ALL ORDER BY ALL"""
    for doc_id, said, found in output.database.execute(query).fetchall():
        if said != found:
            yield f"documents.{column} of {doc_id}: {said}, expected {found}"
