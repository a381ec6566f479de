"""Factories make what the descriptions describe, and what the clients accept and give back."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
import pytest

from codegen.apis import APIS
from codegen.lint.spec import Companions, Spec
from codegen.lint.values import Values
from ninespokes_client import codec
from spokebridge.testing import Records, wire
from spokebridge.testing.records import datasource_of
from tests.support.spec_examples import document

KINDS = [name for name, _ in inspect.getmembers(Records, inspect.isfunction) if not name.startswith("_")]
WRAPPED = {"Bill", "Business", "Contact", "Invoice", "Leave", "PayRunSummary", "Product", "Sale", "StaffWages"}


@pytest.fixture
def records() -> Records:
    return Records()


@cache
def schemas(api: str) -> Values:
    return Values(Spec(document(APIS[api]), Companions(), None))


def make(records: Records, kind: str) -> Callable[..., msgspec.Struct]:
    factory: Callable[..., msgspec.Struct] = getattr(records, kind)
    return factory


@pytest.mark.parametrize("kind", KINDS)
def test_the_wire_form_is_as_described(records: Records, kind: str) -> None:
    record = make(records, kind)()
    name = type(record).__name__
    mapping = wire(record)
    if name in WRAPPED:
        (mapping,) = mapping.values()
    plain = msgspec.json.decode(codec.encode(mapping))
    assert schemas(type(record).__module__.partition("_")[0]).faults(f"/components/schemas/{name}", plain) == []
    assert plain


@pytest.mark.parametrize("kind", KINDS)
def test_runs_are_alike_and_records_are_not(kind: str) -> None:
    first, second = ([wire(make(records, kind)()) for _ in range(3)] for records in (Records(), Records()))
    assert first == second
    if kind != "web_analytics":  # figures of a site have no identity
        assert first[0] != first[1] != first[2]


def test_a_test_says_what_matters_to_it(records: Records) -> None:
    when = datetime(2024, 5, 17, tzinfo=UTC)
    record = records.spend(vendor="GitHub", created=when, additional_details={"team": "web"})
    mapping = wire(record)
    assert (mapping["vendor"], mapping["created"], mapping["team"]) == ("GitHub", 1715904000000, "web")
    with pytest.raises(TypeError, match="vendro"):
        records.spend(vendro="GitHub")


def test_only_9spokes_lists_records(records: Records) -> None:
    with pytest.raises(TypeError, match="SpendDataRecord is no record of a 9Spokes datasource"):
        datasource_of(records.spend())


def test_sums_add_up(records: Records) -> None:
    for record in (records.bill(), records.invoice(), records.sale()):
        assert record.transaction_net_value is not None
        assert record.tax_amount is not None
        assert record.transaction_gross_value == record.transaction_net_value + record.tax_amount


def test_every_list_of_the_client_has_a_factory(records: Records) -> None:
    from spokebridge._sync.ninespokes.data import Data

    lists: dict[str, Any] = {name: getattr(Data, name) for name in vars(Data) if not name.startswith("_")}
    singular = {"bills": "bill", "invoices": "invoice", "products": "product", "contacts": "contact", "sales": "sale"}
    singular |= {"leaves": "leave", "campaigns": "campaign"}
    assert {singular.get(name, name) for name in lists} - {"records"} <= set(KINDS)
