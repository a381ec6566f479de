"""The seeded suppliers: vendors of the portfolio with every kind of custom field, and resellers (Productiv facts 3.19).

The fields of a reseller are inferred, because the sample is cut off.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ...web.codec import JsonObject
from ..custom_fields import SUPPLIER_FIELDS, find_field, set_value

_VENDORS: Sequence[tuple[str, str, dict[str, Any]]] = (
    (
        "v-figma",
        "Figma, Inc.",
        {
            "Risk": "low",
            "Tags": ["strategic"],
            "Account manager": "Ona Blake",
            "Score": Decimal("4.5"),
            "Onboarded": "2021-01-04",
            "Credit limit": {"currencyCode": "EUR", "amount": Decimal("100000.50")},
            "Portal": {"label": "Orders", "url": "https://orders.example.com"},
        },
    ),
    ("v-slack", "Slack Technologies", {"Risk": "low"}),
    ("v-github", "GitHub, Inc.", {"Risk": "medium"}),
    ("v-notion", "Notion Labs", {}),
    ("v-typeform", "Typeform SL", {"Tags": []}),
)
_RESELLERS: Sequence[tuple[str, str, dict[str, Any]]] = (
    ("r-harbour", "Harbour Software Resale", {"Tags": ["local"]}),
    ("r-quay", "Quay Licensing", {}),
)


def supply() -> dict[str, JsonObject]:
    """Suppliers by id."""
    vendors = {
        identifier: _with_fields(
            {"VendorId": identifier, "VendorName": name, "CustomFields": [], "SupplierType": "Vendor"}, values
        )
        for identifier, name, values in _VENDORS
    }
    resellers = {
        identifier: _with_fields(
            {"ResellerId": identifier, "ResellerName": name, "CustomFields": [], "SupplierType": "Reseller"}, values
        )
        for identifier, name, values in _RESELLERS
    }
    return {**vendors, **resellers}


def _with_fields(supplier: JsonObject, values: dict[str, Any]) -> JsonObject:
    for name, value in values.items():
        field = find_field(SUPPLIER_FIELDS, name)
        if field is not None:
            set_value(supplier, field, value)
    return supplier
