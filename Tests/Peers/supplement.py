"""More seeded graphs, for measures that apply to few of the graphs in graphs.py.

Three kinds in turn: directed multigraphs; strongly connected ones, in which the eigenvector is unique;
two-mode graphs, directed and undirected by turns. Direction is as the family draws it.
"""

import random

from graphs import COUNT, SEED, Case, Form, all_pairs

#: Enough for every measure to reach 500 graphs.
SUPPLEMENT = 660


def supplement():
    return [make(COUNT + turn, turn) for turn in range(SUPPLEMENT)]


def make(index, turn):
    draw = random.Random(f"{SEED} {index}")
    family = FAMILIES[turn % len(FAMILIES)]
    directed = family not in TWO_MODE or turn // len(FAMILIES) % 2 == 1
    n, pairs = family(draw)
    # The nodes are numbered at random, as in graphs.py.
    number = list(range(n))
    draw.shuffle(number)
    edges = [(number[u], number[v], draw.randint(1, 4)) for u, v in pairs]
    draw.shuffle(edges)
    return Case(index, family.__name__, Form(directed, n, tuple(edges)))


def with_repeats(draw, pairs):
    """Some pairs again, the same way."""
    return pairs + [pair for pair in pairs if draw.random() < 0.2]


def with_loops(draw, n, pairs):
    return pairs + [(v, v) for v in range(n) if draw.random() < 0.15]


# Directed multigraphs

def scattered(draw):
    n = draw.randint(3, 10)
    arcs = [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(n // 2, 3 * n))]
    return n, with_repeats(draw, arcs)


def acyclic(draw):
    """Without directed cycles, but for loops."""
    n = draw.randint(3, 10)
    share = draw.choice([0.2, 0.4, 0.7])
    arcs = [pair for pair in all_pairs(n) if draw.random() < share]
    return n, with_loops(draw, n, with_repeats(draw, arcs))


def strong_parts(draw):
    """Directed cycles in a row; arcs between them lead only onward."""
    n, arcs, earlier = 0, [], []
    for _ in range(draw.randint(2, 3)):
        size = draw.randint(1, 3)
        part = list(range(n, n + size))
        if size > 1:
            arcs += [(part[v], part[(v + 1) % size]) for v in range(size)]
        if earlier:
            arcs += [(draw.choice(earlier), draw.choice(part)) for _ in range(draw.randint(0, 3))]
        earlier += part
        n += size
    return max(n, 3), with_loops(draw, n, with_repeats(draw, arcs))


# Strongly connected graphs

def round_trip(draw):
    """A directed cycle through all nodes, and chords."""
    n = draw.randint(3, 10)
    arcs = [(v, (v + 1) % n) for v in range(n)]
    arcs += [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(1, 2 * n))]
    return n, with_loops(draw, n, with_repeats(draw, arcs))


def ears(draw):
    """A directed cycle, then directed paths that leave it and come back."""
    n = draw.randint(3, 5)
    arcs = [(v, (v + 1) % n) for v in range(n)]
    while n < 10 and (len(arcs) == n or draw.random() < 0.75):
        inner = draw.randint(0, min(3, 10 - n))
        stops = [draw.randrange(n), *range(n, n + inner), draw.randrange(n)]
        arcs += zip(stops, stops[1:])
        n += inner
    return n, with_repeats(draw, arcs)


def mutual_tree(draw):
    """A tree whose edges go both ways, and a few arcs."""
    n = draw.randint(3, 10)
    tree = [(draw.randrange(v), v) for v in range(1, n)]
    arcs = tree + [(v, u) for u, v in tree]
    arcs += [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(0, 4))]
    return n, with_repeats(draw, arcs)


# Two-mode graphs

def between(draw):
    """Arcs from one side to the other."""
    left, right = draw.randint(1, 5), draw.randint(2, 5)
    share = draw.choice([0.3, 0.5, 0.8])
    pairs = [(u, left + v) for u in range(left) for v in range(right) if draw.random() < share]
    return left + right, with_repeats(draw, pairs)


def to_and_fro(draw):
    """Arcs between the sides, either way."""
    n, pairs = between(draw)
    return n, [pair if draw.random() < 0.6 else pair[::-1] for pair in pairs]


def caterpillar(draw):
    """A path with leaves."""
    spine, leaves = draw.randint(2, 5), draw.randint(1, 5)
    pairs = [(v - 1, v) for v in range(1, spine)]
    pairs += [(draw.randrange(spine), spine + leaf) for leaf in range(leaves)]
    return spine + leaves, with_repeats(draw, pairs)


TWO_MODE = [between, to_and_fro, caterpillar]
FAMILIES = [
    scattered, round_trip, between, acyclic, ears, to_and_fro, strong_parts, mutual_tree, caterpillar,
    round_trip, ears,
]
