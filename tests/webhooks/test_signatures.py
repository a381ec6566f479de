"""Signatures of relays, read and written as the reference implementation of Standard Webhooks does."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import standardwebhooks

from spokebridge.errors import ConfigurationError, WebhookRefused
from spokebridge.webhooks import Delivery, MemoryStore, Signature, SQLiteStore, sign
from tests.webhooks import bodies

KEY = bytes(range(32))
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
OTHER = f"whsec_{base64.b64encode(KEY[::-1]).decode()}"
NOW = 1_719_830_400.0
BODY = bodies.review()


def verifier(*secrets: str | bytes, now: float = NOW, **options: Any) -> Signature:
    return Signature(*(secrets or (SECRET,)), clock=lambda: now, **options)


def signed(**options: Any) -> dict[str, str]:
    return sign(BODY, SECRET, **{"at": NOW, "message_id": "msg_1", **options})


def test_the_reference_implementation_accepts_what_is_signed_here() -> None:
    standardwebhooks.Webhook(SECRET).verify(BODY, sign(BODY, SECRET))
    standardwebhooks.Webhook(KEY).verify(BODY, sign(BODY.decode(), KEY))


def test_what_the_reference_implementation_signs_is_accepted_here() -> None:
    moment = datetime.now(UTC)
    signature = standardwebhooks.Webhook(SECRET).sign("msg_2", moment, BODY.decode())
    stamp = str(int(moment.timestamp()))
    headers = {"Webhook-Id": "msg_2", "Webhook-Timestamp": stamp, "Webhook-Signature": signature}
    Signature(SECRET).verify_headers(BODY, headers)
    assert sign(BODY, SECRET, message_id="msg_2", at=int(stamp))["webhook-signature"] == signature


@pytest.mark.parametrize("secret", [SECRET, SECRET.removeprefix("whsec_"), SECRET.rstrip("="), KEY])
def test_a_secret_is_read_in_every_form(secret: str | bytes) -> None:
    verifier(secret).verify_headers(BODY, signed())


def test_either_secret_will_do_while_one_is_changed() -> None:
    verifier(OTHER, SECRET).verify_headers(BODY, signed())
    other = sign(BODY, OTHER, at=NOW, message_id="msg_1")
    both = " ".join([other["webhook-signature"], "v1a,unknown", signed()["webhook-signature"]])
    verifier().verify(Delivery(BODY, {**signed(), "webhook-signature": both}))


def test_headers_of_older_senders_have_another_prefix() -> None:
    headers = signed(prefix="svix-")
    verifier(prefix="svix-").verify_headers(BODY, headers)
    with pytest.raises(WebhookRefused, match="the header webhook-id is missing"):
        verifier().verify_headers(BODY, headers)


@pytest.mark.parametrize(("away", "side"), [(-301, "ago"), (301, "ahead")])
def test_the_window_is_closed_on_both_sides(away: float, side: str) -> None:
    with pytest.raises(WebhookRefused, match=f"signed 301 seconds {side}, more than 300"):
        verifier().verify_headers(BODY, signed(at=NOW + away))
    verifier().verify_headers(BODY, signed(at=NOW + away * 299 / 301))
    verifier(tolerance=600).verify_headers(BODY, signed(at=NOW + away))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"webhook-id": "msg_2"}, "no signature fits"),
        ({"webhook-timestamp": str(int(NOW) + 1)}, "no signature fits"),
        ({"webhook-signature": "v1,AAAA"}, "no signature fits"),
        ({"webhook-signature": "v1,%%%"}, "no signature fits"),
        ({"webhook-signature": "v2," + signed()["webhook-signature"][3:]}, "no signature fits"),
        ({"webhook-signature": ", ,"}, "no signature fits"),
        ({"webhook-signature": ""}, "the header webhook-signature is missing"),
        ({"webhook-timestamp": "soon"}, "not Unix time"),
        ({"webhook-timestamp": "-1"}, "not Unix time"),
        ({"webhook-timestamp": "1e9"}, "not Unix time"),
        ({"webhook-timestamp": "9" * 400}, "not Unix time"),
        ({"webhook-timestamp": "١٢٣"}, "not Unix time"),
    ],
)
def test_anything_changed_is_refused(changed: dict[str, str], message: str) -> None:
    with pytest.raises(WebhookRefused, match=message) as caught:
        verifier().verify_headers(BODY, {**signed(), **changed})
    assert caught.value.status_code == 401


def test_another_body_is_refused() -> None:
    with pytest.raises(WebhookRefused, match="no signature fits"):
        verifier().verify_headers(BODY + b" ", signed())


@pytest.fixture(params=["memory", "sqlite"])
def replays(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    return MemoryStore() if request.param == "memory" else SQLiteStore(tmp_path / "events.db")


def test_a_message_passes_once_and_a_new_attempt_passes_again(replays: Any) -> None:
    one = verifier(replays=replays)
    one.verify_headers(BODY, signed())
    with pytest.raises(WebhookRefused, match="came before"):
        verifier(replays=replays).verify_headers(BODY, signed())
    one.verify_headers(BODY, signed(at=NOW + 5))
    one.verify_headers(BODY, signed(message_id="msg_2"))


def test_a_forged_message_does_not_use_up_a_genuine_one() -> None:
    one = verifier()
    with pytest.raises(WebhookRefused, match="no signature fits"):
        one.verify_headers(b"forged", signed())
    one.verify_headers(BODY, signed())


@pytest.mark.parametrize(
    ("secrets", "options", "message"),
    [
        ((), {}, "at least one secret"),
        (("whsec_c2hvcnQ=",), {}, "has 5 bytes; use 24 or more"),
        (("whsec_%%%",), {}, "is not base64"),
        (("ä" * 40,), {}, "is not base64"),
        ((SECRET,), {"tolerance": 0}, "tolerance is 0"),
        ((SECRET,), {"tolerance": float("nan")}, "tolerance is nan"),
    ],
)
def test_a_verifier_that_cannot_work_is_not_made(secrets: Any, options: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        Signature(*secrets, **options)
    assert not any(str(secret) in str(caught.value) for secret in secrets)


def test_a_signature_is_of_now_and_of_its_own_unless_told() -> None:
    first, second = sign(BODY, SECRET), sign(BODY, SECRET)
    assert first["webhook-id"] != second["webhook-id"]
    assert abs(int(first["webhook-timestamp"]) - time.time()) < 60
