"""All bills of one connection, read page by page and published while the next page is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ninespokes_client.models import Bill
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge._sync.productiv.client import Productiv
from spokebridge.bridge.mapping import is_voided, spend_record
from spokebridge.bridge.vendors import Vendors
from spokebridge.report import Progress, PublishReport


@dataclass(frozen=True, slots=True)
class Route:
    """From which connection to which app."""

    company: str
    connection: str
    app_id: str


@dataclass(slots=True)
class Transfer:
    """What was moved."""

    bills: int = 0
    voided: int = 0
    contacts: int = 0
    unnamed_vendors: int = 0
    report: PublishReport = field(default_factory=PublishReport)


def transfer(
    ninespokes: NineSpokes,
    productiv: Productiv,
    route: Route,
    *,
    page_size: int = 500,
    look_ahead: int = 2,
    concurrency: int = 4,
    on_progress: Callable[[Progress], object] | None = None,
) -> Transfer:
    """Move every bill of a connection. Raises what the two clients raise; repeating the whole is safe.

    Memory holds the vendor names and a few pages, however many bills there are.
    """
    result = Transfer()
    contacts = ninespokes.data.contacts(route.company, route.connection, page_size=page_size)
    vendors = Vendors(contacts)
    bills = ninespokes.data.bills(route.company, route.connection, page_size=page_size, concurrency=look_ahead)

    def records(found: Iterable[object]) -> Iterator[object]:
        for bill in found:
            result.bills += 1
            if not isinstance(bill, Bill):  # an answer so far off that nothing could be typed; the report will say so
                yield bill
            elif is_voided(bill):
                result.voided += 1
            else:
                yield spend_record(bill, connection=route.connection, vendor=vendors.name(bill.party_identifier))

    result.report = productiv.spend.publish(
        route.app_id, records(bills), concurrency=concurrency, on_progress=on_progress
    )
    result.contacts = len(vendors)
    result.unnamed_vendors = len(vendors.unnamed)
    return result


def sum_by_currency(records: Iterable[dict[str, Any]]) -> dict[str, Decimal]:
    """Exact sums of spend records, largest first."""
    sums: dict[str, Decimal] = {}
    for record in records:
        sums[record["currency"]] = sums.get(record["currency"], Decimal(0)) + record["amount"]
    return dict(sorted(sums.items(), key=lambda item: item[1], reverse=True))
