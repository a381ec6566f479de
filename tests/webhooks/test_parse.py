"""From the body of a request to a typed event: what fits, what is kept although it does not."""

from __future__ import annotations

import copy
import gzip
import json
import logging
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from productiv_client.webhooks import WEBHOOKS
from spokebridge.drift import DriftEvent, DriftLog
from spokebridge.errors import ConfigurationError, WebhookError
from spokebridge.webhooks import AppRenewal, AppReview, SoftwareIntake, UnknownWorkflow, parse, parsing, sample
from tests.webhooks import bodies
from tests.webhooks.bodies import TOKEN


def spelled(name: str) -> bytes:
    return json.dumps(WEBHOOKS["receiveAppRenewal"].examples[name]).encode()


def test_a_renewal_is_typed_throughout() -> None:
    event = parse(spelled("renewal"), strict=True)
    assert isinstance(event, AppRenewal)
    assert event.timestamp == datetime(2024, 7, 1, 10, 40, tzinfo=UTC)
    assert event.callback_token == "invented-callback-token"
    assert (event.metadata.workflow.type, event.metadata.workflow.run_id) == ("APP_RENEWAL", "r-1")
    assert event.metadata.application.name == "Figma"
    assert event.contracts.summary.end_date == date(2024, 12, 31)
    [contract] = event.contracts.details
    assert contract.buyer is not None
    assert (contract.buyer.email, contract.line_items[0].license_type) == ("buyer@example.com", "User")
    proposal = event.renewal_proposal
    assert proposal.summary.term_amount.amount == Decimal("5280.5")
    assert proposal.line_items[0].annual_cost_per_unit.amount == Decimal("96.01")
    assert (proposal.line_items[0].auto_renews, contract.line_items[0].auto_renews) == (False, None)
    assert event.attachments[0].filename == "quote.pdf"


@pytest.mark.parametrize("name", ["renewal", "sampleSpelling"])
def test_both_spellings_of_the_docs_are_read_into_one_field(name: str) -> None:
    event = parse(spelled(name), strict=True)
    assert isinstance(event, AppRenewal)
    [contract] = event.contracts.details
    assert contract.auto_renew_cancellation_period_days == 30
    assert contract.payment is not None
    assert contract.payment.term == "net 30"


def test_a_review_and_an_intake_are_typed() -> None:
    review, intake = parse(bodies.review(), strict=True), parse(bodies.intake(), strict=True)
    assert isinstance(review, AppReview)
    assert review.attachments == []
    assert isinstance(intake, SoftwareIntake)
    assert intake.request_form["vendor"].field_label == "Vendor"
    assert intake.request_form["cost"].field_value == {"amount": 4800, "currencyCode": "EUR"}


def test_an_intake_may_lack_its_documents() -> None:
    event = parse(bodies.intake(Attachments=None), strict=True)
    assert event.attachments is None


@pytest.mark.parametrize("type_", ["GENERAL_PURCHASE", "app_renewal", "SOMETHING_NEW"])
def test_an_unknown_workflow_keeps_the_common_part_and_the_body(type_: str) -> None:
    body = bodies.of_type(type_)
    event = parse(body)
    assert isinstance(event, UnknownWorkflow)
    assert (event.callback_token, event.metadata.workflow.type) == (TOKEN, type_)
    assert event.metadata.application is None
    assert event.raw == body
    intake = event.read_as(SoftwareIntake)
    assert intake.request_form["vendor"].field_value == "Figma"
    assert intake.raw == body


def test_an_unknown_workflow_may_name_an_app() -> None:
    body = json.loads(bodies.of_type("NEW"))
    body["Metadata"]["Application"] = {"Id": "figma", "Name": "Figma"}
    event = parse(json.dumps(body))
    assert isinstance(event, UnknownWorkflow)
    assert event.metadata.application is not None
    assert event.metadata.application.id == "figma"


def test_every_form_of_a_body_gives_the_same_event() -> None:
    content = bodies.renewal()
    forms: list[Any] = [content, bytearray(content), memoryview(content), content.decode(), json.loads(content)]
    events = [parse(form) for form in forms]
    assert all(event == events[0] for event in events)
    assert all(json.loads(event.raw) == json.loads(content) for event in events)


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, [(b"content-encoding", b"gzip")]])
def test_a_zipped_body_is_unpacked(headers: Any) -> None:
    content = bodies.review()
    assert parse(gzip.compress(content), headers=headers).raw == content
    assert parse(content.decode(), headers=headers).raw == content


def test_what_does_not_fit_is_kept_and_told(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_drift_log", DriftLog())  # which tells each kind once in a process
    told: list[DriftEvent] = []
    body = bodies.renewal(Timestamp="soon", RenewalProposal=None, Surprise=1)
    with caplog.at_level(logging.WARNING, "spokebridge.drift"):
        event = parse(body, on_drift=told.append)
    assert isinstance(event, AppRenewal)
    assert (event.timestamp, event.renewal_proposal) == ("soon", None)
    assert json.loads(event.raw)["Surprise"] == 1
    assert {(item.operation, item.path) for item in told} == {
        ("receiveAppRenewal", "$.Timestamp"),
        ("receiveAppRenewal", "$.RenewalProposal"),
    }
    assert "receiveAppRenewal $.Timestamp: expected Milliseconds, got a string" in caplog.text
    with pytest.raises(WebhookError, match=r"not as described; receiveAppRenewal \$\.Timestamp"):
        parse(body, strict=True)


def test_half_a_character_is_mended_and_told() -> None:
    told: list[DriftEvent] = []
    event = parse(bodies.review().replace(b'"Reviews"', b'"Reviews \\ud83d"'), on_drift=told.append)
    assert event.metadata.workflow.name == "Reviews \ufffd"
    assert [item.got for item in told] == ["parts of some, read as U+FFFD"]


def test_the_token_and_the_documents_addresses_are_not_shown() -> None:
    event = parse(bodies.renewal())
    for text in (repr(event), str(event), repr(event.attachments)):
        assert TOKEN not in text
        assert "signature=invented" not in text
    with pytest.raises(TypeError, match="is a secret and is not pickled"):
        pickle.dumps(event)


def test_a_copy_keeps_the_body_and_a_changed_event_has_a_body_of_its_own() -> None:
    event = parse(bodies.of_type("NEW"))
    for twin in (copy.copy(event), copy.deepcopy(event)):
        assert (twin, twin.raw) == (event, event.raw)
    other = msgspec.structs.replace(event, callback_token="other")
    assert json.loads(other.raw)["CallbackToken"] == "other"


def test_samples_are_told_apart_and_of_now() -> None:
    first, second = parse(sample("renewal"), strict=True), parse(sample("renewal"), strict=True)
    assert first.callback_token != second.callback_token
    assert abs(datetime.now(UTC) - first.timestamp).total_seconds() < 60
    moment = datetime(2024, 7, 1, tzinfo=UTC)
    assert parse(sample("intake", callback_token="t", at=moment)).timestamp == moment
    with pytest.raises(ConfigurationError, match="take one of renewal, review, intake"):
        sample("purchase")  # type: ignore[arg-type]
