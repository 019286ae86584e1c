"""What the engine answers on scales, units and panels, under the names of the reference numbers."""

from __future__ import annotations

import numpy as np

from colead_stats import agreement, panel, reliability, unit_scores
from colead_stats.dyads import difference_reliability, reliable_change
from tests.stats.answers_of_dyads import Answers
from tests.stats.tables import OURS, column, matrix, papers, rows_of, words

SCALES = {
    "agree": ("A", [1]),
    "conscientious": ("C", [4, 5]),
    "extraversion": ("E", [1, 2]),
    "neuroticism": ("N", []),
    "openness": ("O", [2, 5]),
}
PAIRWISE = "alpha (items keyed, pairwise covariances as in psych)"
OMEGA = "omega total, one-factor ML on correlation matrix, listwise: (sum lam)^2/((sum lam)^2+sum(1-lam^2))"


def of_scales() -> Answers:
    rows = rows_of(papers("bfi.csv"))
    told: Answers = {("bfi", name): {} for name in (PAIRWISE, OMEGA, "alpha listwise complete cases")}
    for scale, (letter, reverse) in SCALES.items():
        answers = matrix(rows, [f"{letter}{i}" for i in range(1, 6)])
        answers = reliability.keyed(answers, reverse=[i - 1 for i in reverse], high=6)
        result = reliability.alpha(answers)
        told["bfi", PAIRWISE] |= {
            f"raw_alpha {scale}": result.alpha,
            f"std.alpha {scale}": result.standardized,
            f"G6 {scale}": result.lambda_6,
            f"average_r {scale}": result.average_r,
            f"ase {scale}": result.se,
        }
        told["bfi", OMEGA][scale] = reliability.omega(answers)
        told["bfi", "alpha listwise complete cases"][scale] = reliability.alpha(answers, missing="listwise").alpha
        if scale == "agree":
            names = ["A1-", "A2", "A3", "A4", "A5"]
            told["bfi", "alpha item stats agree (check.keys)"] = {
                f"r.drop {name}": item.rest_correlation for name, item in zip(names, result.items, strict=True)
            }
            told["bfi", "alpha if item dropped agree"] = {
                name: item.alpha_without for name, item in zip(names, result.items, strict=True)
            }
    return told


def of_soldiers() -> Answers:
    rows = rows_of(papers("bh1996.csv"))
    groups = words(rows, "GRP")
    head = "bh1996"
    told: Answers = {
        (head, name): {}
        for name in (
            "one-way ANOVA",
            "ICC1 (multilevel::ICC1, mean group size)",
            "ICC2 (multilevel::ICC2, F-based)",
            "ICC1 from REML random intercept (lme4)",
            "mult.icc ICC1 (nlme)",
            "mult.icc ICC2 (nlme)",
        )
    }
    for name in ("HRS", "LEAD", "COHES", "WBEING"):
        result = unit_scores.one_way(column(rows, name), groups)
        parts = unit_scores.variance_parts(column(rows, name), groups)
        told[head, "one-way ANOVA"] |= {
            f"MSB {name}": result.ms_between,
            f"MSW {name}": result.ms_within,
            f"F {name}": result.f,
        }
        told[head, "ICC1 (multilevel::ICC1, mean group size)"][name] = result.icc1
        told[head, "ICC2 (multilevel::ICC2, F-based)"][name] = result.icc2
        told[head, "ICC1 from REML random intercept (lme4)"][name] = parts.icc1
        told[head, "mult.icc ICC1 (nlme)"][name] = parts.icc1
        size = result.mean_size
        told[head, "mult.icc ICC2 (nlme)"][name] = size * parts.icc1 / (1 + (size - 1) * parts.icc1)
    told[head, "design"] = {"n individuals": result.n, "n groups": result.n_units}
    hours = unit_scores.variance_parts(column(rows, "HRS"), groups)
    told[head, "lmer HRS~1+(1|GRP) REML"] = {"intercept": hours.mean, "tau2": hours.between, "sigma2": hours.within}
    means = {row.unit: row for row in unit_scores.unit_means(column(rows, "HRS"), groups)}
    told[head, "EB (shrunken) group mean HRS"] = {f"group {i}": means[str(i)].shrunken for i in range(1, 6)}
    told[head, "raw group mean HRS"] = {f"group {i}": means[str(i)].raw for i in range(1, 6)}
    return told


