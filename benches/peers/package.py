"""The package for Python on the same dossiers: `value` is str in and dict out, `round` str in and bytes
out, `batch` all of them in one table.
"""

import json
import sys
from pathlib import Path
from time import perf_counter_ns

import ocop


def passes(lines):
    """What a pass of each kind does."""

    def value():
        for line in lines:
            ocop.rate(line, brief=True)

    def text():
        for line in lines:
            ocop.call("rate", line, {"brief": True})

    kinds = {"value": value, "round": text}
    try:
        import pyarrow
    except ImportError:
        return kinds
    table = pyarrow.table({"dossier": lines * 16})
    return kinds | {"batch": lambda: ocop.rate_batch(table, threads=1)}


def main(_, dossiers):
    lines = Path(dossiers).read_text(encoding="utf-8").splitlines()
    kinds = passes(lines)
    for command in sys.stdin:
        command = command.strip()
        if command == "check":
            for line in lines:
                print(json.dumps(ocop.rate(line, brief=True), ensure_ascii=False))
        else:
            start = perf_counter_ns()
            kinds[command]()
            print(perf_counter_ns() - start)
        sys.stdout.flush()


main(*sys.argv[1:])
