"""Every operation is a function that gives values; every refusal is an exception with a list."""

import datetime
import inspect
import json
import pickle
import sys
import threading
import time
from pathlib import Path

import ocop
import pytest
from ocop import _native, _operations

ROOT = Path(__file__).resolve().parents[3]
DOSSIER = {"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.5": 2}}


def codes(error):
    return [(problem["code"], problem["path"]) for problem in error.value.errors]


def test_the_five_lines_of_the_readme():
    rating = ocop.rate(DOSSIER)
    assert (rating["points"], rating["stars"], rating["outcome"]) == (4, 1, "provisional")


def test_every_operation_of_the_table_is_a_function_with_words():
    names = [name.replace("-", "_") for name in _native.operations()]
    assert _operations.__all__ == names
    for name in names:
        function = getattr(ocop, name)
        assert "Raises:" in inspect.getdoc(function) and "Gives:" in inspect.getdoc(function)


@pytest.mark.parametrize("made", [dict, json.dumps, lambda d: json.dumps(d).encode(),
                                  lambda d: bytearray(json.dumps(d).encode()),
                                  lambda d: memoryview(json.dumps(d).encode())])
def test_a_dossier_is_a_dict_text_or_bytes(made):
    assert ocop.rate(made(DOSSIER), brief=True)["points"] == 4


def test_call_gives_the_bytes_of_the_engine():
    reply = ocop.call("rate", DOSSIER, {"brief": True})
    assert isinstance(reply, bytes) and reply.media_type == "application/json"
    assert reply.startswith(b'{"format":"ocop-rating/1","criteria":"qd-26-2026","product_set":1,')
    assert reply.json() == ocop.rate(DOSSIER, brief=True)
    assert ocop.call("rate", json.dumps(DOSSIER), '{"brief": true}') == reply


def test_values_come_back_as_json_reads_them():
    for path in sorted((ROOT / "examples").glob("*.json")):
        text = path.read_bytes()
        try:
            assert ocop.rate(text) == json.loads(ocop.call("rate", text))
        except ocop.Refused as refused:
            assert path.name == "17-gao-nep-invalid.json"
            assert len(refused.errors) > 1


def test_a_document_is_bytes_that_know_what_they_are(tmp_path):
    page = ocop.document(DOSSIER, document="rating", format="html", lang="en")
    assert page.media_type == "text/html; charset=utf-8"
    assert page.text.startswith("<!") and page._repr_html_() == page.text
    plain = ocop.document(DOSSIER, document="rating", format="text")
    assert plain.media_type.startswith("text/plain") and plain._repr_html_() is None
    assert "điểm" in plain.text
    (tmp_path / "page.html").write_bytes(page)
    copy = pickle.loads(pickle.dumps(page))
    assert (copy, copy.media_type) == (page, page.media_type)


def test_a_form_that_is_not_built_in_is_said_to_be_so_with_how_to_have_it():
    for form in ["docx", "xlsx", "pdf"]:
        try:
            made = ocop.document(DOSSIER, document="rating", format=form)
        except ocop.WrongCall as error:
            (problem,) = error.errors
            assert (problem["code"], problem["path"]) == ("not-in-this-build", "/format")
            assert f'build it with the feature "{form}"' in problem["help"]["en"]
        else:
            assert made.startswith((b"PK", b"%PDF"))


def test_options_that_are_words_of_python_take_an_underscore():
    laws = ocop.compare_laws(from_="qd-148-2023", to="qd-26-2026", set=1)
    assert laws["format"].startswith("ocop-law-comparison/")
    with pytest.raises(ocop.WrongCall) as error:
        ocop.call("compare-laws", None, {"from": "qd-148-2023", "from_": "x", "to": "qd-26-2026"})
    assert codes(error) == [("repeated-key", "/from")]


def test_dates_are_written_as_dates():
    day = datetime.date(2026, 9, 15)
    found = ocop.resolve(on=day)
    assert found == ocop.resolve(on="2026-09-15")
    dated = {"product_set": 1, "assessed_on": day, "answers": {}}
    assert ocop.rate(dated)["criteria"] == "qd-26-2026"


def test_an_option_that_is_none_is_not_given():
    assert ocop.rate(DOSSIER, criteria=None, brief=None) == ocop.rate(DOSSIER)


def test_everything_wrong_with_a_dossier_is_told_at_once():
    with pytest.raises(ocop.Refused) as error:
        ocop.rate({"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 30, "9.9": 1}, "anwsers": {}})
    assert not isinstance(error.value, ocop.WrongCall)
    assert isinstance(error.value, ValueError)
    found = codes(error)
    assert ("unknown-level", "/answers/1.1") in found and ("unknown-criterion", "/answers/9.9") in found
    assert ("unknown-field", "/anwsers") in found
    said = str(error.value)
    assert "/answers/1.1" in said and 'Did you mean "answers"?' in said
    assert all(problem["message"]["vi"] and problem["message"]["en"] for problem in error.value.errors)


def test_a_refusal_crosses_processes_whole():
    with pytest.raises(ocop.Refused) as error:
        ocop.rate("{")
    copy = pickle.loads(pickle.dumps(error.value))
    assert type(copy) is ocop.Refused and copy.errors == error.value.errors and str(copy) == str(error.value)


def test_a_wrong_call_is_told_from_a_wrong_input():
    for call, expected in [
        (lambda: ocop.rate(DOSSIER, breif=True), [("unknown-option", "/breif")]),
        (lambda: ocop.rate(DOSSIER, brief=1), [("wrong-type", "/brief")]),
        (lambda: ocop.call("rat", DOSSIER), [("unknown-operation", "")]),
        (lambda: ocop.call("ra\udc80te", DOSSIER), [("unknown-operation", "")]),
        (lambda: ocop.call("rate\0", DOSSIER), [("unknown-operation", "")]),
        (lambda: ocop.call("rate", DOSSIER, "[]"), [("wrong-type", "")]),
        (lambda: ocop.compare(DOSSIER), [("missing-option", "/to")]),
        (lambda: ocop.rate(DOSSIER, criteria={1}), [("wrong-type", "/criteria")]),
        (lambda: ocop.rate(DOSSIER, criteria="\ud800"), [("not-utf8", "/criteria")]),
    ]:
        with pytest.raises(ocop.WrongCall) as error:
            call()
        assert codes(error) == expected
    with pytest.raises(TypeError):
        ocop.call(5, DOSSIER)
    with pytest.raises(TypeError):
        ocop.rate(DOSSIER, True)


def test_many_threads_call_at_once():
    expected = ocop.call("rate", DOSSIER)
    wrong = []

    def work():
        for _ in range(300):
            if ocop.call("rate", DOSSIER) != expected:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_interpreter_runs_on_while_an_operation_works():
    """One long call in one thread does not hold up another."""
    ratings = (ocop.call("rate", DOSSIER) + b"\n") * 1000
    begin = time.perf_counter()
    ocop.call("stats", ratings)
    ratings *= max(1, round(1 / (time.perf_counter() - begin)))  # about a second
    started, done, steps = threading.Event(), threading.Event(), 0

    def work():
        started.set()
        ocop.call("stats", ratings)
        done.set()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(600)  # only a lock that is given up lets others run
    try:
        thread = threading.Thread(target=work)
        thread.start()
        started.wait()
        while not done.is_set():
            steps += 1
            time.sleep(0)
        thread.join()
    finally:
        sys.setswitchinterval(interval)
    # with the lock held, this thread would come to its loop when all is done
    assert steps > 20
