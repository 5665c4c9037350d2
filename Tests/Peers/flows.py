"""Two-mode networks, flows, assignment."""

import networkx as nx
import numpy
from networkx.algorithms import bipartite
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from measure import NAN, collector

MEASURES, measure = collector()


# Two-mode networks

@measure("bipartite.sides", "U",
         "The side (0, 1) of each node; the smallest node of each component is on side 0. Two-mode only.")
def sides(case, form):
    graph = form.networkx
    if not bipartite.is_bipartite(graph):
        return None
    side = bipartite.color(graph)
    flip = {v: side[min(part)] for part in nx.connected_components(graph) for v in part}
    return [(side[v] + flip[v]) % 2 for v in range(form.n)]


def left_of(case, form):
    side = sides(case, form)
    return None if side is None else [v for v in range(form.n) if side[v] == 0]


def scipy_matching(case, form):
    left = left_of(case, form)
    right = [v for v in range(form.n) if v not in left]
    if not left or not right:
        return None
    a = numpy.array([[form.networkx.has_edge(u, v) for v in right] for u in left], dtype=int)
    return [int((maximum_bipartite_matching(csr_array(a)) >= 0).sum())]


@measure("bipartite.matching", "U", "Edges in a maximum matching. Two-mode only.", scipy=scipy_matching)
def matching(case, form):
    left = left_of(case, form)
    if left is None:
        return None
    return [len(bipartite.hopcroft_karp_matching(form.networkx, left)) // 2]


def projection(project):
    def compute(case, form):
        left = left_of(case, form)
        if left is None:
            return None
        if len(left) == form.n:
            return []  # NetworkX refuses an empty other side
        graph = project(form.networkx, left)
        triples = sorted((min(u, v), max(u, v), w) for u, v, w in graph.edges(data="weight"))
        return [number for triple in triples for number in triple]
    return compute


measure("bipartite.projection", "U",
        """Projection on side 0: u v weight, by pair, where the weight is how many neighbours are shared.
        Two-mode only.""", igraph=lambda c, f: igraph_projection(c, f))(projection(bipartite.weighted_projected_graph))
measure("bipartite.projection.newman", "U",
        "Projection on side 0: u v weight; a shared neighbour of degree k adds 1/(k - 1). Two-mode only.",
        )(projection(bipartite.collaboration_weighted_projected_graph))


def igraph_projection(case, form):
    types = [s == 1 for s in sides(case, form)]
    graph = form.igraph.bipartite_projection(types=types, which=0, multiplicity=True)
    left = left_of(case, form)
    triples = sorted((*sorted((left[e.source], left[e.target])), e["weight"]) for e in graph.es)
    return [number for triple in triples for number in triple]


@measure("bipartite.redundancy", "U",
         "Share of the pairs of neighbours that also share another node; nan for degree below 2. Two-mode only.")
def redundancy(case, form):
    graph = form.networkx
    if sides(case, form) is None:
        return None
    return [bipartite.node_redundancy(graph, [v])[v] if graph.degree(v) > 1 else NAN
            for v in range(form.n)]


# Flows

@measure("maxflow", "D",
         """Greatest flow from node 0 to the last node = the least cut; weights as capacities. Graphs with
         at least two nodes.""",
         igraph=lambda c, f: [f.igraph.maxflow_value(0, f.n - 1, capacity="weight")])
def max_flow(case, form):
    if form.n < 2:
        return None
    return [nx.maximum_flow_value(form.networkx, 0, form.n - 1, capacity="weight")]


@measure("mincut.global", "W", "The least weight of edges that separates the nodes. Graphs with at least two nodes.",
         igraph=lambda c, f: [f.igraph.mincut(capacity="weight").value])
def global_cut(case, form):
    if form.n < 2:
        return None
    if not nx.is_connected(form.networkx):
        return [0]
    return [nx.stoer_wagner(form.networkx)[0]]


def instance(case, form):
    """Demands of nodes; lower bounds, capacities and costs of arcs. Of four graphs two have a flow by
    construction, one has random demands that sum to 0, and every 16th is not balanced."""
    draw = case.random("flow")
    lower = [draw.choice([0, 0, 0, 1, 2]) for _ in form.edges]
    capacity = [low + draw.randint(0, 6) for low in lower]
    cost = [draw.randint(-3, 9) for _ in form.edges]
    demand = [0] * form.n
    if case.index % 4 < 3:
        for (u, v, _), low, high in zip(form.edges, lower, capacity):
            flow = draw.randint(low, high)
            demand[u] -= flow
            demand[v] += flow
    else:
        for _ in range(form.n):
            u, v, flow = draw.randrange(form.n), draw.randrange(form.n), draw.randint(0, 2)
            demand[u] -= flow
            demand[v] += flow
    if case.index % 16 == 15:
        demand[draw.randrange(form.n)] += 1
    return demand, lower, capacity, cost


for position, (name, about) in enumerate([
        ("demand", "Of each node: what flows in minus what flows out (negative: a supply)."),
        ("lower", "The least flow of each arc."), ("capacity", "The greatest flow of each arc."),
        ("cost", "The cost of a unit on each arc; may be negative.")]):
    measure(f"mincost.{name}", "A", f"Of the minimum-cost flow problems. {about}", peers="numpy",
            )(lambda c, f, which=position: instance(c, f)[which])


def shifted(case, form):
    """The problem without lower bounds, as a NetworkX graph, and the cost of the bounds themselves."""
    demand, lower, capacity, cost = instance(case, form)
    graph = nx.MultiDiGraph()
    for (u, v, _), low in zip(form.edges, lower):
        demand[u] += low
        demand[v] -= low
    for v in range(form.n):
        graph.add_node(v, demand=demand[v])
    for (u, v, _), low, high, price in zip(form.edges, lower, capacity, cost):
        graph.add_edge(u, v, capacity=high - low, weight=price)
    return graph, sum(low * price for low, price in zip(lower, cost))


def network_simplex(case, form):
    graph, fixed = shifted(case, form)
    try:
        return [nx.network_simplex(graph)[0] + fixed]
    except nx.NetworkXUnfeasible:
        return [NAN]


def linear_program(case, form):
    demand, lower, capacity, cost = instance(case, form)
    if form.m == 0:
        return [0 if not any(demand) else NAN]
    balance = numpy.zeros((form.n, form.m))
    for edge, (u, v, _) in enumerate(form.edges):
        balance[u, edge] -= 1
        balance[v, edge] += 1
    answer = linprog(cost, A_eq=balance, b_eq=demand, bounds=list(zip(lower, capacity)))
    return [answer.fun if answer.status == 0 else NAN]


measure("mincost", "A", "The least cost (network_simplex); nan: there is no such flow.",
        scipy=linear_program)(network_simplex)


@measure("mincost.maxflow", "A",
         """Value and cost of the cheapest greatest flow from node 0 to the last node: capacities
         mincost.capacity, costs the absolute values of mincost.cost, no lower bounds. Graphs with at least
         two nodes.""", scipy=lambda c, f: linear_max_flow(c, f))
def cheapest_max_flow(case, form):
    if form.n < 2:
        return None
    _, _, capacity, cost = instance(case, form)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(form.n), demand=0)
    for (u, v, _), high, price in zip(form.edges, capacity, cost):
        graph.add_edge(u, v, capacity=high, weight=abs(price))
    simple = nx.DiGraph()
    simple.add_nodes_from(range(form.n))
    for (u, v, _), high in zip(form.edges, capacity):
        before = simple[u][v]["capacity"] if simple.has_edge(u, v) else 0
        simple.add_edge(u, v, capacity=before + high)
    value = nx.maximum_flow_value(simple, 0, form.n - 1)
    graph.nodes[0]["demand"] = -value
    graph.nodes[form.n - 1]["demand"] = value
    return [value, nx.network_simplex(graph)[0]]


