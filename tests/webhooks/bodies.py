"""Bodies of webhook requests to test with."""

from __future__ import annotations

import json
from typing import Any

from spokebridge.webhooks.samples import SampleName, sample

TOKEN = "callback-token-0123456789"


def renewal(**changes: Any) -> bytes:
    return changed("renewal", **changes)


def review(**changes: Any) -> bytes:
    return changed("review", **changes)


def intake(**changes: Any) -> bytes:
    return changed("intake", **changes)


def changed(name: SampleName, **changes: Any) -> bytes:
    """A sample with other members at the top; None leaves one out."""
    body = {"CallbackToken": TOKEN, **json.loads(sample(name, callback_token=TOKEN)), **changes}
    return json.dumps({key: value for key, value in body.items() if value is not None}).encode()


def of_type(type_: Any, **more: Any) -> bytes:
    """A software intake under another workflow type."""
    body = json.loads(sample("intake", callback_token=TOKEN)) | more
    body["Metadata"]["Workflow"]["Type"] = type_
    return json.dumps(body).encode()
