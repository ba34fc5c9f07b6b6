#!/usr/bin/env python3
"""Tests the review and the charts in Chromium.

    python3 tests/browser/run.py FIGLIFT

FIGLIFT is the built program. Chromium is looked for as $CHROMIUM, chromium, chromium-browser and
google-chrome; the driver and axe-core are in tests/browser/node_modules once `make browser` has
installed what package-lock.json names. Where a piece is missing, one line says so and the exit code
is 0; with REQUIRE_BROWSER=1 in the environment it is 1. It is 1 as well where a test fails.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# The first of line 18 that runs test files one after the other, as measures of time need it.
OLDEST_NODE = (18, 19)


class Unavailable(Exception):
    """What is missing on this machine, and how to get it."""


def main():
    if len(sys.argv) != 2:
        print(__doc__.splitlines()[2].strip(), file=sys.stderr)
        return 2
    program = pathlib.Path(sys.argv[1]).absolute()
    try:
        node, chromium = find_node(), find_chromium()
        demand_modules()
    except Unavailable as reason:
        return skip(reason)
    tests = sorted(map(str, HERE.glob("*.test.mjs")))
    call = [node, "--test", "--test-concurrency=1", "--test-reporter=spec", *tests]
    environment = {**os.environ, "FIGLIFT_BIN": str(program), "CHROMIUM": chromium}
    return 1 if subprocess.run(call, env=environment).returncode else 0


def skip(reason):
    """Says what is not tested; in CI that is a failure."""
    required = os.environ.get("REQUIRE_BROWSER", "") == "1"
    print(f"browser: {'failed' if required else 'skipped'}: review and charts were not opened: {reason}")
    return 1 if required else 0


def find_node():
    node = shutil.which("node")
    if not node:
        raise Unavailable("install node and npm, then `make browser`")
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = tuple(map(int, re.findall(r"\d+", said)[:2]))
    if version < OLDEST_NODE:
        raise Unavailable(f"node is {said.strip()}; {'.'.join(map(str, OLDEST_NODE))} is needed")
    return node


def find_chromium():
    named = os.environ.get("CHROMIUM", "")
    found = next(filter(None, map(shutil.which, [named] if named else CHROMIUM)), None)
    if not found:
        raise Unavailable(f"{named or 'Chromium'} is not there; install it, or name it as CHROMIUM")
    return found


def demand_modules():
    """Demands just the versions that package-lock.json names."""
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, package in packages.items():
        demanded = path and not package.get("optional")
        if demanded and installed(HERE / path) != package["version"]:
            raise Unavailable(f"{path} {package['version']} is not there; `make browser` installs it")


def installed(package):
    try:
        return json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None


if __name__ == "__main__":
    sys.exit(main())
