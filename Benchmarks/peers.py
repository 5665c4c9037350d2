#!/usr/bin/env python3
"""Runs one task of the benchmark in one other library and prints a line of JSON.

    python peers.py --list
    python peers.py PEER TASK SIZE FOLDER [--seconds BUDGET]

The graph is built before the clock starts (except in the task `load`), in the form in which the library
likes it best. Every task is run at least once, then again until the budget of seconds is used up or it
has been run 25 times; the medians are printed, with the answer, by which runs are compared.
"""

import argparse
import importlib.metadata
import json
import resource
import statistics
import sys
import time
import warnings

import numpy as np

from instances import Instances

warnings.filterwarnings("ignore")

TASKS = {}


def task(name, *peers):
    """Registers a function that prepares a task and returns the function to be timed."""

    def register(function):
        for peer in peers:
            TASKS[peer, name] = function
        return function

    return register


def norms(scores):
    scores = np.asarray(scores, dtype=float)
    return {"max": float(scores.max()), "l2": float(np.linalg.norm(scores))}


def total(scores):
    scores = np.asarray(scores, dtype=float)
    return {"sum": float(np.nansum(scores)), "max": float(np.nanmax(scores))}


# ---------------------------------------------------------------- graphs in each library

def igraph_of(net, ends, directed):
    import igraph
    return igraph.Graph(n=net.n, edges=np.column_stack(ends), directed=directed)


def networkit_of(net, ends, directed, weights=None):
    import networkit
    data = np.ones(len(ends[0])) if weights is None else np.asarray(weights, dtype=float)
    rows, columns = (np.asarray(end, dtype=np.uint64) for end in ends)
    return networkit.GraphFromCoo((data, (rows, columns)), n=net.n, directed=directed,
                                  weighted=weights is not None)


def rustworkx_of(net, ends, directed, weights=None):
    import rustworkx
    graph = rustworkx.PyDiGraph() if directed else rustworkx.PyGraph()
    graph.add_nodes_from(range(net.n))
    weights = np.ones(len(ends[0])) if weights is None else np.asarray(weights, dtype=float)
    graph.add_edges_from(list(zip(ends[0].tolist(), ends[1].tolist(), weights.tolist())))
    return graph


def matrix_of(net, ends, directed, weights=None):
    import scipy.sparse
    weights = np.ones(len(ends[0])) if weights is None else np.asarray(weights, dtype=float)
    matrix = scipy.sparse.csr_matrix((weights, ends), shape=(net.n, net.n))
    return matrix if directed else (matrix + matrix.T).tocsr()


def networkx_of(net, ends, directed, weights=None):
    import networkx
    graph = networkx.DiGraph() if directed else networkx.Graph()
    graph.add_nodes_from(range(net.n))
    weights = np.ones(len(ends[0])) if weights is None else weights
    graph.add_weighted_edges_from(zip(ends[0].tolist(), ends[1].tolist(), weights.tolist()))
    return graph


def undirected(net):
    return net.undirected[:2]


def directed(net):
    return net.directed[:2]


# ---------------------------------------------------------------- load

@task("load", "igraph")
def _(net):
    import igraph
    import pandas

    def run():
        table = pandas.read_csv(net.edges_path)
        ends = table[["src", "dst"]].to_numpy()
        graph = igraph.Graph(n=int(ends.max()) + 1, edges=ends, directed=True)
        return {"n": graph.vcount(), "m": graph.ecount()}
    return run


@task("load", "networkit")
def _(net):
    import networkit
    import pandas

    def run():
        table = pandas.read_csv(net.edges_path)
        ends = (table.src.to_numpy(np.uint64), table.dst.to_numpy(np.uint64))
        graph = networkit.GraphFromCoo((table.dist_m.to_numpy(float), ends),
                                       n=int(max(ends[0].max(), ends[1].max())) + 1,
                                       directed=True, weighted=True)
        return {"n": graph.numberOfNodes(), "m": graph.numberOfEdges()}
    return run


@task("load", "rustworkx")
def _(net):
    import pandas
    import rustworkx

    def run():
        table = pandas.read_csv(net.edges_path)
        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(int(max(table.src.max(), table.dst.max())) + 1))
        graph.add_edges_from(list(zip(table.src.tolist(), table.dst.tolist(),
                                      table.dist_m.tolist())))
        return {"n": graph.num_nodes(), "m": graph.num_edges()}
    return run


