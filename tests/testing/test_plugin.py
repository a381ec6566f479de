"""The pytest plugin in test runs of its users: a process of its own for each, where warnings are errors."""

from __future__ import annotations

import os
import re
import tomllib
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
MODULE = "spokebridge.testing.plugin"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder of a service's tests. Its entry point counts where it is installed, else it is named."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(str(ROOT / name) for name in ("extensions", "generated")))
    installed = [] if entry_points(group="pytest11", name="spokebridge") else ["-p", MODULE]
    pytester.plugins = []
    monkeypatch.setenv("PYTEST_ADDOPTS", " ".join(["-W error --strict-markers -p no:cacheprovider", *installed]))
    return pytester


def test_the_wheel_names_the_plugin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"spokebridge": MODULE}
    assert callable(import_module(MODULE).spokebridge_sandbox)


def test_a_service_tests_against_it(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import asyncio

        import pytest

        from spokebridge.errors import ServerError
        from spokebridge.testing import wire

        seen = []


        def test_sync(spokebridge_sandbox):
            sandbox = spokebridge_sandbox
            spend = [sandbox.records.spend(vendor="GitHub") for _ in range(3)]
            report = sandbox.productiv_client.spend.publish("spend-import", [spend[0], *map(wire, spend[1:])])
            assert report.accepted == 3
            assert [record["vendor"] for record in sandbox.received_spend("spend-import")] == ["GitHub"] * 3
            assert sandbox.productiv_client is sandbox.productiv_client


        def test_what_is_put_is_read(spokebridge_sandbox):
            sandbox = spokebridge_sandbox
            company = sandbox.ninespokes_store.add_company("Tiles").id
            connection = sandbox.ninespokes_store.add_connection(company).id
            bill, contact = sandbox.records.bill(), sandbox.records.contact()
            sandbox.put(connection, bill, contact)
            assert list(sandbox.ninespokes_client.data.bills(company, connection)) == [bill]
            assert list(sandbox.ninespokes_client.data.contacts(company, connection)) == [contact]
            with pytest.raises(ValueError, match="there is no connection"):
                sandbox.put("elsewhere", bill)


        def test_async(spokebridge_sandbox):
            sandbox = spokebridge_sandbox

            async def main():
                client = sandbox.async_ninespokes_client
                assert client is sandbox.async_ninespokes_client
                report = await sandbox.async_productiv_client.usage_events.publish(
                    "figma", [sandbox.records.usage_event()]
                )
                seen.append(client)
                return report.accepted, await client.companies.list()

            for _ in range(2):
                assert asyncio.run(main()) == (1, [])
            assert seen[0] is not seen[1]
            with pytest.raises(RuntimeError, match="use it in a coroutine"):
                sandbox.async_productiv_client


        def test_faults(spokebridge_sandbox):
            spokebridge_sandbox.fail("listCompanies", times=2, status=503)
            client = spokebridge_sandbox.ninespokes_client.with_options(retry=None)
            for _ in range(2):
                with pytest.raises(ServerError):
                    client.companies.list()
            assert client.companies.list() == []
            assert spokebridge_sandbox.count("listCompanies") == 3


        @pytest.mark.spokebridge_sandbox(seed=3)
        class TestMarked:
            def test_settings(self, spokebridge_sandbox):
                seen.append(spokebridge_sandbox.ninespokes["api_key"])

            @pytest.mark.spokebridge_sandbox(seed=4, mode="strict")
            def test_nearer_settings(self, spokebridge_sandbox):
                assert spokebridge_sandbox.ninespokes["api_key"] != seen[-1]
        """
    )
    run.runpytest_subprocess().assert_outcomes(passed=6)


def test_the_examples_of_the_documentation_pass(run: pytest.Pytester) -> None:
    text = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    run.makepyfile("\n\n".join(block for block in blocks if "def test_" in block))
    run.runpytest_subprocess().assert_outcomes(passed=4)


def test_other_runs_pay_nothing(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import sys


        def test_nothing_is_imported():
            heavy = ("spokebridge.sandbox", "productiv_client", "starlette", "uvicorn", "jinja2", "httpx", "msgspec")
            assert "spokebridge.testing.plugin" in sys.modules
            assert [name for name in heavy if name in sys.modules] == []
        """
    )
    run.runpytest_subprocess("-p", "no:anyio").assert_outcomes(passed=1)


def test_a_mark_that_would_do_nothing_is_refused(run: pytest.Pytester) -> None:
    run.makepyfile(
        "import pytest\n\n@pytest.mark.spokebridge_sandbox('strict')\ndef test_it(spokebridge_sandbox): pass\n"
    )
    result = run.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["the mark spokebridge_sandbox takes keyword arguments only, such as mode='strict'"])


def test_a_missing_extra_is_named(run: pytest.Pytester) -> None:
    run.makeconftest("import sys\nsys.modules['starlette'] = None\n")
    run.makepyfile("def test_it(spokebridge_sandbox): pass\n\n\ndef test_another(): pass\n")
    result = run.runpytest_subprocess()
    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(
        ["starlette is not installed; the fixture needs: pip install 'spokebridge[[]testing[]]'"]
    )
