"""Keys name one row each, and what refers to a row finds it: all asked in DuckDB's SQL."""

from checks.contract import KEYS, LINKS
from checks.report import shown


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
    nulls = " OR ".join(f"{column} IS NULL" for column in KEYS[table])
    for (count,) in output.database.execute(f"SELECT count(*) FROM {table} WHERE {nulls}").fetchall():
        if count:
            yield f"{table}.{key}: null in {count} rows"


def linked(output, table, column, other, target):
    query = f"""
        SELECT DISTINCT word
        FROM (SELECT unnest(string_split({column}, ' ')) AS word FROM {table})
        WHERE word NOT IN (SELECT {target} FROM {other}) ORDER BY word"""
    if target == "doc_id":
        # Ids of documents are paths, which may hold spaces.
        query = f"SELECT {column} FROM {table} ANTI JOIN {other} ON {table}.{column} = {other}.{target}"
    for (value,) in output.database.execute(query).fetchall():
        yield f"{table}.{column}: {shown(value)} is not in {other}.{target}"


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
