"""How commands end."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from spokebridge.cli.app import App
from spokebridge.cli.exits import Exit, exit_for
from spokebridge.errors import AuthenticationError, ConfigurationError, Forbidden, PublishError, ServerError

TABLE = Path(__file__).parents[2] / "docs" / "exit-codes.md"


def refused() -> Forbidden:
    return Forbidden(operation="o", method="GET", route="/", status_code=403, message="no")


def test_the_documented_table_is_what_the_code_says() -> None:
    rows = re.findall(r"^\| (\d+) \| (\w+) \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(int(code), name) for code, name in rows] == [(code.value, code.name.lower()) for code in Exit]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigurationError("x"), Exit.CONFIGURATION),
        (AuthenticationError("x"), Exit.AUTHENTICATION),
        (refused(), Exit.AUTHENTICATION),
        (PublishError("x"), Exit.PARTLY),
        (ServerError(operation="o", method="GET", route="/", status_code=500, message="no"), Exit.ERROR),
    ],
)
def test_a_command_ends_with_the_code_of_its_error_and_one_line(error: Exception, code: Exit) -> None:
    @click.group(cls=App)
    def group() -> None: ...

    @group.command()
    def command() -> None:
        raise error

    result = CliRunner().invoke(group, ["command"])
    assert result.exit_code == code == exit_for(error)
    assert result.output.splitlines() == [f"Error: {error}"]


def test_ctrl_c_ends_with_130() -> None:
    @click.group(cls=App)
    def group() -> None: ...

    @group.command()
    def command() -> None:
        raise KeyboardInterrupt

    assert CliRunner().invoke(group, ["command"]).exit_code == Exit.INTERRUPTED
