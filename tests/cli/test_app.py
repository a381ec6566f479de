"""The root command: what it lists, how fast it starts, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from spokebridge.cli.app import App, app
from spokebridge.cli.common import Choices, choices
from spokebridge.cli.exits import Exit
from spokebridge.errors import ConfigurationError

HEAVY = {"httpx", "msgspec", "rich", "starlette", "uvicorn", "pyarrow", "productiv_client", "ninespokes_client"}


@pytest.fixture
def root() -> click.Group:
    @click.group(cls=App)
    def root() -> None: ...

    return root


def test_help_imports_no_client_and_no_table() -> None:
    code = f"""if True:
        import sys
        from spokebridge.cli.app import app
        app(["--help"], standalone_mode=False)
        print({HEAVY!r} & set(sys.modules))
    """
    path = ":".join(path for path in sys.path if path)
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize(("name", "text"), [(name, offer.help) for name, offer in app.offers.items()])
def test_the_list_says_of_a_command_what_the_command_says_of_itself(name: str, text: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert (command.help or "").replace("\n", " ").startswith(text)


@pytest.mark.parametrize("arguments", [["--verbose", "command"], ["command", "--verbose"], ["command", "-v"]])
def test_common_options_stand_before_or_after_the_command(root: click.Group, arguments: list[str]) -> None:
    seen: list[Choices] = []
    app.add_command(click.Command("command", callback=lambda: seen.append(choices())))
    try:
        assert CliRunner().invoke(app, arguments).exit_code == Exit.OK
    finally:
        del app.commands["command"]
    assert seen == [Choices(verbose=True)]


def test_outside_of_a_command_the_choices_are_the_defaults() -> None:
    assert choices() == Choices()


def test_an_unexpected_error_is_one_line_without_a_traceback(root: click.Group) -> None:
    root.add_command(click.Command("command", callback=lambda: [][0]))
    result = CliRunner().invoke(root, ["command"])
    assert result.exit_code == Exit.ERROR
    assert result.output == (
        "Error: unexpected IndexError: list index out of range; run it again with --debug to see where, and report it\n"
    )


def test_what_a_server_says_is_one_line_that_no_terminal_obeys(root: click.Group) -> None:
    def fail() -> None:
        raise ConfigurationError("two\nlines \x1b]0;owned\x07")

    root.add_command(click.Command("command", callback=fail))
    assert CliRunner().invoke(root, ["command"]).output == "Error: two lines \ufffd]0;owned\ufffd\n"


def test_debug_shows_where_an_error_comes_from(root: click.Group) -> None:
    def fail() -> None:
        raise ValueError("seven")

    root.add_command(click.Command("command", callback=fail))
    result = CliRunner().invoke(root, ["command"], obj=Choices(debug=True))
    assert "in fail" in result.output
    assert "ValueError: seven" in result.output


def test_a_file_that_cannot_be_opened_is_named(root: click.Group) -> None:
    root.add_command(click.Command("command", callback=Path("/no/such/file").read_text))
    result = CliRunner().invoke(root, ["command"])
    assert result.output == "Error: /no/such/file: No such file or directory\n"
    assert result.exit_code == Exit.ERROR


def test_a_missing_extra_is_named(root: click.Group) -> None:
    def fail() -> None:
        raise ModuleNotFoundError(name="pyarrow.parquet")

    root.add_command(click.Command("command", callback=fail))
    result = CliRunner().invoke(root, ["command"])
    assert "pip install 'spokebridge[parquet]'" in result.output


def test_whoever_closes_the_pipe_is_not_told_about_it() -> None:
    code = "from spokebridge.cli.app import app, click; app.add_command(click.Command('many', callback=lambda: " + (
        "[click.echo(n) for n in range(100000)])); app(['many'])"
    )
    path = ":".join(path for path in sys.path if path)
    with subprocess.Popen(
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"0\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == Exit.CLOSED_PIPE
