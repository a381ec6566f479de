"""Files become records at the other side, and what is refused comes back to be corrected."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from spokebridge.cli.app import app
from spokebridge.cli.exits import Exit
from spokebridge.cli.output.columns import Kind, columns_of
from spokebridge.cli.resources.methods import methods
from spokebridge.cli.resources.parameters import is_records
from spokebridge.cli.sending.records import taker_of
from spokebridge.cli.settings.names import PRODUCTIV
from spokebridge.sandbox import Sandbox
from tests.cli.conftest import run
from tests.cli.terminal import standing_in
from tests.support.server import FakeServer, Reply

LEEDS = Path(__file__).parents[3] / "examples" / "rules" / "leeds.toml"
HEADING = (
    "Organisation Code,Organisation Label,Effective Date,Organisational Unit,Service Division Label,"
    "Category Internal Name,Purpose,Detailed Expenditure Code,Payment Date,Transaction Number,"
    "Irrecoverable VAT Amount,Amount,Capital Or Revenue,Beneficiary Name,Procurement Card"
)


def payments(count: int, *more: str) -> str:
    rows = (
        f"o,Leeds City Council,30/06/2020,Adults,Homes,Third Party,Housing,569,24/06/2020,T-{number},0.00,"
        f"{number}.{number % 100:02},R,Café nº {number},No"
        for number in range(1, count + 1)
    )
    return "\n".join([HEADING, *rows, *more]) + "\n"


def spend(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "signatureId": f"S-{number}",
        "created": "2024-03-01T09:30:00Z",
        "amount": Decimal("10.10"),
        "currency": "GBP",
        "type": "invoice",
        "vendor": "Acme",
        **changes,
    }


def lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record, default=float) + "\n" for record in records))
    return path


def table(path: Path, records: list[dict[str, Any]]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]))
        writer.writeheader()
        writer.writerows(records)
    return path


def test_foreign_columns_become_spend_to_the_last_digit(connected: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    credit = "o,l,,a,h,t,p,1,01/06/2020,T-X,0.00,-99.99,C,Refund,Yes"
    path.write_bytes(payments(1500, credit, ",,,,,,,,,,,,,,").encode("cp1252"))
    result = run("spend", "publish", "spend-import", path, "--rules", LEEDS, "--encoding", "cp1252", "--json")
    assert result.exit_code == Exit.OK, result.output
    assert json.loads(result.stdout)["accepted"] == 1501
    assert "1 empty line skipped (line 1503)" in result.stderr
    received = connected.received_spend("spend-import")
    expected = sum(Decimal(f"{number}.{number % 100:02}") for number in range(1, 1501)) - Decimal("99.99")
    assert sum(record["amount"] for record in received) == expected
    assert "Café nº 1" in {record["vendor"] for record in received}
    assert list(tmp_path.iterdir()) == [path]


def test_another_encoding_is_told_before_anything_is_sent(connected: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_bytes(payments(2).encode("cp1252"))
    result = run("spend", "publish", "spend-import", path, "--rules", LEEDS)
    assert result.exit_code == Exit.CONFIGURATION
    assert f"{path}, line 2, byte " in result.output
    assert "(0xe9): this is not utf-8 text; give --encoding" in result.output
    assert connected.requests == []


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_every_kind_of_file_says_the_same(connected: Sandbox, tmp_path: Path, kind: str) -> None:
    records = [spend(1), spend(2, amount=Decimal("-0.01"), team="web")]
    path = tmp_path / f"spend.{kind}"
    match kind:
        case "jsonl":
            lines(path, records)
        case "csv":
            table(path, [{"team": "", **record} for record in records])
        case _:
            schema = pa.schema(
                [(name, pa.string()) for name in spend(0) if name != "amount"]
                + [("amount", pa.decimal128(38, 18)), ("team", pa.string())]
            )
            pq.write_table(pa.Table.from_pylist(records, schema=schema), path)
    result = run("spend", "publish", "spend-import", path)
    assert result.exit_code == Exit.OK, result.output
    first, second = connected.received_spend("spend-import")
    assert first == {**spend(1), "created": 1709285400000}
    assert second == {**spend(2), "created": 1709285400000, "amount": Decimal("-0.01"), "team": "web"}


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_refused_records_come_back_in_the_same_form_and_can_be_sent_again(
    connected: Sandbox, tmp_path: Path, kind: str
) -> None:
    bad = [spend(2, currency="Quid"), spend(4, type="gift")]
    records = [{**record, "amount": "10.10"} for record in (spend(1), bad[0], spend(3), bad[1])]
    path = tmp_path / f"spend.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(records), path)
    else:
        (lines if kind == "jsonl" else table)(path, records)

    result = run("spend", "publish", "spend-import", path, "--json")

    assert result.exit_code == Exit.PARTLY
    refused = tmp_path / f"spend.rejected.{kind}"
    assert json.loads(result.stdout)["rejected_file"] == str(refused)
    assert "currency is 'Quid'" in result.stderr
    if kind == "parquet":
        found = pq.read_table(refused).to_pylist()
        fixed = [{**record, "currency": "GBP", "type": "invoice"} for record in found]
        pq.write_table(pa.Table.from_pylist(fixed), refused)
    else:
        refused.write_text(refused.read_text().replace("Quid", "GBP").replace("gift", "invoice"))
    with (tmp_path / "spend.rejected.reasons.csv").open() as file:
        reasons = list(csv.DictReader(file))
    offset = 0 if kind != "csv" else 1
    assert [int(reason["line"]) - offset for reason in reasons] == [1, 2]
    assert [int(reason["original_line"]) - offset for reason in reasons] == [2, 4]
    assert [reason["record"] for reason in reasons] == ["S-2", "S-4"]

    again = run("spend", "publish", "spend-import", refused)
    assert again.exit_code == Exit.OK, again.output
    assert {record["signatureId"] for record in connected.received_spend("spend-import")} == {
        "S-1",
        "S-2",
        "S-3",
        "S-4",
    }


def test_rows_of_which_no_record_can_be_made_are_refused_too(connected: Sandbox, tmp_path: Path) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(1)])
    path.write_text("\n".join(["{oops", "", '["a list"]', path.read_text()]))
    result = run("spend", "publish", "spend-import", path)
    assert result.exit_code == Exit.PARTLY
    assert (
        "spend.jsonl, line 1: not JSON (JSON is malformed: object keys must be strings (byte 1)); "
        "write each record as one object on a line of its own: {...}\n"
    ) in result.stderr
    assert "spend.jsonl, line 3: a list is no record" in result.stderr
    assert (tmp_path / "spend.rejected.jsonl").read_text() == '{oops\n["a list"]\n'
    assert len(connected.received_spend("spend-import")) == 1


def test_a_row_of_the_wrong_width_and_a_bad_cell_name_line_and_column(connected: Sandbox, tmp_path: Path) -> None:
    path = table(tmp_path / "spend.csv", [spend(1), spend(2, amount="1,234.50"), spend(3, created="2024-03-01")])
    path.write_text(path.read_text() + "S-4,too,short\n")
    result = run("spend", "publish", "spend-import", path)
    assert result.exit_code == Exit.PARTLY
    assert "spend.csv, line 3: amount is '1,234.50'; write it as 1234.50" in result.stderr
    assert "spend.csv, line 4: created is '2024-03-01'; add a time of day and a time zone" in result.stderr
    assert "spend.csv, line 5: 3 cells, but the heading has 6" in result.stderr
    assert (tmp_path / "spend.rejected.csv").read_text().splitlines()[-1] == "S-4,too,short"


def test_moments_are_written_with_a_zone_or_as_milliseconds(connected: Sandbox, tmp_path: Path) -> None:
    records = [spend(1, created="1709285400000"), spend(2, created="1/3/2024"), spend(3, created="")]
    result = run("spend", "publish", "spend-import", table(tmp_path / "spend.csv", records))
    assert result.exit_code == Exit.PARTLY
    assert "line 3: created is '1/3/2024'; write 2026-03-01T09:30:00Z or Unix milliseconds, or use" in result.stderr
    assert "line 4: created is missing" in result.stderr
    assert [record["created"] for record in connected.received_spend("spend-import")] == [1709285400000]


def test_a_cell_may_hold_json(scripted: FakeServer, tmp_path: Path) -> None:
    route = "POST /push/v1/batch/attributes"
    scripted.answer(route, {"NumSuccessfulUpdates": 1, "FailedUpdates": [], "ResponseTimeMs": 3})
    good = {"applicationId": "figma", "attributes": '[{"name": "Category", "value": "Design"}]'}
    path = table(tmp_path / "updates.csv", [good, {"applicationId": "slack", "attributes": "Category=Chat"}])
    result = run("productiv", "apps", "update-attributes", path)
    assert result.exit_code == Exit.PARTLY, result.output
    assert "line 3: attributes is 'Category=Chat'; write it as JSON" in result.stderr
    (sent,) = scripted.received(route)
    assert [{"name": "Category", "value": "Design"}] in json.loads(sent.body)[0].values()


def test_every_column_of_a_record_is_text_or_can_be_read_from_text() -> None:
    takers = [method for method in methods(PRODUCTIV) if any(is_records(taken) for taken in method.takes)]
    kinds = {column.kind for method in takers for column in columns_of(taker_of(method)[1])}
    assert kinds == {Kind.TEXT, Kind.MOMENT, Kind.NUMBER, Kind.JSON}


def test_many_empty_lines_are_counted_and_the_first_ten_named(connected: Sandbox, tmp_path: Path) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(1)])
    path.write_text(path.read_text() + "\n" * 12)
    result = run("spend", "publish", "spend-import", path)
    assert result.exit_code == Exit.OK
    assert "12 empty lines skipped (lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)" in result.stderr


def test_a_trial_at_a_terminal_shows_the_first_ten_and_checks_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [*(spend(number) for number in range(12)), spend(12, currency="Quid")]
    path = lines(tmp_path / "spend.jsonl", records)
    terminal = standing_in(monkeypatch, "stdout")
    command = ["spend", "publish", "spend-import", str(path), "--dry-run"]
    assert app.main(command, standalone_mode=False) == Exit.PARTLY
    assert re.findall(r"S-\d+", terminal.text) == [f"S-{number}" for number in range(10)]
    told = capsys.readouterr().err
    assert "12 would be sent" in told
    assert "line 13: currency is 'Quid'" in told


def test_a_trial_counts_what_rules_drop(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('operation = "publishSpendData"\n[[rules]]\ndrop_record = \'record.vendor == "Acme"\'\n')
    path = lines(tmp_path / "spend.jsonl", [spend(1), spend(2, vendor="Figma")])
    result = run("spend", "publish", "spend-import", path, "--rules", rules, "--dry-run")
    assert result.exit_code == Exit.OK, result.output
    assert [json.loads(line)["vendor"] for line in result.stdout.splitlines()] == ["Figma"]
    assert "1 dropped by rules or plugins" in result.stderr


def test_a_run_whose_repeat_would_count_twice_is_not_said_to_be_repeatable(
    scripted: FakeServer, tmp_path: Path
) -> None:
    path = lines(tmp_path / "people.jsonl", [{"email": "ana@example.com"}])
    scripted.answer("POST /services/push/v1/customer/org-chart", Reply(403, {"message": "no"}))
    result = run("org-chart", "publish", "2026", path)
    assert result.exit_code == Exit.AUTHENTICATION
    assert "can be run again" not in result.stderr
    assert "accepted before this" not in result.stderr


def test_a_file_that_is_there_is_not_overwritten(connected: Sandbox, tmp_path: Path) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(1, currency="Quid")])
    run("spend", "publish", "spend-import", path)
    before = (tmp_path / "spend.rejected.jsonl").read_bytes()
    result = run("spend", "publish", "spend-import", tmp_path / "spend.rejected.jsonl")
    assert result.exit_code == Exit.PARTLY
    assert (tmp_path / "spend.rejected-2.jsonl").read_bytes() == before
    assert (tmp_path / "spend.rejected.jsonl").read_bytes() == before


def test_a_trial_sends_nothing_and_shows_what_would_be_sent(tmp_path: Path) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(1), spend(1), spend(2, currency="Quid")])
    result = run("spend", "publish", "spend-import", path, "--dry-run")  # no credentials either
    assert result.exit_code == Exit.PARTLY
    assert [json.loads(line)["created"] for line in result.stdout.splitlines()] == [1709285400000]
    assert "1 would be sent" in result.stderr
    assert "1 duplicates" in result.stderr
    assert "currency is 'Quid'" in result.stderr


def test_of_many_refused_records_the_first_five_are_told_and_all_written_where_asked(
    connected: Sandbox, tmp_path: Path
) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(number, currency="Quid") for number in range(8)])
    result = run("spend", "publish", "spend-import", path, "--rejected", tmp_path / "again.jsonl")
    assert result.exit_code == Exit.PARTLY
    assert re.findall(r"line (\d): currency is 'Quid'", result.stderr) == ["1", "2", "3", "4", "5"]
    assert "… and 3 more" in result.stderr
    assert (tmp_path / "again.jsonl").read_bytes() == path.read_bytes()
    assert not (tmp_path / "spend.rejected.jsonl").exists()


def test_a_place_for_refused_records_that_cannot_be_written_stops_the_run_before_it_begins(
    connected: Sandbox, tmp_path: Path
) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(1)])
    result = run("spend", "publish", "spend-import", path, "--rejected", tmp_path / "nowhere" / "again.jsonl")
    assert result.exit_code == Exit.CONFIGURATION
    assert "where nothing can be written; use --rejected FILE" in result.output
    assert connected.received_spend("spend-import") == []


def test_an_encoding_that_is_none_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "spend.csv", [spend(1)])
    result = run("spend", "publish", "spend-import", path, "--encoding", "utf-88")
    assert result.exit_code == Exit.USAGE
    assert "'utf-88' is no encoding; use utf-8, cp1252, latin-1" in " ".join(result.output.split())


def test_standard_input_is_json_lines_unless_said_otherwise(connected: Sandbox, tmp_path: Path) -> None:
    record = json.dumps(spend(1), default=float)
    assert run("spend", "publish", "spend-import", "-", given=record).exit_code == Exit.OK
    text = table(tmp_path / "x.csv", [spend(2)]).read_text()
    assert run("spend", "publish", "spend-import", "-", "--input-format", "csv", given=text).exit_code == Exit.OK
    assert len(connected.received_spend("spend-import")) == 2


def test_rules_for_something_else_are_refused(connected: Sandbox, tmp_path: Path) -> None:
    path = lines(tmp_path / "events.jsonl", [{}])
    result = run("usage", "publish", "app-1", path, "--rules", LEEDS)
    assert result.exit_code == Exit.CONFIGURATION
    assert "the rules are for publishSpendData; this command sends publishUsageEvents" in result.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty; the first line has to name the columns"),
        (b"a,b,a\n", "line 1, column 3: a second 'a'; rename one of them"),
        (b"a,,b\n", "line 1, column 2: the heading is empty"),
        (b'a,b\n"x,y\n', "line 2: unexpected end of data; correct the quotes"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(connected: Sandbox, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    result = run("spend", "publish", "spend-import", path)
    assert result.exit_code == Exit.CONFIGURATION
    assert said in result.output


def test_an_ending_that_says_nothing_needs_a_format(tmp_path: Path) -> None:
    path = tmp_path / "records.txt"
    path.write_text("")
    result = run("spend", "publish", "spend-import", path)
    assert result.exit_code == Exit.CONFIGURATION
    assert "use .jsonl, .ndjson, .csv, .tsv, .parquet, or --input-format" in result.output


def test_a_run_that_is_stopped_says_what_was_done_and_what_to_do(scripted: FakeServer, tmp_path: Path) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(number) for number in range(1500)])
    route = "POST /services/push/v1/customer/apps/{appId}/finance"
    scripted.answer(route, {"success": True}, Reply(403, {"message": "no"}))
    result = run("spend", "publish", "spend-import", path, "--concurrency", "1")
    assert result.exit_code == Exit.AUTHENTICATION
    assert "1,000 accepted before this" in result.stderr
    assert "the same command can be run again" in result.stderr


def test_a_journal_goes_on_where_a_run_was(connected: Sandbox, tmp_path: Path) -> None:
    path = lines(tmp_path / "spend.jsonl", [spend(number) for number in range(1500)])
    command = ["spend", "publish", "spend-import", path, "--concurrency", "1", "--journal", tmp_path / "journal"]
    connected.fail("publishSpendData", status=403, after=1)
    assert run(*command).exit_code == Exit.AUTHENTICATION
    before = connected.count("publishSpendData")
    result = run(*command, "--json")
    assert result.exit_code == Exit.OK, result.output
    assert "1,000 of them before, according to the journal" in result.stderr
    assert json.loads(result.stdout)["resumed"] == 1000
    assert connected.count("publishSpendData") == before + 1


def test_users_are_published_listed_and_deleted(connected: Sandbox, tmp_path: Path) -> None:
    users = [{"appUserId": str(number), "email": f"u{number}@example.com"} for number in range(3)]
    path = lines(tmp_path / "users.jsonl", users)
    assert run("users", "publish", "slack", path).exit_code == Exit.OK
    listed = run("users", "list", "slack", "--output", tmp_path / "again.jsonl")
    assert "3 records written to" in listed.stderr
    deleted = run("users", "delete", "slack", tmp_path / "again.jsonl")
    assert deleted.exit_code == Exit.OK, deleted.output
    assert run("users", "list", "slack").stdout == ""


def test_an_org_chart_has_custom_fields(connected: Sandbox, tmp_path: Path) -> None:
    path = table(tmp_path / "people.csv", [{"email": "ana@example.com", "customField1": "B-1"}])
    trial = run("org-chart", "publish", "2026", path, "--dry-run")
    assert "customField1 is not a custom field of this chart" in trial.stderr
    result = run("org-chart", "publish", "2026", path, "--custom-field", "Badge")
    assert result.exit_code == Exit.OK, result.output
    assert "1 accepted" in result.stderr


def test_files_are_uploaded_and_failures_are_named(scripted: FakeServer, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    for path in (good, bad):
        path.write_text("x")
    entries = [
        {"filename": "good.csv", "uploadUrl": f"{scripted.url}/good.csv"},
        {"filename": "bad.csv", "uploadUrl": "http://elsewhere.example.com/bad.csv"},
    ]
    scripted.answer("GET /services/push/v1/customer/apps/{appId}/upload", {"uploadUrls": entries})
    scripted.answer("PUT /good.csv", Reply(200))
    result = run("files", "upload", "app-1", good, bad)
    assert result.exit_code == Exit.PARTLY
    assert "good.csv: uploaded, 1 bytes" in result.stderr
    assert "bad.csv: not uploaded" in result.stderr
