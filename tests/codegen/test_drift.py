from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.document import Document, DocumentError
from codegen.upstream import drift
from codegen.upstream.claims import spelled_out
from codegen.upstream.ledger import Entry, Ledger, LedgerError, load_ledger
from codegen.upstream.report import DriftReport

# What a vendor published, what we hold to be true, and why the two differ.
VENDOR: dict[str, Any] = yaml.safe_load("""
openapi: 3.0.3
info: {title: Bills}
servers: [{url: https://api.example.com}, {url: https://login.example.com}]
security: [{token: []}]
paths:
  /v1/bills:
    get:
      operationId: listBills
      parameters:
      - {name: page, in: query, schema: {type: integer, maximum: 9}}
      - {name: since, in: query, required: true, schema: {type: string, format: date}}
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                properties:
                  bills: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/Bill'}}
                  next: {type: string}
        '401': {description: no}
  /v1/bill:
    post:
      operationId: postBill
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [data]
              properties:
                data: {type: array, items: {type: object, properties: {sum: {type: number}, text: {type: string}}}}
      responses: {'200': {description: ok}, '401': {description: no}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Bill:
      type: object
      required: [id]
      properties:
        id: {type: string}
        kind: {type: string, enum: [invoice, expense]}
        total: {type: number}
        memo: {type: string}
""")

OURS: dict[str, Any] = yaml.safe_load("""
openapi: 3.1.0
info: {title: Bills}
servers: [{url: https://api.example.com}]
x-sources: {S1: {}}
paths:
  /v1/bills:
    get:
      operationId: listBills
      security: [{token: [read]}]
      parameters:
      - {name: page, in: query, schema: {type: integer, maximum: 9}}
      - {name: since, in: query, required: true, schema: {type: string, format: date}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/BillList'}}}}
        '401': {description: no}
  /v1/bills/new:
    post:
      operationId: createBill
      security: [{token: [write]}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewBills'}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Created'}}}}
        '401': {description: no}
  /v1/bills/{id}:
    delete:
      operationId: deleteBill
      security: [{token: [write]}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: gone}, '401': {description: no}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    BillList:
      properties:
        bills: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/Bill'}}
        next: {type: [string, 'null']}
    Bill:
      type: object
      required: [id]
      properties:
        id: {type: string}
        kind: {type: string, enum: [expense, invoice]}
        total: {type: number, format: decimal}
        memo: {type: string}
    NewBill: {type: object, required: [amount], properties: {amount: {type: number, format: decimal}}}
    NewBills: {required: [records], properties: {records: {type: array, items: {$ref: '#/components/schemas/NewBill'}}}}
    Created: {properties: {id: {type: string}}}
""")

COMMON = {"source": "S1", "confidence": "high", "date": "2026-01-31", "why": "Because the page says so."}
LEDGER: dict[str, Any] = yaml.safe_load("""
operations:
- {id: O1, theirs: postBill, ours: createBill}
description:
- {id: D1, pointer: /servers, theirs: [https://api.example.com, https://login.example.com], ours: https://api.example.com}
- {id: D2, pointer: '*/security', theirs: token, ours: present}
- {id: D3, pointer: createBill/path, theirs: /v1/bill, ours: /v1/bills/new}
- {id: D4, pointer: createBill/request, theirs: {data!: [{sum: number, text: string}]}, ours: {records!: [NewBill]}}
- {id: D5, pointer: createBill/responses/200, theirs: none, ours: Created}
- {id: D6, pointer: deleteBill, theirs: absent, ours: present}
- {id: D7, pointer: 'listBills/responses/200/bills[]/total', theirs: number, ours: number(decimal)}
- {id: D8, pointer: listBills/responses/200/next, theirs: string, ours: string|null}
""")
for rows in LEDGER.values():
    for row in rows:
        row.update(COMMON)

