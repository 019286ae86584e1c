"""What the engine answers on the data sets of pairs, under the names of the reference numbers."""

from __future__ import annotations

import numpy as np

from colead_stats import dyads
from colead_stats._linear import PairFit, pair_gls
from colead_stats.common_fate import common_fate
from tests.stats.tables import OURS, column, papers, rows_of

TRUTH_ALIKE = (
    "Truth & Bias gls REML CS, indistinguishable: J=OtherPos_A-mean(SelfPos_P); truth=SelfPos_P c; bias=SelfPos_A c"
)
Answers = dict[tuple[str, str], dict[str, float]]


def couples() -> dict[str, np.ndarray]:
    rows = rows_of(papers("acitelli_wide.csv"))
    return {name: column(rows, name) for name in rows[0] if name != "CoupleID"}


def fit_names(fit: PairFit, names: list[str], *, by_member: bool = False) -> dict[str, float]:
    told = {f"b {name}": b for name, b in zip(names, fit.b, strict=True)}
    told |= {f"se {name}": se for name, se in zip(names, fit.se, strict=True)}
    told |= {"rho": fit.rho, "logLik": fit.log_likelihood}
    sigma = {"sigma (reference level)": fit.sigma * fit.ratio, "varIdent ratio other/ref": 1 / fit.ratio}
    return told | (sigma if by_member else {"sigma": fit.sigma})


def of_couples() -> Answers:
    c = couples()
    pairs = (c["xh"], c["xw"], c["sh"], c["sw"])
    return {
        **_togetherness(c),
        **_gls(c),
        **_lavaan(c),
        ("acitelli_wide", "Perception correlations"): _perception(c),
        **{
            ("acitelli_wide", f"Directional bias {who}"): {"mean": bias.value, "t": bias.value / (bias.se or 0)}
            for who, bias in _biases(c).items()
        },
        ("acitelli_pairwise", "LR test of distinguishability (gls ML, conditional on X)"): {
            "chisq df=4": dyads.distinguishability(*pairs).chi2,
            "p": dyads.distinguishability(*pairs).p,
        },
        **_surface(c),
    }


def _biases(c: dict[str, np.ndarray]) -> dict[str, dyads.Estimate]:
    told = dyads.perception(c["selfh"], c["selfw"], c["xh"], c["xw"])
    return {"husband: mean(xh-selfw)": told.first_bias, "wife: mean(xw-selfh)": told.second_bias}


def _perception(c: dict[str, np.ndarray]) -> dict[str, float]:
    told = dyads.perception(c["selfh"], c["selfw"], c["xh"], c["xw"])
    return {
        "assumed similarity husband (xh,selfh)": told.first_assumed_similarity,
        "assumed similarity wife (xw,selfw)": told.second_assumed_similarity,
        "self-other agreement: husband's view of wife vs wife self (xh,selfw)": told.first_accuracy,
        "self-other agreement: wife's view of husband vs husband self (xw,selfh)": told.second_accuracy,
        "actual similarity (selfh,selfw)": told.actual_similarity,
        "perception reciprocity (xh,xw)": told.reciprocity,
    }


def _togetherness(c: dict[str, np.ndarray]) -> Answers:
    icc, r, double, p = {}, {}, {}, {}
    for name, first, second in (("Satisfaction", "sh", "sw"), ("OtherPos", "xh", "xw"), ("Tension", "tenh", "tenw")):
        told = dyads.togetherness(c[first], c[second])
        icc |= {f"msb {name}": told.ms_between, f"msw {name}": told.ms_within, f"icc {name}": told.icc}
        r[name], double[name], p[name] = told.r, told.double_entry, told.p
    return {
        ("acitelli_wide", "Dyad ICC (indistinguishable, MSB/MSW)"): icc,
        ("acitelli_wide", "Pearson r between members (distinguishable)"): r,
        ("acitelli_wide", "double-entry (pairwise) ICC"): double,
        ("acitelli_wide", "Dyad ICC F test two-tailed p"): p,
    }


def _gls(c: dict[str, np.ndarray]) -> Answers:
    y = np.column_stack([c["sh"], c["sw"]])
    alike, apart = dyads._alike(c["xh"], c["xw"]), dyads._apart(c["xh"], c["xw"])
    order = [0, 3, 1, 4, 2, 5]
    apart = apart[:, :, order]
    names = ["(Intercept)", "OtherPos_A", "OtherPos_P"]
    by_role = [f"Role{who}{what}" for what in ("", ":OtherPos_A", ":OtherPos_P") for who in ("Husband", "Wife")]
    tension = dyads.pair_regression(
        c["sh"], c["sw"], np.column_stack([c["tenh"], c["selfw"]]), np.column_stack([c["tenw"], c["selfh"]])
    )
    head = "acitelli_pairwise"
    told: Answers = {
        (head, "gls REML CS: Satisfaction_A~Tension_A+SelfPos_P"): fit_names(
            tension, ["(Intercept)", "Tension_A", "SelfPos_P"]
        ),
        **_truth(c),
    }
    for word, restricted in (("REML", True), ("ML", False)):
        cs = pair_gls(y, alike, restricted=restricted)
        csh = pair_gls(y, apart, variances="by_member", restricted=restricted)
        told[head, f"APIM indistinguishable gls {word} CS: Satisfaction~OtherPos_A+OtherPos_P"] = fit_names(cs, names)
        told[head, f"APIM distinguishable two-intercept gls {word} CSH: Satisfaction~OtherPos"] = fit_names(
            csh, by_role, by_member=True
        )
    return told


