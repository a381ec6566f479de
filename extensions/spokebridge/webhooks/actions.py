"""What a handler can ask for by returning it: resume the workflow, comment on its step. Productiv facts 3.21, 3.22."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias, cast

from productiv_client.models import CommentAttachment
from spokebridge.errors import ConfigurationError
from spokebridge.productiv import arguments


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the workflow go on. That somebody else resumed it before (`duplicate`) is fine."""


@dataclass(frozen=True, slots=True, init=False)
class Comment:
    """Comment on the step that waits, in the name of `user_email`.

    `attachments` are CommentAttachment objects or mappings of `Filename` and `Url`; Productiv downloads each address.
    One event gets the same comment once, however often it is delivered or handled. Raises ConfigurationError for what
    cannot be a comment.
    """

    message: str
    user_email: str
    attachments: tuple[CommentAttachment, ...] = field(repr=False)

    def __init__(self, message: str, user_email: str, attachments: Iterable[arguments.Attachment] = ()) -> None:
        keep = partial(object.__setattr__, self)
        keep("message", arguments.word("message", message))
        keep("user_email", arguments.email("user_email", user_email))
        keep("attachments", tuple(arguments.attachments(attachments)))

    @property
    def id(self) -> str:
        """Tells comments of one event apart. The addresses of attachments are signed anew each time, so they do not
        count.
        """
        parts = [self.message, self.user_email, *(item.filename for item in self.attachments)]
        return f"comment:{hashlib.sha256(json.dumps(parts).encode()).hexdigest()}"


Action: TypeAlias = Resume | Comment
Result: TypeAlias = Action | Iterable[Action] | None


def as_actions(result: object) -> list[Action]:
    """What a handler returned, as a list. Raises ConfigurationError for anything else."""
    kind = type(result).__name__
    if result is None:
        return []
    if isinstance(result, Resume | Comment):
        return [result]
    if isinstance(result, Iterable) and not isinstance(result, str | bytes | Mapping):
        found = list(cast("Iterable[object]", result))
        if all(isinstance(item, Resume | Comment) for item in found):
            return cast("list[Action]", found)
    raise ConfigurationError(f"a handler returned a {kind}; return Resume(), Comment(...), a list of them, or None")
