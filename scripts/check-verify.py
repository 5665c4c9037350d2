#!/usr/bin/env python3
"""Proves that written files can be made again, that changes are found, and that an interrupted run leaves no half file.

usage: check-verify.py JIEDUI

Figures and tables of the bundled package are written from another folder, then `jiedui verify` must call all the same; a file that is changed,
one that is removed and a package that is changed must each be told apart. Then runs are ended by SIGTERM at many moments: each leaves the whole
file or none. Exits 1 on a fault.
"""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

root = Path(__file__).resolve().parent.parent
program = str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else sys.exit(__doc__)
faults = []


def expect(condition, what):
    if not condition:
        faults.append(what)
        print("verify:", what, file=sys.stderr)


def run(*arguments, folder, codes=(0,), surroundings=None):
    done = subprocess.run([program, *map(str, arguments)], cwd=folder, capture_output=True, env={**os.environ, **(surroundings or {})})
    if done.returncode not in codes:
        sys.exit(f"jiedui {arguments}: {done.returncode} {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode()


def verdicts(folder, code):
    table = run("verify", "out", "--format", "csv", folder=folder, codes=(code,))
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row.get("verdict")]
    return {row["file"]: row["verdict"] for row in rows}


def main():
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        shutil.copytree(root / "geodata", work / "geodata")
        shutil.copytree(root / "examples", work / "examples")
        (work / "out").mkdir()
        package = "geodata/tianjin"
        commands = [
            ["draw", "map", package, "--as-of", "2018", "--output", "out/map.png"],
            ["draw", "map", package, "--as-of", "2018", "--output", "out/map.pdf"],
            ["draw", "diagram", package, "--as-of", "2012", "--language", "zh", "--output=out/diagram.svg"],
            ["gaps", package, "--group", "gansu-34", "--as-of", "2018", "--format", "csv", "--output", "out/gaps.csv"],
            ["whatif", package, "examples/withdrawal/withdrawal.yaml", "--output", "out/whatif.txt"],
            ["report", package, "--output", "out/report.html"],
        ]
        files = ["diagram.svg", "gaps.csv", "map.pdf", "map.png", "report.html", "whatif.txt"]
        for command in commands:
            run(*command, "--quiet", folder=work, codes=(0, 2))
        first = (work / "out" / "manifest.json").read_bytes()
        expect(str(work).encode() not in first, "the manifest holds a path of this machine")
        listed = [output["file"] for output in json.loads(first)["outputs"]]
        expect(listed == files, f"the manifest lists {listed}")
        expect(verdicts(work, 0) == dict.fromkeys(files, "same"), "not all files come out the same")
        # The same runs in another order, in another place: the same manifest.
        (work / "out" / "manifest.json").unlink()
        for command in reversed(commands):
            run(*command, "--quiet", folder=work, codes=(0, 2))
        expect((work / "out" / "manifest.json").read_bytes() == first, "the manifest depends on the order of runs")
        moved = work / "elsewhere" / "deeper"
        moved.mkdir(parents=True)
        for name in ("geodata", "examples", "out"):
            shutil.move(work / name, moved / name)
        expect(verdicts(moved, 0) == dict.fromkeys(files, "same"), "a moved folder is not made again")
        # Neither the language of the machine nor its clock reaches a file.
        for surroundings in ({"LC_ALL": "C", "TZ": "UTC"}, {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Shanghai", "LANG": "tr_TR.UTF-8"}):
            (moved / "again").mkdir()
            for command in commands:
                run(*[word.replace("out/", "again/") for word in command], "--quiet", folder=moved, codes=(0, 2), surroundings=surroundings)
            for name in files + ["manifest.json"]:
                expect((moved / "again" / name).read_bytes() == (moved / "out" / name).read_bytes(), f"{name} under {surroundings}")
            shutil.rmtree(moved / "again")
        # What is no longer so is told apart.
        with (moved / "out" / "gaps.csv").open("a") as file:
            file.write("\n")
        (moved / "out" / "map.png").unlink()
        problem = moved / "examples" / "withdrawal" / "withdrawal.yaml"
        problem.write_text(problem.read_text("utf-8") + "\n# changed\n", "utf-8")
        found = verdicts(moved, 1)
        expect(found == {**dict.fromkeys(files, "same"), "gaps.csv": "altered", "map.png": "missing", "whatif.txt": "input_changed"},
               f"verdicts {found}")
        # A manifest.json that is somebody else's stays as it is.
        other = moved / "other"
        other.mkdir()
        (other / "manifest.json").write_text('{"name": "an app"}')
        run("describe", package, "--quiet", "--output", "other/d.txt", folder=moved)
        expect((other / "manifest.json").read_text() == '{"name": "an app"}', "a foreign manifest was overwritten")
        expect((other / "d.txt").stat().st_size > 100, "the file itself was not written")

        # Interrupted at any moment: whole or not at all.
        ended = moved / "ended"
        ended.mkdir()
        command = [program, "draw", "map", package, "--as-of", "2018", "--quiet", "--output", "ended/map.svg"]
        subprocess.run(command, cwd=moved, stdout=subprocess.DEVNULL, check=True)
        whole = (ended / "map.svg").read_bytes()
        killed = 0
        for step in range(40):
            for left in ended.iterdir():
                left.unlink()
            process = subprocess.Popen(command, cwd=moved, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(step * 0.008)
            process.send_signal(signal.SIGTERM)
            killed += process.wait() == -signal.SIGTERM
            here = sorted(path.name for path in ended.iterdir())
            expect(not any(name.endswith(".partial") for name in here), f"half files after SIGTERM: {here}")
            if "map.svg" in here:
                expect((ended / "map.svg").read_bytes() == whole, "a half figure after SIGTERM")
        expect(killed >= 5, f"only {killed} of 40 runs were interrupted")
    if faults:
        sys.exit(f"verify: {len(faults)} faults")
    print(f"verify: {len(files)} files made again, changes told apart, {killed} interrupted runs left nothing half-written")


main()
