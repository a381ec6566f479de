"""A client made by openapi-generator, against the sandbox: token, spend, an app in full, a company, bills."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from spokebridge.sandbox import Sandbox


def run(root: Path) -> Iterator[str]:
    """What was done, line by line, with the clients made in `root`. Raises AssertionError when an answer is not what it
    should be.
    """
    with Sandbox() as sandbox:
        connection = sandbox.ninespokes_store.add_example(25)
        productiv = _productiv(sandbox, _package(root, "productiv"))
        yield f"generator client published {_publish(sandbox, *productiv)} spend record"
        yield f"generator client read {_custom_fields(*productiv)} kinds of custom field"
        ninespokes = _ninespokes(sandbox, _package(root, "ninespokes"))
        yield f"generator client made the company {_company(sandbox, *ninespokes)}"
        yield f"generator client read {_bills(connection.company, connection.id, *ninespokes)} of 25 bills in one page"


def _package(root: Path, api: str) -> Any:
    """Both clients are called `openapi_client`, so the one of this API takes the place of the other."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "openapi_client"]:
        del sys.modules[name]
    sys.path.insert(0, str(root / f"openapi_generator_{api}"))
    return import_module("openapi_client")


def _productiv(sandbox: Sandbox, package: Any) -> tuple[Any, Any]:
    """The package and a client that has a token."""
    settings = sandbox.productiv
    configuration = package.Configuration(host=settings["base_url"], ignore_operation_servers=True)
    client = package.ApiClient(configuration)
    token = package.AuthorizationApi(client).get_access_token(
        package.GrantType.CLIENT_CREDENTIALS,
        client_id=settings["client_id"],
        client_secret=settings["client_secret"],
        scope="https://api.productiv.com/connector.write https://api.productiv.com/apps.read",
    )
    configuration.access_token = token.access_token
    return package, client


def _publish(sandbox: Sandbox, package: Any, client: Any) -> int:
    record = package.SpendDataRecord(
        signature_id="T-1",
        created=1719830400000,
        amount=12.5,
        currency="USD",
        type=package.SpendType.EXPENSE,
        vendor="GitHub",
        additional_properties={"team": "web"},
    )
    request = package.PublishSpendDataRequest(records=[record])
    assert package.SpendApi(client).publish_spend_data("spend-import", request).success is True
    received = sandbox.received_spend("spend-import")
    assert [(item["signatureId"], item["team"]) for item in received] == [("T-1", "web")]
    return len(received)


def _custom_fields(package: Any, client: Any) -> int:
    app = package.AppsApi(client).get_app_details("figma").app
    kinds = {type(field.actual_instance).__name__ for field in app.custom_fields}
    assert len(kinds) == 7
    return len(kinds)


def _ninespokes(sandbox: Sandbox, package: Any) -> tuple[Any, Any]:
    settings = sandbox.ninespokes
    configuration = package.Configuration(host=settings["base_url"], api_key={"apiKey": settings["api_key"]})
    return package, package.ApiClient(configuration)


def _company(sandbox: Sandbox, package: Any, client: Any) -> str:
    company = package.CompaniesApi(client).create_company("Smith & Sons").details
    assert sandbox.ninespokes_store.companies[company.id].name == "Smith & Sons"
    return str(company.name)


def _bills(company: str, connection: str, package: Any, client: Any) -> int:
    page = package.DataApi(client).list_bills(company, connection, top=20)
    assert page.total == 25
    assert all(record.data.transaction_currency for record in page.results)
    return len(page.results)
