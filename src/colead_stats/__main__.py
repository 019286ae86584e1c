"""The engine at the command line: a file of answers in, a readable table, JSON or a picture out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from colead_stats import agreement as agree
from colead_stats import dyads as pairs
from colead_stats import panel as judges
from colead_stats import pictures, reliability, silos, unit_scores
from colead_stats._tables import AnswerTable, positions, read_table
from colead_stats.results import Estimate, UnfitData, plain

app = typer.Typer(
    help="Statistics of partnering: scales, units, pairs, panels and ties. Every command reads a CSV file.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Answers = Annotated[Path, typer.Argument(help="CSV file (UTF-8); the first row names the columns.")]
Items = Annotated[str, typer.Option(help="Columns of the scale: q1:q5 or q1,q3,q7.")]
Reverse = Annotated[str, typer.Option(help="Columns among them that are keyed the other way round.")]
Low = Annotated[float, typer.Option(help="Lowest answer of the scale.")]
High = Annotated[float, typer.Option(help="Highest answer of the scale.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Picture = Annotated[Path | None, typer.Option(help="Also draw a picture into this .svg, .png or .pdf file.")]
Seed = Annotated[int, typer.Option(help="Seed of the permutations; the same seed gives the same p.")]
Permutations = Annotated[int, typer.Option(min=0, help="How often labels are shuffled for p.")]

Null = StrEnum("Null", {name: name for name in ("uniform", *agree.SKEWED_NULLS)})  # type: ignore[misc]
Level = StrEnum("Level", {name: name for name in ("nominal", "ordinal", "interval", "ratio")})  # type: ignore[misc]
Row = Sequence[object]


@app.command("reliability")
def show_reliability(
    file: Answers, items: Items, reverse: Reverse = "", low: Low = 1, high: High = 5,
    as_json: Json = False, picture: Picture = None,
) -> None:  # fmt: skip
    """Do the items of a scale go together? Alpha, omega and what each item adds."""
    names, answers = _scale(read_table(file), items, reverse, low, high)
    told = reliability.alpha(answers)
    omega = reliability.omega(answers) if len(names) >= 3 else None
    _say(
        as_json,
        plain(told) | {"omega": omega, "names": names},
        f"{told.n} people, {told.n_complete} answered every item",
        [
            ("alpha", _number(told.alpha), f"95 % {_number(told.low)} to {_number(told.high)}"),
            ("omega", _number(omega), "share of the sum score that the items have in common"),
            ("mean correlation", _number(told.average_r), "between two items"),
        ],
        ("item", "n", "mean", "sd", "with the rest", "alpha without it"),
        [(names[i.item], i.n, i.mean, i.sd, i.rest_correlation, i.alpha_without) for i in told.items],
        told.warnings,
    )
    drawn = [pictures.Point(names[item.item], item.rest_correlation) for item in told.items]
    _draw(picture, lambda: pictures.points(drawn, title="How each item goes with the rest", axis="correlation", at=0))


@app.command("agreement")
def show_agreement(
    file: Answers, unit: Annotated[str, typer.Option(help="Column that says where each person works.")], items: Items,
    reverse: Reverse = "", low: Low = 1, high: High = 5,
    null: Annotated[Null, typer.Option(help="What 'no agreement' is taken to be.")] = Null.uniform,  # type: ignore[attr-defined]
    as_json: Json = False, picture: Picture = None,
) -> None:  # fmt: skip
    """Do people of one unit see it alike, and may their mean be called the unit's? rwg(j), AD, ICC(1), ICC(2)."""
    table = read_table(file)
    _names, answers = _scale(table, items, reverse, low, high)
    units = table.words(unit)
    points = round(high - low) + 1
    told = agree.agreement(answers, units, null=str(null), points=points)  # type: ignore[arg-type]
    complete = ~np.isnan(answers).any(axis=1)
    scores = answers[complete].mean(axis=1)
    spread = unit_scores.one_way(scores, units[complete])
    means = {row.unit: row for row in unit_scores.unit_means(scores, units[complete])}
    needed = _needed(spread.icc1)
    rows = [
        (u.unit, u.n, means[u.unit].raw, means[u.unit].shrunken, means[u.unit].low, means[u.unit].high, u.rwg_j,
         u.average_deviation, _words(u, means[u.unit]))
        for u in told.units
    ]  # fmt: skip
    _say(
        as_json,
        {"agreement": plain(told), "clustering": plain(spread), "units": plain(list(means.values()))},
        f"{spread.n} complete answers in {spread.n_units} units; null: {told.null} (variance {told.null_variance:g})",
        [
            ("ICC(1)", _number(spread.icc1), "share of variance that lies between units"),
            ("ICC(2)", _number(spread.icc2), f"reliability of a mean of {spread.mean_size:.1f} answers"),
            ("F", _number(spread.f), f"p {_p(spread.p)}"),
            ("median rwg(j)", _number(told.median), "1 is full agreement"),
            ("answers needed", needed, "in each unit for a reliability of .70"),
        ],
        ("unit", "n", "mean", "shrunken", "from", "to", "rwg(j)", "AD", ""),
        rows,
        [f"Fewer than 2 complete answers: {', '.join(told.left_out)}."] if told.left_out else [],
    )
    drawn = [pictures.Point(row.unit, row.shrunken, row.low, row.high) for row in means.values()]
    title = "Unit means, drawn towards all units by their size"
    _draw(picture, lambda: pictures.points(drawn, title=title, axis=f"mean, {low:g} to {high:g}", at=_middle(scores)))


