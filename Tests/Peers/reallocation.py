#!/usr/bin/env python3
"""Writes what SciPy's HiGHS answers on seeded reallocation problems, for the tests of Scenarios.

    python3 -m venv VENV && VENV/bin/pip install -r Tests/Peers/requirements.txt
    VENV/bin/python Tests/Peers/reallocation.py

One file an objective under Tests/ScenariosTests/Fixtures/reallocation/: a line of JSON for each problem. Amounts are
in 10,000 yuan. The formulation is this script's own: columns for lines only, one row a rule, dense; saturated recipients
of leximin are found by one linear program for each, not by duals. Running it again gives the same bytes, to eight digits.

value    the best objective, null when no plan keeps all rules
amounts  what each recipient gets in the only answer (leximin of relative changes among the best), on every fifth problem
"""

import json
import random
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

OUT = Path(__file__).resolve().parent.parent / "ScenariosTests" / "Fixtures" / "reallocation"
SEED = 20251121
COUNT = 200
OBJECTIVES = ["max_min", "leximin", "least_shortfall", "proportional", "least_inequality", "least_change",
              "most_covered"]


# Problems ------------------------------------------------------------------------------------------------------------

def draw(rng, objective, number):
    donors, recipients = rng.randint(2, 8), rng.randint(3, 15)
    if number % 5 == 0:
        donors, recipients = rng.randint(2, 4), rng.randint(3, 7)
    lines = []
    for r in range(recipients):
        for d in sorted(rng.sample(range(donors), rng.randint(1, min(3, donors)))):
            lines.append([d, r, rng.choice([0, 50, 100, 100, 200, 300, 450, 725, 1000])])
    lines.sort()
    used = {d for d, _, _ in lines}
    remap = {d: i for i, d in enumerate(sorted(used))}
    lines = sorted([remap[d], r, a] for d, r, a in lines)
    donors = len(used)
    before = sum(a for _, _, a in lines)
    problem = {"donors": donors, "recipients": recipients, "lines": lines}
    total = max(recipients, round(before * rng.choice([0.8, 0.95, 1, 1.08, 1.08, 1.2, 1.5])))
    problem["total"] = total
    if rng.random() < 0.3:
        # Budgets of some donors, near what they gave.
        given = [sum(a for d, _, a in lines if d == e) for e in range(donors)]
        budgets = [[e, max(1, round(given[e] * rng.choice([0.9, 1, 1.1])))] for e in range(donors - 1)
                   if rng.random() < 0.6]
        if sum(b for _, b in budgets) < total:
            problem["budgets"] = budgets
    problem["targets"] = [rng.choice([100, 200, 300, 500, 800, 1300]) for _ in range(recipients)]
    problem["weights"] = [rng.choice([1, 1, 2, 3, 5]) for _ in range(recipients)]
    rules = []
    for kind in rng.sample(["share", "hold", "cap", "group", "floor", "ceiling", "capacity", "lock", "earmark"],
                           rng.randint(1, 4)):
        group = sorted(rng.sample(range(recipients), rng.randint(1, recipients - 1)))
        if kind == "share":
            now = sum(a for _, r, a in lines if r in group) / max(1, before)
            rules.append(["share", group, rng.choice(["ge", "ge", "le"]),
                          min(95, max(5, round(100 * now) + rng.choice([-10, -3, 5, 12])))])
        elif kind == "hold":
            rules.append(["hold", rng.choice([50, 70, 80, 90, 100])])
        elif kind == "cap":
            rules.append(["cap", rng.choice([20, 40, 60, 100])])
        elif kind == "group":
            rules.append(["group", group, rng.choice(["ge", "le"]), round(total * rng.choice([0.2, 0.4, 0.7]))])
        elif kind == "floor":
            rules.append(["floor", round(total / recipients * rng.choice([0.1, 0.3, 0.6]))])
        elif kind == "ceiling":
            rules.append(["ceiling", round(total / recipients * rng.choice([1.5, 2, 3]))])
        elif kind == "capacity":
            rules.append(["capacity", rng.randrange(donors), round(total * rng.choice([0.2, 0.5, 0.8]))])
        elif kind == "lock":
            rules.append(["lock", rng.randrange(len(lines))])
        elif kind == "earmark":
            line = rng.choice(lines)
            rules.append(["earmark", line[0], group, round(total * rng.choice([0.02, 0.1]))])
    if objective in ("most_covered", "max_min", "least_change") and rng.random() < 0.25:
        rules.append(rng.choice([["donors_max", rng.randint(1, 2)], ["new", rng.randint(0, 2)]]))
    problem["rules"] = rules
    if objective in ("max_min", "leximin"):
        problem["measure"] = rng.choice(["amount", "per_target", "per_weight"])
    if objective == "least_shortfall":
        problem["weighted"] = rng.random() < 0.5
    if objective == "most_covered":
        problem["threshold"] = rng.choice(["target", 250, 400])
    if objective not in ("leximin", "most_covered") and rng.random() < 0.2:
        problem["churn"] = rng.choice([1, 5, 50])  # thousandths
    return problem


