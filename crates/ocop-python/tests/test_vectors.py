"""The vectors that every wrapper runs, byte for byte: `tests/vectors/README.md` says how."""

import json
import os
from pathlib import Path

import ocop
import pytest

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "vectors"
FILES = sorted(FOLDER.glob("*/*.json"))


class Vector:
    """One call, and what it gives."""

    def __init__(self, path):
        text = path.read_bytes().decode()
        lines = (line.removesuffix(",").split(": ", 1) for line in text.split("\n")[1:-2])
        self.lines = {name.strip('"'): value for name, value in lines}
        self.fields = json.loads(text)

    def given(self, name):
        """The bytes of the input or the options."""
        if f"{name}_hex" in self.fields:
            return bytes.fromhex(self.fields[f"{name}_hex"])
        return self.fields.get(f"{name}_text", self.lines.get(name, "")).encode()

    @property
    def output(self):
        return self.fields.get("output_text", self.lines.get("output")).encode()


def answer(name, given, options):
    """How a call ends, as the number that every wrapper gives, and its bytes."""
    try:
        return 0, bytes(ocop.call(name, given, options))
    except ocop.Refused as refused:
        report = {"format": "ocop-errors/1", "errors": refused.errors}
        told = json.dumps(report, ensure_ascii=False, separators=(",", ":"))
        return (2 if isinstance(refused, ocop.WrongCall) else 1), told.encode()


AGREED = []


def test_there_are_vectors():
    assert len(FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_vector(path):
    vector = Vector(path)
    name, fields = vector.fields["operation"], vector.fields
    expected = (fields["status"], vector.output)
    assert answer(name, vector.given("input"), vector.given("options")) == expected
    AGREED.append(path)
    # and as Python's own values: the order of what is wrong follows the order of the input
    if fields["status"] == 0 and "input_text" not in fields and "input_hex" not in fields:
        assert answer(name, fields.get("input"), fields.get("options")) == expected
    if fields["status"] == 0 and fields["media_type"].endswith("json"):
        function = getattr(ocop, name.replace("-", "_"))
        arguments = [vector.given("input")] if vector.given("input") else []
        if isinstance(fields.get("options"), dict):
            value = function(*arguments, **fields["options"])
            # with kinds of numbers and the order of keys, of which `==` knows nothing
            assert repr(value) == repr(json.loads(vector.output))


def test_the_result_is_reported():
    report = os.environ.get("OCOP_VECTORS_REPORT")
    if report:
        Path(report).write_text(f"{len(AGREED)} of {len(FILES)}\n")
