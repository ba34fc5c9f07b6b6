#!/usr/bin/env python3
"""Measure how fast the built program extracts, and that time grows in proportion to the text.

usage: bench.py PROGRAM [TEXT]

TEXT (default: the bulletins of raw/) is repeated to 1, 2 and 4 MB, and once more to a single line of 50 MB. The
fastest of three runs counts (of the long line, one); machines are noisy, so compare the ratios of one run, not
seconds of two. Standard library only.
"""
import pathlib, subprocess, sys, tempfile, time

RUNS = 3


def text_of(paths):
    parts = [path.read_bytes() for path in paths]
    return "\n".join(part.decode("utf-8") for part in parts if is_utf8(part))


def is_utf8(data):
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def fastest(program, path, runs=RUNS):
    def once():
        start = time.perf_counter()
        subprocess.run([program, "extract", "--format", "jsonl", path], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    return min(once() for _ in range(runs))


def main(program, *names):
    root = pathlib.Path(__file__).resolve().parent.parent
    text = text_of([pathlib.Path(name) for name in names] or sorted((root / "raw").rglob("*.txt")))
    before = None
    for size in (1, 2, 4):
        seconds = measure(program, text + "\n", size)
        growth = f", {seconds / before:.2f} times the half" if before else ""
        print(f"{size} MB: {seconds:.2f} s, {size / seconds:.1f} MB/s{growth}", flush=True)
        before = seconds
    size = 50
    seconds = measure(program, text.replace("\n", ""), size, runs=1)
    print(f"{size} MB in one line: {seconds:.2f} s, {size / seconds:.1f} MB/s")


def measure(program, text, size, runs=RUNS):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text * (size * 1_000_000 // len(text.encode()) + 1))
        file.flush()
        return fastest(program, file.name, runs)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
