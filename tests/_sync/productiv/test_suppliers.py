# Derived from tests/_async/productiv/test_suppliers.py by `python -m codegen build`; edit that file instead.
"""The list of suppliers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge.errors import ConfigurationError

from tests.support.server import FakeServer

pytestmark = pytest.mark.anyio

ROUTE = "GET /pull/v1/suppliers"
ANSWER: dict[str, Any] = {
    "Suppliers": [{"VendorId": "v1", "VendorName": "Figma", "SupplierType": "Vendor"}],
    "AsOfDate": "2024-07-01",
    "ResponseTimeMs": 4,
}


@pytest.mark.parametrize(
    ("seller_type", "query"),
    [(None, {}), ("reseller", {"sellerType": "reseller"}), (models.SellerType.VENDOR, {"sellerType": "vendor"})],
)
def test_lists_suppliers(server: FakeServer, seller_type: Any, query: dict[str, str]) -> None:
    server.answer(ROUTE, ANSWER)
    with Productiv(**server.productiv, strict=True) as productiv:
        found = productiv.suppliers.list(seller_type)
    assert found.as_of_date == date(2024, 7, 1)
    assert found.suppliers[0].vendor_name == "Figma"
    assert dict(server.calls[0].query) == query


def test_refuses_an_unknown_kind(server: FakeServer) -> None:
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match="seller_type is 'broker'; use one of vendor, reseller"):
            productiv.suppliers.list("broker")  # type: ignore[arg-type]
    assert server.requests == []
