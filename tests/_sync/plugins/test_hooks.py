# Derived from tests/_async/plugins/test_hooks.py by `python -m codegen build`; edit that file instead.
"""Each hook in a client, one test of its name each: `tests/plugins/test_gate.py` looks for them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge._sync.productiv.client import Productiv
from spokebridge.concurrency import threads
from spokebridge.errors import NotFound, PublishError, Timeout
from spokebridge.options import RetryPolicy
from spokebridge.plugins import Abort, Reject, hookimpl
from spokebridge.sandbox import Sandbox

from tests.support.misbehaving import Misbehaving, answer

pytestmark = pytest.mark.anyio

QUICK = RetryPolicy(base=0.001)
APP = "spend-import"


class Plugin:
    """Keeps what it was told."""

    name = "tested"

    def __init__(self) -> None:
        self.told: list[Any] = []


def records(count: int) -> list[dict[str, Any]]:
    created = datetime(2024, 1, 1, tzinfo=UTC)
    money = {"amount": 5, "currency": "USD", "type": "expense", "vendor": "Acme"}
    return [{"signatureId": f"T-{number}", "created": created, **money} for number in range(count)]


def bills(sandbox: Sandbox, plugin: object, count: int = 5, **options: Any) -> list[Any]:
    connection = sandbox.ninespokes_store.add_example(count)
    with NineSpokes(**sandbox.ninespokes, plugins=[plugin]) as ninespokes:
        return [bill for bill in ninespokes.data.bills(connection.company, connection.id, **options)]


def test_before_request() -> None:
    class Changes(Plugin):
        @hookimpl
        def spokebridge_before_request(self, request: Any) -> Any:
            self.told.append(request)
            return request.with_headers({"X-Team": "web"}).with_query(("team", "web"))

    plugin = Changes()
    with Misbehaving(answer(status=503), answer(body={"status": "ok", "details": []})) as server:
        with NineSpokes(**server.ninespokes, plugins=[plugin], retry=QUICK) as ninespokes:
            ninespokes.organization.apps()
        assert [call.headers["x-team"] for call in server.calls] == ["web", "web"]
        assert ["team=web" in call.target for call in server.calls] == [True, True]
    (request,) = plugin.told  # once, whatever the number of attempts
    assert (request.operation, request.method, dict(request.headers)) == ("listApps", "GET", {})
    assert "key" not in repr(plugin.told)


def test_before_request_may_limit_the_time() -> None:
    class Hurry(Plugin):
        @hookimpl
        def spokebridge_before_request(self, request: Any) -> Any:
            return request.with_timeout(0.2)

    with Sandbox() as sandbox:
        sandbox.fail("listApps", delay=3)
        with NineSpokes(**sandbox.ninespokes, plugins=[Hurry()]) as ninespokes:
            with pytest.raises(Timeout, match="listApps"):
                ninespokes.organization.apps()


def test_before_request_never_sees_or_sets_a_credential(sandbox: Sandbox) -> None:
    class Thief(Plugin):
        @hookimpl
        def spokebridge_before_request(self, request: Any) -> Any:
            self.told.append(dict(request.headers))
            return request.with_headers({"authorization": "Bearer mine"})

    plugin = Thief()
    with Productiv(**sandbox.productiv, plugins=[plugin]) as productiv:
        report = productiv.spend.publish(APP, records(1))
        assert productiv.plugins.failures == {"tested": 1}
    assert (report.accepted, plugin.told) == (1, [{}])


def test_after_response(sandbox: Sandbox) -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_after_response(self, response: Any) -> None:
            self.told.append(response)

    plugin = Watches()
    with NineSpokes(**sandbox.ninespokes, plugins=[plugin]) as ninespokes:
        ninespokes.organization.apps()
        ninespokes.organization.apps()
    first, second = plugin.told
    assert (first.operation, first.status_code, first.attempts) == ("listApps", 200, 1)
    assert first.size > 0
    assert second.call > first.call > 0


def test_on_error(sandbox: Sandbox) -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_on_error(self, error: Any) -> None:
            self.told.append(error)

    plugin = Watches()
    with NineSpokes(**sandbox.ninespokes, plugins=[plugin]) as ninespokes:
        with pytest.raises(NotFound) as raised:
            ninespokes.companies.get("nowhere")
    (failed,) = plugin.told
    assert failed.error is raised.value
    assert (failed.operation, failed.status_code, failed.attempts) == ("getCompany", 404, 1)


def test_on_retry(sandbox: Sandbox) -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_on_retry(self, attempt: Any) -> None:
            self.told.append(attempt)

    plugin = Watches()
    sandbox.fail("listApps", status=503, times=2)
    with NineSpokes(**sandbox.ninespokes, plugins=[plugin], retry=QUICK) as ninespokes:
        ninespokes.organization.apps()
    assert [(attempt.attempt, attempt.reason) for attempt in plugin.told] == [(1, "HTTP 503"), (2, "HTTP 503")]
    assert len({attempt.call for attempt in plugin.told}) == 1


def test_on_token_refresh(sandbox: Sandbox) -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_on_token_refresh(self, credential: Any) -> None:
            self.told.append(credential)

    plugin = Watches()
    with Productiv(**sandbox.productiv, plugins=[plugin]) as productiv:
        productiv.spend.publish(APP, records(1))
    (credential,) = plugin.told
    assert credential.token_url == sandbox.productiv["token_url"]
    assert credential.lifetime > 0


def test_map_outgoing(sandbox: Sandbox) -> None:
    class Maps(Plugin):
        @hookimpl
        def spokebridge_map_outgoing(self, record: Any, operation: str) -> Any:
            self.told.append(operation)
            match record["signatureId"]:
                case "T-0":
                    return None
                case "T-1":
                    raise Reject("not this one")
                case "T-2":
                    raise RuntimeError("broken")
            return {**record, "vendor": "Globex"}

    with Productiv(**sandbox.productiv, plugins=[Maps()]) as productiv:
        report = productiv.spend.publish(APP, records(4))
        assert productiv.plugins.dropped == {"tested": 1}
        assert productiv.plugins.failures == {"tested": 1}
    assert (report.accepted, report.dropped, report.total) == (2, 1, 4)
    assert [(item.index, item.reason) for item in report.rejected] == [(1, "not this one")]
    assert [record["vendor"] for record in sandbox.received_spend(APP)] == ["Acme", "Globex"]
    with pytest.raises(PublishError):
        report.raise_for_rejected()


def test_map_incoming(sandbox: Sandbox) -> None:
    class Maps(Plugin):
        @hookimpl
        def spokebridge_map_incoming(self, record: Any, operation: str) -> Any:
            self.told.append(operation)
            if len(self.told) == 1:
                return None
            if len(self.told) == 2:
                return {"transaction_reference": "by mapping"}
            return msgspec.structs.replace(record, transaction_currency="XXX")

    plugin = Maps()
    found = bills(sandbox, plugin)
    assert plugin.told == ["listBills"] * 5
    assert [bill.transaction_currency for bill in found] == [None, "XXX", "XXX", "XXX"]
    assert found[0].transaction_reference == "by mapping"


def test_on_page(sandbox: Sandbox) -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_on_page(self, page: Any) -> None:
            self.told.append((page.operation, page.number, page.items))

    plugin = Watches()
    bills(sandbox, plugin, page_size=2)
    assert plugin.told == [("listBills", 1, 2), ("listBills", 2, 2), ("listBills", 3, 1)]


def test_on_chunk(sandbox: Sandbox) -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_on_chunk(self, chunk: Any) -> None:
            self.told.append((chunk.operation, chunk.number, chunk.records, chunk.accepted))

    plugin = Watches()
    with Productiv(**sandbox.productiv, plugins=[plugin]) as productiv:
        productiv.spend.publish(APP, records(3))
    assert plugin.told == [("publishSpendData", 1, 3, 3)]


def test_on_drift() -> None:
    class Watches(Plugin):
        @hookimpl
        def spokebridge_on_drift(self, event: Any) -> None:
            self.told.append(event)
            if len(self.told) == 2:
                raise Abort("no more of this")

    plugin = Watches()
    odd = answer(body={"status": "ok", "details": [{"name": 7, "status": "enabled"}]})
    with Misbehaving(odd, odd) as server:
        with NineSpokes(**server.ninespokes, plugins=[plugin]) as ninespokes:
            ninespokes.organization.apps()
            with pytest.raises(Abort, match="stopped by plugin tested: no more of this"):
                ninespokes.organization.apps()
    assert (plugin.told[0].operation, plugin.told[0].path) == ("listApps", "$.details[0].name")


def test_wrappers_see_what_the_others_made(sandbox: Sandbox) -> None:
    class Wraps(Plugin):
        @hookimpl(wrapper=True)
        def spokebridge_map_outgoing(self, record: Any) -> Any:
            result = yield
            self.told.append((record["vendor"], result["vendor"]))
            return {**result, "vendor": result["vendor"] + "!"}

    class Maps:
        @hookimpl
        def spokebridge_map_outgoing(self, record: Any) -> Any:
            threads.sleep(0)
            return {**record, "vendor": "Globex"}

    plugin = Wraps()
    with Productiv(**sandbox.productiv, plugins=[plugin, Maps()]) as productiv:
        productiv.spend.publish(APP, records(1))
    assert plugin.told == [("Acme", "Globex")]
    assert sandbox.received_spend(APP)[0]["vendor"] == "Globex!"


def test_provenance_says_who_changed_what(sandbox: Sandbox) -> None:
    class Maps(Plugin):
        @hookimpl
        def spokebridge_map_outgoing(self, record: Any) -> Any:
            return None if record["signatureId"] == "T-1" else {**record, "vendor": "Globex", "team": "web"}

    with Productiv(**sandbox.productiv, plugins=[Maps()]) as productiv:
        with productiv.plugins.provenance() as changes:
            productiv.spend.publish(APP, records(2))
        productiv.spend.publish(APP, records(1))  # nobody asks
    changed, dropped = changes
    assert (changed.plugin, changed.dropped, changed.record["signatureId"]) == ("tested", False, "T-0")
    assert {(field.field, field.before, field.after) for field in changed.fields} == {
        ("vendor", "Acme", "Globex"),
        ("team", None, "web"),
    }
    assert (dropped.dropped, dropped.fields) == (True, ())


class Stops:
    """Stops a call in the hook of this name."""

    def __init__(self, hook: str) -> None:
        self.hook = hook

    @hookimpl
    def spokebridge_on_error(self) -> None:
        self.stop("on_error")

    @hookimpl
    def spokebridge_on_retry(self) -> None:
        self.stop("on_retry")

    @hookimpl
    def spokebridge_on_drift(self) -> None:
        self.stop("on_drift")

    @hookimpl
    def spokebridge_after_response(self) -> None:
        self.stop("after_response")

    @hookimpl
    def spokebridge_before_request(self) -> None:
        self.stop("before_request")

    def stop(self, hook: str) -> None:
        if self.hook == hook:
            raise Abort("enough")


@pytest.mark.parametrize(
    ("hook", "answers", "in_doubt"),
    [
        ("before_request", [answer(body={"success": True})], False),
        ("after_response", [answer(body={"success": True})], True),
        ("on_drift", [answer(body={"success": 7})], True),
        ("on_retry", [answer(status=503)], True),
        ("on_retry", [answer(status=429)], False),
        ("on_retry", [answer(body=b"<html>")], True),
        ("on_error", [answer(status=504)], True),
        ("on_error", [answer(status=400)], False),
    ],
)
def test_an_abort_does_not_hide_that_records_may_have_arrived(hook: str, answers: list[Any], in_doubt: bool) -> None:
    with Misbehaving(*answers) as server:
        retry = None if hook == "on_error" else QUICK
        with Productiv(**server.productiv, plugins=[Stops(hook)], retry=retry) as productiv:
            with pytest.raises(Abort) as stopped:
                productiv.spend.publish(APP, records(1))
    report = stopped.value.report
    assert report is not None
    assert (len(report.unknown), len(report.rejected)) == ((1, 0) if in_doubt else (0, 1))
