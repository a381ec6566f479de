"""The error tree: what each says, and that each survives pickling, copying and another process."""

from __future__ import annotations

import copy
import inspect
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from spokebridge import Productiv, errors
from spokebridge.errors import (
    ApiError,
    AuthenticationError,
    BadRequest,
    ConnectionFailed,
    Forbidden,
    MethodNotAllowed,
    NotFound,
    PaginationStalled,
    PublishError,
    RateLimited,
    SchemaDrift,
    ServerError,
    ServiceUnavailable,
    SpokebridgeError,
    Timeout,
    TransportError,
    Unauthorized,
    error_class,
)
from spokebridge.plugins import Abort
from spokebridge.report import PublishReport, Undelivered
from spokebridge.sandbox import Sandbox

ANSWERED = {
    "operation": "listBills",
    "method": "GET",
    "route": "/companies/{company}/bills",
    "message": "too much",
    "correlation_id": "c-1",
    "attempts": 3,
    "retry_after": 86400.0,
}


def every_error() -> list[SpokebridgeError]:
    public = [kind for name, kind in vars(errors).items() if inspect.isclass(kind) and not name.startswith("_")]
    kinds = [kind for kind in public if issubclass(kind, SpokebridgeError)]
    made: list[SpokebridgeError] = []
    for kind in [*kinds, Abort]:
        if issubclass(kind, ApiError):
            made.append(kind(**ANSWERED, status_code=418))
        elif issubclass(kind, TransportError):
            made.append(kind("listBills: cut", operation="listBills", attempts=2, sent=False))
        elif issubclass(kind, SchemaDrift | PaginationStalled):
            made.append(kind("listBills: odd", operation="listBills", correlation_id="c-1", attempts=2))
        elif issubclass(kind, AuthenticationError):
            made.append(kind("refused", refused=True))
        elif kind is PublishError:
            made.append(kind("odd", status_code=400, correlation_id="c-1", advice="correct it"))
        else:
            made.append(kind("something"))
    return made


def raise_it(error: SpokebridgeError) -> None:
    raise error


def same(one: BaseException, other: BaseException) -> bool:
    return type(one) is type(other) and str(one) == str(other) and one.args == other.args and vars(one) == vars(other)


def test_the_tree() -> None:
    assert len(every_error()) > 19
    assert issubclass(errors.ConfigurationError, ValueError)
    for kind in (Timeout, ConnectionFailed):
        assert issubclass(kind, TransportError)
    for answered in (BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, RateLimited, ServerError):
        assert issubclass(answered, ApiError)
    assert issubclass(ServiceUnavailable, ServerError)


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_pickles_and_copies(error: SpokebridgeError) -> None:
    error.report = PublishReport(accepted=2, rejected=[Undelivered(1, ("T-1",), "no", 400, "c-9")])
    error.in_doubt = True
    error.add_note("a note")
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert same(pickle.loads(pickle.dumps(error, protocol)), error)
    assert same(copy.copy(error), error)
    assert same(copy.deepcopy(error), error)


def test_comes_back_from_another_process() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for error in every_error():
            found = pool.submit(raise_it, error).exception(30)
            assert found is not None
            assert same(found, error)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, ApiError),
        (204, ApiError),
        (302, ApiError),
        (400, BadRequest),
        (401, Unauthorized),
        (402, ApiError),
        (403, Forbidden),
        (404, NotFound),
        (405, MethodNotAllowed),
        (413, BadRequest),
        (422, BadRequest),
        (429, RateLimited),
        (499, ApiError),
        (500, ServerError),
        (503, ServiceUnavailable),
        (520, ServerError),
        (561, ServerError),
        (599, ServerError),
        (600, ApiError),
        (999, ApiError),
    ],
)
def test_every_status_has_a_class(status: int, kind: type[ApiError]) -> None:
    assert error_class(status) is kind


def test_an_answer_says_everything() -> None:
    assert str(RateLimited(**ANSWERED, status_code=429)) == (
        "listBills (GET /companies/{company}/bills): HTTP 429, too much; correlation id c-1; 3 attempts; "
        "the server asks to wait 86400 s. Lower the rate, or wait and call again."
    )
    plain: dict[str, Any] = {**ANSWERED, "correlation_id": None, "attempts": 1, "retry_after": None}
    assert str(NotFound(**{**plain, "message": "gone."}, status_code=404)) == (
        "listBills (GET /companies/{company}/bills): HTTP 404, gone; 1 attempt. Check the ids in the call."
    )


