"""One call that needs a token, and a clock that tokens count by."""

from __future__ import annotations

import json
from typing import Any

from productiv_client.api.spend import publish_spend_data
from spokebridge._async.productiv.client import AsyncProductiv
from spokebridge.redaction import Secret
from spokebridge.tokens import TokenCache, cache_for
from tests.support.misbehaving import answer

DONE = answer(body={"success": True})


RECORD = {
    "signatureId": "T-1",
    "created": 1_719_830_400_000,
    "amount": 12,
    "currency": "USD",
    "type": "expense",
    "vendor": "GitHub",
}


SCOPE = ("a-scope",)


class Clock:
    """Stands still. Tokens count from it once it is given to their cache."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.now = 1_000_000.0
        secret = Secret(settings["client_secret"])
        self.cache: TokenCache = cache_for(settings["token_url"], settings["client_id"], secret, SCOPE)
        self.cache._clock = lambda: self.now


async def publish(productiv: AsyncProductiv) -> int:
    """One call that needs a token."""
    request = publish_spend_data.request("figma", body=b'{"records":[%s]}' % json.dumps(RECORD).encode())
    return int((await productiv._caller.value(request)).success)
