# Derived from tests/_async/runtime/truth.py by `python -m codegen build`; edit that file instead.
"""A server that keeps the truth while everything around it fails, for the model of the publisher."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from typing import Any

from spokebridge.concurrency import threads
from spokebridge.deliveries.plan import Deliveries, Plan
from spokebridge.errors import AuthenticationError, ConnectionFailed, SchemaDrift, Timeout
from spokebridge.publishing import Chunk, Feed

from tests._sync.runtime.publishing import FEED, failed

UPSERTS = FEED
ORDERED = replace(FEED, identity=(), label=("n",), ordered=True)
SNAPSHOT = replace(FEED, identity=(), label=("n",), repeatable=False)


class Killed(BaseException):
    """The process ends here."""


class Truth:
    """Takes records as the feed says: by number, the later one in place of the earlier; of a snapshot every one counts.

    `calm` is a server that only refuses poison. Otherwise requests fail in every way, with and without effect, and now
    and then the process is killed before or after the effect.
    """

    def __init__(self, feed: Feed, dice: random.Random) -> None:
        self.feed = feed
        self.dice = dice
        self.calm = True
        self.kills = True
        self.dead = False
        self.have: dict[int, str] = {}
        self.taken: Counter[str] = Counter()
        self.noted: dict[int, str] = {}
        self.sent_again: set[str] = set()

    def send(self, body: bytes) -> object:
        """One request."""
        records = json.loads(body)["records"]
        for record in records:
            if self.noted.pop(record["n"], None) == text(record):
                self.sent_again.add(text(record))
        trouble = 1.0 if self.calm else self.dice.random()
        if self.dead or (self.kills and trouble < 0.03):
            self.die()
        if trouble < 0.25:
            raise self._failure(records)
        if any(record.get("poison") for record in records):
            raise failed(self.dice.choice([400, 413, 422]))
        self._take(records)
        if self.kills and trouble < 0.28:
            self.die()
        if self.dice.random() < 0.2:
            threads.sleep(0)
        return None

    def die(self) -> None:
        """From now on nothing happens any more."""
        self.dead = True
        raise Killed

    def _failure(self, records: list[Any]) -> Exception:
        clean = not any(record.get("poison") for record in records)
        match self.dice.randrange(9):
            case 0:
                return failed(429)
            case 1:
                return failed(self.dice.choice([401, 403, 404]))
            case 2:
                return AuthenticationError("no token")
            case 3:
                return ConnectionFailed("refused", sent=False)
            case 4:
                return failed(409)
            case kind:
                if clean and self.dice.random() < 0.5:
                    self._take(records)
                return [failed(500), failed(503), ConnectionFailed("reset"), Timeout("slow"), SchemaDrift("a page")][
                    kind - 4
                ]

    def _take(self, records: list[Any]) -> None:
        for record in records:
            self.have[record["n"]] = text(record)
            self.taken[text(record)] += 1


class Fragile:
    """An account of deliveries that is cut off now and then, before or after a note is on the disk."""

    def __init__(self, deliveries: Deliveries, truth: Truth) -> None:
        self._deliveries = deliveries
        self._truth = truth
        self.manifest = deliveries.manifest

    def plan(self, chunk: Chunk) -> Plan:
        return self._deliveries.plan(chunk)

    def sending(self, part: Chunk) -> None:
        self._maybe()
        self._deliveries.sending(part)

    def delivered(self, part: Chunk) -> None:
        self._maybe()
        self._deliveries.delivered(part)
        for record in (json.loads(record.content) for record in part.records):
            self._truth.noted[record["n"]] = text(record)
        self._maybe()

    def refused(self, part: Chunk) -> None:
        self._maybe()
        self._deliveries.refused(part)

    def note(self, name: str) -> str | None:
        return self._deliveries.note(name)

    def keep(self, name: str, text: str) -> None:
        self._deliveries.keep(name, text)

    def close(self) -> None:
        self._deliveries.close()

    def _maybe(self) -> None:
        truth = self._truth
        if truth.dead or (truth.kills and not truth.calm and truth.dice.random() < 0.01):
            truth.die()


def text(record: dict[str, Any]) -> str:
    return json.dumps(record)


def make_input(dice: random.Random, feed: Feed, *, distinct: bool = False) -> list[Any]:
    """Good records, poison that the server refuses, repeats, records that the client refuses."""
    records: list[Any] = []
    for number in range(dice.randrange(1, 60)):
        record: dict[str, Any] = {"n": number if distinct or feed is not ORDERED else dice.randrange(8), "v": number}
        match dice.randrange(16):
            case 0 | 1:
                record["poison"] = True
            case 2 if records and not distinct:
                record = dict(dice.choice(records))
            case 3:
                record["n"] = None
            case _:
                pass
        records.append(record)
    return records
