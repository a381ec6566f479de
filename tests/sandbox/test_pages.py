"""The pages for people, as any HTTP client sees them; `tests/browser` uses them as people do."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from spokebridge.sandbox import Sandbox
from tests.support.server import FakeServer

from .support import ask_token, ninespokes, productiv, read, send_json, spend_record, with_token

EVIL = "<script>alert('x')</script>"


@pytest.fixture
def consent(sandbox: Sandbox, nine: httpx.Client) -> str:
    """The address of a consent page."""
    sandbox.ninespokes_store.enable_app("xero", "client-id", "client-secret-for-xero")
    company = sandbox.ninespokes_store.add_company(EVIL)
    made = nine.post(f"/companies/{company.id}/connections", data={"app": "xero"})
    return str(read(made)["details"]["authorize_url"])


def answer(consent: str, **form: str) -> httpx.Response:
    parts = urlsplit(consent)
    form = {"q": parse_qs(parts.query)["q"][0], **form}
    return httpx.post(f"{parts.scheme}://{parts.netloc}{parts.path}", data=form, verify=False)


def look(address: str) -> httpx.Response:
    return httpx.get(address, verify=False)


def test_the_redirect_url_is_used_as_it_is(sandbox: Sandbox, consent: str) -> None:
    for url in ("https://app.example.test/9spokes/return", "https://app.example.test/r?a=b%20c&d=%C3%A9#e"):
        sandbox.ninespokes_store.redirect_url = url
        for choice in ("refuse", "approve"):
            response = answer(consent, answer=choice)
            assert (response.status_code, response.headers["location"]) == (303, url)


@pytest.mark.parametrize("form", [{}, {"answer": ""}, {"answer": "maybe"}])
def test_no_answer_changes_nothing(sandbox: Sandbox, consent: str, form: dict[str, str]) -> None:
    assert answer(consent, **form).status_code == 400
    assert [one.status for one in sandbox.ninespokes_store.connections.values()] == ["NEW"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=unknown", "?x=1"])
def test_a_link_that_is_none_of_ours(sandbox: Sandbox, consent: str, query: str) -> None:
    response = look(f"{sandbox.url}/consent{query}")
    assert response.status_code == 404
    assert "This link leads nowhere" in response.text


def test_other_verbs_are_refused(sandbox: Sandbox, consent: str) -> None:
    assert httpx.put(consent, verify=False).status_code == 405
    assert httpx.post(sandbox.url, verify=False).status_code == 405


def test_what_came_from_outside_is_escaped(sandbox: Sandbox, consent: str) -> None:
    sandbox.ninespokes_store.redirect_url = f"https://app.example.test/?{EVIL}"
    for address in (consent, sandbox.url):
        text = look(address).text
        assert EVIL not in text
        assert "&lt;script&gt;alert(&#39;x&#39;)" in text


def test_pages_ask_the_browser_for_care(sandbox: Sandbox, consent: str) -> None:
    for address in (consent, sandbox.url, f"{sandbox.url}/consent"):
        headers = look(address).headers
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


def test_no_secret_is_shown(sandbox: Sandbox, consent: str) -> None:
    """Also not where a client put one into a record, a path or a name."""
    token = ask_token(sandbox, "connector.write")
    key, secret = sandbox.ninespokes["api_key"], sandbox.productiv["client_secret"]
    with with_token(sandbox, token) as client:
        record = spend_record(1, vendor=f"Bearer {token}", password="hunter2-of-the-vendor", **{f"note {key}": secret})
        send_json(client, "POST", "/services/push/v1/customer/apps/figma/finance", {"records": [record]})
        client.get(f"/nowhere/{token}")
    sandbox.ninespokes_store.add_company(f"Company of {key}")
    with ninespokes(sandbox) as client:
        assert "client-secret-for-xero" in client.get("/organization/apps").text
    text = look(sandbox.url).text
    assert "Bearer ***" in text
    consents = [one.consent for one in sandbox.ninespokes_store.connections.values()]
    for hidden in (
        token,
        key,
        secret,
        "client-secret-for-xero",
        "hunter2",
        *consents,
        parse_qs(urlsplit(consent).query)["q"][0],
    ):
        assert hidden not in text


def test_everything_stored_has_a_place(sandbox: Sandbox, server: FakeServer) -> None:
    server.answer("POST /hook", {})
    run = sandbox.run_workflow("renewal", to=f"{server.url}/hook")
    with productiv(sandbox, "connector.write", "users.read") as client:
        chart = read(send_json(client, "POST", "/services/push/v1/customer/org-chart", {"orgChartName": "July"}))["id"]
        users = {"users": [{"email": "kim@example.com"}], "hasMore": False}
        send_json(client, "PUT", f"/services/push/v1/customer/org-chart/{chart}", users)
        address = read(client.get("/services/push/v1/customer/apps/figma/upload?filenames=a.csv"))
    httpx.put(address["uploadUrls"][0]["uploadUrl"], content=b"12345", verify=False).raise_for_status()
    text = look(sandbox.url).text
    for shown in ("Org chart July", "kim@example.com", "Workflow run: renewal", "Uploaded file a.csv", "v-figma"):
        assert shown in text
    signature = address["uploadUrls"][0]["uploadUrl"].rpartition("=")[2]
    quote = run.event["Attachments"][0]["Url"].rpartition("=")[2]
    assert [hidden for hidden in (run.callback_token, signature, quote) if hidden in text] == []


def test_the_last_requests_come_first(sandbox: Sandbox, nine: httpx.Client, consent: str) -> None:
    sandbox.fail("listCompanies", kind="reset")
    with pytest.raises(httpx.TransportError):
        nine.get("/companies")
    look(consent)
    rows = look(sandbox.url).text.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
    assert ["GET /consent" in rows[0], "GET /companies<" in rows[1], "connection cut" in rows[1]] == [True] * 3
    assert [(one.service, one.path, one.status) for one in sandbox.requests][-1] == ("consent page", "/consent", 200)
    assert look(sandbox.url).text.count("<tr>") == len(rows) + 1, "looking is no request"
