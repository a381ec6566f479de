"""App summaries and details (Productiv facts 3.9, 3.10 and 4)."""

from collections.abc import Iterator
from decimal import Decimal

import httpx
import pytest

from spokebridge.sandbox import Sandbox

from .support import productiv, read

KINDS = {"singleselect", "multiselect", "text", "number", "date", "currency", "hyperlink"}


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with productiv(sandbox, "apps.read") as client:
        yield client


@pytest.mark.parametrize("version", ["v1", "v3"])
def test_summaries_leave_out_inactive_apps_and_details(client: httpx.Client, version: str) -> None:
    body = read(client.get(f"/pull/{version}/apps"))
    assert set(body) == {"Apps", "AsOfDate", "ResponseTimeMs"}
    assert body["AsOfDate"] == "2024-06-30"
    ids = [app["ApplicationId"] for app in body["Apps"]]
    assert "figma" in ids
    assert "typeform" not in ids
    assert all("Instances" not in app and "FiscalSpend" not in app for app in body["Apps"])
    everything = read(client.get(f"/pull/{version}/apps", params={"includeInactive": "true"}))
    assert "typeform" in [app["ApplicationId"] for app in everything["Apps"]]


def test_verbose_gives_details(client: httpx.Client) -> None:
    apps = read(client.get("/pull/v1/apps", params={"verbose": "true"}))["Apps"]
    figma = next(app for app in apps if app["ApplicationId"] == "figma")
    assert figma["FiscalSpend"]["TotalSpend"] == {"Amount": Decimal("33649.50"), "Currency": "USD"}
    assert client.get("/pull/v1/apps", params={"verbose": "maybe"}).status_code == 400


def test_the_portfolio_shows_every_kind_of_value(client: httpx.Client) -> None:
    apps = read(client.get("/pull/v1/apps", params={"verbose": "true", "includeInactive": "true"}))["Apps"]
    fields = {field["FieldType"]: field["FieldValue"] for app in apps for field in app.get("CustomFields", ())}
    assert set(fields) == KINDS
    assert fields["currency"] == {"currencyCode": "EUR", "amount": Decimal("59999.99")}
    assert {app["AppStatus"] for app in apps} == {"Approved", "Not approved", "In review", "None", ""}
    assert max(app["AppContacts"]["NumContacts"] for app in apps if "AppContacts" in app) == 9
    github = next(app for app in apps if app["ApplicationId"] == "github")
    assert github["Activity"]["Unmanaged SSO"]["Summary"]["RollingWindow30"]["PercentageActive"] is None


def test_details_of_one_app_by_version(client: httpx.Client) -> None:
    v1, v2, v3 = (read(client.get(f"/pull/{version}/apps/figma")) for version in ("v1", "v2", "v3"))
    assert set(v1) == {"App", "AsOfDate", "ResponseTimeMs"}
    assert set(v2) == set(v3) == {*v1, "FiscalDate", "FiscalDateRange"}
    assert v3["FiscalDate"] == {"FiscalYear": "2024", "AsOfMonth": "06"}
    assert v3["FiscalDateRange"] == {"Start": "2024-01-01", "End": "2024-12-31"}
    assert v1["App"] == v3["App"]
    assert client.get("/pull/v3/apps/nobody").status_code == 404
    assert client.get("/pull/v3/apps/figma-main").status_code == 404
