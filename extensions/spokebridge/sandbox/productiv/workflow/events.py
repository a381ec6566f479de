"""The bodies that a custom integration step posts (Productiv facts 5.1 to 5.4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ...settings import ProductivOptions
from ...web.codec import JsonObject
from ..store import App
from .runs import WorkflowKind

TYPES: dict[WorkflowKind, str] = {"renewal": "APP_RENEWAL", "review": "APP_REVIEW", "intake": "SOFTWARE_INTAKE"}
_NAMES: dict[WorkflowKind, str] = {"renewal": "Renewals", "review": "App reviews", "intake": "Software intake"}
_CENT = Decimal("0.01")
_UPLIFT = Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the events of all kinds share; times are Unix milliseconds."""

    kind: WorkflowKind
    app: App
    workflow_id: str
    run_id: str
    callback_token: str
    started: int
    reached: int
    today: date
    attachments: Sequence[JsonObject]


def event(occasion: Occasion, options: ProductivOptions) -> JsonObject:
    """The body of an event."""
    workflow = {
        "Id": occasion.workflow_id,
        "RunId": occasion.run_id,
        "Name": _NAMES[occasion.kind],
        "Type": TYPES[occasion.kind],
        "StartTimestamp": occasion.started,
    }
    metadata: JsonObject = {"Workflow": workflow}
    if occasion.kind != "intake":
        details = occasion.app.details
        metadata["Application"] = {"Id": occasion.app.id, "Name": details["ApplicationName"]}
    return {
        "Timestamp": occasion.reached,
        "CallbackToken": occasion.callback_token,
        "Metadata": metadata,
        **_PARTS[occasion.kind](occasion, options),
        "Attachments": list(occasion.attachments),
    }


def _renewal(occasion: Occasion, options: ProductivOptions) -> JsonObject:
    terms = _Terms.of(occasion)
    proposal = terms.renewed()
    return {
        "Contracts": {
            "Summary": {
                "StartDate": terms.start.isoformat(),
                "EndDate": terms.end.isoformat(),
                "TermAmount": terms.amount,
                "AutoRenews": terms.auto_renews,
                "Units": terms.units,
            },
            "Details": [_contract(occasion, terms, options)],
        },
        "RenewalProposal": {
            "Summary": {
                "StartDate": proposal.start.isoformat(),
                "EndDate": proposal.end.isoformat(),
                "TermMonths": proposal.months,
                "TermAmount": proposal.amount,
            },
            "LineItems": [{"AutoRenews": proposal.auto_renews, **proposal.line()}],
        },
    }


def _contract(occasion: Occasion, terms: "_Terms", options: ProductivOptions) -> JsonObject:
    """Two members have two spellings, one in the page's table and one in its sample (Productiv facts 7)."""
    table = options.webhook_spelling == "table"
    return {
        "ContractId": f"{occasion.app.id}-1",
        "StartDate": terms.start.isoformat(),
        "EndDate": terms.end.isoformat(),
        "TermMonths": terms.months,
        "TermAmount": terms.amount,
        "AnnualAmount": terms.amount,
        "AutoRenews": terms.auto_renews,
        "AutoRenewCancellationPeriodDays" if table else "AutoRenewalCancellationPeriodDays": 30,
        **({"Units": terms.units} if table else {}),
        "Buyer": {"Name": "Example Ltd", "Email": "procurement@example.com", "Address": "1 Quay Street, Auckland"},
        "Supplier": {"Name": occasion.app.details.get("VendorName", occasion.app.id), "Email": "sales@example.org"},
        "Payment": {"Term" if table else "Terms": "net 30", "Frequency": "annual"},
        "LineItems": [terms.line()],
    }


@dataclass(frozen=True, slots=True)
class _Terms:
    start: date
    end: date
    months: int
    auto_renews: bool
    units: int
    total: Decimal
    currency: str

    @classmethod
    def of(cls, occasion: Occasion) -> "_Terms":
        """Those of the app's contract; for an app without one, those of a small contract that ends in sixty days."""
        contract = occasion.app.details.get("Contract")
        if contract is None:
            end = occasion.today + timedelta(days=60)
            return cls(end - timedelta(days=364), end, 12, False, 10, Decimal("1200.00"), "USD")
        summary = contract["Summary"]
        amount = summary["TermAmount"]
        start, end = date.fromisoformat(summary["StartDate"]), date.fromisoformat(summary["EndDate"])
        units, months = summary["LicensesPurchased"], summary["TermMonths"]
        return cls(start, end, months, summary["AutoRenews"], units, amount["Amount"], amount["Currency"])

    def renewed(self) -> "_Terms":
        """A year more, a tenth dearer."""
        start = self.end + timedelta(days=1)
        total = (self.total * _UPLIFT).quantize(_CENT)
        return _Terms(start, start + timedelta(days=364), 12, False, self.units, total, self.currency)

    @property
    def amount(self) -> JsonObject:
        return {"Amount": self.total, "Currency": self.currency}

    def line(self) -> JsonObject:
        per_unit = (self.total / self.units).quantize(_CENT)
        return {
            "LicenseType": "User",
            "Description": "Seats",
            "StartDate": self.start.isoformat(),
            "EndDate": self.end.isoformat(),
            "TermMonths": self.months,
            "TermAmount": self.amount,
            "Units": self.units,
            "AnnualCostPerUnit": {"Amount": per_unit, "Currency": self.currency},
        }


def _review(_occasion: Occasion, _options: ProductivOptions) -> JsonObject:
    return {}


def _intake(occasion: Occasion, _options: ProductivOptions) -> JsonObject:
    """Form values of several types: the page allows any (Productiv facts 5.4)."""
    name = occasion.app.details["ApplicationName"]
    vendor = occasion.app.details.get("VendorName", name)
    return {
        "RequestForm": {
            "application": {"FieldLabel": "Software/App name", "FieldValue": name},
            "vendor": {"FieldLabel": "Vendor", "FieldValue": vendor},
            "cost": {
                "FieldLabel": "Expected cost of purchase",
                "FieldValue": {"amount": Decimal("4800.50"), "currencyCode": "EUR"},
            },
            "seats": {"FieldLabel": "Number of licenses", "FieldValue": 25},
            "teams": {"FieldLabel": "Who will use it", "FieldValue": ["Design", "Marketing"]},
            "approved": {"FieldLabel": "Approved by the manager", "FieldValue": True},
            "comment": {"FieldLabel": "Anything else?", "FieldValue": None},
        }
    }


_PARTS: dict[WorkflowKind, Callable[[Occasion, ProductivOptions], JsonObject]] = {
    "renewal": _renewal,
    "review": _review,
    "intake": _intake,
}
