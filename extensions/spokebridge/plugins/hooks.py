"""The hooks of a client that has plugins, each to be called with what it is about.

False is a hook that no plugin has: then do not call it, that is what makes it free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from spokebridge.plugins.dispatch import Hook, Steps

if TYPE_CHECKING:
    from spokebridge.plugins.request import RequestToSend

C = TypeVar("C")


class _OneHook:
    """A hook, and whether anybody has it."""

    def __init__(self, hook: Hook[Any]) -> None:
        self._hook = hook
        self._any = bool(hook)

    def __bool__(self) -> bool:
        return self._any


class Notice(_OneHook, Generic[C]):
    """A hook that is told of something."""

    def __init__(self, argument: str, hook: Hook[Any]) -> None:
        super().__init__(hook)
        self._argument = argument

    def __call__(self, context: C) -> Steps[None]:
        """Tell it. Raises Abort."""
        return self._hook.run(self._argument, context)


class Request(_OneHook):
    """The hook that changes requests."""

    def __call__(self, request: RequestToSend) -> Steps[RequestToSend]:
        """The request as the plugins want it. Raises Abort."""
        return self._hook.run("request", request)


class Mapping(_OneHook):
    """A hook that changes records."""

    def __call__(self, record: Any, operation: str) -> Steps[Any]:
        """The record after all mappers; None when one dropped it. Raises Abort; of outgoing records also Reject."""
        return self._hook.run("record", record, operation=operation)
