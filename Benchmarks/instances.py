"""The synthetic network and the instances of every task, made from its two files.

All peers and our own program work on the same instances: U (undirected, simple, least distance), D
(directed, simple, with multiplicities), the flow network, the cost matrix and the two-mode graph.
"""

from functools import cached_property

import numpy as np
import pandas as pd

SEED = 20251121
GAMMA = 0x9E3779B97F4A7C15


def draw(bound, stream, items, number):
    """Addressable SplitMix64: a number below the bound for each item."""
    with np.errstate(over="ignore"):
        count = (np.uint64(stream) << np.uint64(40)) + (items.astype(np.uint64) << np.uint64(4))
        z = np.uint64(SEED) + np.uint64(GAMMA) * (count + np.uint64(number + 1))
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z % np.uint64(bound)).astype(np.int64)


class Instances:
    def __init__(self, folder, size):
        self.edges_path = f"{folder}/{size}_edges.csv"
        self.nodes = pd.read_csv(f"{folder}/{size}_nodes.csv")
        self.n = len(self.nodes)

    @cached_property
    def edges(self):
        return pd.read_csv(self.edges_path)

    def block(self, level, east=None):
        chosen = self.nodes.level == level
        if east is not None:
            chosen &= self.nodes.east == (1 if east else 0)
        return self.nodes.id[chosen].to_numpy()

    @cached_property
    def undirected(self):
        """Ends and least distance of each pair of nodes, in order of the smaller, then the larger."""
        e = self.edges
        low, high = np.minimum(e.src, e.dst), np.maximum(e.src, e.dst)
        pairs = pd.DataFrame({"low": low, "high": high, "weight": e.dist_m})
        pairs = pairs.groupby(["low", "high"], sort=True, as_index=False).weight.min()
        return pairs.low.to_numpy(), pairs.high.to_numpy(), pairs.weight.to_numpy()

    @cached_property
    def directed(self):
        """Ends and multiplicity of each ordered pair of nodes."""
        pairs = self.edges.groupby(["src", "dst"], sort=True, as_index=False).kind.count()
        return pairs.src.to_numpy(), pairs.dst.to_numpy(), pairs.kind.to_numpy()

    @cached_property
    def flow(self):
        """Tails, heads, capacities and costs; the source is n, the sink n + 1."""
        e = self.edges[self.edges.kind.isin([1, 2])]
        givers = np.concatenate([self.block(2, east=True), self.block(5)])
        villages = self.block(4)
        west = self.block(4, east=False)
        demand = 5 + draw(20, 50, west - villages[0], 0)
        none = np.zeros
        tails = np.concatenate([e.src, np.full(len(givers), self.n), west])
        heads = np.concatenate([e.dst, givers, np.full(len(west), self.n + 1)])
        capacities = np.concatenate(
            [np.maximum(1, e.amount // 1000), np.full(len(givers), 1_000_000), demand])
        costs = np.concatenate([e.dist_m // 1000, none(len(givers)), none(len(west))])
        return tuple(a.astype(np.int64) for a in (tails, heads, capacities, costs))

    @cached_property
    def costs(self):
        """Kilometres from each eastern to each western county."""
        east, west = self.block(2, east=True), self.block(2, east=False)
        lat, lon = self.nodes.lat_e5.to_numpy(), self.nodes.lon_e5.to_numpy()
        dy = 111 * (lat[east][:, None] - lat[west][None, :])
        dx = 96 * (lon[east][:, None] - lon[west][None, :])
        square = dy * dy + dx * dx
        root = np.sqrt(square.astype(float)).astype(np.int64)
        root -= root * root > square
        root += (root + 1) * (root + 1) <= square
        return root // 100 // 1000

    @cached_property
    def transport(self):
        """Supplies, demands and costs."""
        rows, columns = self.costs.shape
        demand = 100 + draw(900, 60, np.arange(columns), 0)
        supply = np.full(rows, 6 * int(demand.sum()) // (5 * rows) + 1)
        return supply, demand, self.costs

    @cached_property
    def two_mode(self):
        """The distinct pairings of eastern villages and enterprises with western villages."""
        e = self.edges[self.edges.kind == 1]
        left = np.concatenate([self.block(4, east=True), self.block(5)])
        right = self.block(4, east=False)
        chosen = e[e.src.isin(left) & e.dst.isin(right)][["src", "dst"]].drop_duplicates()
        chosen = chosen.sort_values(["src", "dst"])
        row = np.full(self.n, -1)
        row[left] = np.arange(len(left))
        column = np.full(self.n, -1)
        column[right] = np.arange(len(right))
        return len(left), len(right), row[chosen.src], column[chosen.dst]

    @cached_property
    def pivots(self):
        return [i * self.n // 64 for i in range(64)]

    @cached_property
    def sources(self):
        return [i * self.n // 10 for i in range(10)]
