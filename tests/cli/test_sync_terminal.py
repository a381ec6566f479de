"""What `spokebridge sync` shows a person at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spokebridge.bridge.config import read_config
from spokebridge.bridge.stopping import Stop
from spokebridge.cli.app import app
from spokebridge.cli.exits import Exit
from spokebridge.cli.syncing.job import Job
from spokebridge.sandbox import Sandbox
from tests.cli.terminal import Terminal, standing_in
from tests.support.syncing import APP, World, bill

CONNECTION = """
[[connections]]
company = "{source.company}"
connection = "{source.connection}"
app_id = "{source.app_id}"
name = "{source.name}"
"""


@pytest.fixture
def world(connected: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.chdir(tmp_path)
    return World(connected, tmp_path)


@pytest.fixture
def config(world: World) -> Path:
    """A file of one connection, `Harbour Tiles`."""
    return configured(world, world.connect(name="Harbour Tiles"))


def configured(world: World, *sources: object) -> Path:
    path = Path("sync.toml")
    path.write_text("".join(CONNECTION.format(source=source) for source in sources or world.sources))
    return path


def sync(*arguments: str) -> int:
    """The exit code of a run."""
    code: int = app.main(["sync", "--config", "sync.toml", *arguments], standalone_mode=False)
    return code


def rows(terminal: Terminal) -> list[list[str]]:
    """The words of each line that was shown."""
    return [line.split() for line in terminal.text.splitlines()]


def test_a_run_shows_each_connection_and_where_the_money_went(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.connect([bill("a", 1000.5), bill("b", 20, transaction_currency="EUR")], name="Harbour")
    configured(world, world.sources[0], world.connect([bill("c", 0.25)], name="[red]Quay"))
    terminal = standing_in(monkeypatch, "stdout")
    assert sync("--report", "report.html") == Exit.OK
    shown = [" ".join(row) for row in rows(terminal)]
    assert shown[0] == "connection from read accepted known voided rejected unknown changed checkpoint"
    assert "Harbour the first 2 2 0 0 0 0 0 2024-03-01" in shown
    assert "[red]Quay the first 1 1 0 0 0 0 0 2024-03-01" in shown
    assert "all 3 3 0 0 0 0 0" in shown
    assert shown[shown.index("sum of records") :][1:3] == ["NZD 1,000.75", "EUR 20.00"]
    assert shown[shown.index("largest vendors") + 1] == "p-1 1,000.75 NZD"
    assert shown[-1] == "report: report.html"
    again = standing_in(monkeypatch, "stdout")
    assert sync() == Exit.OK
    assert "sum of records" not in again.text


def test_bills_that_need_a_person_are_shown_ten_of_each_kind(
    world: World, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = world.sources[0]
    world.add(source, bill("b", 5), *(bill(f"odd-{n:02}", 5, transaction_currency="Quid") for n in range(12)))
    terminal = standing_in(monkeypatch, "stdout")
    assert sync() == Exit.PARTLY
    shown = rows(terminal)
    assert ["rejected", "date", "vendor", "amount", "reason"] in shown
    found = [row for row in shown if row and row[0].startswith("odd-")]
    assert [row[0] for row in found] == [f"odd-{number:02}" for number in range(10)]
    assert found[0][1:5] == ["2024-03-01", "p-1", "5", "Quid"]
    assert "… and 2 more:" in terminal.text
    assert "changed after delivery" not in terminal.text
    world.correct(source, "b", transaction_gross_value=6)
    later = standing_in(monkeypatch, "stdout")
    assert sync("--full") == Exit.PARTLY
    assert "changed after delivery" in later.text


def test_a_connection_that_fails_is_named_with_its_reason(
    world: World, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(world, world.sources[0], world.connect([bill("b")], app_id="nowhere", name="Quay"))
    terminal = standing_in(monkeypatch, "stdout")
    assert sync() == Exit.PARTLY
    assert next(row for row in rows(terminal) if row[:1] == ["Quay"])[-1] == "none"
    said = " ".join(terminal.text.split())
    assert "connection Quay" in said
    assert "The setting in question is app_id 'nowhere'" in said


def test_a_connection_that_the_customer_cut_is_told(
    world: World, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(world.sources[0], bill("a"))
    world.sandbox.ninespokes_store.disconnect(str(world.sources[0].connection))
    terminal = standing_in(monkeypatch, "stdout")
    sync()
    said = " ".join(terminal.text.split())
    assert "connection Harbour Tiles" in said
    assert "nothing new arrives until the customer connects it again" in said


def test_a_run_that_is_stopped_says_that_the_next_one_goes_on(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = standing_in(monkeypatch, "stdout")
    stop = Stop()
    stop.wanted = True
    assert Job(read_config(config)).once(stop) == Exit.PARTLY
    assert "was stopped; the next run goes on" in " ".join(terminal.text.split())


def test_a_company_without_a_connection_is_told_what_is_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    company = world.sandbox.ninespokes_store.add_company("Tiles")
    Path("sync.toml").write_text(f'app_id = "{APP}"\n[[connections]]\ncompany = "{company.id}"\n')
    terminal = standing_in(monkeypatch, "stdout")
    assert sync() == Exit.OK
    assert "no connection has bills to move; a customer has to connect an app first" in terminal.text


def test_a_dry_run_shows_the_first_fifty_records_and_sends_none(
    world: World, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(world.sources[0], *(bill(f"b-{number:02}", 1) for number in range(53)))
    terminal = standing_in(monkeypatch, "stdout")
    assert sync("--dry-run") == Exit.OK
    shown = rows(terminal)
    assert shown[0] == ["app", "date", "vendor", "amount", "currency", "category", "signatureId"]
    assert [row[:5] for row in shown if row[:1] == [APP]] == [[APP, "2024-03-01", "p-1", "1", "NZD"]] * 50
    assert "… and 3 more; pipe the output to get all of them as JSON Lines" in terminal.text
    assert "to send" in terminal.text
    assert world.received == []


def test_a_dry_run_with_nothing_to_send_and_with_little(
    world: World, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = standing_in(monkeypatch, "stdout")
    assert sync("--dry-run") == Exit.OK
    assert "signatureId" not in terminal.text
    world.add(world.sources[0], bill("b"))
    assert sync("--dry-run") == Exit.OK
    assert "signatureId" in terminal.text
    assert "more; pipe" not in terminal.text


def test_a_summary_as_json_comes_without_the_log_when_both_would_be_on_one_screen(
    world: World, config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world.add(world.sources[0], bill("a"))
    screen = standing_in(monkeypatch, "stderr")
    assert sync("--json") == Exit.OK
    assert json.loads(capsys.readouterr().out)["connections"][0]["accepted"] == 1
    assert "connections done" not in screen.text
