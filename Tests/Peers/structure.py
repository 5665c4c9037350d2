"""Components, cores, clustering, correlations, trees and paths."""

import warnings
from fractions import Fraction
from itertools import islice

import networkx as nx

from measure import NAN, by_node, collector, or_nan

warnings.simplefilter("ignore")
MEASURES, measure = collector()


# Degrees

@measure("degree", "M", "An undirected loop counts 2, a directed loop 1 out and 1 in.",
         igraph=lambda c, f: f.igraph.degree())
def degree(case, form):
    return by_node(dict(form.networkx.degree()), form)


@measure("degree.in", "M", "Directed graphs only.",
         igraph=lambda c, f: f.igraph.degree(mode="in"))
def in_degree(case, form):
    return by_node(dict(form.networkx.in_degree()), form) if form.directed else None


@measure("degree.out", "M", "Directed graphs only.",
         igraph=lambda c, f: f.igraph.degree(mode="out"))
def out_degree(case, form):
    return by_node(dict(form.networkx.out_degree()), form) if form.directed else None


@measure("strength", "M", "Sum of weights; loops as in degree.",
         igraph=lambda c, f: f.igraph.strength(weights="weight"))
def strength(case, form):
    return by_node(dict(form.networkx.degree(weight="weight")), form)


@measure("strength.in", "M", "Directed graphs only.",
         igraph=lambda c, f: f.igraph.strength(weights="weight", mode="in"))
def in_strength(case, form):
    return by_node(dict(form.networkx.in_degree(weight="weight")), form) if form.directed else None


@measure("strength.out", "M", "Directed graphs only.",
         igraph=lambda c, f: f.igraph.strength(weights="weight", mode="out"))
def out_strength(case, form):
    return by_node(dict(form.networkx.out_degree(weight="weight")), form) if form.directed else None


# Components

def smallest(components, form):
    """For each node the smallest node of its component."""
    first = [0] * form.n
    for component in components:
        for node in component:
            first[node] = min(component)
    return first


@measure("components.weak", "M", "For each node the smallest node of its weak component.",
         igraph=lambda c, f: smallest(f.igraph.connected_components(mode="weak"), f))
def weak(case, form):
    graph = form.networkx
    parts = nx.weakly_connected_components if form.directed else nx.connected_components
    return smallest(parts(graph), form)


@measure("components.strong", "M",
         "Directed graphs only. For each node the smallest node of its strong component.",
         igraph=lambda c, f: smallest(f.igraph.connected_components(mode="strong"), f))
def strong(case, form):
    return smallest(nx.strongly_connected_components(form.networkx), form) if form.directed else None


@measure("condensation", "M",
         "Directed graphs only. Two values: strong components, distinct arcs between them.")
def condensation(case, form):
    if not form.directed:
        return None
    graph = nx.condensation(nx.DiGraph(form.networkx))
    return [len(graph), graph.number_of_edges()]


@measure("biconnected.count", "U", "Biconnected components; an isolated node is none.",
         igraph=lambda c, f: [len(f.igraph.biconnected_components())])
def biconnected(case, form):
    return [len(list(nx.biconnected_components(form.networkx)))]


@measure("biconnected.edges", "U",
         "For each edge the smallest edge id of its biconnected component.")
def biconnected_edges(case, form):
    ids = {frozenset(edge[:2]): index for index, edge in enumerate(form.edges)}
    first = [0] * form.m
    for part in nx.biconnected_component_edges(form.networkx):
        members = [ids[frozenset(edge)] for edge in part]
        for member in members:
            first[member] = min(members)
    return first


@measure("articulation", "U", "The articulation points, ascending.",
         igraph=lambda c, f: sorted(f.igraph.articulation_points()))
def articulation(case, form):
    return sorted(nx.articulation_points(form.networkx))


def undirected(form):
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(form.n))
    graph.add_edges_from((u, v, index) for index, (u, v, _) in enumerate(form.edges))
    return graph


@measure("bridges", "M",
         """The ids of the bridges, ascending. Direction is ignored; a parallel edge and a loop are no
         bridge.""",
         igraph=lambda c, f: sorted(f.igraph.as_undirected(mode="each").bridges()))
def bridges(case, form):
    graph = undirected(form)
    return sorted(next(iter(graph[u][v])) for u, v in nx.bridges(graph))


@measure("dominators", "D",
         "The immediate dominator of each node, from node 0; nan for node 0 and what it cannot reach.",
         igraph=lambda c, f: [NAN if d < 0 else d for d in f.igraph.dominator(0)])
def dominators(case, form):
    found = nx.immediate_dominators(form.networkx, 0)
    return [found.get(v, NAN) if v != 0 else NAN for v in range(form.n)]


@measure("dominators.reverse", "D",
         "Post-dominators: as dominators, along the arcs against their direction.",
         igraph=lambda c, f: [NAN if d < 0 else d for d in f.igraph.dominator(0, mode="in")])