LIST, POST = "paths|/v1/bills|get", "paths|/v1/bill|post"
ANSWER = f"{LIST}|responses|200|content|application/json|schema|properties"
BODY = f"{POST}|requestBody|content|application/json|schema|properties"
BILL, RECORD = "components|schemas|Bill|properties", f"{BODY}|data|items|properties"


def at(root: Any, path: str) -> Any:
    for name in path.split("|") if path else []:
        root = root[int(name) if isinstance(root, list) else name]
    return root


def put(path: str, **members: Any) -> Callable[[Any], None]:
    return lambda root: at(root, path).update(members)


def drop(path: str, name: str | int) -> Callable[[Any], None]:
    return lambda root: at(root, path).pop(name)


def turn(path: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        members = list(at(root, path).items())
        at(root, path).clear()
        at(root, path).update(reversed(members))

    return edit


def rename(path: str, old: str, new: str) -> Callable[[Any], None]:
    return lambda root: at(root, path).update({new: at(root, path).pop(old)})


def ledger(root: dict[str, Any] = LEDGER) -> Ledger:
    sections = {name: tuple(Entry(**entry) for entry in entries) for name, entries in root.items()}
    return Ledger(Path("corrections.yaml"), **sections)


def run(vendor: Callable[[Any], Any], ours: Callable[[Any], Any] | None = None, book: Any = LEDGER) -> DriftReport:
    theirs, own = copy.deepcopy(VENDOR), copy.deepcopy(OURS)
    vendor(theirs)
    if ours:
        ours(own)
    return drift.drift(Document(Path("vendor.yaml"), theirs), Document(Path("ours.yaml"), own), ledger(book))


def nothing(_: Any) -> None:
    """Leave the vendor's description as it is."""


def test_the_ledger_explains_every_difference() -> None:
    report = run(nothing)
    assert report.findings == ()
    assert report.ok
    assert report.explained > 0


def test_without_a_ledger_every_difference_shows() -> None:
    found = {finding.path: finding for finding in run(nothing, book={}).findings}
    assert set(found) == {
        "/servers",
        "listBills/security",
        "listBills/responses/200/bills[]/total",
        "listBills/responses/200/next",
        "createBill",
        "deleteBill",
        "postBill",
    }
    assert '{"pointer": "listBills/responses/200/next", "theirs": "string", "ours": "present"}' in (
        found["listBills/responses/200/next"].hint
    )


BILLS, QUERY, DATA = "listBills/responses/200/bills[]", "listBills/parameters/query", "createBill/request/data[]"
SERVERS = "https://api.example.com, https://login.example.com"

# One change each: the path it is named by, what was known, what the vendor has now, the entry it concerns.
MUTATIONS = [
    # what we and the vendor agreed on
    (rename(BILL, "memo", "note"), f"{BILLS}/memo", "string", "string", None),
    (drop(BILL, "memo"), f"{BILLS}/memo", "string", "nothing", None),
    (put(BILL, vat={"type": "number"}), f"{BILLS}/vat", "nothing", "number", None),
    (put(f"{BILL}|memo", type="integer"), f"{BILLS}/memo", "string", "integer", None),
    (put(f"{BILL}|memo", format="uuid"), f"{BILLS}/memo", "string", "string(uuid)", None),
    (put(f"{BILL}|memo", nullable=True), f"{BILLS}/memo", "string", "string|null", None),
    (put(f"{BILL}|memo", type="object"), f"{BILLS}/memo", "string", "object", None),
    (put("components|schemas|Bill", required=[]), f"{BILLS}/id", "string!", "string", None),
    (put(f"{BILL}|kind", enum=["invoice"]), f"{BILLS}/kind", "string{expense,invoice}", "string{invoice}", None),
    (
        put(f"{ANSWER}|bills", maxItems=50),
        "listBills/responses/200/bills",
        "array maxItems=100",
        "array maxItems=50",
        None,
    ),
    (drop(f"{ANSWER}|bills", "maxItems"), "listBills/responses/200/bills", "array maxItems=100", "array", None),
    (drop(ANSWER, "bills"), "listBills/responses/200/bills", "array maxItems=100", "nothing", None),
    (put(f"{LIST}|parameters|0", name="number"), f"{QUERY}/page", "integer maximum=9", "integer maximum=9", None),
    (put(f"{LIST}|parameters|0", required=True), f"{QUERY}/page", "integer maximum=9", "integer! maximum=9", None),
    (put(f"{LIST}|parameters|1", **{"in": "header"}), f"{QUERY}/since", "string(date)!", "string(date)!", None),
    (drop(f"{LIST}|parameters", 1), f"{QUERY}/since", "string(date)!", "nothing", None),
    (rename("paths", "/v1/bills", "/v2/bills"), "listBills/path", "/v1/bills", "/v2/bills", None),
    (rename("paths|/v1/bills", "get", "put"), "listBills/method", "get", "put", None),
    (drop(f"{LIST}|responses", "401"), "listBills/responses/401", "none", "nothing", None),
    (rename(f"{LIST}|responses", "401", "403"), "listBills/responses/401", "none", "none", None),
    (put(f"{LIST}|responses", **{"429": {"description": "x"}}), "listBills/responses/429", "nothing", "none", None),
    (
        put("components|securitySchemes|token", scheme="basic"),
        "/securitySchemes/token",
        "http bearer",
        "http basic",
        None,
    ),
    (put("components|securitySchemes", key={"type": "http"}), "/securitySchemes/key", "nothing", "http", None),
    (put(LIST, servers=[{"url": "https://x"}]), "listBills/servers", "nothing", "https://x", None),
    (put("paths", **{"/x": {"get": {"operationId": "getX", "responses": {}}}}), "getX", "nothing", "operation", None),
    (drop("paths|/v1/bills", "get"), "listBills", "operation", "nothing", None),
    # what the ledger records
    (put("servers|0", url="https://b"), "/servers", SERVERS, SERVERS.replace("api.example.com", "b"), "D1"),
    (put(POST, security=[]), "createBill/security", "token", "none", "D2"),
    (rename("paths", "/v1/bill", "/v1/invoice"), "createBill/path", "/v1/bill", "/v1/invoice", "D3"),
    (rename(RECORD, "sum", "amount"), f"{DATA}/sum", "number", "number", "D4"),
    (drop(POST, "requestBody"), "createBill/request", "object", "nothing", "D4"),
    (drop(RECORD, "text"), f"{DATA}/text", "string", "nothing", "D4"),
    (put(RECORD, due={"type": "string"}), f"{DATA}/due", "nothing", "string", "D4"),
    (put(f"{RECORD}|sum", type="integer"), f"{DATA}/sum", "number", "integer", "D4"),
    (put(f"{BODY}|data", maxItems=5), "createBill/request/data", "array!", "array! maxItems=5", "D4"),
    (rename(BODY, "data", "rows"), "createBill/request/data", "array!", "array", "D4"),
    (
        put(f"{POST}|responses", **{"200": {"description": "x", "content": {"text/csv": {}}}}),
        "createBill/responses/200",
        "none",
        "any content=text/csv",
        "D5",
    ),
    (put(f"{BILL}|total", type="string"), f"{BILLS}/total", "number", "string", "D7"),
    (put(f"{ANSWER}|next", type="integer"), "listBills/responses/200/next", "string", "integer", "D8"),
    # operations under another name
    (put(LIST, operationId="getBills"), "listBills/operationId", "listBills", "getBills", None),
    (put(POST, operationId="addBill"), "createBill/operationId", "postBill", "addBill", "O1"),
    (drop(LIST, "operationId"), "listBills/operationId", "listBills", "get /v1/bills", None),
]


@pytest.mark.parametrize(("edit", "path", "recorded", "vendor", "entry"), MUTATIONS)
def test_one_change_is_one_finding(
    edit: Callable[[Any], None], path: str, recorded: str, vendor: str, entry: str | None
) -> None:
    report = run(edit)
    [finding] = report.findings
    assert (finding.status, finding.path, finding.entry) == ("unexplained", path, entry)
    assert (str(finding.recorded).strip("`"), str(finding.vendor).strip("`")) == (recorded, vendor)
    assert finding.hint
    assert not report.ok


@pytest.mark.parametrize(
    "edit",
    [
        put("info", title="Other", description="prose"),
        put(LIST, summary="prose", tags=["x"], **{"x-tool": 1}),
        put(f"{BILL}|memo", description="prose", example="x"),
        put(f"{BILL}|kind", enum=["expense", "invoice"]),
        turn("paths"),
    ],
)
def test_prose_and_order_are_no_news(edit: Callable[[Any], None]) -> None:
    assert run(edit).findings == ()


def test_vendor_that_catches_up_makes_an_entry_obsolete_and_nothing_worse() -> None:
    report = run(put(f"{BILL}|total", format="decimal"))
    [finding] = report.findings
    assert (finding.status, finding.entry, finding.hint) == ("obsolete", "D7", "delete D7")
    assert report.ok


def test_vendor_that_catches_up_in_part_names_the_part() -> None:
    report = run(drop("servers", 1))
    assert [(finding.status, finding.entry) for finding in report.findings] == [("obsolete", "D1")]
    report = run(put(f"{BODY}", data={"type": "array", "items": {"type": "object"}}))
    assert {finding.path for finding in report.findings} == {
        "createBill/request/data[]/sum",
        "createBill/request/data[]/text",
    }
    report = run(drop(BODY, "data"))
    [finding] = report.findings
    assert (finding.status, finding.entry, finding.path) == ("obsolete", "D4", "createBill/request/data")
    assert "narrow" in finding.hint


def test_vendor_that_adds_what_only_we_had() -> None:
    def edit(root: Any) -> None:
        root["paths"]["/v1/bills/{id}"] = copy.deepcopy(OURS["paths"]["/v1/bills/{id}"])

    report = run(edit)
    assert [(finding.status, finding.entry) for finding in report.findings] == [("obsolete", "D6")]

    def edit_badly(root: Any) -> None:
        edit(root)
        root["paths"]["/v1/bills/{id}"]["delete"]["parameters"][0]["schema"]["type"] = "integer"

    report = run(edit_badly)
    unexplained = [finding for finding in report.findings if finding.status == "unexplained"]
    assert [(finding.path, finding.vendor) for finding in unexplained] == [
        ("deleteBill/parameters/path/id", "`integer!`")
    ]


def test_vendor_that_takes_over_our_operation_id() -> None:
    report = run(put(POST, operationId="createBill"))
    assert [(finding.status, finding.entry) for finding in report.findings] == [("obsolete", "O1")]


def test_entry_about_every_operation_leaves_alone_where_both_agree() -> None:
    assert run(put(LIST, security=[{"token": ["read"]}])).findings == ()
    [finding] = run(put(POST, security=[])).findings
    assert finding.hint.endswith('{"pointer": "createBill/security", "theirs": "none", "ours": "present"}')


def test_entry_about_every_operation_speaks_only_where_we_have_what_it_says() -> None:
    book = copy.deepcopy(LEDGER)
    book["description"].append({**COMMON, "id": "D9", "pointer": "*/responses/401", "theirs": "none", "ours": "any"})

    def ours(root: Any) -> None:
        at(root, "paths|/v1/bills|get|responses|401")["content"] = {"application/json": {}}

    assert run(nothing, ours, book).findings == ()
    [finding] = run(drop(f"{POST}|responses", "401"), ours, book).findings
    assert (finding.path, finding.entry) == ("createBill/responses/401", None)
    assert [finding.status for finding in run(nothing, None, book).findings] == ["out-of-date"]


def test_entry_is_not_obsolete_when_what_holds_it_is_gone() -> None:
    extra = put(BILL, extra={"type": "string"})
    book = copy.deepcopy(LEDGER)
    pointer = "listBills/responses/200/bills[]/extra"
    book["description"].append({**COMMON, "id": "D9", "pointer": pointer, "theirs": "string", "ours": "absent"})
    assert run(extra, book=book).findings == ()

    def gone(root: Any) -> None:
        extra(root)
        drop(f"{LIST}|responses", "200")(root)

    [finding] = run(gone, book=book).findings
    assert (finding.status, finding.path) == ("unexplained", "listBills/responses/200")


def test_a_rename_gives_the_new_name() -> None:
    [field] = run(rename(BILL, "memo", "note")).findings
    assert field.what == "our description has `string` here, the vendor calls it note (`string`)"
    [moved] = run(put(f"{LIST}|parameters|1", **{"in": "header"})).findings
    assert moved.what == "our description has `string(date)!` here, the vendor calls it header/since (`string(date)!`)"


def test_one_change_of_many_operations_is_one_finding() -> None:
    def edit(root: Any) -> None:
        for path in (LIST, POST):
            at(root, path)["responses"]["503"] = {"description": "x"}

    [finding] = run(edit).findings
    assert (finding.path, finding.also) == ("listBills/responses/503", ("createBill/responses/503",))
    assert '"pointer": "{listBills,createBill}/responses/503"' in finding.hint


@pytest.mark.parametrize(
    ("edit", "entry", "path"),
    [
        (rename("components|schemas|NewBills|properties", "records", "rows"), "D4", "createBill/request/records"),
        (rename("paths", "/v1/bills/new", "/v1/bill"), "D3", "createBill/path"),
        (drop("paths|/v1/bills/{id}", "delete"), "D6", "deleteBill"),
        (put("paths|/v1/bills/new|post", operationId="makeBill"), "O1", "createBill"),
        (
            put("components|schemas|Bill|properties|total", format="double"),
            "D7",
            "listBills/responses/200/bills[]/total",
        ),
    ],
)
def test_entry_that_our_description_left_behind(edit: Callable[[Any], None], entry: str, path: str) -> None:
    report = run(nothing, edit)
    stale = [finding for finding in report.findings if finding.status == "out-of-date" and finding.entry == entry]
    assert [finding.path for finding in stale] == [path]
    assert not report.ok


def changed(identity: str, **members: Any) -> dict[str, Any]:
    book = copy.deepcopy(LEDGER)
    next(entry for entry in book["description"] if entry["id"] == identity).update(members)
    return book


@pytest.mark.parametrize(
    ("book", "complaint"),
    [
        (changed("D4", ours={"records!": ["NewBil"]}), "D4: `ours`: .* no component `NewBil`"),
        (changed("D4", theirs={"data!": ["NewBill"]}), "D4: `theirs`: .* say what the vendor has in full"),
        (changed("D7", theirs=[]), r"D7: `theirs`: .* write `\[any\]`"),
        (changed("D1", theirs={"a": [1]}), "D1: `theirs`: .* must be text"),
        (changed("D8", pointer="listBills/responses/200", theirs={"bills": "array"}, ours="absent"), None),
    ],
)
def test_entry_that_cannot_be_read_is_named(book: Any, complaint: str | None) -> None:
    if complaint is None:
        assert not run(nothing, book=book).ok
        return
    with pytest.raises(LedgerError, match=complaint) as caught:
        run(nothing, book=book)
    assert "corrections.yaml" in str(caught.value)


def test_entries_that_contradict_each_other_are_refused() -> None:
    book = copy.deepcopy(LEDGER)
    book["description"].append({**COMMON, "id": "D9", "pointer": "createBill/path", "theirs": "/v1/x", "ours": "/y"})
    with pytest.raises(LedgerError, match=r"D9: `theirs` at createBill/path is `/v1/bill` \(D3\) and `/v1/x` \(D9\)"):
        run(nothing, book=book)


def test_short_forms_of_pointers() -> None:
    assert list(spelled_out("{a, b}/responses/{200,201}", ["x"])) == [
        *("a/responses/200", "a/responses/201", "b/responses/200", "b/responses/201"),
    ]
    assert list(spelled_out("*/responses/{401,403}", ["x", "y"])) == [
        *("x/responses/401", "y/responses/401", "x/responses/403", "y/responses/403"),
    ]
    assert list(spelled_out("/servers", ["x"])) == ["/servers"]


GOOD_ENTRY = (
    "{id: P1, pointer: a/b, theirs: string, ours: absent, source: S1, confidence: high, date: 2026-01-31, why: x}"
)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- a", "not a ledger"),
        ("descriptions: []", "`descriptions` is not a section; did you mean `description`"),
        ("description: {}", "`description` is not a list"),
        ("description: [x]", "entry 1 of `description` is not a mapping"),
        ("description: [{pointer: x}]", "entry 1 of `description`: `id` is missing"),
        (
            f"description: [{GOOD_ENTRY.replace('ours: absent, ', '')}]",
            "P1: `ours` is missing; write a shape or `absent`",
        ),
        (f"description: [{GOOD_ENTRY.replace('why: x', 'why: 5')}]", "P1: `why` must be text"),
        (f"description: [{GOOD_ENTRY.replace('why: x', 'wy: x')}]", "P1: `wy` is not a member; did you mean `why`"),
        (
            f"description: [{GOOD_ENTRY.replace('high', 'sure')}]",
            "P1: `confidence` is `sure`; write one of high, medium",
        ),
        (f"description: [{GOOD_ENTRY.replace('2026-01-31', '31 Jan')}]", "P1: `date` is `31 Jan`; .* YYYY-MM-DD"),
        (f"description: [{GOOD_ENTRY.replace('string', 'present')}]", "P1: `theirs` is `present`; say exactly"),
        (f"description: [{GOOD_ENTRY}, {GOOD_ENTRY}]", "P1: `id` is used twice"),
        (f"pages: [{GOOD_ENTRY}]", "P1: `pointer` is `a/b`; write a JSON pointer"),
        (f"operations: [{GOOD_ENTRY}]", "P1: `pointer` is not a member"),
        ("description: [", "line 1"),
    ],
)
def test_bad_ledger_is_refused_with_a_fix(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=complaint) as caught:
        load_ledger(path)
    assert str(path) in str(caught.value)


