"""Columns in, columns out: each row is what `ocop.rate` gives, whoever holds the table."""

import datetime
import json
import sys
import threading
from collections import Counter
from pathlib import Path

import ocop
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "examples" / "columns"))

import make  # noqa: E402
import with_datafusion  # noqa: E402
import with_duckdb  # noqa: E402
import with_polars  # noqa: E402

GOOD = '{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3,"1.5":2}}'
NULL = ["criteria", "product_set", "outcome", "stars", "recognised", "authority", "points", "max_points", "points_stars"]
LISTS = ["parts", "unmet", "unanswered", "reasons", "notices", "problems"]


def expected(dossier):
    """A row of results, from what `ocop.rate` gives."""
    row = dict.fromkeys(NULL) | {name: [] for name in LISTS}
    try:
        rating = ocop.rate(dossier, brief=True)
    except ocop.Refused as refused:
        row["problems"] = [
            {
                "code": e["code"],
                "path": e["path"],
                "message_vi": e["message"]["vi"],
                "message_en": e["message"]["en"],
                "help_vi": e.get("help", {}).get("vi"),
                "help_en": e.get("help", {}).get("en"),
            }
            for e in refused.errors
        ]
        return row
    row |= {name: rating[name] for name in [*NULL, "parts", "unanswered", "reasons"]}
    row["unmet"] = [{"stars": int(s), "criterion": c} for s, all in rating["unmet"].items() for c in all]
    row["notices"] = [
        {
            "code": n["code"],
            "message_vi": n["message"]["vi"],
            "message_en": n["message"]["en"],
            "criterion": n.get("criterion"),
            "source": n.get("source"),
        }
        for n in rating["notices"]
    ]
    return row


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "dossiers.parquet"
    make.make(str(path), 6_000, chunk=2_500)
    return str(path)


def test_each_row_is_what_the_operation_gives(register):
    examples = [path.read_text() for path in sorted((ROOT / "examples").glob("*.json"))]
    made = pl.read_parquet(register)["dossier"].to_list()
    dossiers = [*examples, *made, "{", "", None, "\0", '{"product_set":99}']
    rated = pa.table(ocop.rate_batch(pa.table({"dossier": dossiers}))).to_pylist()
    assert len(rated) == len(dossiers)
    for dossier, row in zip(dossiers, rated):
        assert row == expected(dossier)
    assert len({row["outcome"] for row in rated}) > 4


def test_any_library_can_hold_the_table():
    rows = {"id": [1, 2, 3], "dossier": [GOOD, "{", None]}
    tables = [pa.table(rows), pl.DataFrame(rows), pd.DataFrame(rows), pa.RecordBatch.from_pydict(rows)]
    tables.append(pa.table(rows).to_reader())
    for table in tables:
        rated = ocop.rate_batch(table, keep=["id"])
        assert (len(rated), rated.column_names[:2]) == (3, ["id", "criteria"])
        assert pl.DataFrame(rated)["points"].to_list() == [4, None, None]
        assert pa.table(rated)["id"].to_pylist() == [1, 2, 3]
        again = pd.DataFrame.from_arrow(rated) if hasattr(pd.DataFrame, "from_arrow") else pa.table(rated).to_pandas()
        assert list(again["id"]) == [1, 2, 3]


def test_typed_columns_are_dossiers():
    days = [datetime.date(2026, 9, 15)] * 3
    table = pl.DataFrame({"id": [1, 2, 3], "product_set": [1, 1, 1], "assessed_on": days, "1.1": [3, 30, None], "1.5": [2.0, 2.0, 2.0]})
    rated = pl.DataFrame(ocop.rate_batch(table, column=None, keep=["id"]))
    assert rated["points"].to_list() == [4, None, 1]
    assert [p["path"] for p in rated["problems"][1]] == ["/answers/1.1"]
    found = table.with_columns(pl.Series("findings", [["unsafe-foreign-matter"], None, []])).drop("id")
    stopped = pl.DataFrame(ocop.rate_batch(found, column=None))
    assert stopped["outcome"][0] != rated["outcome"][0] and stopped["outcome"][2] == rated["outcome"][2]
    by_points = pl.DataFrame(ocop.rate_batch(table, column=None, keep=["id"], points=True))
    assert [p["path"] for p in by_points["problems"][1]] == ["/points/1.1"]


