# Derived from tests/_async/cassettes/productiv.py by `python -m codegen build`; edit that file instead.
"""What is on the cassettes of Productiv: one scenario each, with what has to come of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from spokebridge import Productiv
from spokebridge._sync.productiv.audit_events import AuditEvents
from spokebridge.errors import Forbidden, NotFound, RateLimited, ServerError
from spokebridge.testing import Records

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
QUOTE = Path(__file__).parents[2] / "cassettes" / "files" / "users-2024-07.csv"


def spend(productiv: Productiv, given: str) -> None:
    """A token, then records with decimals and an additional detail, a repeated one left out."""
    records = Records()
    batch = [
        records.spend(amount=Decimal("5400.00")),
        records.spend(amount=Decimal("-0.10"), additional_details={"team": "web", "approved": True}),
        records.spend(signature_id="spend-1", vendor="Northwind <Software> & Söhne"),
    ]
    report = productiv.spend.publish("spend-import", batch)
    assert (report.accepted, report.duplicates, report.rejected) == (2, 1, [])
    again = productiv.spend.publish("spend-import", batch[:1])
    assert again.accepted == 1


def usage_events(productiv: Productiv, given: str) -> None:
    records = Records()
    report = productiv.usage_events.publish("figma", [records.usage_event() for _ in range(3)])
    assert report.accepted == 3


def apps(productiv: Productiv, given: str) -> None:
    """Summaries, one app in full with every kind of custom field, and users page by page."""
    found = productiv.apps.list(include_inactive=True)
    assert found.apps is not None
    assert {app.application_id for app in found.apps} >= {"figma", "slack", "github"}
    figma = (productiv.apps.get("figma")).app
    assert figma is not None
    assert figma.custom_fields is not None
    assert len({type(one) for one in figma.custom_fields}) == 7
    users = productiv.apps.users("figma", as_of_date=date(2024, 6, 30), data_source="Engagement")
    pages = [page for page in users.pages()]
    assert [len(page.items) for page in pages] == [50, 50, 20]
    assert len({user.email for page in pages for user in page.items}) == 120


def attributes(productiv: Productiv, given: str) -> None:
    """One update succeeds, one fails in part."""
    updates = [
        {"applicationId": "figma", "customFields": [{"name": "Risk score", "value": 3.25}]},
        {
            "applicationId": "slack",
            "attributes": [{"name": "notes", "value": "Seen."}],
            "customFields": [{"name": "Risk score", "value": "high"}],
        },
    ]
    report = productiv.apps.update_attributes(updates)
    assert report.accepted == 1
    assert [one.index for one in report.rejected] == [1]
    suppliers = productiv.suppliers.list()
    assert suppliers.suppliers


def audit_events(productiv: Productiv, given: str) -> None:
    """Three days in pages."""
    listing = AuditEvents(productiv._caller, now=lambda: NOW)
    events = listing.list(datetime(2024, 6, 27, tzinfo=UTC), datetime(2024, 6, 30, tzinfo=UTC))
    pages = [page for page in events.pages()]
    assert len(pages) > 2
    ids = [event.event_id for page in pages for event in page.items]
    assert len(ids) == len(set(ids))


def provisioned_users(productiv: Productiv, given: str) -> None:
    """Users are pushed, listed in pages, and removed."""
    records = Records()
    users = [records.provisioned_user() for _ in range(3)]
    assert (productiv.provisioned_users.publish("notion", users)).accepted == 3
    assert [user for user in productiv.provisioned_users.list("notion")] == users
    removal = productiv.provisioned_users.delete("notion", users[:1])
    assert removal.accepted == 1


def org_chart(productiv: Productiv, given: str) -> None:
    """An id, the users with a custom field, and the address of the newest chart."""
    records = Records()
    people = [records.org_chart_user(custom_field_1=f"Entity {number}") for number in range(3)]
    report = productiv.org_chart.publish("2024-07-01", people, ["Entity"])
    assert (report.accepted, report.closed) == (3, True)
    assert (productiv.org_chart.download_url()).startswith("http")


def files(productiv: Productiv, given: str) -> None:
    """A signed address, then the file to that address."""
    report = productiv.files.upload("figma", [QUOTE], "users")
    assert [file.name for file in report.uploaded] == [QUOTE.name]


def provisioning(productiv: Productiv, given: str) -> None:
    """Workflows, the executions of one, and the latest execution with its users."""
    workflows = [workflow for workflow in productiv.provisioning.workflows()]
    instance = workflows[0].application_instance_id
    assert instance is not None
    summaries = [one for one in productiv.provisioning.executions(instance, start=datetime(2024, 6, 1, tzinfo=UTC))]
    assert summaries
    productiv.provisioning.latest_execution(instance)
    assert [user for user in productiv.provisioning.latest_execution_users(instance)]


def workflows(productiv: Productiv, given: str) -> None:
    """A comment, a resume and another one; `given` is the callback token."""
    productiv.workflows.comment(given, "Looks fine.", "kim@example.com")
    assert (productiv.workflows.resume(given)).result == "success"
    assert (productiv.workflows.resume(given)).result == "duplicate"


def errors(productiv: Productiv, given: str) -> None:
    """What is not there, what is not granted, a limit that is waited for, and a service that is down."""
    with pytest.raises(NotFound):
        productiv.apps.get("nowhere")
    with pytest.raises(Forbidden):
        productiv.apps.list()
    assert (productiv.apps.list()).apps
    with pytest.raises(RateLimited):
        productiv.with_options(retry=None).suppliers.list()
    with pytest.raises(ServerError):
        productiv.with_options(retry=None).suppliers.list()
    assert (productiv.suppliers.list()).suppliers


SCENARIOS: dict[str, Callable[[Productiv, str], None]] = {
    "apps": apps,
    "attributes": attributes,
    "audit-events": audit_events,
    "errors": errors,
    "files": files,
    "org-chart": org_chart,
    "provisioned-users": provisioned_users,
    "provisioning": provisioning,
    "spend": spend,
    "usage-events": usage_events,
    "workflows": workflows,
}
