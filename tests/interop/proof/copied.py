"""A copy of an output folder, with the means to damage it."""

import hashlib
import json

import pyarrow
import pyarrow.parquet as pq

from checks import readers


class Copy:
    """A copy of an output folder, to be damaged."""

    def __init__(self, folder):
        self.folder = folder
        self.readers = dict(readers.READERS)

    def table(self, name):
        return pq.ParquetFile(self.path(name)).read()

    def path(self, name):
        return self.folder / "tables" / f"{name}.parquet"

    def write(self, name, table, ordered=True, **options):
        """Writes a table anew, with the order that it declared."""
        metadata = pq.ParquetFile(self.path(name)).metadata
        if ordered and metadata.num_row_groups:
            options["sorting_columns"] = list(metadata.row_group(0).sorting_columns)
        pq.write_table(table, self.path(name), compression="zstd", **options)

    def edit(self, name, column, row, change):
        """Changes one cell; `change` takes the old value and gives the new one."""
        table = self.table(name)
        at = table.column_names.index(column)
        cells = table.column(at).to_pylist()
        cells[row] = change(cells[row])
        field = table.schema.field(at)
        self.write(name, table.set_column(at, field, pyarrow.array(cells, field.type)))

    def field(self, name, column, change):
        """Changes the field of a column; the cells are cast to its type."""
        table = self.table(name)
        at = table.column_names.index(column)
        field = change(table.schema.field(at))
        cells = pyarrow.array(table.column(at).to_pylist())
        cells = table.column(at) if pyarrow.types.is_null(cells.type) else cells
        self.write(name, table.set_column(at, field, cells.cast(field.type)))

    def note(self, name, key, change):
        """Changes a key of the metadata of a file."""
        table = self.table(name)
        notes, key = dict(table.schema.metadata), f"figlift.{key}".encode()
        notes[key] = change(notes[key].decode()).encode()
        self.write(name, table.replace_schema_metadata(notes))

    def manifest(self, change):
        path = self.folder / "manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        change(manifest)
        path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")

    def lines(self, name, change):
        """Changes the lines of a text file."""
        path = self.folder / name
        lines = path.read_bytes().decode("utf-8").split("\n")
        path.write_bytes("\n".join(change(lines)).encode("utf-8"))

    def seal(self, manifest):
        """Size, hash and rows as the files now are, so that only the damage itself is wrong."""
        for path, entry in manifest["files"].items():
            if (self.folder / path).exists():
                content = (self.folder / path).read_bytes()
                entry["bytes"] = len(content)
                entry["sha256"] = hashlib.sha256(content).hexdigest()
                if path.endswith(".parquet"):
                    entry["rows"] = pq.ParquetFile(self.folder / path).metadata.num_rows
