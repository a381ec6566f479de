"""The employees of the customer: made up, the same for the same seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

_FIRST = (
    "Ana", "Bo", "Chloe", "Dai", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaia", "Liam", "Mara",
    "Nils", "Ola", "Priya", "Quinn", "Rosa", "Sami", "Tara", "Uma", "Viktor", "Wen", "Xenia", "Yara", "Zoë",
)  # fmt: skip
_LAST = (
    "Abara", "Berg", "Costa", "Duarte", "Eriksen", "Fischer", "García", "Hansen", "Ito", "Jensen", "Kaur", "Li",
    "Müller", "Novak", "Okafor", "O'Neill", "Petrov", "Quist", "Raman", "Santos", "Tran", "Ueda", "Varga", "Wu",
    "Yilmaz", "Zhang",
)  # fmt: skip
_TEAMS: dict[str, Sequence[str]] = {
    "Engineering": ("Software Engineer", "Site Reliability Engineer", "QA Engineer"),
    "Design": ("Product Designer", "Researcher"),
    "Finance": ("Accountant", "Financial Analyst"),
    "IT": ("Administrator", "Support Specialist"),
    "Sales": ("Account Executive", "Sales Engineer"),
    "People": ("Recruiter", "People Partner"),
}
_PLACES = ("Auckland", "Lyon", "Cork", "Austin", "Remote")


@dataclass(frozen=True, slots=True)
class Person:
    """An employee."""

    first_name: str
    last_name: str
    email: str
    team: str
    title: str
    place: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


def make_up_people(random_source: random.Random, count: int) -> list[Person]:
    """So many people, no two with the same address."""
    pairs = [(first, last) for first in _FIRST for last in _LAST]
    return [_person(random_source, first, last) for first, last in random_source.sample(pairs, count)]


def _person(random_source: random.Random, first: str, last: str) -> Person:
    team = random_source.choice(list(_TEAMS))
    title, place = random_source.choice(_TEAMS[team]), random_source.choice(_PLACES)
    local = f"{first}.{last}".lower().replace("'", "")
    return Person(first, last, f"{_ascii(local)}@example.com", team, title, place)


def _ascii(text: str) -> str:
    return text.translate(str.maketrans("ëíü", "eiu"))