def _truth(c: dict[str, np.ndarray]) -> Answers:
    middle = float(np.concatenate([c["selfh"], c["selfw"]]).mean())
    first = np.column_stack([np.ones(len(c["xh"])), c["selfw"] - middle, c["selfh"] - middle])
    second = np.column_stack([np.ones(len(c["xh"])), c["selfh"] - middle, c["selfw"] - middle])
    alike = pair_gls(np.column_stack([c["xh"], c["xw"]]) - middle, np.stack([first, second], axis=1))
    head = "acitelli_pairwise"
    both = dyads.truth_and_bias(c["selfh"], c["selfw"], c["xh"], c["xw"], centre="together")
    return {
        (head, TRUTH_ALIKE): fit_names(alike, ["(Intercept)", "Tc", "Bc"]),
        (head, "Truth & Bias gls REML CSH, distinguishable two-intercept (grand-mean centring)"): truth_names(
            both, "RoleHusband", "RoleWife"
        ),
    }


def truth_names(told: dyads.TruthAndBiasResult, first: str, second: str) -> dict[str, float]:
    parts = {
        first: told.first_direction,
        second: told.second_direction,
        f"{first}:Tc": told.first_truth,
        f"{second}:Tc": told.second_truth,
        f"{first}:Bc": told.first_bias,
        f"{second}:Bc": told.second_bias,
    }
    return {
        f"{b} {name}": (part.value if b == "b" else part.se or 0) for name, part in parts.items() for b in ("b", "se")
    } | {"rho": told.rho}


def _lavaan(c: dict[str, np.ndarray]) -> Answers:
    pairs = (c["xh"], c["xw"], c["sh"], c["sw"])
    told = dyads.apim(*pairs, likelihood=True)
    test = dyads.saturated_distinguishability(*pairs)
    return {
        ("acitelli_wide", "APIM distinguishable lavaan ML"): apim_names(
            told, "sh", "sw", "xh", "xw", ("kh:=ph/ah", "kw:=pw/aw")
        )
        | {"logl": told.log_likelihood, "R2 sh": told.first_r2, "R2 sw": told.second_r2}
        | moments(c["xh"], c["xw"], "xh", "xw"),
        ("acitelli_wide", "APIM I-SAT (indistinguishable) lavaan ML"): {
            "chisq": test.chi2,
            "df": test.df,
            "pvalue": test.p,
        }
        | alike_names(pairs, told.log_likelihood - test.chi2 / 2),
        ("acitelli_wide", "Wald equal actor effects (distinguishable lavaan)"): {"chisq df=1": told.equal_actor},
        ("acitelli_wide", "Wald equal partner effects (distinguishable lavaan)"): {"chisq df=1": told.equal_partner},
        (
            "acitelli_wide",
            "Common fate model lavaan ML (loadings 1, within-person errors correlated)",
        ): fate_names(common_fate(*pairs)),
    }


def apim_names(told: dyads.ApimResult, y1: str, y2: str, x1: str, x2: str, ratios: tuple[str, str]) -> dict[str, float]:
    parts = {
        f"{y1}~{x1}": told.first_actor,
        f"{y1}~{x2}": told.first_partner,
        f"{y2}~{x2}": told.second_actor,
        f"{y2}~{x1}": told.second_partner,
        f"{y1}~1": told.first_intercept,
        f"{y2}~1": told.second_intercept,
        ratios[0]: told.first_ratio,
        ratios[1]: told.second_ratio,
    }
    spread, n = told.residual_covariance, told.n
    (v1, c), (_, v2) = spread
    variances = {
        f"{y1}~~{y2}": (c, np.sqrt((v1 * v2 + c**2) / n)),
        f"{y1}~~{y1}": (v1, v1 * np.sqrt(2 / n)),
        f"{y2}~~{y2}": (v2, v2 * np.sqrt(2 / n)),
    }
    return two_of({name: (part.value, part.se or 0) for name, part in parts.items()} | variances)


def two_of(parts: dict[str, tuple[float, float]]) -> dict[str, float]:
    return {f"{word} {name}": part[i] for name, part in parts.items() for i, word in enumerate(("est", "se"))}


def moments(a: np.ndarray, b: np.ndarray, x1: str, x2: str) -> dict[str, float]:
    n, spread = len(a), np.cov(a, b, bias=True)
    (v1, c), (_, v2) = spread
    return two_of(
        {
            f"{x1}~~{x2}": (c, np.sqrt((v1 * v2 + c**2) / n)),
            f"{x1}~~{x1}": (v1, v1 * np.sqrt(2 / n)),
            f"{x2}~~{x2}": (v2, v2 * np.sqrt(2 / n)),
            f"{x1}~1": (a.mean(), np.sqrt(v1 / n)),
            f"{x2}~1": (b.mean(), np.sqrt(v2 / n)),
        }
    )


