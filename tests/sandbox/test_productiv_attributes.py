"""Attributes of apps and suppliers, of which parts may fail (Productiv facts 3.17 to 3.20)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import Sandbox
from spokebridge.sandbox.productiv.custom_fields import APP_FIELDS, SUPPLIER_FIELDS

from .support import productiv, read, send_json

APPS = "/push/v1/batch/attributes"
SUPPLIERS = "/push/v1/suppliers/batch/attributes"

GOOD: dict[str, Any] = {
    "singleselect": "Sales",
    "multiselect": ["EMEA", "AMER"],
    "text": "SCIM is off",
    "number": Decimal("3.25"),
    "date": "2024-05-01",
    "currency": {"currencyCode": "EUR", "amount": Decimal("1200.50")},
    "hyperlink": {"label": "Wiki", "url": "https://wiki.example.com"},
}
BAD: dict[str, list[Any]] = {
    "singleselect": ["Moon", ["Sales"], None, {}],
    "multiselect": ["EMEA", ["EMEA", "Moon"], None],
    "text": [3, None, ["x"]],
    "number": ["3", True, None],
    "date": ["2024-02-30", "01.05.2024", "20240501", 20240501],
    "currency": [12, {"amount": 1}, {"currencyCode": "Euro", "amount": 1}, {"currencyCode": "EUR", "amount": "1"}],
    "hyperlink": ["https://wiki.example.com", {"url": "https://wiki.example.com"}],
}


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with productiv(sandbox) as client:
        yield client


def update(client: httpx.Client, *updates: Any, path: str = APPS, method: str = "POST") -> Any:
    return read(send_json(client, method, path, list(updates)))


def app(client: httpx.Client, app_id: str = "github") -> Any:
    return read(client.get(f"/pull/v1/apps/{app_id}"))["App"]


def of_app(**parts: Any) -> dict[str, Any]:
    return {"applicationId": "github", **parts}


def test_all_seven_kinds_of_custom_field_can_be_set(client: httpx.Client) -> None:
    values = {field.name: GOOD[field.kind] for field in APP_FIELDS}
    assert (
        {field.kind for field in APP_FIELDS} == {field.kind for field in SUPPLIER_FIELDS} == GOOD.keys() == BAD.keys()
    )
    fields = [{"name": name, "value": value} for name, value in values.items()]
    answer = update(client, of_app(customFields=fields))
    assert (answer["NumSuccessfulUpdates"], answer["FailedUpdates"]) == (1, [])
    assert {field["FieldName"]: field["FieldValue"] for field in app(client)["CustomFields"]} == values


@pytest.mark.parametrize("kind", BAD)
def test_values_that_do_not_fit_fail_alone(client: httpx.Client, kind: str) -> None:
    name = next(field.name for field in APP_FIELDS if field.kind == kind)
    bad = [{"name": name, "value": value} for value in BAD[kind]]
    answer = update(client, of_app(customFields=[*bad, {"name": "Cost center", "value": "100"}]))
    assert answer["NumSuccessfulUpdates"] == 0
    (failed,) = answer["FailedUpdates"]
    assert failed["applicationId"] == "github"
    assert [{"name": one["name"], "value": one["value"]} for one in failed["customFields"]] == bad
    assert all(name in one["reason"] for one in failed["customFields"])
    assert [field["FieldName"] for field in app(client)["CustomFields"]] == ["Cost center"]


def test_a_key_names_a_field_as_well_as_its_name(client: httpx.Client) -> None:
    field = APP_FIELDS[0]
    update(client, of_app(customFields=[{"name": field.key, "value": "Sales"}]))
    update(client, of_app(customFields=[{"name": field.name, "value": "Product"}]))
    assert [one["FieldValue"] for one in app(client)["CustomFields"]] == ["Product"]


def test_owners_are_added_once_and_removed(client: httpx.Client) -> None:
    owners = [{"type": "Legal", "email": "bo.li@example.com"}, {"type": "IT", "email": "bo.li@example.com"}]
    for _ in range(2):
        assert update(client, of_app(appOwners=owners))["NumSuccessfulUpdates"] == 1
    contacts = app(client)["AppContacts"]
    assert contacts["NumContacts"] == 2
    assert contacts["Legal_Contacts"] == [{"Name": "Bo Li", "Email": "bo.li@example.com"}]
    for _ in range(2):
        assert update(client, of_app(appOwners=owners[:1]), method="DELETE")["NumSuccessfulUpdates"] == 1
    assert app(client)["AppContacts"].keys() == {"NumContacts", "IT_Contacts"}


def test_deleting_clears(client: httpx.Client, sandbox: Sandbox) -> None:
    named = of_app(attributes=[{"name": "notes"}], customFields=[{"name": "Cost center"}])
    filled = {name: [{**entry, "value": "x"} for entry in named[name]] for name in ("attributes", "customFields")}
    update(client, of_app(**filled))
    stored = sandbox.productiv_store.find("github")
    assert stored is not None
    assert stored.notes == "x"
    assert update(client, named, method="DELETE")["FailedUpdates"] == []
    assert stored.notes is None
    assert app(client)["CustomFields"] == []
    (failed,) = update(client, of_app(**filled), method="DELETE")["FailedUpdates"]
    assert [one["reason"].partition(" to ")[0] for name in filled for one in failed[name]] == [
        "value must be left out"
    ] * 2


def test_what_is_unknown_fails_with_a_reason(client: httpx.Client) -> None:
    answer = update(
        client,
        of_app(
            attributes=[{"name": "colour", "value": "red"}, {"name": "notes", "value": 3}],
            customFields=[{"name": "Mood", "value": "good"}],
            appOwners=[{"type": "Pet", "email": "rex@example.com"}, {"type": "IT", "email": "nobody"}],
        ),
        {"applicationId": "nobody", "appOwners": [{"type": "IT", "email": "a@example.com"}]},
        {"applicationId": "nobody"},
        of_app(customFields=[{"name": "Cost center", "value": "100"}]),
    )
    assert answer["NumSuccessfulUpdates"] == 1
    first, second, third = answer["FailedUpdates"]
    reasons = [entry["reason"] for name in ("attributes", "customFields", "appOwners") for entry in first[name]]
    assert [reason.partition(";")[0] for reason in reasons] == [
        "there is no attribute colour",
        "value must be a string",
        "there is no custom field Mood",
        "there is no owner type Pet",
        "email is no e-mail address",
    ]
    assert second["appOwners"][0]["reason"] == "there is no application nobody"
    assert third == {"applicationId": "nobody"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"applicationId": "github"}, None),
        (["github"], "[0]"),
        ([{"attributes": []}], "[0].applicationId"),
        ([of_app(customFields={})], "[0].customFields"),
        ([of_app(), of_app(customFields=["x"])], "[1].customFields[0]"),
        ([of_app(customFields=[{"value": 1}])], "[0].customFields[0].name"),
        ([of_app(appOwners=[{"type": "IT"}])], "[0].appOwners[0].email"),
    ],
)
def test_batches_of_the_wrong_shape_are_refused_as_a_whole(client: httpx.Client, body: Any, field: str | None) -> None:
    for method in ("POST", "DELETE"):
        response = send_json(client, method, APPS, body)
        assert (response.status_code, read(response)["field"]) == (400, field)


# suppliers


def suppliers(client: httpx.Client, **query: str) -> dict[str, Any]:
    found = read(client.get("/pull/v1/suppliers", params=query))
    assert found["AsOfDate"] == "2024-06-30"
    return {one.get("VendorId", one.get("ResellerId")): one for one in found["Suppliers"]}


def test_vendors_and_otherwise_resellers(client: httpx.Client) -> None:
    vendors, resellers = suppliers(client, sellerType="vendor"), suppliers(client, sellerType="reseller")
    assert {one["SupplierType"] for one in vendors.values()} == {"Vendor"}
    assert {one["SupplierType"] for one in resellers.values()} == {"Reseller"}
    assert suppliers(client) == suppliers(client, sellerType="anything") == resellers
    assert {field["FieldType"] for one in vendors.values() for field in one["CustomFields"]} == GOOD.keys()


def test_suppliers_are_updated_in_part(client: httpx.Client) -> None:
    answer = update(
        client,
        {"supplierId": "v-slack", "customFields": [{"name": "Risk", "value": "high"}, {"name": "Mood", "value": 1}]},
        {"supplierId": "r-quay", "customFields": [{"name": "Risk", "value": "medium"}]},
        {"supplierId": "nobody", "customFields": [{"name": "Risk", "value": "low"}]},
        path=SUPPLIERS,
    )
    assert answer["NumSuccessfulUpdates"] == 1
    assert [one["supplierId"] for one in answer["FailedUpdates"]] == ["v-slack", "nobody"]
    assert [one["name"] for one in answer["FailedUpdates"][0]["customFields"]] == ["Mood"]
    assert suppliers(client, sellerType="vendor")["v-slack"]["CustomFields"][0]["FieldValue"] == "high"
    assert suppliers(client)["r-quay"]["CustomFields"][0]["FieldValue"] == "medium"
    response = send_json(client, "POST", SUPPLIERS, [{"customFields": []}])
    assert (response.status_code, read(response)["field"]) == (400, "[0].supplierId")
