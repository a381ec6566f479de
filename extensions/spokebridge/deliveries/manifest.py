"""Deliveries in memory: for going on within a process, or where a caller has a place of its own to keep a text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, auto
from typing import Any

from msgspec import structs

from spokebridge.deliveries.plan import Plan, Target
from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_list
from spokebridge.publishing import Chunk, Feed, Outgoing

_VERSION = 1


@dataclass(slots=True)
class Manifest:
    """The requests whose records were all acknowledged, by digests: some tens of kilobytes for a million records.

    Pass it as `journal=` to a run of the same input: what was delivered is not sent again. `to_json` makes a text of it
    that `from_json` reads in another process. A journal file knows single records, so that it also recognizes those of
    an input that changed or comes in another order, and it outlives a kill.
    """

    target: Target
    delivered: set[str] = field(default_factory=set[str], repr=False)
    in_doubt: set[str] = field(default_factory=set[str], repr=False)
    notes: dict[str, str] = field(default_factory=dict[str, str], repr=False)

    def to_json(self) -> str:
        """As text. It holds no record."""
        body = {
            "version": _VERSION,
            "target": asdict(self.target),
            "delivered": sorted(self.delivered),
            "in_doubt": sorted(self.in_doubt),
            "notes": self.notes,
        }
        return json.dumps(body)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Raises ConfigurationError for a text that `to_json` did not make."""
        try:
            body: Any = json.loads(text)
            if body["version"] != _VERSION:
                raise ValueError
            target = Target(**{name: _text(value) for name, value in body["target"].items()})
            notes = {name: _text(value) for name, value in body["notes"].items()}
            return cls(target, _texts(body["delivered"]), _texts(body["in_doubt"]), notes)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise ConfigurationError(
                "this text is not a manifest of this version of spokebridge; publish without it"
            ) from None


class _State(Enum):
    OPEN = auto()
    IN_DOUBT = auto()
    DELIVERED = auto()


class Remembered:
    """Deliveries of a feed, kept in a manifest of its own that begins with what an earlier one says.

    Raises ConfigurationError when that one was made for another target.
    """

    def __init__(self, feed: Feed, target: Target, earlier: Manifest | None = None) -> None:
        self.manifest = Manifest(target)
        if earlier is not None:
            target.require(earlier.target, "the manifest")
            self.manifest = replace(
                earlier, delivered={*earlier.delivered}, in_doubt={*earlier.in_doubt}, notes={**earlier.notes}
            )
        self._feed = feed
        self._goes_on = bool(self.manifest.delivered or self.manifest.in_doubt)
        self._met: set[str] = set()
        self._behind = False

    def plan(self, chunk: Chunk) -> Plan:
        """A chunk that was halved is recognized by its halves."""
        delivered, in_doubt, parts = 0, list[Outgoing](), list[Chunk]()
        for part, state in self._known(chunk, in_doubt=chunk.cut and self._goes_on):
            if state is _State.DELIVERED and not self._behind:
                self._met.add(part.name)
                delivered += len(part.records)
            elif state is _State.IN_DOUBT and not self._feed.repeatable:
                in_doubt += part.records
            else:
                self._fall_behind()
                parts.append(_tried(part) if state is _State.IN_DOUBT else part)
        return Plan(delivered, in_doubt, parts)

    def sending(self, part: Chunk) -> None:
        """In doubt until more is known."""
        self.manifest.in_doubt.add(part.name)

    def delivered(self, part: Chunk) -> None:
        """No doubt any more, and not to be sent again."""
        name = part.name
        self.manifest.in_doubt.discard(name)
        self.manifest.delivered.add(name)

    def refused(self, part: Chunk) -> None:
        """No doubt any more."""
        self.manifest.in_doubt.discard(part.name)

    def note(self, name: str) -> str | None:
        """The text that was kept."""
        return self.manifest.notes.get(name)

    def keep(self, name: str, text: str) -> None:
        """Keep a text."""
        self.manifest.notes[name] = text

    def close(self) -> None:
        """Nothing to give back."""

    def _known(self, chunk: Chunk, *, in_doubt: bool) -> list[tuple[Chunk, _State]]:
        """The largest parts of which one thing is known, in order. What is in doubt as a whole is so in its parts."""
        if not self._goes_on:
            return [(chunk, _State.OPEN)]
        name = chunk.name
        if name in self.manifest.delivered:
            return [(chunk, _State.DELIVERED)]
        in_doubt = in_doubt or name in self.manifest.in_doubt
        state = _State.IN_DOUBT if in_doubt else _State.OPEN
        parts: list[tuple[Chunk, _State]] = []
        if len(chunk.records) > 1:
            parts = [known for half in chunk.halves() for known in self._known(half, in_doubt=in_doubt)]
        return parts if any(found is not state for _, found in parts) else [(chunk, state)]

    def _fall_behind(self) -> None:
        """Something is sent anew: of an ordered feed, what was delivered after it has to be sent again too."""
        if self._feed.ordered and not self._behind:
            self._behind = True
            self.manifest.delivered &= self._met


def _tried(part: Chunk) -> Chunk:
    return replace(part, records=[structs.replace(record, tried=True) for record in part.records])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _texts(value: object) -> set[str]:
    if not is_list(value):
        raise TypeError("no list")
    return {_text(item) for item in value}
