"""Answers about companies, which the simplest calls of the API ask for."""

from __future__ import annotations

from spokebridge.options import RetryPolicy
from tests.support.misbehaving import (
    answer,
)

COMPANIES = answer(body={"status": "ok", "details": [{"id": "c-1", "name": "Tiles"}]})


COMPANY = answer(body={"status": "ok", "details": {"id": "c-1", "name": "Tiles"}})


ONE = RetryPolicy(attempts=1)
