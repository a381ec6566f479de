# Derived from tests/_async/runtime/test_list_model.py by `python -m codegen build`; edit that file instead.
"""Thousands of random walks over lists that fail and repeat themselves: the sequence is the server's."""

from __future__ import annotations

import random
from typing import Any

import pytest
from spokebridge._sync.pager import Pager
from spokebridge._sync.walks import CursorPage, CursorWalk, OffsetWalk, Walk
from spokebridge.concurrency import threads
from spokebridge.errors import ConnectionFailed, SpokebridgeError
from spokebridge.pages import Page
from spokebridge.plugins.manager import Plugins

from tests._sync.runtime.publishing import failed
from tests.support.schedules import BLOCKS, named, seeds

pytestmark = pytest.mark.anyio

Item = dict[str, Any]


class Faults:
    """Troubles of a server, none of them more often in a row than a client can be asked to bear."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.rate = dice.choice([0.0, 0.1, 0.3])
        self._just: dict[Any, str] = {}

    def next(self, place: Any, kinds: list[str]) -> str:
        """What goes wrong with the answer to this question, if anything. Not twice at one place."""
        found = self.dice.choice(kinds) if self.dice.random() < self.rate and not self._just.pop(place, "") else ""
        if found:
            self._just[place] = found
        if found == "error":
            raise self.dice.choice([failed(503), failed(429), ConnectionFailed("reset")])
        return found


class Offsets:
    """A list by offset: at most `cap` items at a time, sometimes fewer, with or without its total."""

    def __init__(self, items: list[Item], dice: random.Random) -> None:
        self.items = items
        self.dice = dice
        self.faults = Faults(dice)
        self.cap = dice.choice([1, 2, 3, 10, 1000])
        self.steady = dice.random() < 0.5
        self.total = dice.choice(["count", "missing", "zero"])
        self.begun = 0
        self.guesses_hold = True
        self.answers: list[tuple[int, Page[Item]]] = []

    def pager(self, token: str | None) -> Pager[Item]:
        size, concurrency = self.dice.choice([1, 2, 3, 7, 50]), self.dice.choice([1, 1, 2, 4])
        walk = OffsetWalk(
            self.read,
            operation="listThings",
            asked="listThings (GET /things)",
            page_size=size,
            concurrency=concurrency,
        )
        found = Pager(walk, Plugins(), operation="listThings", resume=token)
        self.begun = int(found._cursor or 0)
        self.guesses_hold = concurrency == 1 or (self.steady and size <= self.cap)
        self.answers.clear()
        return found

    def read(self, skip: int, top: int) -> Page[Item]:
        known = [page for at, page in self.answers if at < skip and page.items]
        kinds = ["error"]
        if self.total == "count":
            kinds.append("empty")
        if skip > self.begun and known and self.guesses_hold:  # a page that the reader was given, so that it can know
            kinds.append("repeat")
        fault = self.faults.next(skip, kinds)
        if fault == "repeat":
            return self.dice.choice(known)
        size = min(top, self.cap) if self.steady else self.dice.randint(1, min(top, self.cap))
        items = [] if fault == "empty" else self.items[skip : skip + size]
        page = Page(items, {"count": len(self.items), "missing": None, "zero": 0}[self.total], b"")
        self.answers.append((skip, page))
        return page


class Cursors:
    """A list by cursor, with empty pages in between."""

    def __init__(self, items: list[Item], dice: random.Random) -> None:
        self.dice = dice
        self.faults = Faults(dice)
        self.pages: list[list[Item]] = [[]]
        for item in items:
            while dice.random() < 0.3:
                self.pages.append([])
            self.pages[-1].append(item)
        self.begun = 0

    def pager(self, token: str | None) -> Pager[Item]:
        walk: Walk[Item] = CursorWalk(self.read, operation="listThings", asked="listThings (GET /things)")
        found = Pager(walk, Plugins(), operation="listThings", resume=token)
        self.begun = int(found._cursor or 0)
        return found

    def read(self, cursor: str | None) -> CursorPage[Item]:
        number = int(cursor or 0)
        if self.faults.next(number, ["error", "repeat"] if number > self.begun else ["error"]) == "repeat":
            number = self.dice.randrange(self.begun, number)
        following = str(number + 1) if number + 1 < len(self.pages) else None
        return CursorPage(Page(self.pages[number], None, b""), following)


def taken(server: Offsets | Cursors, dice: random.Random) -> list[Item]:
    """The whole list, in as many runs as it takes."""
    found: list[Item] = []
    token: str | None = None
    for _ in range(500):
        pager = server.pager(token)
        stop = len(found) + dice.randrange(1, 30) if dice.random() < 0.3 else None
        try:
            if dice.random() < 0.2:
                with threads.closing(pager.pages()) as pages:
                    for page in pages:
                        found += page.items
                        if stop is not None and len(found) >= stop:
                            break
                    else:
                        return found
            else:
                with threads.closing(pager.__iter__()) as items:
                    for item in items:
                        found.append(item)
                        if stop is not None and len(found) >= stop:
                            break
                    else:
                        return found
        except SpokebridgeError as error:
            assert type(error).__name__ != "PaginationStalled"
        token = pager.resume_token
    raise AssertionError("the list never ended")


def make_items(dice: random.Random, *, alike: bool) -> list[Item]:
    """Records, each its own; or few kinds of records, so that pages may look like others."""
    return [{"name": dice.choice("ab") if alike else number} for number in range(dice.choice([0, 1, 5, 40, 120]))]


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("kind", [Offsets, Cursors])
def test_the_sequence_is_the_servers(kind: Any, block: int) -> None:
    for seed in seeds(block, per_example=8):
        with named(seed):
            dice = random.Random(seed)
            items = make_items(dice, alike=False)
            assert taken(kind(items, dice), dice) == items


@pytest.mark.parametrize("block", range(BLOCKS))
def test_records_that_are_alike_are_all_there(block: int) -> None:
    for seed in seeds(block, per_example=2):
        with named(seed):
            dice = random.Random(seed)
            items = make_items(dice, alike=True)
            server = Cursors(items, dice)
            server.faults.rate = 0
            server.pages = [page for page in server.pages if page] or [[]]
            assert taken(server, dice) == [item for page in server.pages for item in page]