@app.command("dyads")
def show_dyads(
    file: Answers,
    x: Annotated[str, typer.Option(help="Two columns, what goes before: first member, second member.")],
    y: Annotated[str, typer.Option(help="Two columns, what comes after: first member, second member.")],
    names: Annotated[str, typer.Option(help="What to call the two members.")] = "nurse,physician",
    as_json: Json = False, picture: Picture = None,
) -> None:  # fmt: skip
    """How alike do two partners answer, and how does each matter to the other? One row of the file for each pair."""
    table = read_table(file)
    x1, x2 = _two(table, x, "--x")
    y1, y2 = _two(table, y, "--y")
    n = int((~np.isnan(np.column_stack([x1, x2, y1, y2])).any(axis=1)).sum())
    if n < pairs.PAIRS_MIN["means"]:
        raise UnfitData(f"{n} complete pairs; nothing is told of fewer than {pairs.PAIRS_MIN['means']} together.")
    together = {"before": pairs.togetherness(x1, x2), "after": pairs.togetherness(y1, y2)}
    alike = [
        (word, t.n, t.r, t.icc, _p(t.p)) for word, t in (("before", together["before"]), ("after", together["after"]))
    ]
    if n < pairs.PAIRS_MIN["regression"]:
        note = f"{n} complete pairs; effects are told from {pairs.PAIRS_MIN['regression']} pairs on."
        head = ("", "pairs", "r", "ICC", "p")
        _say(
            as_json,
            {"togetherness": plain(together), "apim": None},
            "How alike partners answer",
            [],
            head,
            alike,
            [note],
        )
        return
    told, test = pairs.apim(x1, x2, y1, y2), pairs.distinguishability(x1, x2, y1, y2)
    first, _comma, second = names.partition(",")
    effects = [
        (f"{first}: own", told.first_actor),
        (f"{first}: partner's", told.first_partner),
        (f"{second}: own", told.second_actor),
        (f"{second}: partner's", told.second_partner),
    ]
    _say(
        as_json,
        {"togetherness": plain(together), "apim": plain(told), "distinguishability": plain(test)},
        f"{told.n} complete pairs",
        [
            ("alike before", _number(together["before"].icc), f"ICC, p {_p(together['before'].p)}"),
            ("alike after", _number(together["after"].icc), f"ICC, p {_p(together['after'].p)}"),
            ("told apart", f"p {_p(test.p)}", "small: it matters who is who"),
        ],
        ("effect on what comes after", "estimate", "se", "from", "to"),
        [(name, e.value, e.se, e.low, e.high) for name, e in effects],
        ["An association between answers, not the working of one on the other."],
    )
    drawn = [_point(name, effect) for name, effect in effects]
    title = "Own and partner's share in what comes after"
    _draw(picture, lambda: pictures.points(drawn, title=title, axis="points of y for a point of x", at=0))


