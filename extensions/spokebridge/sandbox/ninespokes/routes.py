"""Every operation of the 9Spokes Open API, in the order of the fact sheet (9Spokes facts 5).

Aliases are the spellings that parts of the docs use (9Spokes facts, quirks Q4 to Q8).
"""

from collections.abc import Sequence

from ..web.operations import Operation
from . import companies, connections, data, organization
from .data import Handler
from .service import NineSpokesService

Row = Operation[NineSpokesService]

_COMPANY = "/companies/{company}"
_CONNECTION = f"{_COMPANY}/connections/{{connection}}"


def _data(operation_id: str, datasource: str, handler: Handler | None = None, *, alias: bool = False) -> Row:
    return Row(
        operation_id,
        "GET",
        f"{_CONNECTION}/data/{datasource}",
        handler or data.list_of(datasource),
        aliases=(f"{_CONNECTION}/{datasource}",) if alias else (),
    )


OPERATIONS: Sequence[Row] = (
    Row("getRedirectUrl", "GET", "/organization/redirect_url", organization.get_redirect_url),
    Row("setRedirectUrl", "PUT", "/organization/redirect_url", organization.set_redirect_url),
    Row("listApps", "GET", "/organization/apps", organization.list_apps),
    Row("enableApp", "PUT", "/organization/apps/{app}", organization.enable_app),
    Row("disableApp", "DELETE", "/organization/apps/{app}", organization.disable_app),
    Row("createCompany", "POST", "/companies", companies.create_company),
    Row("listCompanies", "GET", "/companies", companies.list_companies),
    Row("getCompany", "GET", _COMPANY, companies.get_company),
    Row("deleteCompany", "DELETE", _COMPANY, companies.delete_company),
    Row("createConnection", "POST", f"{_COMPANY}/connections", connections.create_connection),
    Row("listConnections", "GET", f"{_COMPANY}/connections", connections.list_connections),
    Row("getConnection", "GET", _CONNECTION, connections.get_connection),
    Row("deleteConnection", "DELETE", _CONNECTION, connections.delete_connection),
    Row("getConnectionStatus", "GET", f"{_CONNECTION}/status", connections.get_connection_status),
    _data("listBills", "bills"),
    _data("listInvoices", "invoices"),
    _data("listProducts", "products"),
    _data("listContacts", "contacts", alias=True),
    _data("listTrialBalance", "trial_balance"),
    _data("getBusiness", "business", data.get_business),
    _data("listBankAccounts", "bank_accounts"),
    _data("listLeaves", "leaves", alias=True),
    _data("listPayRunSummary", "payRunSummary", alias=True),
    _data("listStaffWages", "staffWages", alias=True),
    _data("listSales", "sales"),
    _data("listCampaigns", "campaigns"),
    _data("listGrowthHistory", "growth_history"),
    _data("listWebAnalytics", "webAnalytics", data.list_web_analytics, alias=True),
    Row("getDataRecords", "GET", f"{_CONNECTION}/data/{{datasource}}", data.get_data_records),
)
