"""What may be shown."""

from __future__ import annotations

import base64
import copy
import json
import logging
import pickle
from urllib.parse import quote

import pytest

from spokebridge.redaction import MASK, Secret, masked, shown_headers, terse_http_logs

CANARY = "hush-hush-hush"


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret(CANARY)
    assert secret.reveal() == CANARY
    for shown in (
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r:>40}",
        "{} {!r}".format(*[secret] * 2),
        repr([secret]),
    ):
        assert CANARY not in shown
        assert MASK in shown
    assert not hasattr(secret, "__dict__")


def test_a_secret_does_not_leave_the_process() -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="not pickled") as found:
            pickle.dumps(Secret(CANARY), protocol)
        assert CANARY not in str(found.value)
    with pytest.raises(TypeError):
        copy.deepcopy({"key": Secret(CANARY)})
    with pytest.raises(TypeError):
        json.dumps(Secret(CANARY))


def test_secrets_compare_by_value() -> None:
    assert Secret(CANARY) == Secret(CANARY)
    assert Secret(CANARY) != Secret("other")
    assert Secret(CANARY) != CANARY
    assert len({Secret(CANARY), Secret(CANARY)}) == 1
    assert not Secret("")


def test_an_echo_is_masked() -> None:
    secrets = [Secret(f"Bearer {CANARY}"), Secret("other-/secret")]
    assert masked(f"bad Bearer token {CANARY}!", secrets) == "bad Bearer token ***!"
    assert masked("nothing here", secrets) == "nothing here"
    encoded = base64.b64encode(b"other-/secret").decode()
    assert masked(f"a={quote('other-/secret', safe='')}&b={encoded}", secrets) == "a=***&b=***=="


def test_headers_are_shown_by_a_list_of_the_allowed() -> None:
    shown = shown_headers(
        {"Authorization": CANARY, "X-Amz-Signature": CANARY, "Content-Type": "a/b", "Retry-After": "3"}
    )
    assert shown == {"Authorization": MASK, "X-Amz-Signature": MASK, "Content-Type": "a/b", "Retry-After": "3"}


def test_only_our_own_calls_are_terse_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    http, core = logging.getLogger("httpx"), logging.getLogger("httpcore.http11")
    core.debug("receive.complete return_value=%s", "theirs")
    http.info("HTTP Request: %s", "theirs")
    with terse_http_logs():
        core.debug("receive.complete return_value=" + CANARY)
        core.debug("receive.complete %s", CANARY)
        http.info("HTTP Request: %s", CANARY)
    http.info("HTTP Request: %s", "theirs again")
    assert [record.getMessage() for record in caplog.records] == [
        "receive.complete return_value=theirs",
        "HTTP Request: theirs",
        "receive.complete",
        "receive.complete",
        "HTTP Request: theirs again",
    ]
