"""The apps that can be connected and the datasources each supplies (9Spokes facts 7; the mapping is inferred there)."""

from dataclasses import dataclass

DATASOURCES = (
    "bills",
    "invoices",
    "products",
    "contacts",
    "trial_balance",
    "business",
    "bank_accounts",
    "leaves",
    "payRunSummary",
    "staffWages",
    "sales",
    "campaigns",
    "growth_history",
    "webAnalytics",
)
"""Everything with a published path (9Spokes facts 5)."""

DATE_MEMBERS = frozenset(
    {
        "transaction_date",
        "transaction_due_date",
        "transaction_paid_date",
        "balance_date",
        "start_date",
        "end_date",
        "start",
        "end",
        "date",
        "dates",
        "created_at",
        "updated_at",
        "deleted_at",
        "sent_time",
        "list_date_created",
        "month",
        "updated",
    }
)
"""Members typed as date in the field tables (9Spokes facts 5.16 to 5.29), and `updated` of the metadata (5.15)."""


@dataclass(frozen=True, slots=True)
class App:
    """An app that can be connected: its slug, display name and the datasources it supplies."""

    slug: str
    name: str
    datasources: tuple[str, ...] = ()


_BOOKS = ("bills", "contacts", "invoices", "business", "products", "trial_balance")
_SHOP = ("sales", "contacts", "products")

_APPS = (
    App("xero", "Xero", ("bank_accounts", *_BOOKS)),
    App("intuit", "QuickBooks", ("bank_accounts", *_BOOKS)),
    App("freeagent", "FreeAgent", _BOOKS),
    App("sage", "Sage", ("bank_accounts", "contacts", "invoices", "business", "products", "trial_balance")),
    App("freshbooks", "FreshBooks", ("bills", "invoices", "business", "products", "trial_balance")),
    App("kashflow", "KashFlow", ("bank_accounts", "contacts", "invoices", "business", "products", "trial_balance")),
    App("myob-accountright", "MYOB AccountRight", ("bank_accounts", "bills", "contacts", "invoices", "trial_balance")),
    App("pandle", "Pandle", _BOOKS),
    App("reckon", "Reckon", _BOOKS),
    App("wave", "Wave", ("contacts", "invoices", "business", "products", "trial_balance")),
    App("zohobooks", "Zoho Books", ("bills", "contacts", "invoices", "products")),
    App("clearbooks", "Clear Books", ("contacts", "invoices", "business")),
    App("adp-payroll", "ADP", ("payRunSummary", "staffWages")),
    App("talenox", "Talenox", ("payRunSummary", "leaves")),
    App("shopify", "Shopify", ("business", *_SHOP)),
    App("unleashed", "Unleashed", ("business", *_SHOP)),
    App("clover", "Clover", _SHOP),
    App("vend", "Vend", _SHOP),
    App("stripe", "Stripe", ("sales",)),
    App("square", "Square", ("sales",)),
    App("mailchimp", "Mailchimp", ("campaigns", "growth_history")),
    App("constant-contact", "Constant Contact", ("campaigns",)),
    App("googleanalytics", "Google Analytics", ("webAnalytics",)),
    App("facebook", "Facebook"),
    App("linkedin", "LinkedIn"),
    App("instagram", "Instagram"),
)

APPS = {app.slug: app for app in _APPS}

SHOPS = frozenset(slug for slug, app in APPS.items() if "sales" in app.datasources)
"""Apps that sell; their products have more members (9Spokes facts 5.18)."""


def display_name(slug: str) -> str:
    """How confirmation sentences call an app (9Spokes facts 5.4)."""
    return APPS[slug].name if slug in APPS else slug.capitalize()
