"""What travels in a URL, and what odd answers become."""

from __future__ import annotations

import pytest

from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge.errors import (
    ApiError,
    BadRequest,
    ConfigurationError,
    SchemaDrift,
    ServerError,
    SpokebridgeError,
)
from tests._async.runtime.companies import COMPANIES, COMPANY
from tests.support.misbehaving import (
    Behaviour,
    Misbehaving,
    answer,
)

pytestmark = pytest.mark.anyio


async def test_ids_and_queries_travel_safely() -> None:
    with Misbehaving(COMPANY, answer(body={"results": []})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            await nine.companies.get("a/b ?#%é")
            listed = nine.data.bills("c", "n", filter="data.x eq 'a+b&c=ü'")
            assert [bill async for bill in listed] == []
        assert server.calls[0].target == "/companies/a%2Fb%20%3F%23%25%C3%A9"
        assert "%24filter=data.x%20eq%20%27a%2Bb%26c%3D%C3%BC%27&" in server.calls[1].target


async def test_a_url_that_is_too_long_is_refused_before_it_is_sent() -> None:
    with Misbehaving(COMPANY) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(
                ConfigurationError, match=r"getCompany \(GET /companies/{company} at 127.0.0.1\): this makes no URL"
            ):
                await nine.companies.get("x" * 70_000)
        assert server.calls == []


async def test_a_bad_request_keeps_what_the_server_said() -> None:
    body = {"status": "err", "message": "odata syntax error", "correlationId": "c-77"}
    with Misbehaving(answer(400, body)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(BadRequest) as found:
                async for _ in nine.data.bills("c", "n", filter="hush-hush"):
                    pass
    assert str(found.value) == (
        "listBills (GET /companies/{company}/connections/{connection}/data/bills): HTTP 400, odata syntax error; "
        "correlation id c-77; 1 attempt. Correct the request; sending it again unchanged will fail again."
    )


@pytest.mark.parametrize(
    ("behaviour", "kind", "words"),
    [
        (answer(200, {"status": "err", "message": "not today"}), ApiError, "HTTP 200, not today"),
        (answer(204, b"", {"Content-Type": ""}), SchemaDrift, "HTTP 204, with an empty body"),
        (answer(200, b""), SchemaDrift, "HTTP 200, with an empty body"),
        (answer(200, b"<html>"), SchemaDrift, r"not JSON \(an HTML or XML page, 6 bytes\)"),
        (answer(200, b"x", {"Content-Type": ""}), SchemaDrift, r"not JSON \(no content type, 1 bytes\)"),
        (answer(499, b""), ApiError, "HTTP 499, with an empty body"),
        (answer(520, b"<html>"), ServerError, "HTTP 520, with a body that is not JSON"),
        (answer(561, b"{}"), ServerError, "HTTP 561"),
        (answer(302, b"", {"Location": "https://evil.test/?hush"}), ApiError, "HTTP 302, with an empty body"),
    ],
)
async def test_odd_answers_have_clear_errors(behaviour: Behaviour, kind: type[SpokebridgeError], words: str) -> None:
    with Misbehaving(behaviour) as server:
        async with AsyncNineSpokes(**server.ninespokes, retry=None) as nine:
            with pytest.raises(kind, match=words) as found:
                await nine.companies.get("c-1")
    assert str(found.value).startswith("getCompany (GET /companies/{company}): HTTP ")
    assert str(found.value).endswith(".")
    assert "evil" not in str(found.value)


async def test_json_without_a_content_type_is_read() -> None:
    with Misbehaving(answer(200, b'{"details":[]}', {"Content-Type": ""})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert await nine.companies.list() == []


async def test_an_undocumented_success_is_still_one() -> None:
    with Misbehaving(answer(201, {"details": {"id": "c-1", "name": "Tiles"}})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert (await nine.companies.create("Tiles")).id == "c-1"


async def test_no_redirect_is_followed_and_the_key_stays_home() -> None:
    with Misbehaving(COMPANIES) as elsewhere:
        for status in (301, 302, 303, 307, 308):
            with Misbehaving(answer(status, b"", {"Location": elsewhere.url})) as server:
                async with AsyncNineSpokes(**server.ninespokes) as nine:
                    with pytest.raises(ApiError, match=f"HTTP {status}"):
                        await nine.companies.list()
        assert elsewhere.requests == []
