"""What the engine answers on the networks, under the names of the reference numbers."""

from __future__ import annotations

import numpy as np

from colead_stats import silos
from tests.stats.answers_of_dyads import Answers
from tests.stats.tables import OURS, column, matrix, papers, rows_of, words


def of_technicians() -> Answers:
    told: Answers = {}
    for net, groupings in (("ht_advice", ("dept", "level")), ("ht_friends", ("dept",))):
        nodes = rows_of(papers(f"net_{net}_nodes.csv"))
        edges = matrix(rows_of(papers(f"net_{net}_edges.csv")), ["from", "to"]) - 1
        for group in groupings:
            result = silos.ties(edges, words(nodes, group), permutations=5000, seed=2024)
            single = silos.ties(edges, words(nodes, group), directed=False, permutations=0)
            told[f"net_{net}", f"by {group}"] = tie_names(result, single)
    return told


def tie_names(result: silos.TieResult, single: silos.TieResult) -> dict[str, float]:
    return {
        "E": result.external,
        "I": result.internal,
        "EI": result.ei_index,
        "cross-department tie share": result.cross_share,
        "assortativity_nominal directed": result.assortativity,
        "modularity of the given partition (igraph undirected treatment of directed graph)": result.modularity,
        "modularity undirected collapsed": single.modularity,
        "assortativity_nominal undirected collapsed": single.assortativity,
        "expected EI under random mixing (exact node-label permutation mean)": result.expected,
        "expected EI (label permutation)": result.expected,
        "EI label permutation mean (5000, seed 2024)": result.permuted_mean or 0,
        "EI label permutation sd": result.permuted_sd or 0,
        "EI permutation p lower (<= observed)": result.p_lower or 0,
        "reciprocity": result.reciprocity,
        "density": result.density,
    }


def of_ours() -> Answers:
    nodes = rows_of(OURS / "synth_ties_nodes.csv")
    edges = matrix(rows_of(OURS / "synth_ties_edges.csv"), ["from", "to"]) - 1
    told: Answers = {}
    for group in ("profession", "unit"):
        result = silos.ties(edges, words(nodes, group), permutations=0)
        single = silos.ties(edges, words(nodes, group), directed=False, permutations=0)
        told["synth_ties", f"by {group}"] = tie_names(result, single)
        told["synth_ties", f"mixing matrix by {group}"] = {
            f"{a} -> {b}": result.mixing[i][j] for i, a in enumerate(result.groups) for j, b in enumerate(result.groups)
        }
    told["synth_ties", "graph"] = {"reciprocity": result.reciprocity, "density": result.density}
    return told


def of_small() -> Answers:
    edges = [[0, 1], [0, 2], [1, 2], [2, 3], [3, 4], [3, 5], [4, 5]]
    result = silos.ties(edges, list("NNNPPP"), directed=False, permutations=0)
    return {
        ("toy6 edges 1-2 1-3 2-3 3-4 4-5 4-6 5-6; groups NNNPPP", "undirected"): {
            "E": result.external,
            "I": result.internal,
            "EI": result.ei_index,
            "modularity": result.modularity,
            "assortativity_nominal": result.assortativity,
        }
    }


def of_club() -> Answers:
    rows = rows_of(papers("net_karate_edges.csv"))
    edges = np.column_stack([column(rows, "from"), column(rows, "to")]) - 1
    hi = {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21}
    result = silos.ties(edges, ["hi" if i in hi else "officer" for i in range(34)], directed=False, permutations=0)
    head = "net_karate"
    return {
        (head, "modularity of the observed split (Mr Hi vs Officer)"): {"Q": result.modularity},
        (head, "assortativity_nominal of the split"): {"r": result.assortativity},
    }


def of_mail() -> Answers:
    def table(name: str) -> np.ndarray:
        return np.array(papers(name).read_text().split(), dtype=np.int64).reshape(-1, 2)

    labels, edges = table("email-Eu-core-department-labels.txt"), table("email-Eu-core.txt")
    departments = [str(d) for d in labels[np.argsort(labels[:, 0]), 1]]
    result = silos.ties(edges, departments, permutations=0)
    single = silos.ties(edges, departments, directed=False, permutations=0)
    head = "email-Eu-core"
    return {
        (head, "departments, directed, self-loops dropped"): tie_names(result, single)
        | {"edges": result.external + result.internal, "E (cross-department)": result.external},
        (head, "departments collapsed undirected simple"): {"modularity": single.modularity},
        (head, "departments"): {"n departments": len(result.groups)},
    }
