#!/usr/bin/env python3
"""Times `jiedui draw` of every kind, end to end, beside the `dot` program drawing the same DOT with positions given.

    python3 drawing.py JIEDUI PACKAGE [--runs 5]

For each figure of `figures.json` the DOT is written once; then `jiedui draw … --output x.FORMAT` (reading the package,
computing, drawing) and `dot -Knop2 -TFORMAT` on that DOT take turns, and the least processor seconds of each count.
A PNG has 200 dots an inch on both sides. The last line is the whole report. Nothing is asserted: the figures are printed.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
FORMATS = ("png", "pdf", "svg")


def seconds(command):
    """Processor seconds of a command, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime



def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jiedui")
    parser.add_argument("package")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    jiedui = str(Path(asked.jiedui).resolve())
    package = str(Path(asked.package).resolve())
    figures = json.loads((ROOT / "docs" / "gallery.json").read_text(encoding="utf-8"))
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures:
            verb = [jiedui, "draw", figure["verb"], package] + figure["options"] + ["--quiet"]
            base = Path(folder) / figure["name"]
            dot = base.with_suffix(".dot")
            subprocess.run(verb + ["--output", str(dot)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
            cells = []
            for form in FORMATS:
                ours, theirs = [], []
                for _ in range(asked.runs):
                    ours.append(seconds(verb + ["--output", str(base.with_suffix("." + form))]))
                    theirs.append(seconds(
                        ["dot", "-Knop2", "-T" + form] + (["-Gdpi=200"] if form == "png" else [])
                        + [str(dot), "-o", str(base) + "-peer." + form]))
                cells += [min(ours), min(theirs), min(ours) / max(min(theirs), 1e-3)]
                rows.setdefault(form, []).append(cells[-1])
            print(f"| {figure['name']} | " + " | ".join(
                f"{a:.3f} | {b:.3f} | {c:.2f}" for a, b, c in zip(cells[::3], cells[1::3], cells[2::3])) + " |",
                flush=True)
        for form in FORMATS:
            ordered = sorted(rows[form])
            print(f"{form}: median ratio {ordered[len(ordered) // 2]:.2f}, largest {ordered[-1]:.2f}")
        report = min(seconds([jiedui, "report", package, "--quiet", "--output", folder + "/report.html"])
                     for _ in range(asked.runs))
        print(f"whole report: {report:.2f} processor seconds")


if __name__ == "__main__":
    main()