@app.command("silos")
def show_silos(
    file: Annotated[Path, typer.Argument(help="CSV file of ties; two columns: who names whom.")],
    people: Annotated[Path, typer.Option(help="CSV file of people: their id and the group that they belong to.")],
    group: Annotated[str, typer.Option(help="Column of the people's file to compare: profession or unit.")],
    within: Annotated[str, typer.Option(help="Shuffle only inside this column, for example unit.")] = "",
    permutations: Permutations = 9999, seed: Seed = 0, as_json: Json = False, picture: Picture = None,
) -> None:  # fmt: skip
    """Do people turn to their own group more than its size explains? E-I index beside its expected value."""
    roster, table = read_table(people), read_table(file)
    places = {person: i for i, person in enumerate(roster.columns[roster.header[0]])}
    edges = np.column_stack([_places(table, column, places, people) for column in table.header[:2]])
    inside = roster.words(within) if within else None
    told = silos.ties(edges, roster.words(group), within=inside, permutations=permutations, seed=seed)
    rows = [(told.groups[i], *row) for i, row in enumerate(told.mixing)]
    _say(
        as_json,
        plain(told) | {"beyond_chance": told.beyond_chance},
        f"{told.n} people, {told.external + told.internal} ties, by {group}" + (f" within {within}" if within else ""),
        [
            ("E-I index", _number(told.ei_index), "-1 all inside, 1 all across"),
            ("expected", _number(told.expected), "from the sizes of the groups alone"),
            ("beyond that", _number(told.beyond_chance), f"p {_p(told.p_lower)} (below), {_p(told.p_upper)} (above)"),
            ("across", _number(told.cross_share), "share of ties that cross the boundary"),
        ],
        ("from", *told.groups),
        rows,
        [],
    )
    cells = [(a, b, float(told.mixing[i][j])) for i, a in enumerate(told.groups) for j, b in enumerate(told.groups)]
    _draw(picture, lambda: pictures.shades(cells, title="Who turns to whom", rows="from", columns="to"))


@app.command("panel")
def show_panel(
    file: Answers,
    raters: Annotated[str, typer.Option(help="Columns of the judges; one row for each whom they judged: r1:r4.")],
    level: Annotated[Level, typer.Option(help="Level of measurement for Krippendorff's alpha.")] = Level.interval,  # type: ignore[attr-defined]
    as_json: Json = False, picture: Picture = None,
) -> None:  # fmt: skip
    """Would another panel have judged alike? Intraclass correlations and Krippendorff's alpha."""
    ratings = read_table(file).answers(raters)
    alpha = judges.krippendorff_alpha(ratings, level=str(level))  # type: ignore[arg-type]
    gaps = bool(np.isnan(ratings).any())
    told = None if gaps else judges.icc(ratings)
    forms = [] if told is None else [
        told.single_one_way, told.single_agreement, told.single_consistency,
        told.mean_one_way, told.mean_agreement, told.mean_consistency,
    ]  # fmt: skip
    _say(
        as_json,
        {"alpha": alpha, "level": str(level), "icc": plain(told)},
        f"{len(ratings)} judged by {ratings.shape[1]}",
        [("Krippendorff's alpha", _number(alpha), f"{level} level; 1 is full agreement, 0 is chance")],
        ("form", "value", "from", "to"),
        [(form.method, form.value, form.low, form.high) for form in forms],
        ["A rating is missing, so intraclass correlations are left out."] if gaps else [],
    )
    drawn = [_point(form.method, form) for form in forms]
    _draw(
        picture, lambda: pictures.points(drawn, title="How far the panel agrees", axis="intraclass correlation", at=0)
    )


