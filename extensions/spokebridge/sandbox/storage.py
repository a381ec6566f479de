"""Signed addresses: where files are uploaded to and downloaded from.

The services hand such addresses out: uploads (Productiv facts 3.7), the CSV of the org chart (3.8), and the attachments
of workflows (5.1). What no page tells is a choice of the sandbox: the form of an address, that an upload's lives 15
minutes, and that a request with an `Authorization` header is refused, because a token has no business there.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from secrets import compare_digest
from urllib.parse import quote

from .clock import Clock
from .ids import Ids
from .web import codec
from .web.messages import Call, Refusal, Reply
from .web.operations import Operation, Service

UPLOAD_SECONDS = 15 * 60
_PATH = "/{slot}/{filename:path}"


@dataclass(slots=True)
class StoredFile:
    """A file, or the place for one: `content` is `None` until it was uploaded. `label` is for whoever asked for it."""

    filename: str
    label: str
    expires: float
    writable: bool
    content: bytes | None = None
    media_type: str = "application/octet-stream"
    uploads: int = 0
    signature: str = field(default="", repr=False)


class StorageService(Service):
    """All signed addresses; a signature opens one file for one purpose."""

    name = "storage"

    def __init__(self, lock: threading.RLock, ids: Ids, clock: Clock, *, lenient: bool) -> None:
        super().__init__(lock, lenient=lenient)
        self.site = ""
        """Where it is served; known once the sandbox runs."""
        self._ids = ids
        self._clock = clock
        self._files: dict[str, StoredFile] = {}

    def address_for_upload(self, filename: str, label: str) -> str:
        """An address that takes one file by `PUT`, again and again until it expires."""
        return self._address(StoredFile(filename, label, self._clock() + UPLOAD_SECONDS, writable=True))

    def address_for_download(
        self, filename: str, content: bytes, *, seconds: float, media_type: str, label: str = ""
    ) -> str:
        """An address that gives a file by `GET` for so many seconds."""
        expires = self._clock() + seconds
        return self._address(StoredFile(filename, label, expires, False, content, media_type))

    def uploaded(self, label: str) -> list[StoredFile]:
        """Files that arrived, in the order their addresses were asked for."""
        with self.lock:
            return [file for file in self._files.values() if file.label == label and file.uploads]

    def arrived(self) -> list[StoredFile]:
        """All files that were uploaded."""
        return [file for file in self._files.values() if file.uploads]

    def find(self, call: Call) -> StoredFile:
        """The file an address leads to; 404 when there is none."""
        file = self._files.get(call.path["slot"])
        if file is None or file.filename != call.path["filename"]:
            raise Refusal(404, "this address leads to no file")
        return file

    def authenticate(self, call: Call) -> None:
        """400 for credentials, 403 for a wrong signature and for an address that has expired."""
        if "authorization" in call.headers:
            raise Refusal(400, "a signed address takes no Authorization header; the signature is enough")
        file = self.find(call)
        if not compare_digest(call.parameter("signature") or "", file.signature):
            raise Refusal(403, "the signature does not fit the address")
        if self._clock() >= file.expires:
            raise Refusal(403, "the address has expired")
        if file.writable != (call.operation == UPLOAD):
            raise Refusal(403, f"the address was signed for {'PUT' if file.writable else 'GET'}")

    def refuse(self, refusal: Refusal) -> Reply:
        """One sentence."""
        return Reply(codec.encode({"message": refusal.message}), refusal.status, headers=refusal.headers)

    def revoke_credentials(self, call: Call) -> None:
        """The address expires now."""
        self.find(call).expires = self._clock()

    def _address(self, file: StoredFile) -> str:
        slot, file.signature = self._ids.uuid("storage"), self._ids.text("storage signature", 40)
        self._files[slot] = file
        return f"{self.site}/{slot}/{quote(file.filename, safe='')}?signature={file.signature}"


def upload_file(service: StorageService, call: Call) -> Reply:
    """Takes the bytes; a further upload replaces them."""
    file = service.find(call)
    file.content = call.body
    file.media_type = call.headers.get("content-type", file.media_type)
    file.uploads += 1
    return Reply(b"")


def download_file(service: StorageService, call: Call) -> Reply:
    """Gives the bytes."""
    file = service.find(call)
    return Reply(file.content or b"", media_type=file.media_type)


UPLOAD, DOWNLOAD = "uploadFile", "downloadFile"

OPERATIONS: Sequence[Operation[StorageService]] = (
    Operation(UPLOAD, "PUT", _PATH, upload_file),
    Operation(DOWNLOAD, "GET", _PATH, download_file),
)
"""Not in the specs, since these addresses are no part of the API; faults know them by these names."""
