#!/usr/bin/env bash
# Proves that a demo left every file that it promises, and that each is what its name says.
set -euo pipefail
out=${1:-out}
failed=0
complain() { echo "check-demo: $*" >&2; failed=1; }

for year in 2012 2018; do
  for figure in diagram map; do
    base="$out/$figure-$year"
    python3 - "$base.svg" <<'PY' || complain "$base.svg is not well-formed SVG with text"
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == "{http://www.w3.org/2000/svg}svg", root.tag
assert sum(1 for _ in root.iter("{http://www.w3.org/2000/svg}text")) > 20
PY
    pdfinfo "$base.pdf" 2>/dev/null | grep -q '^Pages: *1$' || complain "$base.pdf is not a PDF of one page"
    pdffonts "$base.pdf" 2>/dev/null | grep -q 'NotoSansCJK.* yes ' || complain "$base.pdf does not embed its font"
    python3 - "$base.png" <<'PY' || complain "$base.png is not a PNG of a page"
import struct, sys
head = open(sys.argv[1], "rb").read(24)
assert head[:8] == b"\x89PNG\r\n\x1a\n"
width, height = struct.unpack(">II", head[16:24])
assert width >= 800 and height >= 500, (width, height)
PY
  done
done
.build/release/jiedui verify "$out" >/dev/null || complain "a file of $out cannot be made again as it is"
python3 - "$out/gaps-2018.csv" <<'PY' || complain "gaps-2018.csv does not list the counties without a pairing"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
states = {row["state"] for row in rows}
assert rows and len({row["node_id"] for row in rows}) == len(rows)
assert "direct" not in states and {"claimed", "none"} <= states, states
PY
for name in describe.txt who-gangu.txt coverage-2018.csv diff-2012-2018.csv focus-gangu.svg \
  structure-2018.txt centrality-money.csv flows.txt who-does-what-2018.csv trace-huangnan.txt reconcile.txt \
  agreement-2012-2020.csv equity.csv suggest-2018.txt whatif-withdrawal.txt reallocate.txt coverage-2018.svg \
  sankey.svg timeline-tianshui.svg pairings-by-year.svg change-scenario.svg graph.svg tree-2018.svg map-funds.svg \
  report.html manifest.json; do
  [ -s "$out/$name" ] || complain "$out/$name is missing or empty"
done
[ $failed -eq 0 ] && echo "check-demo: all files of the demo are there and valid"
exit $failed
