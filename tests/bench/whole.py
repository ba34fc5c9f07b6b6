#!/usr/bin/env python3
"""Compare whole runs of the built program with other programs, in one run on one machine.

usage: whole.py [--full] PROGRAM [TEXT|FOLDER...]

The texts (default: raw/) are repeated with other numbers: to documents of 100 kB, ten times as many, small
documents, and one line without end. Every cell is figlift's median as a multiple of the other's, first of
CPU seconds (user + system, with the start of the process), then of peak memory. Programs that cannot be
installed are left out. --full takes larger sizes, and up to half an hour. Standard library only.
"""
import argparse, dataclasses, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from environment import ISOLATED, ROOT, Unavailable, environment, folder
from texts import Texts

FIGLIFT = "figlift"
# Runs of each program.
RUNS = 3
# The number and bytes of the documents of each text.
QUICK = {"once": (3, 100_000), "tenfold": (30, 100_000), "small": (500, 400), "line": (1, 1_000_000)}
FULL = {"once": (10, 100_000), "tenfold": (100, 100_000), "small": (10_000, 400), "line": (1, 50_000_000)}
SHORT = (1, 100_000)


@dataclasses.dataclass
class Used:
    """What a process used: CPU seconds, peak memory in the unit of the system, seconds by the clock.

    The memory is never below that of this script, of which a process begins as a copy.
    """

    cpu: float
    memory: float
    wall: float


def used(command, variables, stdout):
    """Runs a command; `None` if it fails."""
    with open(stdout, "wb") as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        streams = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": errors}
        child = subprocess.Popen(command, **streams, env={**os.environ, **variables})
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines() or ["no message"]
            print(f"bench: {command[0]} exits with {child.returncode}: {lines[-1]}", file=sys.stderr)
            return None
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, wall)


class Programs:
    """The commands of all programs that are there, by their names."""

    def __init__(self, program):
        self.program = program
        options = subprocess.run([program, "run", "--help"], capture_output=True, text=True, check=True)
        # What is kept from one run to the next must not count.
        self.fresh = ["--no-cache"] if "--no-cache" in options.stdout else []
        self.pattern = (HERE / "pattern.txt").read_text(encoding="utf-8").strip()

    def figlift(self, texts, place, threads):
        (place / "config").mkdir(exist_ok=True)
        options = ["--quiet", "--fail-on", "never", "--threads", str(threads), *self.fresh]
        folders = ["--raw", texts, "--config", place / "config", "--output", place / "output"]
        return [self.program, "run", *options, *folders]

    def fast(self):
        """Those that are compared on every text."""
        python = self.python("peers.txt", "DuckDB and polars")
        beside = python and python.with_name("rg")
        rg = shutil.which("rg") or (beside and beside.exists() and beside)
        if not rg:
            print("bench: skipped: rg is not installed", file=sys.stderr)
        search = lambda texts, place, threads: [
            *(rg, "--no-config", "--no-ignore", "--only-matching", "--no-filename", "--no-line-number"),
            *("--threads", str(threads), "--regexp", self.pattern, texts),
        ]
        jobs = {"DuckDB": "duckdb-figures", "DuckDB, no unnest": "duckdb-lists", "polars": "polars"}
        found = {name: peer(python, job) for name, job in jobs.items()} if python else {}
        return {**found, **({"rg -o": search} if rg else {})}

    def slow(self):
        """Those that are compared on a short text."""
        found = {}
        for requirements, library, kinds in (
            ("jionlp", "JioNLP", ("money", "time")),
            ("recognizers", "recognizers-text", ("number", "currency")),
        ):
            # Not all that they need comes as a wheel.
            python = self.python(f"{requirements}.txt", library, sources=True)
            if python:
                found |= {f"{library}, {kind}": peer(python, f"{requirements}-{kind}") for kind in kinds}
        return found

    def python(self, requirements, libraries, sources=False):
        place = folder(f"bench-{requirements.removesuffix('.txt')}")
        try:
            return environment(place, HERE / requirements, sources)
        except Unavailable as reason:
            print(f"bench: skipped: {libraries}: {reason}", file=sys.stderr)
            return None


