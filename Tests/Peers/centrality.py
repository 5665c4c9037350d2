"""Closeness, betweenness, spectral scores, structural holes and modularity."""

import math

import networkx as nx
import numpy

from measure import NAN, by_node, collector, or_nan

MEASURES, measure = collector()


# Closeness. NetworkX measures towards a node; "out" is taken on the reversed graph.

def closeness(improved, weighted, out):
    def compute(case, form):
        graph = (form.reversed if out else form).networkx
        scores = by_node(nx.closeness_centrality(
            graph, distance="weight" if weighted else None, wf_improved=improved), form)
        # NetworkX says 0 for a node that nobody reaches; the plain mean is undefined there.
        return scores if improved else [NAN if s == 0 else s for s in scores]
    return compute


def igraph_closeness(out, weighted):
    def compute(case, form):
        if form.n < 2:
            return None
        return form.igraph.closeness(
            mode="out" if out else "in", weights="weight" if weighted else None, normalized=True)
    return compute


for side in ["in", "out"]:
    for weighted in [False, True]:
        suffix = f"{side}.weighted" if weighted else side
        way = "to the node" if side == "in" else "from the node"
        lengths = "weights as lengths" if weighted else "hops"
        measure(f"closeness.{suffix}", "P",
                f"""Number of other nodes reached over the sum of their distances {way}, {lengths};
                per component, nan for a node without any (NetworkX, wf_improved=False, says 0).""",
                igraph=igraph_closeness(side == "out", weighted),
                )(closeness(False, weighted, side == "out"))
        measure(f"closeness.wf.{suffix}", "P",
                f"""Wasserman-Faust: closeness times the share of other nodes reached. {way}, {lengths};
                0 for a node without any.""")(closeness(True, weighted, side == "out"))


def harmonic(weighted, out):
    def compute(case, form):
        graph = (form.reversed if out else form).networkx
        return by_node(nx.harmonic_centrality(graph, distance="weight" if weighted else None), form)
    return compute


def igraph_harmonic(weighted, out):
    def compute(case, form):
        scores = form.igraph.harmonic_centrality(
            mode="out" if out else "in", weights="weight" if weighted else None, normalized=False)
        return scores
    return compute


for side in ["in", "out"]:
    for weighted in [False, True]:
        suffix = f"{side}.weighted" if weighted else side
        way = "to the node" if side == "in" else "from the node"
        measure(f"harmonic.{suffix}", "P",
                f"Sum of 1/distance {way}, {'weights as lengths' if weighted else 'hops'}; not normalised.",
                igraph=igraph_harmonic(weighted, side == "out"),
                )(harmonic(weighted, side == "out"))


# Betweenness

def weight_of(weighted):
    return "weight" if weighted else None


def betweenness(weighted):
    return lambda case, form: by_node(
        nx.betweenness_centrality(form.networkx, normalized=False, weight=weight_of(weighted)), form)


def edge_betweenness(weighted):
    def compute(case, form):
        scores = nx.edge_betweenness_centrality(
            form.networkx, normalized=False, weight=weight_of(weighted))
        return [scores[(u, v)] if (u, v) in scores else scores[(v, u)] for u, v, _ in form.edges]
    return compute


def igraph_betweenness(weighted):
    return lambda case, form: form.igraph.betweenness(weights=weight_of(weighted))


def igraph_edge_betweenness(weighted):
    return lambda case, form: form.igraph.edge_betweenness(weights=weight_of(weighted))


COUNTED = "not normalised; ends do not count; in an undirected graph each pair counts once."
PARALLEL = """Parallel edges of one length are so many paths (a graph with parallel edges of other lengths
    uses the shortest)."""
for weighted in [False, True]:
    dot = ".weighted" if weighted else ""
    lengths = "Weights as lengths" if weighted else "Hops"
    measure(f"betweenness{dot}", "P", f"{lengths}; {COUNTED}", igraph=igraph_betweenness(weighted),
            )(betweenness(weighted))
    measure(f"betweenness.edge{dot}", "P", f"Of each edge. {lengths}; {COUNTED}",
            igraph=igraph_edge_betweenness(weighted))(edge_betweenness(weighted))
    measure(f"betweenness.multigraph{dot}", "M", f"{lengths}; {COUNTED}\n{PARALLEL}", peers="igraph",
            )(igraph_betweenness(weighted))
    measure(f"betweenness.edge.multigraph{dot}", "M",
            f"Of each edge. {lengths}; {COUNTED}\n{PARALLEL}\nA loop has 0.", peers="igraph",
            )(igraph_edge_betweenness(weighted))


# Spectral scores

def matrix(form, weighted=True):
    """Entry (u, v): the weight of the arcs from u to v. An undirected loop counts once."""
    a = numpy.zeros((form.n, form.n))
    for u, v, w in form.edges:
        a[u, v] += w if weighted else 1
        if not form.directed and u != v:
            a[v, u] += w if weighted else 1
    return a


def leading(values):
    """The largest and whether the others are clearly smaller (else the vector is not unique, or
    iterations crawl)."""
    ordered = sorted((abs(v + 1e-12) for v in values), reverse=True)
    return len(ordered) == 1 or ordered[1] < 0.97 * ordered[0]


