"""Made-up bills, bills from files, and numbers that stay what they are."""

import json
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from spokebridge.sandbox import InputError, Sandbox

from .support import data_path, read


def test_made_up_bills_are_plausible(sandbox: Sandbox) -> None:
    store = sandbox.ninespokes_store
    connection = store.add_example(bills=400)
    bills = [record["data"] for record in store.records(connection.id, "bills")]
    contacts = {record["contact"]["id"] for record in store.records(connection.id, "contacts")}
    assert len({bill["transaction_reference"] for bill in bills}) == 400
    assert {bill["transaction_currency"] for bill in bills} == {"NZD", "GBP", "USD"}
    assert {bill["transaction_status"] for bill in bills} == {"PAID", "UNPAID", "VOIDED"}
    assert {bill["transaction_date"][-5:] for bill in bills} == {".000Z", "0:00Z"}
    parties = {bill["party_identifier"] for bill in bills}
    assert parties & contacts
    assert parties - contacts
    for bill in bills:
        lines = bill["line_items"]
        assert sum(line["item_total_gross_value"] for line in lines) == bill["transaction_gross_value"]
        assert bill["transaction_net_value"] + bill["tax_amount"] == bill["transaction_gross_value"]
        assert all(line["item_category"] for line in lines)


def test_more_bills_continue_the_numbering(sandbox: Sandbox) -> None:
    store = sandbox.ninespokes_store
    connection = store.add_example(bills=5)
    assert store.make_up_bills(connection.id, 1)[0]["data"]["transaction_reference"] == "BILL-00006"


def test_numbers_are_served_digit_by_digit(sandbox: Sandbox, nine: httpx.Client) -> None:
    store = sandbox.ninespokes_store
    connection = store.add_connection(store.add_company("Tiles").id)
    values = ["5400.00", "14.10", "0.1", "-343.07", "12345678901234567890.123456789", "0"]
    store.add_bills(connection.id, [{"data": {"transaction_gross_value": Decimal(value)}} for value in values])
    response = nine.get(data_path(connection))
    assert all(f'"transaction_gross_value":{value}}}' in response.text for value in values)


def test_the_sum_over_all_pages_is_exact(sandbox: Sandbox, nine: httpx.Client) -> None:
    connection = sandbox.ninespokes_store.add_example(bills=2000)
    stored = sandbox.ninespokes_store.records(connection.id, "bills")
    total, skip = Decimal(0), 0
    while results := read(nine.get(data_path(connection), params={"$top": 300, "$skip": skip}))["results"]:
        total += sum((record["data"]["transaction_gross_value"] for record in results), Decimal(0))
        skip += len(results)
    assert skip == 2000
    assert total == sum(record["data"]["transaction_gross_value"] for record in stored)


def _write(folder: Path, bills: str, contacts: str) -> Path:
    (folder / "june.bills.jsonl").write_text(bills)
    (folder / "june.contacts.jsonl").write_text(contacts)
    return folder / "june"


BILL = json.dumps({"data": {"transaction_reference": "1", "party_identifier": "c-1"}})
CONTACT = json.dumps({"contact": {"id": "c-1", "company_name": "Acme"}})


def test_records_from_files(sandbox: Sandbox, nine: httpx.Client, tmp_path: Path) -> None:
    prefix = _write(tmp_path, '{"data": {"transaction_gross_value": 5400.00}}\n\n' + BILL + "\n", CONTACT)
    connection = sandbox.ninespokes_store.load_jsonl(prefix)
    assert connection.status == "ACTIVE"
    response = nine.get(data_path(connection))
    assert '"transaction_gross_value":5400.00' in response.text
    assert read(response)["total"] == 2
    assert read(nine.get(data_path(connection, "contacts")))["results"] == [json.loads(CONTACT)]
    assert read(nine.get("/companies"))["details"][0]["name"] == "june"
    again = sandbox.ninespokes_store.load_jsonl(str(prefix), connection.id)
    assert again.id == connection.id
    assert len(sandbox.ninespokes_store.records(connection.id, "bills")) == 4


@pytest.mark.parametrize(
    ("bills", "contacts", "file", "line", "problem"),
    [
        (BILL + "\n{", CONTACT, "june.bills.jsonl", 2, "not JSON"),
        (BILL + "\n\n[1]", CONTACT, "june.bills.jsonl", 3, "expected an object, got list"),
        (CONTACT, CONTACT, "june.bills.jsonl", 1, "expected an object under 'data', got contact"),
        (BILL, '{"contact": "Acme"}', "june.contacts.jsonl", 1, "expected an object under 'contact'"),
        ("\xff", CONTACT, "june.bills.jsonl", 1, "not JSON"),
    ],
)
def test_a_wrong_line_is_named(
    sandbox: Sandbox, tmp_path: Path, bills: str, contacts: str, file: str, line: int, problem: str
) -> None:
    with pytest.raises(InputError, match=problem) as raised:
        sandbox.ninespokes_store.load_jsonl(_write(tmp_path, bills, contacts))
    assert str(raised.value).startswith(f"{tmp_path / file}, line {line}: ")
    assert (raised.value.file.name, raised.value.line) == (file, line)
    assert sandbox.ninespokes_store.companies == {}


def test_a_missing_file_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.bills\.jsonl: No such file"):
        sandbox.ninespokes_store.load_jsonl(tmp_path / "nothing")
