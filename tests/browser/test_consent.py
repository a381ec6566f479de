"""A user at the consent page: what is read there, and what each button does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from spokebridge import NineSpokes
from spokebridge.sandbox import Sandbox
from tests.support.server import FakeServer, Reply

COMPANY = "Smith & <b>Sons</b>"


@pytest.fixture
def ninespokes(sandbox: Sandbox) -> Iterator[NineSpokes]:
    with NineSpokes(**sandbox.ninespokes) as client:
        yield client


@pytest.fixture
def partner(server: FakeServer, ninespokes: NineSpokes) -> FakeServer:
    """The organization's own site, which users come back to."""
    server.answer("GET /return", Reply(200, b"<h1>Welcome back</h1>", {"Content-Type": "text/html"}))
    ninespokes.organization.set_redirect_url(f"{server.url}/return?customer=7")
    return server


@pytest.fixture
def connection(ninespokes: NineSpokes) -> tuple[str, str, str]:
    """Company, connection and the address of its consent page."""
    ninespokes.organization.enable_app("xero", "client-id", "client-secret-for-xero")
    company = ninespokes.companies.create(COMPANY)
    made = ninespokes.connections.create(company.id, "xero")
    assert made.authorize_url is not None
    return company.id, made.id, made.authorize_url


def status(ninespokes: NineSpokes, connection: tuple[str, str, str]) -> str:
    return str(ninespokes.connections.get(*connection[:2]).status)


@pytest.mark.parametrize(("answer", "then"), [("Approve", "ACTIVE"), ("Refuse", "NEW")])
def test_both_answers_lead_back(
    page: Page,
    ninespokes: NineSpokes,
    partner: FakeServer,
    connection: tuple[str, str, str],
    answer: str,
    then: str,
) -> None:
    page.goto(connection[2])
    assert status(ninespokes, connection) == "NEW"
    page.get_by_role("button", name=answer).click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert page.url == f"{partner.url}/return?customer=7"
    assert status(ninespokes, connection) == then
    (came,) = partner.received("GET /return")
    assert came.query == [("customer", "7")]
    assert "referer" not in came.headers


def test_the_page_says_what_is_asked(page: Page, partner: FakeServer, connection: tuple[str, str, str]) -> None:
    page.goto(connection[2])
    expect(page).to_have_title("Connect Xero · spokebridge sandbox")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Connect Xero to {COMPANY}")
    read = page.get_by_role("list", name="What will be read").get_by_role("listitem")
    assert "bills" in read.all_inner_texts()
    expect(page.get_by_text(f"{partner.url}/return?customer=7")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_it_works_with_the_keyboard_alone(
    page: Page, ninespokes: NineSpokes, partner: FakeServer, connection: tuple[str, str, str]
) -> None:
    page.goto(connection[2])
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Approve")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert status(ninespokes, connection) == "ACTIVE"


def test_nothing_is_loaded_from_elsewhere(page: Page, partner: FakeServer, connection: tuple[str, str, str]) -> None:
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/*", note)
    page.goto(connection[2])
    assert asked == [connection[2]]


def test_consent_can_be_given_again_after_the_link_was_lost(
    page: Page, sandbox: Sandbox, ninespokes: NineSpokes, partner: FakeServer, connection: tuple[str, str, str]
) -> None:
    sandbox.ninespokes_store.disconnect(connection[1])
    for answer, then in (("Refuse", "NOT_CONNECTED"), ("Approve", "ACTIVE"), ("Refuse", "ACTIVE")):
        page.goto(connection[2])
        page.get_by_role("button", name=answer).click()
        expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
        assert status(ninespokes, connection) == then


def test_without_a_redirect_url_the_page_is_the_last(
    page: Page, ninespokes: NineSpokes, connection: tuple[str, str, str]
) -> None:
    page.goto(connection[2])
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approved")
    assert status(ninespokes, connection) == "ACTIVE"


def test_a_link_of_a_deleted_connection_leads_nowhere(
    page: Page, ninespokes: NineSpokes, connection: tuple[str, str, str]
) -> None:
    page.goto(connection[2])
    ninespokes.connections.delete(*connection[:2])
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link leads nowhere")
