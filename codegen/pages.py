"""The page of the documentation that is a table of facts: written from the descriptions, compared by `check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen.apis import Api
from codegen.document import Document, Node, Operation, member
from codegen.naming import one_line
from codegen.table import security_of

OPERATIONS = "docs/operations.md"
COVERED_BY = "tests/_async/test_operations.py::test_operation[{id}]"
COLUMNS = ("operation", "SDK method", "scope", "evidence", "limits", "retry", "test")

_INTRODUCTION = """\
# Operations

<!-- Made by `python -m codegen build` from specs/*/openapi.yaml; change those. -->

Every operation of both APIs, how to call it and how sure its description is. `python -m codegen build` makes this page
from `specs/productiv/openapi.yaml` and `specs/ninespokes/openapi.yaml`, and `python -m codegen check` fails when it is
out of date. The same facts are at hand at run time: `spokebridge.operations.operations()`.

- **SDK method** is a method of `Productiv` or `NineSpokes`, and of their asynchronous twins. `automatic`: the client
  makes the request by itself. Where operations share a method, the versions in their paths are picked with
  `apps_version`, or they are steps of one call.
- **Scope** is what the OAuth 2 credential has to be granted, below `https://api.productiv.com/`; `none (key)` where a
  key opens everything.
- **Evidence** is a level and a source. `official`: read in full on an official page; `official-head`: on an official
  page of which only the head could be read; `inferred`: a deduction; `unconfirmed`: only a third party says so.
- **Limits** are those of one request, those of the rate, and those of a page, with their evidence where it differs from
  that of the operation; `none known` where no source has any.
- **Retry** says what makes sending a request again safe. Only an `unsafe` one is never sent again after its answer may
  have been lost.
- **Test** is the one that calls the method against the examples of the description, in the asynchronous half;
  `tests/_sync` has its twin. Each name can be given to pytest.
"""


def operations_page(documents: Iterable[tuple[Api, Document]]) -> str:
    """The page as Markdown."""
    sections = (text for api, document in documents for text in _section(api, document))
    return "\n".join([_INTRODUCTION, *sections])


def _section(api: Api, document: Document) -> Iterator[str]:
    info, found = document.root["info"], list(document.operations())
    yield f"## {info['title']}\n"
    summary = one_line(member(info, "summary", f"{document.file}: #/info"))
    yield f"{summary.rstrip('.')}. {len(found)} operations, called on `{api.name}`.\n"
    for tag in member(document.root, "tags", f"{document.file}: #"):
        tagged = [operation for operation in found if operation.node["tags"] == [tag["name"]]]
        if tagged:
            yield f"### {tag['name']}\n"
            yield _row(COLUMNS)
            yield _row("---" for _ in COLUMNS)
            yield from (_row(_cells(api, document, operation)) for operation in tagged)
            yield ""
    yield "Sources named above:\n"
    yield from (f"- `{name}`: {title}" for name, title in _sources(document, found))
    yield ""


def _cells(api: Api, document: Document, operation: Operation) -> tuple[str, ...]:
    node = operation.node
    return (
        f"`{operation.method.upper()} {operation.path}`",
        _method(api, member(node, "x-sdk-method", f"{document.file}: {operation.pointer}")),
        _scope(document, operation),
        _evidence(node["x-evidence"]),
        "; ".join(_limits(node)) or "none known",
        node["x-retry"]["safety"],
        f"`{COVERED_BY.format(id=operation.id)}`",
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _method(api: Api, name: str) -> str:
    return f"automatic {name}" if name.startswith("(") else f"`{api.name}.{name}`"


def _scope(document: Document, operation: Operation) -> str:
    requirements = security_of(document, operation)
    if not requirements:
        return "none"
    scopes = [scope for scheme in requirements for scopes in scheme.values() for scope in scopes]
    return ", ".join(f"`{scope.rsplit('/', 1)[-1]}`" for scope in scopes) or "none (key)"


def _evidence(node: Node) -> str:
    return f"{node['level']}, {node['source']}"


def _limits(node: Node) -> Iterator[str]:
    own = node["x-evidence"]
    if record := node.get("x-record-limit"):
        counts = [f"{record[what]:,} {what}" for what in ("records", "bytes") if what in record]
        yield f"{' and '.join(counts)} a request{_aside(record, own)}"
    if rate := node.get("x-rate-limit"):
        yield f"{rate['requests']} requests in {rate['seconds']} s{_aside(rate, own)}"
    if pages := node.get("x-pagination"):
        sizes = (("at most {:,}", pages.get("maximum")), ("{:,} unless asked for more", pages.get("default")))
        known = [text.format(size) for text, size in sizes if size is not None]
        whole = "one answer holds all" if pages["style"] == "whole-list" else "page size unknown"
        yield f"page: {', '.join(known)}" if known else whole


def _aside(limit: Node, own: Node) -> str:
    evidence = limit.get("x-evidence", own)
    same = (evidence["level"], evidence["source"]) == (own["level"], own["source"])
    return "" if same else f" ({_evidence(evidence)})"


def _sources(document: Document, operations: Iterable[Operation]) -> Iterator[tuple[str, str]]:
    """The sources that the rows name, in the order of the document."""
    members = ("x-record-limit", "x-rate-limit")
    holders = [node for operation in operations for node in (operation.node, *map(operation.node.get, members)) if node]
    named = {node["x-evidence"]["source"] for node in holders if "x-evidence" in node}
    for name, source in document.root["x-sources"].items():
        if name in named:
            yield name, f"{one_line(source['title'])} ({source['kind']})"
