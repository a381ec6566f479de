# Derived from extensions/spokebridge/_async/productiv/files.py by `python -m codegen build`; edit that file instead.
"""`productiv.files`"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from typing import Literal, TypeAlias

from productiv_client import models
from productiv_client.api.files import get_batch_upload_urls
from spokebridge._sync.caller import Caller
from spokebridge._sync.signed import OnUploadProgress, SignedUploads
from spokebridge.concurrency import threads
from spokebridge.plain import is_list
from spokebridge.productiv import arguments
from spokebridge.uploads import BadAddress, FileOutcome, LocalFile, UploadReport, readable_files, signed_address

UploadType: TypeAlias = Literal["users", "contracts"]


class Files:
    """Files in a format that was agreed on with Productiv."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def upload(
        self,
        app_id: str,
        paths: Iterable[str | os.PathLike[str]],
        type: models.UploadType | UploadType | str | None = None,
        *,
        concurrency: int = 4,
        on_progress: OnUploadProgress | None = None,
    ) -> UploadReport:
        """Upload files under their own names (Productiv facts 3.7, official-head; the fields of the first answer are a
        third party's).

        `type` is the kind of records, `users` or `contracts` or another that Productiv named. One request gets a signed
        address for each file; then each is streamed from disk to its address, `concurrency` of them at a time, never
        with the access token. The report tells which files arrived and why others did not. `on_progress` gets an
        UploadProgress for each block; in the synchronous client it is called from several threads.

        Raises ConfigurationError before any request for a path that is not a readable file and for two files of one
        name; then whatever the request for the addresses raises. Trouble with single files is in the report. An
        exception of `on_progress` is raised when all files under way have ended, with the report as its attribute
        `report`.

        `GET /services/push/v1/customer/apps/{appId}/upload`; scope: connector.write; limits: none known; retry: read;
        evidence: official-head, PAGE-batch-files-upload.
        """
        where = arguments.identifier("app_id", app_id)
        kind = None if type is None else arguments.word("type", type)
        arguments.count("concurrency", concurrency)
        files = threads.blocking(readable_files, paths)
        report = UploadReport()
        if not files:
            return report
        request = get_batch_upload_urls.request(where, filenames=[file.name for file in files], type=kind)
        entries = _entries(self._caller.value(request))
        uploads = SignedUploads(self._caller, on_progress)

        stops: list[Exception] = []

        def put(file: LocalFile) -> FileOutcome:
            if stops:
                return FileOutcome(file.path, file.name, file.size, "not sent: the upload was stopped")
            try:
                address, host = signed_address(getattr(entries.get(file.name), "upload_url", None))
                return uploads.put(file, address, host)
            except BadAddress as error:
                return FileOutcome(file.path, file.name, file.size, str(error))
            except Exception as error:  # of `on_progress` or a plugin: nobody's file is at fault
                stops.append(error)
                return FileOutcome(file.path, file.name, file.size, "broke off: the upload was stopped")

        with threads.Workers(concurrency) as workers:
            running: deque[threads.Job[FileOutcome]] = deque()
            for file in files:
                if len(running) == concurrency:
                    report.add(running.popleft().result())
                running.append(workers.start(put, file))
            while running:
                report.add(running.popleft().result())
        for error in stops:
            vars(error)["report"] = report
            raise error
        return report


def _entries(answer: models.BatchUploadUrlsResponse) -> dict[str | None, object]:
    """The entries with the addresses by file name; those that are not as described name no file."""
    entries: object = getattr(answer, "upload_urls", None)
    return {getattr(entry, "filename", None): entry for entry in entries} if is_list(entries) else {}
