"""What `--on-event` names: a function that prints an event and says what is to follow."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from productiv_client import codec
from productiv_client.shapes import is_list, is_object
from spokebridge.webhooks import Resume, WebhookEvent

MASK = "***"
REACTIONS = ("print", "resume")


def reaction(name: str) -> Callable[[WebhookEvent], Any]:
    """The handler of that name. Raises BadParameter for one that cannot be had."""
    if name == "print":
        return _print
    if name == "resume":
        return _resume
    function = _function(name)
    if inspect.iscoroutinefunction(function):

        async def react_later(event: WebhookEvent) -> Any:
            _print(event)
            return await function(event)

        return react_later

    def react(event: WebhookEvent) -> Any:
        _print(event)
        return function(event)

    return react


def as_line(event: WebhookEvent) -> str:
    """The body as one line, without its secrets."""
    body: dict[str, Any] = codec.parse(event.raw)
    if "CallbackToken" in body:
        body["CallbackToken"] = MASK
    attachments = body.get("Attachments")
    for item in attachments if is_list(attachments) else ():
        if is_object(item) and "Url" in item:
            item["Url"] = MASK
    return codec.encode(body).decode()


def _print(event: WebhookEvent) -> None:
    click.echo(as_line(event))


def _resume(event: WebhookEvent) -> Resume:
    _print(event)
    return Resume()


def _function(name: str) -> Callable[[WebhookEvent], Any]:
    module, colon, attribute = name.partition(":")
    if not (colon and module and attribute):
        words = ", ".join(REACTIONS)
        raise click.BadParameter(f"{name!r} is none of {words}, MODULE:FUNCTION", param_hint="--on-event")
    sys.path.insert(0, str(Path.cwd()))  # as `python -m` does
    try:
        function = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise click.BadParameter(f"{name} cannot be had: {error}", param_hint="--on-event") from None
    if not callable(function):
        raise click.BadParameter(f"{name} is not a function", param_hint="--on-event")
    found: Callable[[WebhookEvent], Any] = function
    return found
