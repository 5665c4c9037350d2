#!/usr/bin/env python3
"""Checks the reference data package beyond what its table schemas say.

Standard library only. Prints every fault and exits 1, or prints one line and exits 0:
    python3 geodata/check.py

Checked: the fact list is complete and every row that it names exists; every row has a source and a place in it;
references and lists of references hold; the groups have their printed sizes; sums and means that the documents print or
imply come out of the rows.
"""

import csv
import re
import sys
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "tianjin"
FACTS_PER_DOCUMENT = {"000": 74, "001": 117, "002": 44, "003": 50, "004": 68}
TABLES = [
    "nodes", "pairings", "flows", "claims", "agreements", "rules", "groups", "indicators", "events",
    "sources",
]
YUAN = {"CNY": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
REFERENCES = {
    "nodes": {"parent": "nodes", "source": "sources"},
    "pairings": {
        "donor": "nodes", "recipient": "nodes", "agreement": "agreements", "source": "sources"},
    "flows": {
        "donor": "nodes", "recipient": "nodes", "pairing": "pairings", "agreement": "agreements",
        "part_of": "flows", "same_as": "flows", "source": "sources"},
    "claims": {"subject": "nodes", "scope": "nodes", "source": "sources"},
    "agreements": {"donor": "nodes", "recipient": "nodes", "source": "sources"},
    "rules": {"agreement": "agreements", "group": "nodes", "source": "sources"},
    "groups": {"group": "nodes", "node": "nodes", "source": "sources"},
    "indicators": {"node": "nodes", "source": "sources"},
    "events": {"from": "nodes", "to": "nodes", "source": "sources"},
}

# Columns that list rows of several tables.
LISTS = {
    "may_be_part_of": ("flows", "claims"),
    "basis": ("flows", "claims", "rules"),
}

faults = []


def fault(text):
    faults.append(text)


def read(name):
    """The rows of one file; bytes that are not UTF-8 and carriage returns are faults."""
    data = (FOLDER / name).read_bytes()
    if b"\r" in data or data.startswith(b"\xef\xbb\xbf") or not data.endswith(b"\n"):
        fault(f"{name}: not plain UTF-8 with LF line ends")
    lines = data.decode("utf-8").splitlines()
    rows = list(csv.reader(lines))
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]):
            fault(f"{name}:{number}: {len(row)} cells, header has {len(rows[0])}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def check_facts(facts, ids):
    """Every fact once, each with rows that exist or marked as not modelled with a reason."""
    listed = [row["fact"] for row in facts]
    expected = [
        f"F{document}-{number:03}"
        for document, count in FACTS_PER_DOCUMENT.items() for number in range(1, count + 1)]
    for fact in sorted(set(expected) - set(listed)):
        fault(f"FACTS.csv: {fact} is missing")
    for fact in sorted(set(listed) - set(expected)):
        fault(f"FACTS.csv: {fact} is not a fact")
    for fact in sorted({fact for fact in listed if listed.count(fact) > 1}):
        fault(f"FACTS.csv: {fact} is listed twice")
    reasons = (FOLDER / "NOT_MODELLED.md").read_text(encoding="utf-8")
    for row in facts:
        if row["table"] == "NOT_MODELLED":
            if row["rows"] or not re.search(rf"^\| {row['fact']} \| \S", reasons, re.M):
                fault(f"FACTS.csv: {row['fact']} has no reason in NOT_MODELLED.md")
            continue
        if f"| {row['fact']} |" in reasons:
            fault(f"NOT_MODELLED.md: {row['fact']} has rows")
        tables = row["table"].split(";")
        names = [name for name in row["rows"].split(";") if name]
        if not names:
            fault(f"FACTS.csv: {row['fact']} names no row")
        for name in names:
            if not any(name in ids.get(table, ()) for table in tables):
                fault(f"FACTS.csv: {row['fact']} names the row {name}, which does not exist")
        for table in tables:
            if not any(name in ids.get(table, ()) for name in names):
                fault(f"FACTS.csv: {row['fact']} names the table {table} but no row of it")


def check_rows(tables, ids):
    """Unique ids, references that hold, a source and a locator wherever the table has them."""
    for table, rows in tables.items():
        if rows and "id" in rows[0] and len(ids[table]) != len(rows):
            fault(f"{table}: an id occurs twice")
        for row in rows:
            name = row.get("id") or "/".join(list(row.values())[:2])
            for column, target in REFERENCES.get(table, {}).items():
                if row[column] and row[column] not in ids[target]:
                    fault(f"{table} {name}: {column} {row[column]} does not exist")
            for column, targets in LISTS.items():
                check_list(f"{table} {name}: {column}", name, row.get(column, ""), targets, ids)
            if "category=" in row.get("note", ""):
                fault(f"{table} {name}: the note holds a category, which has a column")
            if table != "sources" and not row["source"]:
                fault(f"{table} {name}: no source")
            if "locator" in row and not re.fullmatch(
                    r"L[0-9]+" if row["source"].startswith("doc-") else r"[0-9]{6}([0-9]{3})?",
                    row["locator"]):
                fault(f"{table} {name}: locator {row['locator']!r}")
    if len({(row["group"], row["node"]) for row in tables["groups"]}) != len(tables["groups"]):
        fault("groups: a member occurs twice")
    unused = {f"doc-{document}" for document in FACTS_PER_DOCUMENT} - {
        row["source"] for rows in tables.values() for row in rows if "source" in row}
    for name in sorted(unused):
        fault(f"sources: {name} has no row")


def check_list(place, own, cell, targets, ids):
    """Each id of a list is a row of just one of its tables, stands once, and is not the row itself."""
    names = cell.split(";") if cell else []
    for name in names:
        found = [table for table in targets if name in ids[table]]
        if len(found) != 1:
            fault(f"{place} {name} is in {' and '.join(found) or 'none of ' + ', '.join(targets)}")
    if own in names or len(set(names)) != len(names):
        fault(f"{place} names its own row, or a row twice")


def check_groups(tables):
    """The printed sizes of the named sets."""
    parent = {row["id"]: row["parent"] for row in tables["nodes"]}
    members = {}
    for row in tables["groups"]:
        members.setdefault(row["group"], set()).add(row["node"])
    sizes = {"gansu-34": 34, "gansu-zangqu": 9, "seven-prefectures": 7, "three-prefectures": 3}
    for group, size in sizes.items():
        if len(members.get(group, ())) != size:
            fault(f"groups: {group} has {len(members.get(group, ()))} members, not {size}")
    prefectures = {parent[node] for node in members.get("gansu-34", ())}
    if prefectures != members.get("seven-prefectures"):
        fault(f"groups: gansu-34 lies in {sorted(prefectures)}, not in seven-prefectures")
    if not members.get("gansu-zangqu", set()) - {"620623"} <= members.get("gansu-34", set()):
        fault("groups: the Tibetan counties of Gannan are not all among the 34")
    if "gansu-13" in members:
        fault("groups: members of gansu-13 are not printed anywhere")
    counties = [n for n in tables["nodes"] if n["kind"] in ("county", "district")]
    for province, count in {"62": 86, "12": 16, "6323": 4}.items():
        found = sum(1 for node in counties if node["code"].startswith(province))
        if found != count:
            fault(f"nodes: {found} county-level units with code {province}…, not {count}")


def check_sums(tables):
    """Sums that a document prints, or that follow from its numbers, from the rows."""
    flows = [row for row in tables["flows"] if not row["same_as"] and row["amount"]]

    def total(*names):
        rows = [row for row in flows if row["id"] in names]
        if len(rows) != len(names):
            fault(f"flows: one of {names} is missing, a duplicate or without amount")
        return sum(Decimal(row["amount"]) * YUAN[row["unit"]] for row in rows)

    targeted = sum(
        Decimal(row["amount"]) * YUAN[row["unit"]] for row in flows
        if row["category"] == "district_targeted" and row["period"] == "2012")
    villages = sum(
        Decimal(row["amount"]) * YUAN[row["unit"]] for row in flows
        if row["recipient"].startswith("village-") and row["measure"] == "money")
    expected = {
        "district-targeted money of 2012": (targeted, 25_300_000),
        "ledger of 2012": (
            targeted + total("flow-000-007", "flow-000-010", "flow-000-012"), 99_909_300),
        "money to supervised villages": (villages, 18_440_000),
        "Gangu in 2019": (total("flow-004-012", "flow-004-013"), 38_009_200),
        "Binhai to Huangnan": (total("flow-002-031", "flow-002-032"), 3_300_000),
        "Huangnan outside the municipal money": (
            total("flow-002-027", "flow-002-031", "flow-002-032"), 4_900_000),
    }
    for name, (found, printed) in expected.items():
        if found != printed:
            fault(f"flows: {name} is {found} yuan, not {printed}")


def check_bases(tables):
    """Quotients that follow from `basis`, by the rules of docs/data-format.md."""
    rows = {row["id"]: row for name in ("flows", "claims", "rules") for row in tables[name]}

    def number(name):
        """The number of a row and its unit, money in yuan."""
        row = rows[name]
        if "base_amount" in row:
            return Decimal(row["base_amount"]), "money"
        value = Decimal(row["amount"] if "amount" in row else row["value"])
        unit = row["unit"]
        return (value * YUAN[unit], "money") if unit in YUAN else (value, unit)

    def added(names):
        numbers = [number(name) for name in names]
        if len({unit for _, unit in numbers}) != 1:
            fault(f"basis: {names} are not of one unit")
        return sum(value for value, _ in numbers), numbers[0][1]

    def quotient(name):
        row = rows[name]
        basis = row["basis"].split(";")
        if row.get("kind") in ("share", "ratio", "mean"):
            return number(basis[0])[0] / number(basis[1])[0]
        own, unit = number(name)
        whole, unit_of_whole = added(basis)
        return own / whole if unit == unit_of_whole else whole / own

    expected = {
        "flow-000-043": "13333", "flow-000-054": "912.14", "flow-001-098": "35.5",
        "claim-000-007": "3", "claim-000-013": "802391304", "claim-000-055": "10784.75",
        "claim-000-072": "476190476", "claim-001-020": "47352941", "claim-001-034": "2.90",
        "claim-001-063": "265050847", "claim-001-075": "10211712", "claim-001-077": "964273",
        "claim-001-086": "0.931", "claim-001-090": "7259", "claim-001-102": "0.125",
        "claim-001-103": "42", "claim-001-108": "1839744", "claim-002-014": "1666667",
        "claim-003-011": "1726496", "claim-003-013": "2418333", "claim-003-023": "1488750",
        "claim-004-015": "2111111", "claim-004-023": "250", "claim-004-053": "0.74",
        "claim-004-054": "5.05", "claim-004-055": "0.74",
    }
    for name, printed in expected.items():
        found = quotient(name).quantize(Decimal(printed))
        if found != Decimal(printed):
            fault(f"basis: {name} gives {found}, not {printed}")
    sums = {
        "claim-001-030": "0.3779", "claim-001-094": "128625", "claim-003-039": "5186",
        "claim-004-011": "3800.92", "claim-001-018": "38.75246787",
    }
    for name, printed in sums.items():
        row = rows[name]
        found = added(row["basis"].split(";"))[0] / YUAN.get(row["unit"], 1)
        if found != Decimal(printed):
            fault(f"basis: the parts of {name} are {found}, not {printed}")


def main():
    tables = {name: read(f"{name}.csv") for name in TABLES}
    tables["nodes"] += read("nodes-towns.csv")
    ids = {
        name: {row["id"] for row in rows if "id" in row} for name, rows in tables.items()}
    facts = read("FACTS.csv")
    check_facts(facts, ids)
    check_rows(tables, ids)
    check_groups(tables)
    check_sums(tables)
    check_bases(tables)
    for text in faults:
        print(text, file=sys.stderr)
    if faults:
        return 1
    modelled = sum(1 for row in facts if row["table"] != "NOT_MODELLED")
    print(f"geodata/tianjin: {len(facts)} facts, {modelled} with rows, {len(facts) - modelled} with a reason")
    return 0


if __name__ == "__main__":
    sys.exit(main())
