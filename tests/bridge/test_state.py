"""What is remembered from run to run."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from spokebridge.bridge.lock import Locked, only_run
from spokebridge.bridge.route_state import Undelivered
from spokebridge.bridge.routes import Route
from spokebridge.bridge.state import State
from spokebridge.errors import ConfigurationError

ROUTE = Route("c", "k", "app")


def test_what_is_written_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        route = state.of(ROUTE)
        route.settle({"a": "10 NZD"}, [Undelivered("b", date(2024, 3, 1), "why")])
        route.advance(date(2024, 5, 1))
    with State.open(tmp_path / "s") as state:
        route = state.of(ROUTE)
        assert route.through == date(2024, 5, 1)
        found = route.delivered("a")
        assert found is not None
        assert (found.content, found.noted) == ("10 NZD", None)
        (waiting,) = route.waiting()
        assert (waiting.signature, waiting.day, waiting.reason, waiting.tries) == ("b", date(2024, 3, 1), "why", 1)


def test_the_checkpoint_never_goes_back(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        route = state.of(ROUTE)
        route.advance(date(2024, 5, 1))
        route.advance(date(2024, 4, 1))
        assert route.through == date(2024, 5, 1)


def test_a_bill_waits_until_it_is_delivered_or_forgotten(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        route = state.of(ROUTE)
        for reason in ("first", "second"):
            route.settle({}, [Undelivered("a", None, reason), Undelivered("b", None, reason)])
        assert [(bill.tries, bill.reason) for bill in route.waiting()] == [(2, "second"), (2, "second")]
        route.settle({"a": "x"})
        route.forget(["b"])
        assert route.waiting() == []


def test_routes_do_not_mix(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        state.of(ROUTE).settle({"a": "x"})
        other = state.of(Route("c", "k", "another app"))
        assert other.delivered("a") is None
        assert other.through is None


def test_vendor_names_grow_old(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with State.open(tmp_path / "s") as state:
        route = state.of(ROUTE)
        route.keep_vendors({"p-1": "Acme", "p-2": None})
        assert route.vendors(now - timedelta(days=1)) == {"p-1": "Acme", "p-2": None}
        assert route.vendors(now + timedelta(days=1)) == {}
        assert state.of(Route("c", "other", "app")).vendors(now - timedelta(days=1)) == {}


def test_a_file_that_can_no_longer_be_written_is_an_error_with_a_fix(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        state.of(ROUTE)
        with sqlite3.connect(tmp_path / "s") as other:
            other.execute("DROP TABLE route")
        other.close()
        with pytest.raises(ConfigurationError, match="the state cannot be written"):
            state.of(ROUTE)


def test_a_copy_keeps_nothing(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        state.of(ROUTE).settle({"a": "x"})
    with State.copy(tmp_path / "s") as copy:
        assert copy.of(ROUTE).delivered("a") is not None
        copy.of(ROUTE).settle({"b": "x"})
    with State.open(tmp_path / "s") as state:
        assert state.of(ROUTE).delivered("b") is None
    with State.copy(tmp_path / "none"):
        assert not (tmp_path / "none").exists()


def test_the_lock_is_for_one_at_a_time_and_goes_with_its_process(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from spokebridge.bridge.lock import only_run
with only_run(Path({str(tmp_path / "s")!r})):
    print("held", flush=True)
    input()
"""
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=paths
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Locked, match="another run is using"), only_run(tmp_path / "s"):
            pass
        other.kill()
        other.wait()
    with only_run(tmp_path / "s"), pytest.raises(Locked), only_run(tmp_path / "s"):
        pass