# Models --------------------------------------------------------------------------------------------------------------

class Model:
    """Columns with bounds; rows as dictionaries."""

    def __init__(self):
        self.lower, self.upper, self.whole = [], [], []
        self.rows = []

    def column(self, lower=0.0, upper=np.inf, whole=False):
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, terms, lower=-np.inf, upper=np.inf):
        self.rows.append((dict(terms), lower, upper))

    def copy(self):
        other = Model()
        other.lower, other.upper, other.whole = list(self.lower), list(self.upper), list(self.whole)
        other.rows = list(self.rows)
        return other

    def solve(self, costs, maximise=False):
        n = len(self.lower)
        c = np.zeros(n)
        for j, v in costs.items():
            c[j] += -v if maximise else v
        a = np.zeros((len(self.rows), n))
        for i, (terms, _, _) in enumerate(self.rows):
            for j, v in terms.items():
                a[i, j] += v
        lower = np.array([row[1] for row in self.rows])
        upper = np.array([row[2] for row in self.rows])
        if any(self.whole):
            result = milp(c, integrality=np.array(self.whole, dtype=int), bounds=Bounds(self.lower, self.upper),
                          constraints=LinearConstraint(a, lower, upper), options={"mip_rel_gap": 0})
        else:
            le, ge, eq = upper < np.inf, lower > -np.inf, lower == upper
            le, ge = le & ~eq, ge & ~eq
            result = linprog(c, A_ub=np.vstack([a[le], -a[ge]]), b_ub=np.concatenate([upper[le], -lower[ge]]),
                             A_eq=a[eq] if eq.any() else None, b_eq=lower[eq] if eq.any() else None,
                             bounds=list(zip(self.lower, self.upper)), method="highs")
        if result.status == 2:
            return None
        assert result.status == 0, result
        return (-result.fun if maximise else result.fun), result.x


def add(*parts):
    terms = {}
    for factor, part in parts:
        for j, v in part.items():
            terms[j] = terms.get(j, 0) + factor * v
    return terms