def post_dominators(case, form):
    return dominators(case, form.reversed)


# Cores, triangles, correlations

@measure("core", "U", "Core numbers.", igraph=lambda c, f: f.igraph.coreness())
def core(case, form):
    return by_node(nx.core_number(form.networkx), form)


@measure("core.both", "D", "Core numbers where the degree is in-degree plus out-degree.",
         igraph=lambda c, f: f.igraph.coreness(mode="all"))
def core_both(case, form):
    return by_node(nx.core_number(form.networkx), form)


@measure("core.in", "D", "Core numbers by in-degree.", peers="igraph")
def core_in(case, form):
    return form.igraph.coreness(mode="in")


@measure("core.out", "D", "Core numbers by out-degree.", peers="igraph")
def core_out(case, form):
    return form.igraph.coreness(mode="out")


@measure("triangles", "U", "Triangles at each node.")
def triangles(case, form):
    return by_node(nx.triangles(form.networkx), form)


@measure("clustering", "U",
         "nan for nodes of degree below 2, where NetworkX says 0.",
         igraph=lambda c, f: f.igraph.transitivity_local_undirected(mode="nan"))
def clustering(case, form):
    graph = form.networkx
    return [s if graph.degree(v) > 1 else NAN for v, s in enumerate(by_node(nx.clustering(graph), form))]


@measure("clustering.barrat", "W", "Barrat's weighted clustering; nan for nodes of degree below 2.",
         peers="igraph")
def barrat(case, form):
    if form.m == 0:
        return [NAN] * form.n
    return form.igraph.transitivity_local_undirected(mode="nan", weights="weight")


@measure("clustering.directed", "D", "Fagiolo's directed clustering; NetworkX's 0 where undefined.")
def directed_clustering(case, form):
    return by_node(nx.clustering(form.networkx), form)


@measure("transitivity", "U", "nan where there is no path of two edges (NetworkX says 0).",
         igraph=lambda c, f: [f.igraph.transitivity_undirected(mode="nan")])
def transitivity(case, form):
    graph = form.networkx
    return [nx.transitivity(graph) if any(d > 1 for _, d in graph.degree()) else NAN]


@measure("reciprocity", "D", "nan without arcs.",
         igraph=lambda c, f: [or_nan(f.igraph.reciprocity)])
def reciprocity(case, form):
    return [or_nan(lambda: nx.overall_reciprocity(form.networkx))]


def varies(numbers):
    return len(set(numbers)) > 1


def correlation_exists(form, x, y):
    """Both ends vary over the arcs (an undirected edge is two): otherwise 0/0, exactly."""
    arcs = [(u, v) for u, v, _ in form.edges]
    if not form.directed:
        arcs += [(v, u) for u, v in arcs]
    return varies([x[u] for u, _ in arcs]) and varies([y[v] for _, v in arcs])


@measure("assortativity.degree", "U", "nan where undefined (no edges, all ends of one degree).",
         igraph=lambda c, f: [or_nan(f.igraph.assortativity_degree)]
         if correlation_exists(f, f.igraph.degree(), f.igraph.degree()) else None)
def degree_assortativity(case, form):
    d = form.igraph.degree()
    if not correlation_exists(form, d, d):
        return [NAN]
    return [or_nan(lambda: nx.degree_pearson_correlation_coefficient(form.networkx))]


@measure("assortativity.degree.directed", "D",
         "Out-degree of the source with in-degree of the target. nan where undefined.",
         igraph=lambda c, f: [or_nan(lambda: f.igraph.assortativity_degree(directed=True))]
         if correlation_exists(f, f.igraph.outdegree(), f.igraph.indegree()) else None)
def directed_degree_assortativity(case, form):
    graph = form.igraph
    if not correlation_exists(form, graph.outdegree(), graph.indegree()):
        return [NAN]
    return [or_nan(lambda: nx.degree_pearson_correlation_coefficient(form.networkx))]


@measure("attribute.number", "M", "A seeded whole number for each node.", peers="numpy")
def number(case, form):
    draw = case.random("number")
    return [draw.randint(0, 9) for _ in range(form.n)]


@measure("attribute.category", "M", "A seeded category (0, 1, 2) for each node.", peers="numpy")
def category(case, form):
    draw = case.random("category")
    return [draw.randint(0, 2) for _ in range(form.n)]


def numeric_assortativity(case, form):
    x = number(case, form)
    if not correlation_exists(form, x, x):
        return [NAN]
    graph = form.networkx.copy()
    nx.set_node_attributes(graph, dict(enumerate(x)), "x")
    return [or_nan(lambda: nx.numeric_assortativity_coefficient(graph, "x"))]


