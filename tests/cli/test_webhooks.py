"""`spokebridge webhooks`: events come in, samples go out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from spokebridge.cli.app import app
from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Sandbox
from spokebridge.webhooks import HeaderSecret, Signature, UnknownWorkflow, WebhookEvent, WebhookReceiver
from tests.support.asgi_server import serving

KEY = "whsec_" + "A" * 40
SECRET = "a-secret-of-thirty-two-characters"


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["webhooks", *arguments], env=environment)


class Serve:
    """`spokebridge webhooks serve` in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told: list[str] = []
        self.url = self.until("waiting for events at ").split(" at ")[1].split(";")[0].split("<")[0]

    def until(self, words: str) -> str:
        """The next line on standard error with these words."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.told.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} was not told: {self.told}")

    def end(self) -> list[dict[str, Any]]:
        """Interrupt it; what it printed."""
        self.process.send_signal(2)
        output, told = self.process.communicate(timeout=40)
        self.told.append(told)
        return [json.loads(line) for line in output.splitlines()]


@contextmanager
def serve(*arguments: str, folder: Path, **environment: str) -> Iterator[Serve]:
    command = [sys.executable, "-m", "spokebridge", "webhooks", "serve", "--port", "0", *arguments]
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONUNBUFFERED": "1"}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**kept, **paths, **environment},
    ) as process:
        killer = threading.Timer(60, process.kill)
        killer.start()
        try:
            yield Serve(process)
        finally:
            killer.cancel()
            process.kill()


def settings(sandbox: Sandbox) -> dict[str, str]:
    return {f"PRODUCTIV_{name.upper()}": value for name, value in sandbox.productiv.items()}


def test_without_its_extra_only_the_command_that_needs_it_says_so() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; from spokebridge.cli import main; main()"
    found = {}
    for arguments in (["serve"], ["send", "--help"]):
        command = [sys.executable, "-c", program, "webhooks", *arguments]
        found[arguments[0]] = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found["serve"].returncode == Exit.CONFIGURATION
    assert found["serve"].stderr == (
        "Error: uvicorn is not installed; this command needs: pip install 'spokebridge[webhooks]'\n"
    )
    assert "Where to send it" in found["send"].stdout


def test_events_are_printed_without_their_secrets_and_resumed(sandbox: Sandbox, tmp_path: Path) -> None:
    with serve("--on-event", "resume", folder=tmp_path, **settings(sandbox)) as served:
        run = sandbox.run_workflow("renewal", to=served.url)
        served.until("receiveAppRenewal: handled")
        sandbox.deliver(run)
        [event] = served.end()
    assert run.resumes == ["success"]
    assert event["CallbackToken"] == event["Attachments"][0]["Url"] == "***"
    assert event["RenewalProposal"] == json.loads(json.dumps(run.event["RenewalProposal"], default=float))
    assert run.callback_token not in "".join(served.told)
    assert (served.process.returncode, "ended" in served.told[-1]) == (0, True)


def test_a_function_decides_and_the_store_remembers(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "from spokebridge.webhooks import Comment, Resume\n"
        "def decide(event):\n    return [Comment('Seen.', 'ana@example.com'), Resume()]\n"
    )
    options = ["--on-event", "mine:decide", "--store", "events.db", "--secret-env", "HOOK_SECRET"]
    runs = []
    for again in (False, True):
        with serve(*options, folder=tmp_path, HOOK_SECRET=SECRET, **settings(sandbox)) as served:
            if again:
                sandbox.deliver(runs[0])
            runs.append(sandbox.run_workflow("review", to=f"{served.url}{SECRET}"))
            assert sandbox.run_workflow("review", to=served.url).deliveries[0].status == 404
            served.until("receiveAppReview: handled")
            assert len(served.end()) == 1
    assert [(run.resumes, len(run.comments)) for run in runs] == [(["success"], 1)] * 2
    assert SECRET not in "".join(served.told)


def test_what_fails_is_told_and_the_command_goes_on(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("async def decide(event):\n    raise LookupError('no such app')\n")
    with serve("--on-event", "mine:decide", folder=tmp_path) as served:
        assert run("send", "review", "--to", served.url).exit_code == 0
        served.until("receiveAppReview: LookupError: no such app")
        assert run("send", "review", "--to", served.url, "--type", "NEW").exit_code == 0
        served.until("receiveUnknownWorkflow: LookupError")
        served.end()
    assert "cannot be sent: PRODUCTIV_CLIENT_ID and PRODUCTIV_CLIENT_SECRET not set" in served.told[0]
    assert "Traceback" not in "".join(served.told)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--on-event", "shout"], 2, "'shout' is none of print, resume, MODULE:FUNCTION"),
        (["--on-event", "nowhere:f"], 2, "nowhere:f cannot be had: No module named 'nowhere'"),
        (["--on-event", "json:f"], 2, "json:f cannot be had"),
        (["--on-event", "sys:argv"], 2, "sys:argv is not a function"),
        (["--on-event", "resume"], 4, "PRODUCTIV_CLIENT_ID and PRODUCTIV_CLIENT_SECRET not set"),
        (["--host", "0.0.0.0"], 2, "give --secret-env too"),
        (["--secret-env", "NO_SUCH"], 4, "the environment variable NO_SUCH is not set"),
        (["--secret-env", "SHORT"], 4, "secret 1 is shorter than 16 characters"),
        (["--store", "missing/events.db"], 4, "the event store missing/events.db cannot be used"),
        (["--host", "203.0.113.1", "--secret-env", "LONG"], 2, "cannot listen on 203.0.113.1"),
    ],
)
def test_serve_does_not_begin_with_what_cannot_work(arguments: list[str], code: int, message: str) -> None:
    result = run("serve", "--port", "0", *arguments, SHORT="short", LONG=SECRET)
    assert (result.exit_code, message in result.output) == (code, True), result.output


def test_a_port_that_is_taken_is_named() -> None:
    with serving(WebhookReceiver()) as url:
        result = run("serve", "--port", url.rpartition(":")[2])
    assert result.exit_code == 2
    assert "choose another --port" in result.output


@pytest.mark.parametrize("kind", ["renewal", "review", "intake"])
def test_a_sample_is_sent_as_often_as_asked(kind: str) -> None:
    seen: list[WebhookEvent] = []
    receiver = WebhookReceiver(strict=True, inline=True, verify=[HeaderSecret(SECRET), Signature(KEY)])
    receiver.on(WebhookEvent)(seen.append)
    with serving(receiver) as url:
        options = ["--times", "3", "--sign-env", "KEY", "--header", f"X-Webhook-Secret: {SECRET}", "--token", "tok"]
        result = run("send", kind, "--to", url, *options, KEY=KEY)
    assert result.output.splitlines() == [
        'HTTP 200 {"status": "handled"}',
        'HTTP 200 {"status": "duplicate"}',
        'HTTP 200 {"status": "duplicate"}',
    ]
    assert [event.raw.count(b'"tok"') for event in seen] == [1]


def test_a_sample_may_be_of_a_type_that_nobody_knows() -> None:
    seen: list[WebhookEvent] = []
    receiver = WebhookReceiver(inline=True)
    receiver.on(UnknownWorkflow)(seen.append)
    with serving(receiver) as url:
        assert run("send", "intake", "--to", url, "--type", "GENERAL_PURCHASE").exit_code == 0
    assert len(seen) == 1


def test_a_sample_that_is_not_taken_is_a_failure() -> None:
    with serving(WebhookReceiver(verify=HeaderSecret(SECRET))) as url:
        result = run("send", "review", "--to", f"{url}/{SECRET}")
    assert result.exit_code == 1
    assert 'HTTP 401 {"error": "refused"}' in result.output
    assert "1 of 1 deliveries were not taken" in result.output
    nobody = run("send", "review", "--to", f"{url}/{SECRET}")
    assert nobody.exit_code == 1
    assert "did not answer" in nobody.output
    assert SECRET not in nobody.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["purchase", "--to", "http://127.0.0.1"], "'purchase' is not one of 'renewal', 'review', 'intake'"),
        (["review"], "Missing option '--to'"),
        (["review", "--to", "127.0.0.1:8701"], "give an address such as"),
        (["review", "--to", "http://[::1"], "give an address such as"),
        (["review", "--to", "http://127.0.0.1", "--header", "word"], "write it as 'NAME: VALUE'"),
    ],
)
def test_send_says_what_is_wrong(arguments: list[str], message: str) -> None:
    result = run("send", *arguments)
    assert (result.exit_code, message in result.output) == (2, True), result.output
