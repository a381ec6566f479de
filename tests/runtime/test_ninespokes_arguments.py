"""Arguments that cannot work are refused before a request, by name and with the fix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spokebridge import NineSpokes
from spokebridge.errors import ConfigurationError
from spokebridge.odata import F

CALLS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "company as int": (lambda nine: nine.companies.get(7), "company is 7; pass a text"),
    "company as None": (lambda nine: nine.companies.delete(None), "company is None; pass a text"),
    "company blank": (lambda nine: nine.connections.list("  "), "company is empty; pass a text"),
    "company as dots": (lambda nine: nine.companies.get(".."), r"company is '\.\.', which is no id"),
    "company name": (lambda nine: nine.companies.create(""), "name is empty"),
    "connection": (lambda nine: nine.connections.get("c", b"n"), "connection is of type bytes"),
    "app": (lambda nine: nine.connections.create("c", None), "app is None"),
    "business": (lambda nine: nine.data.business("c", ""), "connection is empty"),
    "datasource": (lambda nine: nine.data.records("c", "n", ""), "datasource is empty"),
    "redirect": (lambda nine: nine.organization.set_redirect_url("/back"), "url is no absolute URL; write it as"),
    "broken redirect": (lambda nine: nine.organization.set_redirect_url("https://[x"), "url is no absolute URL"),
    "client id": (lambda nine: nine.organization.enable_app("xero", "", "s"), "client_id is empty"),
    "client secret": (lambda nine: nine.organization.enable_app("xero", "i", 5), "client_secret is 5"),
    "recurring": (lambda nine: nine.organization.enable_app("xero", "i", "s", "no"), "recurring is 'no'; pass True or"),
    "timeout": (lambda nine: nine.connections.wait_until_active("c", "n", timeout="5"), "timeout is '5'; give seconds"),
    "interval": (lambda nine: nine.connections.wait_until_active("c", "n", interval=0), "interval is 0; give seconds"),
    "datasources": (
        lambda nine: nine.connections.wait_until_extracted("c", "n", datasources="bills"),
        "datasources is 'bills'; pass a list",
    ),
    "page size": (lambda nine: nine.data.bills("c", "n", page_size=True), "page_size is True; use 1 or more"),
    "concurrency": (lambda nine: nine.data.bills("c", "n", concurrency="2"), "concurrency is '2'; use 1 or more"),
    "filter": (lambda nine: nine.data.bills("c", "n", filter=5), "filter is 5; write one such as"),
    "half a filter": (lambda nine: nine.data.bills("c", "n", filter=F.total), "filter is of type Property"),
    "empty filter": (lambda nine: nine.data.bills("c", "n", filter=" "), "filter is ' '"),
    "order": (lambda nine: nine.data.bills("c", "n", order_by=5), "take names such as 'total' or F.total, not 5"),
    "columns": (
        lambda nine: nine.data.bills("c", "n", select=["a", None]),
        "take names such as 'total' or F.total, not None",
    ),
    "option": (lambda nine: nine.data.bills("c", "n", top=5), "a list takes no option 'top'; it takes filter, "),
    "strict": (lambda nine: nine.with_options(strict="no"), "strict is 'no'; pass True or False"),
    "retry": (lambda nine: nine.with_options(retry=3), "retry is 3; give a RetryPolicy, or None"),
    "rate": (lambda nine: nine.with_options(rate_limit=20), 'rate_limit is 20; give a RateLimit, "documented", or'),
}


@pytest.mark.parametrize("name", CALLS)
def test_is_refused(name: str) -> None:
    call, words = CALLS[name]
    with (
        NineSpokes("key", base_url="http://127.0.0.1:1", retry=None) as nine,
        pytest.raises((ConfigurationError, TypeError), match=words),
    ):
        call(nine)
