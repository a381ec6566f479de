"""`spokebridge sync`, run as a person would."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from spokebridge.bridge.lock import only_run
from spokebridge.bridge.routes import Source
from spokebridge.cli.app import app
from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Sandbox
from tests.support.syncing import APP, World, bill

CONFIG = """
app_id = "spend-import"
[[connections]]
company = "{source.company}"
connection = "{source.connection}"
name = "Harbour Tiles"
"""


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A sandbox that the environment names; the folder of the test is the current one."""
    monkeypatch.chdir(tmp_path)
    for name, value in sandbox.productiv.items():
        monkeypatch.setenv(f"PRODUCTIV_{name.upper()}", str(value))
    for name, value in sandbox.ninespokes.items():
        monkeypatch.setenv(f"NINESPOKES_{name.upper()}", str(value))
    return World(sandbox, tmp_path)


def sync(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sync", *arguments])


def configured(source: Source, text: str = CONFIG) -> Path:
    path = Path("sync.toml")
    path.write_text(text.format(source=source))
    return path


def routed(source: Source) -> list[str]:
    return ["--company", source.company, "--connection", str(source.connection), "--app", APP]


def test_a_file_says_what_to_move_and_remembers_beside_itself(world: World, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    path = tmp_path / "settings" / "sync.toml"
    path.write_text('report = "report.html"\n' + CONFIG.format(source=world.connect([bill("b")])))
    result = sync("--config", str(path))
    assert result.exit_code == 0, result.output
    assert "sync: 1 of 1 connections done; 1 read, 1 accepted" in result.output
    assert world.references == ["b"]
    assert (tmp_path / "settings" / "sync.sqlite").exists()
    assert "Harbour Tiles" in (tmp_path / "settings" / "report.html").read_text()


def test_options_say_it_too(world: World) -> None:
    result = sync(*routed(world.connect([bill("b")])), "--state", "my.sqlite")
    assert result.exit_code == 0, result.output
    assert world.references == ["b"]
    assert Path("my.sqlite").exists()


def test_the_summary_as_json(world: World) -> None:
    result = CliRunner().invoke(app, ["sync", *routed(world.connect([bill("b", 0.1), bill("c", 0.2)])), "--json"])
    summary = json.loads(result.stdout)
    assert summary["connections"][0]["accepted"] == 2
    assert summary["connections"][0]["checkpoint"] == "2024-03-01"
    assert summary["spend"][0]["amount"] == "0.3"
    assert summary["spend"][0]["byMonth"] == [{"month": "2024-03", "records": 2, "amount": "0.3"}]


def test_a_dry_run_shows_the_records_and_leaves_everything_as_it_was(world: World) -> None:
    source = world.connect([bill("b", 12.5), bill("odd", transaction_currency="Quid")])
    result = CliRunner().invoke(app, ["sync", *routed(source), "--dry-run"])
    assert result.exit_code == Exit.PARTLY
    (line,) = result.stdout.splitlines()
    shown = json.loads(line)
    assert (shown["appId"], shown["record"]["invoiceNumber"], shown["record"]["amount"]) == (APP, "b", 12.5)
    assert "1 rejected" in result.stderr
    assert world.received == []
    assert not Path("sync.sqlite").exists()


def test_a_dry_run_leaves_the_report_of_the_last_run_and_writes_one_when_asked_to(world: World) -> None:
    path = configured(world.connect([bill("b")]), 'report = "last.html"\n' + CONFIG)
    assert sync("-c", str(path), "--dry-run").exit_code == 0
    assert not Path("last.html").exists()
    assert sync("-c", str(path), "--dry-run", "--report", "dry.html").exit_code == 0
    assert "dry run: nothing was sent" in Path("dry.html").read_text()


def test_a_dry_run_needs_no_credential_for_productiv_and_heeds_the_state(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = world.connect([bill("b")])
    sync(*routed(source))
    world.add(source, bill("c"))
    monkeypatch.delenv("PRODUCTIV_CLIENT_ID")
    before = Path("sync.sqlite").read_bytes()
    result = CliRunner().invoke(app, ["sync", *routed(source), "--dry-run"])
    assert [json.loads(line)["record"]["invoiceNumber"] for line in result.stdout.splitlines()] == ["c"]
    assert Path("sync.sqlite").read_bytes() == before


RULES = """
operation = "publishSpendData"

[[rules]]
name = "one cost center"
set = { costCenter = "700" }
"""


def test_rules_change_the_records(world: World) -> None:
    Path("rules.toml").write_text(RULES)
    result = sync("-c", str(configured(world.connect([bill("b")]), 'rules = ["rules.toml"]\n' + CONFIG)))
    assert result.exit_code == 0, result.output
    assert [record["costCenter"] for record in world.received] == ["700"]
    Path("rules.toml").write_text(RULES.replace("set =", "sett ="))
    result = sync(*routed(world.sources[0]), "--rules", "rules.toml")
    assert result.exit_code == Exit.CONFIGURATION
    assert "rules.toml" in result.output


def test_rejected_bills_end_with_3_and_their_reason(world: World) -> None:
    result = sync(*routed(world.connect([bill("b"), bill("odd", transaction_currency="Quid")])))
    assert result.exit_code == Exit.PARTLY
    assert "currency is 'Quid'; use an ISO 4217 code" in result.output


def test_a_rejected_bill_can_be_given_up(world: World) -> None:
    source = world.connect([bill("b"), bill("odd", transaction_currency="Quid")])
    sync(*routed(source))
    result = sync(*routed(source), "--give-up", "nonsense")
    assert result.exit_code == Exit.CONFIGURATION
    assert "no bill waits under 'nonsense'" in result.output
    assert sync(*routed(source), "--give-up", f"9spokes:{source.connection}:p-1:odd").exit_code == 0
    assert sync(*routed(source)).exit_code == 0
    assert world.references == ["b"]


def test_two_runs_at_once_are_refused_and_a_dead_one_does_not_block(world: World, tmp_path: Path) -> None:
    source = world.connect([bill("b")])
    with only_run(tmp_path / "sync.sqlite"):
        result = sync(*routed(source))
    assert result.exit_code == Exit.LOCKED
    assert "another run is using sync.sqlite; wait for it to end" in result.output
    assert world.received == []
    assert (tmp_path / "sync.sqlite.lock").exists()
    assert sync(*routed(source)).exit_code == 0


def test_one_bad_connection_of_two_ends_with_3(world: World) -> None:
    good, bad = world.connect([bill("b")]), world.connect([bill("c")])
    text = CONFIG + f'[[connections]]\ncompany = "{bad.company}"\nconnection = "{bad.connection}"\napp_id = "nowhere"\n'
    result = sync("-c", str(configured(good, text)))
    assert result.exit_code == Exit.PARTLY
    assert "app_id 'nowhere'" in result.output
    assert world.references == ["b"]


def test_when_all_fail_for_one_reason_the_code_is_of_that_reason(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    source = world.connect([bill("b")])
    monkeypatch.setenv("NINESPOKES_API_KEY", "x" * 64)
    assert sync(*routed(source)).exit_code == Exit.AUTHENTICATION
    monkeypatch.delenv("NINESPOKES_API_KEY")
    assert sync(*routed(source)).exit_code == Exit.CONFIGURATION


def test_since_after_the_checkpoint_is_refused_because_of_the_gap(world: World) -> None:
    source = world.connect([bill("b")])
    sync(*routed(source))
    result = sync(*routed(source), "--since", "2024-06-01")
    assert result.exit_code == Exit.CONFIGURATION
    assert "were read up to 2024-03-01 only: those in between would never be sent" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say what to move"),
        (["--company", "c"], "say what to move"),
        (["--config", "f", "--company", "c"], "leave --company"),
        (["--once", "--every", "1h"], "exclude each other"),
        (["--full", "--since", "2024-01-01"], "exclude each other"),
        (["--give-up", "x", "--dry-run"], "--give-up is for a run that is real"),
        (["--every", "soon"], "write a time such as 90s"),
        (["--since", "01/02/2024"], "does not match the format"),
    ],
)
def test_options_that_make_no_sense(world: World, arguments: list[str], words: str) -> None:
    result = sync(*arguments)
    assert result.exit_code == Exit.USAGE
    assert words in result.output


def test_a_state_file_that_is_none_is_named(world: World) -> None:
    source = world.connect([bill("b")])
    Path("sync.sqlite").write_text("not a database, but long enough to look like a file of its own" * 20)
    result = sync(*routed(source))
    assert result.exit_code == Exit.CONFIGURATION
    assert "state file sync.sqlite cannot be used" in result.output
    result = sync(*routed(source), "--state", "nowhere/sync.sqlite")
    assert result.exit_code == Exit.CONFIGURATION
    assert "nowhere/sync.sqlite" in result.output


def test_a_report_that_could_not_be_written_is_refused_before_anything_is_sent(world: World) -> None:
    result = sync(*routed(world.connect([bill("b")])), "--report", "nowhere/report.html")
    assert result.exit_code == Exit.CONFIGURATION
    assert "report nowhere/report.html: there is no such folder" in result.output
    assert world.received == []


def test_what_customers_write_cannot_command_the_terminal_or_forge_a_log_line(world: World) -> None:
    source = world.connect(
        [bill("x\n2024-01-01T00:00:00Z sync: all is well\x1b[2J", transaction_currency="\x1b[31mQuid")]
    )
    result = sync(*routed(source))
    assert "\x1b" not in result.output
    assert len(result.output.splitlines()) == 2


def test_a_state_file_of_another_version_is_left_alone(world: World) -> None:
    source = world.connect([bill("b")])
    with sqlite3.connect("sync.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert "not one that this version" in sync(*routed(source)).output


Answer = Callable[[], None]


def ended_after(runs: int, monkeypatch: pytest.MonkeyPatch, between: list[Answer]) -> list[float]:
    """Let time pass at once between runs, and stop after so many; what happens `between` them; the waits."""
    waits: list[float] = []

    def rest(seconds: float, stop: Any) -> None:
        waits.append(round(seconds))
        if len(waits) == runs:
            stop.wanted = True
        elif between:
            between.pop(0)()

    monkeypatch.setattr("spokebridge.cli.syncing.job.rest", rest)
    return waits


def test_again_and_again_goes_on_after_nights_in_vain(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    source = world.connect([bill("b")])
    good = world.sandbox.ninespokes["api_key"]
    monkeypatch.setenv("NINESPOKES_API_KEY", "x" * 64)
    waits = ended_after(
        5,
        monkeypatch,
        [
            lambda: None,
            lambda: monkeypatch.delenv("NINESPOKES_API_KEY"),
            lambda: monkeypatch.setenv("NINESPOKES_API_KEY", good),
            lambda: world.add(source, bill("c")),
        ],
    )
    result = sync(*routed(source), "--every", "1h")
    assert result.exit_code == 0, result.output
    assert waits[:3] == [60, 120, 240]
    assert waits[3:] == pytest.approx([3600, 3600], abs=30)
    assert world.references == ["b", "c"]
    assert [line.partition(" ")[2] for line in result.output.splitlines() if " sync" in line][2].startswith(
        "sync could not run: "
    )


def test_a_bad_every_names_the_file(world: World) -> None:
    result = sync("-c", str(configured(world.connect(), 'every = "hourly"\n' + CONFIG)))
    assert result.exit_code == Exit.CONFIGURATION
    assert "sync.toml: every is 'hourly'; write a time such as 90s" in result.output


def test_settings_that_are_wrong_from_the_start_are_not_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = world.connect([bill("b")])
    monkeypatch.delenv("NINESPOKES_API_KEY")
    assert sync(*routed(source), "--every", "1h").exit_code == Exit.CONFIGURATION


def test_the_file_may_say_every_when(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = configured(world.connect([bill("b")]), 'every = "90s"\n' + CONFIG)
    waits = ended_after(2, monkeypatch, [])
    sync("-c", str(path))
    assert waits == pytest.approx([90, 90], abs=30)
    assert sync("-c", str(path), "--once").exit_code == 0
    assert len(waits) == 2
