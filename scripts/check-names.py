#!/usr/bin/env python3
"""Draws every kind of figure of a package of hostile names as SVG, PNG and PDF and looks at what came out.

usage: check-names.py JIEDUI

Every name of the corpus is a county, a group, a source and an agreement of the package, and stands in its notes. Each figure must be well-formed,
hold no element or attribute that could run or fetch anything, and show the names as they are; PNG must decode, PDF must be whole, embed its font and
carry no action. Names that `check` refuses reach no figure and are counted. Exits 1 on a fault.
"""

import json
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hostile

program = str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else sys.exit(__doc__)
faults = []

# A command for each kind, and which share of the names it shows at least in texts and titles.
KINDS = {
    "diagram": (["--within", "P2"], 1.0),
    # Some lie outside the frame, which the figure says.
    "map": (["--within", "P2"], 0.9),
    "coverage": (["--within", "P2", "--ladder"], 0.0),
    "sankey": (["--columns", "donor,recipient", "--status", "disbursed"], 0.2),
    "matrix": (["--within", "P2"], 0.5),
    "lorenz": (["--level", "county", "--within", "P2", "--status", "disbursed"], 0.0),
    "change": (["--from", "2018", "--to", "2019", "--status", "disbursed"], 0.3),
    "timeline": ([], 0.3),
    "multiples": (["--by", "year"], 0.3),
    "graph": ([], 0.5),
    "tree": (["--within", "P2"], 0.5),
}
ALLOWED = {"svg", "g", "title", "desc", "text", "path", "polygon", "polyline", "ellipse", "circle", "rect"}


def expect(condition, what):
    if not condition:
        faults.append(what)
        print("names:", what, file=sys.stderr)


def jiedui(*arguments, codes=(0,)):
    run = subprocess.run([program, *map(str, arguments)], capture_output=True)
    if run.returncode not in codes:
        sys.exit(f"jiedui {shlex.join(map(str, arguments))}: {run.stderr.decode('utf-8', 'replace')}")
    return run.stdout


def check_svg(kind, data, names, share):
    root = tree.fromstring(data)
    seen = []
    for element in root.iter():
        tag = element.tag.split("}")[1]
        expect(tag in ALLOWED, f"{kind}.svg: element {tag}")
        for attribute in element.attrib:
            name = attribute.split("}")[-1].lower()
            expect(not name.startswith("on") and name not in ("href", "style"), f"{kind}.svg: attribute {attribute}")
        if tag in ("text", "title"):
            seen.append(element.text or "")
    # A name of nothing but characters that cannot be seen is shown as U+FFFD.
    visible = [name for name in names if any(unicodedata.category(c) not in ("Cf", "Mn") for c in name)]
    missing = [name for name in visible if not any(hostile.cleaned(name)[:30] in text for text in seen)]
    expect(len(missing) <= (1 - share) * len(visible),
           f"{kind}.svg: {len(missing)} of {len(visible)} names are not in it: {[name[:40] for name in missing[:8]]}")


def check_png(kind, data):
    expect(data[:8] == b"\x89PNG\r\n\x1a\n", f"{kind}.png: no PNG")
    at, pixels, ended = 8, b"", False
    while at < len(data):
        length, chunk = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        expect(zlib.crc32(chunk + body) == struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0], f"{kind}.png: {chunk}")
        pixels += body if chunk == b"IDAT" else b""
        ended |= chunk == b"IEND"
        at += 12 + length
    expect(ended and len(zlib.decompress(pixels)) > 1000, f"{kind}.png: is cut")


def check_pdf(kind, file):
    # Compressed streams hold any bytes; what a reader acts on stands outside them.
    data = re.sub(rb"stream\r?\n.*?endstream", b"", file.read_bytes(), flags=re.S)
    for action in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/OpenAction", b"/EmbeddedFile"):
        expect(not re.search(re.escape(action) + rb"[^A-Za-z]", data), f"{kind}.pdf: carries {action.decode()}")
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True)
    expect(info.returncode == 0 and re.search(r"^Pages: +1$", info.stdout, re.M), f"{kind}.pdf: {info.stderr[:200]}")
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True).stdout.splitlines()[2:]
    expect(fonts and all(re.search(r" yes (yes|no) ", line) for line in fonts), f"{kind}.pdf: a font is not embedded")
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True)
    expect(text.returncode == 0 and len(text.stdout) > 50, f"{kind}.pdf: no text")


def draw(folder, package, kind, form, language):
    out = folder / f"{kind}-{language}.{form}"
    jiedui("draw", kind, package, *KINDS[kind][0], "--language", language, "--quiet", "--output", out)
    return out


def main():
    kinds = re.findall(r"^  ([a-z]+)  ", jiedui("draw", "--help").decode().split("SUBCOMMANDS:")[1], re.M)
    expect(set(kinds) == set(KINDS), f"kinds of figures without a command here: {sorted(set(kinds) ^ set(KINDS))}")
    every = hostile.hostile_names()
    names = hostile.accepted(jiedui, every)
    expect(len(names) >= 60, f"only {len(names)} of {len(every)} names were accepted")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        package = folder / "package"
        package.mkdir()
        hostile.write_package(package, names)
        jobs = [(kind, form, language) for kind in kinds if kind in KINDS for form in ("svg", "png", "pdf")
                for language in ("en", "zh")]
        with ThreadPoolExecutor(2) as pool:
            files = list(pool.map(lambda job: draw(folder, package, *job), jobs))
        for (kind, form, _), file in zip(jobs, files):
            if form == "svg":
                check_svg(kind, file.read_bytes(), names, KINDS[kind][1])
            elif form == "png":
                check_png(kind, file.read_bytes())
            else:
                check_pdf(kind, file)
        listed = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
        expect(len(listed) == len(files), "the manifest does not list every figure")
        expect(not list(folder.glob("*.partial")), "a half file was left")
    if faults:
        sys.exit(f"names: {len(faults)} faults")
    print(f"names: {len(names)} of {len(every)} hostile names through {len(kinds)} kinds of figures as SVG, PNG and PDF")


main()
