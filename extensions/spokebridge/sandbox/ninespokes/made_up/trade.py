"""Invoices, sales, products and customers (9Spokes facts 5.17 to 5.19 and 5.26)."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ...web.codec import JsonObject
from .values import CENT, identifier, midnight, number

_GOODS = (
    ("Wall tile, white", "Tiles", "1.85"),
    ("Floor tile, slate", "Tiles", "4.20"),
    ("Mosaic sheet", "Tiles", "12.95"),
    ("Adhesive, 20 kg", "Supplies", "31.50"),
    ("Grout, 5 kg", "Supplies", "14.25"),
    ("Tile cutter", "Tools", "189.00"),
    ("Spacers, 200", "Tools", "6.75"),
    ("Laying, hour", "Services", "68.00"),
)
_CUSTOMERS = (
    "Bayview Apartments",
    "Café Kererū",
    "D'Arcy & Daughters",
    "Hill Street Medical",
    "North Shore Pools",
    "Ponsonby Bathrooms",
    "Smith & Co Builders",
    "Te Aro Hotel",
)
_TAX = Decimal("0.15")
_STATUSES = ("PAID",) * 12 + ("UNPAID",) * 7 + ("VOIDED",)


@dataclass(frozen=True, slots=True)
class _Style:
    """How invoices and sales differ."""

    prefix: str
    category: str
    kind: str
    due_days: int


_INVOICE = _Style("INV", "revenue-transaction", "invoice", 30)
_SALE = _Style("S", "sales-revenue", "goods-service", 0)


def invoices(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"data": Invoice}` each, within half a year."""
    return [_transaction(source, place, start, _INVOICE) for place in range(1, count + 1)]


def sales(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"data": Sale}` each, within half a year."""
    return [_transaction(source, place, start, _SALE) for place in range(1, count + 1)]


def products(source: random.Random, count: int, _start: date) -> list[JsonObject]:
    """`{"data": Product}` each, as accounting apps have them."""
    return [{"data": _product(source, place)} for place in range(1, count + 1)]


def shop_products(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """Products as point-of-sale apps have them, with more members."""
    return [{"data": _shop_product(source, place, start)} for place in range(1, count + 1)]


def customers(source: random.Random, count: int, _start: date) -> list[JsonObject]:
    """`{"contact": Contact}` each."""
    return [{"contact": _customer(source, place)} for place in range(count)]


def _transaction(source: random.Random, place: int, start: date, style: _Style) -> JsonObject:
    day = start + timedelta(days=source.randrange(180))
    status = source.choice(_STATUSES)
    lines = list(_lines(source, style))
    net = sum((line[0] for line in lines), Decimal(0))
    tax = sum((line[1] for line in lines), Decimal(0))
    data: JsonObject = {
        "transaction_reference": f"{style.prefix}-{place:05d}",
        "transaction_date": midnight(day, fraction=place % 3 != 0),
        "transaction_due_date": midnight(day + timedelta(days=style.due_days)),
        "transaction_status": status,
        "transaction_currency": "NZD",
        "currency_rate": 1,
        "transaction_net_value": number(net),
        "transaction_tax_value": number(tax),
        "transaction_gross_value": number(net + tax),
        "transaction_outstanding_amount": number(net + tax) if status == "UNPAID" else 0,
        "party_identifier": f"customer-{source.randrange(len(_CUSTOMERS)) + 1}",
        "line_items": [line[2] for line in lines],
    }
    return {"data": data}


def _lines(source: random.Random, style: _Style) -> Iterator[tuple[Decimal, Decimal, JsonObject]]:
    for name, _, price in source.sample(_GOODS, source.choice((1, 1, 2, 3))):
        quantity = source.choice((1, 2, 4, 10, 25))
        net = Decimal(price) * quantity
        tax = (net * _TAX).quantize(CENT)
        item = {
            "product_name": name,
            "system_id": identifier(source),
            "item_identifier": "N/A",
            "item_category": style.category,
            "item_type": style.kind,
            "item_quantity": quantity,
            "item_net_unit_sale_value": number(Decimal(price)),
            "item_total_net_value": number(net),
            "item_total_tax_value": number(tax),
            "item_total_gross_value": number(net + tax),
        }
        yield net, tax, item


def _product(source: random.Random, place: int) -> JsonObject:
    name, group, text = _GOODS[(place - 1) % len(_GOODS)]
    price, stock = Decimal(text), source.randrange(400)
    cost = (price * Decimal("0.6")).quantize(CENT)
    return {
        "product_id": f"p-{place}",
        "product_name": name if place <= len(_GOODS) else f"{name} ({place})",
        "product_group": group,
        "product_variant": source.choice((["small"], ["large", "matt"], [])),
        "product_cost": number(cost),
        "product_net_price": number(price),
        "inventory_product_quantity": stock,
        "product_cost_value": number(cost * stock),
        "product_sale_value": number(price * stock),
    }


def _shop_product(source: random.Random, place: int, start: date) -> JsonObject:
    product = _product(source, place)
    price = Decimal(product["product_net_price"])
    handle = "".join(letter if letter.isalnum() else "-" for letter in product["product_name"].lower())
    return {
        **product,
        "product_handle": handle,
        "product_sku": f"SKU-{place:04d}",
        "created_at": midnight(start),
        "updated_at": midnight(start + timedelta(days=source.randrange(180))),
        "deleted_at": midnight(start + timedelta(days=180)) if place % 9 == 0 else None,
        "product_gross_price": number((price * (1 + _TAX)).quantize(CENT)),
        "inventory_product": product["product_group"] != "Services",
    }


def _customer(source: random.Random, place: int) -> JsonObject:
    name = _CUSTOMERS[place % len(_CUSTOMERS)]
    name = name if place < len(_CUSTOMERS) else f"{name} {place // len(_CUSTOMERS) + 1}"
    contact: JsonObject = {
        "id": f"customer-{place + 1}",
        "type": "customer",
        "company_name": name,
        "email": f"office{place + 1}@example.com",
        "phone": f"+64 9 555 {source.randrange(10_000):04d}",
    }
    if place % 2 == 0:
        street = f"{source.randrange(1, 200)} Karangahape Road"
        contact["addresses"] = [{"type": "billing", "line1": street, "city": "Auckland", "country": "NZ"}]
    return contact
