"""Seeded small graphs of many families, and the simple forms that measures are taken on."""

import random
from dataclasses import dataclass
from functools import cached_property

import igraph
import networkx

COUNT = 546
SEED = 20251121


@dataclass(frozen=True)
class Form:
    """A graph as a measure sees it: edges in order, parallel edges only where the form keeps them."""

    directed: bool
    n: int
    edges: tuple  # (source, target, weight)

    @property
    def m(self):
        return len(self.edges)

    @cached_property
    def networkx(self):
        repeats = len({(u, v) for u, v, _ in self.edges}) < len(self.edges)
        if self.directed:
            graph = networkx.MultiDiGraph() if repeats else networkx.DiGraph()
        else:
            pairs = {(min(u, v), max(u, v)) for u, v, _ in self.edges}
            repeats = len(pairs) < len(self.edges)
            graph = networkx.MultiGraph() if repeats else networkx.Graph()
        graph.add_nodes_from(range(self.n))
        graph.add_weighted_edges_from(self.edges)
        return graph

    @cached_property
    def igraph(self):
        graph = igraph.Graph(self.n, [(u, v) for u, v, _ in self.edges], directed=self.directed)
        graph.es["weight"] = [w for _, _, w in self.edges]
        return graph

    @property
    def reversed(self):
        return Form(self.directed, self.n, tuple((v, u, w) for u, v, w in self.edges))


@dataclass(frozen=True)
class Case:
    index: int
    family: str
    multigraph: Form

    def random(self, purpose):
        """Numbers that depend on the graph and on what they are for, and on nothing else."""
        return random.Random(f"{SEED} {self.index} {purpose}")

    def form(self, letter):
        """M: as it is. A: every edge an arc from source to target. The others are simple and have no
        loops: U undirected, least weight; W undirected, summed weight; D directed (an undirected edge
        is two arcs), summed weight; P direction kept, least weight. Edges by source, then target."""
        if letter not in self._forms:
            self._forms[letter] = self._make(letter)
        return self._forms[letter]

    @cached_property
    def _forms(self):
        return {}

    def _make(self, letter):
        given = self.multigraph
        if letter == "M":
            return given
        if letter == "A":
            return Form(True, given.n, given.edges)
        directed = {"U": False, "W": False, "D": True, "P": given.directed}[letter]
        merge = {"U": min, "P": min}.get(letter, lambda a, b: a + b)
        weights = {}
        for u, v, w in given.edges:
            if u == v:
                continue
            pairs = [(u, v)] if directed else [(min(u, v), max(u, v))]
            if directed and not given.directed:
                pairs.append((v, u))
            for pair in pairs:
                weights[pair] = merge(weights[pair], w) if pair in weights else w
        return Form(directed, given.n, tuple((u, v, w) for (u, v), w in sorted(weights.items())))


def cases():
    return [make(index) for index in range(COUNT)]


def make(index):
    draw = random.Random(f"{SEED} {index}")
    directed = index % 2 == 1
    family = FAMILIES[(index // 2) % len(FAMILIES)]
    n, pairs = family(draw)
    name = family.__name__
    # The nodes are numbered at random, so that no measure can lean on the order of a family.
    number = list(range(n))
    draw.shuffle(number)
    edges = []
    for u, v in pairs:
        if draw.random() < 0.5:
            u, v = v, u
        edges.append((number[u], number[v], draw.randint(1, 4)))
    draw.shuffle(edges)
    return Case(index, name, Form(directed, n, tuple(edges)))


def multigraph(draw):
    n = draw.randint(1, 18)
    return n, [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(0, 3 * n))]


def dense_multigraph(draw):
    n = draw.randint(2, 7)
    return n, [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(n, 30))]


def sparse(draw):
    n = draw.randint(2, 18)
    return n, [p for p in all_pairs(n) if draw.random() < 1.5 / n]


def simple(draw):
    n = draw.randint(2, 16)
    share = draw.choice([0.15, 0.25, 0.4])
    return n, [p for p in all_pairs(n) if draw.random() < share]


def reciprocal(draw):
    """Many pairs joined both ways, so that directed graphs have strong components."""
    n = draw.randint(3, 14)
    pairs = [p for p in all_pairs(n) if draw.random() < 0.35]
    return n, pairs + [(v, u) for u, v in pairs if draw.random() < 0.6]


def tree(draw):
    n = draw.randint(1, 18)
    return n, [(draw.randrange(v), v) for v in range(1, n)]


def star(draw):
    n = draw.randint(1, 14)
    return n, [(0, v) for v in range(1, n)]


def path(draw):
    n = draw.randint(1, 16)
    return n, [(v - 1, v) for v in range(1, n)]


def cycle(draw):
    n = draw.randint(2, 14)
    chords = [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(0, 2))]
    return n, [(v, (v + 1) % n) for v in range(n)] + chords


def clique(draw):
    n = draw.randint(1, 8)
    return n, all_pairs(n)


def bipartite(draw):
    left, right = draw.randint(1, 8), draw.randint(1, 9)
    share = draw.choice([0.25, 0.5, 0.8])
    pairs = [(u, left + v) for u in range(left) for v in range(right) if draw.random() < share]
    return left + right, pairs + [p for p in pairs if draw.random() < 0.15]


def grid(draw):
    rows, columns = draw.randint(2, 4), draw.randint(2, 4)
    across = [(r * columns + c, r * columns + c + 1) for r in range(rows) for c in range(columns - 1)]
    down = [(r * columns + c, (r + 1) * columns + c) for r in range(rows - 1) for c in range(columns)]
    return rows * columns, across + down


def disconnected(draw):
    n, pairs = 0, []
    for _ in range(draw.randint(2, 4)):
        size, some = draw.choice([tree, cycle, clique, dense_multigraph, empty])(draw)
        if n + size > 18:
            break
        pairs += [(u + n, v + n) for u, v in some]
        n += size
    return max(n, 1), pairs


def empty(draw):
    """No edges, or nothing but loops."""
    n = draw.randint(1, 6)
    return n, [(v, v) for v in range(n) if draw.random() < 0.2]


def barbells(draw):
    """Cliques in a chain, joined by bridges or by two edges."""
    size, parts = draw.randint(2, 4), draw.randint(2, 4)
    pairs = []
    for part in range(parts):
        pairs += [(part * size + u, part * size + v) for u, v in all_pairs(size)]
        if part > 0:
            joint = (part * size - 1, part * size)
            pairs += [joint] * draw.randint(1, 2)
    return size * parts, pairs


def all_pairs(n):
    return [(u, v) for u in range(n) for v in range(u + 1, n)]


FAMILIES = [
    multigraph, simple, sparse, reciprocal, tree, bipartite, dense_multigraph, disconnected, cycle,
    grid, star, multigraph, clique, barbells, path, reciprocal, bipartite, empty, simple, disconnected,
    multigraph,
]
