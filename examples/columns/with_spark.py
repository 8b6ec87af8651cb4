"""Stars by province, with Spark: with_spark.py FILE [MASTER].

`local-cluster[2,1,2048]` is two executors of one core each; on a real cluster the package `ocop`
must be installed where the executors run.
"""

import sys

import ocop
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

KEPT = pa.schema([("id", pa.int64()), ("province", pa.string())])


def rate(batches):
    """One function from batch to batch, on each executor. Spark runs as many at once as there are
    cores, so that each keeps to one thread."""
    for batch in batches:
        yield from pa.table(ocop.rate_batch(batch, keep=KEPT.names, threads=1)).to_batches()


def result_schema():
    """The columns of results, as Spark names their types."""
    empty = pa.schema([*KEPT, ("dossier", pa.string())]).empty_table()
    return from_arrow_schema(pa.schema(ocop.rate_batch(empty, keep=KEPT.names)))


def session(master):
    builder = SparkSession.builder.master(master).appName("ocop").config("spark.ui.enabled", "false")
    # executors of `local-cluster` find the same packages; those of a cluster have their own
    builder = builder.config("spark.executorEnv.PYTHONPATH", ":".join(sys.path))
    return builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "20000").getOrCreate()


def stars_by_province(spark, path):
    rated = spark.read.parquet(path).mapInArrow(rate, result_schema())
    return rated.groupBy("province", "stars").count().orderBy("province", "stars").collect()


if __name__ == "__main__":
    spark = session(sys.argv[2] if len(sys.argv) > 2 else "local-cluster[2,1,2048]")
    spark.sparkContext.setLogLevel("ERROR")
    for row in stars_by_province(spark, sys.argv[1]):
        print(*row)
    spark.stop()
