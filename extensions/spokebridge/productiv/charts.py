"""The report of publishing an org chart (Productiv facts 3.8)."""

from __future__ import annotations

from dataclasses import dataclass

from spokebridge.report import PublishReport


@dataclass(slots=True)
class OrgChartReport(PublishReport):
    """A PublishReport with the id of the snapshot; None when no user was fit to be sent, so that none was requested.

    `closed` says whether the server took a request that announced no further ones.
    """

    id: str | None = None
    closed: bool = False
