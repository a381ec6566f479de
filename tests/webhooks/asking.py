"""Sends requests to a receiver, in process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx


async def post(
    receiver: Any, body: bytes, path: str = "/", headers: Mapping[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    """Status and JSON of the answer to a delivery."""
    answer = await ask(receiver, "POST", path, content=body, headers=headers)
    return answer.status_code, answer.json()


async def ask(receiver: Any, method: str, path: str, **options: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(receiver), base_url="http://receiver") as http:
        return await http.request(method, path, **options)


async def in_parts(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
