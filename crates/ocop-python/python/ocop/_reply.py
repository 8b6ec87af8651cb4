"""What an operation gives, byte for byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    from ._types import Input, Options


class Reply(bytes):
    """The output of an operation as the engine writes it: bytes that know their media type.

    Attributes:
        media_type: `application/json`, `text/html; charset=utf-8` …
    """

    media_type: str

    @property
    def text(self) -> str:
        """The output as text; a UnicodeDecodeError where it is none."""
        return self.decode()

    def json(self) -> Any:
        """The output as a value; a ValueError where it is no JSON."""
        return json.loads(self)

    def _repr_html_(self) -> str | None:
        # notebooks show pages as pages
        return self.decode() if self.media_type.startswith("text/html") else None


def call(name: str, input: Input = None, options: Options = None) -> Reply:
    """Calls an operation by its name, and gives its output byte for byte.

    Args:
        name: The operation: `"rate"`, `"compare-laws"` …
        input: A dict, or JSON as str or bytes; None where the operation takes none.
        options: A dict, or a JSON object as str or bytes.

    Raises:
        Refused: The input is refused.
        WrongCall: The operation or its options are wrong.
    """
    return reply(_native.call(name, input, options))


def reply(made: tuple[bytes, str]) -> Reply:
    """Puts the output of an operation and its media type together."""
    data, media_type = made
    given = Reply(data)
    given.media_type = media_type
    return given
