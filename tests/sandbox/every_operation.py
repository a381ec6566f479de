"""How to ask each operation of the sandbox: rightly, and in the ways that make it say no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

import httpx

from spokebridge.operations import OperationInfo, operations
from spokebridge.sandbox import Sandbox
from spokebridge.sandbox.ninespokes.catalogue import APPS

from .support import connect, ninespokes, productiv, send_json, spend_record, token_form

OPERATIONS: Mapping[str, OperationInfo] = {one.id: one for one in operations()}
DATA = {one.id: one.path.rpartition("/data/")[2] for one in operations() if "/data/" in one.path}
"""Datasource by operation."""


@dataclass(frozen=True)
class Ask:
    """A request without its credentials. `where` fills the places of the path."""

    where: tuple[str, ...] = ()
    query: Mapping[str, Any] = field(default_factory=dict)
    json: Any = None
    form: Mapping[str, str] | None = None

    def but(self, **changes: Any) -> Ask:
        return replace(self, **changes)


class World(ExitStack):
    """A running sandbox in which every operation has something to answer."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self.sandbox = sandbox
        self.store = sandbox.ninespokes_store
        self._clients: dict[tuple[str, str | None], httpx.Client] = {}

    def connection(self, datasource: str) -> tuple[str, str]:
        """Company and id of a connection that supplies a datasource, filled."""
        app = next(slug for slug, app in APPS.items() if datasource in app.datasources)
        found = self.store.add_connection(self.store.add_company(app).id, app)
        self.store.fill(found.id, 7)
        return found.company, found.id

    def callback_token(self) -> str:
        """The token of a workflow that waits; nobody listens to its event."""
        return self.sandbox.run_workflow("renewal", to="http://127.0.0.1:9/").callback_token

    def send(self, operation: str, ask: Ask, *, authorization: str | None = None) -> httpx.Response:
        """Sends it, with credentials that open everything unless told otherwise."""
        described = OPERATIONS[operation]
        places = iter(ask.where)
        path = "/".join(quote(next(places), safe="") if "{" in part else part for part in described.path.split("/"))
        client = self._client(described.api, authorization)
        if ask.json is not None:
            return send_json(client, described.method, path, ask.json)
        return client.request(described.method, path, params=dict(ask.query), data=ask.form)

    def _client(self, api: str, authorization: str | None) -> httpx.Client:
        key = api, authorization
        if key not in self._clients:
            self._clients[key] = self.enter_context(self._connected(api, authorization))
        return self._clients[key]

    def _connected(self, api: str, authorization: str | None) -> httpx.Client:
        if authorization is None:
            return ninespokes(self.sandbox) if api == "ninespokes" else productiv(self.sandbox)
        settings = self.sandbox.ninespokes if api == "ninespokes" else self.sandbox.productiv
        return connect(settings["base_url"], Authorization=authorization)


def _push(key: str, *records: object, app: str = "figma") -> Callable[[World], Ask]:
    return lambda _: Ask((app,), json={key: list(records)})


def _fixed(*where: str, **members: Any) -> Callable[[World], Ask]:
    return lambda _: Ask(where, **members)


def _company(world: World) -> Ask:
    return Ask((world.store.add_company("Quay Cafe").id,))


def _new_connection(world: World) -> Ask:
    world.store.enable_app("xero", "id", "secret")
    return _company(world).but(form={"app": "xero"})


def _connection(world: World) -> Ask:
    return Ask(world.connection("bills"))


def _data(datasource: str) -> Callable[[World], Ask]:
    return lambda world: Ask(world.connection(datasource), query={"$top": "5", "$skip": "1"})


def _records(world: World) -> Ask:
    company, connection = world.connection("bills")
    world.store.add_records(connection, "tax_rates", [{"tax_name": "GST", "tax_rate": 15}])
    return Ask((company, connection, "tax_rates"))


def _chart(world: World) -> Ask:
    chart = world.send("createOrgChart", RIGHT["createOrgChart"](world)).json()["id"]
    user = {"email": "ana@example.com", "firstName": "Ana", "customField1": "Example SAS"}
    return Ask((chart,), json={"hasMore": False, "users": [user]})


def _latest_chart(world: World) -> Ask:
    world.send("addOrgChartUsers", _chart(world))
    return Ask()


def _callback(**members: Any) -> Callable[[World], Ask]:
    return lambda world: Ask(json={"CallbackToken": world.callback_token(), **members})


def _audit(world: World) -> Ask:
    return Ask(query={"startTime": "2024-06-05T00:00:00Z", "endTime": "2024-07-01T00:00:00Z"})


_USER = {"appUserId": "7", "email": "ana@example.com", "username": "ana", "license": "Pro"}
_EVENT = {"timestamp": 1_719_830_400_000, "email": "ana@example.com", "eventName": "opened_file"}
_ATTRIBUTES = {
    "applicationId": "figma",
    "attributes": [{"name": "notes"}],
    "customFields": [{"name": "Cost center"}, {"name": "No such field"}],
    "appOwners": [{"type": "Legal", "email": "bo@example.com"}, {"type": "Legal", "email": "nobody"}],
}