@task("load", "scipy")
def _(net):
    import pandas
    import scipy.sparse

    def run():
        # Parallel edges are added up: m is smaller, and only rows by source are made.
        table = pandas.read_csv(net.edges_path)
        n = int(max(table.src.max(), table.dst.max())) + 1
        matrix = scipy.sparse.csr_matrix((table.dist_m, (table.src, table.dst)), shape=(n, n))
        return {"n": matrix.shape[0], "m": int(matrix.nnz)}
    return run


@task("load", "networkx")
def _(net):
    import networkx
    import pandas

    def run():
        table = pandas.read_csv(net.edges_path)
        graph = networkx.from_pandas_edgelist(table, "src", "dst", "dist_m",
                                              create_using=networkx.MultiDiGraph)
        return {"n": graph.number_of_nodes(), "m": graph.number_of_edges()}
    return run


# ---------------------------------------------------------------- components

def sizes(count, largest):
    return {"n": int(count), "largest": int(largest)}


def components(connection):
    def prepare_igraph(net):
        graph = igraph_of(net, directed(net), True)

        def run():
            found = graph.connected_components(connection)
            lengths = found.sizes()
            return sizes(len(lengths), max(lengths))
        return run

    def prepare_networkit(net):
        import networkit
        graph = networkit_of(net, directed(net), True)
        kind = (networkit.components.WeaklyConnectedComponents if connection == "weak"
                else networkit.components.StronglyConnectedComponents)

        def run():
            found = kind(graph).run()
            return sizes(found.numberOfComponents(), max(found.getComponentSizes().values()))
        return run

    def prepare_rustworkx(net):
        import rustworkx
        graph = rustworkx_of(net, directed(net), True)
        function = (rustworkx.weakly_connected_components if connection == "weak"
                    else rustworkx.strongly_connected_components)

        def run():
            found = function(graph)
            return sizes(len(found), max(map(len, found)))
        return run

    def prepare_scipy(net):
        from scipy.sparse.csgraph import connected_components
        graph = matrix_of(net, directed(net), True)

        def run():
            count, labels = connected_components(graph, True, connection)
            return sizes(count, np.bincount(labels).max())
        return run

    def prepare_sknetwork(net):
        from sknetwork.topology import get_connected_components
        graph = matrix_of(net, directed(net), True)

        def run():
            labels = get_connected_components(graph, connection)
            counts = np.bincount(labels)
            return sizes(len(counts), counts.max())
        return run

    def prepare_networkx(net):
        import networkx
        graph = networkx_of(net, directed(net), True)
        function = (networkx.weakly_connected_components if connection == "weak"
                    else networkx.strongly_connected_components)

        def run():
            lengths = [len(c) for c in function(graph)]
            return sizes(len(lengths), max(lengths))
        return run

    name = "wcc" if connection == "weak" else "scc"
    for peer, prepare in [("igraph", prepare_igraph), ("networkit", prepare_networkit),
                          ("rustworkx", prepare_rustworkx), ("scipy", prepare_scipy),
                          ("sknetwork", prepare_sknetwork), ("networkx", prepare_networkx)]:
        TASKS[peer, name] = prepare


components("weak")
components("strong")


# ---------------------------------------------------------------- spectral, on D with multiplicities

@task("pagerank", "igraph")
def _(net):
    graph = igraph_of(net, directed(net), True)
    weights = net.directed[2].tolist()
    return lambda: norms(graph.pagerank(weights=weights))


@task("pagerank", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, directed(net), True, net.directed[2])

    def run():
        found = networkit.centrality.PageRank(
            graph, 0.85, 1e-10, distributeSinks=networkit.centrality.SinkHandling.DistributeSinks)
        found.norm = networkit.centrality.Norm.l1norm
        return norms(found.run().scores())
    return run


@task("pagerank", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, directed(net), True, net.directed[2])
    return lambda: norms(list(rustworkx.pagerank(
        graph, alpha=0.85, weight_fn=float, tol=1e-10, max_iter=1000).values()))


