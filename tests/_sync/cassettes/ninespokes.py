# Derived from tests/_async/cassettes/ninespokes.py by `python -m codegen build`; edit that file instead.
"""What is on the cassettes of 9Spokes: one scenario each, with what has to come of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spokebridge import NineSpokes
from spokebridge.errors import ApiError, BadRequest, NotFound, RateLimited, ServiceUnavailable
from spokebridge.odata import F

from tests.support.canaries import SECRET

RETURN = "https://app.example.test/9spokes/return?customer=7"


def place(ninespokes: NineSpokes) -> tuple[str, str]:
    """The first company and its first connection."""
    company = (ninespokes.companies.list())[0]
    connection = (ninespokes.connections.list(company.id))[0]
    return company.id, connection.id


def organization(ninespokes: NineSpokes, given: str) -> None:
    """The redirect URL and the apps; the client secret that is sent comes back in the list."""
    ninespokes.organization.set_redirect_url(RETURN)
    assert ninespokes.organization.redirect_url() == RETURN
    ninespokes.organization.enable_app("xero", "client-of-xero", SECRET, recurring=True)
    enabled = [app.name for app in ninespokes.organization.apps() if app.status == "enabled"]
    assert enabled == ["xero"]
    ninespokes.organization.disable_app("xero")


def companies(ninespokes: NineSpokes, given: str) -> None:
    """A company and a connection from their beginning to their end."""
    company = ninespokes.companies.create("Smith & <Sons>")
    assert ninespokes.companies.get(company.id) == company
    connection = ninespokes.connections.create(company.id, "xero")
    assert connection.status == "NEW"
    assert ninespokes.connections.status(company.id, connection.id) == []
    assert ninespokes.connections.list(company.id) == [connection]
    ninespokes.connections.delete(company.id, connection.id)
    with pytest.raises(NotFound, match="connection does not exist"):
        ninespokes.connections.get(company.id, connection.id)
    ninespokes.companies.delete(company.id)
    assert company.id not in [one.id for one in ninespokes.companies.list()]


def bills(ninespokes: NineSpokes, given: str) -> None:
    """Pages of what a filter leaves, the newest first; and two columns."""
    company, connection = place(ninespokes)
    unpaid = (F.transaction_status == "UNPAID") & (F.transaction_date >= date(2024, 2, 1))
    pager = ninespokes.data.bills(company, connection, filter=unpaid, order_by=F.transaction_date.desc(), page_size=5)
    pages = [page for page in pager.pages()]
    assert len(pages) > 1
    dates = [bill.transaction_date for page in pages for bill in page.items if bill.transaction_date]
    assert dates == sorted(dates, reverse=True)
    assert {page.total for page in pages} == {len(dates)}
    columns = ("transaction_reference", "transaction_gross_value")
    few = [bill for bill in ninespokes.data.bills(company, connection, filter=unpaid, select=columns)]
    assert len(few) == len(dates)
    assert all(bill.transaction_date is None for bill in few)


def contacts(ninespokes: NineSpokes, given: str) -> None:
    """The suppliers, and the business itself."""
    company, connection = place(ninespokes)
    found = [contact for contact in ninespokes.data.contacts(company, connection)]
    assert found
    assert (ninespokes.data.business(company, connection)).currency == "NZD"


def extraction(ninespokes: NineSpokes, given: str) -> None:
    """A look at how far the data are, until all are there."""
    company, connection = place(ninespokes)
    shares: list[bool] = []
    for _ in range(3):
        found = ninespokes.connections.status(company, connection)
        shares.append(all(one.completed == one.total for one in found))
    assert shares == [False, False, True]


def envelopes(ninespokes: NineSpokes, given: str) -> None:
    """One answer of every family: an object, a list, a sentence, results, a result, data."""
    company, connection = place(ninespokes)
    assert (ninespokes.connections.get(company, connection)).status == "ACTIVE"
    assert len([bill for bill in ninespokes.data.bills(company, connection)]) == 3
    assert ninespokes.data.business(company, connection)
    assert len([one for one in ninespokes.data.web_analytics(company, connection)]) == 1
    assert [one for one in ninespokes.data.leaves(company, connection)] == []
    assert ninespokes.organization.set_redirect_url(RETURN)


def wrapped(ninespokes: NineSpokes, given: str) -> None:
    """The same with all data moved under `details`, which is not as described and read all the same."""
    envelopes(ninespokes.with_options(strict=False), given)


def errors(ninespokes: NineSpokes, given: str) -> None:
    """What is not there, what cannot be read, limits, a service that is down, and an error in a 200."""
    with pytest.raises(NotFound):
        ninespokes.companies.get("00000000-0000-4000-8000-000000000000")
    company, connection = place(ninespokes)
    with pytest.raises(BadRequest, match="odata syntax error"):
        [bill for bill in ninespokes.data.bills(company, connection, filter="data.transaction_status like 'A'")]
    impatient = ninespokes.with_options(retry=None)
    with pytest.raises(RateLimited) as limited:
        impatient.organization.apps()
    assert limited.value.retry_after == 3
    with pytest.raises(ServiceUnavailable):
        impatient.organization.apps()
    assert ninespokes.organization.apps()
    with pytest.raises(ApiError, match="not today") as failed:
        ninespokes.organization.redirect_url()
    assert failed.value.status_code == 200


SCENARIOS: dict[str, Callable[[NineSpokes, str], None]] = {
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
