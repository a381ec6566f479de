"""Reading events needs neither a server nor an HTTP library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from spokebridge import webhooks


def test_parsing_and_verifying_load_no_client_and_no_server() -> None:
    code = """
import sys
from spokebridge.webhooks import PathSecret, Signature, WebhookError, parse, sample, sign
parse(sample("renewal"))
print(sorted({"httpx", "starlette", "uvicorn", "pluggy"} & sys.modules.keys()))
"""
    path = ":".join(folder for folder in sys.path if folder)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": path}
    )
    assert done.stdout == "[]\n"


def test_every_name_is_there_and_no_other() -> None:
    assert all(getattr(webhooks, name) is not None for name in webhooks.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Webhook'"):
        _ = webhooks.Webhook