@task("pagerank", "scipy")
def _(net):
    matrix = matrix_of(net, directed(net), True, net.directed[2])
    out = np.asarray(matrix.sum(axis=1)).ravel()
    import scipy.sparse
    scale = scipy.sparse.diags(np.divide(1.0, out, where=out > 0, out=np.zeros_like(out)))
    transposed = (scale @ matrix).T.tocsr()
    dangling = out == 0

    def run():
        score = np.full(net.n, 1 / net.n)
        while True:
            fresh = 0.85 * (transposed @ score + score[dangling].sum() / net.n) + 0.15 / net.n
            change = np.abs(fresh - score).sum()
            score = fresh
            if change < 1e-10:
                return norms(score)
    return run


@task("pagerank", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, directed(net), True, net.directed[2])
    return lambda: norms(list(networkx.pagerank(
        graph, tol=1e-10 / net.n, max_iter=1000).values()))


@task("pagerank", "sknetwork")
def _(net):
    from sknetwork.ranking import PageRank
    matrix = matrix_of(net, directed(net), True, net.directed[2])
    return lambda: norms(PageRank(solver="piteration", n_iter=1000, tol=1e-10).fit_predict(matrix))


@task("hits", "igraph")
def _(net):
    graph = igraph_of(net, directed(net), True)
    weights = net.directed[2].tolist()

    def run():
        graph.hub_score(weights=weights)
        scores = np.asarray(graph.authority_score(weights=weights))
        return norms(scores / scores.sum())
    return run


@task("hits", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, directed(net), True, net.directed[2])

    def run():
        _, scores = rustworkx.hits(graph, weight_fn=float, tol=1e-10, max_iter=10000)
        return norms(list(scores.values()))
    return run


@task("hits", "scipy")
def _(net):
    matrix = matrix_of(net, directed(net), True, net.directed[2])
    transposed = matrix.T.tocsr()

    def run():
        authority = np.full(net.n, 1 / net.n)
        while True:
            hub = matrix @ authority
            fresh = transposed @ hub
            fresh /= fresh.sum()
            change = np.abs(fresh - authority).sum()
            authority = fresh
            if change < 1e-10:
                return norms(authority)
    return run


@task("hits", "sknetwork")
def _(net):
    from sknetwork.ranking import HITS
    matrix = matrix_of(net, directed(net), True, net.directed[2])

    def run():
        scores = np.abs(HITS().fit(matrix).scores_col_)
        return norms(scores / scores.sum())
    return run


@task("hits", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, directed(net), True, net.directed[2])
    return lambda: norms(list(networkx.hits(graph, tol=1e-10, max_iter=10000)[1].values()))


# ---------------------------------------------------------------- structure, on U

def cores(numbers):
    numbers = np.asarray(numbers)
    return {"sum": float(numbers.sum()), "max": float(numbers.max())}


