"""The sandbox that each scenario is recorded from, and what there is in it beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spokebridge.sandbox import ManualClock, NineSpokesOptions, ProductivOptions, Sandbox
from spokebridge.testing import Records, wire
from tests.support.server import FakeServer


def _nothing(sandbox: Sandbox) -> str:
    return ""


@dataclass(frozen=True)
class World:
    """`prepare` puts things into the running sandbox and gives back what the scenario is given."""

    prepare: Callable[[Sandbox], str] = _nothing
    productiv: ProductivOptions | None = None
    ninespokes: NineSpokesOptions | None = None

    def sandbox(self) -> Sandbox:
        """A fresh one, always the same; its clock stands still."""
        return Sandbox(clock=ManualClock(), productiv_options=self.productiv, ninespokes_options=self.ninespokes)


def _waiting_workflow(sandbox: Sandbox) -> str:
    with FakeServer() as endpoint:
        endpoint.answer("POST /hook", {})
        return sandbox.run_workflow("review", to=f"{endpoint.url}/hook").callback_token


def _bills(sandbox: Sandbox) -> str:
    sandbox.ninespokes_store.add_example(bills=30)
    return ""


def _xero(sandbox: Sandbox) -> str:
    sandbox.ninespokes_store.enable_app("xero", "client-of-xero", "secret-of-xero")
    return ""


def _fresh_connection(sandbox: Sandbox) -> str:
    _xero(sandbox)
    store = sandbox.ninespokes_store
    store.authorize(store.create_connection(store.add_company("Harbour Tiles").id, "xero").id)
    return ""


def _families(sandbox: Sandbox) -> str:
    connection = sandbox.ninespokes_store.add_example(bills=3)
    sandbox.ninespokes_store.add_records(connection.id, "webAnalytics", [wire(Records().web_analytics())])
    return ""


def _ninespokes_trouble(sandbox: Sandbox) -> str:
    sandbox.fail("listApps", status=429, retry_after=3)
    sandbox.fail("listApps", status=503)
    sandbox.fail("listApps", status=503, times=2)
    sandbox.fail("getRedirectUrl", status=200, message="not today")
    return _bills(sandbox)


def _productiv_trouble(sandbox: Sandbox) -> str:
    sandbox.fail("getAppSummaries", status=403)
    sandbox.fail("getAppSummaries", status=429, retry_after=0)
    sandbox.fail("listSuppliers", status=429, retry_after=2)
    sandbox.fail("listSuppliers", status=500, kind="html")
    sandbox.fail("listSuppliers", status=503)
    return ""


PRODUCTIV = {
    "apps": World(productiv=ProductivOptions(app_users_page_size=50)),
    "audit-events": World(productiv=ProductivOptions(audit_page_size=20)),
    "errors": World(_productiv_trouble),
    "provisioned-users": World(productiv=ProductivOptions(users_page_size=2)),
    "provisioning": World(productiv=ProductivOptions(provisioning_page_size=3)),
    "workflows": World(_waiting_workflow),
}
NINESPOKES = {
    "bills": World(_bills),
    "companies": World(_xero),
    "contacts": World(_bills),
    "envelopes": World(_families),
    "envelopes-members": World(_families, ninespokes=NineSpokesOptions(data_envelope="members", null_for_empty=True)),
    "envelopes-wrapped": World(_families, ninespokes=NineSpokesOptions(data_envelope="details", correlation_ids=False)),
    "errors": World(_ninespokes_trouble),
    "extraction": World(_fresh_connection),
}
