"""How long ago each user of an app was last seen: made up so that it fits the app's activity counts."""

from collections.abc import Sequence
from typing import Literal

from ...web.codec import JsonObject

DataSource = Literal["Engagement", "Managed SSO", "Unmanaged SSO"]

_WINDOW = 30
_LONG_IDLE = range(31, 400)


def last_seen(details: JsonObject, source: str) -> Sequence[int]:
    """Days since each provisioned user was seen, the most active first. As many are within 30 days as the counts say
    are engaged.
    """
    summary = details.get("Activity", {}).get(source, {}).get("Summary")
    if summary is None:
        return ()
    engaged = summary["RollingWindow30"]["EngagedLicenses"]
    idle = summary["ProvisionedLicenses"] - engaged
    recent = [1 + (number * number) % _WINDOW for number in range(engaged)]
    return [*sorted(recent), *(_LONG_IDLE[number * 7 % len(_LONG_IDLE)] for number in range(idle))]