@task("kcore", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: cores(graph.coreness())


@task("kcore", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False)
    return lambda: cores(networkit.centrality.CoreDecomposition(graph).run().scores())


@task("kcore", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False)
    return lambda: cores(list(rustworkx.core_number(graph).values()))


@task("kcore", "sknetwork")
def _(net):
    from sknetwork.topology import get_core_decomposition
    graph = matrix_of(net, undirected(net), False)
    return lambda: cores(get_core_decomposition(graph))


@task("kcore", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: cores(list(networkx.core_number(graph).values()))


@task("bridges", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: {"count": len(graph.bridges())}


@task("bridges", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False)
    return lambda: {"count": len(rustworkx.bridges(graph))}


@task("bridges", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: {"count": sum(1 for _ in networkx.bridges(graph))}


@task("articulation", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: {"count": len(graph.articulation_points())}


@task("articulation", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False)
    return lambda: {"count": len(rustworkx.articulation_points(graph))}


@task("articulation", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: {"count": sum(1 for _ in networkx.articulation_points(graph))}


@task("mst", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    weights = net.undirected[2].tolist()
    lengths = net.undirected[2]
    return lambda: {
        "length": int(lengths[graph.spanning_tree(weights=weights, return_tree=False)].sum())}


@task("mst", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False, net.undirected[2])
    return lambda: {"length": int(sum(
        e[2] for e in rustworkx.minimum_spanning_edges(graph, weight_fn=float)))}


@task("mst", "scipy")
def _(net):
    from scipy.sparse.csgraph import minimum_spanning_tree
    graph = matrix_of(net, undirected(net), True, net.undirected[2])
    return lambda: {"length": int(minimum_spanning_tree(graph).sum())}


@task("mst", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False, net.undirected[2])
    return lambda: {"length": int(sum(
        d["weight"] for _, _, d in networkx.minimum_spanning_edges(graph, data=True)))}


@task("clustering", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: {"sum": sum(graph.transitivity_local_undirected(mode="zero"))}


@task("clustering", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False)
    graph.sortEdges()
    return lambda: {"sum": sum(
        networkit.centrality.LocalClusteringCoefficient(graph, True).run().scores())}


@task("clustering", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: {"sum": sum(networkx.clustering(graph).values())}


@task("triads", "igraph")
def _(net):
    graph = igraph_of(net, directed(net), True)

    def run():
        census = graph.triad_census()
        return {name: int(census[name]) for name in ("300", "111U", "012")}
    return run


@task("triads", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, directed(net), True)

    def run():
        census = networkx.triadic_census(graph)
        return {name: int(census[name]) for name in ("300", "111U", "012")}
    return run


# ---------------------------------------------------------------- paths, on U

def distances(table):
    table = np.asarray(table, dtype=float)
    return {"sum": float(table[np.isfinite(table)].sum())}


@task("dijkstra10", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    weights = net.undirected[2].tolist()
    return lambda: distances(graph.distances(source=net.sources, weights=weights))


@task("dijkstra10", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False, net.undirected[2])
    return lambda: distances(networkit.distance.SPSP(graph, net.sources).run().getDistances())


@task("dijkstra10", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False, net.undirected[2])
    return lambda: {"sum": float(sum(
        sum(rustworkx.dijkstra_shortest_path_lengths(graph, source, float).values())
        for source in net.sources))}


@task("dijkstra10", "scipy")
def _(net):
    from scipy.sparse.csgraph import dijkstra
    graph = matrix_of(net, undirected(net), False, net.undirected[2])
    return lambda: distances(dijkstra(graph, indices=net.sources))


@task("dijkstra10", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False, net.undirected[2])
    return lambda: {"sum": float(sum(
        sum(networkx.single_source_dijkstra_path_length(graph, source).values())
        for source in net.sources))}


@task("closeness", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: {"sum": float(np.nansum(graph.closeness()))}


@task("closeness", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False)
    return lambda: {"sum": float(sum(networkit.centrality.Closeness(
        graph, True, networkit.centrality.ClosenessVariant.Generalized).run().scores()))}


@task("closeness", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False)
    return lambda: {"sum": float(sum(rustworkx.closeness_centrality(graph).values()))}


@task("closeness", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: {"sum": float(sum(networkx.closeness_centrality(graph).values()))}


@task("harmonic", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: {"sum": float(np.nansum(graph.harmonic_centrality(normalized=False)))}


@task("harmonic", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False)
    return lambda: {"sum": float(sum(
        networkit.centrality.HarmonicCloseness(graph, False).run().scores()))}


@task("harmonic", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: {"sum": float(sum(networkx.harmonic_centrality(graph).values()))}


@task("betweenness", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: total(graph.betweenness(directed=False))


@task("betweenness", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False)
    return lambda: total(np.asarray(networkit.centrality.Betweenness(graph).run().scores()) / 2)


@task("betweenness", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False)
    return lambda: total(list(rustworkx.betweenness_centrality(graph, normalized=False).values()))


@task("betweenness", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    return lambda: total(list(networkx.betweenness_centrality(graph, normalized=False).values()))


@task("edge betweenness", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    return lambda: total(graph.edge_betweenness(directed=False))


@task("edge betweenness", "networkit")
def _(net):
    import networkit
    graph = networkit_of(net, undirected(net), False)
    graph.indexEdges()
    return lambda: total(np.asarray(
        networkit.centrality.Betweenness(graph, False, True).run().edgeScores()) / 2)


@task("edge betweenness", "rustworkx")
def _(net):
    import rustworkx
    graph = rustworkx_of(net, undirected(net), False)
    return lambda: total(list(
        rustworkx.edge_betweenness_centrality(graph, normalized=False).values()))


@task("bc64", "igraph")
def _(net):
    graph = igraph_of(net, undirected(net), False)
    # igraph halves undirected scores; the task asks for plain sums of dependencies.
    return lambda: total(2 * np.asarray(graph.betweenness(directed=False, sources=net.pivots)))


@task("bc64", "networkx")
def _(net):
    import networkx
    graph = networkx_of(net, undirected(net), False)
    everything = list(range(net.n))
    return lambda: total(2 * np.asarray(list(networkx.betweenness_centrality_subset(
        graph, net.pivots, everything, normalized=False).values())))


# ---------------------------------------------------------------- communities, on U

def modularity(net, membership):
    """Newman's modularity of a partition of U, the same for every peer."""
    low, high, _ = net.undirected
    membership = np.asarray(membership)
    degree = np.bincount(low, minlength=net.n) + np.bincount(high, minlength=net.n)
    inside = (membership[low] == membership[high]).sum() / len(low)
    shares = np.bincount(membership, weights=degree) / (2 * len(low))
    return {"modularity": float(inside - (shares ** 2).sum()),
            "communities": int(membership.max()) + 1}


@task("leiden", "igraph")
def _(net):
    import random
    graph = igraph_of(net, undirected(net), False)
    random.seed(1)
    return lambda: modularity(net, graph.community_leiden(
        objective_function="modularity", n_iterations=2).membership)


@task("leiden", "leidenalg")
def _(net):
    import leidenalg
    graph = igraph_of(net, undirected(net), False)
    return lambda: modularity(net, leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, seed=1).membership)


@task("leiden", "networkit")
def _(net):
    import networkit
    networkit.setSeed(1, False)
    graph = networkit_of(net, undirected(net), False)

    def run():
        found = networkit.community.ParallelLeiden(graph)
        found.run()
        return modularity(net, np.unique(found.getPartition().getVector(), return_inverse=True)[1])
    return run


@task("leiden", "sknetwork")
def _(net):
    from sknetwork.clustering import Leiden
    graph = matrix_of(net, undirected(net), False)
    return lambda: modularity(net, Leiden(random_state=1).fit_predict(graph))


# ---------------------------------------------------------------- flows

def ortools_flow(net):
    from ortools.graph.python import min_cost_flow
    tails, heads, capacities, costs = net.flow
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    return solver


@task("maxflow", "igraph")
def _(net):
    import igraph
    tails, heads, capacities, _ = net.flow
    graph = igraph.Graph(n=net.n + 2, edges=np.column_stack((tails, heads)), directed=True)
    capacities = capacities.tolist()
    return lambda: {"flow": int(graph.maxflow(net.n, net.n + 1, capacities).value)}


@task("maxflow", "scipy")
def _(net):
    import scipy.sparse
    from scipy.sparse.csgraph import maximum_flow
    tails, heads, capacities, _ = net.flow
    matrix = scipy.sparse.csr_matrix(
        (np.minimum(capacities, 2**31 // 4), (tails, heads)), shape=(net.n + 2, net.n + 2))
    matrix.data = np.minimum(matrix.data, 2**31 // 4).astype(np.int32)
    return lambda: {"flow": int(maximum_flow(matrix, net.n, net.n + 1).flow_value)}


@task("maxflow", "ortools")
def _(net):
    from ortools.graph.python import max_flow
    tails, heads, capacities, _ = net.flow
    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(tails, heads, capacities)

    def run():
        solver.solve(net.n, net.n + 1)
        return {"flow": int(solver.optimal_flow())}
    return run


@task("maxflow", "networkx")
def _(net):
    import networkx
    graph = networkx.DiGraph()
    for tail, head, capacity, _ in zip(*(a.tolist() for a in net.flow)):
        if graph.has_edge(tail, head):
            graph[tail][head]["capacity"] += capacity
        else:
            graph.add_edge(tail, head, capacity=capacity)
    return lambda: {"flow": int(networkx.maximum_flow_value(graph, net.n, net.n + 1))}


@task("mincostflow", "ortools")
def _(net):
    villages = net.flow[3][-len(net.block(4, east=False)):]
    assert not villages.any()
    supply = int(net.flow[2][-len(villages):].sum())

    def run():
        solver = ortools_flow(net)
        solver.set_nodes_supplies(np.array([net.n, net.n + 1]), np.array([supply, -supply]))
        solver.solve_max_flow_with_min_cost()
        return {"flow": int(solver.maximum_flow()), "cost": int(solver.optimal_cost())}
    return run


@task("transport", "ortools")
def _(net):
    from ortools.graph.python import min_cost_flow
    supply, demand, costs = net.transport
    rows, columns = costs.shape
    tails = np.repeat(np.arange(rows), columns)
    heads = np.tile(np.arange(rows, rows + columns), rows)
    slack = int(supply.sum() - demand.sum())
    tails = np.concatenate([tails, np.arange(rows)])
    heads = np.concatenate([heads, np.full(rows, rows + columns)])
    prices = np.concatenate([costs.ravel(), np.zeros(rows, dtype=np.int64)])
    limits = np.minimum(supply[tails], np.concatenate([demand, [slack]])[heads - rows])

    def run():
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(tails, heads, limits, prices)
        solver.set_nodes_supplies(np.arange(rows + columns + 1),
                                  np.concatenate([supply, -demand, [-slack]]))
        assert solver.solve() == solver.OPTIMAL
        return {"cost": int(solver.optimal_cost())}
    return run


@task("transport", "pot")
def _(net):
    import ot
    supply, demand, costs = net.transport
    slack = supply.sum() - demand.sum()
    givers = supply.astype(float)
    takers = np.append(demand, slack).astype(float)
    matrix = np.column_stack([costs, np.zeros(len(supply))]).astype(float)

    def run():
        plan = ot.emd(givers, takers, matrix, numItermax=10_000_000, check_marginals=False)
        return {"cost": int(round(float((plan * matrix).sum())))}
    return run


@task("transport", "scipy")
def _(net):
    import scipy.sparse
    from scipy.optimize import linprog
    supply, demand, costs = net.transport
    rows, columns = costs.shape
    givers = scipy.sparse.kron(scipy.sparse.eye(rows), np.ones((1, columns)))
    takers = scipy.sparse.kron(np.ones((1, rows)), scipy.sparse.eye(columns))
    return lambda: {"cost": int(round(linprog(
        costs.ravel(), givers.tocsr(), supply, takers.tocsr(), demand, method="highs").fun))}


@task("assignment", "scipy")
def _(net):
    from scipy.optimize import linear_sum_assignment
    costs = net.costs

    def run():
        rows, columns = linear_sum_assignment(costs)
        return {"cost": int(costs[rows, columns].sum())}
    return run


@task("assignment", "ortools")
def _(net):
    from ortools.graph.python import linear_sum_assignment
    rows, columns = net.costs.shape
    square = np.zeros((columns, columns), dtype=np.int64)
    square[:rows] = net.costs
    left = np.repeat(np.arange(columns), columns)
    right = np.tile(np.arange(columns), columns)

    def run():
        solver = linear_sum_assignment.SimpleLinearSumAssignment()
        solver.add_arcs_with_cost(left, right, square.ravel())
        solver.solve()
        return {"cost": int(solver.optimal_cost())}
    return run


# ---------------------------------------------------------------- two-mode matching

@task("matching", "scipy")
def _(net):
    import scipy.sparse
    from scipy.sparse.csgraph import maximum_bipartite_matching
    left, right, rows, columns = net.two_mode
    matrix = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(left, right))
    return lambda: {"card": int((maximum_bipartite_matching(matrix, "column") >= 0).sum())}


@task("matching", "igraph")
def _(net):
    import igraph
    left, right, rows, columns = net.two_mode
    graph = igraph.Graph(n=left + right, edges=np.column_stack((rows, columns + left)))
    types = [False] * left + [True] * right
    return lambda: {"card": len(graph.maximum_bipartite_matching(types=types))}


@task("matching", "networkx")
def _(net):
    import networkx
    left, right, rows, columns = net.two_mode
    graph = networkx.Graph()
    graph.add_nodes_from(range(left + right))
    graph.add_edges_from(zip(rows.tolist(), (columns + left).tolist()))
    return lambda: {"card": len(networkx.bipartite.hopcroft_karp_matching(
        graph, range(left))) // 2}


# ---------------------------------------------------------------- one run

PACKAGES = {"sknetwork": "scikit-network", "pot": "POT", "igraph": "igraph"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    if options.list:
        print(json.dumps(sorted(TASKS)))
        return
    peer, name, size, folder = options.words
    run = TASKS[peer, name](Instances(folder, size))
    walls, cpus = [], []
    begin = time.perf_counter()
    while not walls or (len(walls) < 25 and time.perf_counter() - begin < options.seconds):
        cpu, wall = time.process_time(), time.perf_counter()
        answer = run()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(json.dumps({
        "who": peer, "version": importlib.metadata.version(PACKAGES.get(peer, peer)),
        "task": name, "size": size, "runs": len(walls), "wall": statistics.median(walls),
        "cpu": statistics.median(cpus),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "answer": answer}))


if __name__ == "__main__":
    sys.exit(main())
