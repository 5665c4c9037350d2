#!/usr/bin/env python3
"""Measures our tasks and the peers' in one run, checks that answers agree, and prints one table.

    python3 compare.py MEASURES PEER-PYTHON FOLDER RESULTS.md [--sizes S M L] [--tasks …]
                       [--timeout 120] [--seconds 2]

For every task and size our program runs first, then each peer, then our program again, each in a
process of its own, from the same files. A task repeats within its process for `--seconds` (at least
once); medians count. A peer is stopped after `--timeout`, or once it has taken so long that the goal is
reached with a fifth to spare; its ratio then is a lower bound. A peer whose answer differs from ours is shown below the table and does
not count. Ratios are the least time among the peers ÷ ours; CPU time is that of all threads.
"""

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

# Standing goals: how many times faster than the fastest peer.
GOALS = {
    "load": 10, "wcc": 3, "scc": 1.5, "pagerank": 2, "hits": 1.5, "kcore": 2, "dijkstra10": 2,
    "bridges": 1.5, "articulation": 1.5, "mst": 1.5, "clustering": 1.5, "triads": 1.5,
    "closeness": 50, "harmonic": 50, "betweenness": 4, "edge betweenness": 4, "bc64": 3,
    "leiden": 2, "maxflow": 1.5, "mincostflow": 1.5, "transport": 1.5, "assignment": 1.5,
    "matching": 1.5,
}

# Shortest paths between all nodes: on L, hours in every peer.
ALL_PAIRS = {"closeness", "harmonic", "betweenness", "edge betweenness"}
# Hours on L in ours too.
TOO_LONG = {("betweenness", "L"), ("edge betweenness", "L")}
# Heavy tasks, for which two workers are compared with one.
HEAVY = ALL_PAIRS | {"load", "bc64", "triads", "clustering", "dijkstra10", "pagerank", "hits"}

# What is known of size S (several peers agree on each).
KNOWN = {
    "load": {"n": 5000, "m": 19996}, "wcc": {"n": 1, "largest": 5000},
    "scc": {"n": 2344, "largest": 2485},
    "pagerank": {"max": 0.01160114808879694, "l2": 0.02826500240156191},
    "kcore": {"sum": 13224, "max": 13},
    "hits": {"max": 0.0194105157103079, "l2": 0.10683547808303454},
    "dijkstra10": {"sum": 103428869890}, "mst": {"length": 41136081},
    "articulation": {"count": 521}, "bridges": {"count": 1212},
    "clustering": {"sum": 10.003440177706597}, "matching": {"card": 786},
    "assignment": {"cost": 104996}, "maxflow": {"flow": 22680}, "transport": {"cost": 113757674},
    "mincostflow": {"flow": 22680, "cost": 60825060},
    "betweenness": {"sum": 46564462, "max": 1155012.2495134952},
    "edge betweenness": {"sum": 59061962.00000018, "max": 82748.03422690765},
    "closeness": {"sum": 1069.3514270819528}, "harmonic": {"sum": 5563659.033333512},
    "bc64": {"sum": 1166343, "max": 32774.08043696623},
    "triads": {"300": 0, "111U": 19423, "012": 52928466},
}

# The tolerance asked of PageRank and HITS is 1e-10 of the whole; rustworkx measures it otherwise.
TOLERANCE = {"pagerank": 1e-6, "hits": 1e-6}
# A modularity is as good as another when it is not lower by more than this.
SAME_MODULARITY = 5e-4