def eigenvector(weighted):
    def compute(case, form):
        graph = form.networkx
        if form.n < 2 or not nx.is_strongly_connected(graph):
            return None
        values, vectors = numpy.linalg.eig(matrix(form, weighted).T)
        best = int(numpy.argmax(values.real))
        # Iterations run on A + I, because a bipartite graph has -r beside r.
        if not leading(values + 1):
            return None
        vector = numpy.abs(vectors[:, best].real)
        return list(vector / numpy.linalg.norm(vector))
    return compute


def networkx_eigenvector(weighted):
    def compute(case, form):
        if form.n < 3:
            return None
        return by_node(nx.eigenvector_centrality(
            form.networkx, max_iter=100_000, tol=1e-13, weight=weight_of(weighted)), form)
    return compute


def igraph_eigenvector(weighted):
    def compute(case, form):
        scores = numpy.array(form.igraph.eigenvector_centrality(
            directed=True, weights=weight_of(weighted)))
        return list(scores / numpy.linalg.norm(scores))
    return compute


for weighted in [False, True]:
    dot = ".weighted" if weighted else ""
    measure(f"eigenvector{dot}", "D",
            f"""Left eigenvector (a node's score comes from arcs to it), norm 1, by numpy.linalg.eig;
            {'weights count' if weighted else 'weights ignored'}. Strongly connected graphs with at least
            two nodes and a clear gap.""",
            peers="numpy", networkx=networkx_eigenvector(weighted), igraph=igraph_eigenvector(weighted),
            )(eigenvector(weighted))


def katz(alpha, weighted):
    def compute(case, form):
        values = numpy.linalg.eigvals(matrix(form, weighted))
        if max(abs(values)) * alpha > 0.95:
            return None
        if form.n == 1:
            return [1]  # NetworkX 3.6.1 fails on one node
        return by_node(nx.katz_centrality_numpy(
            form.networkx, alpha=alpha, beta=1.0, normalized=False, weight=weight_of(weighted)), form)
    return compute


measure("katz", "D", "x = 0.05 A' x + 1, weights ignored, not normalised.")(katz(0.05, False))
measure("katz.weighted", "D", "x = 0.005 A' x + 1, weights count, not normalised.")(katz(0.005, True))


def solve_pagerank(form, weighted, teleport=None):
    """Damping 0.85, by solving the linear system; dangling nodes jump as the teleport does."""
    a = matrix(form, weighted)
    jump = numpy.full(form.n, 1 / form.n) if teleport is None else numpy.array(teleport) / sum(teleport)
    sums = a.sum(axis=1)
    steps = numpy.where(sums[:, None] > 0, a / numpy.where(sums > 0, sums, 1)[:, None], jump[None, :])
    return list(numpy.linalg.solve(numpy.eye(form.n) - 0.85 * steps.T, 0.15 * jump))


@measure("pagerank.teleport", "M", "Seeded whole numbers for the personalised PageRank; never all 0.",
         peers="numpy")
def teleport(case, form):
    draw = case.random("teleport")
    weights = [draw.choice([0, 0, 1, 2, 5]) for _ in range(form.n)]
    weights[draw.randrange(form.n)] += 1
    return weights


def networkx_pagerank(weighted, personal=False):
    def compute(case, form):
        jump = dict(enumerate(teleport(case, form))) if personal else None
        return by_node(nx.pagerank(
            form.networkx, alpha=0.85, personalization=jump, tol=1e-15, max_iter=10_000,
            weight=weight_of(weighted)), form)
    return compute


def igraph_pagerank(weighted, personal=False):
    def compute(case, form):
        jump = teleport(case, form) if personal else [1] * form.n
        return form.igraph.personalized_pagerank(reset=jump, damping=0.85, weights=weight_of(weighted))
    return compute


EXACT = "Damping 0.85, sum 1, by numpy.linalg.solve; a dangling node jumps as the teleport does."
measure("pagerank", "D", f"{EXACT} Weights ignored.", peers="numpy",
        networkx=networkx_pagerank(False), igraph=igraph_pagerank(False),
        )(lambda c, f: solve_pagerank(f, False))
measure("pagerank.weighted", "D", f"{EXACT} Weights count.", peers="numpy",
        networkx=networkx_pagerank(True), igraph=igraph_pagerank(True),
        )(lambda c, f: solve_pagerank(f, True))
measure("pagerank.personalised", "D", f"{EXACT} Weights count; teleport: pagerank.teleport.",
        peers="numpy", networkx=networkx_pagerank(True, True), igraph=igraph_pagerank(True, True),
        )(lambda c, f: solve_pagerank(f, True, teleport(c, f)))
measure("pagerank.multigraph", "M",
        f"{EXACT} Weights count, parallel edges add up, loops stay. Directed graphs only.",
        peers="numpy", networkx=lambda c, f: networkx_pagerank(True)(c, f) if f.directed else None,
        igraph=lambda c, f: igraph_pagerank(True)(c, f) if f.directed else None,
        )(lambda c, f: solve_pagerank(f, True) if f.directed else None)


