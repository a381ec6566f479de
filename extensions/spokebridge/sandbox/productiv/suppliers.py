"""Suppliers: list, and update of their custom fields (Productiv facts 3.19 and 3.20)."""

from ..clock import day_before
from ..web.codec import JsonObject
from ..web.messages import Call, Reply
from .batches import apply_batch
from .custom_fields import SUPPLIER_FIELDS, find_field, set_value
from .service import ProductivService, answer

_RESPONSE_TIME_MS = 9


def list_suppliers(service: ProductivService, call: Call) -> Reply:
    """Vendors for `vendor`, resellers for anything else, as the page says; hence also when it is left out."""
    kind = "Vendor" if call.parameter("sellerType") == "vendor" else "Reseller"
    suppliers = [one for one in service.store.suppliers.values() if one["SupplierType"] == kind]
    as_of = day_before(service.clock()).isoformat()
    return answer(Suppliers=suppliers, AsOfDate=as_of, ResponseTimeMs=_RESPONSE_TIME_MS)


def update_supplier_attributes(service: ProductivService, call: Call) -> Reply:
    """Sets custom fields of vendors and resellers."""
    return apply_batch(call, "supplierId", service.store.suppliers.get, {"customFields": _set_field}, "supplier")


def _set_field(supplier: JsonObject, entry: JsonObject) -> str | None:
    field = find_field(SUPPLIER_FIELDS, entry["name"])
    if field is None:
        names = ", ".join(one.name for one in SUPPLIER_FIELDS)
        return f"there is no custom field {entry['name']}; there are {names}"
    reason = field.reason_against(entry.get("value"))
    if reason is None:
        set_value(supplier, field, entry["value"])
    return reason
