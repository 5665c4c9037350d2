"""A measure as the recorder knows it."""

import math
from dataclasses import dataclass, field

NAN = math.nan


@dataclass
class Measure:
    name: str
    form: str
    about: str
    peers: tuple
    compute: object
    #: Second peers by name: functions that should give the same values.
    checks: dict = field(default_factory=dict)


def collector():
    """A list of measures and a decorator that adds to it."""
    measures = []

    def measure(name, form, about, peers="networkx", **checks):
        def add(function):
            measures.append(
                Measure(name, form, about, tuple(peers.split()), function, checks))
            return function
        return add

    return measures, measure


def by_node(scores, form):
    return [scores[v] for v in range(form.n)]


def or_nan(compute):
    """The value, or nan where the peer refuses or divides by nothing."""
    try:
        value = compute()
    except Exception:  # the peers have no common class for "undefined here"
        return NAN
    return NAN if value is None else value
