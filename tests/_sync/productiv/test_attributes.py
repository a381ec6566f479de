# Derived from tests/_async/productiv/test_attributes.py by `python -m codegen build`; edit that file instead.
"""Attribute updates and deletions of apps and suppliers: what is sent, and what the answer says about each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge.errors import Forbidden
from spokebridge.productiv.attributes import AttributesReport

from tests.support.server import FakeServer, Received, Reply

pytestmark = pytest.mark.anyio

UPDATE = "POST /push/v1/batch/attributes"
DELETE = "DELETE /push/v1/batch/attributes"
SUPPLIERS = "POST /push/v1/suppliers/batch/attributes"


def done(*failed: dict[str, Any], successful: int = 1) -> dict[str, Any]:
    return {"NumSuccessfulUpdates": successful, "FailedUpdates": list(failed), "ResponseTimeMs": 3}


def update(app: str, value: object = "100") -> dict[str, Any]:
    return {"applicationId": app, "customFields": [{"name": "cost center", "value": value}]}


def refused(app: str | None, reason: str = "not a valid value") -> dict[str, Any]:
    failure: dict[str, Any] = {"customFields": [{"name": "cost center", "value": "100", "reason": reason}]}
    return failure if app is None else {"applicationId": app, **failure}


def test_sends_a_bare_array_of_typed_and_plain_updates(server: FakeServer) -> None:
    server.answer(UPDATE, done(successful=2))
    typed = models.ApplicationAttributesUpdate(
        application_id="figma",
        custom_fields=[models.CustomFieldAssignment(name="price", value=Decimal("12.50"))],
        app_owners=[models.AppOwnerAssignment(type=models.AppOwnerType.LEGAL, email="l@example.com")],
    )
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes([typed, update("slack")])
    assert (report.accepted, report.rejected, report.unknown) == (2, [], [])
    assert report.successful_updates == 2
    (request,) = server.calls
    assert b"12.50" in request.body
    assert request.json == [
        {
            "applicationId": "figma",
            "customFields": [{"name": "price", "value": 12.5}],
            "appOwners": [{"type": "Legal", "email": "l@example.com"}],
        },
        update("slack"),
    ]


def test_keeps_each_failure_with_its_record(server: FakeServer) -> None:
    owner = {"appOwners": [{"type": "Legal", "email": "l@example.com", "reason": "unknown user"}]}
    failure = {**refused("slack"), **owner}
    server.answer(UPDATE, done(failure))
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes([update("figma"), update("slack"), update("zoom")])
    assert isinstance(report, AttributesReport)
    assert report.accepted == 2
    (rejected,) = report.rejected
    assert (rejected.index, rejected.key, rejected.status) == (1, ("slack",), 200)
    assert rejected.reason == (
        "custom field 'cost center': not a valid value; owner l@example.com (Legal): unknown user"
    )
    (typed,) = report.failed_updates
    assert typed.application_id == "slack"
    assert typed.custom_fields is not None
    assert typed.custom_fields[0].reason == "not a valid value"


def test_leaves_open_what_a_failure_does_not_decide(server: FakeServer) -> None:
    server.answer(UPDATE, done(refused("slack"), refused(None)))
    updates = [update("slack", 1), update("slack", 2), update("figma"), update("zoom")]
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes(updates)
    assert report.accepted == 0
    assert [item.index for item in report.unknown] == [0, 1, 2, 3]
    assert "several updates of one request" in report.unknown[0].reason
    assert "names no id of this request" in report.unknown[2].reason


def test_rejects_what_is_no_update_and_sends_the_rest(server: FakeServer) -> None:
    server.answer(UPDATE, done())
    bad: list[Any] = [
        {"customFields": [{"name": "a", "value": 1}]},
        {"applicationId": "a"},
        {"applicationId": "a", "customFields": []},
        {"applicationId": "a", "customFields": "b"},
        {"applicationId": "a", "customFields": ["b"]},
        {"applicationId": "a", "customFields": [{"name": "b"}]},
        {"applicationId": "a", "attributes": [{"value": "b"}]},
        {"applicationId": "a", "appOwners": [{"type": "Legal", "email": "nobody"}]},
        "figma",
    ]
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes([*bad, update("figma")])
    assert report.accepted == 1
    assert [item.index for item in report.rejected] == list(range(len(bad)))
    reasons = [item.reason for item in report.rejected]
    assert reasons[0] == "applicationId is missing; it must be text"
    assert reasons[1] == reasons[2] == "nothing to change; give attributes or customFields or appOwners"
    assert reasons[3] == "customFields is a str; it must be a list"
    assert reasons[4].startswith("customFields[0]: a str is not a record")
    assert reasons[5] == "customFields[0] has no value; to clear what has a value, delete it"
    assert reasons[6] == "attributes[0]: name is missing; it must be text"
    assert reasons[7].startswith("appOwners[0]: email is 'nobody', which is not an e-mail address")
    assert server.calls[0].json == [update("figma")]


def test_a_false_value_is_a_value(server: FakeServer) -> None:
    server.answer(UPDATE, done())
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes([update("figma", False), update("zoom", 0)])
    assert report.accepted == 2


def test_sends_in_order_and_splits(server: FakeServer) -> None:
    server.answer(UPDATE, done(successful=100))
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes(update(f"app-{number}") for number in range(250))
    assert (report.accepted, report.requests, report.successful_updates) == (250, 3, 300)
    sent = [item["applicationId"] for request in server.calls for item in request.json]
    assert sent == [f"app-{number}" for number in range(250)]


def test_a_refused_request_is_halved(server: FakeServer) -> None:
    def answer(request: Received) -> Reply | dict[str, Any]:
        poison = any(item["applicationId"] == "poison" for item in request.json)
        return Reply(400, {"message": "no such app"}) if poison else done()

    server.answer(UPDATE, answer)
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.update_attributes([update("a"), update("poison"), update("b")])
    assert report.accepted == 2
    assert [(item.key, item.status) for item in report.rejected] == [(("poison",), 400)]


def test_deletes_without_values(server: FakeServer) -> None:
    server.answer(DELETE, done())
    typed = models.ApplicationAttributesDeletion(
        application_id="figma", attributes=[models.AttributeDeletion(name=models.AppAttributeName.NOTES)]
    )
    plain = {"applicationId": "slack", "customFields": [{"name": "cost center", "value": None}]}
    with Productiv(**server.productiv) as productiv:
        report = productiv.apps.delete_attributes([typed, plain, update("zoom")])
    assert report.accepted == 2
    assert report.rejected[0].reason == ("customFields[0] has a value; a deletion names what to clear and nothing else")
    assert server.calls[0].json == [
        {"applicationId": "figma", "attributes": [{"name": "notes"}]},
        {"applicationId": "slack", "customFields": [{"name": "cost center"}]},
    ]


def test_updates_suppliers(server: FakeServer) -> None:
    failure = {"supplierId": "v2", "customFields": [{"name": "tier", "value": "9", "reason": "not a valid value"}]}
    server.answer(SUPPLIERS, done(failure))
    updates: list[Any] = [
        models.SupplierAttributesUpdate(
            supplier_id="v1", custom_fields=[models.CustomFieldAssignment(name="tier", value="1")]
        ),
        {"supplierId": "v2", "customFields": [{"name": "tier", "value": "9"}]},
        {"supplierId": "v3"},
    ]
    with Productiv(**server.productiv) as productiv:
        report = productiv.suppliers.update_attributes(updates)
    assert report.accepted == 1
    assert [(item.index, item.key) for item in report.rejected] == [(1, ("v2",)), (2, ("v3",))]
    assert report.failed_updates[0].supplier_id == "v2"


def test_a_missing_scope_stops_the_run(server: FakeServer) -> None:
    server.answer(UPDATE, Reply(403, {"message": "no"}))
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(Forbidden, match=r"apps\.write") as caught:
            productiv.apps.update_attributes([update("figma")])
    assert caught.value.report is not None
    assert [item.index for item in caught.value.report.rejected] == [0]
