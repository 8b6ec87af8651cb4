"""Columns in, columns out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _native


def rate_batch(
    table: Any,
    column: str | None = "dossier",
    *,
    keep: Sequence[str] = (),
    points: bool = False,
    threads: int | None = None,
    **options: Any,
) -> _native.Rated:
    """Rates a table of dossiers, a row each, on all cores.

    The table is one of any library that speaks Arrow (`__arrow_c_stream__`): pyarrow, pandas,
    Polars, DuckDB, DataFusion. So is what comes back: `polars.DataFrame(rated)`,
    `pyarrow.table(rated)`, `duckdb.sql("from rated")`.

    A row that is refused has its problems in the column `problems`, and null for its outcome; it
    touches no other row.

    Args:
        table: The table.
        column: The column of dossiers: JSON as text, or a struct of typed columns. None where the
            table itself is of typed columns: `product_set`, `criteria`, `kind`, `submitted_on`,
            `assessed_on`, `case`, `findings`, and one a criterion, named `1.1`.
        keep: Columns that are handed on, before those of the results.
        points: Columns of criteria hold points, not levels.
        threads: How many threads work; as many as there are cores where it is not given.
        **options: `criteria` and `strict`, as in `rate`.

    Raises:
        WrongCall: A column is not there or of another type; an option is wrong.
        TypeError: The table speaks no Arrow.
    """
    if isinstance(keep, str):
        raise TypeError("keep is a list of names, not a str")
    return _native.rate_batch(table, column, list(keep), points, options, threads)
