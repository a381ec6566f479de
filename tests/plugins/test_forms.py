"""A typed record, as plugins are given it, can be read and changed by attribute and by wire name."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ninespokes_client import models as ninespokes_models
from productiv_client import models as productiv_models
from spokebridge.concurrency import threads
from spokebridge.plugins import Plugins, hookimpl
from spokebridge.plugins.forms import offered, taken_back


class Bill(msgspec.Struct, rename="camel", kw_only=True):
    bill_number: str
    amount: int = 0
    items: list[str] | None = None


BILL = Bill(bill_number="7", amount=1)


def test_by_attribute_and_by_name() -> None:
    record: Any = offered(BILL)
    assert isinstance(record, Bill)
    assert record == BILL
    assert (record.bill_number, record["billNumber"], record.get("amount"), record.get("nope", 3)) == ("7", "7", 1, 3)
    assert ("amount" in record, "items" in record, list(record)) == (True, False, ["billNumber", "amount"])
    assert {**record, "amount": 2} == {"billNumber": "7", "amount": 2}
    assert dict(record) == {"billNumber": "7", "amount": 1}
    assert record.items is None  # the field, not the method of dictionaries
    assert repr(record) == repr(BILL)
    record["amount"] = 5
    assert (record.amount, BILL.amount) == (5, 1)
    for name in ("nope", "bill_number"):
        with pytest.raises(KeyError):
            record[name] = 1
        with pytest.raises(KeyError):
            record[name]


def test_what_comes_back_is_of_the_model() -> None:
    assert type(taken_back(offered(BILL), Bill)) is Bill
    assert taken_back(offered(BILL), Bill) == BILL
    assert taken_back(BILL, Bill) is BILL


class ByName:
    @hookimpl
    def spokebridge_map_incoming(self, record: Any) -> Any:
        return {**record, "amount": record["amount"] + 1}


class InPlace:
    @hookimpl
    def spokebridge_map_incoming(self, record: Any) -> Any:
        record["amount"] += 1
        return record


class ByCopy:
    @hookimpl
    def spokebridge_map_incoming(self, record: Any) -> Any:
        return msgspec.structs.replace(record, amount=record.amount + 1)


def test_all_ways_to_change_a_record_work_one_after_the_other() -> None:
    plugins = Plugins([ByName(), InPlace(), ByCopy()])
    found = threads.drive(plugins.map_incoming(BILL, "op"))
    assert type(found) is Bill
    assert found == Bill(bill_number="7", amount=4)
    assert not plugins.failures


@pytest.mark.parametrize("module", [ninespokes_models, productiv_models])
def test_every_model_can_be_offered(module: Any) -> None:
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    offering = 0
    for kind in kinds:
        if all(not field.required for field in msgspec.structs.fields(kind)):
            record: Any = offered(kind())
            assert isinstance(record, kind)
            assert type(taken_back(record, kind)) is kind
            offering += 1
    assert offering > 5
