# Derived from tests/_async/productiv/test_applications.py by `python -m codegen build`; edit that file instead.
"""Setting up an application, which only a third party describes."""

from __future__ import annotations

import warnings

import pytest
from spokebridge import Productiv, evidence
from spokebridge.errors import ConfigurationError, UnconfirmedOperation
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def nothing_warned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_warned", set())


def test_warns_once_and_points_at_the_caller(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            first = productiv.applications.setup("Planner", description="Plans", category="Travel")
            productiv.applications.setup("Planner 2", url="https://planner.example.com")
            productiv.apps.list()
    assert first.app_id in sandbox.productiv_store.app_ids
    (warning,) = caught
    assert warning.category is UnconfirmedOperation
    assert str(warning.message).startswith(
        "setupApplication (POST /services/push/v1/customer/apps) is known from a third"
    )
    assert "spokebridge" not in warning.filename.split("extensions")[-1] or "tests" in warning.filename


def test_a_warning_as_error_stops_every_call(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        for _ in range(2):
            with pytest.raises(UnconfirmedOperation):
                productiv.applications.setup("Planner")
    assert sandbox.count("setupApplication") == 0


def test_refuses_an_empty_name(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        with pytest.raises(ConfigurationError, match="name is empty"):
            productiv.applications.setup("")


def test_says_so_in_its_docstring() -> None:
    from spokebridge._sync.productiv.applications import Applications

    assert "Unconfirmed" in (Applications.setup.__doc__ or "")
