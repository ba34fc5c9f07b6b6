"""One job of another library, to be measured as a process of its own: see whole.py.

usage: peer.py JOB FOLDER OUTPUT THREADS

Runs in the environment that has the library.
"""
import pathlib, string, sys

HERE = pathlib.Path(__file__).resolve().parent
PATTERN = (HERE / "pattern.txt").read_text(encoding="utf-8").strip()


def duckdb(query, folder, output, threads):
    import duckdb

    query = string.Template((HERE / query).read_text(encoding="utf-8"))
    connection = duckdb.connect()
    connection.execute(f"set threads = {threads}")
    texts = (folder / "*.txt").as_posix()
    connection.execute(query.substitute(pattern=PATTERN, texts=texts, output=output.as_posix()))


def polars(folder, output):
    # The number of threads comes from the environment.
    import polars

    files = sorted(folder.glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    frame = polars.LazyFrame({"filename": [file.name for file in files], "surface": texts})
    found = frame.with_columns(polars.col("surface").str.extract_all(PATTERN)).explode("surface")
    found.sink_parquet(output, compression="zstd")


def jionlp(kind, folder):
    import jionlp

    extract = {"money": jionlp.ner.extract_money, "time": jionlp.ner.extract_time}[kind]
    for file in folder.glob("*.txt"):
        extract(file.read_text(encoding="utf-8"))


def recognizers(kind, folder):
    from recognizers_number import Culture, recognize_number
    from recognizers_number_with_unit import recognize_currency

    recognize = {"number": recognize_number, "currency": recognize_currency}[kind]
    for file in folder.glob("*.txt"):
        recognize(file.read_text(encoding="utf-8"), Culture.Chinese)


def main(job, folder, output, threads):
    folder, output = pathlib.Path(folder), pathlib.Path(output)
    jobs = {
        "duckdb-figures": lambda: duckdb("figures.sql", folder, output, threads),
        "duckdb-lists": lambda: duckdb("lists.sql", folder, output, threads),
        "polars": lambda: polars(folder, output),
        "jionlp-money": lambda: jionlp("money", folder),
        "jionlp-time": lambda: jionlp("time", folder),
        "recognizers-number": lambda: recognizers("number", folder),
        "recognizers-currency": lambda: recognizers("currency", folder),
    }
    jobs[job]()


if __name__ == "__main__":
    main(*sys.argv[1:])
