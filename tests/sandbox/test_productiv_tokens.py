"""Productiv facts 2.1 and 2.2."""

import httpx
import pytest

from spokebridge.sandbox import ManualClock, ProductivOptions, Sandbox

from .support import FINANCE, SCOPE, ask_token, productiv, read, send_json, spend_record, token_form, with_token


def _ask(sandbox: Sandbox, **fields: str) -> httpx.Response:
    return httpx.post(sandbox.productiv["token_url"], data=token_form(sandbox, **fields), verify=False)


def test_a_token_from_form_credentials(sandbox: Sandbox) -> None:
    body = read(_ask(sandbox, scope=f"{SCOPE.format('apps.read')} {SCOPE.format('connector.write')}"))
    assert set(body) == {"access_token", "token_type", "expires_in"}
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == 3600


def test_a_token_from_a_basic_header(sandbox: Sandbox) -> None:
    credentials = (sandbox.productiv["client_id"], sandbox.productiv["client_secret"])
    url, form = sandbox.productiv["token_url"], {"grant_type": "client_credentials"}
    assert httpx.post(url, data=form, auth=credentials, verify=False).status_code == 200
    assert httpx.post(url, data=form, auth=("someone", "else"), verify=False).status_code == 401
    assert httpx.post(url, data=form, headers={"Authorization": "Basic ???"}, verify=False).status_code == 401


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": "https://api.productiv.com/everything"}, 400, "invalid_scope"),
        ({"scope": "connector.write"}, 400, "invalid_scope"),
    ],
)
def test_what_the_token_endpoint_refuses(sandbox: Sandbox, fields: dict[str, str], status: int, error: str) -> None:
    response = _ask(sandbox, **fields)
    assert response.status_code == status
    assert read(response)["error"] == error
    assert sandbox.token_requests == 1


def test_the_token_endpoint_wants_a_form(sandbox: Sandbox) -> None:
    assert httpx.post(sandbox.productiv["token_url"], json=token_form(sandbox), verify=False).status_code == 400


def test_scopes_that_the_credential_was_not_given() -> None:
    options = ProductivOptions(granted_scopes=frozenset({SCOPE.format("apps.read")}))
    with Sandbox(productiv_options=options) as sandbox:
        assert _ask(sandbox, scope=SCOPE.format("connector.write")).status_code == 400
        with productiv(sandbox) as client:
            assert client.get("/pull/v1/apps").status_code == 200
            assert send_json(client, "POST", FINANCE.format("figma"), {"records": []}).status_code == 403


def test_a_call_needs_the_scope_of_its_operation(sandbox: Sandbox) -> None:
    with productiv(sandbox, "connector.write") as client:
        assert send_json(client, "POST", FINANCE.format("figma"), {"records": [spend_record(1)]}).status_code == 200
        refused = client.get("/pull/v3/apps")
        assert refused.status_code == 403
        assert SCOPE.format("apps.read") in read(refused)["message"]
    with productiv(sandbox, "report.read") as client:
        assert client.get("/pull/v1/apps/figma").status_code == 200
        assert client.get("/pull/v2/apps/figma").status_code == 403


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic abc"])
def test_without_a_valid_token_a_call_is_401(sandbox: Sandbox, header: str) -> None:
    headers = {"Authorization": header} if header else {}
    assert httpx.get(sandbox.productiv["base_url"] + "/pull/v1/apps", headers=headers, verify=False).status_code == 401


def test_a_token_expires_with_the_clock(clock: ManualClock) -> None:
    with Sandbox(clock=clock, productiv_options=ProductivOptions(token_lifetime=60)) as sandbox:
        with productiv(sandbox) as client:
            clock.advance(59)
            assert client.get("/pull/v1/apps").status_code == 200
            clock.advance(1)
            assert client.get("/pull/v1/apps").status_code == 401
        with productiv(sandbox) as client:
            assert client.get("/pull/v1/apps").status_code == 200


def test_the_first_token_can_wear_out_mid_run() -> None:
    with Sandbox(productiv_options=ProductivOptions(expire_token_after=2)) as sandbox:
        with productiv(sandbox) as client:
            assert [client.get("/pull/v1/apps").status_code for _ in range(4)] == [200, 200, 401, 401]
        with productiv(sandbox) as client:
            assert {client.get("/pull/v1/apps").status_code for _ in range(6)} == {200}


def test_tokens_can_be_revoked(sandbox: Sandbox) -> None:
    token = ask_token(sandbox)
    sandbox.revoke_tokens()
    with with_token(sandbox, token) as client:
        assert client.get("/pull/v1/apps").status_code == 401
