"""Events to develop and test against: the examples of the description, made to look as if they were sent now."""

from __future__ import annotations

import secrets
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from productiv_client import codec
from productiv_client.types import aware, to_milliseconds
from productiv_client.webhooks import WEBHOOKS
from spokebridge.errors import ConfigurationError

SampleName = Literal["renewal", "review", "intake"]

_HOME: dict[SampleName, str] = {
    "renewal": "receiveAppRenewal",
    "review": "receiveAppReview",
    "intake": "receiveSoftwareIntake",
}
_RUNNING = timedelta(minutes=7)


def sample(name: SampleName, *, callback_token: str | None = None, at: datetime | None = None) -> bytes:
    """The body of an invented event, sent `at` that moment (now). Each has a token of its own unless one is given.

    Raises ConfigurationError for another name.
    """
    if name not in _HOME:
        raise ConfigurationError(f"there is no sample {name!r}; take one of {', '.join(get_args(SampleName))}")
    body: dict[str, Any] = deepcopy(WEBHOOKS[_HOME[name]].examples[name])
    moment = datetime.now(UTC) if at is None else aware(at, "at")
    body["Timestamp"] = to_milliseconds(moment)
    body["CallbackToken"] = f"sample-{secrets.token_urlsafe(16)}" if callback_token is None else callback_token
    body["Metadata"]["Workflow"]["StartTimestamp"] = to_milliseconds(moment - _RUNNING)
    return codec.encode(body)