RIGHT: dict[str, Callable[[World], Ask]] = {
    "getAccessToken": lambda world: Ask(form=token_form(world.sandbox)),
    "setupApplication": _fixed(json={"appName": "Trip planner", "appUrl": "https://trips.example.com"}),
    "publishUsageEvents": _push("events", _EVENT, app="figma-main"),
    "publishSpendData": _push("records", spend_record(1), spend_record(2, project="alpha")),
    "publishProvisionedUsers": _push("provisionedUsers", _USER),
    "getProvisionedUsers": _fixed("figma"),
    "deleteProvisionedUsers": _push("provisionedUsers", {"appUserId": "7", "email": "ana@example.com"}),
    "getBatchUploadUrls": _fixed("figma", query={"filenames": ["a.csv", "b.csv"], "type": "users"}),
    "createOrgChart": _fixed(json={"orgChartName": "July", "customFieldsConfig": {"customField1": "Entity"}}),
    "getLatestOrgChart": _latest_chart,
    "addOrgChartUsers": _chart,
    "getAppSummaries": _fixed(query={"includeInactive": "true"}),
    "getAppSummariesV3": _fixed(query={"verbose": "true", "includeInactive": "true"}),
    "getAppDetails": _fixed("figma"),
    "getAppDetailsV2": _fixed("slack"),
    "getAppDetailsV3": _fixed("github"),
    "listAppUsers": _fixed("figma", query={"asOfDate": "2024-06-30", "dataSource": "Engagement", "rollingWindow": 7}),
    "getAuditEvents": _audit,
    "listProvisioningWorkflows": _fixed(),
    "listProvisioningExecutionSummaries": _fixed("figma-main", query={"startTime": 1_700_000_000_000}),
    "getProvisioningWorkflowExecution": _fixed("figma-main", "latest"),
    "listProvisioningExecutionUsers": _fixed("figma-main", "latest"),
    "updateAttributes": _fixed(
        json=[
            {
                **_ATTRIBUTES,
                "attributes": [{"name": "notes", "value": "x"}],
                "customFields": [{"name": "x", "value": 1}],
            },
            {"applicationId": "nobody", "customFields": [{"name": "Cost center", "value": "100"}]},
        ]
    ),
    "deleteAttributes": _fixed(json=[_ATTRIBUTES]),
    "listSuppliers": _fixed(query={"sellerType": "vendor"}),
    "updateSupplierAttributes": _fixed(
        json=[
            {"supplierId": "v-slack", "customFields": [{"name": "Risk", "value": "medium"}]},
            {"supplierId": "r-quay", "customFields": [{"name": "Risk", "value": "purple"}]},
        ]
    ),
    "resumeWorkflow": _callback(),
    "addWorkflowComment": _callback(Message="see the order", UserEmail="ana@example.com"),
    "getRedirectUrl": _fixed(),
    "setRedirectUrl": _fixed(form={"redirect_url": "https://app.example.com/return"}),
    "listApps": _fixed(),
    "enableApp": _fixed("xero", form={"client_id": "a", "client_secret": "b", "recurring": "true"}),
    "disableApp": _fixed("xero"),
    "createCompany": _fixed(form={"name": "Harbour Tiles"}),
    "listCompanies": _fixed(),
    "getCompany": _company,
    "deleteCompany": _company,
    "createConnection": _new_connection,
    "listConnections": _company,
    "getConnection": _connection,
    "deleteConnection": _connection,
    "getConnectionStatus": _connection,
    **{operation: _data(datasource) for operation, datasource in DATA.items() if datasource[0] != "{"},
    "getDataRecords": _records,
}

_NO_FILTER = Ask(query={"$filter": "transaction_date ge"})

WRONG: dict[str, Ask] = {
    "getAccessToken": Ask(form={"grant_type": "password"}),
    "setupApplication": Ask(json={"appUrl": "https://example.com"}),
    "publishUsageEvents": Ask(json={"events": [{**_EVENT, "timestamp": "now"}]}),
    "publishSpendData": Ask(json={"records": [spend_record(1, currency="euro")]}),
    "publishProvisionedUsers": Ask(json={"provisionedUsers": [{"email": "ana@example.com"}]}),
    "getProvisionedUsers": Ask(query={"nextPageToken": "none of ours"}),
    "deleteProvisionedUsers": Ask(json={"provisionedUsers": {}}),
    "getBatchUploadUrls": Ask(query={"type": "users"}),
    "createOrgChart": Ask(json={"orgChartName": "x", "customFieldsConfig": {"customField6": "Entity"}}),
    "addOrgChartUsers": Ask(json={"users": []}),
    "getAppSummaries": Ask(query={"includeInactive": "maybe"}),
    "getAppSummariesV3": Ask(query={"verbose": "maybe"}),
    "listAppUsers": Ask(query={"asOfDate": "2023-08-22", "dataSource": "Engagement"}),
    "getAuditEvents": Ask(query={"startTime": "2023-01-01T00:00:00Z", "endTime": "2023-01-02T00:00:00Z"}),
    "listProvisioningWorkflows": Ask(query={"pageToken": "none of ours"}),
    "listProvisioningExecutionSummaries": Ask(query={"startTime": "yesterday"}),
    "listProvisioningExecutionUsers": Ask(query={"pageToken": "none of ours"}),
    "updateAttributes": Ask(json={"applicationId": "figma"}),
    "deleteAttributes": Ask(json=[{"attributes": []}]),
    "updateSupplierAttributes": Ask(json=[{"supplierId": "v-slack", "customFields": [{"value": 1}]}]),
    "resumeWorkflow": Ask(json={"CallbackToken": "none of ours"}),
    "addWorkflowComment": Ask(json={"CallbackToken": "none of ours", "Message": "x", "UserEmail": "x"}),
    "setRedirectUrl": Ask(form={"redirect_url": "not absolute"}),
    "enableApp": Ask(form={"client_id": ""}),
    "createCompany": Ask(form={"name": " "}),
    "createConnection": Ask(form={"app": "no such app"}),
    **{operation: _NO_FILTER for operation, datasource in DATA.items() if datasource != "business"},
}
"""What is answered with 400; places and what else is needed are those of the right request."""

NOWHERE = {one.id for one in operations() if "{" in one.path and one.id not in ("enableApp", "disableApp")}
"""Operations that answer 404 when their places name nothing. An unknown app is a 400, or as good as disabled."""
