"""Stars by province, with DuckDB: with_duckdb.py FILE. The file may be larger than memory."""

import sys

import duckdb
import ocop
import pyarrow as pa

ROWS = 50_000


def rated(database, path):
    """Results as they come: a part of the file is read, rated and handed on at a time."""
    reader = database.sql(f"select id, province, dossier from read_parquet('{path}')").to_arrow_reader(ROWS)
    parts = (ocop.rate_batch(pa.table({n: b[n] for n in b.schema.names}), keep=["id", "province"]) for b in reader)
    first = next(parts)

    def batches():
        yield from pa.table(first).to_batches()
        for part in parts:
            yield from pa.table(part).to_batches()

    return pa.RecordBatchReader.from_batches(pa.schema(first), batches())


def stars_by_province(path):
    # the file is read on a connection of its own, while the other one asks for results
    results = rated(duckdb.connect(), path)
    database = duckdb.connect()
    database.register("results", results)
    return database.sql(
        "select province, stars, count(*) as len from results group by all order by province, stars nulls last"
    ).fetchall()


if __name__ == "__main__":
    for row in stars_by_province(sys.argv[1]):
        print(*row)