def test_report_in_text_and_json(tmp_path: Path) -> None:
    files = {"vendor": copy.deepcopy(VENDOR), "ours": OURS, "ledger": LEDGER}
    paths = {name: tmp_path / f"{name}.yaml" for name in files}
    put(f"{BILL}|total", type="string")(files["vendor"])
    for name, root in files.items():
        paths[name].write_text(yaml.safe_dump(root), encoding="utf-8")
    out = io.StringIO()
    assert drift.run(paths["vendor"], paths["ours"], paths["ledger"], as_json=False, out=out) == 1
    assert out.getvalue().splitlines()[:3] == [
        "unexplained [D7] listBills/responses/200/bills[]/total",
        "  the ledger (D7) has `number`, the vendor says `string`; we have `number(decimal)`",
        "  → change the description, or adjust `theirs` of D7",
    ]
    assert out.getvalue().splitlines()[3].startswith("1 unexplained, 0 out-of-date, 0 obsolete;")
    out = io.StringIO()
    drift.run(paths["vendor"], paths["ours"], paths["ledger"], as_json=True, out=out)
    report = json.loads(out.getvalue())
    assert report["ok"] is False
    assert report["findings"][0]["entry"] == "D7"
    paths["vendor"].write_text(yaml.safe_dump(VENDOR), encoding="utf-8")
    assert drift.run(paths["vendor"], paths["ours"], paths["ledger"], as_json=False, out=io.StringIO()) == 0


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "specs").glob("*/corrections.yaml")), ids=str)
def test_our_own_ledgers_fit_our_own_descriptions(path: Path) -> None:
    ours = Document.load(path.with_name("openapi.yaml"))
    report = drift.drift(ours, ours, load_ledger(path))
    assert [finding for finding in report.findings if finding.status == "out-of-date"] == []
