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
        self._parquet = {}
        self._frames = {}

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

    def parquet(self, table):
        """The file as pyarrow opens it."""
        if table not in self._parquet:
            self._parquet[table] = pq.ParquetFile(self.path(table))
        return self._parquet[table]

    def read(self, table, reader):
        """The table as one of the readers gives it."""
        if (table, reader) not in self._frames:
            frame = readers.READERS[reader](str(self.path(table)), self.columns(table))
            self._frames[table, reader] = frame
        return self._frames[table, reader]

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