def peer(python, job):
    script = [python, *ISOLATED, HERE / "peer.py", job]
    return lambda texts, place, threads: [*script, texts, place / "found.parquet", str(threads)]


class Bench:
    """Measures programs on texts, in turn; the medians count."""

    def __init__(self, programs, texts, place):
        self.programs, self.texts, self.place = programs, texts, place

    def measure(self, texts, threads, peers):
        """The medians by the name of the program; those that failed are missing."""
        commands = {FIGLIFT: self.programs.figlift, **peers}
        found = {name: [] for name in commands}
        variables = {"POLARS_MAX_THREADS": str(threads)}
        for _ in range(RUNS):
            for name, command in commands.items():
                if None not in found[name]:
                    call = command(texts, self.place, threads)
                    found[name].append(used(call, variables, self.place / "printed"))
        medians = lambda runs: Used(*map(statistics.median, zip(*map(dataclasses.astuple, runs))))
        return {name: medians(runs) for name, runs in found.items() if None not in runs}

    def compare(self, texts, peers):
        """Prints a table: figlift on each text and number of threads against the peers. Returns its own medians."""
        own = {}
        print(" | ".join(["| text | threads", *peers]), "|")
        print("|---|---|" + "---|" * len(peers), flush=True)
        for name, documents, size, end, all_threads in texts:
            place = self.place / name
            written = self.texts.write(place, documents, size, end)
            for threads in all_threads:
                medians = self.measure(place, threads, peers)
                own[name, threads] = medians.get(FIGLIFT)
                cells = [ratios(own[name, threads], medians.get(peer)) for peer in peers]
                shown = f"{named(documents, end)}, {written / 1e6:.3g} MB"
                print(" | ".join([f"| {shown} | {threads}", *cells]), "|", flush=True)
            shutil.rmtree(place)
        return own


def named(documents, end):
    if documents > 1:
        return f"{documents} documents"
    return "one document" if end else "one line"


def ratios(own, other):
    if own is None or other is None:
        return "failed"
    return f"{ratio(own.cpu, other.cpu)} / {ratio(own.memory, other.memory)}"


def ratio(a, b):
    return f"{a / b:.3g}" if a < 100 * b else f"{a / b:.0f}"


def alone(own):
    """Prints how figlift's own figures grow with the text and with threads."""
    print("| figlift | CPU | wall clock | peak memory |")
    print("|---|---|---|---|")
    rows = [("ten times the text, 1 thread", own["tenfold", 1], own["once", 1])]
    for name, shown in {"tenfold": "ten times the text", "small": "small documents", "line": "one line"}.items():
        rows.append((f"2 threads instead of 1, {shown}", own[name, 2], own[name, 1]))
    for name, a, b in rows:
        cells = ["failed"] * 3
        if a and b:
            cells = [ratio(x, y) for x, y in ((a.cpu, b.cpu), (a.wall, b.wall), (a.memory, b.memory))]
        print(f"| {name} | {' | '.join(cells)} |")


def main():
    parser = argparse.ArgumentParser(prog="whole.py", description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="larger sizes")
    parser.add_argument("program", type=pathlib.Path, help="the built program")
    parser.add_argument("texts", nargs="*", type=pathlib.Path, help="texts or folders of texts (default: raw/)")
    arguments = parser.parse_args()
    sizes = FULL if arguments.full else QUICK
    programs = Programs(arguments.program.resolve())
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(programs, Texts(arguments.texts or [ROOT / "raw"]), pathlib.Path(place))
        print(f"CPU / peak memory of figlift as multiples of the other's; medians of {RUNS} runs\n")
        ends = {"line": ""}
        texts = [(name, *size, ends.get(name, "\n"), (1, 2)) for name, size in sizes.items()]
        own = bench.compare(texts, programs.fast())
        print()
        alone(own)
        slow = programs.slow()
        if slow:
            print()
            bench.compare([("short", *SHORT, "\n", (1,))], slow)


if __name__ == "__main__":
    main()
