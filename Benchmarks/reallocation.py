#!/usr/bin/env python3
"""Measures reallocation against SciPy's HiGHS and OR-Tools' GLOP on the same problems, model building included.

    python3 reallocation.py PATH-TO-REALLOCATIONS [TASK ...] [--timeout SECONDS]

Ours finds the one best plan, rounds it, and checks it; the peers solve the first linear program of the same problem (for
leximin: as many rounds of the same method as the time allows). Objectives must agree.
"""

import json
import subprocess
import sys
import time
from multiprocessing import Process, Queue

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import linprog

SIZES = {"counties": (16, 34), "paired": (300, 3000), "open": (500, 3000), "leximin": (1, 3000)}


class Draws:
    def __init__(self):
        self.state = 20251121

    def draw(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def instance(task):
    donors, recipients = SIZES[task]
    draws = Draws()
    lines = []
    for r in range(recipients):
        first = draws.draw(donors)
        lines.append((first, r, 100 + draws.draw(900)))
        second = draws.draw(donors)
        if second != first:
            lines.append((second, r, 100 + draws.draw(900)))
    return donors, recipients, lines


def model(task):
    """max t; columns: lines, then t. Rows: floors and ceilings of recipients, levels, the share, budgets."""
    donors, recipients, lines = instance(task)
    before = np.zeros(recipients)
    given = np.zeros(donors)
    for d, r, a in lines:
        before[r] += a
        given[d] += a
    old = before.sum()
    total = old * 108 // 100 if task in ("counties", "leximin") else old
    share = (before[::3].sum() * 1000 // old + 30) / 1000
    if task == "open":
        paying = np.flatnonzero(given)
        d_of = np.repeat(paying, recipients)
        r_of = np.tile(np.arange(recipients), len(paying))
    else:
        d_of = np.array([d for d, _, _ in lines])
        r_of = np.array([r for _, r, _ in lines])
    n = len(r_of)
    ones = np.ones(n)
    sums = sparse.csr_matrix((ones, (r_of, np.arange(n))), shape=(recipients, n))
    zero = sparse.csr_matrix((recipients, 1))
    upper = [sparse.hstack([sums, zero]), sparse.hstack([-sums, zero]),
             sparse.hstack([-sums, np.ones((recipients, 1))])]
    bounds = [1.6 * before, -0.6 * before, np.zeros(recipients)]
    third = -(r_of % 3 == 0).astype(float)
    upper.append(sparse.csr_matrix(np.append(third, 0.0)))
    bounds.append([-share * total])
    if task in ("paired", "open"):
        gifts = sparse.csr_matrix((ones, (d_of, np.arange(n))), shape=(donors, n))
        equal = sparse.hstack([gifts, sparse.csr_matrix((donors, 1))])
        amounts = given
    else:
        equal = sparse.csr_matrix(np.append(ones, 0.0))
        amounts = np.array([total])
    return sparse.vstack(upper).tocsr(), np.concatenate(bounds), equal.tocsr(), amounts, n, sums


def highs(task):
    a, b, e, f, n, _ = model(task)
    cost = np.zeros(n + 1)
    cost[n] = -1
    answer = linprog(cost, A_ub=a, b_ub=b, A_eq=e, b_eq=f, method="highs")
    return -answer.fun


def highs_leximin(task, deadline):
    """Rounds; recipients with a dual on their level are fixed. Gives up at the deadline."""
    a, b, e, f, n, sums = model(task)
    recipients = sums.shape[0]
    cost = np.zeros(n + 1)
    cost[n] = -1
    fixed = np.zeros(recipients, bool)
    first = None
    rounds = 0
    while not fixed.all():
        answer = linprog(cost, A_ub=a, b_ub=b, A_eq=e, b_eq=f, method="highs")
        if answer.status != 0:
            return first, rounds, int(fixed.sum())
        first = -answer.fun if first is None else first
        rounds += 1
        duals = -answer.ineqlin.marginals[2 * recipients:3 * recipients]
        new = (duals > 1e-9) & ~fixed
        got = sums @ answer.x[:n]
        a = a.tolil()
        for r in np.flatnonzero(new):
            b[r], b[recipients + r] = got[r] + 1e-7, -got[r] + 1e-7
            a[2 * recipients + r, n] = 0
        a = a.tocsr()
        fixed |= new
        if time.perf_counter() > deadline:
            return first, rounds, int(fixed.sum())
    return first, rounds, recipients


def glop(task):
    from ortools.linear_solver.python import model_builder
    import pandas

    a, b, e, f, n, _ = model(task)
    m = model_builder.ModelBuilder()
    x = m.new_var_series("x", pandas.RangeIndex(n + 1), 0, np.inf)
    values = x.to_numpy()
    for matrix, bound, equal in ((a, b, False), (e, f, True)):
        for i in range(matrix.shape[0]):
            row = slice(matrix.indptr[i], matrix.indptr[i + 1])
            terms = model_builder.LinearExpr.weighted_sum(values[matrix.indices[row]], matrix.data[row])
            m.add(terms == bound[i] if equal else terms <= bound[i])
    m.maximize(values[n])
    solver = model_builder.Solver("glop")
    solver.solve(m)
    return solver.objective_value


def child(queue, function, *arguments):
    start = time.perf_counter()
    answer = function(*arguments)
    queue.put((time.perf_counter() - start, answer))


def timed(timeout, function, *arguments):
    queue = Queue()
    process = Process(target=child, args=(queue, function, *arguments))
    process.start()
    try:
        result = queue.get(timeout=timeout)
    except Exception:
        result = None
    process.kill()
    process.join()
    return result


def main():
    arguments = sys.argv[1:]
    timeout = 60.0
    if "--timeout" in arguments:
        at = arguments.index("--timeout")
        timeout = float(arguments[at + 1])
        del arguments[at:at + 2]
    program, tasks = arguments[0], arguments[1:] or list(SIZES)
    print("| task | ours s | objective | HiGHS s | ÷ ours | GLOP s | ÷ ours |")
    print("|---|---|---|---|---|---|---|")
    for task in tasks:
        ours = min((json.loads(subprocess.run([program, task], capture_output=True, text=True, check=True,
                                              timeout=600).stdout) for _ in range(3)), key=lambda o: o["wall"])
        cells = [task, f"{ours['wall']:.3f}", f"{ours['bound']:.6f}"]
        for name, function in (("HiGHS", highs), ("GLOP", glop)):
            note = ""
            if task == "leximin" and name == "HiGHS":
                found = timed(timeout + 30, highs_leximin, task, time.perf_counter() + timeout)
                if found:
                    value, rounds, fixed = found[1]
                    note = f" ({rounds} rounds, {fixed} of 3,000 settled)"
                    found = (found[0], value)
            else:
                try:
                    found = timed(timeout, function, task)
                except ImportError:
                    found = None
            if found is None:
                cells += [f"> {timeout:.0f} or missing", ""]
                continue
            seconds, value = found
            if abs(value - ours["bound"]) > 1e-5 * max(1, abs(value)):
                sys.exit(f"{task}: {name} says {value}, ours {ours['bound']}")
            cells += [f"{seconds:.3f}{note}", f"{seconds / ours['wall']:.1f}"]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