def test_a_lost_answer_says_how_often_and_what_to_do() -> None:
    error = ConnectionFailed("listBills (GET /x at host): connect error", operation="listBills")
    assert str(error) == (
        "listBills (GET /x at host): connect error; 1 attempt. Check base_url and the network, then call again."
    )
    error.attempts = 4
    assert "; 4 attempts. Check" in str(error)
    assert str(SchemaDrift("listBills: odd", correlation_id="c-1", attempts=2)).startswith(
        "listBills: odd; correlation id c-1; 2 attempts. Check base_url"
    )


def test_a_list_without_an_end_says_everything() -> None:
    error = PaginationStalled("listBills (GET /x): odd", operation="listBills", correlation_id="c-1", attempts=2)
    assert str(error) == (
        "listBills (GET /x): odd; correlation id c-1; 2 attempts. Go on later with resume=pager.resume_token; when it "
        "stalls again, report it to the service."
    )


def test_a_refused_credential_says_everything() -> None:
    said = {"status_code": 429, "correlation_id": "c-1", "attempts": 4, "retry_after": 3e11}
    assert str(AuthenticationError("getAccessToken (POST /t at h): HTTP 429, busy", **said)) == (
        "getAccessToken (POST /t at h): HTTP 429, busy; correlation id c-1; 4 attempts; "
        "the server asks to wait 300000000000 s. Check token_url, or call again later."
    )
    assert str(AuthenticationError("no", refused=True)).endswith("Check client id, client secret and scopes.")


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (302, "redirects are not followed"),
        (409, "change the call"),
        (499, "may have taken effect"),
        (402, "the server says"),
    ],
)
def test_what_to_do_after_odd_statuses(status: int, advice: str) -> None:
    assert advice in str(ApiError(**ANSWERED, status_code=status))


def test_what_leaves_the_outcome_open() -> None:
    doubtful = {type(error) for error in every_error() if error.in_doubt}
    assert doubtful == {SchemaDrift, ServerError, ServiceUnavailable}
    assert Timeout("x", sent=True).in_doubt
    assert not Timeout("x", sent=False).in_doubt


def test_a_report_raises_what_it_knows() -> None:
    unsent, refused = Undelivered(3, ("T-3",), "amount is missing"), Undelivered(4, ("T-4",), "bad.", 400, "c-9", 2)
    correct = "Put right what report.rejected says, then publish those records again"
    look = "ook whether the server has the records in report.unknown before you publish them again."
    for rejected, unknown, said in [
        ([unsent], [], f"1 of 9 records rejected, 0 unknown; first: record 3 ('T-3',): amount is missing. {correct}."),
        (
            [refused],
            [unsent],
            "1 of 10 records rejected, 1 unknown; first: record 4 ('T-4',): HTTP 400, bad; correlation id c-9; "
            f"2 attempts. {correct}; l{look}",
        ),
        ([], [unsent], f"0 of 9 records rejected, 1 unknown; first: record 3 ('T-3',): amount is missing. L{look}"),
    ]:
        with pytest.raises(PublishError) as caught:
            PublishReport(accepted=8, rejected=rejected, unknown=unknown).raise_for_rejected()
        assert str(caught.value) == said
        first = [*rejected, *unknown][0]
        facts = (caught.value.status_code, caught.value.correlation_id, caught.value.attempts)
        assert facts == (first.status, first.correlation_id, first.attempts)
        assert same(pickle.loads(pickle.dumps(caught.value)), caught.value)
    assert PublishReport(accepted=1).raise_for_rejected().accepted == 1


def test_a_refused_record_says_what_was_asked(sandbox: Sandbox) -> None:
    sandbox.fail("publishSpendData", status=400, message="no such vendor")
    record = {"signatureId": "T-1", "created": 1, "amount": 5, "currency": "USD", "type": "expense", "vendor": "Acme"}
    with Productiv(**sandbox.productiv) as productiv, pytest.raises(PublishError) as caught:
        productiv.spend.publish("figma", [record]).raise_for_rejected()
    asked = "publishSpendData (POST /services/push/v1/customer/apps/{appId}/finance): 1 of 1 records rejected"
    assert str(caught.value).startswith(asked)
    assert caught.value.attempts == 1
