"""Look-up commands give what the methods give: every operation against the examples of its description."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from spokebridge.cli.app import app
from spokebridge.cli.exits import Exit
from spokebridge.cli.resources.looking import gives_text
from spokebridge.cli.resources.methods import Method, methods
from spokebridge.cli.resources.parameters import PLACES, is_records
from spokebridge.cli.settings.names import NINESPOKES, PRODUCTIV
from spokebridge.redaction import MASK
from spokebridge.sandbox import Sandbox
from spokebridge.uploads import UploadReport
from tests.cli.conftest import run
from tests.cli.terminal import standing_in
from tests.support.calls import CALLS, Call
from tests.support.contract import contracts
from tests.support.json_values import differences, exact
from tests.support.server import FakeServer, Reply
from tests.support.spec_examples import respelled

pytestmark = pytest.mark.filterwarnings("ignore::spokebridge.errors.UnconfirmedOperation")


def is_look(method: Method) -> bool:
    return not any(is_records(taken) for taken in method.takes) and method.gives is not UploadReport


LOOKS = {
    operation.id: method
    for service in (PRODUCTIV, NINESPOKES)
    for method in methods(service)
    for operation in method.operations
    if is_look(method) and not operation.id.endswith(("V2", "V3"))
}


def arguments(method: Method, call: Call, folder: Path) -> list[str]:
    """The call of a program, typed at a terminal; secrets come from standard input, lists of objects from a file."""
    words = [method.service.name, *([] if method.resource == "data" else [method.resource]), method.name]
    found = [word.replace("_", "-") for word in words]
    given = dict(zip([taken.name for taken in method.takes], call.args, strict=False)) | {
        name: value for name, value in call.options.items() if name in ("as_of_date", "data_source")
    }
    for taken in method.takes:
        value = given.get(taken.name)
        if value is None or taken.name in method.secrets:
            continue
        if isinstance(value, list):
            path = folder / "objects.jsonl"
            path.write_text("".join(json.dumps(item) + "\n" for item in value))
            value = path
        option = f"--{taken.name.replace('_', '-')}"
        text = value.isoformat() if isinstance(value, datetime) else str(value)
        by_name = not taken.is_required or taken.by_name_only or (method.service is NINESPOKES and taken.name in PLACES)
        if isinstance(value, bool):
            found += [option] if value else []
        else:
            found += [option, text] if by_name else [text]
    return [*found, *(["--yes"] if method.name == "delete" else [])]


def secret(method: Method, call: Call) -> str:
    given = dict(zip([taken.name for taken in method.takes], call.args, strict=False))
    return "".join(str(given[taken.name]) for taken in method.takes if taken.name in method.secrets)


def rows(value: Any) -> list[Any]:
    """What a command shows of an answer: the items of its list, or itself."""
    if isinstance(value, list):
        return value
    lists = [part for part in value.values() if isinstance(part, list)] if isinstance(value, dict) else []
    return lists[0] if len(lists) == 1 and set(value) & {"Applications", "Suppliers", "AsOfDate"} else [value]


@pytest.mark.parametrize("name", LOOKS)
def test_a_command_gives_what_its_method_gives(scripted: FakeServer, tmp_path: Path, name: str) -> None:
    contract, method, call = contracts()[name], LOOKS[name], CALLS[name][0]
    example = next(iter(contract.answers().values()))
    answers = [example]
    if contract.style == "offset":
        answers = [example, contract.answers()["empty"]]
    elif contract.style:
        answers = list(contract.answers().values())
    scripted.answer(contract.route, *(Reply(200, one.content) for one in answers))

    result = run(*arguments(method, call, tmp_path), given=secret(method, call))

    assert result.exit_code == Exit.OK, result.output
    expected = call.gives(*(one.value for one in answers))
    if gives_text(method):
        assert result.stdout.strip() == (expected or "")
        return
    shown = [exact(line) for line in result.stdout.encode().splitlines()]
    wanted = [
        {**row, "client_secret": MASK} if isinstance(row, dict) and row.get("client_secret") else row
        for row in rows(expected)
    ]
    assert list(differences(respelled(exact(json.dumps(wanted).encode())), shown)) == []
    for request in scripted.received(contract.route):
        assert secret(method, call) == "" or secret(method, call) in request.body.decode()


def bills(sandbox: Sandbox, count: int = 250) -> list[str]:
    connection = sandbox.ninespokes_store.add_example(count)
    return ["ninespokes", "bills", "--company", connection.company, "--connection", connection.id]


def test_a_limit_asks_for_no_more_than_it_shows_and_says_how_to_go_on(connected: Sandbox) -> None:
    command = bills(connected)
    first = run(*command, "--limit", "3", "--columns", "transaction_reference", "--format", "csv")
    assert len(first.stdout.splitlines()) == 4
    assert connected.count("listBills") == 1
    token = first.stderr.split("--resume ")[1].strip()
    rest = run(*command, "--format", "csv", "--columns", "transaction_reference", "--resume", token)
    shown = first.stdout.splitlines()[1:] + rest.stdout.splitlines()[1:]
    assert len(shown) == len(set(shown)) == 250


def test_filter_order_and_select_reach_the_server(connected: Sandbox) -> None:
    result = run(
        *bills(connected),
        *("--filter", "transaction_status eq 'UNPAID' and transaction_gross_value gt 100"),
        *("--order-by", "transaction_gross_value desc"),
        *("--select", "transaction_gross_value,transaction_status"),
    )
    assert result.exit_code == Exit.OK, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    amounts = [record["transaction_gross_value"] for record in found]
    assert amounts == sorted(amounts, reverse=True)
    assert min(amounts) > 100
    assert {frozenset(record) for record in found} == {frozenset({"transaction_gross_value", "transaction_status"})}


def test_a_table_ends_with_what_the_answer_says_beside_its_list(connected: Sandbox, tmp_path: Path) -> None:
    result = run("productiv", "apps", "list", "--format", "table")
    assert result.exit_code == Exit.OK, result.output
    assert re.search(r"^as_of_date: \d{4}-\d\d-\d\d$", result.stderr, re.MULTILINE)
    assert "response_time" not in result.stdout
    for elsewhere in (["--format", "jsonl"], ["--output", tmp_path / "apps.csv"]):
        assert "as_of_date" not in run("productiv", "apps", "list", *elsewhere).stderr


def test_one_record_as_a_table_is_a_field_a_line(connected: Sandbox) -> None:
    company = connected.ninespokes_store.add_company("Tiles \x1b[2J")
    result = run("ninespokes", "companies", "get", "--company", company.id, "--format", "table")
    assert result.exit_code == Exit.OK, result.output
    assert ["id", company.id] in [line.split() for line in result.stdout.splitlines()]
    assert "Tiles \N{REPLACEMENT CHARACTER}[2J" in result.stdout


def test_a_text_is_given_as_it_is_in_a_pipe_and_made_visible_at_a_terminal(
    scripted: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["ninespokes", "organization", "redirect-url"]
    answer = {"status": "ok", "details": {"redirect_url": "https://x.test/\x07"}}
    scripted.answer("GET /organization/redirect_url", answer)
    assert run(*command).stdout == "https://x.test/\x07\n"
    terminal = standing_in(monkeypatch, "stdout")
    assert app.main(command, standalone_mode=False) in (None, Exit.OK)
    assert terminal.getvalue() == "https://x.test/\N{REPLACEMENT CHARACTER}\n"


def test_a_text_that_is_not_there(scripted: FakeServer) -> None:
    scripted.answer("GET /organization/redirect_url", {"status": "ok", "details": {}})
    result = run("ninespokes", "organization", "redirect-url")
    assert (result.stdout, result.stderr) == ("", "not set\n")


@pytest.mark.parametrize("shown", [0, 200])
def test_a_list_that_breaks_off_says_how_to_go_on_when_something_was_shown(
    connected: Sandbox, tmp_path: Path, shown: int
) -> None:
    command = bills(connected)
    connected.fail("listBills", status=400, after=shown // 100)
    result = run(*command)
    assert result.exit_code == Exit.ERROR
    assert len(result.stdout.splitlines()) == shown
    assert ("--resume" in result.stderr) is bool(shown)
    connected.fail("listBills", status=400, after=1)
    to_file = run(*command, "--output", tmp_path / "bills.jsonl")
    assert to_file.exit_code == Exit.ERROR
    assert "--resume" not in to_file.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("audit-events", "list", "yesterday", "2026-03-02"), "'yesterday' is no moment; write 2026-03-01 or"),
        (("audit-events", "list", "2026-03-01", "2026-03-02T09:30:00"), "has no time zone; add Z for UTC"),
        (("apps", "users", "figma", "--as-of-date", "01/03/2026"), "'01/03/2026' is no day; write YYYY-MM-DD"),
    ],
)
def test_moments_and_days_that_are_none(scripted: FakeServer, arguments: tuple[str, ...], words: str) -> None:
    result = run("productiv", *arguments)
    assert result.exit_code == Exit.USAGE
    assert words in " ".join(result.output.split())
    assert scripted.calls == []


def test_a_day_stands_for_its_midnight(scripted: FakeServer) -> None:
    now = datetime.now(UTC)
    scripted.answer("GET /services/pull/v1/customer/audit-events", {})
    days = [(now - timedelta(days=number)).date().isoformat() for number in (2, 1)]
    result = run("productiv", "audit-events", "list", *days)
    assert result.exit_code == Exit.OK, result.output
    assert [request.parameter("startTime") for request in scripted.calls] == [f"{days[0]}T00:00:00Z"]


def test_a_filter_that_cannot_work_asks_nobody(connected: Sandbox) -> None:
    result = run(*bills(connected), "--filter", "transaction_status like 'x'")
    assert result.exit_code == Exit.USAGE
    assert "expected one of eq, ne" in result.output
    assert connected.count("listBills") == 0


def test_columns_that_the_server_would_misread_are_refused(connected: Sandbox) -> None:
    result = run(*bills(connected), "--select", "transaction_date")
    assert result.exit_code == Exit.CONFIGURATION
    assert "Error: select: give at least two names" in result.output
    assert connected.count("listBills") == 0


def test_a_bad_line_of_attachments_is_named(scripted: FakeServer, tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_text('{"Filename": "a", "Url": "https://a.example/1"}\n\noops\n')
    command = ["productiv", "workflows", "comment", "Approved", "ana@example.com", "--attachments", path]
    result = run(*command, given="token")
    assert result.exit_code == Exit.CONFIGURATION
    assert f"{path}, line 3: not JSON (" in result.output
    assert scripted.calls == []


def test_secrets_of_an_answer_are_masked(connected: Sandbox) -> None:
    connected.ninespokes_store.add_example(1)
    for form in ("jsonl", "csv", "table"):
        result = run("ninespokes", "organization", "apps", "--format", form)
        assert result.exit_code == Exit.OK, result.output
        assert MASK in result.stdout


def test_deleting_asks_first(connected: Sandbox) -> None:
    connection = connected.ninespokes_store.add_example(1)
    command = ["ninespokes", "companies", "delete", "--company", connection.company]
    result = run(*command, given="n\n")
    assert result.exit_code == Exit.INTERRUPTED
    assert connected.count("deleteCompany") == 0
    assert run(*command, "--yes").exit_code == Exit.OK
    assert connected.count("deleteCompany") == 1


def test_client_options_of_the_group_reach_the_client(connected: Sandbox) -> None:
    result = run("productiv", "--apps-version", "v2", "apps", "list")
    assert result.exit_code == Exit.CONFIGURATION
    assert "apps_version is 'v2'" in result.output


def test_missing_credentials_are_said_before_anything_is_asked() -> None:
    result = run("productiv", "apps", "list")
    assert result.exit_code == Exit.CONFIGURATION
    assert "spokebridge auth set productiv" in result.output


def test_an_unconfirmed_operation_says_so_in_one_line(scripted: FakeServer) -> None:
    scripted.answer("POST /services/push/v1/customer/apps", {"appId": "a-1"})
    result = run("productiv", "applications", "setup", "Trip planner")
    assert result.exit_code == Exit.OK, result.output
    assert json.loads(result.stdout) == {"appId": "a-1"}


def test_a_list_that_breaks_off_says_how_to_go_on(connected: Sandbox) -> None:
    command = bills(connected)
    connected.fail("listBills", status=404, after=1, times=9)
    result = run(*command)
    assert result.exit_code == Exit.ERROR
    assert len(result.stdout.splitlines()) == 100
    assert "to go on after these: --resume " in result.stderr


def test_verbose_shows_requests_and_no_secret(connected: Sandbox) -> None:
    command = bills(connected)
    connected.fail("listBills", status=503)
    result = run(*command, "--limit", "5", "--verbose")
    assert result.exit_code == Exit.OK, result.output
    assert "INFO call_succeeded" in result.stderr
    assert "WARNING attempt_failed" in result.stderr
    assert "operation=listBills method=GET" in result.stderr
    assert "DEBUG page_read" in result.stderr
    assert connected.ninespokes["api_key"] not in result.output
    assert "call_succeeded" not in run(*command, "--limit", "5").output
