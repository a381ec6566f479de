"""What the descriptions mark with `x-secret` shows in no repr, no message and no pickle."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from typing import Any

import httpx
import msgspec
import pytest
from rich.pretty import pretty_repr

from codegen.apis import APIS, Api
from productiv_client import Client
from productiv_client.api.authorization import get_access_token
from productiv_client.errors import ApiError
from productiv_client.models import AccessTokenRequest, GrantType
from tests.support.spec_examples import document, module
from tests.support.spec_samples import sample

CANARY = "canary-7f3a"
SECRETS = [
    (api, name, wire)
    for api in APIS.values()
    for name, schema in document(api).schemas.items()
    for part in (schema, *schema.get("allOf", ()))
    for wire, node in part.get("properties", {}).items()
    if node.get("x-secret")
]


def holder(api: Api, name: str, wire: str) -> Any:
    """A record with everything set, its secret to the canary."""
    full = {**sample(document(api), document(api).schemas[name]), wire: CANARY}
    codec = module(api, "codec")
    return codec.decode(codec.encode(full), getattr(module(api, "models"), name), strict=True)


@pytest.fixture(params=SECRETS, ids=lambda item: f"{item[1]}.{item[2]}")
def record(request: pytest.FixtureRequest) -> Any:
    return holder(*request.param)


def test_the_credentials_and_signed_addresses_of_both_apis_are_marked() -> None:
    marked = {f"{name}.{wire}" for _, name, wire in SECRETS}
    assert {
        *("AccessTokenRequest.client_secret", "AccessTokenResponse.access_token", "EnableAppForm.client_secret"),
        *("App.client_secret", "UploadUrl.uploadUrl", "LatestOrgChartResponse.downloadUrl"),
        *("ResumeWorkflowRequest.CallbackToken", "AppRenewalEvent.CallbackToken"),
        *("WorkflowAttachment.Url", "IntakeAttachment.Url"),
    } <= marked


def test_a_secret_is_masked_in_every_repr(record: Any) -> None:
    for text in (repr(record), str(record), f"{record!s:>9}", repr([record]), repr({"a": (record,)})):
        assert CANARY not in text
        assert "='***'" in text or "=***" in text


def test_a_secret_is_masked_where_rich_shows_a_record(record: Any) -> None:
    assert CANARY not in pretty_repr(record)
    assert CANARY not in pretty_repr({"nested": [record]})
    assert dict(record.__rich_repr__()).keys() == set(record.__struct_fields__)


def test_the_other_fields_stay_readable(record: Any) -> None:
    cleared = without_secrets(record)
    assert "***" not in repr(cleared)
    assert all(f"{name}={getattr(cleared, name)!r}" in repr(cleared) for name in cleared.__struct_fields__)


def test_a_secret_is_not_pickled_and_a_record_without_one_is(record: Any) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="is a secret and is not pickled"):
            pickle.dumps([record], protocol)
    cleared = without_secrets(record)
    assert pickle.loads(pickle.dumps(cleared)) == cleared
    assert copy.copy(record) == copy.deepcopy(record) == record


def test_a_secret_is_written_to_the_wire(record: Any) -> None:
    codec = module(next(api for api in APIS.values() if type(record).__module__.startswith(api.package)), "codec")
    assert CANARY.encode() in codec.encode(record)


def without_secrets(record: Any) -> Any:
    """A copy without its secret, and without lists whose items have secrets of their own."""
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    empty = {name: [] for name, value in values.items() if isinstance(value, list) and "=***" in repr(value)}
    secret = {name: None for name, value in values.items() if value == CANARY}
    return msgspec.structs.replace(record, **empty, **secret)


def test_no_channel_of_a_failing_token_request_shows_the_secret(caplog: pytest.LogCaptureFixture) -> None:
    body = AccessTokenRequest(grant_type=GrantType.CLIENT_CREDENTIALS, client_id="id", client_secret=CANARY)
    request = get_access_token.request(body=body)
    assert request.content is not None
    assert CANARY.encode() in request.content
    assert CANARY not in repr(request)

    def refuse(sent: httpx.Request) -> httpx.Response:
        return httpx.Response(401, text=f"unknown client_secret {CANARY}", headers={"X-Echo": CANARY})

    client = Client(http_client=httpx.Client(transport=httpx.MockTransport(refuse)), credential=CANARY)
    with caplog.at_level(logging.DEBUG), pytest.raises(ApiError) as caught:
        client.call(request)
    shown = [
        repr(caught.value),
        str(caught.value),
        repr(client),
        caplog.text,
        *traceback.format_exception(caught.value),
    ]
    assert CANARY not in "\n".join(shown)


def test_the_answer_to_a_token_request_shows_no_token() -> None:
    content = b'{"access_token": "%s", "expires_in": 3600}' % CANARY.encode()
    pool = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, content=content)))
    body = AccessTokenRequest(grant_type=GrantType.CLIENT_CREDENTIALS)
    answer = get_access_token.sync_detailed(body=body, client=Client(http_client=pool))
    assert answer.parsed.access_token == CANARY
    assert CANARY not in repr(answer)
    with pytest.raises(TypeError, match=r"AccessTokenResponse\.access_token is a secret"):
        pickle.dumps(answer)


def test_an_api_error_survives_a_pickle() -> None:
    error = ApiError("getApp", 520, {"retry-after": "7"}, b"body")
    twin = pickle.loads(pickle.dumps(error))
    assert (str(twin), twin.operation, twin.status_code, twin.headers, twin.content) == (
        *(str(error), "getApp", 520, {"retry-after": "7"}, b"body"),
    )
