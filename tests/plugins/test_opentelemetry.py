"""The built-in plugin `opentelemetry`: spans and metrics by the semantic conventions."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from spokebridge import AsyncNineSpokes, NineSpokes, Productiv
from spokebridge.concurrency import threads
from spokebridge.drift import DriftEvent
from spokebridge.errors import ConfigurationError, SpokebridgeError
from spokebridge.plugins import Plugins, RequestToSend
from spokebridge.plugins.opentelemetry import OpenTelemetry
from spokebridge.sandbox import Sandbox

from .test_logging import QUICK, RECORD


class Telemetry:
    """A plugin and what it told."""

    def __init__(self, **settings: Any) -> None:
        self._spans = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self.meters = MeterProvider([self._reader])
        self.plugin = OpenTelemetry(self.tracers, self.meters, **settings)

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self._spans.get_finished_spans())

    def points(self, name: str) -> list[tuple[dict[str, Any], Any]]:
        data = self._reader.get_metrics_data()
        assert data is not None
        found = [
            metric.data.data_points
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
        ]
        return [
            (dict(point.attributes), getattr(point, "value", None) or getattr(point, "count", None))
            for points in found
            for point in points
        ]


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    made = Telemetry()
    yield made
    made.tracers.shutdown()
    made.meters.shutdown()


def test_a_call_is_a_span_with_its_attempts_as_events(telemetry: Telemetry) -> None:
    with Sandbox() as sandbox, Productiv(**sandbox.productiv, plugins=[telemetry.plugin], retry=QUICK) as productiv:
        sandbox.fail("publishSpendData", status=503)
        with telemetry.tracers.get_tracer("test").start_as_current_span("job"):
            productiv.spend.publish("spend-import", [RECORD], concurrency=1)
    span, job = telemetry.spans
    assert span.kind is SpanKind.CLIENT
    assert span.parent is not None
    assert span.parent.span_id == job.context.span_id
    found = dict(span.attributes or {})
    port = found.pop("server.port")
    assert port == int(sandbox.url.rpartition(":")[2])
    assert span.name == f"POST {found['url.template']}"
    assert "spend-import" not in str(found)
    assert {name: value for name, value in found.items() if name != "url.template"} == {
        "http.request.method": "POST",
        "server.address": "127.0.0.1",
        "url.scheme": "http",
        "http.response.status_code": 200,
        "http.request.resend_count": 1,
        "spokebridge.operation": "publishSpendData",
    }
    assert [event.name for event in span.events] == ["spokebridge.token_fetched", "spokebridge.attempt_failed"]
    assert dict(span.events[1].attributes or {})["spokebridge.reason"] == "HTTP 503"
    assert span.status.status_code is StatusCode.UNSET
    (duration, count), *_ = telemetry.points("http.client.request.duration")
    assert (duration["http.response.status_code"], duration["url.template"], count) == (200, found["url.template"], 1)
    assert [value for _, value in telemetry.points("spokebridge.retries")] == [1]
    assert telemetry.points("spokebridge.records") == [
        ({"spokebridge.operation": "publishSpendData", "spokebridge.outcome": "accepted"}, 1)
    ]


def test_failures_are_errors_with_their_type(telemetry: Telemetry) -> None:
    with Sandbox() as sandbox:
        with NineSpokes(**sandbox.ninespokes, plugins=[telemetry.plugin], retry=None) as ninespokes:
            sandbox.fail("getCompany", status=500)
            with pytest.raises(SpokebridgeError):
                ninespokes.companies.get("c-1")
        nowhere = {**sandbox.ninespokes, "base_url": "http://127.0.0.1:1"}
        with (
            NineSpokes(**nowhere, plugins=[telemetry.plugin], retry=None) as ninespokes,
            pytest.raises(SpokebridgeError),
        ):
            ninespokes.companies.get("c-1")
    answered, unanswered = telemetry.spans
    assert answered.status.status_code is unanswered.status.status_code is StatusCode.ERROR
    assert dict(answered.attributes or {})["error.type"] == "500"
    assert dict(unanswered.attributes or {})["error.type"] == "ConnectionFailed"
    assert "http.response.status_code" not in dict(unanswered.attributes or {})


def test_spans_of_tasks_side_by_side_are_their_own(telemetry: Telemetry) -> None:
    async def main(sandbox: Sandbox) -> None:
        async with AsyncNineSpokes(**sandbox.ninespokes, plugins=[telemetry.plugin]) as ninespokes:
            await asyncio.gather(*(ninespokes.organization.apps() for _ in range(5)))

    with Sandbox() as sandbox:
        asyncio.run(main(sandbox))
    assert len({span.context.span_id for span in telemetry.spans}) == len(telemetry.spans) == 5


def test_the_span_of_a_cancelled_call_ends_with_the_next(telemetry: Telemetry) -> None:
    async def main(sandbox: Sandbox) -> None:
        async with AsyncNineSpokes(**sandbox.ninespokes, plugins=[telemetry.plugin]) as ninespokes:
            sandbox.fail("listApps", delay=5)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await ninespokes.organization.apps()
            await ninespokes.organization.apps()

    with Sandbox() as sandbox:
        asyncio.run(main(sandbox))
    assert len(telemetry.spans) == 2


def test_drift_is_an_event_and_counted(telemetry: Telemetry) -> None:
    threads.drive(Plugins([telemetry.plugin]).on_drift(DriftEvent("op", "$.a", "string", "number")))
    assert telemetry.points("spokebridge.drift") == [({"spokebridge.operation": "op"}, 1)]


@pytest.mark.parametrize("propagates", [False, True])
def test_the_trace_context_is_sent_only_when_asked(propagates: bool) -> None:
    telemetry = Telemetry(propagates=propagates)
    request = RequestToSend("listApps", "GET", "/apps", "/apps", base_url="https://api.test", call=1)
    changed = threads.drive(Plugins([telemetry.plugin]).before_request(request))
    assert ("traceparent" in changed.headers) is propagates
    telemetry.tracers.shutdown()
    telemetry.meters.shutdown()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "spokebridge.plugins.opentelemetry")
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(ConfigurationError, match=r"opentelemetry needs an extra: pip install 'spokebridge\[opentelem"):
        NineSpokes("key", plugins=["opentelemetry"])
