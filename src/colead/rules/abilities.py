"""What may be done, as words. A row or a route stores the word; the policy alone gives it meaning."""

from enum import StrEnum


class Ability(StrEnum):
    PUBLIC = "public"  # no sign-in: the sign-in pages themselves, the model, the covenant
    SIGNED_IN = "signed_in"  # anyone with an account; own settings, the units, what is published to everyone
    LEAD = "lead"  # one of the two partners of this partnership, now
    READ_SPACE = "read_space"  # a member of the space in which this was written
    READ_RELEASED = "read_released"  # in the audience of something that both released
    READ_NOTICE = "read_notice"  # in the audience of something that was taken out of view again; nothing of its words
    SEE_PARTNERSHIP = "see_partnership"  # knows that this partnership exists, who and where; nothing inside
    SPONSOR = "sponsor"  # the senior leader this partnership reports to
    KEEP_PROGRAMME = "keep_programme"  # the programme office: creates partnerships, seats, sponsors
    KEEP_UNITS = "keep_units"  # edits the tree of the organisation, its mission and objectives
    ADMINISTER = "administer"  # accounts and roles; no content
    INVITE = "invite"  # asks a person to open an account, by a link that goes to that person alone
    READ_SITE_TRAIL = "read_site_trail"  # privacy officer: who did what to the installation, never to a space
    READ_POOLED = "read_pooled"  # published numbers of the whole organisation, of no pair and no person
    TAKE_AWAY = "take_away"  # one's own words as a file; not while a hold stands after a reset
    SET_WISHES = "set_wishes"  # how and when one is reached, which a partner goes by; not while a hold stands
    HOLD_TIME = "hold_time"  # a scheduler's delegate: 'Partner time' holds only
    DEMO = "demo"  # only in a site that `make demo` made
