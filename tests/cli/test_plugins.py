"""`spokebridge plugins`, `spokebridge plugins check`, and commands that plugins bring."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from support.distributions import GOOD, install

from spokebridge.cli.app import app
from spokebridge.cli.extending import commands_of_plugins
from spokebridge.plugins import discovery
from spokebridge.plugins.field_mapper import ABSENT
from spokebridge.sandbox import Sandbox

from .conftest import run

EXAMPLES = Path(__file__).parents[2] / "examples" / "rules"
COMMANDS = """
import click
from spokebridge.plugins import hookimpl

@hookimpl
def spokebridge_register_commands(app):
    @app.command()
    def greet():
        "Say hello."
        click.echo("hello from a plugin")

    @app.command()
    def sync():
        click.echo("not the real one")
"""
RULES = """
operation = "publishSpendData"
[[rules]]
name = "sums"
compute = { amount = 'decimal(record.Amount)' }
[[rules]]
name = "constants"
set = { signatureId = "s", created = 1, currency = "GBP", type = "invoice", vendor = "v" }
[[rules]]
name = "misspelt"
drop = ["Amonut"]
[[rules]]
name = "zeros"
drop_record = 'record.amount == 0'
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(app, "asked", False)
    discovery.installed.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_installed_is_remembered() -> None:
    discovery.installed.cache_clear()


def test_lists_what_runs_what_does_not_and_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = {"a_good": "acme_good", "b_denied": "acme_good", "c_broken": "acme_gone"}
    install(folder, "acme-spend", points, {"acme_good": GOOD})
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS_DENY", "b_denied")
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS", "logging")
    told = run("plugins")
    assert told.exit_code == 0, told.output
    assert "a_good  loaded  (installed, acme-spend 1.2)\n    map_outgoing\n" in told.output
    assert "b_denied  denied  (installed, acme-spend 1.2)\n    denied by 'b_denied' in SPOKEBRIDGE_PL" in told.output
    assert "c_broken  failed  (installed, acme-spend 1.2)\n    acme_gone cannot be loaded (ModuleNotF" in told.output
    assert "logging  loaded  (built-in, spokebridge " in told.output
    assert "field_mapper  off  (built-in, spokebridge " in told.output
    found = {info["name"]: info for info in json.loads(run("plugins", "--json").stdout)}
    assert found["a_good"] == {
        "name": "a_good",
        "source": "installed",
        "state": "loaded",
        "distribution": "acme-spend",
        "version": "1.2",
        "hooks": ["spokebridge_map_outgoing"],
        "reason": None,
    }
    assert [found[name]["state"] for name in ("b_denied", "c_broken", "opentelemetry")] == ["denied", "failed", "off"]


