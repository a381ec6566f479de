# Derived from tests/_async/runtime/test_publish_journal.py by `python -m codegen build`; edit that file instead.
"""What a journal or a manifest recognizes, and what is said of one that cannot be used."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from spokebridge.deliveries.journal import Journal
from spokebridge.deliveries.manifest import Manifest
from spokebridge.deliveries.opening import open_deliveries
from spokebridge.deliveries.plan import Target
from spokebridge.errors import ConfigurationError, PublishError
from spokebridge.report import Progress

from tests._sync.runtime.publishing import FEED, TARGET, Server, failed, publish, things

pytestmark = pytest.mark.anyio


def stops_at(number: int) -> Server:
    """A server that knows nobody any more from this record on."""

    def fails(numbers: list[int]) -> None:
        if max(numbers) >= number:
            raise failed(403)

    return Server(fails)


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, concurrency: int) -> None:
    journal = tmp_path / "journal"
    first, second, third = stops_at(50), Server(), Server()
    with pytest.raises(Exception, match="403") as found:
        publish(first, things(100), journal=journal, concurrency=concurrency)
    stopped = vars(found.value)["report"]
    assert (stopped.accepted, stopped.resumed, stopped.manifest) == (len(first.kept), 0, None)
    seen: list[Progress] = []
    report = publish(second, things(100), journal=str(journal), on_progress=seen.append)
    assert sorted(first.kept + second.kept) == list(range(100))
    assert (report.accepted, report.resumed, report.requests) == (100, len(first.kept), len(second.requests))
    assert seen[-1] == Progress.of(report)
    again = publish(third, things(100), journal=journal)
    assert (again.accepted, again.resumed, again.requests, third.requests) == (100, 100, 0, [])


def test_rejections_and_duplicates_are_told_once_in_each_run_and_what_was_refused_is_tried_again(
    tmp_path: Path,
) -> None:
    def fails(numbers: list[int]) -> None:
        if 13 in numbers:
            raise failed(400)

    records = [*things(30), {"n": 5}, {}]
    for _ in range(2):
        report = publish(Server(fails), records, journal=tmp_path / "journal")
        assert (report.accepted, report.duplicates, [item.index for item in report.rejected]) == (29, 1, [13, 31])
    healed = Server()
    report = publish(healed, records, journal=tmp_path / "journal")
    assert (healed.kept, report.accepted, report.resumed) == ([13], 30, 29)


def test_records_are_recognized_in_another_order_and_among_new_ones(tmp_path: Path) -> None:
    publish(Server(), things(40), journal=tmp_path / "journal")
    server = Server()
    changed = [{"n": 100}, *reversed(things(40)), {"n": 101}]
    changed[8] = {**changed[8], "v": "corrected"}
    report = publish(server, changed, journal=tmp_path / "journal")
    assert sorted(server.kept) == [changed[8]["n"], 100, 101]
    assert (report.accepted, report.resumed) == (42, 39)
    last = Server()
    publish(last, [changed[8], {"n": changed[8]["n"], "v": "wrong after all"}], journal=tmp_path / "journal")
    assert last.requests == []


def test_a_value_that_was_there_before_another_one_is_sent_again(tmp_path: Path) -> None:
    servers = [Server(), Server(), Server()]
    for server, value in zip(servers, ("old", "new", "old"), strict=True):
        publish(server, [{"n": 1, "v": value}], journal=tmp_path / "journal")
    assert [server.kept for server in servers] == [[1], [1], [1]]


def test_of_an_ordered_feed_everything_after_the_first_open_record_is_sent_again(tmp_path: Path) -> None:
    feed = replace(FEED, identity=(), label=("n",), ordered=True, limit=1)

    def fails(numbers: list[int]) -> None:
        if numbers == [2]:
            raise failed(429)

    server = Server(fails)
    publish(server, things(5), feed=feed, journal=tmp_path / "journal")
    assert server.kept == [0, 1, 3, 4]
    stopped = stops_at(3)
    with pytest.raises(Exception, match="403"):
        publish(stopped, things(5), feed=feed, journal=tmp_path / "journal")
    assert stopped.kept == [2]
    last = Server()
    report = publish(last, things(5), feed=feed, journal=tmp_path / "journal")
    assert (last.kept, report.resumed) == ([3, 4], 3)


@pytest.mark.parametrize("repeatable", [True, False])
def test_a_lost_answer_is_sent_again_only_if_that_is_safe(tmp_path: Path, repeatable: bool) -> None:
    feed = replace(FEED, repeatable=repeatable)

    def fails(numbers: list[int]) -> None:
        if 15 in numbers:
            raise failed(500)

    first = publish(Server(fails), things(30), feed=feed, journal=tmp_path / "journal")
    assert [item.index for item in first.unknown] == list(range(10, 20))
    server = Server()
    report = publish(server, things(30), feed=feed, journal=tmp_path / "journal")
    if repeatable:
        assert (server.kept, report.accepted, report.unknown) == (list(range(10, 20)), 30, [])
    else:
        assert (server.kept, report.accepted) == ([], 20)
        assert {item.reason for item in report.unknown} == {
            "an earlier run sent it and never heard the answer; sent again it might count twice"
        }


def test_a_refusal_does_not_undo_the_doubt_of_an_earlier_run(tmp_path: Path) -> None:
    def lost(numbers: list[int]) -> None:
        raise failed(500)

    def busy(numbers: list[int]) -> None:
        raise failed(429)

    publish(Server(lost), things(3), journal=tmp_path / "journal")
    report = publish(Server(busy), things(4), journal=tmp_path / "journal")
    assert [item.index for item in report.unknown] == [0, 1, 2, 3][:3]
    assert [item.index for item in report.rejected] == [3]


def test_a_manifest_travels_as_text() -> None:
    def fails(numbers: list[int]) -> None:
        if 13 in numbers:
            raise failed(400)

    first = publish(Server(fails), things(100))
    assert first.manifest is not None
    text = first.manifest.to_json()
    assert len(text) < 2000
    server = Server()
    report = publish(server, things(100), journal=Manifest.from_json(text))
    assert (server.kept, report.accepted, report.resumed) == ([13], 100, 99)
    assert report.manifest is not None
    assert report.manifest is not first.manifest
    last = publish(Server(), things(100), journal=report.manifest)
    assert (last.resumed, last.requests) == (100, 0)
    assert first.manifest.to_json() == text


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"version": 2}', '{"version": 1, "target": {"place": 1}}'])
def test_a_text_that_is_no_manifest(text: str) -> None:
    with pytest.raises(ConfigurationError, match="not a manifest of this version"):
        Manifest.from_json(text)


@pytest.mark.parametrize("kind", ["journal", "manifest"])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Target("deleteThings", "here", "me"), "made for publishThings at here, this run is deleteThings at here"),
        (Target("publishThings", "there", "me"), "made for publishThings at here, this run is publishThings at there"),
        (Target("publishThings", "here", "you"), "made with another client id"),
    ],
)
def test_what_belongs_to_another_target_is_refused(tmp_path: Path, kind: str, other: Target, said: str) -> None:
    report = publish(Server(), things(3), journal=tmp_path / "journal" if kind == "journal" else None)
    journal = tmp_path / "journal" if kind == "journal" else report.manifest
    with pytest.raises(ConfigurationError, match=said):
        open_deliveries(journal, FEED, other)


def _text(path: Path) -> None:
    path.write_text("this is no database, but long enough to be looked at\n" * 100)


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (a)")
    db.close()


def _newer(path: Path) -> None:
    Journal(str(path), FEED, TARGET).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()


def _overwritten(path: Path) -> None:
    journal = Journal(str(path), FEED, TARGET)
    for number in range(200):
        journal.keep(str(number), "x" * 100)
    journal.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_text, "damaged or not a journal"),
        (_foreign, "a database of something else; name another file"),
        (_newer, "made by another version of spokebridge"),
        (_overwritten, "damaged or not a journal"),
        (Path.mkdir, "cannot be opened; name a file in a folder that exists"),
    ],
)
def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path, spoil: Any, said: str) -> None:
    path = tmp_path / "journal"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    server = Server()
    with pytest.raises(ConfigurationError, match=said) as found:
        publish(server, things(3), journal=path)
    assert str(path) in str(found.value)
    assert server.requests == []
    assert before == (path.read_bytes() if path.is_file() else b"")


@pytest.mark.parametrize("journal", [7, b"", "", [], object()])
def test_what_is_no_path(journal: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"pass the path of a file, or `report.manifest`, or None"):
        publish(Server(), things(3), journal=journal)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="name a file in a folder that exists"):
        publish(Server(), things(3), journal=tmp_path / "nowhere" / "journal")


def test_a_journal_is_one_runs_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    seen: list[str] = []

    class Nosy(Server):
        def send(self, body: bytes) -> object:
            try:
                publish(Server(), things(3), journal=path)
            except ConfigurationError as error:
                seen.append(str(error))
            return super().send(body)

    publish(Nosy(), things(3), journal=path)
    assert seen == [f"journal {path}: another run holds it; wait for that one, or name another file"]
    assert (publish(Server(), things(3), journal=path)).resumed == 3


def test_a_journal_that_fails_stops_the_run_and_tells_what_was_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    delivered = Journal.delivered

    def full(self: Journal, part: Any) -> None:
        told.append(len(part.records))
        if len(told) == 3:
            raise PublishError("the disk is full")
        delivered(self, part)

    monkeypatch.setattr(Journal, "delivered", full)
    server = Server()
    with pytest.raises(PublishError, match="the disk is full") as found:
        publish(server, things(100), journal=tmp_path / "journal")
    report = found.value.report
    assert report is not None
    assert report.accepted == len(server.kept) == 30
    assert report.total == report.accepted + len(report.rejected)


def test_a_journal_is_closed_when_the_run_ends_badly(tmp_path: Path) -> None:
    def source() -> Any:
        yield from things(15)
        raise OSError("the disk is gone")

    for _ in range(2):
        with pytest.raises(OSError, match="the disk is gone") as found:
            publish(Server(), source(), journal=tmp_path / "journal")
        assert vars(found.value)["report"].accepted == 10
    report = publish(Server(), things(15), journal=tmp_path / "journal")
    assert (report.accepted, report.resumed) == (15, 10)


def test_raise_for_rejected_carries_the_report() -> None:
    report = publish(Server(), [{"n": 1}, {}])
    said = r"1 of 2 records rejected, 0 unknown; first: record 1 .*: n is missing"
    with pytest.raises(PublishError, match=said) as found:
        report.raise_for_rejected()
    assert found.value.report is report


def test_journals_hold_no_record(tmp_path: Path) -> None:
    publish(Server(), [{"n": "ana@example.com"}], journal=tmp_path / "journal")
    assert b"ana@example.com" not in (tmp_path / "journal").read_bytes()
