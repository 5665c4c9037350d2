"""A data package whose names, titles and notes are hostile, for the checks that show what becomes of them."""

import csv
import io
import json
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "Tests" / "Corpus" / "badinputs"

# What the corpus does not have: quotes and brackets that are one character with a mark, and ends of what a page is made of.
MORE = [
    'x"\u0301 onmouseover="window.__xss=1"', "x'\u0300 onfocus='window.__xss=1' autofocus='", "<\u0338script>window.__xss=1</script>",
    "&\u0301lt;script>", "</title><script>window.__xss=1</script>", "</style><script>window.__xss=1</script>",
    "</script><script>window.__xss=1</script>", "--><svg onload=window.__xss=1>", "]]><img src=x onerror=window.__xss=1>",
    "{{title}} {{{script}}} {{> page}} {{#sections}}", "{{% CONTENT_TYPE:TEXT}}<b>", "javascript:window.__xss=1",
    "\u202egnp.exe\u202c", "=HYPERLINK(\"http://example.invalid\",\"x\")", "@import url(http://example.invalid/x.css)",
    "</text></svg><script>window.__xss=1</script>", "a" * 10_000, "长" * 3_000, "\u200b\u200d", "e\u0301" * 50,
]


def hostile_names():
    """Cells of the corpus' category `names` that its base table does not have, and more."""
    base = {c for r in csv.reader((HERE / "base" / "nodes.csv").open(encoding="utf-8", newline="")) for c in r}
    names = []
    for path in sorted((HERE / "names").glob("*.csv")):
        text = path.read_bytes().decode("utf-8", "replace")
        for row in csv.reader(io.StringIO(text, newline="")):
            names += [c for c in row if c not in base and c not in names and not re.fullmatch(r"[A-Z]{1,2}\d*|\d*", c)]
    return names + MORE


def cleaned(text):
    """As figures and pages show a text: what cannot be seen is made visible."""
    def visible(c):
        n = ord(c)
        if n <= 0x1F:
            return chr(0x2400 + n)
        if n == 0x7F:
            return "\u2421"
        if 0x80 <= n <= 0x9F or n in (0x200E, 0x200F) or 0x2028 <= n <= 0x202E or 0x2066 <= n <= 0x2069 or n & 0xFFFE == 0xFFFE:
            return "\ufffd"
        return c
    return "".join(map(visible, text))


def write_package(folder, names):
    """Every name is a county, a source, an agreement and a group; pairings and flows carry it in their notes."""
    def table(name, header, rows):
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    count = range(len(names))
    places = [["P1", "province", "支援省", "Donor province", "", 110, 30], ["P2", "province", "受援省", "Recipient province", "", 100, 36],
              ["Q1", "prefecture", "支援市", "Donor city", "P1", 110, 30], ["Q2", "prefecture", "受援市", "Recipient city", "P2", 100, 36]]
    places += [[f"D{i}", "county", f"支援县{i}", f"Donor {i}", "Q1", 110 + i * .01, 30] for i in count]
    places += [[f"H{i}", "county", name, name, "Q2", 100 + i % 12 * .3, 34 + i // 12 * .3] for i, name in enumerate(names)]
    places += [[f"G{i}", "group", name, name, "", "", ""] for i, name in enumerate(names)]
    table("nodes", ["id", "kind", "name", "name_en", "parent", "lon", "lat", "source"], [[*p, "S0"] for p in places])
    table("sources", ["id", "title", "publisher", "published"], [[f"S{i}", n, n, "2020"] for i, n in enumerate(names)])
    table("pairings", ["id", "kind", "donor", "recipient", "period", "programme", "source", "locator", "note"],
          [[f"p{i}", "county", f"D{i}", f"H{i}", "2018/2020", names[i], f"S{i}", names[i][:200], names[i]] for i in count if i % 3])
    table("flows", ["id", "measure", "category", "donor", "recipient", "period", "amount", "unit", "status", "precision", "source", "locator", "note"],
          [[f"f{i}", "money", names[i], f"D{i}", f"H{i}", "2019", i + 1, "万元", "disbursed", "exact", f"S{i}", names[i][:200], names[i]] for i in count])
    table("agreements", ["id", "title", "donor", "recipient", "signed", "period", "source"],
          [[f"a{i}", names[i], "P1", "P2", "2018", "2018/2020", f"S{i}"] for i in count])
    table("groups", ["group", "node", "period", "source"], [[f"G{i}", f"H{i}", "", f"S{i}"] for i in count])
    names_of = ["nodes", "pairings", "flows", "sources", "agreements", "groups"]
    (folder / "datapackage.json").write_text(json.dumps({
        "name": "hostile", "resources": [{"name": n, "path": f"{n}.csv", "schema": {"fields": []}} for n in names_of]}))


def accepted(jiedui, names):
    """The names that `check` takes; the package of the others would not be read, so nobody would see them."""
    while True:
        with tempfile.TemporaryDirectory() as folder:
            write_package(Path(folder), names)
            report = json.loads(jiedui("check", folder, "--format", "json", codes=(0, 1)))
        errors = [i for i in report["issues"] if i["severity"] == "error"]
        if not errors:
            return names
        refused = set()
        for issue in errors:
            # Rows of `sources` are the names in their order; a name with line feeds moves the lines after it.
            line, at = 2, issue["line"]
            if issue["file"] != "sources.csv":
                continue
            for index, name in enumerate(names):
                height = 1 + 2 * name.count("\n")
                if line <= at < line + height:
                    refused.add(index)
                line += height
        if not refused:
            sys.exit(f"The hostile package is refused for other reasons: {errors[:3]}")
        names = [n for i, n in enumerate(names) if i not in refused]
