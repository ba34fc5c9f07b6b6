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
import hashlib
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
REQUIREMENTS = HERE / "requirements.txt"
OLDEST = (3, 9)

# The readers must be those of the environment, whatever the user's Python is set up to see; and
# no bytecode is left among the sources.
ISOLATED = ["-E", "-s", "-B", "-X", "utf8"]


class Unavailable(Exception):
    """Why the readers cannot be had on this machine, in words."""


def main():
    arguments = parse()
    output = arguments.output.resolve()
    if not (output / "manifest.json").is_file():
        print(f"interop: {arguments.output} holds no manifest.json; run `make pipeline` first")
        return 1
    try:
        python = environment(folder())
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


def folder():
    """Where the environment is kept: beside what cargo builds."""
    target = os.environ.get("CARGO_TARGET_DIR", "")
    return (pathlib.Path(target) if target else ROOT / "target").absolute() / "interop"


def environment(place):
    """The Python of an environment that has exactly the readers asked for."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        raise Unavailable(f"this is Python {found}, and {'.'.join(map(str, OLDEST))} is needed")
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = place / "requirements.sha256"
    wanted = fingerprint()
    if not (is_text(stamp, wanted) and works(python)):
        build(place, python)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def fingerprint():
    """Changes with the requirements, and with the Python that they are installed for."""
    parts = [REQUIREMENTS.read_bytes(), sys.version.encode(), sys.base_prefix.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_text(path, text):
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def works(python):
    """Whether the interpreter starts: the one that it points to may be gone."""
    try:
        return (
            subprocess.run([str(python), *ISOLATED, "-c", ""], capture_output=True).returncode == 0
        )
    except OSError:
        return False


def build(place, python):
    """Makes the environment anew, in a place that holds nothing else."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise Unavailable(f"this Python comes without the {module} module")
    if place.exists() and not (place / "pyvenv.cfg").exists() and any(place.iterdir()):
        raise Unavailable(f"{place} is no virtual environment, so it is left as it is")
    print(f"interop: installing the readers into {place}", flush=True)
    shutil.rmtree(place, ignore_errors=True)
    call("venv could not make an environment", sys.executable, "-E", "-m", "venv", str(place))
    pip = [str(python), *ISOLATED, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    install = ["install", "--quiet", "--no-deps", "--only-binary", ":all:", "--retries", "2"]
    refused = "pip could not install the readers (is there a network?)"
    call(refused, *pip, *install, "--requirement", str(REQUIREMENTS))
    call("requirements.txt is not complete", *pip, "check")


def call(refused, *command):
    """Runs a command in silence; where it fails, its last words are the reason."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise Unavailable(f"{refused}: {error}") from error
    if done.returncode != 0:
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().startswith("error")]
        raise Unavailable(f"{refused}: {(errors or lines or ['no reason given'])[-1]}")


if __name__ == "__main__":
    sys.exit(main())
