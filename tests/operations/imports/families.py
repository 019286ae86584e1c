"""Families of bad files, one for each payload and place; with the named ones they are more than 250."""

import random
from functools import partial

from tests.operations.imports.files import (
    GOOD_PERSON,
    PEOPLE_HEAD,
    bundle,
    organization,
    people_xlsx,
    person_with,
    units_csv,
)
from tests.operations.imports.hostile import PAYLOADS, Bad, fhir, people, units

UNSEEN = ("\x01", "\x08", "\x1b", "\x7f", "\x9f", "\u202a", "\u202e", "\u2066", "\ue000", "\U000e0041")
UNIT_TEXTS = ("external_id", "name", "mission", "north_star")


def person_cells(column: str, text: str) -> list[str]:
    return [text if known == column else cell for known, cell in zip(PEOPLE_HEAD, GOOD_PERSON, strict=True)]


def unit_list(column: str, text: str) -> bytes:
    head = ["external_id", "name", "mission", "north_star"]
    row = dict(zip(head, ["H1", "North", "Care", "Well"], strict=True)) | {column: text}
    return units_csv(list(row.values()), head=head)


def spoilt_workbook(seed: int) -> bytes:
    """Random bytes of a good workbook are others; whatever becomes of it, it has no good row twice named."""
    rng, content = random.Random(seed), bytearray(people_xlsx(GOOD_PERSON, GOOD_PERSON))
    for _ in range(12):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


FORMULAS_IN_SHEETS = [
    people(f"sheet: payload {n} in {column}", partial(people_xlsx, person_cells(column, text)), "row 2", f'"{column}"')
    for column in PEOPLE_HEAD
    for n, text in enumerate(PAYLOADS, start=1)
]
FORMULAS_IN_UNITS = [
    units(f"unit: payload {n} in {column}", partial(unit_list, column, text), "row 2", f'"{column}"')
    for column in UNIT_TEXTS
    for n, text in enumerate(PAYLOADS, start=1)
]
FORMULAS_IN_BUNDLES = [
    fhir(f"bundle: payload {n}", partial(bundle, organization(name=text)), "entry[0]", "name")
    for n, text in enumerate(PAYLOADS, start=1)
]
UNSEEN_LETTERS = [
    people(f"unseen {n} in {column}", partial(person_with, **{column: f"a{text}b"}), "row 3", f"U+{ord(text):04X}")
    for column in ("name", "title", "email")
    for n, text in enumerate(UNSEEN, start=1)
]
CUT_WORKBOOKS = [people(f"cut at {share} percent", lambda share=share: cut(share), "") for share in range(4, 100, 5)]
SPOILT_WORKBOOKS = [people(f"spoilt {seed}", partial(spoilt_workbook, seed), "") for seed in range(40)]


def cut(share: int) -> bytes:
    content = people_xlsx()
    return content[: len(content) * share // 100]


ALL: list[Bad] = [
    *FORMULAS_IN_SHEETS,
    *FORMULAS_IN_UNITS,
    *FORMULAS_IN_BUNDLES,
    *UNSEEN_LETTERS,
    *CUT_WORKBOOKS,
    *SPOILT_WORKBOOKS,
]