def build(problem):
    """The model, the lines as (donor, recipient, before, column), and the sum of each recipient."""
    model = Model()
    lines = [tuple(line) for line in problem["lines"]]
    new = next((rule[1] for rule in problem["rules"] if rule[0] == "new"), None)
    pairs = {(d, r) for d, r, _ in lines}
    if new is not None:
        lines += [(d, r, 0) for d in range(problem["donors"]) for r in range(problem["recipients"])
                  if (d, r) not in pairs]
    lines = [(d, r, a, model.column()) for d, r, a in lines]
    sums = [{x: 1.0 for _, s, _, x in lines if s == r} for r in range(problem["recipients"])]
    before = [sum(a for _, s, a, _ in lines if s == r) for r in range(problem["recipients"])]
    total = problem["total"]
    model.row({x: 1.0 for *_, x in lines}, total, total)
    for donor, budget in problem.get("budgets", []):
        model.row({x: 1.0 for d, _, _, x in lines if d == donor}, budget, budget)
    for rule in problem["rules"]:
        kind = rule[0]
        if kind in ("share", "group"):
            amount = rule[3] / 100 * total if kind == "share" else rule[3]
            terms = add(*[(1, sums[r]) for r in rule[1]])
            model.row(terms, *((amount, np.inf) if rule[2] == "ge" else (-np.inf, amount)))
        elif kind == "hold":
            for r, terms in enumerate(sums):
                model.row(terms, rule[1] / 100 * before[r])
        elif kind == "cap":
            for r, terms in enumerate(sums):
                model.row(terms, (1 - rule[1] / 100) * before[r], (1 + rule[1] / 100) * before[r])
        elif kind == "floor":
            for terms in sums:
                model.row(terms, rule[1])
        elif kind == "ceiling":
            for terms in sums:
                model.row(terms, -np.inf, rule[1])
        elif kind == "capacity":
            model.row({x: 1.0 for d, _, _, x in lines if d == rule[1]}, -np.inf, rule[2])
        elif kind == "lock":
            d, r, a = problem["lines"][rule[1]]
            model.row({x: 1.0 for e, s, _, x in lines if (e, s) == (d, r)}, a, a)
        elif kind == "earmark":
            model.row({x: 1.0 for d, r, _, x in lines if d == rule[1] and r in rule[2]}, rule[3])
        elif kind == "donors_max":
            for r in range(problem["recipients"]):
                opened = {}
                for _, s, _, x in lines:
                    if s == r:
                        z = model.column(0, 1, True)
                        opened[z] = 1.0
                        model.row({x: 1.0, z: -float(total)}, -np.inf, 0)
                model.row(opened, -np.inf, rule[1])
        elif kind == "new":
            opened = {}
            for d, r, _, x in lines:
                if (d, r) not in pairs:
                    z = model.column(0, 1, True)
                    opened[z] = 1.0
                    model.row({x: 1.0, z: -float(total)}, -np.inf, 0)
            model.row(opened, -np.inf, rule[1])
    return model, lines, sums, before


def objective(problem, name, model, lines, sums):
    """Adds the objective; returns its terms and whether more is better."""
    weights, targets, total = problem["weights"], problem["targets"], problem["total"]
    if name in ("max_min", "leximin"):
        level = model.column(-np.inf)
        for r, terms in enumerate(sums):
            model.row(add((1, terms), (-measure(problem)[r], {level: 1.0})), 0)
        costs, more = {level: 1.0}, True
    elif name == "least_shortfall":
        costs, more = {}, False
        for r, terms in enumerate(sums):
            short = model.column()
            model.row(add((1, terms), (1, {short: 1.0})), targets[r])
            costs[short] = weights[r] if problem["weighted"] else 1.0
    elif name == "proportional":
        costs, more = {}, False
        for r, terms in enumerate(sums):
            fair = total * weights[r] / sum(weights)
            off = model.column()
            model.row(add((1, terms), (-1, {off: 1.0})), -np.inf, fair)
            model.row(add((1, terms), (1, {off: 1.0})), fair)
            costs[off] = 1.0
    elif name == "least_inequality":
        costs, more = {}, False
        for a in range(len(sums)):
            for b in range(a):
                off = model.column()
                difference = add((weights[b], sums[a]), (-weights[a], sums[b]))
                model.row(add((1, difference), (-1, {off: 1.0})), -np.inf, 0)
                model.row(add((1, difference), (1, {off: 1.0})), 0)
                costs[off] = 1.0 / (sum(weights) * total)
    elif name == "least_change":
        costs, more = changes(model, lines, 1.0), False
    else:
        costs, more = {}, True
        for r, terms in enumerate(sums):
            needed = targets[r] if problem["threshold"] == "target" else problem["threshold"]
            covered = model.column(0, 1, True)
            model.row(add((1, terms), (-needed, {covered: 1.0})), 0)
            costs[covered] = 1.0
    if "churn" in problem:
        rate = problem["churn"] / 1000
        costs = add((1, costs), (1, changes(model, lines, -rate if more else rate)))
    return costs, more


def measure(problem):
    return {"amount": [1] * problem["recipients"], "per_target": problem["targets"],
            "per_weight": problem["weights"]}[problem["measure"]]


def changes(model, lines, rate):
    costs = {}
    for _, _, before, x in lines:
        off = model.column()
        model.row({x: 1.0, off: -1.0}, -np.inf, before)
        model.row({x: 1.0, off: 1.0}, before)
        costs[off] = rate
    return costs


# Leximin -------------------------------------------------------------------------------------------------------------

