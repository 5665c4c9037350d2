#!/usr/bin/env python3
"""Draws every figure of docs/gallery.json in both languages and writes docs/gallery.md.

    gallery.py JIEDUI PACKAGE            draws into docs/figures/gallery/
    gallery.py JIEDUI PACKAGE --check    draws nothing: every kind of figure is there, every picture too

The pictures are PNG of 860 pixels' width, made by rsvg-convert from the SVG that the command writes.
"""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "figures" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
HEAD = """# Gallery

Every kind of figure, drawn from the bundled package (`geodata/tianjin`) in English and Chinese. `make gallery` draws all of them again; the
same package and program give the same SVG, byte for byte. Each figure says what it shows, of when, over which denominator, from which sources,
and what is not on record. Maps are unreviewed: for publication in China they need a number of their own (`--map-number`).
"""


def command(figure, package, language, output):
    return (["draw", figure["verb"], package] + figure["options"]
            + ["--language", language, "--output", output])


def draw(jiedui, package, figure, language):
    target = PICTURES / f"{figure['name']}-{language}.png"
    with tempfile.TemporaryDirectory() as folder:
        svg = Path(folder) / "figure.svg"
        subprocess.run([jiedui] + command(figure, package, language, str(svg)) + ["--quiet"],
                       check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        subprocess.run(["rsvg-convert", "-w", "860", "-b", "white", str(svg), "-o", str(target)], check=True)


def page(figures, package):
    out = [HEAD]
    for figure in figures:
        shown = shlex.join(["jiedui"] + command(figure, package, "en", f"{figure['name']}.svg"))
        out += [f"## {figure['en']} · {figure['zh']}\n", f"    {shown}\n"]
        for language, words in (("en", figure["en"]), ("zh", figure["zh"])):
            out.append(f"![{words}](figures/gallery/{figure['name']}-{language}.png)\n")
    return "\n".join(out)


def check(jiedui, figures, text):
    """What is missing: kinds without a figure, pictures that are not there, a page that is out of date."""
    wrong = []
    help_text = subprocess.run([jiedui, "draw", "--help"], check=True, capture_output=True, text=True).stdout
    kinds = re.findall(r"^  ([a-z]+)  ", help_text.split("SUBCOMMANDS:")[1], re.M)
    assert len(kinds) >= 5, kinds
    wrong += [f"no figure of kind {kind}" for kind in kinds if kind not in {f["verb"] for f in figures}]
    for figure in figures:
        for language in ("en", "zh"):
            picture = PICTURES / f"{figure['name']}-{language}.png"
            if not picture.exists() or picture.read_bytes()[:4] != b"\x89PNG":
                wrong.append(f"no picture {picture.relative_to(ROOT)}")
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        wrong.append("docs/gallery.md is out of date: make gallery")
    return wrong


def main():
    jiedui, package = str(Path(sys.argv[1]).resolve()), sys.argv[2]
    figures = json.loads((ROOT / "docs" / "gallery.json").read_text(encoding="utf-8"))
    text = page(figures, package)
    if "--check" in sys.argv:
        wrong = check(jiedui, figures, text)
        print("\n".join(f"gallery: {line}" for line in wrong) or f"gallery: {len(figures)} figures, every kind")
        sys.exit(1 if wrong else 0)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda job: draw(jiedui, package, *job),
                      [(figure, language) for figure in figures for language in ("en", "zh")]))
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
