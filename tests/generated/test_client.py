"""The generated clients, sync and async: what goes over the wire, and what becomes of any answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

import ninespokes_client
import productiv_client
from ninespokes_client.api.organization import enable_app
from ninespokes_client.models import EnableAppForm
from productiv_client.api.apps import get_app_details, get_app_summaries
from productiv_client.api.authorization import get_access_token
from productiv_client.api.provisioned_users import delete_provisioned_users
from productiv_client.errors import ApiError, DecodeError
from productiv_client.models import AccessTokenRequest, AppSummariesResponse, DeleteProvisionedUsersRequest, GrantType
from productiv_client.types import Request, Response

Call = Callable[..., Any]
Handler = Callable[[httpx.Request], httpx.Response]


def _sync(package: Any, request: Request[Any], handler: Handler, **options: Any) -> Any:
    with httpx.Client(transport=httpx.MockTransport(handler)) as http:
        return package.Client(http_client=http, **options).call(request)


def _async(package: Any, request: Request[Any], handler: Handler, **options: Any) -> Any:
    async def answered() -> Any:
        async with httpx.AsyncClient(transport=httpx.MockTransport(handler)) as http:
            return await package.AsyncClient(http_client=http, **options).call(request)

    return asyncio.run(answered())


@pytest.fixture(params=[_sync, _async], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Call:
    chosen: Call = request.param
    return chosen


class Recorder:
    """Answers every request alike and keeps it."""

    def __init__(self, answer: bytes = b'{"Apps": []}') -> None:
        self.answer = answer
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, content=self.answer)

    @property
    def last(self) -> httpx.Request:
        return self.requests[-1]


def answering(status: int, content: bytes = b"", **headers: str) -> Handler:
    return lambda request: httpx.Response(status, content=content, headers=headers)


APPS = get_app_summaries.request()


def test_an_answer_has_status_headers_bytes_and_the_typed_value(call: Call) -> None:
    content = b'{"Apps": [], "AsOfDate": "2024-07-01", "ResponseTimeMs": 3}'
    answer: Response[AppSummariesResponse] = call(productiv_client, APPS, answering(200, content, **{"X-Id": "7"}))
    assert (answer.status_code, answer.content, answer.headers["x-id"]) == (200, content, "7")
    assert answer.parsed == AppSummariesResponse(apps=[], as_of_date=date(2024, 7, 1), response_time_ms=3.0)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 418, 429, 499, 500, 503, 520, 561, 599, 302, 201, 204])
def test_any_other_status_is_an_api_error_with_a_plain_number(call: Call, status: int) -> None:
    with pytest.raises(ApiError) as caught:
        call(productiv_client, APPS, answering(status, b'{"message": "no"}', **{"Retry-After": "7"}))
    error = caught.value
    assert (error.status_code, type(error.status_code)) == (status, int)
    assert (error.operation, error.content, error.headers["retry-after"]) == (
        "getAppSummaries",
        b'{"message": "no"}',
        "7",
    )
    assert str(error) == f"getAppSummaries: HTTP {status} (17 bytes)"


def test_a_redirect_is_not_followed(call: Call) -> None:
    seen: list[str] = []

    def redirect(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return httpx.Response(307, headers={"Location": "https://elsewhere.example/"})

    with pytest.raises(ApiError, match="HTTP 307"):
        call(productiv_client, APPS, redirect, credential="t")
    assert seen == ["public-api.productiv.com"]


@pytest.mark.parametrize("content", [b"", b"<html>hello</html>", b'{"Apps": [', b"\xff"])
def test_a_success_that_is_not_json_is_a_decode_error(call: Call, content: bytes) -> None:
    with pytest.raises(DecodeError):
        call(productiv_client, APPS, answering(200, content))


@pytest.mark.parametrize(
    ("content", "kept"), [(b"[1]", [1]), (b"null", None), (b'"ok"', "ok"), (b"{}", AppSummariesResponse)]
)
def test_a_success_of_another_shape_is_given_as_it_came(call: Call, content: bytes, kept: Any) -> None:
    answer = call(productiv_client, APPS, answering(200, content))
    assert answer.content == content
    assert answer.parsed == kept or type(answer.parsed) is kept


def test_the_credential_is_asked_for_on_every_call(call: Call) -> None:
    recorder, tokens = Recorder(), iter(["first", "second"])
    for expected in ("Bearer first", "Bearer second"):
        call(productiv_client, APPS, recorder, credential=lambda: next(tokens))
        assert recorder.last.headers["authorization"] == expected


def test_one_client_sends_a_replaced_token_at_once() -> None:
    recorder, holder = Recorder(), {"token": "old"}
    with httpx.Client(transport=httpx.MockTransport(recorder)) as http:
        client = productiv_client.Client(credential=lambda: holder["token"], http_client=http)
        get_app_summaries.sync(client=client)
        holder["token"] = "new"
        get_app_summaries.sync(client=client)
    assert [request.headers["authorization"] for request in recorder.requests] == ["Bearer old", "Bearer new"]


def test_a_9spokes_key_is_sent_without_a_scheme(call: Call) -> None:
    recorder = Recorder(b'{"status": "ok"}')
    body = EnableAppForm(client_id="a&b", client_secret="ü =", recurring=False)
    call(ninespokes_client, enable_app.request("xero", body=body), recorder, credential="key")
    assert recorder.last.headers["authorization"] == "key"
    assert recorder.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert recorder.last.content == b"client_id=a%26b&client_secret=%C3%BC+%3D&recurring=false"


def test_an_operation_without_security_is_sent_without_the_credential_to_its_own_server(call: Call) -> None:
    recorder = Recorder(b'{"access_token": "t"}')
    request = get_access_token.request(
        body=AccessTokenRequest(grant_type=GrantType.CLIENT_CREDENTIALS, client_id="i", client_secret="s")
    )
    server = request.operation.server
    assert server is not None
    call(productiv_client, request, recorder, credential="token", base_url="https://other.example")
    assert str(recorder.last.url) == server + request.path
    assert "authorization" not in recorder.last.headers
    assert recorder.last.content == b"grant_type=client_credentials&client_id=i&client_secret=s"
    call(productiv_client, request, recorder, servers={server: "http://127.0.0.1:8700/login/"})
    assert str(recorder.last.url) == "http://127.0.0.1:8700/login" + request.path


def test_a_base_url_may_have_a_path_and_a_slash_at_its_end(call: Call) -> None:
    recorder = Recorder()
    call(productiv_client, APPS, recorder, base_url="http://127.0.0.1:8700/productiv/")
    assert str(recorder.last.url) == "http://127.0.0.1:8700/productiv" + APPS.path


def test_a_delete_carries_its_body(call: Call) -> None:
    recorder = Recorder(b'{"success": true}')
    body = DeleteProvisionedUsersRequest(provisioned_users=[])
    call(productiv_client, delete_provisioned_users.request("app", body=body), recorder)
    assert (recorder.last.method, recorder.last.content) == ("DELETE", b'{"provisionedUsers":[]}')
    assert recorder.last.headers["content-type"] == "application/json"
    call(productiv_client, delete_provisioned_users.request("app", body=b'{"as":"it is"}'), recorder)
    assert recorder.last.content == b'{"as":"it is"}'


def test_an_id_with_odd_characters_stays_one_path_segment(call: Call) -> None:
    recorder = Recorder(b"{}")
    call(productiv_client, get_app_details.request("a/b?c#d%2e é"), recorder)
    assert recorder.last.url.raw_path.endswith(b"/a%2Fb%3Fc%23d%252e%20%C3%A9")


def test_headers_are_sent_and_win_over_the_defaults_in_any_spelling(call: Call) -> None:
    recorder = Recorder()
    call(productiv_client, APPS, recorder, headers={"accept": "application/vnd.x+json", "X-Trace": "1"})
    assert recorder.last.headers.get_list("accept") == ["application/vnd.x+json"]
    assert recorder.last.headers["x-trace"] == "1"
    assert "content-type" not in recorder.last.headers


def test_the_timeout_is_that_of_the_client(call: Call) -> None:
    recorder = Recorder()
    call(productiv_client, APPS, recorder, timeout=1.5)
    assert recorder.last.extensions["timeout"] == {"connect": 1.5, "read": 1.5, "write": 1.5, "pool": 1.5}
    call(productiv_client, APPS, recorder, timeout=None)
    assert set(recorder.last.extensions["timeout"].values()) == {None}


def test_what_keeps_an_answer_from_coming_is_raised_as_it_is(call: Call) -> None:
    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(httpx.ConnectError, match="refused"):
        call(productiv_client, APPS, unreachable)


def test_all_four_functions_of_an_operation_give_the_same() -> None:
    recorder = Recorder()
    transport = httpx.MockTransport(recorder)
    with httpx.Client(transport=transport) as http:
        client = productiv_client.Client(http_client=http)
        plain = get_app_summaries.sync(client=client, include_inactive=True)
        assert get_app_summaries.sync_detailed(client=client, include_inactive=True).parsed == plain

    async def both() -> None:
        async with httpx.AsyncClient(transport=transport) as http:
            client = productiv_client.AsyncClient(http_client=http)
            assert await get_app_summaries.asyncio(client=client, include_inactive=True) == plain
            answer = await get_app_summaries.asyncio_detailed(client=client, include_inactive=True)
            assert (answer.status_code, answer.parsed) == (200, plain)

    asyncio.run(both())
    assert {str(request.url.query, "ascii") for request in recorder.requests} == {"includeInactive=true"}
    assert len(recorder.requests) == 4
