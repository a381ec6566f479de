"""The receiving end of a custom integration step: what Productiv sends when a workflow reaches it. Productiv facts 5.

| where | what lives there |
| --- | --- |
| `parsing.py`, `body.py`, `events.py` | `parse`: from bytes to a typed event |
| `samples.py` | events to develop and test against |
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spokebridge.errors import WebhookError as WebhookError
    from spokebridge.errors import WebhookTooLarge as WebhookTooLarge
    from spokebridge.webhooks.events import AppRenewal as AppRenewal
    from spokebridge.webhooks.events import AppReview as AppReview
    from spokebridge.webhooks.events import Event as Event
    from spokebridge.webhooks.events import SoftwareIntake as SoftwareIntake
    from spokebridge.webhooks.events import UnknownWorkflow as UnknownWorkflow
    from spokebridge.webhooks.events import WebhookEvent as WebhookEvent
    from spokebridge.webhooks.parsing import parse as parse
    from spokebridge.webhooks.samples import sample as sample

_HOME = {
    "AppRenewal": "spokebridge.webhooks.events",
    "AppReview": "spokebridge.webhooks.events",
    "Event": "spokebridge.webhooks.events",
    "SoftwareIntake": "spokebridge.webhooks.events",
    "UnknownWorkflow": "spokebridge.webhooks.events",
    "WebhookError": "spokebridge.errors",
    "WebhookEvent": "spokebridge.webhooks.events",
    "WebhookTooLarge": "spokebridge.errors",
    "parse": "spokebridge.webhooks.parsing",
    "sample": "spokebridge.webhooks.samples",
}

__all__ = [
    "AppRenewal",
    "AppReview",
    "Event",
    "SoftwareIntake",
    "UnknownWorkflow",
    "WebhookError",
    "WebhookEvent",
    "WebhookTooLarge",
    "parse",
    "sample",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
