# Derived from tests/_async/productiv/test_provisioned_users.py by `python -m codegen build`; edit that file instead.
"""Provisioned users: publish, list, delete."""

from __future__ import annotations

from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv, RetryPolicy
from spokebridge.errors import ConfigurationError
from spokebridge.sandbox import Sandbox
from spokebridge.sandbox.settings import ProductivOptions

from tests.support.server import FakeServer, Reply

pytestmark = pytest.mark.anyio

ROUTE = "/services/push/v1/customer/apps/app/users"


def user(number: int, **changed: object) -> dict[str, Any]:
    return {"appUserId": str(number), "email": f"u{number}@example.com", **changed}


def test_publishes_lists_and_deletes() -> None:
    with Sandbox(productiv_options=ProductivOptions(users_page_size=400)) as sandbox:
        app = sandbox.productiv_store.app_ids[0]
        before = len(sandbox.productiv_store.provisioned_users(app))
        with Productiv(**sandbox.productiv) as productiv:
            report = productiv.provisioned_users.publish(app, (user(number) for number in range(1500)))
            assert (report.accepted, report.requests) == (1500, 2)
            listed = [item for item in productiv.provisioned_users.list(app)]
            assert len(listed) == before + 1500
            assert isinstance(listed[0], models.ProvisionedUser)
            report = productiv.provisioned_users.delete(app, listed)
            assert (report.accepted, report.unknown) == (before + 1500, [])
        assert sandbox.productiv_store.provisioned_users(app) == []


def test_resumes_a_list_in_the_middle_of_a_page() -> None:
    with Sandbox(productiv_options=ProductivOptions(users_page_size=3)) as sandbox:
        app = sandbox.productiv_store.app_ids[0]
        with Productiv(**sandbox.productiv) as productiv:
            productiv.provisioned_users.publish(app, (user(number) for number in range(10)))
            everything = [item.app_user_id for item in productiv.provisioned_users.list(app)]
            for stop in range(1, len(everything)):
                pager = productiv.provisioned_users.list(app)
                seen: list[str] = []
                for item in pager:
                    seen.append(item.app_user_id)
                    if len(seen) == stop:
                        break
                rest = productiv.provisioned_users.list(app, resume=pager.resume_token)
                assert seen + [item.app_user_id for item in rest] == everything


def test_null_ends_the_list(server: FakeServer) -> None:
    first = {"success": True, "provisionedUsers": [user(1)], "numUsers": 1, "nextPageToken": "t"}
    last = {"success": True, "provisionedUsers": [user(2)], "numUsers": 1, "nextPageToken": None}
    server.answer(f"GET {ROUTE}", first, last)
    with Productiv(**server.productiv) as productiv:
        found = [item for item in productiv.provisioned_users.list("app")]
    assert len(found) == 2
    assert [request.parameter("nextPageToken") for request in server.calls] == [None, "t"]


def test_rejects_bad_users(server: FakeServer) -> None:
    server.answer(f"POST {ROUTE}", {"success": True})
    bad: list[Any] = [{"email": "a@example.com"}, user(1, email=None), user(2, license=3)]
    with Productiv(**server.productiv) as productiv:
        report = productiv.provisioned_users.publish("app", [*bad, user(3, license=None, team="IT"), user(3)])
    assert [item.reason for item in report.rejected] == [
        "appUserId is missing; it must be text",
        "email is missing; it must be text",
        "license is a int; it must be text",
    ]
    assert (report.accepted, report.duplicates) == (1, 1)
    assert server.calls[0].json == {"provisionedUsers": [user(3, team="IT")]}


def test_a_deletion_sends_the_key_only(server: FakeServer) -> None:
    server.answer(f"DELETE {ROUTE}", {"success": True, "numUsersDeleted": 2})
    typed = models.ProvisionedUser(app_user_id="1", email="u1@example.com", license="Pro")
    with Productiv(**server.productiv) as productiv:
        report = productiv.provisioned_users.delete("app", [typed, user(2, username="bo")])
    assert report.accepted == 2
    assert server.calls[0].json == {"provisionedUsers": [user(1), user(2)]}


def test_a_partial_deletion_leaves_its_users_open(sandbox: Sandbox) -> None:
    app = sandbox.productiv_store.app_ids[0]
    with Productiv(**sandbox.productiv) as productiv:
        productiv.provisioned_users.publish(app, [user(1)])
        report = productiv.provisioned_users.delete(app, [user(1), user(2)])
    assert report.accepted == 0
    assert [(item.key, item.status) for item in report.unknown] == [(("1",), 200), (("2",), 200)]
    assert report.unknown[0].reason == (
        "the server deleted 1 of the 2 users of this request and does not say which; who was gone before is not counted"
    )


def test_a_deletion_of_nobody_is_rejected(server: FakeServer) -> None:
    server.answer(f"DELETE {ROUTE}", {"success": False, "numUsersDeleted": 0})
    with Productiv(**server.productiv) as productiv:
        report = productiv.provisioned_users.delete("app", [user(1), user(2)])
    assert (report.accepted, len(report.rejected), report.unknown) == (0, 2, [])


def test_a_deletion_of_nobody_on_a_second_attempt_is_open(server: FakeServer) -> None:
    server.answer(f"DELETE {ROUTE}", Reply(503), {"success": False, "numUsersDeleted": 0})
    with Productiv(**server.productiv, retry=RetryPolicy(base=0)) as productiv:
        report = productiv.provisioned_users.delete("app", [user(1)])
    assert (report.accepted, report.rejected, len(report.unknown)) == (0, [], 1)


@pytest.mark.parametrize("body", [{"success": True}, {"success": False}, {"success": True, "numUsersDeleted": "?"}])
def test_a_deletion_without_a_count(server: FakeServer, body: dict[str, Any]) -> None:
    server.answer(f"DELETE {ROUTE}", body)
    with Productiv(**server.productiv) as productiv:
        report = productiv.provisioned_users.delete("app", [user(1)])
    assert report.accepted == (1 if body["success"] else 0)
    assert report.total == 1


def test_refuses_an_empty_app_id(server: FakeServer) -> None:
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match="app_id is empty"):
            productiv.provisioned_users.publish(" ", [])
        with pytest.raises(ConfigurationError, match="app_id is None"):
            productiv.provisioned_users.list(None)  # type: ignore[arg-type]
        with pytest.raises(ConfigurationError, match="app_id is 5; pass a text"):
            productiv.provisioned_users.delete(5, [])  # type: ignore[arg-type]
    assert server.requests == []
