"""Stars by province, with Polars: with_polars.py FILE."""

import sys

import ocop
import polars as pl


def stars_by_province(path):
    table = pl.read_parquet(path, columns=["id", "province", "dossier"])
    rated = pl.DataFrame(ocop.rate_batch(table, keep=["id", "province"]))
    return rated.group_by("province", "stars").len().sort("province", "stars", nulls_last=True)


def problems(path):
    """Every problem of every refused row."""
    table = pl.read_parquet(path, columns=["id", "dossier"])
    rated = pl.DataFrame(ocop.rate_batch(table, keep=["id"]))
    return rated.filter(pl.col("outcome").is_null()).select("id", "problems").explode("problems").unnest("problems")


if __name__ == "__main__":
    print(stars_by_province(sys.argv[1]))
    print(problems(sys.argv[1]))
