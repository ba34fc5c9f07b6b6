"""All readers give the same rows, cell by cell, floats bit for bit."""

import struct

from checks.readers import READERS
from checks.report import shown


def checks(output):
    first, *others = READERS
    for table, _ in output.tables:
        for reader in READERS:
            yield f"{table}: rows in {reader}", rows(output, table, reader)
        for reader in others:
            yield f"{table}: cells in {reader}", differences(output, table, first, reader)


def rows(output, table, reader):
    wanted = output.manifest["files"][f"tables/{table}.parquet"]["rows"]
    frame = output.read(table, reader)
    for name, column in zip(frame.names, frame.columns):
        if len(column) != wanted:
            yield f"{len(column)} rows in {name}, in the manifest {wanted}"
            return


def differences(output, table, first, second):
    left, right = output.read(table, first), output.read(table, second)
    for name, ours, theirs in zip(left.names, left.columns, right.columns):
        for at, (a, b) in enumerate(zip(ours, theirs)):
            if not same(a, b):
                yield f"{table}.{name} row {at}: {first} {shown(a)}, {second} {shown(b)}"


def same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return struct.pack("<d", a) == struct.pack("<d", b)
    return a == b
