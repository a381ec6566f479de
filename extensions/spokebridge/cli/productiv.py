"""`spokebridge productiv`: every method of the Productiv client."""

from __future__ import annotations

from spokebridge.cli.resources.commands import service_group
from spokebridge.cli.settings.names import PRODUCTIV

productiv = service_group(PRODUCTIV)
