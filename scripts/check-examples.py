#!/usr/bin/env python3
"""Runs the commands of the examples, compares what they print, and holds every scenario against its JSON Schema.

usage: check-examples.py JIEDUI

Each README.md below examples/ has ```console blocks of lines `$ command` and the output that follows them, or an indented
command whose output, without the two lines that name the package, is in expected.en.txt and expected.zh.txt. Exits 1 on
a difference. Needs jsonschema and PyYAML, which come with frictionless.
"""

import datetime
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

root = pathlib.Path(__file__).resolve().parent.parent
program = pathlib.Path(sys.argv[1]).resolve()
environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}")


def plain(value):
    """YAML 1.1 takes 2019-01-01 for a date; our format takes it as it is written."""
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def check_readme(page):
    failures = commands = 0
    for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.S):
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
                name = page.relative_to(root)
                print(f"{name}: `{command}` prints something else:", file=sys.stderr)
                print("\n".join(difflib.unified_diff(shown, printed, str(name), "now", lineterm="")),
                      file=sys.stderr)
    return failures, commands


def check_expected(page):
    """An indented `jiedui …` line and a file of its output in each language."""
    failures = commands = 0
    command = re.search(r"^ {4}(jiedui [^#\n]*)", page.read_text("utf-8"), re.M)
    for language in ("en", "zh"):
        file = page.parent / f"expected.{language}.txt"
        if not command or not file.exists():
            continue
        run = subprocess.run(
            ["bash", "-c", f"{command[1]} --language {language} --quiet"], cwd=root, env=environment,
            capture_output=True, text=True)
        commands += 1
        shown = [line.rstrip() for line in file.read_text("utf-8").rstrip("\n").split("\n")]
        printed = [line.rstrip() for line in run.stdout.rstrip("\n").split("\n")[2:]]
        if shown != printed:
            failures += 1
            name = file.relative_to(root)
            print(f"{name}: `{command[1]}` prints something else:", file=sys.stderr)
            print("\n".join(difflib.unified_diff(shown, printed, str(name), "now", lineterm="")),
                  file=sys.stderr)
    return failures, commands


def is_scenario(document):
    return isinstance(document, dict) and "changes" in document


failures = commands = scenarios = 0
pages = sorted(root.glob("examples/*/README.md"))
for page in pages:
    wrong, run = check_readme(page)
    more, others = check_expected(page)
    wrong, run = wrong + more, run + others
    if run == 0:
        sys.exit(f"{page}: no command found to check")
    failures, commands = failures + wrong, commands + run

schema = json.loads((root / "docs/scenario.schema.json").read_text("utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
texts = {path: path.read_text("utf-8") for path in sorted(root.glob("examples/*/*.yaml"))}
for index, block in enumerate(re.findall(
        r"```yaml\n(.*?)```", (root / "docs/scenario-format.md").read_text("utf-8"), re.S)):
    texts[f"docs/scenario-format.md, block {index + 1}"] = block
for path, text in texts.items():
    document = plain(yaml.safe_load(text))
    if not is_scenario(document):
        continue
    scenarios += 1
    for error in validator.iter_errors(document):
        failures += 1
        print(f"{path}: {error.json_path}: {error.message}", file=sys.stderr)
# The schema must be able to say no.
for bad in ({}, {"schema_version": 1, "name": "a", "changes": [{"mvoe": "f"}]}):
    if validator.is_valid(bad):
        failures += 1
        print(f"the schema takes {bad}", file=sys.stderr)
if not pages or not scenarios:
    sys.exit("examples: nothing found to check")
print(f"Examples: {commands} commands print what is shown, {scenarios} scenarios follow the schema"
      if not failures else f"{failures} differ")
sys.exit(1 if failures else 0)
