"""Bad scenarios: the generic file format mapped to ours, line by line, and what `jiedui whatif` says of them.

Every line keeps its number, and bytes that are no part of a renamed key stay as they are. Renamed are keys, and what our
format says elsewhere: `year` is in the baseline, `constraints` are `requirements`, a `budget` is a requirement on the total,
`shares` and `filter` are changes (an `add` with a split, a `cut` with a name), `iterations` are `draws`, and the only path in a
scenario of ours is `based_on` (a result is written where the command line says).
"""

import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

# The place of a generic position in our files.
PATHS = [
    (r"^moves\[(\d+)\]\.from$", r"changes[\1].move"),
    (r"^moves\[(\d+)\]\.to_target$", r"changes[\1].to"),
    (r"^moves\[(\d+)\]", r"changes[\1]"),
    (r"^year$", "baseline"),
    (r"^budget\.amount$", "requirements[1].at_most"),
    (r"^budget$", "requirements[1]"),
    (r"^shares$", "changes[2].add.recipient"),
    (r"^iterations$", "draws"),
    (r"^filter\.name$", "changes[2].cut.recipient"),
    (r"^(output|include)$", "based_on"),
]
ISSUE = re.compile(
    r"^(?P<file>[^:\n]+?)(?::(?P<line>\d+):(?P<column>\d+))?(?: \[(?P<path>.*?)\])?[:：] ?"
    r"(?P<severity>error|warning|remark|错误|警告|提示) (?P<code>[a-z]+/[a-z-]+)[:：]", re.M)
BASE_OUTPUT = "output: out/scenario.svg"


def mapped_path(column):
    for pattern, ours in PATHS:
        if re.match(pattern, column):
            return re.sub(pattern, ours, column)
    return column


def mapped_yaml(text):
    # `shares` and `filter` become the third change, so what stands between it and the list becomes comments.
    extra = re.search(r"^(shares|filter): (.*)$", text, re.M)
    lines = []
    for line in text.split("\n"):
        line = re.sub(r"^moves:", "changes:", line)
        line = re.sub(r"\bfrom: ", "move: ", line)
        line = re.sub(r"\bto_target: ", "to: ", line)
        line = re.sub(r"\bshare: ", "percent: ", line)
        line = re.sub(r"^(Y|y)ear: (.*?)(\r?)$",
                      lambda m: f"{'B' if m[1] == 'Y' else 'b'}aseline: {{year: {m[2]}}}{m[3]}", line)
        line = re.sub(r"^constraints:", "requirements:", line)
        line = re.sub(r"\{target: (\w+), min: (.*?), max: ", r"{recipient: \1, at_least: \2, at_most: ", line)
        line = re.sub(r"^budget: \{amount: (.*)$", r"  - {at_most: \1", line)
        line = re.sub(r"^iterations:", "draws:", line)
        line = re.sub(r"^(include|output):", "based_on:" if not line.startswith(BASE_OUTPUT) else "# output:", line)
        line = re.sub(r"^shares: (.*)$",
                      r"  - {id: V3, add: {donor: CA1, recipient: \1, category: c, status: disbursed}, amount: 1 元}", line)
        line = re.sub(r"^filter: \{name: (.*?)\}$", r"  - {id: V3, cut: {recipient: \1}, percent: 10}", line)
        if extra and re.match(r"(requirements:|  - \{recipient)", line):
            line = "# " + line
        lines.append(line)
    return "\n".join(lines)


def mapped_json(text):
    for old, new in [('"moves"', '"changes"'), ('"from"', '"move"'), ('"to_target"', '"to"')]:
        text = text.replace(old, new)
    text = re.sub(r'"year": ([^,\n]+),', r'"baseline": {"year": \1},', text)
    text = re.sub(r'"\\u0079ear": ([^,\n]+),', r'"\\u0062aseline": {"year": \1},', text)
    return re.sub(r'^ year: ([^,\n]+),', r' baseline: {"year": \1},', text, flags=re.M)


def mapped(data, name):
    """The bytes in our format; foreign bytes pass through."""
    change = mapped_json if name.endswith(".json") else mapped_yaml
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return mark + change(data[2:].decode(encoding)).encode(encoding)
    # Our own words are put in as UTF-8; the rest is neither decoded nor encoded.
    text = change(data.decode("latin-1").replace("\r\n", "\r\n"))
    return b"".join(c.encode("latin-1") if ord(c) < 256 else c.encode() for c in text)


