"""Every method of the clients against the sandbox, where an answer that is not as described is an error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from spokebridge import AsyncNineSpokes, AsyncProductiv
from spokebridge._async.pager import AsyncPager
from spokebridge.operations import operations
from spokebridge.sandbox import Sandbox
from spokebridge.sandbox.ninespokes.catalogue import APPS

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore::spokebridge.errors.UnconfirmedOperation"),
]

RECORD = {
    "signatureId": "T-1",
    "created": 1_719_830_400_000,
    "amount": 12,
    "currency": "USD",
    "type": "expense",
    "vendor": "GitHub",
    "project": "alpha",
}
EVENT = {"timestamp": 1_719_830_400_000, "email": "ana@example.com", "eventName": "opened_file"}
USER = {"appUserId": "7", "email": "ana@example.com"}
NOW = datetime.now(UTC)


async def everything(given: Any) -> Any:
    """The items of a list, or the answer."""
    if isinstance(given, AsyncPager):
        return [item async for item in given]
    return await given


# Productiv


async def _files(productiv: AsyncProductiv, sandbox: Sandbox) -> None:
    path = Path("users 2024.csv")
    path.write_bytes(b"email\n" * 100_000)
    report = await productiv.files.upload("figma", [path], "users")
    assert report.failed == []
    (file,) = sandbox.uploaded_files("figma", "users")
    assert (file.filename, file.content) == (path.name, path.read_bytes())


async def _org_chart(productiv: AsyncProductiv, sandbox: Sandbox) -> None:
    users = ({"email": f"u{number}@example.com", "customField1": "Lyon"} for number in range(1500))
    report = await productiv.org_chart.publish("July", users, ["Entity"])
    assert (report.accepted, report.closed) == (1500, True)
    chart = sandbox.productiv_store.latest_org_chart()
    assert chart is not None
    assert (chart.id, len(chart.users), chart.complete) == (report.id, 1500, True)


async def _download(productiv: AsyncProductiv, sandbox: Sandbox) -> None:
    await _org_chart(productiv, sandbox)
    address = await productiv.org_chart.download_url()
    assert address.startswith(f"{sandbox.url}/storage/")


async def _resume(productiv: AsyncProductiv, sandbox: Sandbox) -> None:
    run = sandbox.run_workflow("renewal", to="http://127.0.0.1:9/")
    results = [(await productiv.workflows.resume(run.callback_token)).result for _ in range(2)]
    assert results == run.resumes == ["success", "duplicate"]


async def _comment(productiv: AsyncProductiv, sandbox: Sandbox) -> None:
    run = sandbox.run_workflow("review", to="http://127.0.0.1:9/")
    await productiv.workflows.comment(run.callback_token, "see the order", "ana@example.com")
    assert [comment["Message"] for comment in run.comments] == ["see the order"]


async def _audit(productiv: AsyncProductiv, _sandbox: Sandbox) -> None:
    start, end = NOW - timedelta(days=70), NOW - timedelta(days=1)
    moments = [event.timestamp async for event in productiv.audit_events.list(start, end)]
    assert len(moments) > 1000
    assert moments == sorted(moments)
    assert start <= moments[0] <= moments[-1] < end


def _calls(call: Callable[[Any], Any], expected: Callable[[Any], object] = bool) -> Callable[[Any, Sandbox], Any]:
    async def run(client: Any, _sandbox: Sandbox) -> None:
        found = await everything(call(client))
        assert expected(found), found

    return run


def _accepted(report: Any) -> bool:
    return bool(report.accepted == 1 and not report.rejected and not report.unknown)


PRODUCTIV: dict[str, Callable[[AsyncProductiv, Sandbox], Awaitable[None]]] = {
    "applications.setup": _calls(lambda client: client.applications.setup("Trips")),
    "apps.list": _calls(lambda client: client.apps.list(), lambda answer: len(answer.apps) > 3),
    "apps.get": _calls(lambda client: client.apps.get("figma"), lambda answer: len(answer.app.custom_fields) == 7),
    "apps.users": _calls(
        lambda client: client.apps.users("figma", as_of_date="2024-06-30", data_source="Engagement"),
        lambda users: len({user.email for user in users}) == 120,
    ),
    "apps.update_attributes": _calls(
        lambda client: client.apps.update_attributes(
            [{"applicationId": "figma", "customFields": [{"name": "Cost center", "value": "100"}]}]
        ),
        _accepted,
    ),
    "apps.delete_attributes": _calls(
        lambda client: client.apps.delete_attributes([{"applicationId": "figma", "attributes": [{"name": "notes"}]}]),
        _accepted,
    ),
    "suppliers.list": _calls(
        lambda client: client.suppliers.list("vendor"),
        lambda answer: {len(one.custom_fields) for one in answer.suppliers} >= {7},
    ),
    "suppliers.update_attributes": _calls(
        lambda client: client.suppliers.update_attributes(
            [{"supplierId": "v-slack", "customFields": [{"name": "Risk", "value": "medium"}]}]
        ),
        _accepted,
    ),
    "spend.publish": _calls(lambda client: client.spend.publish("figma", [RECORD]), _accepted),
    "usage_events.publish": _calls(lambda client: client.usage_events.publish("figma-main", [EVENT]), _accepted),
    "provisioned_users.publish": _calls(lambda client: client.provisioned_users.publish("figma", [USER]), _accepted),
    "provisioned_users.list": _calls(lambda client: client.provisioned_users.list("figma"), lambda users: users == []),
    "provisioned_users.delete": _calls(
        lambda client: client.provisioned_users.delete("figma", [USER]), lambda report: len(report.rejected) == 1
    ),
    "org_chart.publish": _org_chart,
    "org_chart.download_url": _download,
    "files.upload": _files,
    "audit_events.list": _audit,
    "provisioning.workflows": _calls(lambda client: client.provisioning.workflows(), lambda found: len(found) == 3),
    "provisioning.executions": _calls(
        lambda client: client.provisioning.executions("figma-main"), lambda found: len(found) > 100
    ),
    "provisioning.latest_execution": _calls(lambda client: client.provisioning.latest_execution("figma-main")),
    "provisioning.latest_execution_users": _calls(
        lambda client: client.provisioning.latest_execution_users("slack-grid"), lambda users: isinstance(users, list)
    ),
    "workflows.resume": _resume,
    "workflows.comment": _comment,
}


@pytest.mark.parametrize("method", PRODUCTIV)
async def test_productiv(sandbox: Sandbox, method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with AsyncProductiv(**sandbox.productiv, strict=True) as client:
        await PRODUCTIV[method](client, sandbox)


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
async def test_every_version_of_the_apps(sandbox: Sandbox, version: Any) -> None:
    async with AsyncProductiv(**sandbox.productiv, strict=True, apps_version=version) as client:
        for app in sandbox.productiv_store.app_ids:
            assert (await client.apps.get(app)).app.application_id == app
        if version != "v2":
            assert len((await client.apps.list_details(include_inactive=True)).apps) == 6


# 9Spokes

ACCOUNTS: dict[str, Callable[[AsyncNineSpokes, str, str], Any]] = {
    "organization.redirect_url": lambda client, *_: client.organization.redirect_url(),
    "organization.set_redirect_url": lambda client, *_: client.organization.set_redirect_url("https://example.com"),
    "organization.apps": lambda client, *_: client.organization.apps(),
    "organization.enable_app": lambda client, *_: client.organization.enable_app("wave", "id", "secret"),
    "organization.disable_app": lambda client, *_: client.organization.disable_app("xero"),
    "companies.create": lambda client, *_: client.companies.create("Harbour Tiles"),
    "companies.list": lambda client, *_: client.companies.list(),
    "companies.get": lambda client, company, _: client.companies.get(company),
    "companies.delete": lambda client, company, _: client.companies.delete(company),
    "connections.create": lambda client, company, _: client.connections.create(company, "vend"),
    "connections.list": lambda client, company, _: client.connections.list(company),
    "connections.get": lambda client, *where: client.connections.get(*where),
    "connections.delete": lambda client, *where: client.connections.delete(*where),
    "connections.status": lambda client, *where: client.connections.status(*where),
    "data.business": lambda client, *where: client.data.business(*where),
}
LISTS = {
    "bills": "bills",
    "invoices": "invoices",
    "products": "products",
    "contacts": "contacts",
    "trial_balance": "trial_balance",
    "bank_accounts": "bank_accounts",
    "leaves": "leaves",
    "pay_run_summary": "payRunSummary",
    "staff_wages": "staffWages",
    "sales": "sales",
    "campaigns": "campaigns",
    "growth_history": "growth_history",
    "web_analytics": "webAnalytics",
}


@pytest.mark.parametrize("method", ACCOUNTS)
async def test_ninespokes(sandbox: Sandbox, method: str) -> None:
    store = sandbox.ninespokes_store
    store.redirect_url = "https://example.com/return"
    store.enable_app("vend", "id", "secret")
    connection = store.add_example(1)
    async with AsyncNineSpokes(**sandbox.ninespokes, strict=True) as client:
        found = await everything(ACCOUNTS[method](client, connection.company, connection.id))
    assert found


@pytest.mark.parametrize("method", [*LISTS, "records"])
async def test_lists_of_ninespokes(sandbox: Sandbox, method: str) -> None:
    datasource = LISTS.get(method, "bills")
    app = next(slug for slug, app in APPS.items() if datasource in app.datasources)
    store = sandbox.ninespokes_store
    connection = store.add_connection(store.add_company("Harbour Tiles").id, app)
    store.fill(connection.id, 30)
    where = (connection.company, connection.id, *(["bills"] if method == "records" else []))
    async with AsyncNineSpokes(**sandbox.ninespokes, strict=True) as client:
        items = await everything(getattr(client.data, method)(*where, page_size=7))
    assert len(items) == len(store.records(connection.id, datasource)) > 1


def test_no_method_is_left_out() -> None:
    called = {
        *(f"productiv.{name}" for name in PRODUCTIV),
        *(f"ninespokes.{name}" for name in ACCOUNTS),
        *(f"ninespokes.data.{name}" for name in LISTS),
        "ninespokes.data.records",
    }
    assert called == {one.sdk_method for one in operations()} - {"(token)"}