def linear_max_flow(case, form):
    """First the greatest value, then the least cost at that value."""
    if form.m == 0:
        return [0, 0]
    _, _, capacity, cost = instance(case, form)
    out = numpy.zeros((form.n, form.m))
    for edge, (u, v, _) in enumerate(form.edges):
        out[u, edge] += 1
        out[v, edge] -= 1
    inner = numpy.zeros(form.n)
    bounds = [(0, high) for high in capacity]
    greatest = linprog(-out[0], A_eq=out[1:-1], b_eq=inner[1:-1], bounds=bounds) \
        if form.n > 2 else linprog(-out[0], bounds=bounds)
    inner[0], inner[-1] = -greatest.fun, greatest.fun
    cheapest = linprog(numpy.abs(cost), A_eq=out, b_eq=inner, bounds=bounds)
    return [-greatest.fun, cheapest.fun]


# Assignment, on matrices that have nothing to do with the graphs

@measure("assignment.matrix", "M", "Rows, columns, then the costs row by row.", peers="numpy")
def assignment_matrix(case, form):
    draw = case.random("assignment")
    rows, columns = draw.randint(1, 8), draw.randint(1, 8)
    span = draw.choice([2, 20, 1000])
    return [rows, columns] + [draw.randint(-span // 4, span) for _ in range(rows * columns)]


@measure("assignment", "M",
         "The least cost at which as many pairs as the shorter side has are matched.", peers="scipy")
def assignment(case, form):
    rows, columns, *costs = assignment_matrix(case, form)
    costs = numpy.array(costs).reshape(rows, columns)
    return [int(costs[linear_sum_assignment(costs)].sum())]
