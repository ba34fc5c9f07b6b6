"""An output folder, each file of it read once."""

import functools
import json

import duckdb
import pyarrow.parquet as pq

from checks import readers
from checks.contract import PREFIX


class Output:
    """An output folder, as its manifest describes it."""

    def __init__(self, folder):
        self.folder = folder

    @functools.cached_property
    def manifest(self):
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    @property
    def tables(self):
        """Name and path of each table that the manifest lists."""
        for path in self.manifest["files"]:
            if path.startswith("tables/") and path.endswith(".parquet"):
                yield path[len("tables/") : -len(".parquet")], self.folder / path

    def path(self, table):
        return self.folder / "tables" / f"{table}.parquet"

    def columns(self, table):
        """Name and type of each column, from the manifest."""
        schema = self.manifest["files"][f"tables/{table}.parquet"]["schema"]
        return {column["name"]: column["type"] for column in schema}

    @functools.lru_cache(maxsize=None)
    def parquet(self, table):
        """The file as pyarrow opens it."""
        return pq.ParquetFile(self.path(table))

    @functools.lru_cache(maxsize=None)
    def read(self, table, reader):
        """The table as one of the readers gives it."""
        return readers.READERS[reader](str(self.path(table)), self.columns(table))

    def rows(self, table):
        """The rows as pyarrow gives them, each a dict."""
        return self.parquet(table).read().to_pylist()

    def notes(self, table):
        """The key-value metadata of the file as DuckDB gives it, keys without their prefix."""
        query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)"
        found = self.database.execute(query, [str(self.path(table))]).fetchall()
        return {key[len(PREFIX) :]: value for key, value in found if key.startswith(PREFIX)}

    @functools.cached_property
    def database(self):
        """DuckDB, with a view for each table."""
        database = duckdb.connect()
        for name, path in self.tables:
            database.from_parquet(str(path), hive_partitioning=False).create_view(name)
        return database