def test_plugins_bring_commands_but_replace_none(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    install(folder, "acme-spend", {"commands": "acme_commands"}, {"acme_commands": COMMANDS})
    try:
        assert run("greet").output == "hello from a plugin\n"
        assert "greet" in run("--help").output
        assert "Move new bills from 9Spokes" in run("sync", "--help").output
        assert "the command sync of a plugin was refused" in caplog.text
    finally:
        app.commands.pop("greet", None)


def test_without_installed_plugins_there_are_no_more_commands(folder: Path) -> None:
    assert commands_of_plugins() == {}


def test_check_shows_before_and_after_and_what_did_nothing(folder: Path) -> None:
    (folder / "rules.toml").write_text(RULES)
    (folder / "sample.csv").write_text("Amount\n1.50\n0\n")
    told = run("plugins", "check", "rules.toml", "--sample", "sample.csv")
    assert told.exit_code == 0, told.output
    assert "rules.toml: 4 rules for publishSpendData" in told.output
    assert "sample.csv, line 2\n" in told.output
    assert "amount       – → 1.50       line 3, rule 1 (sums)" in told.output
    assert "sample.csv, line 3\n  dropped by rule 4 (zeros)" in told.output
    assert "2 records, 1 changed, 1 dropped\n  1 by rule 4 (zeros)\n" in told.output
    assert "line 9, rule 3 (misspelt): did nothing to any record of the sample" in told.output
    assert "every record that is left can be sent" in told.output
    assert repr(ABSENT) not in told.output


def test_check_names_records_that_fail(folder: Path) -> None:
    (folder / "rules.toml").write_text(RULES.replace('currency = "GBP"', 'currency = "XXL"'))
    lines = ('{"Amount": "1.50"}', '{"Amount": "much"}', "[1]", "{}")
    (folder / "sample.jsonl").write_text("\n".join(lines))
    told = run("plugins", "check", "rules.toml", "--sample", "sample.jsonl", "--show", "0")
    assert told.exit_code == 4
    assert "sample.jsonl, line 1: currency is 'XXL'; use an ISO 4217 code such as USD" in told.output
    assert "line 2: rules.toml, line 5, rule 1 (sums): amount: decimal(): 'much' is not a number" in told.output
    assert "sample.jsonl, line 3: " in told.output
    assert "line 4: rules.toml, line 5, rule 1 (sums): amount: there is no field 'Amount'" in told.output
    assert "4 of 4 records would be refused" in told.output


@pytest.mark.parametrize(
    ("text", "options", "complaint"),
    [
        (
            '[[rules]]\noperation = "publishSpend"\nset = {a = 1}',
            (),
            "line 2, rule 1: there is no operation 'publishSp",
        ),
        ('[[rules]]\noperation = "*"\nset = {a = 1}', ("--sample",), "the rules are for *; add --operation"),
        (RULES, ("--sample", "--operation", "listBills"), "no rule is for listBills, only for publishSpendData"),
    ],
)
def test_check_says_what_is_wrong(folder: Path, text: str, options: tuple[str, ...], complaint: str) -> None:
    (folder / "rules.toml").write_text(text)
    (folder / "sample.csv").write_text("a\n1\n")
    given = [part for option in options for part in ([option, "sample.csv"] if option == "--sample" else [option])]
    told = run("plugins", "check", "rules.toml", *given)
    assert told.exit_code == 4
    assert complaint in told.output


def test_check_counts_the_failures_that_it_does_not_name(folder: Path) -> None:
    (folder / "rules.toml").write_text(RULES)
    (folder / "sample.jsonl").write_text('{"Amount": "much"}\n\n' * 12)
    told = run("plugins", "check", "rules.toml", "--sample", "sample.jsonl")
    assert told.exit_code == 4
    assert [line.split(":")[0] for line in told.stderr.splitlines() if "is not a number" in line] == [
        f"sample.jsonl, line {number}" for number in range(1, 20, 2)
    ]
    assert "12 of 12 records would be refused" in told.output


def test_check_of_records_that_are_read_says_nothing_of_sending(folder: Path) -> None:
    (folder / "rules.toml").write_text("""operation = "*"\n[[rules]]\nwhen = 'record.a == "1"'\nset = { b = "2" }\n""")
    (folder / "sample.csv").write_text("a\n1\n7\n")
    told = run("plugins", "check", "rules.toml", "--sample", "sample.csv", "--operation", "listBills")
    assert told.exit_code == 0, told.output
    assert "2 records, 1 changed, 0 dropped" in told.output
    assert "line 3" not in told.output
    assert "can be sent" not in told.output


def test_check_without_a_sample_checks_the_rules(folder: Path) -> None:
    for example in EXAMPLES.glob("*.toml"):
        assert run("plugins", "check", example).exit_code == 0


def test_the_demo_runs_with_logging_and_rules(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    received: list[dict[str, object]] = []
    original = Sandbox.received_spend

    def remember(self: Sandbox, app_id: str) -> list[dict[str, object]]:
        received[:] = original(self, app_id)
        return original(self, app_id)

    monkeypatch.setattr(Sandbox, "received_spend", remember)
    monkeypatch.setattr(logging.getLogger("spokebridge.calls"), "level", logging.NOTSET)
    told = run("demo", "--bills", 40, "--plugin", "logging", "--rules", EXAMPLES / "demo.toml")
    assert told.exit_code == 0, told.output
    assert {record["costCenter"] for record in received} <= {
        *("100 United Kingdom", "200 United States", "900 elsewhere"),
    }
    assert len(received) > 20
    assert all(str(record["status"]).islower() for record in received)
    assert all("paidAmount" in record for record in received if "outstandingAmount" in record)
