#!/usr/bin/env python3
"""Asks SciPy for the best pairings of 300 seeded problems, and writes problems and answers.

    VENV/bin/python Tests/Peers/suggest.py

Each line of Tests/ScenariosTests/Fixtures/peers/suggest.jsonl is one problem: the room and load of each
donor, the class of each unit and the donors that a class may take, the rank of each unit, the place of each
unit (−1 for none), the most pairings, whether loads are to be equal, all lengths, and what the best plan
attains: places reached, ranks served, the sum of squared loads, metres.

`scipy.optimize.milp` (HiGHS) attains the aims one after the other, each held as a constraint for the next,
so no aim is weighed against another. Where there is neither a limit nor any aim but units and metres,
`scipy.optimize.linear_sum_assignment` is asked as well, each donor written as often as it has room, and
has to agree. Running it again gives the same bytes.
"""
import json, pathlib, random

import numpy
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import lil_matrix

TARGET = pathlib.Path(__file__).parents[1] / "ScenariosTests/Fixtures/peers/suggest.jsonl"


def make(seed):
    rng = random.Random(seed)
    donors, units = rng.randint(1, 12), rng.randint(1, 24)
    classes = rng.randint(1, 3)
    family = seed % 5
    longest = rng.choice([9, 90, 2000])
    return {
        "rooms": [rng.randint(0, rng.choice([1, 3, 6])) for _ in range(donors)],
        "loads": [rng.randint(0, 3) for _ in range(donors)],
        "classes": [rng.randrange(classes) for _ in range(units)],
        "donorsOfClass": [[d for d in range(donors) if classes == 1 or rng.random() < 0.7]
                          for _ in range(classes)],
        "ranks": [rng.randint(1, 5) if family == 1 else 1 for _ in range(units)],
        "places": [rng.randint(-1, 4) for _ in range(units)] if family == 2 else [],
        "most": rng.randint(0, units) if family == 3 or rng.random() < 0.2 else None,
        "equal": family == 4,
        "lengths": [[rng.randint(0, longest) for _ in range(units)] for _ in range(donors)],
    }


def solve(problem):
    donors, units = len(problem["rooms"]), len(problem["classes"])
    pairs = [(d, u) for u in range(units) for d in problem["donorsOfClass"][problem["classes"][u]]]
    places = sorted({p for p in problem["places"] if p >= 0})
    pieces = [(d, n) for d in range(donors) for n in range(problem["rooms"][d])]
    count = len(pairs) + len(places) + len(pieces)
    rows, low, high = [], [], []

    def constrain(terms, least, greatest):
        rows.append(terms)
        low.append(least)
        high.append(greatest)

    for d in range(donors):
        own = [(i, 1) for i, pair in enumerate(pairs) if pair[0] == d]
        constrain(own, 0, problem["rooms"][d])
        # A donor that serves n units pays for its first n pieces.
        paid = [(len(pairs) + len(places) + i, -1) for i, piece in enumerate(pieces) if piece[0] == d]
        constrain(own + paid, 0, 0)
    for u in range(units):
        constrain([(i, 1) for i, pair in enumerate(pairs) if pair[1] == u], 0, 1)
    if problem["most"] is not None:
        constrain([(i, 1) for i in range(len(pairs))], 0, problem["most"])
    for k, place in enumerate(places):
        inside = [(i, 1) for i, pair in enumerate(pairs) if problem["places"][pair[1]] == place]
        constrain(inside + [(len(pairs) + k, -1)], 0, numpy.inf)

    aims = {
        "places": [(len(pairs) + k, -1) for k in range(len(places))],
        "rank": [(i, -problem["ranks"][pair[1]]) for i, pair in enumerate(pairs)],
        "squares": [(len(pairs) + len(places) + i, 2 * (problem["loads"][d] + n) + 1)
                    for i, (d, n) in enumerate(pieces)] if problem["equal"] else [],
        "metres": [(i, problem["lengths"][d][u]) for i, (d, u) in enumerate(pairs)],
    }
    found = {}
    for name, terms in aims.items():
        if not terms or count == 0:
            found[name] = 0
            continue
        matrix = lil_matrix((len(rows), count))
        for row, line in enumerate(rows):
            for column, value in line:
                matrix[row, column] += value
        cost = numpy.zeros(count)
        for column, value in terms:
            cost[column] += value
        answer = milp(cost, integrality=numpy.ones(count), bounds=Bounds(0, 1),
                      constraints=LinearConstraint(matrix.tocsr(), low, high))
        assert answer.success, answer.message
        value = round(answer.fun)
        assert abs(answer.fun - value) < 1e-6
        constrain(terms, value, value)
        found[name] = abs(value)
    # The squares that are there already.
    if problem["equal"]:
        found["squares"] += sum(load * load for load in problem["loads"])
    return found


def assign(problem):
    """Units and metres by assignment: none is a column of its own, dearer than everything."""
    dear = 10**6
    slots = [d for d, room in enumerate(problem["rooms"]) for _ in range(room)]
    units = len(problem["classes"])
    costs = numpy.full((units, len(slots) + units), dear, dtype=numpy.int64)
    for u in range(units):
        for column, d in enumerate(slots):
            if d in problem["donorsOfClass"][problem["classes"][u]]:
                costs[u, column] = problem["lengths"][d][u]
            else:
                costs[u, column] = dear * (units + 1)
    row, column = linear_sum_assignment(costs)
    values = costs[row, column]
    served = values[values < dear]
    return len(served), int(served.sum())


TARGET.parent.mkdir(parents=True, exist_ok=True)
compared = 0
with open(TARGET, "w") as file:
    for seed in range(300):
        problem = make(seed)
        problem["expected"] = solve(problem)
        if seed % 5 == 0 and problem["most"] is None:
            assert assign(problem) == (problem["expected"]["rank"], problem["expected"]["metres"])
            compared += 1
        file.write(json.dumps(problem, separators=(",", ":")) + "\n")
print(f"300 problems, {compared} of them also by assignment")