def hits(weighted, authorities):
    def compute(case, form):
        a = matrix(form, weighted)
        if not a.any():
            return None
        product = a.T @ a if authorities else a @ a.T
        values, vectors = numpy.linalg.eigh(product)
        if not leading(values):
            return None
        vector = numpy.abs(vectors[:, -1])
        vector[vector < 1e-14] = 0
        return list(vector / vector.sum())
    return compute


def igraph_hits(weighted, authorities):
    def compute(case, form):
        score = form.igraph.authority_score if authorities else form.igraph.hub_score
        scores = numpy.array(score(weights=weight_of(weighted)))
        return list(scores / scores.sum())
    return compute


def networkx_hits(case, form, authorities):
    if form.n < 3:
        return None
    return by_node(nx.hits(form.networkx, tol=1e-14)[authorities], form)


for weighted in [False, True]:
    dot = ".weighted" if weighted else ""
    for authorities, side in enumerate(["hubs", "authorities"]):
        checks = {"igraph": igraph_hits(weighted, authorities)}
        if weighted:
            checks["networkx"] = lambda c, f, which=authorities: networkx_hits(c, f, which)
        measure(f"hits.{side}{dot}", "D",
                f"""Sum 1, by numpy.linalg.eigh; {'weights count' if weighted else 'weights ignored'}.
                Graphs with an arc and a clear gap (the scores are unique).""",
                peers="numpy", **checks)(hits(weighted, authorities))


# Structural holes

def igraph_constraint(weighted):
    return lambda case, form: form.igraph.constraint(weights=weight_of(weighted))


measure("constraint", "U", "Burt's constraint, weights ignored; nan for an isolated node.",
        igraph=igraph_constraint(False),
        )(lambda c, f: by_node(or_empty(f, lambda: nx.constraint(f.networkx)), f))
measure("constraint.weighted", "D",
        "Burt's constraint of the weights of both directions together; nan for an isolated node.",
        igraph=igraph_constraint(True),
        )(lambda c, f: by_node(or_empty(f, lambda: nx.constraint(f.networkx, weight="weight")), f))


def or_empty(form, compute):
    """NetworkX divides by an empty matrix when there are no edges."""
    return compute() if form.m else [NAN] * form.n


def burt_effective_size(case, form, weighted):
    """Burt (1992), (2.2): sum over contacts j of 1 - sum over q of p(i,q) m(j,q)."""
    z = matrix(form, weighted)
    z = z + z.T
    sizes = []
    for i in range(form.n):
        contacts = [j for j in range(form.n) if z[i, j] > 0]
        sizes.append(sum(
            1 - sum(z[i, q] / z[i].sum() * z[j, q] / z[j].max() for q in range(form.n))
            for j in contacts) if contacts else NAN)
    return sizes


measure("effective_size", "U", "Burt's effective size, weights ignored; nan for an isolated node.",
        burt=lambda c, f: burt_effective_size(c, f, False),
        )(lambda c, f: by_node(or_empty(f, lambda: nx.effective_size(f.networkx)), f))
measure("effective_size.weighted", "D",
        """Burt's effective size of the weights of both directions together, by his formula (see README.md);
        nan for an isolated node.""", peers="numpy",
        networkx_all=lambda c, f: by_node(
            or_empty(f, lambda: nx.effective_size(f.networkx, weight="weight")), f),
        networkx_listed=lambda c, f: by_node(
            nx.effective_size(f.networkx, nodes=list(range(f.n)), weight="weight"), f),
        )(lambda c, f: burt_effective_size(c, f, True))


# Modularity

@measure("partition", "M", "A seeded community for each node, numbered in order of the first member.",
         peers="numpy")
def partition(case, form):
    draw = case.random("partition")
    count = draw.randint(1, 4)
    names = {}
    return [names.setdefault(draw.randrange(count), len(names)) for _ in range(form.n)]


def modularity(resolution, weighted):
    def compute(case, form):
        if form.m == 0:
            return [NAN]
        labels = partition(case, form)
        groups = [{v for v in range(form.n) if labels[v] == k} for k in range(max(labels) + 1)]
        return [nx.community.modularity(
            form.networkx, groups, weight=weight_of(weighted), resolution=resolution)]
    return compute


def igraph_modularity(resolution, weighted):
    def compute(case, form):
        if form.m == 0:
            return None
        return [form.igraph.modularity(
            partition(case, form), weights=weight_of(weighted), resolution=resolution, directed=True)]
    return compute


for letter, name in [("W", "undirected"), ("D", "directed"), ("M", "multigraph")]:
    for resolution in [1, 0.7]:
        loops = " Parallel edges add up; an undirected loop counts 2 in the degree." * (letter == "M")
        measure(f"modularity.{name}" + (".0.7" if resolution == 0.7 else ""), letter,
                f"Of the partition in `partition`, weights count, resolution {resolution}; nan without "
                f"edges.{loops}",
                igraph=igraph_modularity(resolution, True))(modularity(resolution, True))
