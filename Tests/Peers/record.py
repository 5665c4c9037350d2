#!/usr/bin/env python3
"""Writes what NetworkX, igraph and SciPy answer on seeded graphs, for the tests of GraphCore.

    python3 -m venv VENV && VENV/bin/pip install -r Tests/Peers/requirements.txt
    VENV/bin/python Tests/Peers/record.py

One file a measure under Tests/GraphCoreTests/Fixtures/peers/: header lines begin with `#`; then a line for
each graph: its number and its values, `nan` where a value is undefined, `-` where the measure does not
apply to the graph. A measure that applies to fewer than 500 of the graphs in graphs.py is also asked on
those in supplement.py; the files of the others end before them. Where two peers have a measure, both are
asked; where they differ, the script says so (see README.md).
"""

import math
import sys
from pathlib import Path

import igraph
import networkx
import numpy
import scipy

import centrality
import flows
import structure
from graphs import SEED, cases
from supplement import supplement

OUT = Path(__file__).resolve().parent.parent / "GraphCoreTests" / "Fixtures" / "peers"
ENOUGH = 500
VERSIONS = {
    "networkx": networkx.__version__, "igraph": igraph.__version__, "scipy": scipy.__version__,
    "numpy": numpy.__version__,
}
FORMS = {
    "M": "the multigraph as it is",
    "A": "every edge an arc from its source to its target, parallel edges and loops kept",
    "U": "undirected, simple, no loops, least weight",
    "W": "undirected, simple, no loops, summed weight",
    "D": "directed, simple, no loops, summed weight; an undirected edge is two arcs",
    "P": "direction as it is, simple, no loops, least weight",
}


def text(value):
    if value is None or math.isnan(value):
        return "nan"
    # A difference of rounding from a whole number is not worth twelve digits.
    if abs(value - round(value)) < 1e-13 * max(1, abs(value)):
        return str(round(value))
    return f"{value:.12g}"


def line(index, values):
    if values is None:
        return f"{index} -\n"
    return " ".join([str(index), *map(text, values)]) + "\n"


def agree(first, second):
    if first is None or second is None:
        return True
    if len(first) != len(second):
        return False
    for a, b in zip(first, second):
        a = math.nan if a is None else a
        b = math.nan if b is None else b
        if math.isnan(a) != math.isnan(b) or abs(a - b) > 1e-9 * max(1, abs(a)):
            return False
    return True


def write_graphs(graphs):
    with open(OUT / "graphs.txt", "w") as file:
        file.write(f"# Seeded graphs, seed {SEED}, from Tests/Peers/graphs.py and supplement.py.\n")
        file.write("# number direction nodes family edges: source target weight ...\n")
        for case in graphs:
            form = case.multigraph
            ends = " ".join(f"{u} {v} {w}" for u, v, w in form.edges)
            direction = "directed" if form.directed else "undirected"
            file.write(f"{case.index} {direction} {form.n} {case.family} {ends}".rstrip() + "\n")


def ask(measure, graphs, more):
    """The graphs that the measure is asked on, each with its values."""
    asked = [(case, measure.compute(case, case.form(measure.form))) for case in graphs]
    if sum(values is not None for _, values in asked) < ENOUGH:
        asked += [(case, measure.compute(case, case.form(measure.form))) for case in more]
    return asked


def write(measure, graphs, more):
    differ = {}
    asked = ask(measure, graphs, more)
    with open(OUT / f"{measure.name}.txt", "w") as file:
        peers = ", ".join(f"{p} {VERSIONS[p]}" for p in measure.peers)
        second = ", ".join(f"{p} {VERSIONS[p]}" for p in measure.checks if p in VERSIONS)
        checked = f"; compared with {second}" if second else ""
        file.write(f"# {measure.name} by {peers}{checked}\n")
        file.write(f"# form {measure.form}: {FORMS[measure.form]}\n")
        for sentence in measure.about.strip().split("\n"):
            file.write(f"# {sentence.strip()}\n")
        for case, values in asked:
            form = case.form(measure.form)
            file.write(line(case.index, values))
            for peer, check in measure.checks.items():
                if values is None:
                    continue
                try:
                    if not agree(values, check(case, form)):
                        differ.setdefault(f"{peer} differs", []).append(case.index)
                except Exception as problem:  # whatever a peer says when it gives up
                    remark = f"{peer} fails ({str(problem).split(':')[-1].strip()[:60]})"
                    differ.setdefault(remark, []).append(case.index)
    return differ, len(asked), sum(values is None for _, values in asked)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    graphs, more = cases(), supplement()
    write_graphs(graphs + more)
    wanted = set(sys.argv[1:])
    for measure in structure.MEASURES + centrality.MEASURES + flows.MEASURES:
        if wanted and measure.name not in wanted:
            continue
        differ, asked, undefined = write(measure, graphs, more)
        remarks = [f"applies to {asked - undefined} of {asked}"] if undefined else []
        remarks += [f"{remark} on {len(g)}: {g[:6]}" for remark, g in differ.items()]
        print(f"{measure.name} ({measure.form}):", "; ".join(remarks) or "all agree")
    size = sum(file.stat().st_size for file in OUT.glob("*.txt"))
    print(f"{len(graphs)} + {len(more)} graphs, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
