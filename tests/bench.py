#!/usr/bin/env python3
"""Measure how fast the built program extracts, and that time grows in proportion to the text.

usage: bench.py PROGRAM [TEXT]

TEXT (default: the bulletins of raw/) is repeated to 1, 2 and 4 MB. The fastest of three runs counts; machines
are noisy, so compare the ratios of one run, not seconds of two. Standard library only.
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


def fastest(program, path):
    def once():
        start = time.perf_counter()
        subprocess.run([program, "extract", "--format", "jsonl", path], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    return min(once() for _ in range(RUNS))


def main(program, *names):
    root = pathlib.Path(__file__).resolve().parent.parent
    text = text_of([pathlib.Path(name) for name in names] or sorted((root / "raw").rglob("*.txt")))
    before = None
    for size in (1, 2, 4):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            length = len(text.encode())
            file.write((text + "\n") * (size * 1_000_000 // length + 1))
            file.flush()
            seconds = fastest(program, file.name)
        growth = f", {seconds / before:.2f} times the half" if before else ""
        print(f"{size} MB: {seconds:.2f} s, {size / seconds:.1f} MB/s{growth}")
        before = seconds


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
