"""Whatever is handed over is told clearly; nothing ends the process, nothing leaks."""

import decimal
import gc
import math

import ocop
import pyarrow
import pytest

DOSSIER = {"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.5": 2}}


def refused(value):
    with pytest.raises(ocop.Refused) as error:
        ocop.rate(value)
    assert not isinstance(error.value, ocop.WrongCall)
    return [(problem["code"], problem["path"]) for problem in error.value.errors]


def noted(value):
    return {**DOSSIER, "note": value}


class Indexed:
    """A whole number that is no int, as NumPy's."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({"a": {1, 2}}, "wrong-type", "/note/a"),
        ([object()], "wrong-type", "/note/0"),
        (b"text", "wrong-type", "/note"),
        (decimal.Decimal(1), "wrong-type", "/note"),
        (1j, "wrong-type", "/note"),
        (math.nan, "wrong-type", "/note"),
        (-math.inf, "wrong-type", "/note"),
        ("\ud800", "not-utf8", "/note"),
        ({"a/b~": "\udfff x"}, "not-utf8", "/note/a~1b~0"),
        ({"\ud800": 1}, "not-utf8", "/note"),
        ({1: "a"}, "wrong-type", "/note"),
        (10**5000, "out-of-range", "/note"),
    ],
    ids=["set", "object", "bytes", "decimal", "complex", "nan", "inf", "surrogate", "pointer", "key", "key-int", "huge"],
)
def test_what_json_cannot_hold_is_told_with_its_place(value, code, path):
    assert (code, path) in refused(noted(value))


def test_all_that_json_cannot_hold_is_told_at_once():
    answers = {"1.1": math.nan, "1.2": {1}, "1.3": "\ud800"}
    assert refused({"product_set": 1, "answers": answers}) == [
        ("wrong-type", "/answers/1.1"),
        ("wrong-type", "/answers/1.2"),
        ("not-utf8", "/answers/1.3"),
    ]


def test_a_value_that_holds_itself_is_refused():
    around = {}
    around["note"] = [around]
    assert refused(around) == [("too-deep", "/note/0")]
    many = []
    many.extend([many, many, many])
    assert len(refused(many)) == 3


def test_a_value_that_is_too_deep_is_refused_before_the_stack_ends():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    assert refused(noted(deep))[0][0] == "too-deep"
    while deep:  # taken apart by hand: so deep a list is hard on the interpreter itself
        deep = deep[0]


def test_a_small_value_that_would_write_without_end_is_stopped():
    part = ["x" * 1000] * 1000
    for _ in range(4):
        part = [part] * 50
    assert refused(noted(part)) == [("too-large", "")]


def test_numbers_beyond_what_the_format_allows():
    for number in [2**53 + 1, 2**63, -(2**70), 10**300, 1.5, 3.0000001, -1]:
        found = refused({**DOSSIER, "answers": {"1.1": number}})
        assert [path for _, path in found] == ["/answers/1.1"], number


def test_whole_numbers_of_other_libraries_are_numbers():
    assert ocop.rate({**DOSSIER, "answers": {"1.1": Indexed(3), "1.5": 2}}, brief=True)["points"] == 4
    assert refused({**DOSSIER, "answers": {"1.1": Indexed(2**70)}})[0][1] == "/answers/1.1"


def test_text_with_nul_is_text():
    rating = ocop.rate({**DOSSIER, "product": {"name": "a\0b"}})
    assert rating["product"]["name"] == "a\0b"
    assert refused("\0")[0][0] == "not-json"


def test_broken_text_and_bytes():
    assert refused("") == [("not-json", "")]
    assert refused(None) == [("not-json", "")]
    assert refused("\ud800") == [("not-utf8", "")]
    assert refused(b"\xff") == [("not-utf8", "")]
    assert refused("[" * 200_000)[0][0] == "too-deep"
    assert refused("[NaN]")[0][0] == "not-json"
    assert refused(5)[0][0] == "wrong-type"


def test_a_hundred_megabytes_are_refused():
    assert refused("[" * (100 << 20)) == [("too-large", "")]
    assert refused({"note": "x" * (100 << 20)}) == [("too-large", "")]


def test_an_object_that_changes_its_dict_on_the_way():
    answers = {"1.1": None, "1.5": 2}

    class Meddler:
        def __index__(self):
            for i in range(100):
                answers[f"x{i}"] = i
            del answers["1.5"]
            return 3

    answers["1.1"] = Meddler()
    assert ocop.rate({**DOSSIER, "answers": answers}, brief=True)["points"] == 4


def test_an_error_of_an_object_itself_is_not_hidden():
    class Failing:
        def __index__(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ocop.rate({**DOSSIER, "answers": {"1.1": Failing()}})


def resident():
    """Resident memory in KiB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4
    except OSError:
        return 0


def test_a_million_rows_leak_nothing():
    rows = ['{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3}}'] * 900 + ["{"] * 100
    table = pyarrow.table({"id": list(range(1000)), "dossier": rows})

    def some(count):
        for _ in range(count):
            rated = pyarrow.table(ocop.rate_batch(table, keep=["id"]))
            assert rated["points"].null_count == 100
            with pytest.raises(ocop.WrongCall):
                ocop.rate_batch(table, "dossiers")

    some(100)
    gc.collect()
    before = resident()
    some(1_000)
    gc.collect()
    # a leak of eight bytes a row would be more
    assert resident() < before + 7168


def test_a_million_calls_leak_nothing():
    text, broken = '{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3}}', {"answers": {"1.1": math.nan}}

    def some(count):
        for _ in range(count):
            ocop.rate(text, brief=True)
        for _ in range(count // 20):
            ocop.rate(DOSSIER, brief=True)
            for wrong in (broken, "{"):
                try:
                    ocop.rate(wrong)
                except ocop.Refused:
                    pass

    some(20_000)
    gc.collect()
    before = resident()
    some(800_000)
    gc.collect()
    # a leak of eight bytes a call would be more
    assert resident() < before + 6144
