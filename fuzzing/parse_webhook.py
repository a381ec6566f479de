"""`spokebridge.webhooks.parse` gives an event or raises WebhookError, whatever the bytes.

python -m fuzzing.parse_webhook [atheris options] [files]
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["spokebridge.webhooks", "productiv_client"]):
    from spokebridge.errors import WebhookError
    from spokebridge.webhooks import WebhookEvent, parse, sample


def parse_any(content: bytes) -> None:
    """One input. Any exception but WebhookError is a crash, and so is an event that cannot be shown or read again."""
    headers = {"content-encoding": "gzip"} if content[:2] == b"\x1f\x8b" else None
    try:
        event = parse(content, headers=headers)
    except WebhookError:
        return
    assert isinstance(event, WebhookEvent)
    assert repr(parse(event.raw)) == repr(event)


def main() -> None:
    """Begins with the description's examples where no other input is given."""
    logging.disable()
    with tempfile.TemporaryDirectory() as corpus:
        for name in ("renewal", "review", "intake"):
            Path(corpus, name).write_bytes(sample(name))
        given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
        atheris.Setup([*sys.argv, *([] if given else [corpus])], parse_any)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
