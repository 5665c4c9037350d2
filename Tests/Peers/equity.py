#!/usr/bin/env python3
"""Writes what PySAL inequality and NumPy answer on seeded distributions, for the tests of Analysis.

    python3 -m venv VENV && VENV/bin/pip install -r Tests/Peers/requirements.txt
    VENV/bin/python Tests/Peers/equity.py

`cases.txt` holds the distributions; then one file a measure, under Tests/AnalysisTests/Fixtures/peers/: header
lines begin with `#`; then a line for each case: its number and its values, `nan` where a value is undefined.

PySAL answers where it has the measure; it has no weights, so whole weights are asked as repeated rows. What it
lacks (see README.md) is written out below from the definition, over all pairs of units where the definition is
one of pairs. All is computed in NumPy's long double, so that the values are good to the last digit of a double.
"""

import math
import random
from pathlib import Path

import numpy
import pandas
from inequality.atkinson import atkinson
from inequality.gini import Gini
from inequality.schutz import Schutz
from inequality.theil import Theil, TheilD
from scipy.stats import rankdata

from importlib.metadata import version

OUT = Path(__file__).resolve().parent.parent / "AnalysisTests" / "Fixtures" / "peers"
SEED = 20251121
COUNT = 420
AVERSIONS = [0.25, 0.5, 0.99, 1, 1.5, 2, 5]
TOPS = [1, 2, 3]
SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
long = numpy.longdouble


# Distributions

def whole(draw, n):
    """Whole numbers, some of them 0."""
    return [draw.randint(0, 20) if draw.random() < 0.8 else 0 for _ in range(n)]


def positive(draw, n):
    return [draw.randint(1, 1000) for _ in range(n)]


def ties(draw, n):
    """Few different values."""
    values = [draw.randint(0, 5) for _ in range(3)]
    return [draw.choice(values) for _ in range(n)]


def lognormal(draw, n):
    return [draw.lognormvariate(3, 1.2) for _ in range(n)]


def heavy(draw, n):
    """A few have nearly all."""
    return [draw.paretovariate(0.6) for _ in range(n)]


def fen(draw, n):
    """Amounts of money in fen."""
    return [draw.randint(1, 2000) * 10 ** draw.randint(5, 9) for _ in range(n)]


def near(draw, n):
    """All but equal: what an index is made of cancels."""
    return [1000 + draw.random() for _ in range(n)]


def equal(draw, n):
    value = draw.randint(1, 9)
    return [value] * n


def one_has_all(draw, n):
    values = [0] * n
    values[draw.randrange(n)] = draw.randint(1, 99)
    return values


FAMILIES = [whole, positive, ties, lognormal, heavy, fen, near, lognormal, whole, equal, one_has_all]


class Case:
    def __init__(self, index):
        draw = random.Random(f"{SEED} equity {index}")
        self.index = index
        family = FAMILIES[index % len(FAMILIES)]
        self.family = family.__name__
        n = draw.choice([1, 2, 3, 4, 5, 7, 10, 12, 20, 35, 60])
        self.values = [float(v) for v in family(draw, n)]
        self.weighing = draw.choice(["none", "none", "whole", "real"])
        self.weights = {
            "none": lambda: [1.0] * n,
            "whole": lambda: [float(draw.randint(1, 6)) for _ in range(n)],
            "real": lambda: [draw.lognormvariate(1, 1) for _ in range(n)],
        }[self.weighing]()
        # The ranking has ties in most cases.
        self.ranking = [float(draw.randint(0, n if draw.random() < 0.5 else 3)) for _ in range(n)]
        self.groups = [draw.randint(0, 3) for _ in range(n)]

    @property
    def x(self):
        return numpy.array(self.values, dtype=long)

    @property
    def p(self):
        """Shares of the weight."""
        w = numpy.array(self.weights, dtype=long)
        return w / w.sum()

    def repeated(self, column):
        """A column with each row as often as it weighs."""
        return numpy.repeat(column, [int(w) for w in self.weights])

    @property
    def rows(self):
        """The values as rows that PySAL can take; none with real weights."""
        return None if self.weighing == "real" else self.repeated(self.x)

    @property
    def isDefined(self):
        return self.x.sum() > 0


