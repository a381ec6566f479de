"""Every publish and delete takes a journal, which fits its host, its app and its client id only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from spokebridge import AsyncProductiv
from spokebridge.errors import ConfigurationError, NotFound
from tests._async.runtime.publishing import spend
from tests.support.server import FakeServer, Reply

pytestmark = pytest.mark.anyio

PUSH = "/services/push/v1/customer/apps/figma"
USERS = [{"appUserId": str(number), "email": f"u{number}@example.com"} for number in range(1500)]
EVENTS = [{"timestamp": number, "email": "ana@example.com", "eventName": "opened"} for number in range(1500)]
UPDATES = [{"applicationId": f"app-{number}", "attributes": [{"name": "notes", "value": "x"}]} for number in range(150)]
DELETIONS = [{"applicationId": f"app-{number}", "attributes": [{"name": "notes"}]} for number in range(150)]
SUPPLIERS = [{"supplierId": f"s-{number}", "customFields": [{"name": "tier", "value": 1}]} for number in range(150)]
UPDATED = {"NumSuccessfulUpdates": 100, "FailedUpdates": [], "ResponseTimeMs": 1}

CALLS: list[tuple[str, str, tuple[Any, ...], Any]] = [
    ("spend.publish", f"POST {PUSH}/finance", ("figma", [spend(n) for n in range(1500)]), {"success": True}),
    ("usage_events.publish", f"POST {PUSH}/events", ("figma", EVENTS), {"success": True}),
    ("provisioned_users.publish", f"POST {PUSH}/users", ("figma", USERS), {"success": True}),
    ("provisioned_users.delete", f"DELETE {PUSH}/users", ("figma", USERS), {"success": True, "numUsersDeleted": 1000}),
    ("apps.update_attributes", "POST /push/v1/batch/attributes", (UPDATES,), UPDATED),
    ("apps.delete_attributes", "DELETE /push/v1/batch/attributes", (DELETIONS,), UPDATED),
    ("suppliers.update_attributes", "POST /push/v1/suppliers/batch/attributes", (SUPPLIERS,), UPDATED),
]


def method(productiv: AsyncProductiv, name: str) -> Any:
    resource, _, verb = name.partition(".")
    return getattr(getattr(productiv, resource), verb)


@pytest.mark.parametrize(("name", "route", "args", "answer"), CALLS, ids=[call[0] for call in CALLS])
@pytest.mark.parametrize("kind", ["journal", "manifest"])
async def test_it_goes_on_after_what_was_acknowledged(
    server: FakeServer, tmp_path: Path, name: str, route: str, args: tuple[Any, ...], answer: Any, kind: str
) -> None:
    server.answer(route, answer, Reply(404, {}))
    journal: Any = tmp_path / "journal" if kind == "journal" else None
    async with AsyncProductiv(**server.productiv) as productiv:
        options: dict[str, Any] = {} if "attributes" in name else {"concurrency": 1}
        with pytest.raises(NotFound) as found:
            await method(productiv, name)(*args, journal=journal, **options)
        assert found.value.report is not None
        sent = found.value.report.accepted
        assert sent == len(args[-1]) * 2 // 3
        journal = journal or found.value.report.manifest
        server.answer(route, answer)
        server.requests.clear()
        report = await method(productiv, name)(*args, journal=journal, **options)
    assert (report.accepted, report.resumed, len(server.received(route))) == (len(args[-1]), sent, 1)


async def test_a_journal_of_another_app_host_or_customer_is_refused(server: FakeServer, tmp_path: Path) -> None:
    server.answer("POST /services/push/v1/customer/apps/{app}/finance", {"success": True})
    journal = tmp_path / "journal"
    async with AsyncProductiv(**server.productiv) as productiv:
        await productiv.spend.publish("figma", [spend(1)], journal=journal)
        with pytest.raises(ConfigurationError, match=r"made for publishSpendData at .* figma, this .* notion"):
            await productiv.spend.publish("notion", [spend(1)], journal=journal)
        with pytest.raises(ConfigurationError, match="this run is publishProvisionedUsers"):
            await productiv.provisioned_users.publish("figma", USERS, journal=journal)
    with FakeServer() as other:
        async with AsyncProductiv(**{**server.productiv, "base_url": other.url}) as productiv:
            with pytest.raises(ConfigurationError, match=f"this run is publishSpendData at {other.url}"):
                await productiv.spend.publish("figma", [spend(1)], journal=journal)
    async with AsyncProductiv(**{**server.productiv, "client_id": "somebody else"}) as productiv:
        with pytest.raises(ConfigurationError, match="made with another client id"):
            await productiv.spend.publish("figma", [spend(1)], journal=journal)
    async with AsyncProductiv(**{**server.productiv, "client_secret": "renewed"}) as productiv:
        assert (await productiv.spend.publish("figma", [spend(1)], journal=journal)).resumed == 1


async def test_a_deletion_that_an_earlier_run_may_have_done_is_not_called_rejected(
    server: FakeServer, tmp_path: Path
) -> None:
    route = f"DELETE {PUSH}/users"
    server.answer(route, Reply(500, {}))
    async with AsyncProductiv(**server.productiv, retry=None) as productiv:
        first = await productiv.provisioned_users.delete("figma", USERS[:3], journal=tmp_path / "journal")
        assert len(first.unknown) == 3
        server.answer(route, {"success": True, "numUsersDeleted": 0})
        again = await productiv.provisioned_users.delete("figma", USERS[:3], journal=tmp_path / "journal")
        assert (len(again.unknown), again.rejected) == (3, [])
        fresh = await productiv.provisioned_users.delete("figma", USERS[:3])
        assert (len(fresh.rejected), fresh.unknown) == (3, [])


@pytest.mark.parametrize("concurrency", [0, -1, "4", None, 2.5])
async def test_a_number_of_requests_at_a_time_that_makes_no_sense(server: FakeServer, concurrency: Any) -> None:
    async with AsyncProductiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match="concurrency"):
            await productiv.spend.publish("figma", [spend(1)], concurrency=concurrency)
    assert server.requests == []