def run(command, timeout, **environment):
    """The JSON that a command prints, or the reason why there is none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout,
                              env={**os.environ, **environment})
    except subprocess.TimeoutExpired:
        return {"failure": f"> {timeout:.0f} s"}
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        lines = done.stderr.strip().splitlines() or ["no answer"]
        return {"failure": lines[-1][:120]}


def agrees(task, answer, other):
    if task == "leiden":
        return True
    bound = TOLERANCE.get(task, 1e-9)
    return answer.keys() == other.keys() and all(
        math.isclose(answer[k], other[k], rel_tol=bound, abs_tol=bound) for k in answer)


def duration(seconds):
    if seconds is None:
        return "–"
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def ratio(value):
    return "–" if value is None else f"{value:.1f}" if value < 100 else f"{value:.0f}"


class Comparison:
    def __init__(self, options):
        self.options = options
        listed = subprocess.run([options.python, str(HERE / "peers.py"), "--list"],
                                capture_output=True, text=True, check=True)
        self.peers = json.loads(listed.stdout)
        self.notes = []
        self.failed = False
        self.versions = {}

    def ours(self, task, size, *more):
        return run([self.options.measures, task, size, self.options.folder, "--seconds",
                    str(self.options.seconds), *more], self.options.timeout * 3)

    def peers_of(self, task, size):
        if size == "L" and task in ALL_PAIRS:
            return []
        return [p for p, t in self.peers if t == task
                and (p != "networkx" or (size == "S" and task not in ALL_PAIRS))]

    def row(self, task, size):
        place = f"{task}, {size}"
        if (task, size) in TOO_LONG:
            return f"| {task} | {size} | – | – | – | – | – | – | ≥ {GOALS[task]} | hours: not run | – | – |"
        first = self.ours(task, size)
        found = {}
        limit = self.options.timeout
        if "failure" not in first:
            # What a peer needs to start and to read the files is not part of its time.
            start = {"S": 10, "M": 20, "L": 60}[size]
            limit = start + min(limit, 1.2 * GOALS[task] * first["wall"])
        for peer in self.peers_of(task, size):
            # More threads make the linear algebra of these sizes slower; NetworKit is made for them.
            threads = {} if peer == "networkit" else {"OMP_NUM_THREADS": "1"}
            found[peer] = run([self.options.python, str(HERE / "peers.py"), peer, task, size,
                               self.options.folder, "--seconds", str(self.options.seconds)],
                              limit, **threads)
            print(".", end="", file=sys.stderr, flush=True)
        if "failure" in first:
            self.notes.append(f"{place}: ours gave no answer ({first['failure']})")
            return f"| {task} | {size} | – | – | – | – | – | – | ≥ {GOALS[task]} | not measured | – | – |"
        minutes = size == "L" and task in ALL_PAIRS
        again = first if minutes else self.ours(task, size)
        mine = [r for r in (first, again) if "failure" not in r]
        wall = statistics.median(r["wall"] for r in mine)
        cpu = statistics.median(r["cpu"] for r in mine)
        answer = first["answer"]
        if size == "S" and task in KNOWN and not agrees(task, answer, KNOWN[task]):
            self.failed = True
            self.notes.append(f"{place}: our answer {answer} is not the known one {KNOWN[task]}")
        if any(r["answer"] != answer for r in mine):
            self.failed = True
            self.notes.append(f"{place}: two runs of ours differ")
        counted = self.counted(task, place, answer, found)
        speedup = "–"
        if task in HEAVY and not minutes:
            one = self.ours(task, size, "--workers", "1")
            if "failure" not in one:
                speedup = f"{one['wall'] / wall:.2f}"
                if one["answer"] != answer:
                    self.failed = True
                    self.notes.append(f"{place}: one worker and several differ")
        late = [p for p, r in found.items() if r.get("failure", "").startswith(">")]
        by_cpu = min(counted, key=lambda p: counted[p]["cpu"], default=None)
        by_wall = min(counted, key=lambda p: counted[p]["wall"], default=None)
        ratios = [counted[by_cpu]["cpu"] / cpu if by_cpu else None,
                  counted[by_wall]["wall"] / wall if by_wall else None]
        # When every peer was stopped, what is known is that they took longer.
        stopped = bool(late) and not counted
        if stopped:
            ratios = [None, (limit - start) / wall]
        cells = [
            task, size, duration(cpu), duration(wall),
            f"{duration(counted[by_cpu]['cpu'])} {by_cpu}" if by_cpu else "–",
            f"{duration(counted[by_wall]['wall'])} {by_wall}" if by_wall
            else f"> {duration(limit - start)}" if stopped else "–",
            ratio(ratios[0]), ("> " if stopped else "") + ratio(ratios[1]), f"≥ {GOALS[task]}",
            self.verdict(task, size, ratios),
            f"{max(r['peak'] for r in mine):.0f}", speedup]
        return "| " + " | ".join(cells) + " |"

    def counted(self, task, place, answer, found):
        """The peers that finished with our answer; notes on all others."""
        counted = {}
        for peer, result in found.items():
            if "failure" in result:
                self.notes.append(f"{place}: {peer} {result['failure']}")
                continue
            self.versions[peer] = result["version"]
            if not agrees(task, answer, result["answer"]):
                self.notes.append(f"{place}: {peer} answers otherwise in "
                                  f"{duration(result['wall'])} ({result['answer']}); not counted")
            elif task == "leiden":
                (ours, theirs) = (answer["modularity"], result["answer"]["modularity"])
                better = theirs > ours + SAME_MODULARITY
                self.notes.append(
                    f"{place}: modularity {ours:.4f}, {peer} {theirs:.4f} in "
                    f"{duration(result['wall'])}{'; **better than ours**' if better else ''}")
                counted[peer] = result
            else:
                counted[peer] = result
        return counted

    @staticmethod
    def verdict(task, size, ratios):
        reached = [r is not None and r >= GOALS[task] for r in ratios]
        if size == "L" and task in ALL_PAIRS:
            return "no peer was run"
        if ratios[0] is None:
            return "yes" if reached[1] else "no peer finished"
        return ("yes" if all(reached) else "wall only" if reached[1]
                else "CPU only" if reached[0] else "no")

    def table(self):
        head = ["task", "size", "our CPU", "our wall", "least CPU of a peer",
                "least wall of a peer", "ratio CPU", "ratio wall", "goal", "reached", "peak MiB",
                "one worker ÷ all"]
        lines = ["| " + " | ".join(head) + " |", "|" + "-|" * len(head)]
        for size in self.options.sizes:
            for task in self.options.tasks:
                lines.append(self.row(task, size))
                print(lines[-1], file=sys.stderr, flush=True)
                # A run that is stopped leaves what it has measured.
                Path(self.options.results).write_text(self.text(lines))
        return lines

    def text(self, lines):
        sizes = " ".join(self.options.sizes)
        versions = ", ".join(f"{p} {v}" for p, v in sorted(self.versions.items()))
        return "\n".join([
            "# Results", "",
            f"Made by `make benchmark SIZES=\"{sizes}\" TIMEOUT={self.options.timeout:g} "
            f"REPEAT={self.options.seconds:g}` on {os.cpu_count()} processors "
            f"({processor()}), Python {platform.python_version()}; load of the machine at the end "
            f"{os.getloadavg()[0]:.1f}.",
            f"Peers: {versions}. Medians; times below a millisecond include what a call costs in each "
            "language.",
            "A ratio is the least time among the peers ÷ ours. Peak memory is that of our process: the "
            "file read, the graph built and the task.", "", *lines, "",
            *(["## Notes", "", *[f"* {note}" for note in self.notes], ""] if self.notes else [])])


def processor():
    try:
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.machine()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures")
    parser.add_argument("python")
    parser.add_argument("folder")
    parser.add_argument("results")
    parser.add_argument("--sizes", nargs="+", default=["S", "M", "L"])
    parser.add_argument("--tasks", nargs="+", default=list(GOALS))
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    comparison = Comparison(options)
    lines = comparison.table()
    text = comparison.text(lines)
    Path(options.results).write_text(text)
    print(text)
    if comparison.failed:
        sys.exit("Some answers are wrong.")


if __name__ == "__main__":
    main()
