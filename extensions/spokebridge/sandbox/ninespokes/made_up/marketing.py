"""E-mail campaigns, growth of mailing lists, web analytics (9Spokes facts 5.28 to 5.30)."""

import random
from datetime import date, timedelta

from ...web.codec import JsonObject
from .values import midnight, month_ends

_STATUSES = ("Done", "Done", "Done", "Draft", "Scheduled", "Executing", "Error", "Removed")
_TYPES = ("NEWSLETTER", "Announcement", "Ratings and Reviews", "Business Letter")
_LISTS = ("All customers", "Trade", "Newsletter", "Showroom visitors")
_SOURCES = ("Google", "Facebook", "Direct", "Newsletter", "Instagram", "Referral")
_MONTHS = 12


def campaigns(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """Flat records, within half a year."""
    return [_campaign(source, place, start) for place in range(1, count + 1)]


def growth_history(source: random.Random, count: int, start: date) -> list[JsonObject]:
    """Flat records, one a mailing list, with a year of months."""
    return [_list(source, place, start) for place in range(count)]


def web_analytics(source: random.Random, count: int, _start: date) -> list[JsonObject]:
    """Flat records whose values are texts for people."""
    return [_visits(source, place) for place in range(count)]


def _campaign(source: random.Random, place: int, start: date) -> JsonObject:
    created = start + timedelta(days=source.randrange(180))
    status = source.choice(_STATUSES)
    campaign: JsonObject = {
        "campaign_id": f"k-{place}",
        "name": f"Campaign {place}",
        "type": source.choice(_TYPES),
        "status": status,
        "created_at": midnight(created),
        "updated_at": midnight(created + timedelta(days=1)),
    }
    if status == "Done":
        campaign["sent_time"] = midnight(created + timedelta(days=1))
        campaign["campaign_report"] = _report(source)
    return campaign


def _report(source: random.Random) -> JsonObject:
    sends = source.randrange(50, 2_000)
    bounces = source.randrange(sends // 20 + 1)
    opens = source.randrange(sends - bounces)
    return {
        "sends": sends,
        "deliveries": sends - bounces,
        "bounces": bounces,
        "opens": opens,
        "deliveries_unopened": sends - bounces - opens,
        "clicks": source.randrange(opens + 1),
        "abuse_reports": source.randrange(3),
    }


def _list(source: random.Random, place: int, start: date) -> JsonObject:
    members, months = source.randrange(80, 400), list[JsonObject]()
    for day in month_ends(start, _MONTHS):
        joined, left = source.randrange(20), source.randrange(8)
        months.append(
            {
                "month": midnight(day.replace(day=10)),
                "existing": members,
                "imports": 0,
                "optins": joined,
                "subscribed": members + joined - left,
                "unsubscribed": left,
                "cleaned": 0,
                "deleted": 0,
                "pending": source.randrange(4),
                "reconfirm": 0,
                "transactional": 0,
            }
        )
        members += joined - left
    name = _LISTS[place % len(_LISTS)]
    return {
        "list_id": f"l-{place + 1}",
        "list_name": name if place < len(_LISTS) else f"{name} {place // len(_LISTS) + 1}",
        "list_date_created": midnight(start - timedelta(days=source.randrange(900))),
        "growth_history": months,
    }


def _visits(source: random.Random, place: int) -> JsonObject:
    return {
        "ads_revenue": f"${source.randrange(5_000):,}.{source.randrange(100):02d}",
        "bounce_rate": f"{source.randrange(15, 80)}%",
        "exit_rate": f"{source.randrange(15, 80)}%",
        "avg_time_on_page": f"{source.randrange(6)}m{source.randrange(60)}s",
        "total_page_view": str(source.randrange(20, 9_000)),
        "source_of_visitor": _SOURCES[place % len(_SOURCES)],
    }
