"""How a test calls each operation of both descriptions: arguments, and what of the example's body the caller gets.

The method is the one that the description names. Arguments of operations with a body are the description's own example.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from spokebridge.odata import F
from tests.support.spec_examples import every_example


def _first(*bodies: Any) -> Any:
    return bodies[0]


def _same(answer: Any) -> Any:
    return answer


@dataclass(frozen=True)
class Call:
    """One call. `gives` picks from the bodies that were answered what `shown` makes of the result.

    `on` names the success examples it is answered with (all unless given), `sent` the request example it sends (the
    first). `where` is what stands in the path, the first arguments unless given. `also` are other operations it needs.
    """

    args: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    method: str | None = None
    on: tuple[str, ...] = ()
    sent: str | None = None
    where: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()
    gives: Callable[..., Any] = _first
    shown: Callable[[Any], Any] = _same

    def but(self, **changes: Any) -> Call:
        return replace(self, **changes)


def _call(*args: Any, **options: Any) -> Call:
    return Call(args, options)


def _sent(operation: str) -> Any:
    """The first request example."""
    return next(one.value for one in every_example() if (one.operation, one.role) == (operation, "request"))


def _items(name: str) -> Callable[..., Any]:
    return lambda *bodies: [item for body in bodies for item in body[name]]


def _member(*names: str) -> Callable[..., Any]:
    def found(body: Any, *_: Any) -> Any:
        for name in names:
            body = body[name]
        return body

    return found


# Productiv

_TODAY = datetime.now(UTC).replace(microsecond=0)
_MAY, _JUNE = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
_CHART, _PEOPLE = _sent("createOrgChart"), _sent("addOrgChartUsers")["users"]
_COMMENT = _sent("addWorkflowComment")
_PUBLISHING = {"shown": lambda report: [report.accepted, report.rejected, report.unknown]}


def _published(operation: str, where: str, records: str) -> Call:
    sent = _sent(operation)[records]
    return _call(where, sent).but(gives=lambda _: [len(sent), [], []], **_PUBLISHING)


def _updated(operation: str) -> Call:
    names = {"NumSuccessfulUpdates": "successful_updates", "FailedUpdates": "failed_updates"}
    return _call(_sent(operation)).but(
        gives=lambda body: {name: body[name] for name in names},
        shown=lambda report: {name: getattr(report, attribute) for name, attribute in names.items()},
    )


def _versioned(call: Call, version: str) -> Call:
    return call.but(settings={"apps_version": version})


_SUMMARIES = (
    _call(True).but(on=("summaries",)),
    _call(True).but(on=("verbose",), method="apps.list_details"),
)
_SETUP = _sent("setupApplication")
_CHART_USERS = _call("2024-07-01", _PEOPLE, ["Entity"]).but(
    where=("6a1f0c52-9d0e-4f63-8a57-2f4f4f0c0b11",),
    also=("createOrgChart",),
    gives=_member("success"),
    shown=lambda report: report.closed and report.accepted == 1,
)
_CREDENTIALS = {name: _sent("getAccessToken")[name] for name in ("client_id", "client_secret")}
_TOKEN = Call(method="suppliers.list", also=("listSuppliers",), gives=lambda _: None, shown=lambda _: None)

PRODUCTIV: dict[str, tuple[Call, ...]] = {
    "getAccessToken": tuple(
        _TOKEN.but(
            sent=way,
            settings={
                **_CREDENTIALS,
                "client_authentication": way,
                "scopes": [f"https://api.productiv.com/{scope}" for scope in scopes],
            },
        )
        for way, scopes in (("body", ["apps.read", "users.read"]), ("basic", ["connector.write"]))
    ),
    "setupApplication": (
        _call(
            _SETUP["appName"],
            description=_SETUP["appDescription"],
            category=_SETUP["appCategory"],
            url=_SETUP["appUrl"],
        ),
    ),
    "publishUsageEvents": (_published("publishUsageEvents", "trip-planner-1", "events"),),
    "publishSpendData": (_published("publishSpendData", "spend import", "records"),),
    "publishProvisionedUsers": (_published("publishProvisionedUsers", "trip-planner", "provisionedUsers"),),
    "getProvisionedUsers": (_call("trip/planner").but(gives=_items("provisionedUsers")),),
    "deleteProvisionedUsers": (_published("deleteProvisionedUsers", "trip-planner", "provisionedUsers"),),
    "getBatchUploadUrls": (
        _call("trip-planner", ["users-2024-07.csv"], "users").but(
            gives=lambda body: [entry["filename"] for entry in body["uploadUrls"]],
            shown=lambda report: [file.name for file in report.uploaded],
        ),
    ),
    "createOrgChart": (
        _call(_CHART["orgChartName"], _PEOPLE, _CHART["customFieldsConfig"]).but(
            where=(), also=("addOrgChartUsers",), gives=_member("id"), shown=lambda report: report.id
        ),
    ),
    "getLatestOrgChart": (_call().but(gives=_member("downloadUrl")),),
    "addOrgChartUsers": (_CHART_USERS,),
    "getAppSummaries": _SUMMARIES,
    "getAppSummariesV3": tuple(_versioned(call, "v3") for call in _SUMMARIES),
    "getAppDetails": (_call("figma"),),
    "getAppDetailsV2": (_versioned(_call("figma"), "v2"),),
    "getAppDetailsV3": (_versioned(_call("notes"), "v3"),),
    "listAppUsers": (
        _call("figma", as_of_date="2024-07-01", data_source="Managed SSO", rolling_window=90).but(
            gives=_items("Users")
        ),
    ),
    "getAuditEvents": (_call(_TODAY - timedelta(days=9), _TODAY).but(gives=_items("events")),),
    "listProvisioningWorkflows": (_call().but(gives=_items("Workflows")),),
    "listProvisioningExecutionSummaries": (_call("figma-1", _MAY, _JUNE).but(gives=_items("Summaries")),),
    "getProvisioningWorkflowExecution": (_call("figma-1").but(where=("figma-1", "latest")),),
    "listProvisioningExecutionUsers": (_call("figma-1").but(where=("figma-1", "latest"), gives=_items("Users")),),
    "updateAttributes": (_updated("updateAttributes"),),
    "deleteAttributes": (_updated("deleteAttributes"),),
    "listSuppliers": (_call("reseller"),),
    "updateSupplierAttributes": (_updated("updateSupplierAttributes"),),
    "resumeWorkflow": (_call(_sent("resumeWorkflow")["CallbackToken"]),),
    "addWorkflowComment": (
        _call(_COMMENT["CallbackToken"], _COMMENT["Message"], _COMMENT["UserEmail"], _COMMENT["Attachments"]),
    ),
}

# 9Spokes

_COMPANY, _CONNECTION = "0d6f1c1e-7d8b-4a4c-9c53-5a1f0c2b7e10", "5b1f7a52-3d2e-4a64-8d0f-6e1b6f0f2c21"
_CLIENT = _sent("enableApp")


def _details(*args: Any) -> tuple[Call, ...]:
    return (_call(*args).but(gives=lambda body: body["details"]),)


def _list(*args: Any) -> tuple[Call, ...]:
    return (_call(*args).but(gives=lambda body: body["details"] or []),)


def _data(
    *names: str, wrapper: str | None = None, where: tuple[str, ...] = (_COMPANY, _CONNECTION)
) -> tuple[Call, ...]:
    """A list of records with every option; `names` are two properties that its records have."""

    def records(*bodies: Any) -> list[Any]:
        found = [record for body in bodies for record in body.get("results", body.get("data")) or []]
        found += [body["result"] for body in bodies if "result" in body]
        return [record if wrapper is None else record[wrapper] for record in found]

    first, second = names
    call = _call(*where, filter=F[first] == "PAID", order_by=second, select=names, page_size=25)
    return (call.but(where=where, gives=records),)


NINESPOKES: dict[str, tuple[Call, ...]] = {
    "getRedirectUrl": (_call().but(gives=_member("details", "redirect_url")),),
    "setRedirectUrl": _details(_sent("setRedirectUrl")["redirect_url"]),
    "listApps": _list(),
    "enableApp": _details("freeagent", _CLIENT["client_id"], _CLIENT["client_secret"], _CLIENT["recurring"]),
    "disableApp": _details("freeagent"),
    "createCompany": _details(_sent("createCompany")["name"]),
    "listCompanies": _list(),
    "getCompany": _details(_COMPANY),
    "deleteCompany": _details(_COMPANY),
    "createConnection": _details(_COMPANY, _sent("createConnection")["app"]),
    "listConnections": _list(_COMPANY),
    "getConnection": _details(_COMPANY, _CONNECTION),
    "deleteConnection": _details(_COMPANY, _CONNECTION),
    "getConnectionStatus": _list(_COMPANY, _CONNECTION),
    "listBills": _data("transaction_status", "transaction_date", wrapper="data"),
    "listInvoices": _data("transaction_status", "transaction_date", wrapper="data"),
    "listProducts": _data("product_group", "product_name", wrapper="data"),
    "listContacts": _data("type", "company_name", wrapper="contact"),
    "listTrialBalance": _data("data.account_name", "balance_date"),
    "getBusiness": (_call(_COMPANY, _CONNECTION).but(gives=_member("result", "business")),),
    "listBankAccounts": _data("data.account_name", "balance_date"),
    "listLeaves": _data("status", "start_date", wrapper="leave"),
    "listPayRunSummary": _data("pay_period", "start_date", wrapper="pay_run_summary"),
    "listStaffWages": _data("employment_type", "date", wrapper="staff_wages"),
    "listSales": _data("transaction_status", "transaction_date", wrapper="data"),
    "listCampaigns": _data("status", "created_at"),
    "listGrowthHistory": _data("list_name", "list_id"),
    "listWebAnalytics": _data("source_of_visitor", "bounce_rate"),
    "getDataRecords": _data("tax_name", "tax_rate", where=(_COMPANY, _CONNECTION, "tax rates")),
}

CALLS = {**PRODUCTIV, **NINESPOKES}
