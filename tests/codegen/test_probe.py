"""The package built from the probe imports and behaves: what is odd in a description survives the generators."""

from __future__ import annotations

import inspect
import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any

import httpx
import pytest

from codegen.document import Document
from tests.support.json_values import differences, exact
from tests.support.spec_samples import sample

from .conftest import PROBE
