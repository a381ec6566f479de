"""One bill becomes one spend record."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from ninespokes_client.models import Bill, Contact, LineItem, TransactionStatus
from spokebridge.bridge.mapping import content, is_voided, signature, spend_record
from spokebridge.bridge.vendors import Vendors
from spokebridge.productiv.records import check_spend

BILL = Bill(
    transaction_reference="B-17",
    related_reference="R-1",
    party_identifier="p-9",
    transaction_date=datetime(2024, 1, 22, tzinfo=UTC),
    transaction_due_date=datetime(2024, 2, 20, tzinfo=UTC),
    transaction_status=TransactionStatus.UNPAID,
    transaction_currency="NZD",
    currency_rate=Decimal(1),
    transaction_gross_value=Decimal("115.00"),
    transaction_net_value=Decimal(100),
    tax_amount=Decimal(15),
    line_items=[
        LineItem(product_name="Paper", item_category="Office"),
        LineItem(product_name="Pens", item_category="Office"),
        LineItem(product_name="N/A", item_category="N/A"),
    ],
)


def test_field_by_field() -> None:
    assert spend_record(BILL, connection="c-1", vendor="Acme") == {
        "signatureId": "9spokes:c-1:p-9:B-17",
        "created": 1705881600000,
        "amount": Decimal("115.00"),
        "currency": "NZD",
        "type": "invoice",
        "vendor": "Acme",
        "description": "Paper; Pens",
        "category": "Office",
        "invoiceNumber": "B-17",
        "relatedReference": "R-1",
        "partyIdentifier": "p-9",
        "status": "UNPAID",
        "dueDate": "2024-02-20",
        "currencyRate": "1",
        "netAmount": "100",
        "taxAmount": "15",
        "connection": "c-1",
    }


def test_a_mapped_bill_can_be_published() -> None:
    check_spend(spend_record(BILL, connection="c-1", vendor=None))


def test_the_vendor_falls_back_on_the_party() -> None:
    assert spend_record(BILL, connection="c", vendor=None)["vendor"] == "p-9"
    assert spend_record(Bill(), connection="c", vendor=None)["vendor"] == "(unknown)"


def test_a_naive_date_is_taken_for_utc_and_a_missing_one_for_the_due_date() -> None:
    naive = Bill(transaction_date=datetime(2024, 1, 22))
    assert spend_record(naive, connection="c", vendor=None)["created"] == 1705881600000
    due = Bill(transaction_due_date=datetime(2024, 1, 22, tzinfo=UTC))
    assert spend_record(due, connection="c", vendor=None)["created"] == 1705881600000
    assert "created" not in spend_record(Bill(), connection="c", vendor=None)


@pytest.mark.parametrize("written", ["2024-01-22", "2024-01-22T00:00:00Z", "2024-01-22T13:00:00+13:00"])
def test_days_and_timestamps_as_text_are_read_too(written: str) -> None:
    bill: Any = Bill(transaction_gross_value=Decimal(1), transaction_currency="NZD")
    bill.transaction_date = bill.transaction_due_date = written
    record = spend_record(bill, connection="c", vendor="Acme")
    assert (record["created"], record["dueDate"]) == (1705881600000, "2024-01-22")
    assert content(bill) == "1 NZD of 2024-01-22"


def test_identifiers_that_came_as_numbers_are_text() -> None:
    odd: Any = Bill(
        transaction_gross_value=Decimal(1), transaction_currency="NZD", transaction_date=BILL.transaction_date
    )
    odd.transaction_reference, odd.party_identifier = 17, 9
    record = spend_record(odd, connection="c", vendor=None)
    assert (record["signatureId"], record["vendor"], record["invoiceNumber"]) == ("9spokes:c:9:17", "9", "17")
    contact: Any = Contact(id="x", company_name="Acme")
    contact.id = 9
    assert Vendors({}, lambda: [contact]).name(odd.party_identifier) == "Acme"


def test_a_number_written_otherwise_is_the_same_bill() -> None:
    one, same = (Bill(transaction_gross_value=Decimal(text)) for text in ("115.00", "115"))
    assert signature(one, "c") == signature(same, "c")
    assert content(one) == content(same)


def test_a_time_that_was_never_set_is_no_date() -> None:
    never = datetime(1, 1, 1, tzinfo=UTC)
    bill = Bill(transaction_date=never, transaction_due_date=datetime(2024, 1, 22, tzinfo=UTC))
    assert spend_record(bill, connection="c", vendor=None)["created"] == 1705881600000
    bill = Bill(transaction_date=never, transaction_due_date=never)
    record = spend_record(bill, connection="c", vendor=None)
    assert "created" not in record
    assert "dueDate" not in record


def test_what_could_not_be_read_is_passed_on_for_the_check_to_name() -> None:
    odd: Any = Bill(transaction_reference="B-1", transaction_gross_value=Decimal(1), transaction_currency="NZD")
    odd.transaction_date, odd.line_items = "yesterday", "none"
    record = spend_record(odd, connection="c", vendor="Acme")
    assert record["created"] == "yesterday"
    with pytest.raises(ValueError, match="created is a str"):
        check_spend(record)


@pytest.mark.parametrize(("status", "voided"), [("VOIDED", True), ("Voided", True), ("PAID", False), (None, False)])
def test_voided_bills_are_known_whatever_their_case(status: str | None, voided: bool) -> None:
    assert is_voided(Bill(transaction_status=None if status is None else TransactionStatus(status))) is voided


def test_signatures_tell_connections_parties_and_references_apart_and_are_stable() -> None:
    other = Bill(transaction_reference="B-17", party_identifier="p-10")
    found = {signature(BILL, "c-1"), signature(BILL, "c-2"), signature(other, "c-1")}
    assert len(found) == 3
    assert signature(BILL, "c-1") == "9spokes:c-1:p-9:B-17"


def test_a_bill_without_reference_is_known_by_its_content() -> None:
    one = Bill(transaction_gross_value=Decimal(1), line_items=[LineItem(product_name="a")])
    same = Bill(transaction_gross_value=Decimal(1), line_items=[LineItem(product_name="a")])
    other = Bill(transaction_gross_value=Decimal(1), line_items=[LineItem(product_name="b")])
    assert signature(one, "c") == signature(same, "c") != signature(other, "c")


CONTACTS = [
    Contact(id="1", company_name="Acme", email="a@example.test"),
    Contact(id="2", contact_name="Ana Li"),
    Contact(id="3", first_name="Bo", last_name="Ek"),
    Contact(id="4", email="d@example.test"),
    Contact(id="5"),
    Contact(company_name="nobody's"),
    {"id": "6"},
]


def test_vendors_are_named_by_the_best_name_there_is() -> None:
    vendors = Vendors({}, lambda: CONTACTS)
    assert [vendors.name(str(number)) for number in range(1, 6)] == ["Acme", "Ana Li", "Bo Ek", "d@example.test", None]
    assert vendors.name(None) is None
    assert vendors.unnamed == {"5"}
    assert len(vendors) == 4


def test_contacts_are_read_when_a_party_is_not_known_and_only_once() -> None:
    reads: list[int] = []

    def read() -> list[object]:
        reads.append(1)
        return list(CONTACTS)

    vendors = Vendors({"1": "Acme & Sons", "7": None}, read)
    assert (vendors.name("1"), vendors.name("7"), reads) == ("Acme & Sons", None, [])
    assert (vendors.name("2"), vendors.name("8"), vendors.name("9"), reads) == ("Ana Li", None, None, [1])
    assert vendors.unnamed == {"7", "8", "9"}


def test_what_makes_a_bill_another_one_of_the_same_signature() -> None:
    assert content(BILL) == "115 NZD of 2024-01-22"
    assert content(Bill(transaction_status=TransactionStatus.VOIDED)) == "None None of no date, voided"