TIGHT = 1e-6
HELD = 1e-5
STUCK = 1e-3


def raise_all(model, sums, measures):
    """Amounts of the leximin plan: largest minimum, then one program for each recipient that may be stuck there."""
    model = model.copy()
    open_ = list(range(len(sums)))
    amounts = {}
    while open_:
        trial = model.copy()
        level = trial.column(-np.inf)
        for r in open_:
            trial.row(add((1, sums[r]), (-measures[r], {level: 1.0})), 0)
        best, _ = trial.solve({level: 1.0}, True)
        stuck = []
        for r in open_:
            single = model.copy()
            for s in open_:
                single.row(sums[s], best * measures[s] - TIGHT)
            most, _ = single.solve(sums[r], True)
            if most <= best * measures[r] + STUCK:
                stuck.append(r)
        assert stuck
        for r in stuck:
            amounts[r] = best * measures[r]
            model.row(sums[r], best * measures[r] - HELD, best * measures[r] + HELD)
            open_.remove(r)
    return [amounts[r] for r in range(len(sums))]


def lower_changes(model, sums, before, bases):
    """Amounts of the plan whose relative changes are leximin, likewise."""
    model = model.copy()
    open_ = list(range(len(sums)))
    amounts = {}
    while open_:
        trial = model.copy()
        worst = trial.column()
        for r in open_:
            trial.row(add((1, sums[r]), (-bases[r], {worst: 1.0})), -np.inf, before[r])
            trial.row(add((1, sums[r]), (bases[r], {worst: 1.0})), before[r])
        best, x = trial.solve({worst: 1.0})
        stuck = []
        for r in open_:
            ends = []
            for more in (False, True):
                single = model.copy()
                for s in open_:
                    room = best * bases[s] + TIGHT
                    single.row(sums[s], before[s] - room, before[s] + room)
                ends.append(single.solve(sums[r], more)[0])
            # Stuck at an end of the range that the worst change allows, whatever the others do.
            if ends[1] - ends[0] <= STUCK:
                amounts[r] = sum(ends) / 2
                stuck.append(r)
            elif ends[0] >= before[r] + best * bases[r] - STUCK:
                amounts[r] = before[r] + best * bases[r]
                stuck.append(r)
            elif ends[1] <= before[r] - best * bases[r] + STUCK:
                amounts[r] = before[r] - best * bases[r]
                stuck.append(r)
        assert stuck
        for r in stuck:
            model.row(sums[r], amounts[r] - HELD, amounts[r] + HELD)
            open_.remove(r)
    return [amounts[r] for r in range(len(sums))]


# Answers -------------------------------------------------------------------------------------------------------------

def digits(value):
    return float(f"{value:.9g}")


def answer(problem, name, number):
    model, lines, sums, before = build(problem)
    plain = model.copy()
    costs, more = objective(problem, name, model, lines, sums)
    solved = model.solve(costs, more)
    if solved is None:
        return {"value": None}
    result = {"value": digits(solved[0])}
    if any(model.whole):
        return result
    if name == "leximin":
        result["amounts"] = [digits(a) for a in raise_all(plain, sums, measure(problem))]
    elif number % 5 == 0:
        given = [b for b in before if b > 0]
        average = sum(given) / len(given) if given else problem["total"] / len(before)
        bases = [b if b > 0 else average for b in before]
        slack = 1e-6 * max(1, abs(solved[0])) if name != "least_inequality" else 1e-9
        model.row(costs, *((solved[0] - slack, np.inf) if more else (-np.inf, solved[0] + slack)))
        result["amounts"] = [digits(a) for a in lower_changes(model, sums, before, bases)]
    return result


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for name in OBJECTIVES:
        rng = random.Random(f"{SEED} {name}")
        written = []
        feasible = number = 0
        while feasible < COUNT:
            problem = draw(rng, name, number)
            result = answer(problem, name, number)
            number += 1
            if result["value"] is None and len(written) - feasible >= COUNT // 8:
                continue
            feasible += result["value"] is not None
            written.append(json.dumps(problem | result, separators=(",", ":")))
        (OUT / f"{name}.jsonl").write_text("\n".join(written) + "\n")
        print(name, len(written), "problems,", feasible, "with a plan")


if __name__ == "__main__":
    main()
