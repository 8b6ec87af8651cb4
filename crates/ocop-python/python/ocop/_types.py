"""Types that the signatures of this package use."""

from __future__ import annotations

from typing import Any, Union

#: An input: a value that JSON can hold, or JSON as text or bytes; None where there is none.
Input = Union[dict[str, Any], list[Any], str, bytes, bytearray, memoryview, None]

#: Options of a call by name: a dict, or a JSON object as text or bytes.
Options = Union[dict[str, Any], str, bytes, None]
