"""What all 9Spokes operations have in common: the key, the envelopes, the error body (9Spokes facts 2 and 3)."""

import secrets
import threading
from collections.abc import Mapping
from typing import Any

from ..clock import Clock
from ..ids import Ids
from ..odata import Dates
from ..settings import NineSpokesOptions
from ..web import codec
from ..web.messages import Call, Refusal, Reply
from ..web.operations import Service
from .catalogue import DATE_MEMBERS
from .store import NineSpokesStore

_KEY_LENGTH = 64


class NineSpokesService(Service):
    """The organization that the key belongs to."""

    name = "ninespokes"

    def __init__(
        self, lock: threading.RLock, ids: Ids, clock: Clock, options: NineSpokesOptions, *, lenient: bool
    ) -> None:
        super().__init__(lock, lenient=lenient)
        self.options = options
        self.clock = clock
        self.store = NineSpokesStore(lock, ids, clock, options)
        self.dates = Dates(DATE_MEMBERS if options.dates_stored_as == "date" else frozenset())
        self.api_key = ids.text("api key", _KEY_LENGTH)
        self.site = ""
        """Where pages for people live; known once the sandbox runs."""
        self._ids = ids

    def authenticate(self, call: Call) -> None:
        """The raw key, no scheme word: a key with one is an unknown key (9Spokes facts 2 and 9)."""
        given = call.headers.get("authorization", "")
        if not secrets.compare_digest(given.encode(), self.api_key.encode()):
            raise Refusal(401, _advice(given))

    def revoke_credentials(self, call: Call) -> None:
        """There is one key; a new one takes its place."""
        if call.headers.get("authorization") == self.api_key:
            self.api_key = self._ids.text("api key", _KEY_LENGTH)

    def refuse(self, refusal: Refusal) -> Reply:
        """`status`, `correlationId`, `message` (9Spokes facts 3.1). The wording of messages is the sandbox's own."""
        body = {"status": "err", **self._correlation(), "message": refusal.message}
        return Reply(_as_go_writes(body), refusal.status, headers=refusal.headers)

    def enveloped(self, details: object) -> Reply:
        """Family A (9Spokes facts 3.1)."""
        body = {"status": "ok", **self._correlation(), "details": self._list_or_null(details)}
        return Reply(_as_go_writes(body))

    def data(self, members: Mapping[str, object]) -> Reply:
        """Families B, C and D, bare unless the switches say otherwise (9Spokes facts 3.1)."""
        body: dict[str, Any] = {name: self._list_or_null(value) for name, value in members.items()}
        if self.options.data_envelope == "members":
            body = {"status": "ok", **self._correlation(), **body}
        elif self.options.data_envelope == "details":
            body = {"status": "ok", **self._correlation(), "details": body}
        return Reply(_as_go_writes(body))

    def _correlation(self) -> dict[str, str]:
        return {"correlationId": self._ids.uuid("correlation")} if self.options.correlation_ids else {}

    def _list_or_null(self, value: object) -> object:
        return None if self.options.null_for_empty and value == [] else value


def _advice(authorization: str) -> str:
    if not authorization:
        return "there is no API key; send it in the Authorization header"
    if " " in authorization.strip():
        return "the API key was not accepted; send the key alone, without a word before it"
    return "the API key was not accepted"


def _as_go_writes(body: object) -> bytes:
    """Go's encoder escapes these three inside strings; outside of strings JSON has none of them (9Spokes facts 3.1)."""
    text = codec.encode(body)
    return text.replace(b"<", b"\\u003c").replace(b">", b"\\u003e").replace(b"&", b"\\u0026")
