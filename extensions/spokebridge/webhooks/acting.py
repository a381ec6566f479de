"""Sends what a handler asked for, so that trying again does no harm."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from productiv_client.models import ResumeResult
from spokebridge.errors import ConfigurationError, SpokebridgeError
from spokebridge.webhooks.actions import Action, Comment
from spokebridge.webhooks.stores.store import EventStore

if TYPE_CHECKING:
    from spokebridge import AsyncProductiv, Productiv

T = TypeVar("T")

Client: TypeAlias = "Productiv | AsyncProductiv"

_log = logging.getLogger("spokebridge.webhooks")


class Acting:
    """Resumes and comments through a client of either half, by the client's own rules of repeating.

    Resuming twice is harmless: the second answer is `duplicate`. Nothing recognizes a repeated comment (Productiv facts
    3.22), so the store notes each before it is sent; it is sent again only when it certainly did not arrive.
    """

    def __init__(self, client: Client | None, store: EventStore) -> None:
        self._client = client
        self._store = store

    async def perform(self, actions: list[Action], token: object, key: str) -> None:
        """All of them in order; the first that fails ends it with its error."""
        if not actions:
            return
        if self._client is None:
            raise ConfigurationError("a handler asked to resume or comment; give the receiver a client to do it with")
        if not isinstance(token, str) or not token:
            raise ConfigurationError("the event has no CallbackToken, which resuming and commenting need")
        workflows = self._client.workflows
        for action in actions:
            if isinstance(action, Comment):
                await self._comment(workflows.comment, action, token, key)
            else:
                answer = await _called(workflows.resume, token)
                if answer.result in tuple(ResumeResult):
                    _log.info("resumed a workflow: %s", answer.result)
                else:
                    _log.warning("resuming was answered %r, which nobody documents; taken as done", answer.result)

    async def _comment(self, send: Callable[..., Any], comment: Comment, token: str, key: str) -> None:
        if not await asyncio.to_thread(self._store.begin, key, comment.id):
            _log.info("a comment was sent by an earlier delivery and is not repeated")
            return
        try:
            await _called(send, token, comment.message, comment.user_email, comment.attachments)
        except SpokebridgeError as error:
            if not error.in_doubt:
                await asyncio.to_thread(self._store.undo, key, comment.id)
            raise


async def _called(function: Callable[..., T | Awaitable[T]], *arguments: Any) -> T:
    """The answer of a method of either half."""
    if inspect.iscoroutinefunction(function):
        answer: T = await function(*arguments)
        return answer
    return await asyncio.to_thread(function, *arguments)  # type: ignore[arg-type]  # the synchronous half
