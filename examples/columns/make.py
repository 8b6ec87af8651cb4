"""Makes a Parquet file of dossiers to try the examples on: make.py FILE [ROWS].

The dossiers are made up: every product set, levels drawn by a seeded generator, and here and there
one that is refused, as registers are.
"""

import json
import random
import sys

import ocop
import pyarrow as pa
import pyarrow.parquet as pq

PROVINCES = ["01", "04", "11", "19", "24", "31", "33", "38", "42", "48", "56", "68", "75", "79", "91", "92", "96"]


def sheets():
    """The criteria of every product set, with their number of levels."""
    found = []
    for number in range(1, 27):
        sheet = ocop.criteria(version="qd-26-2026", set=number)
        criteria = [c for part in sheet["parts"] for section in part["sections"] for c in section["criteria"]]
        found.append((number, {c["criterion"]: len(c["levels"]) for c in criteria}))
    return found


def make(path, rows, chunk=100_000):
    drawn = random.Random(26)
    known = sheets()
    schema = pa.schema([("id", pa.int64()), ("province", pa.string()), ("dossier", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, rows, chunk):
            ids = range(start, min(start + chunk, rows))
            dossiers = []
            for _ in ids:
                number, levels = drawn.choice(known)
                answers = {c: drawn.randint(max(0, most - 2), most) for c, most in levels.items()}
                if drawn.random() < 0.01:
                    answers["1.1"] = 40
                day = f"2026-{drawn.randint(8, 12):02}-{drawn.randint(1, 28):02}"
                dossiers.append(json.dumps({"product_set": number, "assessed_on": day, "answers": answers}))
            provinces = [drawn.choice(PROVINCES) for _ in ids]
            writer.write_table(pa.table([list(ids), provinces, dossiers], schema=schema))


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