def alike_names(pairs: tuple[np.ndarray, ...], likelihood: float) -> dict[str, float]:
    """The parameters of two members alike, from the engine's own exact solution."""
    told = dyads.alike_apim(*pairs)
    xh, xw, sh, sw = pairs
    middle, after = np.concatenate([xh, xw]).mean(), np.concatenate([sh, sw]).mean()
    x1, x2 = xh - middle, xw - middle
    gap1 = sh - after - told.actor.value * x1 - told.partner.value * x2
    gap2 = sw - after - told.actor.value * x2 - told.partner.value * x1
    variance, x_variance = (gap1 @ gap1 + gap2 @ gap2) / (2 * len(xh)), (x1 @ x1 + x2 @ x2) / (2 * len(xh))
    return {
        "logl": likelihood,
        **{f"est {name}": told.actor.value for name in ("sh~xh", "sw~xw")},
        **{f"est {name}": told.partner.value for name in ("sh~xw", "sw~xh")},
        "est sh~~sw": gap1 @ gap2 / len(xh),
        "est xh~~xw": x1 @ x2 / len(xh),
        **{f"est {name}": x_variance for name in ("xh~~xh", "xw~~xw")},
        **{f"est {name}": variance for name in ("sh~~sh", "sw~~sw")},
        "est k:=p/a": told.partner.value / told.actor.value,
    }


def fate_names(told: object) -> dict[str, float]:
    names = {
        "CY~CX": "path",
        "CX~~CX": "x_variance",
        "CY~~CY": "y_rest",
        "xh~~sh": "first_within",
        "xw~~sw": "second_within",
        "xh~~xh": "first_x_error",
        "xw~~xw": "second_x_error",
        "sh~~sh": "first_y_error",
        "sw~~sw": "second_y_error",
    }
    parts = {name: getattr(told, field) for name, field in names.items()}
    fixed = {f"est {name}": 1.0 for name in ("CX=~xh", "CX=~xw", "CY=~sh", "CY=~sw")}
    fit = {"chisq": "chi2", "df": "df", "pvalue": "p", "cfi": "cfi", "rmsea": "rmsea", "srmr": "srmr"}
    return (
        two_of({k: (v.value, v.se) for k, v in parts.items()}) | fixed | {k: getattr(told, v) for k, v in fit.items()}
    )


def _surface(c: dict[str, np.ndarray]) -> Answers:
    told = dyads.response_surface(c["xh"], c["selfw"], c["sh"], middle=4)
    names = ["(Intercept)", "u", "v", "I(u^2)", "I(u * v)", "I(v^2)"]
    lines = {name: getattr(told, name) for name in ("a1", "a2", "a3", "a4")}
    return {
        (
            "acitelli_wide",
            "polynomial congruence: sh ~ u+v+u2+uv+v2, u=xh-4 (husband's view of wife), v=selfw-4",
        ): dict(zip(names, told.coefficients, strict=True)),
        ("acitelli_wide", "response surface parameters"): {k: v.value for k, v in lines.items()}
        | {f"se {k}": v.se for k, v in lines.items()},
    }


def ours() -> dict[str, np.ndarray]:
    rows = rows_of(OURS / "synth_dyads.csv")
    return {name: column(rows, name) for name in rows[0] if name != "dyad"}


def of_ours() -> Answers:
    d = ours()
    x1, x2 = d["trust_nurse"], d["trust_phys"]
    y = np.column_stack([d["synergy_nurse"], d["synergy_phys"]])
    told = dyads.apim(x1, x2, *y.T, likelihood=True)
    fixed = {name: value for name, value in moments(x1, x2, "trust_nurse", "trust_phys").items()}
    fixed |= {name: 0.0 for name in fixed if name.startswith("se ")}
    truth = dyads.truth_and_bias(d["self_nurse"], d["self_phys"], d["view_by_nurse"], d["view_by_phys"])
    apart = pair_gls(y, dyads._apart(x1, x2)[:, :, [0, 3, 1, 4, 2, 5]], variances="by_member")
    roles = [f"role{who}{what}" for what in ("", ":xa", ":xp") for who in ("nurse", "phys")]
    head = "synth_dyads"
    return {
        (head, "APIM distinguishable lavaan ML"): apim_names(
            told, "synergy_nurse", "synergy_phys", "trust_nurse", "trust_phys", ("kN:=pN/aN", "kP:=pP/aP")
        )
        | fixed,
        (head, "APIM indistinguishable gls REML CS"): fit_names(
            pair_gls(y, dyads._alike(x1, x2)), ["(Intercept)", "xa", "xp"]
        ),
        (head, "APIM two-intercept gls REML CSH"): fit_names(apart, roles, by_member=True),
        (head, "Truth & Bias gls REML CSH (role-wise centring)"): truth_names(truth, "rolenurse", "rolephys"),
        (head, "Wald equal actor"): {"chisq": told.equal_actor},
        (head, "Wald equal partner"): {"chisq": told.equal_partner},
    }
