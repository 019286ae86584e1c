"""The look-over that ends each step of a journey finds what is wrong in one scheme only."""

from collections.abc import Callable

import pytest

from tests.cast import Riverside
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

FADED = """scheme => { const sheet = new CSSStyleSheet();
sheet.replaceSync(`@media (prefers-color-scheme: ${scheme}) {
  main p, main h1, main h2 { color: #777 !important; background: #888 !important } }`);
document.adoptedStyleSheets = [sheet]; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_too_faint_in_one_scheme_are_found_there(
    scheme: str, town: Riverside, visit: Callable[..., Visitor], width: int
) -> None:
    ana = visit(town.ana).goes_to("/")
    ana.is_at_ease()
    ana.page.evaluate(FADED, scheme)
    found = ana.unease()
    assert found
    assert all(f"in {scheme}" in fault for fault in found)
