"""`spokebridge ninespokes connect` with a real browser: the address it prints, the consent, the end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spokebridge import NineSpokes
from spokebridge.sandbox import Sandbox

OPENER = """#!{python}
import pathlib, sys
pathlib.Path({address!r}).write_text(sys.argv[1])
"""


@pytest.fixture
def company(sandbox: Sandbox) -> str:
    with NineSpokes(**sandbox.ninespokes) as client:
        client.organization.enable_app("xero", "client-id", "client-secret-for-xero")
        return client.companies.create("Harbour Tiles").id


def test_connect_opens_the_browser_and_ends_when_the_data_is_there(
    sandbox: Sandbox, page: Page, company: str, tmp_path: Path
) -> None:
    """`BROWSER` names what opens an address: here a script that hands it to the headless one."""
    opener, address = tmp_path / "browser", tmp_path / "address"
    opener.write_text(OPENER.format(python=sys.executable, address=str(address)))
    opener.chmod(0o700)
    environment = {
        "PYTHONPATH": ":".join(path for path in sys.path if path),
        "BROWSER": str(opener),
        "NINESPOKES_API_KEY": sandbox.ninespokes["api_key"],
        "NINESPOKES_BASE_URL": sandbox.ninespokes["base_url"],
    }
    words = ["ninespokes", "connect", "--company", company, "--app", "xero", "--interval", "0.05", "--timeout", "30"]
    command = [sys.executable, "-m", "spokebridge", *words]
    with subprocess.Popen(command, env=environment, text=True, stdout=-1, stderr=-1) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("The user consents at ")
        while not address.exists() and process.poll() is None:
            page.wait_for_timeout(50)
        url = address.read_text() or line.split()[-1]
        assert line.split()[-1] == url
        page.goto(url)
        page.get_by_role("button", name="Approve").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Approved")
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert json.loads(out)["status"] == "ACTIVE"
    assert "connection is ACTIVE" in err
