#!/usr/bin/env python3
"""Opens the tables of an output folder in DuckDB, pyarrow, pandas and Polars, and compares them.

    python3 tests/interop/run.py [--prove] [OUTPUT_DIR]

OUTPUT_DIR is the repository's output/ where none is named. With --prove, copies of the folder are
damaged in many ways and each damage has to be found. The readers are installed into a virtual
environment of their own, which is kept until requirements.txt changes. Where that cannot be done,
one line says so and the exit code is 0; with REQUIRE_INTEROP=1 in the environment it is 1. The exit
code is 1 as well where a check fails, and 2 for a wrong call.
"""

import argparse
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from environment import ISOLATED, ROOT, Unavailable, environment, folder


def main():
    arguments = parse()
    output = arguments.output.resolve()
    if not (output / "manifest.json").is_file():
        print(f"interop: {arguments.output} holds no manifest.json; run `make pipeline` first")
        return 1
    try:
        python = environment(folder("interop"), HERE / "requirements.txt")
    except Unavailable as reason:
        return skip(reason)
    script = HERE / ("prove.py" if arguments.prove else "check.py")
    return subprocess.run([str(python), *ISOLATED, str(script), str(output)]).returncode


def parse():
    summary = __doc__.splitlines()[0]
    parser = argparse.ArgumentParser(prog="run.py", description=summary)
    parser.add_argument("--prove", action="store_true", help="damage copies; each must be found")
    parser.add_argument("output", nargs="?", type=pathlib.Path, default=ROOT / "output")
    return parser.parse_args()


def skip(reason):
    """Says what is not checked; in CI that is a failure."""
    required = os.environ.get("REQUIRE_INTEROP", "") == "1"
    what = "the output was not opened in DuckDB, pyarrow, pandas and Polars"
    print(f"interop: {'failed' if required else 'skipped'}: {what}: {reason}")
    return 1 if required else 0


if __name__ == "__main__":
    sys.exit(main())
