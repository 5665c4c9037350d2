#!/usr/bin/env python3
"""Grades `jiedui check` and `whatif` on the bad inputs: python3 grade.py PATH-TO-JIEDUI [--verbose] [ID ...]"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from scenarios import ScenarioGrader

HERE = Path(__file__).resolve().parent / "badinputs"
TABLES = ["nodes", "pairings", "funds", "totals"]
OURS = {"nodes": "nodes", "pairings": "pairings", "funds": "flows", "totals": "claims"}

RENAMED = {
    "nodes": {b"population": b"datum"},
    "pairings": {b"source": b"donor", b"target": b"recipient", b"start": b"period",
                 b"source_ref": b"source"},
    "funds": {b"source": b"donor", b"target": b"recipient", b"year": b"period",
              b"source_ref": b"source"},
    "totals": {b"table": b"scope", b"group": b"subject", b"year": b"period", b"status": b"note",
               b"amount": b"value"},
}
# Our column → the generic columns that it stands for.
BACK = {
    "nodes.csv": {"datum": ["population"], "lon": ["lon", "lat"], "lat": ["lat", "lon"]},
    "pairings.csv": {"donor": ["source", "target"], "recipient": ["target", "source"],
                     "period": ["start", "end"], "source": ["source_ref"]},
    "flows.csv": {"donor": ["source", "target"], "recipient": ["target", "source"],
                  "period": ["year"], "source": ["source_ref"], "category": ["category"]},
    "claims.csv": {"subject": ["group"], "period": ["year"], "value": ["amount"]},
    "indicators.csv": {"value": ["population"]},
}
WORDS = {
    ("nodes", b"kind"): {"city": "prefecture", "ministry": "department", "area": "other"},
    ("pairings", b"kind"): {"province-city": "region", "city-county": "county",
                            "county-city": "county", "ministry-county": "department"},
    ("funds", b"unit"): {"元": "CNY"},
    ("totals", b"unit"): {"元": "CNY"},
    ("funds", b"status"): {"到位": "disbursed", "计划": "planned", "下达": "allocated"},
}
HEADERS = {
    "nodes": "id,kind,name,parent,lon,lat,population",
    "pairings": "id,source,target,kind,start,end,source_ref",
    "funds": "id,source,target,year,amount,unit,category,status,source_ref",
    "totals": "table,group,year,status,amount,unit",
}
# What the generic tables demand of a column beyond our format.
DEMANDS = {
    "pairings": {"period": {"constraints": {"required": True}}},
    "flows": {"amount": {"constraints": {"required": True}},
              "period": {"type": "year", "constraints": {"required": True}}},
    "claims": {"period": {"constraints": {"required": True}}},
}


def records(data, comma):
    """Splits bytes into records of [field, separator]; quotes stay; faults are left as they are."""
    result, record, at = [], [], 0
    while at < len(data):
        start = at
        if data[at:at + 1] == b'"':
            at += 1
            while at < len(data):
                if data[at:at + 2] == b'""':
                    at += 2
                elif data[at:at + 1] == b'"':
                    at += 1
                    break
                else:
                    at += 1
        while at < len(data) and data[at:at + 1] not in (comma, b"\n") and data[at:at + 2] != b"\r\n":
            at += 1
        field = data[start:at]
        mark = comma if data[at:at + 1] == comma else \
            b"\r\n" if data[at:at + 2] == b"\r\n" else data[at:at + 1]
        at += len(mark)
        record.append([field, mark])
        if mark != comma:
            result.append(record)
            record = []
        elif at == len(data):
            record.append([b"", b""])
    if record:
        result.append(record)
    return result


def bare(field):
    return field.strip(b' "\xef\xbb\xbf\t')


class Mapped:
    """A generic table in our columns."""

    def __init__(self, table, data):
        self.sources, self.people = [], []
        wide = self.wide_encoding(data)
        if wide:
            text = data.decode(wide)
            inner = Mapped(table, text.encode())
            self.data = inner.data.decode().encode(wide)
            self.sources, self.people = inner.sources, inner.people
            return
        first = data[:2000].split(b"\n")[0]
        comma = max((b",", b";", b"|"), key=first.count)
        rows = records(data, comma)
        known = HEADERS[table].encode().split(b",")
        head = next((i for i, r in enumerate(rows[:5])
                     if sum(bare(f) in known for f, _ in r) >= min(3, len(known))), None)
        if head is None:
            self.data = data
            return
        names = [bare(f) for f, _ in rows[head]]
        self.encodings = self.legacy_encodings(data)
        lines = 1 + sum(r[-1][1].endswith(b"\n") + sum(f.count(b"\n") for f, _ in r)
                        for r in rows[:head + 1])
        out = rows[:head] + [self.header(table, rows[head])]
        for row in rows[head + 1:]:
            line = lines
            lines += row[-1][1].endswith(b"\n") + sum(f.count(b"\n") for f, _ in row)
            out.append(self.row(table, names, row, line, comma))
        self.data = b"".join(f + mark for r in out for f, mark in r)

    @staticmethod
    def wide_encoding(data):
        if data[:2] == b"\xff\xfe":
            return "utf-16"
        if data[1:2] == b"\0" and data[3:4] == b"\0":
            return "utf-16-le"
        return None

    @staticmethod
    def legacy_encodings(data):
        """The encodings of the words; pasted files keep their foreign half as it is."""
        def is_utf8(line):
            try:
                return line.decode() and not line.isascii()
            except UnicodeDecodeError:
                return False
        is_mixed = any(is_utf8(line) for line in data.split(b"\n")[1:])
        return ["utf-8"] if is_mixed else ["utf-8", "gbk", "big5"]

    def header(self, table, row):
        out = []
        for field, mark in row:
            name = bare(field)
            if table == "pairings" and name == b"end":
                continue
            new = RENAMED[table].get(name, name)
            out.append([field.replace(name, new, 1) if name else field, mark])
        out[-1][1] = row[-1][1]
        if table == "funds":
            out[-1][1] = b","
            out.append([b"measure", row[-1][1]])
        if table == "totals":
            out[-1][1] = b","
            out += [[b"id", b","], [b"kind", b","], [b"measure", row[-1][1]]]
        return out

    def row(self, table, names, row, line, comma):
        if len(row) == 1:
            return row
        cell = dict(zip(names, (f for f, _ in row))) if len(row) == len(names) else {}
        out = []
        for at, (field, mark) in enumerate(row):
            name = names[at] if at < len(names) else b""
            if table == "pairings" and name == b"end":
                out[-1][0] = self.interval(out[-1][0], field)
                continue
            if table == "nodes" and name == b"population":
                if cell:
                    self.take_people(cell, field, line)
                field = b"WGS84" if cell.get(b"lon") and cell.get(b"lat") else b""
            if name == b"source_ref" and cell:
                self.take_source(field)
            if table == "totals" and name == b"table":
                field = b""
            for word, ours in WORDS.get((table, name), {}).items():
                if field in [word.encode(e, "replace") for e in self.encodings]:
                    field = ours.encode()
            out.append([field, mark])
        end = row[-1][1]
        out[-1][1] = end
        extra = {"funds": [b"money"], "totals": [b"T%d" % line, b"total", b"money"]}.get(table, [])
        if any(f for f, _ in row):
            filled = extra
        else:
            filled = [b""] * len(extra)
        for value in filled:
            out[-1][1] = comma
            out.append([value, end])
        return out

    @staticmethod
    def interval(start, end):
        if not start and not end:
            return b""
        quoted = start[:1] == b'"' or end[:1] == b'"'
        start, end = (f[1:-1] if f[:1] == b'"' else f for f in (start, end))
        both = (start or b"..") + b"/" + (end or b"..")
        return b'"' + both + b'"' if quoted else both

    def take_people(self, cell, value, line):
        node = cell.get(b"id", b"")
        if re.fullmatch(rb"[A-Za-z0-9]+", node) and value \
                and node not in (n for n, _, _ in self.people):
            self.people.append((node, value, line))

    def take_source(self, field):
        if field[:1] == b'"' and field[-1:] == b'"':
            field = field[1:-1].replace(b'""', b'"')
        for encoding in ("utf-8", "gbk"):
            try:
                text = field.decode(encoding).strip()
                break
            except UnicodeDecodeError:
                text = ""
        if text and text.isprintable() and text not in self.sources:
            self.sources.append(text)


def write_package(folder, files):
    """Writes the mapped tables; returns the generic line of each line of indicators.csv."""
    mapped = {t: Mapped(t, files[t]) for t in TABLES}
    for table in TABLES:
        (folder / f"{OURS[table]}.csv").write_bytes(mapped[table].data)
    with open(folder / "sources.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "title"])
        for text in sorted({s for m in mapped.values() for s in m.sources}):
            writer.writerow([text, text])
    people = mapped["nodes"].people
    (folder / "indicators.csv").write_bytes(
        b"node,indicator,year,value,unit,source\n"
        + b"".join(b"%s,population,2020,%s,%s,\n" % (n, v, "人".encode()) for n, v, _ in people))
    names = [OURS[t] for t in TABLES] + ["sources", "indicators"]
    resources = [
        {"name": n, "path": f"{n}.csv", "schema": {"fields": [
            {"name": c, **d} for c, d in DEMANDS.get(n, {}).items()]}}
        for n in names]
    (folder / "datapackage.json").write_text(json.dumps({"name": "case", "resources": resources}))
    return {i + 2: line for i, (_, _, line) in enumerate(people)}


# Whether a printed total agrees with its parts is asked of `reconcile`, not of `check`.
LATER = {"csv_totals/total_mismatch_1_fen.csv"}

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def run(jiedui, *arguments):
    done = subprocess.run([jiedui, "check", *map(str, arguments)], capture_output=True, timeout=120,
                          env={"SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"})
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


class Answer:
    def __init__(self, jiedui, *arguments):
        self.code, text, errors = run(jiedui, *arguments, "--format", "json")
        _, table, more = run(jiedui, *arguments)
        _, chinese, _ = run(jiedui, *arguments, "--language", "zh")
        self.crashed = self.code not in (0, 1)
        self.is_raw = any(RAW.search(t) for t in (text, errors, table, more, chinese))
        self.errors = errors
        self.issues = [] if self.crashed else json.loads(text)["issues"]


def key(issue):
    return issue["code"], issue["file"], issue["line"], issue["column"]


def expect_good(case):
    return case["expect"] in ("accept", "warn")


def is_of_the_mapping(issue):
    """The generic nodes and their population have no column for a source."""
    return issue["code"] == "source/missing" and issue["file"] in ("nodes.csv", "indicators.csv")


class Grader:
    def __init__(self, jiedui):
        self.jiedui = jiedui
        self.base = {t: (HERE / "base" / f"{t}.csv").read_bytes() for t in TABLES}
        self.empty = {t: HEADERS[t].encode() + b"\n" for t in TABLES}
        self.known = {}
        for name, files in (("all", self.base), ("none", self.empty)):
            with tempfile.TemporaryDirectory() as folder:
                write_package(Path(folder), files)
                answer = Answer(jiedui, folder)
                assert answer.code == 0, (name, answer.issues, answer.errors)
                self.known[name] = Counter(key(i) for i in answer.issues)

    def answer(self, case):
        """The answer, its new issues, and where each is in the generic tables."""
        path = HERE / case["file"]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if case["format"] == "geojson" or case["category"] == "geojson":
                write_package(folder, self.base)
                answer = Answer(self.jiedui, folder, "--boundaries", path)
                return answer, answer.issues, [
                    (i["file"] == path.name, i["line"], None) for i in answer.issues]
            files = dict(self.base if case["with_base"] == "all" else self.empty)
            files[case["table"]] = path.read_bytes()
            if case["table"] == "nodes" and expect_good(case):
                self.drop_dangling(files)
            people = write_package(folder, files)
            answer = Answer(self.jiedui, folder)
            known = Counter(self.known[case["with_base"]])
            new = []
            for issue in answer.issues:
                if is_of_the_mapping(issue):
                    continue
                if known[key(issue)] > 0:
                    known[key(issue)] -= 1
                else:
                    new.append(issue)
            return answer, new, [self.place(i, case["table"], people) for i in new]

    @staticmethod
    def drop_dangling(files):
        """Where a harmless case renames a node, rows that need the old id are no part of it."""
        ids = {r[0][0] for r in records(files["nodes"], b",")}
        for table in ("pairings", "funds"):
            rows = records(files[table], b",")
            kept = [r for r in rows if r is rows[0] or (r[1][0] in ids and r[2][0] in ids)]
            files[table] = b"".join(f + mark for r in kept for f, mark in r)

    @staticmethod
    def place(issue, table, people):
        """(is it the right file, line, columns) in the generic table."""
        file, line, column = issue["file"], issue["line"], issue["column"]
        if file == "indicators.csv" and table == "nodes":
            return True, people.get(line, line), BACK[file].get(column, [column])
        columns = BACK.get(file, {}).get(column, [column])
        if column == "source" and file in ("flows.csv", "pairings.csv"):
            columns = ["source_ref"]
        return file == f"{OURS[table]}.csv", line, columns

    def grade(self, case):
        answer, new, places = self.answer(case)
        expect = case["expect"]
        faults = []
        if answer.crashed:
            return expect, False, False, [f"CRASH exit {answer.code}: {answer.errors[:200]}"]
        if answer.is_raw:
            faults.append("RAW control characters in a message")
        flagged = bool(new)
        refused = answer.code == 1
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
        lines = [int(n) for n in case["line"].split(";") if n]
        column = case["column"]
        located = any(
            right and (not lines or line in lines)
            and (not column or columns is None or column in columns
                 or column.strip() in [c.strip() for c in columns if c])
            for right, line, columns in places)
        if expect != "accept" and flagged and not located:
            where = sorted({(l, str(c)) for _, l, c in places})[:4]
            faults.append(f"PLACE: expected {case['line']} [{column}], got {where}")
        return expect, flagged, located, faults


def main():
    arguments = [a for a in sys.argv[1:] if a != "--verbose"]
    verbose = "--verbose" in sys.argv
    if not arguments:
        sys.exit(__doc__)
    grader = Grader(str(Path(arguments[0]).resolve()))
    chosen = set(arguments[1:])
    cases = [c for c in csv.DictReader(open(HERE / "index.csv", newline=""))
             if c["file"] not in LATER
             and (not chosen or c["id"] in chosen or c["file"] in chosen)]
    kinds, total, failures = Counter(), Counter(), []
    scenarios = ScenarioGrader(grader.jiedui, HERE, grader.base, write_package, RAW)
    for case in cases:
        is_scenario = case["category"].startswith("scenario_")
        expect, flagged, located, faults = (scenarios if is_scenario else grader).grade(case)
        total[expect] += 1
        for fault in faults:
            kinds[fault.split(":")[0].split(" ")[0]] += 1
            failures.append(f"{case['id']} {case['file']} ({expect}): {fault}")
        if expect != "accept" and flagged:
            kinds["flagged"] += 1
            kinds["located"] += located
        if verbose and chosen and not is_scenario:
            for issue in grader.answer(case)[1]:
                print("   ", issue)
    with tempfile.TemporaryDirectory() as name:
        files = dict(grader.base, funds=(HERE / "csv_bytes/gbk.csv").read_bytes())
        write_package(Path(name), files)
        code, _, _ = run(grader.jiedui, name, "--encoding", "gb18030")
        if code != 0:
            kinds["REFUSED"] += 1
            failures.append("csv_bytes/gbk.csv with --encoding gb18030 must be read")
    print("\n".join(failures))
    bad = sum(total[e] for e in ("reject", "reject_or_warn"))
    share = kinds["located"] / max(1, kinds["flagged"])
    print(f"\nLeft to reconcile: {', '.join(sorted(LATER))}.")
    print(f"{sum(total.values())} inputs: {bad} must not pass silently, "
          f"{total['warn']} should be warned about, {total['accept']} are good.")
    print(f"silent {kinds['SILENT']}, crashes {kinds['CRASH']}, good or harmless files refused "
          f"{kinds['REFUSED']}, needless complaints {kinds['COMPLAINT']}, raw controls {kinds['RAW']}, "
          f"suspicions not named {kinds['UNNAMED']}.")
    print(f"named by file, line and column: {kinds['located']} of {kinds['flagged']} ({share:.1%}).")
    failed = any(kinds[k] for k in ("SILENT", "CRASH", "REFUSED", "COMPLAINT", "RAW")) or share < 0.99
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
