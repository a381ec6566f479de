"""What a handler returns is sent with the client of either half, and trying again does no harm."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from spokebridge import AsyncProductiv, Productiv, RetryPolicy
from spokebridge.errors import ConfigurationError
from spokebridge.webhooks import AppReview, Comment, Resume, WebhookReceiver
from tests.support.server import FakeServer, Reply
from tests.webhooks import bodies
from tests.webhooks.asking import post
from tests.webhooks.bodies import TOKEN

pytestmark = pytest.mark.anyio

RESUME = "POST /workflows/resume"
COMMENT = "POST /workflows/comments"
HANDLED = (200, {"status": "handled"})
FAILED = (500, {"status": "failed"})

Returning = Callable[[Any], WebhookReceiver]


@pytest.fixture(params=[AsyncProductiv, Productiv])
async def returning(request: pytest.FixtureRequest, server: FakeServer) -> AsyncIterator[Returning]:
    """Makes a receiver whose handler returns something, with a client of either half."""
    client = request.param(**server.productiv, retry=RetryPolicy(attempts=2, base=0))

    def make(result: Any) -> WebhookReceiver:
        receiver = WebhookReceiver(client, inline=True)
        receiver.on(AppReview)(lambda event: result)
        return receiver

    yield make
    if isinstance(client, AsyncProductiv):
        await client.aclose()
    else:
        client.close()


def sent(server: FakeServer) -> list[str]:
    return [call.path.removeprefix("/workflows/") for call in server.calls]


async def test_a_workflow_is_commented_on_and_resumed(returning: Returning, server: FakeServer) -> None:
    server.answer(COMMENT, {})
    server.answer(RESUME, {"result": "success"})
    attachment = {"Filename": "a.pdf", "Url": "https://files.example.com/a.pdf"}
    receiver = returning([Comment("Fine.", "ana@example.com", [attachment]), Resume()])
    assert await post(receiver, bodies.review()) == HANDLED
    assert [call.json for call in server.calls] == [
        {
            "CallbackToken": TOKEN,
            "Message": "Fine.",
            "UserEmail": "ana@example.com",
            "Attachments": [attachment],
        },
        {"CallbackToken": TOKEN},
    ]


@pytest.mark.parametrize("replies", [[{"result": "duplicate"}], [Reply(503), {"result": "success"}]])
async def test_resuming_may_have_happened_before_or_fail_for_a_moment(
    returning: Returning, server: FakeServer, replies: list[Any]
) -> None:
    server.answer(RESUME, *replies)
    assert await post(returning(Resume()), bodies.review()) == HANDLED


async def test_a_result_that_nobody_documents_is_taken_as_done_and_told(
    returning: Returning, server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer(RESUME, {"result": "perhaps"})
    assert await post(returning(Resume()), bodies.review()) == HANDLED
    assert "was answered <ResumeResult.perhaps: 'perhaps'>, which nobody documents" in caplog.text


async def test_a_comment_is_made_once_although_resuming_failed_after_it(
    returning: Returning, server: FakeServer
) -> None:
    server.answer(COMMENT, {})
    server.answer(RESUME, Reply(503), Reply(503), {"result": "success"})
    receiver = returning((Comment("Fine.", "ana@example.com"), Resume()))
    assert [await post(receiver, bodies.review()) for _ in range(2)] == [FAILED, HANDLED]
    assert sent(server) == ["comments", "resume", "resume", "resume"]


async def test_a_comment_that_may_have_arrived_is_not_repeated(returning: Returning, server: FakeServer) -> None:
    server.answer(COMMENT, Reply(502), {})
    server.answer(RESUME, {"result": "success"})
    receiver = returning([Comment("Fine.", "ana@example.com"), Resume()])
    assert [await post(receiver, bodies.review()) for _ in range(2)] == [FAILED, HANDLED]
    assert sent(server) == ["comments", "resume"]


async def test_a_comment_that_was_refused_is_made_the_next_time(returning: Returning, server: FakeServer) -> None:
    server.answer(COMMENT, Reply(403, {"message": "not yet"}), {})
    receiver = returning(Comment("Fine.", "ana@example.com"))
    assert [await post(receiver, bodies.review()) for _ in range(2)] == [FAILED, HANDLED]
    assert sent(server) == ["comments", "comments"]


async def test_two_comments_that_differ_are_both_made(returning: Returning, server: FakeServer) -> None:
    server.answer(COMMENT, {})
    receiver = returning(Comment(text, "ana@example.com") for text in ("One.", "Two.", "One."))
    assert await post(receiver, bodies.review()) == HANDLED
    assert [call.json["Message"] for call in server.calls] == ["One.", "Two."]


@pytest.mark.parametrize("result", ["Resume", {"resume": True}, [Resume(), None], Resume])
async def test_what_is_no_action_is_named(returning: Returning, result: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert await post(returning(result), bodies.review()) == FAILED
    assert "return Resume(), Comment(...), a list of them, or None" in caplog.text


async def test_resuming_needs_a_client_and_a_token(returning: Returning, caplog: pytest.LogCaptureFixture) -> None:
    alone = WebhookReceiver(inline=True)
    alone.on(AppReview)(lambda event: Resume())
    assert await post(alone, bodies.review()) == FAILED
    assert "give the receiver a client" in caplog.text
    assert await post(returning(Resume()), bodies.review(CallbackToken=None)) == FAILED
    assert "the event has no CallbackToken" in caplog.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("", "ana@example.com"), "message is empty"),
        (("Fine.", "ana"), "user_email is 'ana'"),
        (("Fine.", "ana@example.com", [{"Filename": "a"}]), r"attachments\[0\]\.Url is empty"),
    ],
)
def test_what_cannot_be_a_comment_is_refused_at_once(arguments: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        Comment(*arguments)


def test_a_comment_shows_no_address_of_its_attachments() -> None:
    comment = Comment("Fine.", "ana@example.com", [{"Filename": "a", "Url": "https://x.example/?signature=invented"}])
    assert repr(comment) == "Comment(message='Fine.', user_email='ana@example.com')"
    assert comment.attachments[0].url.endswith("invented")
