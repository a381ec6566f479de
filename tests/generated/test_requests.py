"""What a call becomes before any HTTP client sees it: path, query, body."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from types import ModuleType

import pytest

from ninespokes_client.api.data import list_bills
from productiv_client.api.apps import get_app_details, get_app_summaries, get_app_summaries_v3, list_app_users
from productiv_client.api.audit_events import get_audit_events
from productiv_client.api.files import get_batch_upload_urls
from productiv_client.api.spend import publish_spend_data
from productiv_client.models import (
    AppDetailsListResponse,
    AppSummariesResponse,
    PublishSpendDataRequest,
    SuccessResponse,
    UploadType,
    UserDataSource,
)
from productiv_client.types import Request, render_path, render_query


@pytest.mark.parametrize("identifier", ["", ".", ".."])
def test_an_id_that_would_name_another_resource_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match=r"applicationId must be a non-empty id"):
        get_app_details.request(identifier)


@pytest.mark.parametrize(
    ("identifier", "written"),
    [
        ("a/b", "a%2Fb"),
        ("../a", "..%2Fa"),
        ("...", "..."),
        ("a?b#c", "a%3Fb%23c"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("é {x} \\", "%C3%A9%20%7Bx%7D%20%5C"),
        ("a\r\nHost: b", "a%0D%0AHost%3A%20b"),
        ("~-_.", "~-_."),
    ],
)
def test_an_id_stays_one_segment_of_the_path(identifier: str, written: str) -> None:
    assert render_path("/x/{id}/y", {"id": identifier}) == f"/x/{written}/y"


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    assert render_path("/{a}/{b}", {"a": "{b}", "b": "2"}) == "/%7Bb%7D/2"


def test_what_is_not_given_is_not_sent() -> None:
    assert get_app_summaries.request().query == ()
    assert list_bills.request("c", "n", select=[]).query == ()
    assert get_batch_upload_urls.request("app", filenames=[]).query == ()


def test_booleans_numbers_dates_and_enumerations_are_written_as_the_wire_has_them() -> None:
    assert get_app_summaries.request(include_inactive=True, verbose=False).query == (
        ("includeInactive", "true"),
        ("verbose", "false"),
    )
    request = list_app_users.request(
        "app", as_of_date=date(2024, 7, 1), data_source=UserDataSource.MANAGED_SSO, rolling_window=30
    )
    assert request.query == (("asOfDate", "2024-07-01"), ("dataSource", "Managed SSO"), ("rollingWindow", "30"))
    assert list_bills.request("c", "n", top=0, skip=100).query == (("$top", "0"), ("$skip", "100"))


def test_an_unknown_value_of_an_enumeration_may_be_sent_as_text() -> None:
    request = get_batch_upload_urls.request("app", filenames=["a"], type="receipts")
    assert ("type", "receipts") in request.query


def test_a_list_repeats_its_name_or_is_joined_as_the_description_says() -> None:
    request = get_batch_upload_urls.request("app", filenames=["a.csv", "b c.csv"], type=UploadType.CONTRACTS)
    assert request.query == (("filenames", "a.csv"), ("filenames", "b c.csv"), ("type", "contracts"))
    assert list_bills.request("c", "n", select=["data.a", "data.b"]).query == (("$select", "data.a,data.b"),)
    assert render_query({"x": ("a", "b")}) == (("x", "a"), ("x", "b"))


def test_a_moment_in_a_query_keeps_its_zone_and_a_naive_one_is_refused() -> None:
    summer = timezone(timedelta(hours=2))
    request = get_audit_events.request(
        start_time=datetime(2024, 7, 1, tzinfo=UTC), end_time=datetime(2024, 7, 1, 12, 30, 0, 5000, tzinfo=summer)
    )
    assert request.query[:2] == (("startTime", "2024-07-01T00:00:00Z"), ("endTime", "2024-07-01T12:30:00.005000+02:00"))
    with pytest.raises(ValueError, match=r"startTime: .* has no time zone"):
        get_audit_events.request(start_time=datetime(2024, 7, 1), end_time=datetime(2024, 7, 2, tzinfo=UTC))


def test_a_body_is_encoded_when_the_call_is_described_and_bytes_pass_as_they_are() -> None:
    typed = publish_spend_data.request("app", body=PublishSpendDataRequest(records=[]))
    raw = publish_spend_data.request("app", body=b"raw")
    assert (typed.content, typed.content_type) == (b'{"records":[]}', "application/json")
    assert (raw.content, raw.content_type) == (b"raw", "application/json")


def test_a_request_reads_its_own_answer() -> None:
    request: Request[SuccessResponse] = publish_spend_data.request("app", body=b"{}")
    assert request.decode(b'{"success": true}') == SuccessResponse(success=True)


@pytest.mark.parametrize("operation", [get_app_summaries, get_app_summaries_v3])
def test_a_parameter_that_changes_the_answer_changes_the_type_that_reads_it(operation: ModuleType) -> None:
    for verbose in (None, False):
        assert operation.request(verbose=verbose).returns is AppSummariesResponse
    assert operation.request(verbose=True).returns is AppDetailsListResponse


def test_a_request_is_shown_without_its_body() -> None:
    assert "hush" not in repr(publish_spend_data.request("app", body=b"hush"))
