"""The ledger of corrections beside the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from codegen.document import DocumentError, Node, pointer
from codegen.facts.notation import is_list, is_mapping
from codegen.lint.nodes import mapping, sequence, text
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec
from codegen.upstream.drift import drift
from codegen.upstream.ledger import CONFIDENCES, SECTIONS, Entry, load_ledger

FIELDS = {field.name for field in fields(Entry)}
LEDGER = "corrections.yaml"
_SIDES = ("theirs", "ours")


@rule("ledger-form", "ledger")
def ledger_form(spec: Spec) -> Iterator[Problem]:
    """The ledger holds lists of entries, and each entry has all fields, well-formed."""
    yield from spec.ledger_problems
    if spec.ledger is None or spec.ledger_problems:
        return
    if not is_mapping(spec.ledger):
        yield Problem("", "the ledger is not a mapping", f"write the lists {', '.join(SECTIONS)}")
    for name, entries in mapping(spec.ledger).items():
        if name not in SECTIONS or not (is_list(entries) or entries is None):
            yield Problem(pointer(name), f"`{name}` is not one of the ledger's lists", f"use {', '.join(SECTIONS)}")
    for section, where, entry in _entries(spec.ledger):
        yield from _entry_faults(section, where, mapping(entry))


@rule("ledger-id", "ledger")
def ledger_id(spec: Spec) -> Iterator[Problem]:
    """No two entries of the ledger share an id."""
    first: dict[str, str] = {}
    for _, where, entry in _entries(spec.ledger):
        name = text(mapping(entry).get("id"))
        earlier = first.setdefault(name, where)
        if name and earlier != where:
            yield Problem(where, f"the id {name} is also that of {earlier}", "give it an id of its own")


@rule("ledger-pointer", "ledger")
def ledger_pointer(spec: Spec) -> Iterator[Problem]:
    """An entry under `pages` points to a node of the document."""
    for section, where, entry in _entries(spec.ledger):
        target = text(mapping(entry).get("pointer"))
        if section == "pages" and target and not (target.startswith("/") and _exists(spec, target)):
            yield Problem(where, f"{target} names nothing in the document", "correct the JSON pointer")


@rule("ledger-source", "ledger")
def ledger_source(spec: Spec) -> Iterator[Problem]:
    """The source of an entry is an id of the document's x-sources."""
    for _, where, entry in _entries(spec.ledger):
        source = text(mapping(entry).get("source"))
        if source and source not in spec.sources:
            yield Problem(where, f"the source `{source}` is not listed", "correct the id or list it under x-sources")


@rule("ledger-stale", "ledger")
def ledger_stale(spec: Spec) -> Iterator[Problem]:
    """What an entry under `operations` or `description` gives as ours is what the document says."""
    path = spec.document.file.with_name(LEDGER)
    unsound = any(spec.unsound.values())
    if unsound or spec.ledger is None or any(ledger_form(spec)) or any(ledger_id(spec)) or not path.exists():
        return
    try:
        found = drift(spec.document, spec.document, load_ledger(path)).findings
    except (DocumentError, AttributeError, KeyError, TypeError, ValueError) as error:
        yield Problem("", f"it cannot be compared with the document: {error!s:.300}", "correct the ledger")
        return
    places = {mapping(entry).get("id"): where for _, where, entry in _entries(spec.ledger)}
    for finding in found:
        if finding.status == "out-of-date":
            yield Problem(places.get(finding.entry, ""), f"{finding.path}: {finding.what}", finding.hint)


def _entries(ledger: Any) -> Iterator[tuple[str, str, Any]]:
    for section in SECTIONS:
        for index, entry in enumerate(sequence(mapping(ledger).get(section))):
            yield section, pointer(section, index), entry


def _entry_faults(section: str, where: str, entry: Node) -> Iterator[Problem]:
    wanted = FIELDS - {"pointer"} if section == "operations" else FIELDS
    if not entry:
        yield Problem(where, "an entry is a mapping", f"write the fields {', '.join(sorted(wanted))}")
        return
    for name in sorted(wanted - entry.keys()):
        yield Problem(where, f"no `{name}`", "add it")
    for name, value in entry.items():
        free = name in _SIDES and section == "description"
        if name not in wanted:
            yield Problem(where + pointer(name), f"`{name}` is no field of an entry", "delete or correct it")
        elif not free and not text(value).strip():
            fix = "write a text, in quotes when YAML reads it otherwise"
            yield Problem(where + pointer(name), f"`{name}` is not a text", fix)
    confidence, day = text(entry.get("confidence")), text(entry.get("date"))
    if confidence and confidence not in CONFIDENCES:
        fix = f"use one of {', '.join(CONFIDENCES)}"
        yield Problem(f"{where}/confidence", f"`{confidence}` is no confidence", fix)
    if day and not _is_date(day):
        yield Problem(f"{where}/date", f"`{day}` is no date", "write YYYY-MM-DD")


def _is_date(day: str) -> bool:
    try:
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) is not None and bool(date.fromisoformat(day))
    except ValueError:
        return False


def _exists(spec: Spec, target: str) -> bool:
    try:
        spec.document.at(target)
    except DocumentError:
        return False
    return True
