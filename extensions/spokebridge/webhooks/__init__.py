"""The receiving end of a custom integration step: what Productiv sends when a workflow reaches it. Productiv facts 5.

| where | what lives there |
| --- | --- |
| `parsing.py`, `body.py`, `events.py` | `parse`: from bytes to a typed event |
| `verification/` | who sent it |
| `receiver.py`, `limits.py`, `web.py` | `WebhookReceiver`: from an ASGI request to an answer |
| `processing.py`, `handlers.py`, `background.py` | what happens to an event in between |
| `stores/` | what was handled before |
| `actions.py`, `acting.py` | what a handler returns, and how it is sent |
| `samples.py` | events to develop and test against |

`AsyncDownloader` and `Downloader` save the documents of events; they live in `_async/downloads.py` and its twin.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spokebridge._async.downloads import AsyncDownloader as AsyncDownloader
    from spokebridge._sync.downloads import Downloader as Downloader
    from spokebridge.errors import DownloadError as DownloadError
    from spokebridge.errors import DownloadExpired as DownloadExpired
    from spokebridge.errors import WebhookError as WebhookError
    from spokebridge.errors import WebhookRefused as WebhookRefused
    from spokebridge.errors import WebhookTooLarge as WebhookTooLarge
    from spokebridge.webhooks.actions import Comment as Comment
    from spokebridge.webhooks.actions import Resume as Resume
    from spokebridge.webhooks.events import AppRenewal as AppRenewal
    from spokebridge.webhooks.events import AppReview as AppReview
    from spokebridge.webhooks.events import Event as Event
    from spokebridge.webhooks.events import SoftwareIntake as SoftwareIntake
    from spokebridge.webhooks.events import UnknownWorkflow as UnknownWorkflow
    from spokebridge.webhooks.events import WebhookEvent as WebhookEvent
    from spokebridge.webhooks.parsing import parse as parse
    from spokebridge.webhooks.receiver import WebhookReceiver as WebhookReceiver
    from spokebridge.webhooks.samples import sample as sample
    from spokebridge.webhooks.stores import Claim as Claim
    from spokebridge.webhooks.stores import EventStore as EventStore
    from spokebridge.webhooks.stores import MemoryStore as MemoryStore
    from spokebridge.webhooks.stores import SQLiteStore as SQLiteStore
    from spokebridge.webhooks.verification.addresses import AllowedAddresses as AllowedAddresses
    from spokebridge.webhooks.verification.delivery import Delivery as Delivery
    from spokebridge.webhooks.verification.delivery import Verifier as Verifier
    from spokebridge.webhooks.verification.shared_secrets import HeaderSecret as HeaderSecret
    from spokebridge.webhooks.verification.shared_secrets import PathSecret as PathSecret
    from spokebridge.webhooks.verification.signatures import Signature as Signature
    from spokebridge.webhooks.verification.signatures import sign as sign

_HOME = {
    "AllowedAddresses": "spokebridge.webhooks.verification.addresses",
    "AppRenewal": "spokebridge.webhooks.events",
    "AppReview": "spokebridge.webhooks.events",
    "AsyncDownloader": "spokebridge._async.downloads",
    "Claim": "spokebridge.webhooks.stores",
    "Comment": "spokebridge.webhooks.actions",
    "Delivery": "spokebridge.webhooks.verification.delivery",
    "DownloadError": "spokebridge.errors",
    "DownloadExpired": "spokebridge.errors",
    "Downloader": "spokebridge._sync.downloads",
    "Event": "spokebridge.webhooks.events",
    "EventStore": "spokebridge.webhooks.stores",
    "HeaderSecret": "spokebridge.webhooks.verification.shared_secrets",
    "MemoryStore": "spokebridge.webhooks.stores",
    "PathSecret": "spokebridge.webhooks.verification.shared_secrets",
    "Resume": "spokebridge.webhooks.actions",
    "SQLiteStore": "spokebridge.webhooks.stores",
    "Signature": "spokebridge.webhooks.verification.signatures",
    "SoftwareIntake": "spokebridge.webhooks.events",
    "UnknownWorkflow": "spokebridge.webhooks.events",
    "Verifier": "spokebridge.webhooks.verification.delivery",
    "WebhookError": "spokebridge.errors",
    "WebhookEvent": "spokebridge.webhooks.events",
    "WebhookReceiver": "spokebridge.webhooks.receiver",
    "WebhookRefused": "spokebridge.errors",
    "WebhookTooLarge": "spokebridge.errors",
    "parse": "spokebridge.webhooks.parsing",
    "sample": "spokebridge.webhooks.samples",
    "sign": "spokebridge.webhooks.verification.signatures",
}

__all__ = [
    "AllowedAddresses",
    "AppRenewal",
    "AppReview",
    "AsyncDownloader",
    "Claim",
    "Comment",
    "Delivery",
    "DownloadError",
    "DownloadExpired",
    "Downloader",
    "Event",
    "EventStore",
    "HeaderSecret",
    "MemoryStore",
    "PathSecret",
    "Resume",
    "SQLiteStore",
    "Signature",
    "SoftwareIntake",
    "UnknownWorkflow",
    "Verifier",
    "WebhookError",
    "WebhookEvent",
    "WebhookReceiver",
    "WebhookRefused",
    "WebhookTooLarge",
    "parse",
    "sample",
    "sign",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
