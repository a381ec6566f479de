"""Publish spend data (Productiv facts 3.3)."""

from ..web.messages import Call, Reply
from . import checks
from .checks import RecordRules, records_of
from .service import ProductivService, answer

_RULES = RecordRules(
    required={
        "signatureId": checks.TEXT,
        "created": checks.MILLISECONDS,
        "amount": checks.NUMBER,
        "currency": checks.CURRENCY,
        "type": checks.one_of("expense", "invoice"),
        "vendor": checks.TEXT,
    },
    optional={
        **dict.fromkeys(
            (
                "description",
                "identifier",
                "name",
                "category",
                "transactionNumber",
                "invoiceNumber",
                "poNumber",
                "costCenter",
            ),
            checks.ANY_TEXT,
        ),
        "lastModifiedTs": checks.TEXT_OR_NUMBER,
    },
)
"""`lastModifiedTs`: typed String, described as a time in milliseconds; both are taken (Productiv facts 7)."""


def publish_spend_data(service: ProductivService, call: Call) -> Reply:
    """All records of a request are stored, or none."""
    app = service.find_app(call.path["appId"])
    app.add_spend(records_of(call, "records", _RULES))
    return answer(success=True)