def categorical_assortativity(case, form):
    x = category(case, form)
    ends = {x[u] for edge in form.edges for u in edge[:2]}
    if form.m == 0 or len(ends) == 1:
        return [NAN]
    graph = form.networkx.copy()
    nx.set_node_attributes(graph, dict(enumerate(x)), "x")
    mixing = nx.attribute_mixing_matrix(graph, "x")
    rows, columns = mixing.sum(axis=1), mixing.sum(axis=0)
    if abs(1 - rows @ columns) < 1e-12:
        return [NAN]
    return [or_nan(lambda: nx.attribute_assortativity_coefficient(graph, "x"))]


def igraph_numeric(c, f):
    x = number(c, f)
    return [or_nan(lambda: f.igraph.assortativity(x))] if correlation_exists(f, x, x) else None


for name, form in [("", "U"), (".directed", "D")]:
    measure(f"assortativity.number{name}", form, "Of attribute.number. nan where undefined.",
            igraph=igraph_numeric)(numeric_assortativity)
    measure(f"assortativity.category{name}", form, "Of attribute.category. nan where undefined.",
            igraph=lambda c, f: [or_nan(lambda: f.igraph.assortativity_nominal(category(c, f)))]
            )(categorical_assortativity)

TRIADS = ["003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D",
          "120U", "120C", "210", "300"]


@measure("triads", "D", "Triads by type: " + " ".join(TRIADS) + ".",
         igraph=lambda c, f: igraph_triads(f))
def triads(case, form):
    census = nx.triadic_census(form.networkx)
    return [census[kind] for kind in TRIADS]


def igraph_triads(form):
    census = form.igraph.triad_census()
    return [getattr(census, "t" + kind) for kind in TRIADS] if form.n > 2 else None


# Trees and paths

@measure("mst", "U", "Weight of a minimum spanning forest.",
         igraph=lambda c, f: [sum(f.igraph.spanning_tree(weights="weight").es["weight"])])
def mst(case, form):
    tree = nx.minimum_spanning_tree(form.networkx)
    return [sum(w for *_, w in tree.edges(data="weight"))]


def flat(table, form):
    return [table.get(u, {}).get(v, NAN) for u in range(form.n) for v in range(form.n)]


def igraph_distances(form, **options):
    if form.n == 0:
        return []
    return [NAN if d == float("inf") else d for row in form.igraph.distances(**options) for d in row]


@measure("distances.hops", "M", "Row by row, from node to node along the edges; nan: unreachable.",
         igraph=lambda c, f: igraph_distances(f))
def hops(case, form):
    return flat(dict(nx.all_pairs_shortest_path_length(form.networkx)), form)


@measure("distances.weighted", "M", "Row by row, weights as lengths; nan: unreachable.",
         igraph=lambda c, f: igraph_distances(f, weights="weight"))
def weighted_distances(case, form):
    return flat(dict(nx.all_pairs_dijkstra_path_length(form.networkx)), form)


@measure("paths.shortest", "P",
         """Lengths of the first (up to six) simple paths from node 0 to the last node, ascending,
         weights as lengths. Graphs with at least two nodes.""",
         igraph=lambda c, f: igraph_paths(f))
def shortest_paths(case, form):
    if form.n < 2:
        return None
    found = nx.shortest_simple_paths(form.networkx, 0, form.n - 1, weight="weight")
    try:
        return [nx.path_weight(form.networkx, p, "weight") for p in islice(found, 6)]
    except nx.NetworkXNoPath:
        return []


def igraph_paths(form):
    if form.n < 2:
        return None
    paths = form.igraph.get_k_shortest_paths(0, form.n - 1, k=6, weights="weight", output="epath")
    return [sum(form.igraph.es[p]["weight"]) for p in paths]


def farthest(rows):
    return [max((d for d in row if d == d), default=0) for row in rows]


def rows(values, n):
    return [values[v * n:(v + 1) * n] for v in range(n)]


@measure("eccentricity.out", "M", "The longest of the distances to the nodes that can be reached.",
         igraph=lambda c, f: f.igraph.eccentricity(mode="out"))
def eccentricity(case, form):
    return farthest(rows(hops(case, form), form.n))


@measure("eccentricity.in", "M", "The longest of the distances from the nodes that reach the node.",
         igraph=lambda c, f: f.igraph.eccentricity(mode="in"))
def in_eccentricity(case, form):
    return farthest(rows(hops(case, form.reversed), form.n))


@measure("eccentricity.weighted", "M", "As eccentricity.out, weights as lengths.",
         igraph=lambda c, f: f.igraph.eccentricity(mode="out", weights="weight"))
def weighted_eccentricity(case, form):
    return farthest(rows(weighted_distances(case, form), form.n))


@measure("diameter", "M", "The longest finite distance in hops.",
         igraph=lambda c, f: [f.igraph.diameter(unconn=True)])
def diameter(case, form):
    return [max(eccentricity(case, form))]


@measure("diameter.weighted", "M", "The longest finite distance, weights as lengths.",
         igraph=lambda c, f: [f.igraph.diameter(unconn=True, weights="weight")])
def weighted_diameter(case, form):
    return [max(weighted_eccentricity(case, form))]