# Measures: what PySAL answers, and the definition written out

def gini(case):
    if case.rows is not None:
        return [Gini(case.rows).g]
    return [gini_by_pairs(case)]


def gini_by_pairs(case):
    x, p = case.x, case.p
    return (p[:, None] * p * abs(x[:, None] - x)).sum() / (2 * (p * x).sum())


def theil_t(case):
    if case.rows is not None:
        return [Theil(case.rows).T]
    return [t_of(case.x, case.p)]


def t_of(x, p):
    p = p / p.sum()
    r = x / (p * x).sum()
    return (p[r > 0] * r[r > 0] * numpy.log(r[r > 0])).sum()


def theil_l(case):
    return [l_of(case.x, case.p)]


def l_of(x, p):
    p = p / p.sum()
    return math.nan if (x == 0).any() else (p * numpy.log((p * x).sum() / x)).sum()


def theil_t_groups(case):
    """Total, within, between."""
    if case.rows is not None:
        d = TheilD(case.rows, case.repeated(numpy.array(case.groups)))
        return [d.T, d.wg.item(), d.bg.item()]
    within = between = long(0)
    mean = (case.p * case.x).sum()
    for group, x, p in parts(case):
        share = (p * x).sum() / mean
        if share > 0:
            within += share * t_of(x, p)
            between += share * numpy.log(share / p.sum())
    return [t_of(case.x, case.p), within, between]


def theil_l_groups(case):
    total = l_of(case.x, case.p)
    if numpy.isnan(total):
        return [math.nan] * 3
    mean = (case.p * case.x).sum()
    within = sum(p.sum() * l_of(x, p) for _, x, p in parts(case))
    between = sum(p.sum() * numpy.log(mean * p.sum() / (p * x).sum()) for _, x, p in parts(case))
    return [total, within, between]


def parts(case):
    groups = numpy.array(case.groups)
    for group in sorted(set(case.groups)):
        yield group, case.x[groups == group], case.p[groups == group]


def atkinsons(case):
    return [atkinson_of(case, epsilon) for epsilon in AVERSIONS]


def atkinson_of(case, epsilon):
    if (case.x == 0).any() and epsilon >= 1:
        return 1
    if case.rows is not None and (case.x > 0).all():
        return atkinson(case.rows, epsilon)
    x, p = case.x, case.p
    mean = (p * x).sum()
    if epsilon == 1:
        return 1 - numpy.exp((p * numpy.log(x)).sum()) / mean
    power = 1 - long(epsilon)
    return 1 - (p * x ** power).sum() ** (1 / power) / mean


def variation(case):
    x, p = case.x, case.p
    mean = (p * x).sum()
    return [numpy.sqrt((p * (x - mean) ** 2).sum()) / mean]


def hoover(case):
    if case.rows is not None:
        return [Schutz(pandas.DataFrame({"y": case.rows.astype(float)}), "y").distance]
    x, p = case.x, case.p
    return [(p * abs(x / (p * x).sum() - 1)).sum() / 2]


def herfindahl(case):
    w = numpy.array(case.weights, dtype=long)
    share = case.x / (w * case.x).sum()
    return [(w * share ** 2).sum()]


def concentration(case):
    """2 ÷ mean × covariance of the value and the fractional rank."""
    ranking = numpy.array(case.ranking, dtype=long)
    if case.rows is not None:
        x = case.rows
        rank = (rankdata(case.repeated(ranking)).astype(long) - 0.5) / len(x)
        return [2 / x.mean() * ((x - x.mean()) * (rank - rank.mean())).mean()]
    x, p = case.x, case.p
    lower = (p * (ranking < ranking[:, None])).sum(axis=1)
    same = (p * (ranking == ranking[:, None])).sum(axis=1)
    rank = lower + same / 2
    return [2 / (p * x).sum() * (p * (x - (p * x).sum()) * (rank - (p * rank).sum())).sum()]


