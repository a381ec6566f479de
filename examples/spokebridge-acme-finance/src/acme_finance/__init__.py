"""Cost centers of Acme for spend records."""

from __future__ import annotations

from typing import Any

from spokebridge.plugins import Reject, hookimpl

COST_CENTERS = {"GitHub": "100", "Figma": "200"}


class AcmeFinance:
    """Each payment gets the cost center of its vendor; one without a known vendor is not sent."""

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any], operation: str) -> dict[str, Any]:
        """Add the cost center."""
        if operation != "publishSpendData" or "costCenter" in record:
            return record
        vendor = record.get("vendor")
        if vendor not in COST_CENTERS:
            raise Reject(f"{vendor!r} has no cost center; known are {', '.join(COST_CENTERS)}")
        return {**record, "costCenter": COST_CENTERS[vendor]}

    @hookimpl
    def spokebridge_register_commands(self, app: Any) -> None:
        """Add `spokebridge acme-vendors`."""
        import click

        @app.command("acme-vendors")
        def vendors() -> None:
            """List vendors and their cost centers."""
            for vendor, cost_center in COST_CENTERS.items():
                click.echo(f"{cost_center} {vendor}")
