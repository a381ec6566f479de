"""`spokebridge demo`, run as a person would."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spokebridge.cli.app import app
from spokebridge.cli.demo import REPORT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo writes its report into the folder it is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
    assert "Spend by month, NZD" in Path(REPORT).read_text()


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


def test_rules_change_what_the_demo_sends(tmp_path: Path) -> None:
    prefix = write(tmp_path, [bill(1, 1)], [])
    Path("rules.toml").write_text('operation = "publishSpendData"\n[[rules]]\nname = "r"\nset = { vendor = "Ruled" }\n')
    result = run("demo", "--input", str(prefix), "--rules", "rules.toml")
    assert result.exit_code == 0, result.output
    assert "Ruled" in result.output


def test_verbose_shows_the_requests_of_the_demo() -> None:
    result = run("demo", "--verbose", "--bills", "20")
    assert result.exit_code == 0
    assert "operation=publishSpendData" in result.stderr


def test_a_broken_file_is_named_with_line_and_reason(tmp_path: Path) -> None:
    prefix = write(tmp_path, [bill(1, 1)], [])
    with Path(f"{prefix}.bills.jsonl").open("a") as file:
        file.write("{not json\n")
    result = run("demo", "--input", str(prefix))
    assert result.exit_code == 1
    assert "real.bills.jsonl, line 2" in result.output
    assert 'a line of bills holds {"data": {…}}' in result.output


def test_a_file_that_is_not_there_is_named_with_the_fix(tmp_path: Path) -> None:
    result = run("demo", "--input", str(tmp_path / "gone.bills.jsonl"))
    assert result.exit_code == 1
    assert "No such file or directory; --input takes what comes before .bills.jsonl" in result.output


def test_a_bad_record_ends_with_an_error_that_names_it(tmp_path: Path) -> None:
    prefix = write(tmp_path, [bill(1, 1), {**bill(2, 1), "transaction_currency": "Quid"}], [])
    result = run("demo", "--input", str(prefix))
    assert result.exit_code == 3
    assert number(result.output, "records rejected") == "1"
    assert "currency is 'Quid'" in " ".join(result.output.split())
    assert "currency is &#39;Quid&#39;" in Path(REPORT).read_text()
