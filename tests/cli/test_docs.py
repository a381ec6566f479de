"""docs/cli.md says what is: its commands run, and its reference is made of the commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from spokebridge.cli.exits import Exit
from spokebridge.cli.reference import page
from spokebridge.sandbox import Sandbox
from tests.cli.conftest import run

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
FILES = {
    "spend.csv": "signatureId,created,amount,currency,type,vendor\nS-1,2026-03-01T09:30:00Z,12.50,EUR,invoice,Acme\n",
    "users.jsonl": '{"appUserId": "1", "email": "ana@example.com"}\n',
    "people.csv": "email,customField1\nana@example.com,B-1\n",
}


def test_the_reference_is_made_of_the_commands() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "make it anew: python -m spokebridge.cli.reference docs/cli.md"


def test_a_page_without_a_place_for_it_is_refused() -> None:
    with pytest.raises(ValueError, match="the page has no"):
        page("# Nothing")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_works(
    connected: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    connection = connected.ninespokes_store.add_example(5)
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    typed = command.replace("$COMPANY", connection.company).replace("$CONNECTION", connection.id)
    program, *arguments = shlex.split(typed)
    assert program == "spokebridge"
    result = run(*arguments)
    assert result.exit_code == Exit.OK, result.output
