#!/usr/bin/env bash
# The main job on one data package: check it, list the gaps, draw the diagram and the map of two years.
# usage: demo.sh JIEDUI PACKAGE OUT
set -euo pipefail
jiedui=$1 package=$2 out=$3
mkdir -p "$out"
# The list of what is in the folder begins anew with the folder's contents.
rm -f "$out/manifest.json"

"$jiedui" check "$package" --language zh
"$jiedui" describe "$package" --output "$out/describe.txt"
"$jiedui" gaps "$package" --level county --within 甘肃省 --as-of 2018 --format csv --output "$out/gaps-2018.csv"
"$jiedui" coverage "$package" --level county --within 甘肃省 --as-of 2018 --by prefecture --format csv --output "$out/coverage-2018.csv"
"$jiedui" who "$package" 甘谷县 --output "$out/who-gangu.txt"
"$jiedui" diff "$package" --from 2012 --to 2018 --format csv --output "$out/diff-2012-2018.csv"
"$jiedui" structure "$package" --layer county --as-of 2018 --language zh --output "$out/structure-2018.txt"
"$jiedui" centrality "$package" --layer money --status disbursed --format csv --output "$out/centrality-money.csv"
"$jiedui" flows "$package" --by category,year --language zh --output "$out/flows.txt"
"$jiedui" flows "$package" --matrix --level county --as-of 2018 --format csv --output "$out/who-does-what-2018.csv"
"$jiedui" trace "$package" 黄南 --status disbursed --language zh --output "$out/trace-huangnan.txt"
"$jiedui" reconcile "$package" --language zh --output "$out/reconcile.txt"
"$jiedui" agreement "$package" --years 2012-2020 --format csv --output "$out/agreement-2012-2020.csv"
"$jiedui" equity "$package" --level county --within 甘肃省 --status disbursed --by prefecture --bootstrap 1000 --format csv --output "$out/equity.csv"
"$jiedui" suggest "$package" --level county --within gansu-34 --as-of 2018 --donors 天津市 --donor-level county --capacity 3 \
  --gaps none,no_record,claimed --language zh --output "$out/suggest-2018.txt"
"$jiedui" whatif "$package" examples/withdrawal/withdrawal.yaml --language zh --output "$out/whatif-withdrawal.txt"
"$jiedui" reallocate "$package" examples/larger-share/problem.yaml --language zh --output "$out/reallocate.txt"
"$jiedui" draw coverage "$package" --within 甘肃省 --as-of 2018 --language zh --quiet --output "$out/coverage-2018.svg" >/dev/null
"$jiedui" draw sankey "$package" --status disbursed --language zh --quiet --output "$out/sankey.svg" >/dev/null
"$jiedui" draw timeline "$package" --within 天水市 --language zh --quiet --output "$out/timeline-tianshui.svg" >/dev/null
"$jiedui" draw multiples "$package" --by year --language zh --quiet --output "$out/pairings-by-year.svg" >/dev/null
"$jiedui" draw change "$package" --scenario examples/share-rule/met.yaml --language zh --quiet --output "$out/change-scenario.svg" >/dev/null
"$jiedui" draw graph "$package" --language zh --quiet --output "$out/graph.svg" >/dev/null
"$jiedui" draw tree "$package" --within 甘肃省 --as-of 2018 --level county --language zh --quiet --output "$out/tree-2018.svg" >/dev/null
"$jiedui" draw map "$package" --show funds --status disbursed --language zh --quiet --output "$out/map-funds.svg" >/dev/null
for year in 2012 2018; do
  for format in svg pdf png; do
    "$jiedui" draw diagram "$package" --as-of "$year" --language zh --quiet --output "$out/diagram-$year.$format" >/dev/null
    "$jiedui" draw map "$package" --as-of "$year" --language zh --quiet --output "$out/map-$year.$format" >/dev/null
  done
done
"$jiedui" draw diagram "$package" --focus 甘谷县 --language zh --quiet --output "$out/focus-gangu.svg" >/dev/null
"$jiedui" report "$package" --language zh --since 2012 --scenario examples/withdrawal/withdrawal.yaml --quiet --output "$out/report.html"
echo "Results are in $out/, what they were made from in $out/manifest.json:"
ls -1 "$out"
