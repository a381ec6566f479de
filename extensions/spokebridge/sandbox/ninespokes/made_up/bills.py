"""Bills, and contacts for their vendors (9Spokes facts 5.16 and 5.19)."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ...web.codec import JsonObject
from .values import CENT, identifier, midnight, number


@dataclass(frozen=True, slots=True)
class Vendor:
    """Somebody who sends bills, and for what."""

    name: str
    domain: str
    category: str
    product: str
    currency: str
    price: str


_VENDORS = (
    Vendor("Figma, Inc.", "figma.example", "Software", "Organization seat", "USD", "45.00"),
    Vendor("Slack Technologies Limited", "slack.example", "Software", "Business+ seat", "USD", "12.50"),
    Vendor("GitHub, Inc.", "github.example", "Software", "Enterprise seat", "USD", "21.00"),
    Vendor("Atlassian Pty Ltd", "atlassian.example", "Software", "Jira Premium", "USD", "14.54"),
    Vendor("Zoom Video Communications", "zoom.example", "Software", "Business licence", "USD", "18.32"),
    Vendor("Amazon Web Services NZ", "aws.example", "Hosting", "Compute and storage", "NZD", "1184.37"),
    Vendor("Xero Limited", "xero.example", "Software", "Ultimate plan", "NZD", "82.61"),
    Vendor("Spark New Zealand", "spark.example", "Telephone & Internet", "Business fibre", "NZD", "103.48"),
    Vendor("Mercury NZ Ltd", "mercury.example", "Light, Power, Heating", "Electricity", "NZD", "412.93"),
    Vendor("Kāpiti Coffee Roasters", "kapiticoffee.example", "Office Expenses", "Beans, 1 kg", "NZD", "38.26"),
    Vendor("Smith & Sons Couriers", "smithsons.example", "Freight & Courier", "Overnight parcel", "NZD", "7.83"),
    Vendor("O'Brien Legal", "obrien.example", "Legal Expenses", "Advice, hour", "NZD", "310.00"),
    Vendor("Officeworks Wellington", "officeworks.example", "Printing & Stationery", "Paper, carton", "NZD", "54.77"),
    Vendor("The Crown Estate Rent Office", "crownrent.example", "Rent", "Suite 4", "GBP", "2750.00"),
    Vendor("Thames Water", "thameswater.example", "Utilities", "Water", "GBP", "131.19"),
    Vendor("Monday Ltd", "monday.example", "Software", "Pro seat", "GBP", "15.99"),
    Vendor("Royal Mail", "royalmail.example", "Freight & Courier", "Franking", "GBP", "0.85"),
    Vendor("Müller & Co. Reprographics", "mueller.example", "Printing & Stationery", "A1 plot", "GBP", "6.45"),
)
_PEOPLE: Sequence[tuple[str, str]] = (("Aroha", "Ngata"), ("Sam", "O'Neill"), ("Priya", "Raman"), ("Zoë", "Martin"))
_TAX = {"NZD": Decimal("0.15"), "GBP": Decimal("0.20"), "USD": Decimal(0)}
_RATE = {"NZD": "1", "GBP": "2.0716", "USD": "1.63405"}
_STATUSES = ("PAID",) * 11 + ("UNPAID",) * 7 + ("VOIDED",) * 2


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Wire-form records that belong together."""

    bills: list[JsonObject]
    contacts: list[JsonObject]


def make_up(random_source: random.Random, count: int, *, start: date, days: int, first_number: int = 1) -> MadeUp:
    """`count` bills dated within `days` of `start`. One vendor in six has no contact, as in real ledgers."""
    parties = {vendor: identifier(random_source) for vendor in _VENDORS}
    bills = [
        _bill(random_source, place, parties, start + timedelta(days=random_source.randrange(days)))
        for place in range(first_number, first_number + count)
    ]
    known = [vendor for index, vendor in enumerate(_VENDORS) if index % 6 != 5]
    return MadeUp(bills, [{"contact": _contact(index, parties[v], v)} for index, v in enumerate(known)])


def _bill(random_source: random.Random, place: int, parties: dict[Vendor, str], day: date) -> JsonObject:
    vendor = random_source.choice(_VENDORS)
    status = random_source.choice(_STATUSES)
    lines = list(_lines(random_source, vendor))
    net = sum((line.net for line in lines), Decimal(0))
    tax = sum((line.tax for line in lines), Decimal(0))
    bill: JsonObject = {
        "transaction_reference": f"BILL-{place:05d}",
        "related_reference": f"PO-{random_source.randrange(1000, 9999)}",
        "party_identifier": parties[vendor],
        "transaction_date": midnight(day, fraction=place % 3 != 0),
        "transaction_due_date": midnight(day + timedelta(days=20)),
        "transaction_status": status,
        "transaction_currency": vendor.currency,
        "currency_rate": number(Decimal(_RATE[vendor.currency])),
        "transaction_gross_value": number(net + tax),
        "transaction_net_value": number(net),
        "tax_amount": number(tax),
        "transaction_outstanding_amount": number(net + tax) if status == "UNPAID" else 0,
        "line_items": [line.wire(random_source) for line in lines],
    }
    if status == "PAID":
        bill["transaction_paid_date"] = midnight(day + timedelta(days=random_source.randrange(1, 40)))
    return {"data": bill}


@dataclass(frozen=True, slots=True)
class _Line:
    vendor: Vendor
    quantity: int
    price: Decimal
    net: Decimal
    tax: Decimal

    def wire(self, random_source: random.Random) -> JsonObject:
        return {
            "product_name": self.vendor.product,
            "system_id": identifier(random_source),
            "item_identifier": "N/A",
            "item_category": self.vendor.category,
            "item_type": "bill",
            "item_quantity": self.quantity,
            "item_net_unit_sale_value": number(self.price),
            "item_total_net_value": number(self.net),
            "item_total_tax_value": number(self.tax),
            "item_total_gross_value": number(self.net + self.tax),
        }


def _lines(random_source: random.Random, vendor: Vendor) -> Iterator[_Line]:
    for _ in range(random_source.choice((1, 1, 1, 2, 3))):
        quantity = random_source.choice((1, 1, 2, 3, 5, 12, 40))
        price = (Decimal(vendor.price) * random_source.randrange(80, 121) / 100).quantize(CENT)
        net = price * quantity
        yield _Line(vendor, quantity, price, net, (net * _TAX[vendor.currency]).quantize(CENT))


def _contact(index: int, party: str, vendor: Vendor) -> JsonObject:
    contact: JsonObject = {
        "id": party,
        "type": "customer and supplier" if index % 7 == 6 else "supplier",
        "company_name": vendor.name,
        "email": f"accounts@{vendor.domain}",
        "website": f"https://{vendor.domain}",
    }
    if index % 3 == 0:
        first, last = _PEOPLE[index % len(_PEOPLE)]
        contact |= {"first_name": first, "last_name": last, "contact_name": f"{first} {last}"}
    if index % 4 == 0:
        contact["addresses"] = [
            {"type": "billing", "line1": f"{index + 1} Quay Street", "city": "Auckland", "country": "NZ"}
        ]
    return contact
