from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.changes import diff
from codegen.document import Document

BASE: dict[str, Any] = yaml.safe_load("""
openapi: 3.1.0
info: {title: Bills}
servers: [{url: https://api.example.com}]
paths:
  /bills:
    get:
      operationId: listBills
      tags: [Bills]
      security: [{oauth: [read]}]
      x-retry: {safety: read, x-evidence: {level: official}}
      parameters:
      - {name: top, in: query, schema: {type: integer, maximum: 100, default: 20}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/BillList'}}}}
        '404': {description: gone}
    post:
      operationId: createBill
      tags: [Bills]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewBill'}}}}
      responses: {'204': {description: ok}}
webhooks:
  paid:
    post:
      operationId: receivePaid
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/PaidEvent'}}}}
      responses: {'200': {description: ok}}
components:
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://t, scopes: {read: x, write: x}}}}
  schemas:
    Status: {type: string, x-extensible-enum: [open, paid]}
    Kind: {type: string, enum: [invoice, expense]}
    Cost: {type: object, required: [amount], properties: {amount: {type: number}}}
    Bill:
      type: object
      required: [id]
      properties:
        id: {type: string}
        memo: {type: string}
        status: {$ref: '#/components/schemas/Status'}
        cost: {$ref: '#/components/schemas/Cost'}
    BillList:
      type: object
      properties:
        bills: {type: array, items: {$ref: '#/components/schemas/Bill'}}
        last: {$ref: '#/components/schemas/Bill'}
    NewBill:
      type: object
      required: [kind]
      properties:
        kind: {$ref: '#/components/schemas/Kind'}
        memo: {type: string, maxLength: 50}
        lines: {type: array, items: {type: string}}
        due: {type: string, format: date, x-name: due_on}
    PaidEvent: {type: object, required: [bill], properties: {bill: {type: string}, at: {type: integer}}}
    Unused: {type: object, properties: {x: {type: string}}}
""")

LIST, CREATE = "paths//bills/get", "paths//bills/post"
QUERY = f"{LIST}/parameters/0"
TOP, BILL = "listBills/parameters/query/top", "listBills/responses/200/bills[]"


def at(root: Any, path: str) -> Any:
    for name in path.replace("//", "/~").split("/") if path else []:
        root = root[int(name) if isinstance(root, list) else name.replace("~", "/")]
    return root


def set_(path: str, **members: Any) -> Callable[[Any], None]:
    return lambda root: at(root, path).update(members)


def drop(path: str, name: str) -> Callable[[Any], None]:
    return lambda root: at(root, path).pop(name)


def nothing(_: Any) -> None:
    """Leave the description as it is."""


