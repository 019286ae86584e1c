"""The demo's cast: who they are and what each of them can try first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    key: str
    name: str
    profession: str
    title: str
    try_first: str


CAST: tuple[Part, ...] = (
    Part("maya", "Maya Lind", "nursing", "Nurse manager, 6 West and 7 East", "Leads two units with two partners."),
    Part(
        "tom",
        "Dr Tom Becker",
        "medicine",
        "Medical director, 6 West",
        "Maya's partner; clinic on Tuesday and Thursday.",
    ),
    Part("ana", "Ana Ruiz", "nursing", "Chief Nursing Officer", "Half of the executive pair; sponsor of 6 West."),
    Part("kwame", "Dr Kwame Osei", "medicine", "Chief Medical Officer", "The other half; a decision waits for him."),
    Part("ines", "Dr Ines Vogel", "medicine", "Medical director, 7 East", "A new pair in its first hundred days."),
    Part("helen", "Helen Park", "other", "Chief Executive", "Sponsor: sees what pairs released, nothing else."),
    Part("priya", "Priya Shah", "other", "Programme office", "Sets up dyads; sees ticked milestones."),
    Part("joan", "Joan Reed", "other", "Coach", "Sees nothing that was not granted."),
    Part("lee", "Lee Wong", "other", "Analyst", "Works with measures of units; to come."),
    Part("sam", "Sam Field", "other", "IT administrator", "Accounts and roles, no content."),
    Part("alex", "Alex Moor", "other", "IT administrator", "The second administrator every role needs."),
    Part("dana", "Dana Cole", "other", "Privacy officer", "Reads the trail of the installation."),
    Part("rosa", "Rosa Diaz", "other", "Assistant to Ana Ruiz", "Holds Ana's partner time: when, and nothing else."),
)


def part(key: str) -> Part | None:
    return next((part for part in CAST if part.key == key), None)


def address_of(part: Part) -> str:
    return part.name.lower().replace("dr ", "").replace(" ", ".") + "@riverside.example"
