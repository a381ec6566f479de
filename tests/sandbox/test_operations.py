"""The tables of operations, and what is not in them."""

import httpx
import pytest

from spokebridge.sandbox import Sandbox, operation_ids
from spokebridge.sandbox.ninespokes.catalogue import DATASOURCES
from spokebridge.sandbox.ninespokes.routes import OPERATIONS as NINESPOKES
from spokebridge.sandbox.productiv.routes import OPERATIONS as PRODUCTIV

from .support import data_path, productiv, read

PRODUCTIV_IDS = """
getAccessToken setupApplication publishUsageEvents publishSpendData publishProvisionedUsers
getProvisionedUsers deleteProvisionedUsers getAppSummaries getAppSummariesV3 getAppDetails getAppDetailsV2
getAppDetailsV3 resumeWorkflow addWorkflowComment
"""
NINESPOKES_IDS = """
getRedirectUrl setRedirectUrl listApps enableApp disableApp createCompany listCompanies getCompany
deleteCompany createConnection listConnections getConnection deleteConnection getConnectionStatus listBills listInvoices
listProducts listContacts listTrialBalance getBusiness listBankAccounts listLeaves listPayRunSummary listStaffWages
listSales listCampaigns listGrowthHistory listWebAnalytics getDataRecords
"""


def test_the_tables_hold_every_operation_once() -> None:
    assert [row.id for row in PRODUCTIV] == PRODUCTIV_IDS.split()
    assert [row.id for row in NINESPOKES] == NINESPOKES_IDS.split()
    assert operation_ids() == {*PRODUCTIV_IDS.split(), *NINESPOKES_IDS.split()}
    for table in (PRODUCTIV, NINESPOKES):
        paths = [(row.method, path) for row in table for path in row.paths(lenient=True)]
        assert len(paths) == len(set(paths))


def test_every_published_datasource_has_a_path() -> None:
    served = {row.path.rpartition("/data/")[2] for row in NINESPOKES if "/data/" in row.path}
    assert served == {*DATASOURCES, "{datasource}"}


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_other_verbs_are_405(nine: httpx.Client, method: str) -> None:
    response = nine.request(method, "/companies")
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/json"
    if method != "HEAD":
        assert read(response)["status"] == "err"


def test_unknown_paths_are_404_in_the_form_of_the_service(sandbox: Sandbox, nine: httpx.Client) -> None:
    connection = sandbox.ninespokes_store.add_example(bills=1)
    doubled = data_path(connection, "data/products")
    for path in ("/companies/", "/organisation/apps", "/", doubled):
        response = nine.get(path)
        assert response.status_code == 404
        assert read(response)["status"] == "err"
    with productiv(sandbox) as client:
        response = client.get("/services/export/v1/customer/app-summaries")
        assert response.status_code == 404
        assert read(response)["success"] is False
        assert client.put("/pull/v1/apps").status_code == 405
