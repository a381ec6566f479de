"""Records in each form: exact, in full or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from rich.console import Console

from ninespokes_client.models import Bill
from productiv_client.models import ProvisioningWorkflow
from spokebridge.cli.output.columns import Kind, chosen, columns_in, columns_of
from spokebridge.cli.output.tables import show_fields, show_table
from spokebridge.cli.output.writing import Destination
from spokebridge.errors import ConfigurationError
from tests.cli.terminal import standing_in

EXACT = [Decimal("1234567890123456.78"), Decimal("0.000000000000000001"), Decimal("1E+3"), Decimal("-0.10")]


def bills() -> list[Bill]:
    when = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
    return [
        Bill(transaction_reference=f"B-{number}", transaction_gross_value=amount, transaction_date=when)
        for number, amount in enumerate(EXACT)
    ]


def written(path: Path, records: Any, record_type: Any, *columns: str) -> Path:
    Destination(path, columns=columns).write(records, record_type)
    return path


def test_json_lines_carry_exact_numbers(tmp_path: Path) -> None:
    path = written(tmp_path / "bills.jsonl", bills(), Bill)
    found = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in path.read_text().splitlines()]
    assert [record["transaction_gross_value"] for record in found] == EXACT


def test_csv_carries_exact_numbers_in_full(tmp_path: Path) -> None:
    path = written(tmp_path / "bills.csv", bills(), Bill)
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    assert [row["transaction_gross_value"] for row in rows] == [
        *("1234567890123456.78", "0.000000000000000001", "1000", "-0.10"),
    ]
    assert rows[0]["transaction_date"] == "2024-03-01T09:30:00Z"
    assert list(rows[0]) == [column.name for column in columns_of(Bill)]


def test_parquet_carries_decimals_and_moments(tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(written(tmp_path / "bills.parquet", bills(), Bill))
    assert table["transaction_gross_value"].to_pylist() == EXACT
    assert str(table.schema.field("transaction_gross_value").type) == "decimal128(38, 18)"
    assert str(table.schema.field("transaction_date").type) == "timestamp[us, tz=UTC]"


def test_a_value_that_no_parquet_column_holds_is_named_and_no_file_appears(tmp_path: Path) -> None:
    records = [*bills(), Bill(transaction_gross_value=Decimal("0.0000000000000000001"))]
    with pytest.raises(ConfigurationError, match=r"record 5: transaction_gross_value is Decimal\('1E-19'\)"):
        written(tmp_path / "bills.parquet", records, Bill)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_a_list_that_breaks_off_leaves_no_file(tmp_path: Path, kind: str) -> None:
    def broken() -> Iterator[Bill]:
        yield from bills()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(tmp_path / f"bills.{kind}", broken(), Bill)
    assert list(tmp_path.iterdir()) == []


def test_records_are_written_as_they_come(tmp_path: Path) -> None:
    """No more than a row group is ever held: the source is asked for one only after the one before was taken."""
    import tracemalloc

    def many() -> Iterator[Bill]:
        for number in range(8_000):
            yield Bill(transaction_reference=f"B-{number}", transaction_status="x" * 200)

    for kind in ("jsonl", "csv"):
        tracemalloc.start()
        written(tmp_path / f"bills.{kind}", many(), Bill)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_records_without_a_type_have_the_columns_of_all_of_them(tmp_path: Path, kind: str) -> None:
    records = [{"a": Decimal("1.10"), "b": {"c": "x"}}, {"d": [1, 2]}]
    path = written(tmp_path / f"records.{kind}", records, None)
    if kind == "csv":
        assert path.read_text() == 'a,b.c,d\n1.10,x,\n,,"[1,2]"\n'
    else:
        assert pyarrow.parquet.read_table(path).to_pylist() == [
            {"a": "1.10", "b.c": "x", "d": None},
            {"a": None, "b.c": None, "d": "[1,2]"},
        ]


def test_columns_are_chosen_by_name_or_by_what_they_belong_to(tmp_path: Path) -> None:
    path = written(tmp_path / "bills.csv", bills()[:1], Bill, "transaction_gross_value", "transaction_reference")
    assert path.read_text() == "transaction_gross_value,transaction_reference\n1234567890123456.78,B-0\n"
    columns = columns_in([{"a": {"b": 1, "c": 2}, "ab": 3}])
    assert [column.name for column in chosen(columns, ["a"])] == ["a.b", "a.c"]
    with pytest.raises(ConfigurationError, match=r"there is no 'x'; there are a\.b, a\.c, ab"):
        chosen(columns, ["x"])


def test_milliseconds_are_moments_in_tables_and_numbers_on_the_wire(tmp_path: Path) -> None:
    record = ProvisioningWorkflow(creation_time=datetime(2024, 3, 1, tzinfo=UTC))
    assert json.loads(written(tmp_path / "w.jsonl", [record], ProvisioningWorkflow).read_text()) == {
        "CreationTime": 1709251200000
    }
    assert "2024-03-01T00:00:00Z" in written(tmp_path / "w.csv", [record], ProvisioningWorkflow).read_text()
    kinds = {column.name: column.kind for column in columns_of(ProvisioningWorkflow)}
    assert kinds["CreationTime"] is Kind.MOMENT


@pytest.mark.parametrize(
    ("destination", "said"),
    [
        (Destination(Path("bills.xlsx")), "the ending says which form to write; use .jsonl, .ndjson, .csv, .parquet"),
        (Destination(format="parquet"), "--format parquet needs a file"),
        (Destination(Path("x.csv"), format="table"), "--format table goes to the terminal"),
    ],
)
def test_a_destination_that_cannot_work_is_refused_with_the_fix(destination: Destination, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        destination.write([], Bill)
    assert said in str(caught.value)


def shown(records: Any, width: int = 80, *, record_type: Any = Bill) -> str:
    console = Console(file=io.StringIO(), width=width)
    columns = None if record_type is None else columns_of(record_type)
    show_table(records, columns, console, all_columns=False)
    found: str = console.file.getvalue()
    return found


def test_a_table_shows_what_fits_and_says_what_does_not() -> None:
    found = shown(bills(), width=45)
    assert "B-0" in found
    assert "2024-03-01T09:30:00Z" in found
    assert "not shown:" in found
    assert "line_items" not in found  # empty everywhere


def test_a_table_goes_on_after_its_sample() -> None:
    found = shown(Bill(transaction_reference=f"B-{number}") for number in range(250))
    assert found.count("reference") == 1
    assert "B-249" in found


def test_nothing_is_said_to_be_nothing() -> None:
    assert shown([]) == "nothing found\n"


def test_a_terminal_is_not_told_what_to_do_by_a_record() -> None:
    evil = "\x1b]0;owned\x07[red]x"
    assert "\x1b" not in shown([{"name": evil}], record_type=None)
    console = Console(file=io.StringIO(), width=80)
    show_fields({"name": evil}, console)
    assert "\x1b" not in console.file.getvalue()
    assert "[red]x" in console.file.getvalue()


def test_a_terminal_gets_a_table_and_a_pipe_json_lines(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    Destination().write(bills()[:1], Bill)
    assert capsysbinary.readouterr().out.startswith(b'{"transaction')
    terminal = standing_in(monkeypatch, "stdout")
    Destination().write(bills(), Bill)
    assert "1234567890123456.78" in terminal.text
    assert "B-3" in terminal.text
    assert "{" not in terminal.text


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = standing_in(monkeypatch, "stdout")
    Destination().write(bills(), Bill)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = standing_in(monkeypatch, "stdout")
    monkeypatch.setenv("NO_COLOR", "1")
    Destination().write(bills(), Bill)
    colours = re.compile(r"\x1b\[[0-9;]*3[0-9]")
    assert colours.search(plain.getvalue()) is None
    assert plain.text == terminal.text