def test_options_are_those_of_rate():
    open_sheet = pa.table({"dossier": [GOOD]})
    assert pa.table(ocop.rate_batch(open_sheet))["outcome"].to_pylist() == ["provisional"]
    assert pa.table(ocop.rate_batch(open_sheet, strict=True))["outcome"].to_pylist() == [None]
    older = pa.table(ocop.rate_batch(pa.table({"dossier": ['{"product_set":1,"answers":{}}']}), criteria="qd-148-2023"))
    assert older["criteria"].to_pylist() == ["qd-148-2023"]


def test_a_wrong_call_is_told():
    table = pa.table({"dossiers": [GOOD], "points": [1], "id": [1]})

    def codes(**call):
        with pytest.raises(ocop.WrongCall) as error:
            ocop.rate_batch(table, **call)
        return [e["code"] for e in error.value.errors]

    assert codes() == ["unknown-field"]
    assert codes(column="points", keep=["x", "points"]) == ["wrong-type", "unknown-field", "repeated-entry"]
    assert codes(column="dossiers", breif=True) == ["unknown-option"]
    assert codes(column="dossiers", strict=1) == ["wrong-type"]
    assert codes(column="dossiers", criteria="qd-27") == ["unknown-criteria"]
    assert codes(column=None) == ["unknown-field"] * 3
    for wrong in [None, 5, "dossiers.parquet", [GOOD], {"dossier": [GOOD]}]:
        with pytest.raises(TypeError):
            ocop.rate_batch(wrong)
    with pytest.raises(ValueError):
        ocop.rate_batch(table, column="dossiers", threads=0)
    with pytest.raises(TypeError):
        ocop.rate_batch(table, column="dossiers", keep="id")


def test_an_error_of_the_table_itself_is_told():
    def batches():
        yield pa.RecordBatch.from_pydict({"dossier": [GOOD]})
        raise RuntimeError("the file ends here")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("dossier", pa.string())]), batches())
    with pytest.raises(ValueError, match="the file ends here"):
        ocop.rate_batch(reader)


def test_no_rows_give_no_rows():
    empty = pa.schema([("dossier", pa.string())]).empty_table()
    rated = pa.table(ocop.rate_batch(empty))
    assert rated.num_rows == 0 and "problems" in rated.column_names


def test_threads_and_batches_leave_the_order_alone(register):
    table = pl.read_parquet(register)
    one = pa.table(ocop.rate_batch(table, keep=["id"], threads=1)).to_pylist()
    many = pa.table(ocop.rate_batch(table, keep=["id"], threads=7)).to_pylist()
    assert one == many and [row["id"] for row in one] == list(range(6_000))


def test_several_threads_of_python_rate_at_once(register):
    table = pl.read_parquet(register)
    expected = pl.DataFrame(ocop.rate_batch(table))
    wrong = []

    def work():
        if not pl.DataFrame(ocop.rate_batch(table)).equals(expected):
            wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_results_may_be_dropped_before_they_are_read():
    for _ in range(200):
        rated = ocop.rate_batch(pa.table({"dossier": [GOOD] * 10}))
        stream = rated.__arrow_c_stream__()
        del rated
        del stream


def counted(register):
    """Stars by province, and how many are refused, the long way."""
    refused = 0
    rows = pl.read_parquet(register).iter_rows(named=True)
    count = Counter()
    for row in rows:
        try:
            count[row["province"], ocop.rate(row["dossier"], brief=True)["stars"]] += 1
        except ocop.Refused:
            count[row["province"], None] += 1
            refused += 1
    rows = ((*key, n) for key, n in count.items())
    return sorted(rows, key=lambda row: (row[0], row[1] is None, row[1] or 0)), refused


def test_the_examples_count_the_same_stars(register):
    expected, refused = counted(register)
    assert with_polars.stars_by_province(register).rows() == expected
    assert with_duckdb.stars_by_province(register) == expected
    assert [tuple(row.values()) for row in with_datafusion.stars_by_province(register)] == expected
    assert with_polars.problems(register)["id"].n_unique() == refused > 0
    assert json.loads(pl.read_parquet(register)["dossier"][0])["product_set"] in range(1, 27)
