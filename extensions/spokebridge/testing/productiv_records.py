"""Records that are pushed to Productiv (Productiv facts 3.2 to 3.6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from productiv_client import models
from spokebridge.testing.counting import Counting, changed, day


class ProductivRecords(Counting):
    """Each takes the attributes that matter to a test as keyword arguments and fills in the rest."""

    def spend(self, **changes: Any) -> models.SpendDataRecord:
        """An expense, for `productiv.spend.publish`."""
        number = self._next("spend")
        record = models.SpendDataRecord(
            signature_id=f"spend-{number}",
            created=day(number),
            amount=Decimal(number) + Decimal("0.50"),
            currency="USD",
            type=models.SpendType.EXPENSE,
            vendor="Northwind Software",
            identifier="kim@example.com",
        )
        return changed(record, changes)

    def usage_event(self, **changes: Any) -> models.UsageEvent:
        """A login, for `productiv.usage_events.publish`."""
        number = self._next("usage event")
        return changed(models.UsageEvent(timestamp=day(number), email="kim@example.com", event_name="login"), changes)

    def provisioned_user(self, **changes: Any) -> models.ProvisionedUser:
        """A user of an app, for `productiv.provisioned_users.publish`."""
        number = self._next("provisioned user")
        record = models.ProvisionedUser(
            app_user_id=f"user-{number}",
            email=f"user{number}@example.com",
            username=f"user{number}",
            license="Standard",
        )
        return changed(record, changes)

    def org_chart_user(self, **changes: Any) -> models.OrgChartUser:
        """A person of an org chart, for `productiv.org_chart.publish`."""
        number = self._next("org chart user")
        record = models.OrgChartUser(
            email=f"person{number}@example.com",
            first_name="Kim",
            last_name=f"Number {number}",
            team="Finance",
            location="Auckland",
            title="Analyst",
            manager_email="head@example.com",
            additional_emails="",
            cost_center="100",
        )
        return changed(record, changes)
