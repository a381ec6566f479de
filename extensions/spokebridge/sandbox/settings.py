"""The switches of the sandbox. Defaults are the most likely behaviour of the real service."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["lenient", "strict"]
"""9Spokes facts 9. `lenient` also accepts the alias paths, `$orderBy`, integers anywhere in a filter and unknown query
parameters, and compares strings as the docs suggest. `strict` is as picky as the published query library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NineSpokesOptions:
    """Variations that the 9Spokes facts call possible (9Spokes facts 9; the section in question is named at each)."""

    default_top: int = 10
    """Page size when `$top` is left out (4.1)."""
    page_cap: int | None = None
    """Most records of one page whatever `$top` asks for; the real maximum is unknown (4.5)."""
    total: Literal["count", "omit", "zero"] = "count"
    """What `total` says: the number of records that match, nothing at all, or always 0 (4.5)."""
    data_envelope: Literal["none", "members", "details"] = "none"
    """Data bodies bare, with `status` and `correlationId` beside the data, or moved under `details` (3.1)."""
    correlation_ids: bool = True
    """Whether enveloped bodies and errors carry `correlationId`; most published samples do not (3.1)."""
    null_for_empty: bool = False
    """Empty lists as `null`, as Go writes a nil slice (3.1)."""
    fractional_seconds: bool = True
    """`2024-02-01T00:00:00.000Z`, or without the fraction (3.1)."""
    record_metadata: bool = False
    """Adds the members that older records carried next to the payload (5.15)."""
    dates_stored_as: Literal["date", "string"] = "date"
    """Whether date filters can match at all: a date literal matches only what is stored as a date (4.2, 8.10)."""
    pay_run_aliases: bool = False
    """Pay runs with `start` and `end` in place of `start_date` and `end_date` (Q22)."""
    gross_pay_as_string: bool = False
    """`gross_pay` of staff wages as a numeric string (Q23)."""
    web_analytics_key: Literal["data", "results"] = "data"
    """The list's key in web analytics (Q8)."""
    show_removed: bool = False
    """A deleted connection is seen once more, as `REMOVED`, before it is gone (5.13)."""
    records_on_consent: int = 0
    """Made-up records of each list that a connection gets with its first consent."""
    extraction_polls: int = 3
    """How many calls of `/status` it takes until everything is extracted (5.14)."""
    extraction_seconds: float | None = None
    """When given, extraction advances with the clock instead and takes this long (5.14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductivOptions:
    """Numbers that the Productiv facts leave open (Productiv facts 8)."""

    token_lifetime: float = 3600
    """Seconds until a token expires, told as `expires_in` (8.2)."""
    expire_token_after: int | None = None
    """The first token stops working after this many accepted requests; tokens asked for later live normally."""
    granted_scopes: frozenset[str] | None = None
    """Scopes chosen for the credential when it was created; `None` is all of them (2.1)."""
    users_page_size: int = 1000
    """Pushed users per page; never more than 1000 (3.5)."""
    app_users_page_size: int = 100
    """Users of an app per page of the pull side (8.4)."""
    audit_page_size: int = 500
    """Audit events per page; never more than 500 (3.12)."""
    provisioning_page_size: int = 50
    """Workflows, executions and users of an execution per page (8.4)."""
    webhook_url: str | None = None
    """Where a workflow that runs posts its event, unless it is told another address (5)."""
    webhook_spelling: Literal["table", "sample"] = "table"
    """Two members of a renewal are spelled differently in the page's table and in its sample (7)."""
