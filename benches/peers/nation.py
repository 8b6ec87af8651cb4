"""A nation's dossiers through each engine of columns: nation.py FOLDER [ROWS].

Makes a Parquet file of so many dossiers and of a quarter of them, rates both with Polars, DuckDB,
DataFusion, Spark on one and on two executors, and `ocop rate IN --out OUT` where OCOP names the
program, and prints one Markdown table: rows a second, and the most memory that all processes of a run
held together, for few rows and for many. Needs what `cargo xtask test Python Spark` installs.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "columns"


def processes(root):
    """A process and all below it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(stat.rsplit(")", 1)[1].split()[1]), []).append(int(entry.name))
    found, left = [], [root]
    while left:
        process = left.pop()
        found.append(process)
        left.extend(parents.get(process, []))
    return found


def resident(process):
    """Memory of a process in bytes, what it shares with others by halves and thirds."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


def run(command):
    """The seconds of a command, its peak of memory, and what it printed."""
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    peak = 0
    while running.poll() is None:
        peak = max(peak, sum(map(resident, processes(running.pid))))
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    if running.returncode not in (0, 3):
        raise SystemExit(f"{command} ended with {running.returncode}")
    return seconds, peak, running.stdout.read()


def contestants(folder):
    """Each with its command, for a file."""
    python = sys.executable
    found = {
        name: lambda file, script=script, more=more: [python, str(EXAMPLES / script), file, *more]
        for name, script, more in [
            ("Polars", "with_polars.py", []),
            ("DuckDB", "with_duckdb.py", []),
            ("DataFusion", "with_datafusion.py", []),
            ("Spark, one executor", "with_spark.py", ["local-cluster[1,1,2048]"]),
            ("Spark, two executors", "with_spark.py", ["local-cluster[2,1,2048]"]),
        ]
    }
    program = os.environ.get("OCOP")
    if program:
        found["`ocop rate --out`"] = lambda file: [program, "rate", file, "--out", f"{folder}/rated.parquet", "--force"]
    return found


def main(folder, rows="2000000"):
    rows = int(rows)
    files = []
    for count in (rows // 4, rows):
        file = f"{folder}/{count}.parquet"
        if not Path(file).exists():
            subprocess.run([sys.executable, str(EXAMPLES / "make.py"), file, str(count)], check=True)
        files.append((count, file))
    print(f"| Engine | {files[0][0]} rows | {rows} rows | rows a second between the two | memory | memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, command in contestants(folder).items():
        (few, few_peak, _), (many, many_peak, _) = [run(command(file)) for _, file in files]
        # what a start costs is in both
        speed = (files[1][0] - files[0][0]) / max(many - few, 1e-9)
        print(
            f"| {name} | {few:.1f} s | {many:.1f} s | {speed:,.0f} | {few_peak / 1e6:.0f} MB | {many_peak / 1e6:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
