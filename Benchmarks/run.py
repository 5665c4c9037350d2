#!/usr/bin/env python3
"""Measures one run: our check and gaps, polars on the same tables, wc -l.

    python3 Benchmarks/run.py PATH-TO-JIEDUI PYTHON-WITH-POLARS PACKAGE
"""

import os
import subprocess
import sys
import time
from pathlib import Path


def measure(*command):
    """Seconds of wall clock, peak resident MiB, exit code and output of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    return seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), output.decode()


def best(times, *command):
    runs = [measure(*command) for _ in range(times)]
    seconds, memory, code, output = min(runs)
    return seconds, max(r[1] for r in runs), code, output


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    jiedui, python, package = sys.argv[1:]
    tables = sorted(str(p) for p in Path(package).glob("*.csv"))
    megabytes = sum(os.path.getsize(t) for t in tables) / 1e6
    print(f"{megabytes:.0f} MB in {len(tables)} tables, {os.cpu_count()} processors, best of three runs")

    count, _, _, lines = best(3, "wc", "-l", *tables)
    print(f"wc -l            {count:6.2f} s   {megabytes / count:6.0f} MB/s   "
          f"{lines.split()[-2]} lines")

    check, memory, code, output = best(3, jiedui, "check", package)
    print(f"jiedui check     {check:6.2f} s   {megabytes / check:6.0f} MB/s   peak {memory:5.0f} MiB   "
          f"{output.splitlines()[-1]}")
    if code != 0:
        sys.exit("The package must be sound.")

    peer, _, code, output = best(3, python, str(Path(__file__).with_name("polars_join.py")), package)
    if code != 0:
        sys.exit("polars is missing.")
    reading, whole, linked, _, peak = output.split()
    print(f"polars           {peer:6.2f} s   (reading {float(reading):.2f} s, with joins "
          f"{float(whole):.2f} s, {linked} rows linked)   peak {int(peak) / 1024:5.0f} MiB")
    print(f"ratio            {check / float(whole):6.2f}     (ours, start to exit, to polars' reading "
          "and joining without its start)")

    gaps, more, code, output = best(
        1, jiedui, "gaps", package, "--level", "village", "--as-of", "2018", "--format", "csv")
    if code == 0:
        print(f"jiedui gaps      {gaps:6.2f} s   --level village --as-of 2018      "
              f"peak {more:5.0f} MiB   {len(output.splitlines()) - 1} rows")
    else:
        print(f"jiedui gaps failed with exit code {code}")
    limit = 2048
    if max(memory, more) > limit:
        sys.exit(f"More than {limit} MiB were used.")
    if check / float(whole) > 3:
        sys.exit("More than three times the time of polars.")


if __name__ == "__main__":
    main()