def lorenz_at(case, share):
    order = numpy.argsort(case.x, kind="stable")
    x, p = case.x[order], case.p[order]
    across = numpy.concatenate([[0], numpy.cumsum(p)])
    up = numpy.concatenate([[0], numpy.cumsum(p * x)]) / (p * x).sum()
    across[-1] = up[-1] = 1
    k = min(numpy.searchsorted(across, share), len(across) - 1)
    if k == 0:
        return long(0)
    return up[k - 1] + (up[k] - up[k - 1]) * (share - across[k - 1]) / (across[k] - across[k - 1])


def lorenz(case):
    return [lorenz_at(case, long(share)) for share in SHARES]


def tops(case):
    weight = numpy.array(case.weights, dtype=long).sum()
    return [1 - lorenz_at(case, max(long(0), 1 - top / weight)) for top in TOPS]


PYSAL = "PySAL inequality; NumPy where weights are real"
MEASURES = {
    "gini": (gini, 1, PYSAL, "Of the population, no correction for small samples."),
    "theil_t": (theil_t, 1, PYSAL, "0 ln 0 is 0."),
    "theil_l": (theil_l, 1, "NumPy", "nan where a value is 0."),
    "theil_t.groups": (theil_t_groups, 3, PYSAL, "Total, within, between."),
    "theil_l.groups": (theil_l_groups, 3, "NumPy", "Total, within, between."),
    "atkinson": (
        atkinsons, len(AVERSIONS), "PySAL inequality; NumPy where weights are real or a value is 0",
        f"For the aversions {AVERSIONS}; 1 where a value is 0 and the aversion is 1 or more."),
    "variation": (variation, 1, "NumPy", "Standard deviation of the population over the mean."),
    "hoover": (hoover, 1, PYSAL, "PySAL: Schutz distance, from the Lorenz curve."),
    "herfindahl": (herfindahl, 1, "NumPy", "Each unit of weight is a holder of its own."),
    "concentration": (
        concentration, 1, "NumPy, ranks by SciPy", "Against the ranking; ties share their mean rank."),
    "lorenz": (lorenz, len(SHARES), "NumPy", f"The curve at {SHARES}."),
    "top": (tops, len(TOPS), "NumPy", f"The share of the largest {TOPS} of the weight."),
}


def text(value):
    return "nan" if math.isnan(value) else repr(float(value))


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    cases = [Case(index) for index in range(COUNT)]
    with open(OUT / "cases.txt", "w") as file:
        file.write(f"# Seeded distributions, seed {SEED}, from Tests/Peers/equity.py.\n")
        file.write("# number family weighing units: value weight rank group ...\n")
        for case in cases:
            columns = zip(case.values, case.weights, case.ranking, case.groups)
            cells = " ".join(f"{v!r} {w!r} {r!r} {g}" for v, w, r, g in columns)
            file.write(f"{case.index} {case.family} {case.weighing} {len(case.values)} {cells}\n")
    peers = ", ".join(f"{name} {version(name)}" for name in ["inequality", "numpy", "scipy"])
    for name, (compute, width, peer, about) in MEASURES.items():
        with open(OUT / f"{name}.txt", "w") as file:
            file.write(f"# {name} by {peer} ({peers})\n# {about}\n")
            for case in cases:
                values = compute(case) if case.isDefined else [math.nan] * width
                file.write(" ".join([str(case.index), *map(text, values)]) + "\n")
    defined = [case for case in cases if case.isDefined]
    apart = max(abs(gini(case)[0] - gini_by_pairs(case)) for case in defined)
    print(f"{len(cases)} cases, {len(defined)} defined; PySAL and pairs differ by {apart:.1e} in gini")
    apart = max(abs(theil_t(case)[0] - t_of(case.x, case.p)) for case in defined)
    print(f"PySAL and the definition differ by {apart:.1e} in theil_t")


if __name__ == "__main__":
    main()
