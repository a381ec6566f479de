"""Trial balances and bank accounts: one record per balance date (9Spokes facts 5.20 and 5.22)."""

import random
from datetime import date
from decimal import Decimal

from ...web.codec import JsonObject
from .values import midnight, money, month_ends, number

_ACCOUNTS = (
    ("1000", "Cheque account", "bank", "assets", "debit"),
    ("1100", "Accounts receivable", "current_accounts_receivable", "assets", "debit"),
    ("1200", "Stock on hand", "inventory", "assets", "debit"),
    ("1500", "Tools and vans", "fixed", "assets", "debit"),
    ("1510", "Accumulated depreciation", "depreciation", "assets", "credit"),
    ("2000", "Accounts payable", "current_accounts_payable", "liability", "credit"),
    ("2200", "GST", "tax", "liability", "credit"),
    ("2500", "Van loan", "term", "liability", "credit"),
    ("3200", "Retained earnings", "retained-earnings", "equity", "credit"),
    ("4000", "Sales", "sales", "revenue", "credit"),
    ("5000", "Rent and power", "overheads", "expense", "debit"),
    ("5200", "Wages", "payroll", "expense", "debit"),
)
_OWNERS = ("3000", "Owner's funds", "owners", "equity")
_BANKS = (("01", "Cheque"), ("02", "Savings"), ("03", "Tax reserve"))


def trial_balances(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"balance_date", "data": [LedgerAccount]}` for so many months. Debits and credits of a date are equal."""
    return [{"balance_date": midnight(day), "data": _balanced(source)} for day in month_ends(start, count)]


def bank_accounts(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"balance_date", "data": [BankAccount]}` for so many months."""
    return [{"balance_date": midnight(day), "data": _banks(source)} for day in month_ends(start, count)]


def _balanced(source: random.Random) -> list[JsonObject]:
    values = [money(source, 500, 90_000) for _ in _ACCOUNTS]
    accounts = [_account(*account, value) for account, value in zip(_ACCOUNTS, values, strict=True)]
    signed = (value if account[4] == "debit" else -value for account, value in zip(_ACCOUNTS, values, strict=True))
    surplus = sum(signed, Decimal(0))
    return [*accounts, _account(*_OWNERS, "credit" if surplus >= 0 else "debit", abs(surplus))]


def _account(code: str, name: str, kind: str, category: str, side: str, value: Decimal) -> JsonObject:
    return {
        "account_identifier": f"account-{code}",
        "account_name": name,
        "account_code": code,
        "account_type": kind,
        "account_category": category,
        "account_currency": "NZD",
        "account_status": "ACTIVE",
        "value_type": side,
        "total_value": number(value),
    }


def _banks(source: random.Random) -> list[JsonObject]:
    return [
        {
            "account_id": f"bank-{place}",
            "account_name": name,
            "account_active": name != "Tax reserve",
            "account_balance": number(money(source, -2_000, 60_000)),
            "account_currency": "NZD",
        }
        for place, name in _BANKS
    ]
