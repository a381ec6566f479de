"""The page of operations: no empty cell, every operation once, and each test that it names is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from codegen.apis import APIS, ROOT, Api
from codegen.document import Document, Node
from codegen.pages import COLUMNS, OPERATIONS, operations_page

DOCUMENTS = [(api, Document.load(api.spec())) for api in APIS.values()]


def rows(page: str) -> list[list[str]]:
    """The cells of every row of a table, without its head."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")
    ]
    return [row for row in cells if row != list(COLUMNS) and set(row) != {"---"}]


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / OPERATIONS).read_text(encoding="utf-8")


def test_the_page_is_the_one_that_the_build_makes(page: str) -> None:
    assert page == operations_page(DOCUMENTS)
    assert "```" not in page


def test_every_cell_is_filled(page: str) -> None:
    for row in rows(page):
        assert len(row) == len(COLUMNS)
        assert all(row), row


def test_every_operation_has_a_row_in_the_order_of_its_tag(page: str) -> None:
    expected = []
    for _, document in DOCUMENTS:
        tags = [tag["name"] for tag in document.root["tags"]]
        found = sorted(document.operations(), key=lambda operation: tags.index(operation.node["tags"][0]))
        expected += [f"`{operation.method.upper()} {operation.path}`" for operation in found]
    assert [row[0] for row in rows(page)] == expected


def test_each_named_test_exists(page: str) -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    files = ["tests/_async/test_operations.py", "tests/_sync/test_operations.py"]
    done = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    collected = set(done.stdout.splitlines())
    named = [row[COLUMNS.index("test")].strip("`") for row in rows(page)]
    assert len(set(named)) == len(named)
    assert set(named) <= collected
    assert {name.replace("_async", "_sync") for name in named} <= collected


def described(**members: Node) -> tuple[Api, Document]:
    operation = {
        "operationId": "listThings",
        "tags": ["Things"],
        "x-sdk-method": "things.list",
        "x-evidence": {"level": "official", "source": "S1"},
        "x-retry": {"safety": "read", "reason": "Reads only."},
        "responses": {},
        **members,
    }
    root = {
        "info": {"title": "Thing API", "summary": "Things."},
        "tags": [{"name": "Things"}, {"name": "Unused"}],
        "security": [{"key": []}],
        "x-sources": {name: {"title": f"Title of {name}", "kind": "page"} for name in ("S1", "S2", "S3")},
        "paths": {"/things": {"get": operation}},
    }
    return APIS["productiv"], Document(ROOT / "things.yaml", root)


@pytest.mark.parametrize(
    ("members", "limits"),
    [
        ({}, "none known"),
        ({"x-record-limit": {"records": 1000, "property": "things"}}, "1,000 records a request"),
        ({"x-record-limit": {"records": 5, "bytes": 2000, "property": "x"}}, "5 records and 2,000 bytes a request"),
        (
            {"x-rate-limit": {"requests": 20, "seconds": 1, "x-evidence": {"level": "inferred", "source": "S2"}}},
            "20 requests in 1 s (inferred, S2)",
        ),
        (
            {"x-rate-limit": {"requests": 20, "seconds": 1, "x-evidence": {"level": "official", "source": "S1"}}},
            "20 requests in 1 s",
        ),
        ({"x-pagination": {"style": "after"}}, "page size unknown"),
        ({"x-pagination": {"style": "whole-list"}}, "one answer holds all"),
        ({"x-pagination": {"style": "page-token", "maximum": 500}}, "page: at most 500"),
        ({"x-pagination": {"style": "offset", "default": 10}}, "page: 10 unless asked for more"),
    ],
)
def test_limits_in_words(members: Node, limits: str) -> None:
    page = operations_page([described(**members)])
    ((operation, method, scope, evidence, found, retry, _),) = rows(page)
    assert (operation, method, scope) == ("`GET /things`", "`productiv.things.list`", "none (key)")
    assert (evidence, found, retry) == ("official, S1", limits, "read")
    assert "### Unused" not in page
    assert ("`S2`" in page) == ("S2" in limits)
    assert "`S3`" not in page
