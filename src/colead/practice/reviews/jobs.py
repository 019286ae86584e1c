"""Once a day: who may help no more keeps no key to a case. It opened nothing to them from the moment that barred it."""

from colead.partnerships.models import Partnership
from colead.practice.reviews import queries
from colead.practice.reviews.models import Case
from colead.promises import belonging


def let_out_who_may_help_no_more() -> None:
    """The two keep theirs while they belong to the pair. Whether a naming still stands, the case alone tells:

    it is opened to nobody here, so that a stand-in whom the sponsor names no more goes at the next step of the two.
    """
    outside = belonging.beside(Case, "beside_id")
    pairs = {pair.space_id: pair for pair in Partnership.objects.filter(space__in={one.of for one in outside})}
    for one in outside:
        partnership = pairs.get(one.of)
        if partnership is None or not queries.may_help(one.person, partnership):
            belonging.end(one)
