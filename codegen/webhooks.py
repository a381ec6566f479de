"""What the generated `webhooks.py` says of a request that the API sends itself."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.document import Document, DocumentError, Operation, member
from codegen.naming import one_line
from codegen.table import evidence_of


@dataclass(frozen=True)
class Webhook:
    """One row: the operation, the name of its body's model, and the description's examples as Python source."""

    id: str
    summary: str
    evidence: tuple[str, ...]
    body: str
    examples: str


def read_webhooks(document: Document) -> list[Webhook]:
    """Every operation under `webhooks`, in document order. Raises DocumentError naming what is missing."""
    return [_read(document, operation) for operation in document.operations(webhooks=True) if operation.webhook]


def _read(document: Document, operation: Operation) -> Webhook:
    where = f"{operation.pointer}/requestBody"
    content = member(document.resolve(member(operation.node, "requestBody", operation.pointer)), "content", where)
    media = member(content, "application/json", f"{where}/content")
    reference = member(media, "schema", f"{where}/content/application~1json").get("$ref", "")
    name = reference.removeprefix("#/components/schemas/")
    if name not in document.schemas:
        raise DocumentError(f"{where}: the schema is written in place; make it a named component and use $ref")
    return Webhook(
        id=member(operation.node, "operationId", operation.pointer),
        summary=one_line(operation.node.get("summary", "")),
        evidence=tuple(text for text in evidence_of(operation.node, operation.pointer) if text),
        body=name,
        examples=repr({key: document.resolve(node)["value"] for key, node in media.get("examples", {}).items()}),
    )
