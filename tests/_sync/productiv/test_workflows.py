# Derived from tests/_async/productiv/test_workflows.py by `python -m codegen build`; edit that file instead.
"""Resuming a workflow and commenting on it."""

from __future__ import annotations

from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv, RetryPolicy
from spokebridge.errors import ConfigurationError, ServerError

from tests.support.server import FakeServer, Reply

pytestmark = pytest.mark.anyio

RESUME = "POST /workflows/resume"
COMMENT = "POST /workflows/comments"
TOKEN = "callback-token-0123456789"


def test_resumes(server: FakeServer) -> None:
    server.answer(RESUME, Reply(503), {"result": "success"}, {"result": "duplicate"})
    with Productiv(**server.productiv, retry=RetryPolicy(base=0)) as productiv:
        first = productiv.workflows.resume(TOKEN)
        second = productiv.workflows.resume(TOKEN)
    assert (first.result, second.result) == (models.ResumeResult.SUCCESS, "duplicate")
    assert server.calls[0].json == {"CallbackToken": TOKEN}


def test_comments_with_attachments(server: FakeServer) -> None:
    server.answer(COMMENT, {"anything": 1})
    attachments: list[Any] = [
        models.CommentAttachment(filename="a.pdf", url="https://files.example.com/a.pdf?sig=1"),
        {"Filename": "b.pdf", "Url": "https://files.example.com/b.pdf"},
    ]
    with Productiv(**server.productiv) as productiv:
        answer = productiv.workflows.comment(TOKEN, "done", "ana@example.com", attachments)
        productiv.workflows.comment(TOKEN, "done", "ana@example.com")
    assert answer == {"anything": 1}
    assert server.calls[0].json["Attachments"] == [
        {"Filename": "a.pdf", "Url": "https://files.example.com/a.pdf?sig=1"},
        {"Filename": "b.pdf", "Url": "https://files.example.com/b.pdf"},
    ]
    assert server.calls[1].json == {"CallbackToken": TOKEN, "Message": "done", "UserEmail": "ana@example.com"}


def test_an_empty_answer_to_a_comment_is_an_answer(server: FakeServer) -> None:
    server.answer(COMMENT, Reply(200))
    with Productiv(**server.productiv, strict=True) as productiv:
        assert productiv.workflows.comment(TOKEN, "done", "ana@example.com") == {}


def test_a_comment_is_not_repeated(server: FakeServer) -> None:
    server.answer(COMMENT, Reply(503), {})
    with Productiv(**server.productiv, retry=RetryPolicy(base=0)) as productiv:
        with pytest.raises(ServerError):
            productiv.workflows.comment(TOKEN, "done", "ana@example.com")
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"callback_token": ""}, "callback_token is empty"),
        ({"message": " "}, "message is empty"),
        ({"user_email": "ana"}, "user_email is 'ana'"),
        ({"attachments": "a.pdf"}, "attachments is 'a.pdf'; pass a list"),
        ({"attachments": [("a.pdf", "https://x.example")]}, r"attachments\[0\] is of type tuple"),
        ({"attachments": [{"Filename": "a.pdf"}]}, r"attachments\[0\].Url is empty"),
        ({"attachments": [{"Filename": "a", "Url": "ftp://x/secret"}]}, r"attachments\[0\].Url is not an http"),
        ({"attachments": [{"Filename": "a", "Url": "https://[x"}]}, r"attachments\[0\].Url is not an http"),
    ],
)
def test_refuses_what_is_no_comment(server: FakeServer, changed: dict[str, Any], message: str) -> None:
    arguments = {"callback_token": TOKEN, "message": "done", "user_email": "ana@example.com", **changed}
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match=message) as caught:
            productiv.workflows.comment(**arguments)
        if not arguments["callback_token"]:
            with pytest.raises(ConfigurationError, match=message):
                productiv.workflows.resume("")
    assert "secret" not in str(caught.value)
    assert server.requests == []


def test_the_token_is_in_no_error(server: FakeServer) -> None:
    server.answer(RESUME, Reply(400, {"message": f"unknown token {TOKEN}"}))
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(Exception, match="resumeWorkflow") as caught:
            productiv.workflows.resume(TOKEN)
    assert "request body" not in repr(caught.value)
