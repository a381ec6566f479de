"""The command line, run as a person would."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spokebridge import cli
from spokebridge.cli.app import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def number(output: str, name: str) -> str:
    match = re.search(rf"^ *{re.escape(name)} +([\d,.]+)", output, re.MULTILINE)
    assert match is not None, output
    return match.group(1)


def write(folder: Path, bills: list[dict[str, object]], contacts: list[dict[str, object]]) -> Path:
    for name, wrapper, records in (("bills", "data", bills), ("contacts", "contact", contacts)):
        lines = (json.dumps({wrapper: record}) for record in records)
        (folder / f"real.{name}.jsonl").write_text("\n".join(lines) + "\n")
    return folder / "real"


def bill(reference: int, gross: float) -> dict[str, object]:
    return {
        "transaction_reference": f"B-{reference}",
        "party_identifier": "p-1",
        "transaction_date": "2024-01-22T00:00:00Z",
        "transaction_currency": "GBP",
        "transaction_gross_value": gross,
    }


def test_demo_moves_made_up_bills_while_the_token_expires() -> None:
    result = run("demo", "--bills", "1500", "--seed", "3")
    assert result.exit_code == 0, result.output
    assert number(result.output, "bills read") == "1,500"
    assert number(result.output, "access tokens fetched") == "2"
    assert number(result.output, "attempts repeated") == "2"
    assert number(result.output, "records accepted") == number(result.output, "records with Productiv")


def test_the_same_seed_makes_the_same_bills() -> None:
    accounts = [re.sub(r"seconds +[\d.]+", "", run("demo", "--bills", "300").output) for _ in range(2)]
    assert accounts[0] == accounts[1]
    assert "sum of records" in accounts[0]


def test_demo_serves_real_bills_and_sums_them_exactly(tmp_path: Path) -> None:
    prefix = write(tmp_path, [bill(1, 0.10), bill(2, 0.20), bill(3, -100.05)], [{"id": "p-1", "company_name": "Acme"}])
    result = run("demo", "--input", str(prefix))
    assert result.exit_code == 0, result.output
    assert number(result.output, "records accepted") == "3"
    assert number(result.output, "of them credits") == "1"
    assert re.search(r"GBP +-99\.75", result.output)
    assert "Acme" in result.output


def test_a_broken_file_is_named_with_line_and_reason(tmp_path: Path) -> None:
    prefix = write(tmp_path, [bill(1, 1)], [])
    with Path(f"{prefix}.bills.jsonl").open("a") as file:
        file.write("{not json\n")
    result = run("demo", "--input", str(prefix))
    assert result.exit_code == 1
    assert "real.bills.jsonl" in result.output
    assert "2" in result.output


def test_a_bad_record_ends_with_an_error_that_names_it(tmp_path: Path) -> None:
    prefix = write(tmp_path, [bill(1, 1), {**bill(2, 1), "transaction_currency": "Quid"}], [])
    result = run("demo", "--input", str(prefix))
    assert result.exit_code == 3
    assert "1 of 2 records rejected" in result.output
    assert "currency is 'Quid'" in result.output


def test_a_missing_extra_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spokebridge.cli.app", None)

    def missing(name: str, *_: object) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.delitem(sys.modules, "spokebridge.cli.app")
    monkeypatch.setitem(sys.modules, "click", None)
    with pytest.raises(SystemExit, match="click is not installed"):
        cli.main()


def test_sandbox_serves_and_writes_settings(tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    command = [
        sys.executable,
        "-m",
        "spokebridge",
        "sandbox",
        "--port",
        "0",
        "--bills",
        "3",
        "--env-file",
        str(settings),
    ]
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=paths) as process:
        killer = threading.Timer(20, process.kill)
        killer.start()
        assert process.stdout is not None
        line = next(line for line in process.stdout if line.startswith("serving on"))
        values = dict(line.split("=", 1) for line in settings.read_text().splitlines())
        request = urllib.request.Request(values["NINESPOKES_BASE_URL"] + "/companies")
        request.add_header("Authorization", values["NINESPOKES_API_KEY"])
        assert values["NINESPOKES_BASE_URL"].startswith(line.split()[2].rstrip(";"))
        with urllib.request.urlopen(request) as answer:
            assert len(json.load(answer)["details"]) == 1
        process.terminate()
        killer.cancel()
