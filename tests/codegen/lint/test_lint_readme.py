"""specs/README.md and the tables of lint say the same."""

from __future__ import annotations

import re
from pathlib import Path

from codegen.lint.members import LEVELS, MEMBERS, PAGINATION
from codegen.lint.rules.ledger import FIELDS
from codegen.lint.rules.schemas import FORMATS
from codegen.upstream.ledger import CONFIDENCES, SECTIONS

README = (Path(__file__).parents[3] / "specs" / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.split(f"## {title}")[1].split("\n## ")[0]


def first_column(text: str) -> set[str]:
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE))


def test_every_member_of_the_page_is_known_to_lint() -> None:
    members = {name for name in first_column(section("Members")) if name.startswith("x-")}
    assert members
    assert members <= set(MEMBERS)


def test_the_pagination_styles_are_those_of_the_page() -> None:
    assert {name for name in first_column(section("Members")) if not name.startswith("x-")} == set(PAGINATION)


def test_the_members_of_a_pagination_style_are_those_of_the_page() -> None:
    for style, (required, optional) in PAGINATION.items():
        row = re.search(rf"^\| `{style}` \| (.*?) \|", section("Members"), re.MULTILINE)
        assert row is not None
        assert {re.split(r":", name)[0] for name in re.findall(r"`([^`]+)`", row[1])} == {*required, *optional}


def test_the_levels_of_evidence_are_those_of_the_page() -> None:
    assert first_column(section("Evidence")) == set(LEVELS)


def test_the_formats_of_the_page_are_known_to_lint() -> None:
    assert set(re.findall(r"format: ([a-z-]+)", section("Types"))) <= set(FORMATS)


def test_the_ledger_has_the_fields_of_the_page() -> None:
    text = section("Ledger")
    assert set(re.findall(r"^(?:- |  )([a-z]+):", text, re.MULTILINE)) == FIELDS
    assert set(re.findall(r"^([a-z]+):$", text, re.MULTILINE)) <= set(SECTIONS)
    assert all(word in text for word in CONFIDENCES)
