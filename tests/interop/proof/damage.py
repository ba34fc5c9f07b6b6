"""What a damage is, and the changes that many of them are made from."""

from collections import namedtuple

# What is done, the check or kind of check that has to find it (None: nothing is wrong), and words
# of its message. Rows are those of the sample: row 3 of each table has what is changed in it.
# A damage that is not sealed leaves the manifest as it was.
Damage = namedtuple("Damage", "title make check words sealed", defaults=[True])


def set_in(*keys_and_value):
    """A change of the manifest: the keys down to a value, and the value or what makes it."""
    *keys, last, value = keys_and_value

    def change(manifest):
        for key in keys:
            manifest = manifest[key]
        manifest[last] = value(manifest.get(last)) if callable(value) else value

    return lambda copy: copy.manifest(change)


def edit(table, column, change, row=3):
    return lambda copy: copy.edit(table, column, row, change)


def retype(table, column, kind):
    return lambda copy: copy.field(table, column, lambda field: field.with_type(kind))