def turn(path: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        members = list(at(root, path).items())
        at(root, path).clear()
        at(root, path).update(reversed(members))

    return edit


def rename(path: str, old: str, new: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        node = at(root, path)
        node[new] = node.pop(old)
        if old in at(root, path.rpartition("/")[0]).get("required", []):
            at(root, path.rpartition("/")[0])["required"] = [new]

    return edit


def rename_schema(old: str, new: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        text = json.dumps(root).replace(f'schemas/{old}"', f'schemas/{new}"')
        root.clear()
        root.update(json.loads(text))
        root["components"]["schemas"][new] = root["components"]["schemas"].pop(old)

    return edit


def schema(name: str, *properties: str) -> str:
    return "/".join([f"components/schemas/{name}", *(f"properties/{name}" for name in properties)])


def fields(name: str) -> str:
    return f"{schema(name)}/properties"


def changes(*edits: Callable[[Any], Any]) -> list[diff.Change]:
    new = copy.deepcopy(BASE)
    for edit in edits:
        edit(new)
    return diff.diff(Document(Path("old.yaml"), BASE), Document(Path("new.yaml"), new))


ERROR = {"description": "no", "content": {"application/json": {"schema": {"type": "object"}}}}

# One row per line of the policy table: the edit, the one change it makes, its level.
POLICY = [
    # operations
    (drop("paths//bills", "get"), "listBills", "removed", "major"),
    (set_(LIST, operationId="getBills"), "listBills", "renamed", "major"),
    (set_("paths", **{"/x": {"get": {"operationId": "getX", "responses": {}}}}), "getX", "added", "minor"),
    (rename("paths", "/bills", "/v2/bills"), "listBills/path", "changed", "patch"),
    (set_("servers/0", url="https://b"), "/servers", "changed", "patch"),
    (set_(LIST, deprecated=True), "listBills", "changed", "minor"),
    (set_(LIST, tags=["Money"]), "/modules/listBills", "changed", "major"),
    (set_(f"{LIST}/x-retry", safety="unsafe"), "/sdk/listBills/x-retry", "changed", "patch"),
    # security
    (set_(LIST, security=[{"oauth": ["read", "write"]}]), "listBills/security", "changed", "major"),
    (set_(LIST, security=[{"oauth": []}]), "listBills/security", "changed", "patch"),
    (set_("components/securitySchemes", key={"type": "http"}), "/securitySchemes/key", "added", "minor"),
    (set_("components/securitySchemes/oauth", type="http"), "/securitySchemes/oauth", "changed", "major"),
    # parameters and requests: the caller writes
    (set_(QUERY, required=True), TOP, "changed", "major"),
    (set_(QUERY, name="limit"), TOP, "renamed", "major"),
    (set_(f"{QUERY}/schema", type="number"), TOP, "changed", "minor"),
    (set_(f"{QUERY}/schema", maximum=50), TOP, "changed", "major"),
    (set_(f"{QUERY}/schema", maximum=500), TOP, "changed", "minor"),
    (set_(f"{QUERY}/schema", minimum=1), TOP, "changed", "major"),
    (drop(f"{QUERY}/schema", "maximum"), TOP, "changed", "minor"),
    (set_(f"{QUERY}/schema", default=50), TOP, "changed", "major"),
    (drop(f"{QUERY}/schema", "default"), TOP, "changed", "major"),
    (drop(f"{QUERY}/schema", "type"), TOP, "changed", "minor"),
    (set_(fields("NewBill"), vat={"type": "number"}), "createBill/request/vat", "added", "minor"),
    (set_(schema("NewBill"), required=["kind", "memo"]), "createBill/request/memo", "changed", "major"),
    (set_(schema("NewBill"), required=[]), "createBill/request/kind", "changed", "minor"),
    (drop(fields("NewBill"), "lines"), "createBill/request/lines", "removed", "major"),
    (set_(schema("NewBill", "memo"), type=["string", "null"]), "createBill/request/memo", "changed", "minor"),
    (set_(schema("NewBill", "memo"), format="email"), "createBill/request/memo", "changed", "patch"),
    (set_(schema("NewBill", "memo"), format="uuid"), "createBill/request/memo", "changed", "major"),
    (set_(schema("NewBill", "memo"), pattern="^a"), "createBill/request/memo", "changed", "major"),
    (set_(schema("NewBill", "memo"), enum=["a"]), "createBill/request/memo", "changed", "major"),
    (set_(schema("NewBill", "due"), **{"x-name": "due"}), "/attributes/NewBill/due", "changed", "major"),
    (set_(schema("Kind"), enum=["invoice", "expense", "other"]), "createBill/request/kind", "changed", "minor"),
    (set_(schema("Kind"), enum=["invoice"]), "createBill/request/kind", "changed", "major"),
    (drop(schema("Kind"), "enum"), "createBill/request/kind", "changed", "minor"),
    (rename(schema("Kind"), "enum", "x-extensible-enum"), "createBill/request/kind", "changed", "minor"),
    (drop(f"{CREATE}/requestBody", "required"), "createBill/request", "changed", "minor"),
    # answers: the caller reads
    (set_(fields("Bill"), vat={"type": "number"}), f"{BILL}/vat", "added", "minor"),
    (drop(fields("Bill"), "memo"), f"{BILL}/memo", "removed", "major"),
    (rename(fields("Bill"), "memo", "note"), f"{BILL}/memo", "renamed", "major"),
    (set_(schema("Bill"), required=[]), f"{BILL}/id", "changed", "major"),
    (set_(schema("Bill"), required=["id", "memo"]), f"{BILL}/memo", "changed", "minor"),
    (set_(schema("Bill", "memo"), type=["string", "null"]), f"{BILL}/memo", "changed", "major"),
    (set_(schema("Bill", "memo"), maxLength=5), f"{BILL}/memo", "changed", "patch"),
    (set_(schema("Bill", "memo"), format="date"), f"{BILL}/memo", "changed", "major"),
    (set_(schema("Bill", "memo"), type="array"), f"{BILL}/memo", "changed", "major"),
    (set_(schema("Cost", "amount"), format="decimal"), f"{BILL}/cost/amount", "changed", "major"),
    (set_(schema("Status"), **{"x-extensible-enum": ["open", "paid", "void"]}), f"{BILL}/status", "changed", "minor"),
    (set_(schema("Status"), **{"x-extensible-enum": ["open"]}), f"{BILL}/status", "changed", "major"),
    (rename(schema("Status"), "x-extensible-enum", "enum"), f"{BILL}/status", "changed", "minor"),
    (drop(schema("Status"), "x-extensible-enum"), f"{BILL}/status", "changed", "major"),
    (drop(schema("Bill", "memo"), "type"), f"{BILL}/memo", "changed", "major"),
    (set_(f"{LIST}/responses", **{"429": {"description": "slow"}}), "listBills/responses/429", "added", "patch"),
    (drop(f"{LIST}/responses", "404"), "listBills/responses/404", "removed", "patch"),
    (set_(f"{LIST}/responses", **{"409": ERROR}), "listBills/responses/409", "added", "patch"),
    (set_(f"{LIST}/responses", **{"201": ERROR}), "listBills/responses/201", "added", "major"),
    (drop(f"{LIST}/responses", "200"), "listBills/responses/200", "removed", "major"),
    (drop(f"{LIST}/responses/200", "content"), "listBills/responses/200", "changed", "major"),
    (
        set_(f"{CREATE}/responses/204", content={"application/json": {"schema": {"type": "object"}}}),
        "createBill/responses/204",
        "changed",
        "minor",
    ),
    (
        set_(fields("Bill"), status={"anyOf": [{"$ref": "#/components/schemas/Status"}, {"type": "null"}]}),
        f"{BILL}/status",
        "changed",
        "major",
    ),
    # webhooks turn the direction around
    (set_(schema("PaidEvent"), required=[]), "/webhooks/receivePaid/request/bill", "changed", "major"),
    (set_(schema("PaidEvent"), required=["bill", "at"]), "/webhooks/receivePaid/request/at", "changed", "minor"),
    # models
    (rename_schema("Cost", "Money"), "/models/Cost", "renamed", "major"),
    (drop("components/schemas", "Unused"), "/models/Unused", "removed", "major"),
    (set_("components/schemas", New={"type": "object"}), "/models/New", "added", "minor"),
    (set_(fields("Unused"), y={"type": "string"}), "/models/Unused/y", "added", "minor"),
]


@pytest.mark.parametrize(("edit", "path", "kind", "level"), POLICY)
def test_policy(edit: Callable[[Any], None], path: str, kind: str, level: str) -> None:
    found = changes(edit)
    assert [(change.path, change.kind, change.level) for change in found] == [(path, kind, level)]
    assert diff.verdict(found) == level


@pytest.mark.parametrize(
    "edit",
    [
        nothing,
        set_("info", title="Other", description="prose"),
        set_(LIST, summary="prose", description="prose"),
        set_(f"{LIST}/x-retry", **{"x-evidence": {"level": "inferred"}}),
        set_(schema("Bill", "memo"), description="prose", examples=["x"]),
        set_(schema("Kind"), enum=["expense", "invoice"]),
        turn("components/schemas"),
    ],
)
def test_what_nobody_notices_is_no_change(edit: Callable[[Any], None]) -> None:
    assert changes(edit) == []
    assert diff.verdict([]) == "none"


def test_a_change_in_a_component_is_told_once_and_says_where_else() -> None:
    [change] = changes(set_(fields("Cost"), currency={"type": "string"}))
    assert change.path == f"{BILL}/cost/currency"
    assert set(change.also) == {
        "listBills/responses/200/last/cost/currency",
        "/models/Cost/currency",
        "/models/Bill/cost/currency",
        "/models/BillList/bills[]/cost/currency",
        "/models/BillList/last/cost/currency",
    }


def test_a_component_that_is_written_and_read_is_judged_by_the_worse() -> None:
    old = copy.deepcopy(BASE)
    at(old, f"{CREATE}/requestBody/content")["application/json"]["schema"]["$ref"] = "#/components/schemas/Bill"
    new = copy.deepcopy(old)
    set_(schema("Bill"), required=["id", "memo"])(new)
    [change] = diff.diff(Document(Path("old"), old), Document(Path("new"), new))
    assert change.level == "major"  # harmless for readers, but writers have to add it


def test_closing_an_enumeration_that_the_caller_writes_breaks() -> None:
    old = copy.deepcopy(BASE)
    rename(schema("Kind"), "enum", "x-extensible-enum")(old)
    [change] = diff.diff(Document(Path("old"), old), Document(Path("new"), BASE))
    assert (change.level, change.why) == ("major", "no other value is accepted any more")


def test_rename_of_an_operation_hides_no_other_change() -> None:
    found = changes(set_(LIST, operationId="getBills"), set_(QUERY, required=True))
    assert [(change.path, change.kind) for change in found] == [
        ("listBills", "renamed"),
        ("getBills/parameters/query/top", "changed"),
    ]
    assert (found[0].old, found[0].new) == ("listBills", "getBills")


def test_two_alike_fields_are_not_guessed_to_be_a_rename() -> None:
    properties = fields("PaidEvent")
    found = changes(set_(properties, a={"type": "integer"}, b={"type": "integer"}), drop(properties, "at"))
    assert sorted((change.path, change.kind) for change in found) == [
        ("/webhooks/receivePaid/request/a", "added"),
        ("/webhooks/receivePaid/request/at", "removed"),
        ("/webhooks/receivePaid/request/b", "added"),
    ]


def test_breaking_changes_come_first_and_decide_the_exit_code(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    changed = copy.deepcopy(BASE)
    set_(f"{LIST}/responses", **{"429": {"description": "slow"}})(changed)
    set_(fields("NewBill"), vat={"type": "number"})(changed)
    old.write_text(yaml.safe_dump(BASE), encoding="utf-8")
    new.write_text(yaml.safe_dump(changed), encoding="utf-8")
    out = io.StringIO()
    assert diff.run(old, new, as_json=False, out=out) == 0
    assert out.getvalue().splitlines() == [
        "minor added    createBill/request/vat (and 1 more place): number (existing code goes on as before)",
        "patch added    listBills/responses/429: none (errors are raised alike)",
        "2 changes, 0 breaking; verdict: minor",
    ]
    drop("paths//bills", "post")(changed)
    new.write_text(yaml.safe_dump(changed), encoding="utf-8")
    out = io.StringIO()
    assert diff.run(old, new, as_json=True, out=out) == 1
    report = json.loads(out.getvalue())
    assert report["verdict"] == "major"
    assert report["changes"][0] == {
        "path": "createBill",
        "kind": "removed",
        "level": "major",
        "old": "operation",
        "new": None,
        "why": "code that uses it fails",
        "also": [],
        "breaking": True,
    }