class ScenarioGrader:
    def __init__(self, jiedui, here, base, write_package, raw):
        self.jiedui, self.here, self.raw = jiedui, here, raw
        self.folder = tempfile.TemporaryDirectory()
        self.package = Path(self.folder.name) / "package"
        self.package.mkdir()
        write_package(self.package, base)
        self.known = {}
        for kind in ("yaml", "json"):
            code, out, err, _ = self.run((here / "base" / f"scenario.{kind}").read_bytes(), f"base.{kind}")
            assert code == 0 and not self.issues(err), (kind, code, err)
            self.known[kind] = self.result(out)

    def run(self, data, name, *options):
        path = Path(self.folder.name) / name
        path.write_bytes(mapped(data, name))
        start = time.monotonic()
        done = subprocess.run(
            [self.jiedui, "whatif", self.package, path, "--format", "json", *options],
            capture_output=True, timeout=60,
            env={"SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"})
        return (done.returncode, done.stdout.decode("utf-8", "replace"),
                done.stderr.decode("utf-8", "replace"), time.monotonic() - start)

    @staticmethod
    def issues(errors):
        return [m.groupdict() for m in ISSUE.finditer(errors)]

    @staticmethod
    def result(out):
        answer = json.loads(out)
        for fact in ("inputs_sha256", "scenario"):
            answer["facts"].pop(fact, None)
        return json.dumps(answer, sort_keys=True).replace("a b", "示例情景")

    def grade(self, case):
        expect, name = case["expect"], Path(case["file"]).name
        data = (self.here / case["file"]).read_bytes()
        code, out, errors, seconds = self.run(data, name)
        _, _, chinese, _ = self.run(data, name, "--language", "zh")
        faults = []
        if code not in (0, 1, 2, 64):
            return expect, False, False, [f"CRASH exit {code}: {errors[:200]}"]
        if seconds > 2:
            faults.append(f"CRASH: took {seconds:.1f} s")
        if any(self.raw.search(text.replace("\n", "")) for text in (errors, chinese)):
            faults.append("RAW control characters in a message")
        found = [i for i in self.issues(errors) if i["severity"] in ("error", "warning")]
        if len(found) != len(self.issues(chinese)):
            faults.append("RAW the languages do not say the same")
        flagged, refused = bool(found), code != 0
        if code == 1 and out:
            faults.append("SILENT: refused, and yet something is written")
        if expect == "reject" and not refused:
            faults.append("SILENT: must be refused")
        if expect == "reject_or_warn" and not (flagged or refused):
            faults.append("SILENT: must be refused or warned about")
        if expect == "warn" and refused:
            faults.append("REFUSED: must only be warned about")
        if expect == "warn" and not flagged:
            faults.append("UNNAMED: should be warned about")
        if expect == "accept" and (refused or flagged):
            faults.append("REFUSED: a good file" if refused else "COMPLAINT about a good file")
        if code == 0 and case["expect_value"]:
            faults += self.values(case, out, name)
        wanted = mapped_path(case["column"])
        located = any(
            i["file"] == name and i["line"] == case["line"]
            and (not wanted or (i["path"] or "").startswith(wanted)) for i in found)
        if expect != "accept" and flagged and not located:
            where = sorted({(i["line"], i["path"]) for i in found}, key=str)[:4]
            faults.append(f"PLACE: expected {case['line']} [{wanted}], got {where}")
        return expect, flagged, located, faults

    def values(self, case, out, name):
        """What an accepted file must come to."""
        wanted, answer = case["expect_value"], json.loads(out)
        if wanted.startswith("amount_fen="):
            changes = next(t for t in answer["tables"] if t["key"] == "changes")
            got = str(changes["rows"][0]["moved_fen"])
        elif wanted.startswith("name="):
            got = answer["facts"]["scenario"]
        else:
            wanted, got = "=same", "same" if self.result(out) == self.known["yaml"] else "another result"
        return [] if got == wanted.split("=")[1] else [f"SILENT: read as {got}, not {wanted}"]
