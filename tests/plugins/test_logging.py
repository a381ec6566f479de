"""The built-in plugin `logging`: structured, allow-listed, of everything that happens."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from spokebridge import NineSpokes, Productiv, RetryPolicy
from spokebridge.concurrency import threads
from spokebridge.drift import DriftEvent
from spokebridge.errors import ConfigurationError, SpokebridgeError
from spokebridge.plugins import Plugins
from spokebridge.plugins.logging import FIELDS, Logging
from spokebridge.sandbox import Sandbox

QUICK = RetryPolicy(base=0.001)
RECORD = {
    "signatureId": "T-hush",
    "created": datetime(2024, 1, 1, tzinfo=UTC),
    "amount": 1,
    "currency": "USD",
    "type": "expense",
    "vendor": "Hush-Hush",
}


def events(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [
        {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        for record in caplog.records
        if record.name == "spokebridge.calls"
    ]


def test_everything_that_happens_is_one_record(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Sandbox() as sandbox, Productiv(**sandbox.productiv, plugins=["logging"], retry=QUICK) as productiv:
        sandbox.fail("publishSpendData", status=503)
        productiv.spend.publish("spend-import", [RECORD])
    token, retry, done, chunk = events(caplog)
    assert (token["event"], token["lifetime"] > 0) == ("token_fetched", True)
    assert token["scopes"].endswith("connector.write")
    assert (retry["event"], retry["operation"], retry["reason"], retry["attempt"]) == (
        *("attempt_failed", "publishSpendData", "HTTP 503", 1),
    )
    assert (done["event"], done["status_code"], done["attempts"], done["method"]) == ("call_succeeded", 200, 2, "POST")
    assert done["call"] == retry["call"] > 0
    assert done["seconds"] >= retry["wait"]
    assert "{appId}" in done["route"]
    assert chunk == {
        "event": "chunk_decided",
        "operation": "publishSpendData",
        "chunk": 1,
        "records": 1,
        "accepted": 1,
        "rejected": 0,
        "unknown": 0,
    }
    assert [record.levelname for record in caplog.records if record.name == "spokebridge.calls"] == [
        *("INFO", "WARNING", "INFO", "DEBUG"),
    ]
    assert "call_succeeded call=" in caplog.text
    own = " ".join(record.getMessage() for record in caplog.records if record.name == "spokebridge.calls").lower()
    assert "hush" not in own
    assert "bearer" not in own


def test_failures_carry_what_support_asks_for(caplog: pytest.LogCaptureFixture) -> None:
    with Sandbox() as sandbox, NineSpokes(**sandbox.ninespokes, plugins=[Logging()], retry=None) as ninespokes:
        sandbox.fail("getCompany", status=500)
        with pytest.raises(SpokebridgeError):
            ninespokes.companies.get("c-1")
    (failed,) = events(caplog)
    assert (failed["event"], failed["error_type"], failed["status_code"], failed["attempts"]) == (
        *("call_failed", "ServerError", 500, 1),
    )


def test_pages_and_drift(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Sandbox() as sandbox, NineSpokes(**sandbox.ninespokes, plugins=[Logging()]) as ninespokes:
        connection = sandbox.ninespokes_store.add_example(3)
        assert len(list(ninespokes.data.bills(connection.company, connection.id))) == 3
    page = next(event for event in events(caplog) if event["event"] == "page_read")
    assert page == {"event": "page_read", "operation": "listBills", "page": 1, "items": 3, "total": 3}
    threads.drive(Plugins([Logging()]).on_drift(DriftEvent("op", "$.a", "string", "number")))
    assert events(caplog)[-1] == {
        "event": "drift",
        "operation": "op",
        "path": "$.a",
        "expected": "string",
        "got": "number",
    }


def test_fields_and_logger_can_be_chosen(caplog: pytest.LogCaptureFixture) -> None:
    plugin = Logging("acme.http", level=logging.WARNING, fields=["operation", "seconds"])
    with Sandbox() as sandbox, NineSpokes(**sandbox.ninespokes, plugins=[plugin]) as ninespokes:
        list(ninespokes.companies.list())
    (record,) = (record for record in caplog.records if record.name == "acme.http")
    assert record.levelname == "WARNING"
    assert set(FIELDS).intersection(vars(record)) == {"operation", "seconds"}
    assert record.getMessage().startswith("call_succeeded operation=listCompanies seconds=")
    with pytest.raises(ConfigurationError, match="fields has 'query', which is never logged"):
        Logging(fields=["operation", "query"])


def test_no_field_hides_one_of_the_standard_library() -> None:
    taken = vars(logging.LogRecord("n", 0, "p", 1, "m", (), None))
    assert not set(FIELDS).intersection({*taken, "message", "asctime"})