def _scale(table: AnswerTable, items: str, reverse: str, low: float, high: float) -> tuple[list[str], Any]:
    names = table.named(items)
    turned = positions(names, table.named(reverse) if reverse else [])
    return names, reliability.keyed(table.answers(items), reverse=turned, low=low, high=high)


def _two(table: AnswerTable, spec: str, option: str) -> tuple[Any, Any]:
    names = table.named(spec)
    if len(names) != 2:
        raise UnfitData(f"{option} takes two columns, one for each member; it names {len(names)}.")
    return table.numbers(names[0]), table.numbers(names[1])


def _places(table: AnswerTable, column: str, places: dict[str, int], people: Path) -> list[int]:
    unknown = [(i + 2, cell) for i, cell in enumerate(table.columns[column]) if cell not in places]
    if unknown:
        row, cell = unknown[0]
        raise UnfitData(f'Row {row} of {table.name} names "{cell}", who is not in {people.name}.')
    return [places[cell] for cell in table.columns[column]]


def _needed(icc1: float) -> str:
    return f"{unit_scores.respondents_needed(icc1):.0f}" if 0 < icc1 < 1 else "none would do"


def _middle(scores: Any) -> float:
    return float(scores.mean())


def _words(unit: agree.UnitAgreement, mean: unit_scores.UnitMean) -> str:
    said = ["people disagree"] if unit.is_divided else []
    return ", ".join([*said, "low precision"] if mean.is_imprecise else said)


def _point(name: str, effect: Estimate) -> pictures.Point:
    return pictures.Point(name, effect.value, effect.low, effect.high)


def _number(value: object) -> str:
    if isinstance(value, float):
        return "-" if np.isnan(value) else f"{value:.3f}"
    return "-" if value is None else str(value)


def _p(value: float | None) -> str:
    return "-" if value is None else "< .001" if value < 0.001 else f"{value:.3f}"


def _say(
    as_json: bool, whole: Any, title: str, figures: Sequence[Row], header: Row, rows: Sequence[Row],
    notes: Sequence[str],
) -> None:  # fmt: skip
    if as_json:
        typer.echo(json.dumps(plain(whole), indent=2, ensure_ascii=False))
        return
    typer.echo(title)
    for table in (figures, [header, *rows] if rows else []):
        if table:
            typer.echo("\n" + _aligned(table))
    if notes:
        typer.echo("\n" + "\n".join(notes))


def _aligned(rows: Sequence[Row]) -> str:
    cells = [[_number(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    is_number = [i > 0 and all(_is_number(row[i]) for row in cells[1:]) for i in range(len(cells[0]))]
    lines = (
        "  ".join(c.rjust(w) if right else c.ljust(w) for c, w, right in zip(row, widths, is_number, strict=True))
        for row in cells
    )
    return "\n".join(line.rstrip() for line in lines)


def _is_number(cell: str) -> bool:
    return cell in ("-", "") or cell.replace(".", "", 1).replace("-", "", 1).isdigit()


def _draw(path: Path | None, picture: Callable[[], dict[str, Any]]) -> None:
    if path is not None:
        pictures.write(picture(), path)
        typer.echo(f"Drawn into {path}.", err=True)


def main(words: Sequence[str] | None = None) -> None:
    """Runs a command; data that do not fit end with one sentence and exit code 1."""
    try:
        app(words, prog_name="python -m colead_stats")
    except UnfitData as refusal:
        typer.echo(f"{refusal}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
