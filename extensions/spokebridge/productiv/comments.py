"""The answer to a workflow comment, of which nothing is documented (Productiv facts 3.22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from productiv_client import codec
from productiv_client.types import Mismatch, Request


@dataclass(frozen=True, slots=True)
class _Comment(Request[dict[str, Any]]):
    """A comment whose answer may be empty: it was made, and repeating it for want of a body would add a second one."""

    def decode(
        self, content: bytes, *, strict: bool = False, on_drift: Callable[[Mismatch], None] | None = None
    ) -> dict[str, Any]:
        if not content.strip():
            return {}
        return codec.decode(content, self.returns, strict=strict, on_drift=on_drift)


def as_comment(request: Request[dict[str, Any]]) -> Request[dict[str, Any]]:
    """The same request, reading an empty answer as an empty object."""
    return _Comment(**{item.name: getattr(request, item.name) for item in fields(request)})
