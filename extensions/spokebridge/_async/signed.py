"""Puts a file to a signed address: streamed from disk, without credentials, without following redirects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO, TypeAlias

from spokebridge._async.attempts import Attempts
from spokebridge._async.caller import AsyncCaller
from spokebridge.concurrency import aio
from spokebridge.errors import ConfigurationError, TransportError
from spokebridge.redaction import Secret
from spokebridge.uploads import FileOutcome, LocalFile, UploadProgress
from spokebridge.version import USER_AGENT
from spokebridge.wire import Deadline, Prepared, RawResponse

OnUploadProgress: TypeAlias = Callable[[UploadProgress], object]

OPERATION = "uploadFile"
BLOCK = 256 * 1024


class AsyncSignedUploads:
    """Uploads files over the connection pool of a client; the client's credential takes no part in it.

    Attempts, their time limits and waits are those of the client's options. The deadline of a call does not apply: a
    file may take as long as it makes progress.
    """

    def __init__(self, caller: AsyncCaller, on_progress: OnUploadProgress | None) -> None:
        self._caller = caller
        self._on_progress = on_progress

    async def put(self, file: LocalFile, address: Secret, host: str) -> FileOutcome:
        """Send one file. What goes wrong is in the outcome; nothing in it shows the address."""
        outcome = FileOutcome(file.path, file.name, file.size)
        try:
            response = await self._sent(file, address, host)
        except OSError as error:
            return replace(outcome, reason=f"could not be read: {error.strerror or error}")
        except (TransportError, ConfigurationError) as error:
            return replace(outcome, reason=str(error))
        if not 200 <= response.status_code <= 299:
            # the body of a storage's refusal repeats what was signed, so it is not shown
            return replace(outcome, reason=_refusal(response.status_code), status=response.status_code)
        return replace(outcome, status=response.status_code)

    async def _sent(self, file: LocalFile, address: Secret, host: str) -> RawResponse:
        options = self._caller.options
        opened = await aio.blocking(file.path.open, "rb")
        try:
            prepared = Prepared(
                operation=OPERATION,
                method="PUT",
                url=host,
                address=address,
                headers={"Content-Length": str(file.size), "User-Agent": USER_AGENT},
                stream=partial(self._blocks, opened, file),
            )

            async def prepare() -> Prepared:
                await aio.blocking(opened.seek, 0)
                return prepared

            attempts = Attempts(
                self._caller.transport,
                self._caller.plugins,
                operation=OPERATION,
                repeatable=True,  # the same bytes to the same address
                timeouts=options.timeouts,
                retry=options.retry,
                deadline=Deadline(None),
            )
            return await attempts.run(prepare)
        finally:
            await aio.blocking(opened.close)

    async def _blocks(self, opened: BinaryIO, file: LocalFile) -> AsyncIterator[bytes]:
        """The file block by block. Raises OSError when it is not as long as announced any more."""
        sent = 0
        while block := await aio.blocking(opened.read, BLOCK):
            sent += len(block)
            if sent > file.size:
                raise OSError(f"it grew beyond {file.size} bytes while it was sent")
            yield block
            if self._on_progress is not None:
                await aio.called(self._on_progress, UploadProgress(file.name, sent, file.size))
        if sent < file.size:
            raise OSError(f"it shrank from {file.size} to {sent} bytes while it was sent")


def _refusal(status: int) -> str:
    hint = {403: "; the address has perhaps expired, so upload again"}.get(status, "")
    if 300 <= status <= 399:
        hint = "; redirects are not followed"
    return f"the storage answered HTTP {status}{hint}"
