"""Every documented property, second spellings, open records, unions and enumerations."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from codegen.apis import APIS, Api
from productiv_client import codec
from productiv_client.models import AppStatus, AppSummary, PublishSpendDataRequest, SpendDataRecord, SpendType
from productiv_client.types import Mismatch
from tests.support.json_values import differences, exact
from tests.support.spec_examples import document, module
from tests.support.spec_samples import sample

SCHEMAS = [(api, name) for api in APIS.values() for name in document(api).schemas]
ALIASES = [
    (api, name, second, node["x-alias-of"])
    for api, name in SCHEMAS
    for second, node in document(api).schemas[name].get("properties", {}).items()
    if "x-alias-of" in node
]


def spend(**details: Any) -> SpendDataRecord:
    return SpendDataRecord(
        signature_id="s-1",
        created=datetime(2024, 7, 1, tzinfo=UTC),
        amount=Decimal("12.50"),
        currency="GBP",
        type=SpendType.INVOICE,
        vendor="Figma",
        additional_details=details,
    )


def read(content: bytes, type_: Any) -> tuple[Any, list[Mismatch]]:
    found: list[Mismatch] = []
    return codec.decode(content, type_, on_drift=found.append), found


@pytest.mark.parametrize(("api", "name"), SCHEMAS, ids=lambda item: item if isinstance(item, str) else item.name)
def test_every_documented_property_is_read_and_written(api: Api, name: str) -> None:
    full = sample(document(api), document(api).schemas[name])
    codec, type_ = module(api, "codec"), getattr(module(api, "models"), name)
    value = codec.decode(codec.encode(full), type_, strict=True)
    assert list(differences(full, exact(codec.encode(value)))) == []


@pytest.mark.parametrize(("api", "name", "second", "first"), ALIASES, ids=lambda item: getattr(item, "name", item))
def test_a_second_spelling_is_read_into_the_named_property_and_never_written(
    api: Api, name: str, second: str, first: str
) -> None:
    codec, type_ = module(api, "codec"), getattr(module(api, "models"), name)
    full = sample(document(api), document(api).schemas[name])
    other = {key: item for key, item in full.items() if key != first}
    for spelled in (
        {**other, second: full[first]},
        {second: full[first], **other, first: None},
        {**other, first: None, second: full[first]},
        {second: None, **full},
        {**full, second: None},
        {**full, second: ["of no interest"]},
    ):
        value = codec.decode(codec.encode(spelled), type_, strict=True)
        assert list(differences(full, exact(codec.encode(value)))) == [], spelled
    found: list[Mismatch] = []
    codec.decode(codec.encode({**other, second: ["wrong"]}), type_, on_drift=found.append)
    assert [mismatch.path for mismatch in found] == [f"$.{second}"]


def test_every_alias_of_the_descriptions_is_tried() -> None:
    assert len(ALIASES) == 6


def test_keys_of_an_open_record_are_written_beside_the_documented_ones_and_read_back() -> None:
    details = {"project": "alpha", "*": 1, "deep": {"*": [{"*": None}]}, "nothing": None, "vendorName": "Other"}
    request = PublishSpendDataRequest(records=[spend(**details), spend()])
    wire = codec.parse(codec.encode(request))["records"]
    assert {key: wire[0][key] for key in details} == details
    assert wire[0].keys() - details.keys() == wire[1].keys()
    assert "*" not in wire[1]
    assert codec.decode(codec.encode(request), PublishSpendDataRequest, strict=True) == request
    assert codec.to_wire(request.records[0]) == wire[0]


def test_a_record_within_plain_values_is_flat_too() -> None:
    written = codec.parse(codec.encode({"records": [spend(project="alpha")], "count": 1}))
    assert written["records"][0]["project"] == "alpha"
    assert written["count"] == 1


def test_keys_of_an_open_record_survive_a_record_that_is_not_as_described() -> None:
    content = codec.encode(spend(project="alpha")).replace(b'"GBP"', b"826")
    record, found = read(content, SpendDataRecord)
    assert (record.currency, record.additional_details) == (826, {"project": "alpha"})
    assert [mismatch.path for mismatch in found] == ["$.currency"]
    assert exact(codec.encode(record)) == exact(content)


def test_a_key_that_repeats_a_documented_property_is_refused() -> None:
    with pytest.raises(ValueError, match="'vendor' repeats a documented property"):
        codec.encode(spend(vendor="Other"))
    with pytest.raises(ValueError, match="'amount' repeats a documented property"):
        codec.to_wire(spend(amount=1))


def test_a_custom_field_of_an_unknown_kind_is_kept_among_the_others() -> None:
    fields = [
        {"FieldType": "text", "FieldValue": "a"},
        {"FieldType": "hologram", "FieldValue": {"x": 1}},
        {"FieldValue": "no kind"},
        {"FieldType": None},
        "not an object",
        {"FieldType": "number", "FieldValue": 1},
    ]
    app, found = read(codec.encode({"ApplicationId": "a", "ApplicationName": "A", "CustomFields": fields}), AppSummary)
    assert [mismatch.path for mismatch in found] == [f"$.CustomFields[{index}]" for index in (1, 2, 3, 4)]
    assert app.custom_fields[1:5] == fields[1:5]
    assert (app.custom_fields[0].field_value, app.custom_fields[5].field_value) == ("a", 1.0)
    assert codec.parse(codec.encode(app))["CustomFields"] == fields


def test_an_unknown_value_of_an_enumeration_survives_everything() -> None:
    app, found = read(b'{"ApplicationId": "a", "ApplicationName": "A", "AppStatus": "Brand new"}', AppSummary)
    assert found == [Mismatch("$.AppStatus", "AppStatus", "'Brand new'")]
    status = app.app_status
    assert (status, status.value, status.is_known, str(status)) == ("Brand new", "Brand new", False, "Brand new")
    assert pickle.loads(pickle.dumps(app)) == copy.deepcopy(app) == app
    assert codec.parse(codec.encode(app))["AppStatus"] == "Brand new"
    assert "Brand new" not in AppStatus.__members__


def test_a_known_value_of_an_enumeration_is_a_member() -> None:
    assert SpendType("invoice") is SpendType.INVOICE
    assert SpendType.INVOICE.is_known
    record, found = read(codec.encode(spend()), SpendDataRecord)
    assert (record.type, found) == (SpendType.INVOICE, [])


def test_an_enumeration_made_by_hand_does_not_count_as_drift_of_an_answer() -> None:
    SpendType("barter")
    assert read(codec.encode(spend()), SpendDataRecord)[1] == []


def test_threads_do_not_mix_up_whose_answer_has_an_unknown_value() -> None:
    known = codec.encode(spend())
    unknown = known.replace(b'"invoice"', b'"barter"')

    def drift(content: bytes) -> int:
        return sum(len(read(content, SpendDataRecord)[1]) for _ in range(200))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(drift, [known, unknown] * 8)) == [0, 200] * 8
