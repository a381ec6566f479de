"""The built-in plugin `opentelemetry`: a client span for each call, with its attempts as events, and metrics.

    productiv = Productiv.from_env(plugins=["opentelemetry"])

Names are those of the HTTP semantic conventions, stable since 1.23, and `url.template`. A span is called by method and
route template, so that thousands of ids make one name. Neither query, headers, body nor filled path are recorded. Spans
go to the tracer provider that is set when a call is made, or to the one passed here; metrics likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from opentelemetry import metrics, propagate, trace

from spokebridge.drift import DriftEvent
from spokebridge.plugins.contexts import (
    ChunkSent,
    CredentialRefreshed,
    Reply,
    RequestFailed,
    RetryPlanned,
)
from spokebridge.plugins.hookspecs import hookimpl
from spokebridge.plugins.request import RequestToSend
from spokebridge.version import __version__

Attributes: TypeAlias = dict[str, str | int]

SCHEMA = "https://opentelemetry.io/schemas/1.44.0"
SCOPE = "spokebridge"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)


@dataclass(frozen=True, slots=True)
class _Open:
    """The call that is being made in this thread or task. `attributes` are those that metrics share."""

    call: int
    span: trace.Span
    attributes: Attributes


_open: ContextVar[_Open | None] = ContextVar("spokebridge_open_span", default=None)


class OpenTelemetry:
    """Traces and measures calls.

    `propagates=True` also sends the trace context (`traceparent` and what else the propagator that is set writes) to
    the services; off by default, because it tells them something of yours.
    """

    name = "opentelemetry"

    def __init__(
        self,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
        *,
        propagates: bool = False,
    ) -> None:
        self._tracer = trace.get_tracer(SCOPE, __version__, tracer_provider, SCHEMA)
        meter = metrics.get_meter(SCOPE, __version__, meter_provider, SCHEMA)
        self._propagates = propagates
        self._duration = meter.create_histogram(
            "http.client.request.duration",
            "s",
            "Duration of calls, with all their attempts and waits.",
            explicit_bucket_boundaries_advisory=SECONDS,
        )
        self._retries = meter.create_counter("spokebridge.retries", "{attempt}", "Attempts that were repeated.")
        self._records = meter.create_counter("spokebridge.records", "{record}", "Published records, by outcome.")
        self._drift = meter.create_counter("spokebridge.drift", "{mismatch}", "Places not as described.")

    @hookimpl(trylast=True)
    def spokebridge_before_request(self, request: RequestToSend) -> RequestToSend | None:
        """Open the span."""
        cut_off = _open.get()
        if cut_off is not None:  # its call was cancelled: nobody told
            cut_off.span.end()
        server = urlsplit(request.base_url)
        attributes: Attributes = {
            "http.request.method": request.method,
            "server.address": server.hostname or "",
            "server.port": server.port or (443 if server.scheme == "https" else 80),
            "url.template": request.route,
        }
        span = self._tracer.start_span(
            f"{request.method} {request.route}",
            kind=trace.SpanKind.CLIENT,
            attributes={**attributes, "url.scheme": server.scheme, "spokebridge.operation": request.operation},
        )
        _open.set(_Open(request.call, span, attributes))
        if not self._propagates:
            return None
        carrier: dict[str, str] = {}
        propagate.inject(carrier, trace.set_span_in_context(span))
        return request.with_headers(carrier)

    @hookimpl
    def spokebridge_on_retry(self, attempt: RetryPlanned) -> None:
        """An event of the span."""
        found: Attributes = {"spokebridge.operation": attempt.operation, "spokebridge.reason": attempt.reason}
        self._retries.add(1, found)
        numbers = {"spokebridge.attempt": attempt.attempt, "spokebridge.wait": attempt.wait}
        self._event("spokebridge.attempt_failed", {**found, **numbers})

    @hookimpl
    def spokebridge_on_token_refresh(self, credential: CredentialRefreshed) -> None:
        """An event of the span."""
        self._event("spokebridge.token_fetched", {"spokebridge.scopes": " ".join(credential.scopes)})

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        """An event of the span."""
        self._drift.add(1, {"spokebridge.operation": event.operation})
        self._event(
            "spokebridge.drift",
            {"spokebridge.path": event.path, "spokebridge.expected": event.expected, "spokebridge.got": event.got},
        )

    @hookimpl(tryfirst=True)
    def spokebridge_after_response(self, response: Reply) -> None:
        """Close the span."""
        self._close(
            response.call,
            response.seconds,
            response.attempts,
            {"http.response.status_code": response.status_code},
            response.correlation_id,
        )

    @hookimpl(tryfirst=True)
    def spokebridge_on_error(self, error: RequestFailed) -> None:
        """Close the span as failed. `error.type` is the status where there is one, else the class of the error."""
        status = error.status_code
        found: Attributes = {} if status is None else {"http.response.status_code": status}
        kind = type(error.error).__name__ if status is None else str(status)
        self._close(error.call, error.seconds, error.attempts, {**found, "error.type": kind}, error.correlation_id)

    @hookimpl
    def spokebridge_on_chunk(self, chunk: ChunkSent) -> None:
        """Count records."""
        for outcome, count in (
            ("accepted", chunk.accepted),
            ("rejected", chunk.rejected),
            ("unknown", chunk.unknown),
        ):
            if count:
                found = {"spokebridge.operation": chunk.operation, "spokebridge.outcome": outcome}
                self._records.add(count, found)

    def _event(self, name: str, attributes: Mapping[str, str | int | float]) -> None:
        current = _open.get()
        if current is not None:
            current.span.add_event(name, attributes)

    def _close(self, call: int, seconds: float, attempts: int, found: Attributes, correlation_id: str | None) -> None:
        current = _open.get()
        if current is None or current.call != call:  # the plugin came into a call that had begun
            return
        _open.set(None)
        span = current.span
        span.set_attributes(found)
        if attempts > 1:
            span.set_attribute("http.request.resend_count", attempts - 1)
        if correlation_id is not None:
            span.set_attribute("spokebridge.correlation_id", correlation_id)
        if "error.type" in found:
            span.set_status(trace.StatusCode.ERROR)
        self._duration.record(seconds, {**current.attributes, **found})
        span.end()
