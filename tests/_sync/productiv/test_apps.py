# Derived from tests/_async/productiv/test_apps.py by `python -m codegen build`; edit that file instead.
"""The app portfolio and the users of an app."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge.errors import ConfigurationError, Forbidden, NotFound
from spokebridge.sandbox import Sandbox

from tests.support.server import FakeServer, Received, Reply

pytestmark = pytest.mark.anyio

USERS = "GET /pull/v1/apps/figma/users"
PAGES = {None: (["a", "b", "c"], "c1"), "c1": ([], "c2"), "c2": (["d", "e"], None)}


def users_page(request: Received) -> dict[str, Any]:
    names, after = PAGES[request.parameter("after")]
    page: dict[str, Any] = {"Users": [{"Email": f"{name}@example.com"} for name in names], "Count": len(names)}
    return page if after is None else {**page, "After": after}


def test_lists_the_portfolio(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        active = productiv.apps.list()
        everything = productiv.apps.list(include_inactive=True)
    assert isinstance(active.as_of_date, date)
    assert type(active.apps[0]) is models.AppSummary
    assert not any(app.is_inactive for app in active.apps)
    assert len(everything.apps) == len(sandbox.productiv_store.app_ids) > len(active.apps)


def test_lists_details_as_details(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv, strict=True) as productiv:
        details = productiv.apps.list_details(include_inactive=True)
    assert isinstance(details, models.AppDetailsListResponse)
    assert all(isinstance(app, models.AppDetails) for app in details.apps)
    assert any(app.contract is not None for app in details.apps)


def test_gets_one_app(sandbox: Sandbox) -> None:
    wanted = sandbox.productiv_store.app_ids[0]
    with Productiv(**sandbox.productiv) as productiv:
        found = productiv.apps.get(wanted)
        with pytest.raises(NotFound):
            productiv.apps.get("no-such-app")
    assert found.app.application_id == wanted
    assert not isinstance(found, models.FiscalAppDetailsResponse)


def test_version_picks_the_operations_also_of_copies(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv, apps_version="v3") as productiv:
        copy = productiv.with_options(timeout=20)
        copy.apps.list()
        copy.apps.list_details()
        found = copy.apps.get(sandbox.productiv_store.app_ids[0])
    assert isinstance(found, models.FiscalAppDetailsResponse)
    assert found.fiscal_date is not None
    assert sandbox.count("getAppSummariesV3") == 2
    assert sandbox.count("getAppDetailsV3") == 1
    assert sandbox.count("getAppSummaries") == sandbox.count("getAppDetails") == 0


def test_refuses_an_unknown_version(sandbox: Sandbox) -> None:
    with pytest.raises(ConfigurationError, match="apps_version is 'v4'; use 'v1', 'v2' or 'v3'"):
        Productiv(**sandbox.productiv, apps_version="v4")  # type: ignore[arg-type]


def test_of_v2_only_single_apps_are_known(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv, apps_version="v2") as productiv:
        found = productiv.apps.get(sandbox.productiv_store.app_ids[0])
        with pytest.raises(ConfigurationError, match="apps_version is 'v2', of which no list is known"):
            productiv.apps.list()
        with pytest.raises(ConfigurationError, match="use a client of 'v1' or 'v3'"):
            productiv.apps.list_details()
    assert isinstance(found, models.FiscalAppDetailsResponse)
    assert sandbox.count("getAppDetailsV2") == 1


def test_lists_users_over_all_pages(server: FakeServer) -> None:
    server.answer(USERS, users_page)
    with Productiv(**server.productiv) as productiv:
        pager = productiv.apps.users("figma", as_of_date="2024-07-01", data_source="Managed SSO", rolling_window=7)
        found = [user.email for user in pager]
    assert found == [f"{name}@example.com" for name in "abcde"]
    first, second, _ = server.received(USERS)
    assert dict(first.query) == {"asOfDate": "2024-07-01", "dataSource": "Managed SSO", "rollingWindow": "7"}
    assert dict(second.query) == {**dict(first.query), "after": "c1"}


@pytest.mark.parametrize("taken", range(6))
def test_resumes_after_any_user(server: FakeServer, taken: int) -> None:
    server.answer(USERS, users_page)
    arguments: dict[str, Any] = {"as_of_date": date(2023, 8, 23), "data_source": models.UserDataSource.ENGAGEMENT}
    with Productiv(**server.productiv) as productiv:
        pager = productiv.apps.users("figma", **arguments)
        seen: list[str | None] = []
        if taken:
            for user in pager:
                seen.append(user.email)
                if len(seen) == taken:
                    break
        rest = productiv.apps.users("figma", **arguments, resume=pager.resume_token)
        seen += [user.email for user in rest]
    assert seen == [f"{name}@example.com" for name in "abcde"]


def test_resumes_between_pages(server: FakeServer) -> None:
    server.answer(USERS, users_page)
    arguments: dict[str, Any] = {"as_of_date": "2024-07-01", "data_source": "Engagement"}
    with Productiv(**server.productiv) as productiv:
        pager = productiv.apps.users("figma", **arguments)
        for page in pager.pages():
            assert len(page.items) == 3
            break
        rest = productiv.apps.users("figma", **arguments, resume=pager.resume_token)
        assert [user.email for user in rest] == ["d@example.com", "e@example.com"]
    assert server.received(USERS)[1].parameter("after") == "c1"


def test_a_token_fits_its_own_list_only(server: FakeServer) -> None:
    arguments: dict[str, Any] = {"as_of_date": "2024-07-01", "data_source": "Engagement"}
    with Productiv(**server.productiv) as productiv:
        token = productiv.apps.users("figma", **arguments).resume_token
        productiv.apps.users("figma", **arguments, resume=token)
        with pytest.raises(ConfigurationError, match="with other ids"):
            productiv.apps.users("slack", **arguments, resume=token)
        with pytest.raises(ConfigurationError, match="with other ids"):
            productiv.apps.users("figma", **{**arguments, "as_of_date": "2024-07-02"}, resume=token)
    assert server.requests == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"as_of_date": "2023-08-22"}, "as_of_date is 2023-08-22; there is nothing before 2023-08-23"),
        ({"as_of_date": "1 July"}, "as_of_date is '1 July'; write it as YYYY-MM-DD"),
        ({"as_of_date": datetime(2024, 7, 1, tzinfo=UTC)}, "as_of_date is datetime.datetime"),
        ({"as_of_date": None}, "as_of_date is None; pass a datetime.date"),
        ({"data_source": "SSO"}, "data_source is 'SSO'; use one of Engagement, Managed SSO, Unmanaged SSO"),
        ({"data_source": None}, "data_source is None"),
        ({"rolling_window": 14}, "rolling_window is 14; use one of 1, 7, 30, 60, 90 days"),
        ({"rolling_window": True}, "rolling_window is True"),
        ({"application_id": ""}, "application_id is empty"),
        ({"application_id": ".."}, "application_id is '..'"),
        ({"resume": "scribble"}, "resume is not a resume_token"),
    ],
)
def test_refuses_bad_arguments_of_users(server: FakeServer, changed: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {"application_id": "figma", "as_of_date": "2024-07-01", "data_source": "Engagement"}
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match=message.replace(".", r"\.")):
            productiv.apps.users(**{**arguments, **changed})
    assert server.requests == []


def test_a_missing_scope_is_named(server: FakeServer) -> None:
    server.answer(USERS, Reply(403, {"message": "no"}))
    with Productiv(**server.productiv) as productiv:
        pager = productiv.apps.users("figma", as_of_date="2024-07-01", data_source="Engagement")
        with pytest.raises(Forbidden, match=r"users\.read"):
            [user for user in pager]
