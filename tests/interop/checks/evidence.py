"""The text at the offsets of a row is its surface: in bytes, in code points and in SQL."""

import polars

from checks.contract import SPANS
from checks.report import shown


def checks(output):
    texts = {row["doc_id"]: row["text"] for row in output.rows("documents")}
    encoded = {doc: text.encode("utf-8") for doc, text in texts.items() if text is not None}
    for table in SPANS:
        rows = output.rows(table)
        yield f"{table}: bytes", in_bytes(table, rows, encoded)
        yield f"{table}: code points", in_code_points(table, rows, texts)
        yield f"{table}: substr in DuckDB", in_duckdb(output, table)
        yield f"{table}: slice in Polars", in_polars(output, table)
    words = in_bytes("figures", output.rows("figures"), encoded, "indicator_text", "indicator")
    yield "figures: indicator_text in bytes", words


def in_bytes(table, rows, texts, column="surface", span="byte"):
    for at, row in enumerate(rows):
        start, end = row[f"{span}_start"], row[f"{span}_end"]
        if start is None and end is None and span != "byte":
            continue
        text = texts.get(row["doc_id"])
        found = None if text is None else cut(text, start, end)
        found = None if found is None else found.decode("utf-8", errors="replace")
        yield from compared(table, column, at, row, found, f"bytes {start}..{end}")


def in_code_points(table, rows, texts):
    for at, row in enumerate(rows):
        start, end = row["char_start"], row["char_end"]
        text = texts.get(row["doc_id"])
        found = None if text is None else cut(text, start, end)
        yield from compared(table, "surface", at, row, found, f"code points {start}..{end}")


def cut(text, start, end):
    """A part of a text; None where the offsets are none of its own (Python would count back)."""
    inside = start is not None and end is not None and 0 <= start < end <= len(text)
    return text[start:end] if inside else None


def compared(table, column, at, row, found, where):
    if found is None or found != row[column]:
        yield (
            f"{table}.{column} row {at}: {shown(row[column])}, but {where} "
            f"of {row['doc_id']} are {shown(found)}"
        )


def in_duckdb(output, table):
    query = f"""
        WITH numbered AS (
            SELECT *, row_number() OVER (ORDER BY doc_id, byte_start) - 1 AS place FROM {table}),
        cut AS (
            SELECT place, n.doc_id, surface,
                substr(text, char_start + 1, char_end - char_start) AS words
            FROM numbered n LEFT JOIN documents d ON d.doc_id = n.doc_id)
        SELECT place, doc_id, surface, words FROM cut
        WHERE words IS DISTINCT FROM surface ORDER BY place"""
    for at, doc_id, surface, words in output.database.execute(query).fetchall():
        yield (
            f"{table}.surface row {at}: {shown(surface)}, "
            f"but substr of {doc_id} gives {shown(words)}"
        )


def in_polars(output, table):
    rows = polars.read_parquet(output.path(table), glob=False).with_row_index("at")
    documents = polars.read_parquet(output.path("documents"), glob=False).select("doc_id", "text")
    start, length = polars.col("char_start"), polars.col("char_end") - polars.col("char_start")
    found = rows.join(documents, on="doc_id", how="left", maintain_order="left").with_columns(
        polars.col("text").str.slice(start, length).alias("words")
    )
    wrong = found.filter(polars.col("words").ne_missing(polars.col("surface")))
    for at, doc_id, surface, words in wrong.select("at", "doc_id", "surface", "words").rows():
        yield (
            f"{table}.surface row {at}: {shown(surface)}, "
            f"but the slice of {doc_id} is {shown(words)}"
        )
