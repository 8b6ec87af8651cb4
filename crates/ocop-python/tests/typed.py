"""What a type checker accepts, and what it finds wrong: run by mypy, not by Python."""

from datetime import date
from typing import Any

import ocop

rating: dict[str, Any] = ocop.rate({"product_set": 1}, brief=True, criteria="qd-26-2026")
ocop.rate("{}", criteria=None)
ocop.rate(b"{}", breif=True)  # type: ignore[call-arg]
ocop.rate(b"{}", brief="yes")  # type: ignore[arg-type]
ocop.rate(5)  # type: ignore[arg-type]
ocop.plan({}, target=4, by=date(2026, 9, 1), minimise=["changes"])
ocop.plan({}, minimise=["cheap"])  # type: ignore[list-item]
ocop.check({}, stage="lodged")
ocop.check({}, stage="lost")  # type: ignore[arg-type]
ocop.compare({})  # type: ignore[call-arg]
ocop.compare_laws(from_="qd-148-2023", to="qd-26-2026", set=1)
page: bytes = ocop.document(document="sheet", options={"set": 1})
words: str = ocop.document(document="sheet").media_type
try:
    ocop.call("rate", {}, {"brief": True})
except ocop.Refused as refused:
    codes: list[str] = [error["code"] for error in refused.errors]
