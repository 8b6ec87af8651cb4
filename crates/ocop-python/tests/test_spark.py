"""The example for Spark, on two executors."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples" / "columns"))

import make  # noqa: E402
import with_polars  # noqa: E402
import with_spark  # noqa: E402


def test_two_executors_count_the_same_stars(tmp_path):
    path = str(tmp_path / "dossiers.parquet")
    make.make(path, 4_000, chunk=1_000)
    spark = with_spark.session("local-cluster[2,1,1024]")
    try:
        spark.sparkContext.setLogLevel("ERROR")
        found = [tuple(row) for row in with_spark.stars_by_province(spark, path)]
    finally:
        spark.stop()
    # Spark puts what is missing first
    order = sorted(found, key=lambda row: (row[0], row[1] is None, row[1] or 0))
    assert order == with_polars.stars_by_province(path).rows()
