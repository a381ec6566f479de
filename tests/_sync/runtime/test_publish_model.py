# Derived from tests/_async/runtime/test_publish_model.py by `python -m codegen build`; edit that file instead.
"""Thousands of random runs that fail, are killed and go on: the account agrees with the server each time."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from spokebridge._sync.publisher import Publisher
from spokebridge.concurrency import threads
from spokebridge.deliveries.manifest import Manifest
from spokebridge.deliveries.opening import open_deliveries
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import Feed
from spokebridge.report import PublishReport

from tests._sync.runtime.publishing import TARGET
from tests._sync.runtime.truth import ORDERED, SNAPSHOT, UPSERTS, Fragile, Killed, Truth, make_input, text
from tests.support.schedules import BLOCKS, folder, named, seeds

pytestmark = pytest.mark.anyio

STOPS = 6  # that a schedule may have before it ends calmly


def run(truth: Truth, records: list[Any], journal: Any, *, limit: int) -> tuple[PublishReport, int, bool]:
    """One run: its report, how many records it read, and whether it came to its end."""
    feed = replace(truth.feed, limit=limit)
    deliveries = Fragile(threads.blocking(open_deliveries, journal, feed, TARGET), truth)
    read = 0

    def source() -> Any:
        nonlocal read
        for record in records:
            read += 1
            yield record

    concurrency = 1 if feed.ordered or not feed.repeatable else truth.dice.choice([1, 2, 4])
    try:
        report = Publisher(feed, truth.send, Plugins(), deliveries, concurrency=concurrency).run(source())
    except (Exception, Killed) as error:
        return vars(error)["report"], read, False
    finally:
        truth.dead = False
        threads.blocking(deliveries.close)
    return report, read, True


def check(truth: Truth, report: PublishReport, records: list[Any]) -> None:
    """What was read has one outcome each, and the server agrees."""
    lost = {item.index for item in report.rejected}
    open_still = {item.index for item in report.unknown}
    assert len(lost) + len(open_still) == len(report.rejected) + len(report.unknown)
    assert not lost & open_still
    assert report.total == len(records)
    assert report.resumed <= report.accepted
    seen: set[Any] = set()
    accepted = 0
    for index, record in enumerate(records):
        repeated = truth.feed.identity and record["n"] in seen
        if record["n"] is not None:
            seen.add(record["n"])
        if index in lost and record["n"] is not None:
            assert truth.have.get(record["n"]) != text(record) or truth.feed is ORDERED
            assert truth.feed.repeatable or not truth.taken[text(record)]
        elif index not in lost | open_still and not repeated:
            accepted += 1
            assert truth.taken[text(record)]
    assert report.accepted == accepted
    assert report.duplicates == len(records) - accepted - len(lost) - len(open_still)


def good(records: list[Any]) -> list[Any]:
    return [record for record in records if record["n"] is not None and not record.get("poison")]


def final(records: list[Any], feed: Feed) -> dict[int, str]:
    """What a server has that got all good records in order; of a repeated identity the first one counts."""
    have: dict[int, str] = {}
    seen: set[int] = set()
    for record in records:
        if record["n"] is None or (feed.identity and record["n"] in seen):
            continue
        seen.add(record["n"])
        if not record.get("poison"):
            have[record["n"]] = text(record)
    return have


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("feed", [UPSERTS, ORDERED, SNAPSHOT], ids=["upserts", "ordered", "snapshot"])
def test_a_journal_survives_whatever_happens(feed: Feed, block: int) -> None:
    for seed in seeds(block, per_example=0.3):
        with named(seed), folder() as place:
            dice = random.Random(seed)
            truth, journal = Truth(feed, dice), place / "journal"
            records = make_input(dice, feed, distinct=feed is SNAPSHOT)
            limit = dice.choice([1, 3, 7, 20])
            for stop in range(STOPS + 1):
                truth.calm = stop == STOPS
                report, read, ended = run(truth, records, journal, limit=limit)
                check(truth, report, records[:read])
                if not feed.ordered:
                    assert truth.sent_again == set()
                if ended and not report.unknown and dice.random() < 0.8:
                    truth.calm = True
                    break
            report, read, ended = run(truth, records, journal, limit=limit)
            assert ended
            check(truth, report, records)
            if feed.repeatable:
                assert report.unknown == []
                assert truth.have == final(records, feed)
            else:
                assert max(truth.taken.values(), default=0) <= 1
                assert {item.index for item in report.unknown} | {item.index for item in report.rejected} >= {
                    index for index, record in enumerate(records) if record["n"] is None or record.get("poison")
                }


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_journal_recognizes_records_of_an_input_that_changed(block: int) -> None:
    for seed in seeds(block, per_example=0.3):
        with named(seed), folder() as place:
            dice = random.Random(seed)
            truth, journal = Truth(UPSERTS, dice), place / "journal"
            records = make_input(dice, UPSERTS)
            for stop in range(STOPS):
                truth.calm = stop == STOPS - 1
                report, read, _ = run(truth, records, journal, limit=dice.choice([1, 3, 7, 20]))
                check(truth, report, records[:read])
                assert truth.sent_again == set()
                if not truth.calm:
                    dice.shuffle(records)
                    changed = [dict(record) for record in records if dice.random() < 0.9]
                    for record in changed:
                        if dice.random() < 0.1:
                            record["v"] = f"changed in {stop}"
                    records = changed
            assert truth.have.items() >= final(records, UPSERTS).items()


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("feed", [UPSERTS, ORDERED, SNAPSHOT], ids=["upserts", "ordered", "snapshot"])
def test_a_manifest_goes_on_where_a_run_stopped(feed: Feed, block: int) -> None:
    for seed in seeds(block, per_example=0.3):
        with named(seed):
            dice = random.Random(seed)
            truth = Truth(feed, dice)
            records = make_input(dice, feed, distinct=feed is SNAPSHOT)
            limit = dice.choice([1, 3, 7, 20])
            manifest: Manifest | None = None
            for stop in range(STOPS):
                truth.calm = stop == STOPS - 1
                report, read, ended = run(truth, records, manifest, limit=limit)
                check(truth, report, records[:read])
                assert report.manifest is not None
                manifest = Manifest.from_json(report.manifest.to_json())
            assert ended
            if feed.repeatable:
                assert truth.have == final(records, feed)
            else:
                assert max(truth.taken.values(), default=0) <= 1
