"""Checks an output folder with the readers that its users have: `check.py OUTPUT_DIR`.

Run it through run.py, which installs the readers. One line a group of checks; what fails is named
by table, column, row (from 0) and the two values.
"""

import pathlib
import sys

from checks import cells, csv_view, evidence, files, keys, metadata, readme, schema, statistics
from checks.output import Output
from checks.report import Report

# Each group is a function of the output that gives its checks: a name and the problems found.
GROUPS = [
    ("files and manifest", files.checks),
    ("names and types", schema.checks),
    ("metadata", metadata.checks),
    ("statistics", statistics.checks),
    ("cells", cells.checks),
    ("keys and links", keys.checks),
    ("evidence", evidence.checks),
    ("figures.csv", csv_view.checks),
    ("README.md", readme.checks),
]


def examine(folder, show=print):
    """Runs all groups over a folder, and gives the report."""
    report = Report(show)
    output = Output(folder)
    for title, checks in GROUPS:
        report.group(title, lambda checks=checks: checks(output))
    return report


def main(arguments):
    if len(arguments) != 1:
        print("usage: check.py OUTPUT_DIR")
        return 2
    report = examine(pathlib.Path(arguments[0]))
    print(f"interop: {report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
