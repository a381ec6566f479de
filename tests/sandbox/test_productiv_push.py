"""Spend, usage events, provisioned users, set up (Productiv facts 3.1 to 3.6)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import ProductivOptions, Sandbox

from .support import EVENTS, FINANCE, USERS, productiv, read, send_json, spend_record


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with productiv(sandbox, "connector.write") as client:
        yield client


def _publish(client: httpx.Client, *records: object, app: str = "figma") -> httpx.Response:
    return send_json(client, "POST", FINANCE.format(app), {"records": records})


def test_spend_is_kept_in_order_with_extra_keys_and_exact_amounts(sandbox: Sandbox, client: httpx.Client) -> None:
    first = spend_record(1, amount=Decimal("0.10"), project="alpha", nested={"a": [1, Decimal("2.50")]})
    second = spend_record(2, amount=Decimal("12345678901234567890.01"), lastModifiedTs="1719830400000")
    response = _publish(client, first, second)
    assert response.status_code == 200
    assert read(response) == {"success": True}
    received = sandbox.received_spend("figma")
    assert received == [first, second]
    assert [str(record["amount"]) for record in received] == ["0.10", "12345678901234567890.01"]


def test_sums_over_many_records_are_exact(sandbox: Sandbox, client: httpx.Client) -> None:
    amounts = [Decimal(number) / 100 for number in range(1, 5001)]
    for start in range(0, 5000, 1000):
        chunk = range(start, start + 1000)
        assert _publish(client, *(spend_record(n, amount=amounts[n]) for n in chunk)).status_code == 200
    total = sum((record["amount"] for record in sandbox.received_spend("figma")), Decimal(0))
    assert total == sum(amounts) == Decimal("125025.00")


def test_a_signature_counts_once(sandbox: Sandbox, client: httpx.Client) -> None:
    _publish(client, spend_record(1, amount=5), spend_record(1, amount=6))
    _publish(client, spend_record(1, amount=7), spend_record(2, amount=8))
    assert [record["amount"] for record in sandbox.received_spend("figma")] == [5, 8]
    assert sandbox.productiv_store.duplicate_spend("figma") == 2
    assert sandbox.received_spend("slack") == []


def test_a_thousand_records_and_no_more(sandbox: Sandbox, client: httpx.Client) -> None:
    assert _publish(client, *(spend_record(number) for number in range(1000))).status_code == 200
    refused = _publish(client, *(spend_record(number) for number in range(2000, 3001)))
    assert refused.status_code == 400
    assert read(refused)["error"] == "too_many_records"
    assert len(sandbox.received_spend("figma")) == 1000


@pytest.mark.parametrize("field", ["signatureId", "created", "amount", "currency", "type", "vendor"])
def test_each_required_field_is_missed_by_name(sandbox: Sandbox, client: httpx.Client, field: str) -> None:
    poor = spend_record(2)
    del poor[field]
    response = _publish(client, spend_record(1), poor)
    assert response.status_code == 400
    body = read(response)
    assert (body["index"], body["field"]) == (1, field)
    assert body["message"] == f"records[1].{field} is required"
    assert sandbox.received_spend("figma") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("signatureId", ""),
        ("signatureId", 5),
        ("created", "2024-07-01"),
        ("created", Decimal("1.5")),
        ("created", -1),
        ("amount", "12.50"),
        ("amount", True),
        ("amount", None),
        ("currency", "usd"),
        ("currency", "DOLLAR"),
        ("type", "refund"),
        ("vendor", "  "),
        ("vendor", ["GitHub"]),
        ("description", 7),
        ("costCenter", None),
        ("lastModifiedTs", []),
    ],
)
def test_a_wrong_type_is_named(client: httpx.Client, field: str, value: object) -> None:
    response = _publish(client, spend_record(1), spend_record(2), spend_record(3, **{field: value}))
    assert response.status_code == 400
    assert (read(response)["index"], read(response)["field"]) == (2, field)


@pytest.mark.parametrize("value", [Decimal("-343.07"), 0, Decimal("1E+3"), Decimal("1719830400000.0")])
def test_numbers_of_all_kinds_are_amounts(sandbox: Sandbox, client: httpx.Client, value: Decimal | int) -> None:
    assert _publish(client, spend_record(1, amount=value)).status_code == 200
    assert sandbox.received_spend("figma")[0]["amount"] == value


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"spendData": []}', b'{"records": {}}', b'{"records": ["x"]}'])
def test_bodies_of_another_shape_are_400(client: httpx.Client, body: bytes) -> None:
    assert client.post(FINANCE.format("figma"), content=body).status_code == 400


def test_an_unknown_app_is_404_and_says_which_are_known(sandbox: Sandbox, client: httpx.Client) -> None:
    response = _publish(client, spend_record(1), app="nobody")
    assert response.status_code == 404
    assert "figma" in read(response)["message"]
    with pytest.raises(ValueError, match="nobody"):
        sandbox.received_spend("nobody")


def test_an_application_that_was_set_up_takes_spend(sandbox: Sandbox, client: httpx.Client) -> None:
    path = FINANCE.removesuffix("/{}/finance")
    created = send_json(client, "POST", path, {"appName": "Lathe", "appCategory": "Tools"})
    assert read(created)["appName"] == "Lathe"
    assert _publish(client, spend_record(1), app=read(created)["appId"]).status_code == 200
    assert send_json(client, "POST", path, {"appDescription": "no name"}).status_code == 400
    assert send_json(client, "POST", path, {"appName": 5}).status_code == 400
    assert sandbox.productiv_store.add_app("Given", app_id="given") == "given"
    assert _publish(client, spend_record(1), app="given").status_code == 200


def test_usage_events_count_once_by_time_user_and_name(sandbox: Sandbox, client: httpx.Client) -> None:
    event: dict[str, Any] = {"timestamp": 1719830400000, "email": "ana@example.com", "eventName": "opened_file"}
    login = {**event, "eventName": "login", "targetApp": "figma"}
    path = EVENTS.format("figma-main")
    assert read(send_json(client, "POST", path, {"events": [event, login, event]})) == {"success": True}
    assert read(send_json(client, "POST", EVENTS.format("figma"), {"events": [event]})) == {"success": True}
    assert sandbox.productiv_store.usage_events("figma") == [event, login]
    assert send_json(client, "POST", path, {"events": event}).status_code == 400
    assert send_json(client, "POST", path, {"events": [{**event, "timestamp": "now"}]}).status_code == 400
    assert send_json(client, "POST", EVENTS.format("unknown"), {"events": []}).status_code == 404
    assert send_json(client, "POST", FINANCE.format("figma-main"), {"records": []}).status_code == 404


def _user(number: int, **members: str) -> dict[str, str]:
    return {"appUserId": str(number), "email": f"u{number}@example.com", **members}


def test_provisioned_users_are_replaced_by_id_and_deleted(sandbox: Sandbox, client: httpx.Client) -> None:
    path = USERS.format("slack")
    users = [_user(1, username="ana", license="Pro"), _user(2)]
    assert read(send_json(client, "POST", path, {"provisionedUsers": users})) == {"success": True}
    send_json(client, "POST", path, {"provisionedUsers": [_user(1, license="Free")]})
    assert read(client.get(path)) == {
        "success": True,
        "provisionedUsers": [_user(1, license="Free"), _user(2)],
        "nextPageToken": None,
        "numUsers": 2,
    }
    gone = send_json(client, "DELETE", path, {"provisionedUsers": [_user(1)]})
    assert read(gone) == {"success": True, "numUsersDeleted": 1}
    partly = send_json(client, "DELETE", path, {"provisionedUsers": [_user(1), _user(2)]})
    assert read(partly) == {"success": False, "numUsersDeleted": 1}
    assert sandbox.productiv_store.provisioned_users("slack") == []
    assert send_json(client, "POST", path, {"provisionedUsers": [{"email": "a@b.c"}]}).status_code == 400
    assert send_json(client, "DELETE", path, {"provisionedUsers": [{"appUserId": "1"}]}).status_code == 400


def test_provisioned_users_come_in_pages() -> None:
    options = ProductivOptions(users_page_size=2)
    with Sandbox(productiv_options=options) as sandbox, productiv(sandbox) as client:
        path = USERS.format("figma")
        send_json(client, "POST", path, {"provisionedUsers": [_user(number) for number in range(5)]})
        seen: list[str] = []
        sizes: list[int] = []
        token: str | None = None
        while True:
            page = read(client.get(path, params={"nextPageToken": token} if token else {}))
            seen += [user["appUserId"] for user in page["provisionedUsers"]]
            sizes.append(page["numUsers"])
            token = page["nextPageToken"]
            if token is None:
                break
        assert seen == ["0", "1", "2", "3", "4"]
        assert sizes == [2, 2, 1]
        assert client.get(path, params={"nextPageToken": "made up"}).status_code == 400
