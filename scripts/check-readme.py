#!/usr/bin/env python3
"""Runs the commands of the README and compares what they print with what the README shows.

usage: check-readme.py JIEDUI

Each ```console block holds lines `$ command` and the output that follows them. Exits 1 on a difference.
"""

import difflib
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
program = pathlib.Path(sys.argv[1]).resolve()
environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}")
failures = 0
commands = 0
for block in re.findall(r"```console\n(.*?)```", (root / "README.md").read_text("utf-8"), re.S):
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, expected = part.partition("\n")
        run = subprocess.run(
            ["bash", "-c", command], cwd=root, env=environment, capture_output=True, text=True)
        commands += 1
        # Trailing blanks pad the last column; editors strip them.
        shown = [line.rstrip() for line in expected.rstrip("\n").split("\n")]
        printed = [line.rstrip() for line in run.stdout.rstrip("\n").split("\n")]
        if shown != printed:
            failures += 1
            print(f"README: `{command}` prints something else:", file=sys.stderr)
            print("\n".join(difflib.unified_diff(shown, printed, "README", "now", lineterm="")),
                  file=sys.stderr)
            print(run.stderr, file=sys.stderr)
if commands == 0:
    sys.exit("README: no command found to check")
print(f"README: {commands} commands print what it shows" if not failures else f"{failures} differ")
sys.exit(1 if failures else 0)
