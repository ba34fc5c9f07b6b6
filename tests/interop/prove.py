"""Proves that each check can fail: `prove.py OUTPUT_DIR` damages copies of a good folder.

Each damage has to be found by the check that it is meant for, in the words expected; each kind of
check has to find at least one; and a folder that was only written anew has to pass. Run it through
run.py --prove.
"""

import pathlib
import shutil
import sys
import tempfile

from check import examine
from checks import readers
from checks.contract import KEYS
from proof import content, form
from proof.copied import Copy

DAMAGES = form.DAMAGES + content.DAMAGES


def report_of(folder, damage):
    """The report on a damaged copy."""
    with tempfile.TemporaryDirectory() as place:
        copy = Copy(pathlib.Path(place) / "output")
        shutil.copytree(folder, copy.folder)
        usual = dict(readers.READERS)
        try:
            damage.make(copy)
            if damage.sealed:
                copy.manifest(copy.seal)
            # Where it is a reader that is damaged.
            readers.READERS.update(copy.readers)
            return examine(copy.folder, show=lambda line: None)
        finally:
            readers.READERS.update(usual)


def found(report, damage):
    """Whether the damage was found by the check that it is meant for."""
    if damage.check is None:
        return not report.problems
    return any(
        damage.words in problem
        for name, problems in report.problems
        if damage.check in (name, kind(name))
        for problem in problems
    )


def kind(name):
    """A check without the table that it is of."""
    for table in KEYS:
        if name.startswith((f"{table}:", f"{table} ")):
            return "TABLE" + name[len(table) :]
        if name == f"README.md: {table}":
            return "README.md: TABLE"
        if name == f"tables/{table}.parquet":
            return "tables/TABLE.parquet"
    if name.startswith("figures.csv: ") and name[13:] not in ("columns", "types", "rows"):
        return "figures.csv: COLUMN"
    return "charts/CHART" if name.startswith("charts/") else name


def main(arguments):
    if len(arguments) != 1:
        print("usage: prove.py OUTPUT_DIR")
        return 2
    folder = pathlib.Path(arguments[0])
    whole = examine(folder)
    if whole.failed:
        print("interop: only a folder without faults can be damaged")
        return 1
    failed, kinds = 0, {kind(name) for name in whole.passes}
    for damage in DAMAGES:
        report = report_of(folder, damage)
        kinds -= {kind(name) for name, _ in report.problems}
        if not found(report, damage):
            failed += 1
            print(f"  {damage.title}: expected `{damage.words}` of {damage.check}")
            print(f"    found {report.problems}")
    for name in sorted(kinds):
        print(f"  no damage was found by: {name}")
    print(
        f"interop: {len(DAMAGES)} damages, {failed} not found; "
        f"{len(kinds)} kinds of check that never failed"
    )
    return 1 if failed or kinds else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
