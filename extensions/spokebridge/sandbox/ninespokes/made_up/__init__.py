"""Records that nobody sent: plausible, spec-shaped, and the same for the same seed.

| where | what lives there |
| --- | --- |
| `bills.py` | bills, and contacts for their vendors |
| `trade.py` | invoices, sales, products, customers |
| `ledger.py` | trial balances, bank accounts |
| `payroll.py` | leaves, pay runs, wages |
| `marketing.py` | campaigns, growth history, web analytics |
| `values.py` | what they share |
"""

import random
from collections.abc import Callable, Mapping
from datetime import date

from ...web.codec import JsonObject
from . import ledger, marketing, payroll, trade
from .bills import MadeUp, make_up

Maker = Callable[[random.Random, int, date], list[JsonObject]]
"""So many records of a datasource in wire form, dated from a day on."""

MAKERS: Mapping[str, Maker] = {
    "bills": lambda source, count, start: make_up(source, count, start=start, days=180).bills,
    "invoices": trade.invoices,
    "products": trade.products,
    "contacts": trade.customers,
    "trial_balance": ledger.trial_balances,
    "bank_accounts": ledger.bank_accounts,
    "leaves": payroll.leaves,
    "payRunSummary": payroll.pay_runs,
    "staffWages": payroll.wages,
    "sales": trade.sales,
    "campaigns": marketing.campaigns,
    "growth_history": marketing.growth_history,
    "webAnalytics": marketing.web_analytics,
}
"""Every list that has a path (9Spokes facts 5)."""

SHOP_PRODUCTS: Maker = trade.shop_products
"""Products of apps that sell (9Spokes facts 5.18)."""

MOST: Mapping[str, int] = {"trial_balance": 24, "bank_accounts": 24, "payRunSummary": 24, "growth_history": 4}
"""Datasources of which a real business has few records, however many transactions."""

__all__ = ["MAKERS", "MOST", "SHOP_PRODUCTS", "MadeUp", "Maker", "make_up"]
