"""Stars by province, with DataFusion: with_datafusion.py FILE."""

import sys

import datafusion
import ocop
import pyarrow as pa


def stars_by_province(path):
    context = datafusion.SessionContext()
    context.register_parquet("register", path)
    dossiers = context.sql("select id, province, dossier from register")
    results = pa.table(ocop.rate_batch(dossiers, keep=["id", "province"]))
    context.register_record_batches("results", [results.to_batches()])
    counted = context.sql(
        "select province, stars, count(*) as len from results group by province, stars "
        "order by province, stars nulls last"
    )
    return pa.table(counted).to_pylist()


if __name__ == "__main__":
    for row in stars_by_province(sys.argv[1]):
        print(*row.values())
