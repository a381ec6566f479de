"""Fetches documents from signed addresses to a folder: streamed, limited, without credentials, from the public internet
only.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from spokebridge._async.attempts import Attempts
from spokebridge._async.transport import AsyncTransport
from spokebridge.concurrency import aio
from spokebridge.downloads.addresses import (
    REDIRECTS,
    Attachment,
    Source,
    reachable,
    redirected,
    refusal,
    require_fresh,
    source,
)
from spokebridge.downloads.files import MAX_BYTES, Part, safe_name
from spokebridge.errors import ConfigurationError, DownloadError, TransportError
from spokebridge.options import RetryPolicy, Timeouts
from spokebridge.plugins.manager import Plugins
from spokebridge.version import USER_AGENT
from spokebridge.wire import Deadline, Prepared, RawResponse

OPERATION = "downloadFile"


class HasAttachments(Protocol):
    """An event with documents; `spokebridge.webhooks` has them."""

    @property
    def timestamp(self) -> object:
        """When it was sent."""
        ...

    @property
    def attachments(self) -> Sequence[Attachment] | None:
        """Its documents."""
        ...


@dataclass(frozen=True, slots=True)
class Saved:
    """A document on disk, and the name it had at the sender's."""

    path: Path
    name: str
    size: int


class AsyncDownloader:
    """Saves the documents of events to a folder (made when it is missing), for its owner's eyes only.

    Addresses last 5 days from the event's timestamp (Productiv facts 5.1, official); later ones are not asked for. Only
    https, only hosts of the public internet: the address that a name stands for is checked and then connected to,
    also after a redirect, so that a forged event cannot read from inside your network. `allow_private=True` permits
    private and loopback addresses, and http on loopback. No credential, cookie or proxy takes part. A file over
    `max_bytes` is refused. A file appears under its name when it is whole; one that exists is never replaced, the new
    one gets a number. `timeout` limits each phase of a request, its `total` the whole of a file.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        max_bytes: int = MAX_BYTES,
        timeout: float | Timeouts = Timeouts(),  # noqa: B008 - immutable
        retry: RetryPolicy | None = RetryPolicy(),  # noqa: B008 - immutable
        allow_private: bool = False,
    ) -> None:
        if not max_bytes > 0:
            raise ConfigurationError(f"max_bytes is {max_bytes!r}; give a number greater than 0")
        self._folder = Path(folder)
        self._max_bytes = max_bytes
        self._timeouts = Timeouts.of(timeout)
        self._retry = retry
        self._allow_private = allow_private
        self._transport = AsyncTransport(is_anonymous=True)
        self._plugins = Plugins()

    async def save(self, event: HasAttachments) -> list[Saved]:
        """All documents of an event, in order. The first that fails ends it; those before it stay on disk."""
        return [await self.save_one(event, attachment) for attachment in event.attachments or ()]

    async def save_one(self, event: HasAttachments, attachment: Attachment) -> Saved:
        """One document of an event.

        Raises DownloadExpired when its address is too old, DownloadError when it cannot be had, ConfigurationError when
        the folder cannot be written to.
        """
        name = getattr(attachment, "filename", None)
        shown = safe_name(name)
        try:
            require_fresh(event.timestamp)
            wanted = source(getattr(attachment, "url", None), allow_private=self._allow_private)
            part = await aio.blocking(Part, self._folder, self._max_bytes)
            try:
                await self._fetch(wanted, part)
                path = await aio.blocking(part.finish, shown)
            finally:
                await aio.blocking(part.discard)
        except DownloadError as error:
            error.args = (f"{shown}: {error}",)
            raise
        return Saved(path, name if isinstance(name, str) else "", part.size)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def __aenter__(self) -> AsyncDownloader:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _fetch(self, wanted: Source, part: Part) -> None:
        deadline = Deadline(self._timeouts.total)
        for _ in range(REDIRECTS + 1):
            try:
                response = await self._asked(wanted, part, deadline)
            except (TransportError, ConfigurationError) as error:
                raise DownloadError(str(error)) from None
            if response.status_code == 200:
                return
            if response.status_code not in (301, 302, 303, 307, 308):
                raise DownloadError(refusal(wanted, response.status_code))
            location = response.headers.get("location")
            wanted = redirected(wanted, location, allow_private=self._allow_private)
        raise DownloadError(f"{wanted.shown} redirects more than {REDIRECTS} times")

    async def _asked(self, wanted: Source, part: Part, deadline: Deadline) -> RawResponse:
        """Each attempt looks the name up anew, and tries the next of its addresses."""

        async def keep(block: bytes) -> None:
            await aio.blocking(part.write, block)

        async def prepare() -> Prepared:
            addresses = await aio.blocking(reachable, wanted, allow_private=self._allow_private)
            await aio.blocking(part.restart)
            return Prepared(
                operation=OPERATION,
                method="GET",
                url=wanted.shown,
                address=wanted.address,
                connect_to=addresses[(attempts.number - 1) % len(addresses)],
                headers={"Accept-Encoding": "identity", "User-Agent": USER_AGENT},
                sink=keep,
            )

        attempts = Attempts(
            self._transport,
            self._plugins,
            operation=OPERATION,
            repeatable=True,
            timeouts=self._timeouts,
            retry=self._retry,
            deadline=deadline,
        )
        return await attempts.run(prepare)
