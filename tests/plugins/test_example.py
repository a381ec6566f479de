"""The example distribution, built and installed as a user would, works through its entry point."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "spokebridge-acme-finance"
USE = """
import json
from datetime import UTC, datetime
from spokebridge import Productiv
from spokebridge.sandbox import Sandbox

money = {"created": datetime(2024, 1, 1, tzinfo=UTC), "amount": 5, "currency": "USD", "type": "expense"}
with Sandbox() as sandbox:
    with Productiv(**sandbox.productiv) as productiv:
        (plugin,) = productiv.plugins.loaded
        records = [{**money, "signatureId": vendor, "vendor": vendor} for vendor in ("GitHub", "Unheard Of")]
        report = productiv.spend.publish("spend-import", records)
    centers = [record["costCenter"] for record in sandbox.received_spend("spend-import")]
print(json.dumps([plugin.name, plugin.distribution, plugin.version, centers, report.rejected[0].reason]))
"""


def run(*command: str, path: list[Path]) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "PIP_NO_INDEX": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Where the distribution and spokebridge itself are found."""
    target = tmp_path_factory.mktemp("site")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--target", str(target))
    run(sys.executable, "-m", "pip", "install", *options, str(EXAMPLE), path=[])
    assert list(target.glob("spokebridge_acme_finance-1.0.0.dist-info/entry_points.txt"))
    return [target, ROOT / "extensions", ROOT / "generated"]


def test_every_client_has_it(installed: list[Path]) -> None:
    assert run(sys.executable, "-c", USE, path=installed).strip() == (
        '["acme_finance", "spokebridge-acme-finance", "1.0.0", ["100"], '
        "\"'Unheard Of' has no cost center; known are GitHub, Figma\"]"
    )


def test_the_command_line_lists_it_and_has_its_command(installed: list[Path]) -> None:
    listed = run(sys.executable, "-m", "spokebridge", "plugins", path=installed)
    assert (
        "acme_finance  loaded  (installed, spokebridge-acme-finance 1.0.0)\n    map_outgoing, register_commands"
        in listed
    )
    assert run(sys.executable, "-m", "spokebridge", "acme-vendors", path=installed) == "100 GitHub\n200 Figma\n"


def test_its_own_tests_pass(installed: list[Path]) -> None:
    tests = str(EXAMPLE / "tests")
    assert "1 passed" in run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests, path=installed)