def of_pulse() -> Answers:
    rows = rows_of(OURS / "synth_pulse.csv")
    answers = reliability.keyed(matrix(rows, [f"ps{i}" for i in range(1, 8)]), reverse=[0, 2, 4])
    complete = ~np.isnan(answers).any(axis=1)
    units = np.array(words(rows, "unit"))[complete]
    scores = answers[complete].mean(axis=1)
    clustering = unit_scores.one_way(scores, units)
    parts = unit_scores.variance_parts(scores, units)
    spread = agreement.agreement(answers, words(rows, "unit"))
    means = {row.unit: row.shrunken for row in unit_scores.unit_means(scores, units)}
    head = "synth_pulse"
    return {
        (head, "design"): {"n rows": len(rows)},
        (head, "alpha (reverse 1,3,5; pairwise)"): {"raw_alpha": reliability.alpha(answers).alpha},
        (head, "omega total one-factor ML listwise"): {"omega": reliability.omega(answers)},
        (head, "ICC1 of mean score (complete cases)"): {"ICC1": clustering.icc1},
        (head, "ICC2 of mean score (complete cases)"): {"ICC2": clustering.icc2},
        (head, "rwg.j ranvar=2 (complete cases)"): {unit.unit: unit.rwg_j for unit in spread.units}
        | {"median": spread.median},
        (head, "lmer random intercept REML"): {"tau2": parts.between, "sigma2": parts.within},
        (head, "EB unit mean"): {name: means[name] for name in (f"U0{i}" for i in range(1, 7))},
    }


def of_panels() -> Answers:
    judged = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    told = panel.icc(judged)
    forms = {
        "ICC1": told.single_one_way,
        "ICC2": told.single_agreement,
        "ICC3": told.single_consistency,
        "ICC1k": told.mean_one_way,
        "ICC2k": told.mean_agreement,
        "ICC3k": told.mean_consistency,
    }
    gone = float("nan")
    observers = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, gone, gone, gone],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gone, 3],
            [gone, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gone],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gone],
        ]
    ).T
    levels: tuple[panel.Level, ...] = ("nominal", "ordinal", "interval", "ratio")
    return {
        ("shrout_fleiss_1979 (6 targets x 4 judges)", "psych::ICC"): {name: form.value for name, form in forms.items()}
        | {f"{name} lower": form.low or 0 for name, form in forms.items()}
        | {f"{name} upper": form.high or 0 for name, form in forms.items()},
        ("krippendorff_2011 (4 observers x 12 units)", "kripp.alpha"): {
            level: panel.krippendorff_alpha(observers, level=level) for level in levels
        },
    }


def of_worked_examples() -> Answers:
    head = "worked example"
    return {
        (head, "RCI = (x2-x1)/(sd*sqrt(2*(1-rel))), x1=3.2 x2=4.0 sd=.6 rel=.82"): {
            "RCI": reliable_change(3.2, 4.0, sd=0.6, reliability=0.82)
        },
        (head, "reliability of a difference score: rxx=ryy=.8 rxy=.5 equal sd"): {
            "rel": difference_reliability(0.8, 0.8, 0.5)
        },
        (head, "n per unit for ICC2=.70 at ICC1=.05/.10/.15/.20"): {
            f"ICC1={name}": unit_scores.respondents_needed(value)
            for name, value in ((".05", 0.05), ("0.1", 0.1), ("0.15", 0.15), ("0.2", 0.2))
        },
    }
