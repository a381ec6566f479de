# Derived from tests/_async/runtime/test_pager.py by `python -m codegen build`; edit that file instead.
"""Lists that go on by the server's cursor, read from a script."""

from __future__ import annotations

import pytest
from spokebridge._sync.pager import Pager
from spokebridge._sync.walks import CursorPage, CursorWalk, ReadCursor
from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError, PaginationStalled
from spokebridge.pages import Page
from spokebridge.plugins.manager import Plugins

pytestmark = pytest.mark.anyio

Script = dict[str | None, tuple[list[int], str | None]]

LIST: Script = {None: ([0, 1, 2], "a"), "a": ([], "b"), "b": ([3, 4], "c"), "c": ([5], None)}
SMALLER: Script = {None: ([0, 1], "x"), "x": ([2, 3], "y"), "y": ([4], "z"), "z": ([5], None)}


def walk(read: ReadCursor[int]) -> CursorWalk[int]:
    return CursorWalk(read, operation="listThings", asked="listThings (GET /things)")


def pager(script: Script, resume: str | None = None, asked: list[str | None] | None = None) -> Pager[int]:
    def read(cursor: str | None) -> CursorPage[int]:
        if asked is not None:
            asked.append(cursor)
        items, following = script[cursor]
        return CursorPage(Page(items, None, b"", f"c-{cursor}", 2), following)

    return Pager(walk(read), Plugins(), operation="listThings", resume=resume)


def taken(found: Pager[int], count: int | None = None) -> list[int]:
    """So many items, or all."""
    items: list[int] = []
    if count == 0:
        return items
    with threads.closing(found.__iter__()) as source:
        for item in source:
            items.append(item)
            if len(items) == count:
                break
    return items


def test_an_empty_page_with_a_cursor_goes_on() -> None:
    assert taken(pager(LIST)) == [0, 1, 2, 3, 4, 5]


def test_a_resume_token_at_any_moment() -> None:
    for stop in range(7):
        first = pager(LIST)
        before = taken(first, stop)
        assert before + taken(pager(LIST, first.resume_token)) == [0, 1, 2, 3, 4, 5]


def test_a_finished_list_stays_finished_and_costs_one_page() -> None:
    first, asked = pager(LIST), list[str | None]()
    taken(first)
    again = pager(LIST, first.resume_token, asked)
    assert taken(again) == []
    assert asked == ["c"]
    assert taken(pager(LIST, again.resume_token)) == []


def test_pages_may_be_smaller_than_they_were() -> None:
    first = pager(LIST)
    assert taken(first, 3) == [0, 1, 2]
    again = pager(SMALLER, first.resume_token)
    assert taken(again, 1) == [3]
    assert taken(pager(SMALLER, again.resume_token)) == [4, 5]


def test_a_token_taken_while_items_are_still_passed_over() -> None:
    """The second run breaks off on a page that lies before the place it has to go on from."""
    first = pager({None: ([0, 1, 2, 3, 4], None)})
    token = ""
    with threads.closing(first.__iter__()) as source:
        for item in source:
            token = first.resume_token
            if item == 4:
                break
    broken: Script = {None: SMALLER[None], "x": SMALLER["x"]}
    again = pager(broken, token)
    with pytest.raises(KeyError):
        taken(again)
    assert taken(pager(SMALLER, again.resume_token)) == [5]


@pytest.mark.parametrize(
    ("script", "given"),
    [
        ({None: ([0], "a"), "a": ([1], "a")}, [0, 1]),
        ({None: ([0], "a"), "a": ([1], "b"), "b": ([2], "a")}, [0, 1, 2]),
        ({None: ([], "a"), "a": ([], "a")}, []),
    ],
)
def test_a_circle_is_an_error_and_gives_nothing_twice(script: Script, given: list[int]) -> None:
    found = []
    with pytest.raises(PaginationStalled) as caught:
        for item in pager(script):
            found.append(item)
    assert found == given
    assert str(caught.value).startswith(
        "listThings (GET /things): a cursor came again with the same items; the list cannot be read to its end; "
        "correlation id c-a; 2 attempts. Go on later"
    )


def test_a_page_that_came_before_is_asked_for_once_more() -> None:
    answers = iter([([0, 1], "a"), ([0, 1], "a"), ([2], "b"), ([], "a"), ([3], "c"), ([3], None), ([3], None)])
    asked: list[str | None] = []

    def read(cursor: str | None) -> CursorPage[int]:
        asked.append(cursor)
        items, following = next(answers)
        return CursorPage(Page(items, None, b""), following)

    found = Pager(walk(read), Plugins(), operation="listThings")
    assert taken(found) == [0, 1, 2, 3, 3]  # the same answer twice is believed: records need not differ
    assert asked == [None, "a", "a", "b", "b", "c", "c"]


def test_empty_pages_end_at_some_time() -> None:
    read: list[str | None] = []

    def endless(cursor: str | None) -> CursorPage[int]:
        read.append(cursor)
        return CursorPage(Page([7] if len(read) == 900 else [], None, b""), f"{len(read)}")

    found = Pager(walk(endless), Plugins(), operation="listThings")
    items = []
    with pytest.raises(PaginationStalled, match=r"listThings \(GET /things\): 1000 empty pages in a row, each with"):
        for item in found:
            items.append(item)
    assert (items, len(read)) == ([7], 1900)


def test_a_cursor_that_comes_again_with_other_items_goes_on() -> None:
    answers = iter([([0], "a"), ([1], "a"), ([2], "a"), ([3], None)])

    def read(cursor: str | None) -> CursorPage[int]:
        items, following = next(answers)
        return CursorPage(Page(items, None, b""), following)

    found = Pager(walk(read), Plugins(), operation="listThings")
    assert taken(found) == [0, 1, 2, 3]


def test_tokens_of_other_lists_are_refused() -> None:
    token = Pager(walk(_never), Plugins(), operation="x", of="one").resume_token
    with pytest.raises(ConfigurationError, match="other ids, filter or order"):
        Pager(walk(_never), Plugins(), operation="x", of="two", resume=token)
    with pytest.raises(ConfigurationError, match="made for 'x', this list is y"):
        Pager(walk(_never), Plugins(), operation="y", of="one", resume=token)


def _never(cursor: str | None) -> CursorPage[int]:
    raise AssertionError
