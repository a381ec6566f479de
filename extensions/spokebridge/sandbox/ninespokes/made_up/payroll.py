"""Leaves, pay runs and wages (9Spokes facts 5.23 to 5.25)."""

import random
from datetime import date, timedelta

from ...web.codec import JsonObject
from .values import midnight, money, month_ends, number

_STAFF = ("A. Ngata", "S. O'Neill", "P. Raman", "Z. Martin", "T. Brown")


def leaves(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"leave": Leave}` each, of one to five days within half a year."""
    return [{"leave": _leave(source, place, start)} for place in range(1, count + 1)]


def pay_runs(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"pay_run_summary": PayRunSummary}` for so many months."""
    return [{"pay_run_summary": _pay_run(source, end)} for end in month_ends(start, count)]


def wages(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """`{"staff_wages": StaffWages}`, several a month."""
    months = month_ends(start, -(-count // len(_STAFF)))
    found = [{"staff_wages": _wage(source, day)} for day in months for _ in _STAFF]
    return found[:count]


def _leave(source: random.Random, place: int, start: date) -> JsonObject:
    employee = source.randrange(len(_STAFF))
    first = start + timedelta(days=source.randrange(180))
    days = [first + timedelta(days=offset) for offset in range(source.randrange(1, 6))]
    return {
        "id": str(place),
        "type": source.choice(("SICK", "PAID", "PAID", "UNPAID", "OTHER")),
        "status": source.choice(("APPROVED", "APPROVED", "PENDING", "DECLINED", "OTHER")),
        "start_date": midnight(days[0]),
        "end_date": midnight(days[-1]),
        "application_url": f"https://payroll.example.com/leaves/{place}",
        "employee_id": str(employee + 1),
        "employee_name": _STAFF[employee],
        "dates": [midnight(day) for day in days],
    }


def _pay_run(source: random.Random, end: date) -> JsonObject:
    return {
        "pay_period": "Monthly",
        "start_date": midnight(end.replace(day=1)),
        "end_date": midnight(end),
        "hours": source.randrange(600, 860),
        "gross_pay": number(money(source, 21_000, 34_000)),
    }


def _wage(source: random.Random, day: date) -> JsonObject:
    return {
        "employment_type": source.choice(("FULL-TIME", "FULL-TIME", "PART-TIME", "CONTRACTOR", "INTERN", "OTHER")),
        "gross_pay": number(money(source, 1_500, 9_500)),
        "date": midnight(day),
    }
