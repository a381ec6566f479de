"""What is on the cassettes of 9Spokes: one scenario each, with what has to come of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from spokebridge import AsyncNineSpokes
from spokebridge.errors import ApiError, BadRequest, NotFound, RateLimited, ServiceUnavailable
from spokebridge.odata import F
from tests.support.canaries import SECRET

RETURN = "https://app.example.test/9spokes/return?customer=7"


async def place(ninespokes: AsyncNineSpokes) -> tuple[str, str]:
    """The first company and its first connection."""
    company = (await ninespokes.companies.list())[0]
    connection = (await ninespokes.connections.list(company.id))[0]
    return company.id, connection.id


async def organization(ninespokes: AsyncNineSpokes, given: str) -> None:
    """The redirect URL and the apps; the client secret that is sent comes back in the list."""
    await ninespokes.organization.set_redirect_url(RETURN)
    assert await ninespokes.organization.redirect_url() == RETURN
    await ninespokes.organization.enable_app("xero", "client-of-xero", SECRET, recurring=True)
    enabled = [app.name for app in await ninespokes.organization.apps() if app.status == "enabled"]
    assert enabled == ["xero"]
    await ninespokes.organization.disable_app("xero")


async def companies(ninespokes: AsyncNineSpokes, given: str) -> None:
    """A company and a connection from their beginning to their end."""
    company = await ninespokes.companies.create("Smith & <Sons>")
    assert await ninespokes.companies.get(company.id) == company
    connection = await ninespokes.connections.create(company.id, "xero")
    assert connection.status == "NEW"
    assert await ninespokes.connections.status(company.id, connection.id) == []
    assert await ninespokes.connections.list(company.id) == [connection]
    await ninespokes.connections.delete(company.id, connection.id)
    with pytest.raises(NotFound, match="connection does not exist"):
        await ninespokes.connections.get(company.id, connection.id)
    await ninespokes.companies.delete(company.id)
    assert company.id not in [one.id for one in await ninespokes.companies.list()]


async def bills(ninespokes: AsyncNineSpokes, given: str) -> None:
    """Pages of what a filter leaves, the newest first; and two columns."""
    company, connection = await place(ninespokes)
    unpaid = (F.transaction_status == "UNPAID") & (F.transaction_date >= date(2024, 2, 1))
    pager = ninespokes.data.bills(company, connection, filter=unpaid, order_by=F.transaction_date.desc(), page_size=5)
    pages = [page async for page in pager.pages()]
    assert len(pages) > 1
    dates = [bill.transaction_date for page in pages for bill in page.items if bill.transaction_date]
    assert dates == sorted(dates, reverse=True)
    assert {page.total for page in pages} == {len(dates)}
    columns = ("transaction_reference", "transaction_gross_value")
    few = [bill async for bill in ninespokes.data.bills(company, connection, filter=unpaid, select=columns)]
    assert len(few) == len(dates)
    assert all(bill.transaction_date is None for bill in few)


async def contacts(ninespokes: AsyncNineSpokes, given: str) -> None:
    """The suppliers, and the business itself."""
    company, connection = await place(ninespokes)
    found = [contact async for contact in ninespokes.data.contacts(company, connection)]
    assert found
    assert (await ninespokes.data.business(company, connection)).currency == "NZD"


async def extraction(ninespokes: AsyncNineSpokes, given: str) -> None:
    """A look at how far the data are, until all are there."""
    company, connection = await place(ninespokes)
    shares: list[bool] = []
    for _ in range(3):
        found = await ninespokes.connections.status(company, connection)
        shares.append(all(one.completed == one.total for one in found))
    assert shares == [False, False, True]


async def envelopes(ninespokes: AsyncNineSpokes, given: str) -> None:
    """One answer of every family: an object, a list, a sentence, results, a result, data."""
    company, connection = await place(ninespokes)
    assert (await ninespokes.connections.get(company, connection)).status == "ACTIVE"
    assert len([bill async for bill in ninespokes.data.bills(company, connection)]) == 3
    assert await ninespokes.data.business(company, connection)
    assert len([one async for one in ninespokes.data.web_analytics(company, connection)]) == 1
    assert [one async for one in ninespokes.data.leaves(company, connection)] == []
    assert await ninespokes.organization.set_redirect_url(RETURN)


async def wrapped(ninespokes: AsyncNineSpokes, given: str) -> None:
    """The same with all data moved under `details`, which is not as described and read all the same."""
    await envelopes(ninespokes.with_options(strict=False), given)


async def errors(ninespokes: AsyncNineSpokes, given: str) -> None:
    """What is not there, what cannot be read, limits, a service that is down, and an error in a 200."""
    with pytest.raises(NotFound):
        await ninespokes.companies.get("00000000-0000-4000-8000-000000000000")
    company, connection = await place(ninespokes)
    with pytest.raises(BadRequest, match="odata syntax error"):
        [bill async for bill in ninespokes.data.bills(company, connection, filter="data.transaction_status like 'A'")]
    impatient = ninespokes.with_options(retry=None)
    with pytest.raises(RateLimited) as limited:
        await impatient.organization.apps()
    assert limited.value.retry_after == 3
    with pytest.raises(ServiceUnavailable):
        await impatient.organization.apps()
    assert await ninespokes.organization.apps()
    with pytest.raises(ApiError, match="not today") as failed:
        await ninespokes.organization.redirect_url()
    assert failed.value.status_code == 200


SCENARIOS: dict[str, Callable[[AsyncNineSpokes, str], Awaitable[None]]] = {
    "bills": bills,
    "companies": companies,
    "contacts": contacts,
    "envelopes": envelopes,
    "envelopes-members": envelopes,
    "envelopes-wrapped": wrapped,
    "errors": errors,
    "extraction": extraction,
    "organization": organization,
}
