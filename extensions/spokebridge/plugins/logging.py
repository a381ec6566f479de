"""The built-in plugin `logging`: one structured record of the standard library for everything that happens.

    logging.basicConfig(level=logging.INFO)
    productiv = Productiv.from_env(plugins=["logging"])

Each record has a sentence for people as its message, the name of the event as `event`, and its fields as attributes of
their own (`record.operation`, `record.seconds`), where formatters for JSON, and structlog's `ExtraAdder`, find them.
Only the fields in `FIELDS` are ever logged: no path, query, header or body, so no secret and no customer's data.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from spokebridge.drift import DriftEvent
from spokebridge.errors import ConfigurationError
from spokebridge.plugins.contexts import (
    ChunkSent,
    CredentialRefreshed,
    PageRead,
    Reply,
    RequestFailed,
    RetryPlanned,
)
from spokebridge.plugins.hookspecs import hookimpl

FIELDS = (
    *("event", "call", "operation", "method", "route", "status_code", "seconds", "attempts", "size"),
    *("correlation_id", "error_type", "attempt", "reason", "wait", "scopes", "lifetime"),
    *("page", "items", "total", "chunk", "records", "accepted", "rejected", "unknown"),
    *("path", "expected", "got"),
)
"""All there are. `path` is where in an answer something is not as described, `got` what kind of value is there."""


class Logging:
    """Logs calls and tokens at `level`, retries and drift as warnings, failed calls as errors, pages and chunks at
    DEBUG.

    `logger` is a name or a logger. `fields` narrows what is logged; names outside FIELDS raise ConfigurationError.
    """

    name = "logging"

    def __init__(
        self,
        logger: logging.Logger | str = "spokebridge.calls",
        *,
        level: int = logging.INFO,
        fields: Iterable[str] = FIELDS,
    ) -> None:
        self._logger = logging.getLogger(logger) if isinstance(logger, str) else logger
        self._level = level
        self._fields = frozenset(fields)
        strange = sorted(self._fields.difference(FIELDS))
        if strange:
            raise ConfigurationError(f"fields has {strange[0]!r}, which is never logged; there are {', '.join(FIELDS)}")

    @hookimpl
    def spokebridge_after_response(self, response: Reply) -> None:
        """A call succeeded."""
        self._log(
            self._level,
            "call_succeeded",
            call=response.call,
            operation=response.operation,
            method=response.method,
            route=response.route,
            status_code=response.status_code,
            seconds=round(response.seconds, 6),
            attempts=response.attempts,
            correlation_id=response.correlation_id,
            size=response.size,
        )

    @hookimpl
    def spokebridge_on_error(self, error: RequestFailed) -> None:
        """A call failed."""
        self._log(
            logging.ERROR,
            "call_failed",
            call=error.call,
            operation=error.operation,
            method=error.method,
            route=error.route,
            error_type=type(error.error).__name__,
            status_code=error.status_code,
            seconds=round(error.seconds, 6),
            attempts=error.attempts,
            correlation_id=error.correlation_id,
        )

    @hookimpl
    def spokebridge_on_retry(self, attempt: RetryPlanned) -> None:
        """An attempt failed, and another follows."""
        self._log(
            logging.WARNING,
            "attempt_failed",
            call=attempt.call,
            operation=attempt.operation,
            attempt=attempt.attempt,
            reason=attempt.reason,
            wait=round(attempt.wait, 3),
        )

    @hookimpl
    def spokebridge_on_token_refresh(self, credential: CredentialRefreshed) -> None:
        """A token was fetched."""
        scopes = " ".join(credential.scopes)
        self._log(self._level, "token_fetched", scopes=scopes, lifetime=credential.lifetime)

    @hookimpl
    def spokebridge_on_page(self, page: PageRead) -> None:
        """A page arrived."""
        self._log(
            logging.DEBUG, "page_read", operation=page.operation, page=page.number, items=page.items, total=page.total
        )

    @hookimpl
    def spokebridge_on_chunk(self, chunk: ChunkSent) -> None:
        """A chunk was decided."""
        self._log(
            logging.DEBUG,
            "chunk_decided",
            operation=chunk.operation,
            chunk=chunk.number,
            records=chunk.records,
            accepted=chunk.accepted,
            rejected=chunk.rejected,
            unknown=chunk.unknown,
        )

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        """An answer is not as described."""
        self._log(
            logging.WARNING,
            "drift",
            operation=event.operation,
            path=event.path,
            expected=event.expected,
            got=event.got,
        )

    def _log(self, level: int, event: str, **found: Any) -> None:
        if not self._logger.isEnabledFor(level):
            return
        fields = {name: value for name, value in found.items() if value is not None and name in self._fields}
        said = " ".join([event, *(f"{name}={value}" for name, value in fields.items())])
        self._logger.log(level, "%s", said, extra={"event": event, **fields} if "event" in self._fields else fields)
