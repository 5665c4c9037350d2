#!/usr/bin/env python3
"""Writes a data package of many towns without a pairing, to measure `jiedui suggest` on.

    suggest_package.py FOLDER [TOWNS [DONORS [SPREAD]]]

TOWNS (40,000) towns in counties of a province in the west, DONORS (3,000) towns in districts of one in the
east; each county of the west is paired with two districts. SPREAD says where the donors are: `far` (the
default), 1,000 km away as in reality, or `near`, among the towns. The same arguments write the same bytes.
"""
import csv, json, pathlib, random, sys

folder = pathlib.Path(sys.argv[1])
towns, donors = (int(x) for x in (sys.argv[2:4] + ["40000", "3000"][len(sys.argv[2:4]):]))
near = len(sys.argv) > 4 and sys.argv[4] == "near"
rng = random.Random(20251121)
folder.mkdir(parents=True, exist_ok=True)
nodes, pairings = [], []


def province(code, kind, count, size, box):
    """A province of `count` towns in counties of about `size`, with seats spread over a box."""
    nodes.append([code, "province", f"P{code}", "", "", "", ""])
    made, counties = 0, []
    while made < count:
        seat = rng.uniform(*box[0]), rng.uniform(*box[1])
        county = f"{code}{len(counties):04d}"
        counties.append(county)
        nodes.append([county, kind, f"C{county}", code, f"{seat[0]:.5f}", f"{seat[1]:.5f}", "seat"])
        for town in range(min(size, count - made)):
            lon, lat = seat[0] + rng.gauss(0, 0.15), seat[1] + rng.gauss(0, 0.12)
            nodes.append([f"{county}{town:03d}", "town", f"T{county}{town:03d}", county,
                          f"{lon:.5f}", f"{lat:.5f}", "seat"])
            made += 1
    return counties


west = province("60", "county", towns, 40, ((97, 110), (25, 40)))
east = province("30", "district", donors, 30, ((97, 110), (25, 40)) if near else ((116, 121), (30, 40)))
for county in west:
    for district in rng.sample(east, 2):
        pairings.append([f"pair-{district}-{county}", "county", district, county, "2020/.."])


def write(name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


write("nodes", "id kind name parent lon lat position_precision".split(), nodes)
write("pairings", "id kind donor recipient period".split(), pairings)
(folder / "datapackage.json").write_text(json.dumps({
    "name": "suggest", "resources": [
        {"name": name, "path": f"{name}.csv", "profile": "tabular-data-resource"}
        for name in ("nodes", "pairings")]}, indent=2) + "\n")
