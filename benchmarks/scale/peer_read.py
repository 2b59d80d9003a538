# SPDX-License-Identifier: BSL-1.0
"""Reads a table of positions with a peer, once: peer_read.py duckdb|polars FILE THREADS.

Prints wall, user and processor seconds of the reading alone (the import is left out), the peak of
memory and the number of rows. The types of the columns are given, so that codes keep their zeros
and no time goes into guessing. Nothing else is asked of the peer: no look-up of superiors.
"""

import json
import os
import resource
import sys
import time

COLUMNS = {
    "code": str, "title": str, "kind": str, "rank": str, "reports_to": str, "unit": str,
    "seats": float, "filled": float, "class": str, "cost": float, "flags": str,
}


def read_duckdb(path, threads):
    import duckdb
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    types = {name: "VARCHAR" if kind is str else "DOUBLE" for name, kind in COLUMNS.items()}
    given = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    quoted = path.replace("'", "''")
    def run():
        connection.execute(
            f"CREATE TABLE positions AS SELECT * FROM read_csv('{quoted}', header = true, "
            f"delim = ',', quote = '\"', columns = {{{given}}})")
        return connection
    return run, lambda done: done.execute("SELECT count(*) FROM positions").fetchone()[0]


def read_polars(path, threads):
    os.environ["POLARS_MAX_THREADS"] = str(threads)  # read when the module is loaded
    import polars
    schema = {name: polars.String if kind is str else polars.Float64
              for name, kind in COLUMNS.items()}
    return lambda: polars.read_csv(path, schema=schema), lambda frame: frame.height


def main():
    peer, path, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    run, rows_of = {"duckdb": read_duckdb, "polars": read_polars}[peer](path, threads)
    before = resource.getrusage(resource.RUSAGE_SELF)
    start, start_processor = time.perf_counter(), time.process_time()
    done = run()
    wall, processor = time.perf_counter() - start, time.process_time() - start_processor
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "wall": wall, "user": after.ru_utime - before.ru_utime, "processor": processor,
        "peak_bytes": after.ru_maxrss * 1024, "positions": rows_of(done)}))


if __name__ == "__main__":
    main()
