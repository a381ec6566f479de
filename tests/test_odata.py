"""`spokebridge.odata` against a parser written from the fact sheet (`odata_reference.py`)."""

import copy
import math
import operator
import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odata_reference import Both, Comparison, FilterSyntaxError, matches, parse, reach

from spokebridge.odata import Condition, F, Order, Property, render, render_order_by, render_select

# --- Any filter means to the server what it means in Python -----------------------------------------------------------

Record = dict[str, Any]

MOMENTS = [datetime(2024, 3, day, hour, tzinfo=UTC) for day in (1, 2) for hour in (0, 13)]
STORED: dict[type, st.SearchStrategy[Any]] = {
    str: st.sampled_from(["PAID", "UNPAID", "paid", "", "a or b", "true", "1.0"]),
    Decimal: st.sampled_from([0, 100, -5, Decimal("99.5"), Decimal("100.00"), Decimal("0.1")]),
    bool: st.booleans(),
    datetime: st.sampled_from(MOMENTS),
}
WRITTEN: dict[type, st.SearchStrategy[Any]] = {
    **STORED,
    Decimal: STORED[Decimal] | st.sampled_from([0.1, 1e2, 1e-7, 1e22, Decimal("1E+2"), -0.0]),
    datetime: st.sampled_from([moment.astimezone(timezone(timedelta(hours=2))) for moment in MOMENTS]),
    date: st.sampled_from([date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)]),
}
SINGLE: list[tuple[Property, tuple[str, ...]]] = [
    (F.status, ("data", "status")),
    (F["status"], ("data", "status")),
    (F.data.amount, ("data", "amount")),
    (F["contact.name"], ("data", "contact", "name")),
    (F.absolute("balance_date"), ("balance_date",)),
]
ARRAYS: list[tuple[Property, tuple[str, ...]]] = [
    (F.notes, ("data", "notes")),
    (F.line_items.product_name, ("data", "line_items", "product_name")),
]


@dataclass(frozen=True)
class Leaf:
    property: Property
    path: tuple[str, ...]
    operation: str
    value: Any


@dataclass(frozen=True)
class Branch:
    word: str
    left: "Model"
    right: "Model"


Model = Leaf | Branch


@st.composite
def leaves(draw: st.DrawFn) -> Leaf:
    kind = draw(st.sampled_from(list(WRITTEN)))
    equality, ranges = ["eq", "ne", "is_in"], ["gt", "ge", "lt", "le"]
    operations = equality if kind in (str, bool) else [*ranges, "on"] if kind is date else equality + ranges
    operation = draw(st.sampled_from(operations))
    written = WRITTEN[kind]
    return Leaf(
        *draw(st.sampled_from(SINGLE if operation == "on" else [*SINGLE, *ARRAYS])),
        operation,
        draw(st.lists(written, min_size=1, max_size=3) if operation == "is_in" else written),
    )


def branches(children: st.SearchStrategy[Model]) -> st.SearchStrategy[Model]:
    return st.builds(Branch, st.sampled_from(["and", "or"]), children, children)


def some(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries({}, optional=members)


models: st.SearchStrategy[Model] = st.recursive(leaves(), branches, max_leaves=8)
values = st.one_of(*STORED.values(), st.none())
records = some(
    balance_date=values,
    data=some(
        status=values,
        amount=values,
        contact=some(name=values),
        notes=st.lists(values, max_size=3),
        line_items=st.lists(some(product_name=values), max_size=3),
    ),
)


def write(model: Model) -> Condition:
    match model:
        case Branch("and", left, right):
            return write(left) & write(right)
        case Branch(_, left, right):
            return write(left) | write(right)
        case Leaf(property_, _, "is_in", choices):
            return property_.is_in(choices)
        case Leaf(property_, _, "on", day):
            return property_.on(day)
        case Leaf(property_, _, operation, value):
            compare: Callable[[Property, Any], Condition] = getattr(operator, operation)
            return compare(property_, value)


def holds(model: Model, record: Record) -> bool:
    match model:
        case Branch("and", left, right):
            return holds(left, record) and holds(right, record)
        case Branch(_, left, right):
            return holds(left, record) or holds(right, record)
        case Leaf(_, path, operation, value):
            stored = list(reach(record, list(path)))
    match operation:
        case "ne":
            return not any(compares("eq", one, value) for one in stored)
        case "is_in":
            return any(compares("eq", one, choice) for one in stored for choice in value)
        case "on":
            return any(isinstance(one, datetime) and one.date() == value for one in stored)
        case _:
            return any(compares(operation, one, value) for one in stored)


def compares(operation: str, stored: object, value: object) -> bool:
    """Only values of one kind compare."""
    value = meant(value)
    return kind(stored) is kind(value) and bool(getattr(operator, operation)(stored, value))


def meant(value: object) -> object:
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value


def kind(value: object) -> type | None:
    kinds = {bool: bool, int: Decimal, Decimal: Decimal, str: str, datetime: datetime}
    return next((kinds[each] for each in kinds if isinstance(value, each)), None)


@given(models, st.lists(records, min_size=1, max_size=5))
def test_a_filter_means_what_it_meant_in_python(model: Model, stored: list[Record]) -> None:
    tree = parse(render(write(model), prefix="data."))
    assert [matches(tree, record) for record in stored] == [holds(model, record) for record in stored]


# --- No value and no name gets out of its place -----------------------------------------------------------------------

FRAGMENTS = [
    *(
        "'",
        "''",
        '"',
        "\\",
        "\\'",
        "%27",
        "%2527",
        "\u2019",
        "\uff07",
        "\u02bc",
        "(",
        ")",
        " ",
        "\n",
        "\0",
        ",",
        ";",
        "&",
        "+",
        "#",
    ),
    *(" or 1 eq 1", " and ", "and", "or ", "eq", "eq ", "null", "true", "FALSE", "contains", "not ", "in", "$filter="),
    *("endswith", "startswith('x')", "5", "5.0", "-1", "2024-03-01", "data.", "a", ".", "_id", "é", "🧾"),
]
hostile = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join)


def over_the_wire(condition: Condition, prefix: str) -> str:
    return unquote(quote(render(condition, prefix), safe=""))


@given(hostile)
def test_a_string_is_matched_exactly_or_refused(value: str) -> None:
    if "'" in value:
        with pytest.raises(ValueError, match=r"^F\.status eq .*apostrophes"):
            _ = F.status == value
        return
    alone = Comparison("data.status", "eq", value)
    assert parse(over_the_wire(F.status == value, "data.")) == alone
    assert parse(over_the_wire((F.status != value) & (F.a == True), "data.")) == Both(  # noqa: E712
        Comparison("data.status", "ne", value), Comparison("data.a", "eq", True)
    )
    assert parse(over_the_wire(F.status.is_in([value]), "data.")) == alone


@given(hostile, st.sampled_from(["", "data.", "pay_run_summary."]))
def test_a_name_is_taken_exactly_or_refused(name: str, prefix: str) -> None:
    try:
        text = over_the_wire(F[name] == "x", prefix)
    except ValueError:
        assert not (prefix and re.fullmatch("[a-zA-Z][a-zA-Z0-9_]*", name)), "this name is in order"
        return
    assert parse(text) == Comparison(name if name.startswith(prefix) else prefix + name, "eq", "x")


@pytest.mark.parametrize("name", ["eq", "or", "true_total", "Falsehood", "contains_alcohol", "startswith"])
def test_a_name_the_parser_takes_for_a_keyword_needs_its_prefix(name: str) -> None:
    assert parse(render(F[name] == 1, "data.")) == Comparison(f"data.{name}", "eq", Decimal(1))
    with pytest.raises(FilterSyntaxError):
        parse(f"{name} eq 1.0")
    with pytest.raises(ValueError, match=f"F.{name}: .* keyword"):
        render(F[name] == 1, "")


@pytest.mark.parametrize(
    "name", ["", "_id", "1st", "a-b", "a/b", "a b", "a..b", "a.", ".a", "é", "a\n", "a eq 1.0 or b"]
)
def test_a_name_outside_the_grammar_is_refused(name: str) -> None:
    for make in (F.__getitem__, F.absolute):
        with pytest.raises(ValueError, match="not a property name"):
            make(name)


@pytest.mark.parametrize("name", ["", "a-b", "a..b", ".a", "a.", "é", "a eq 1.0 or b"])
def test_a_nested_name_outside_the_grammar_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a property name"):
        F.a[name]


# --- Literals ---------------------------------------------------------------------------------------------------------

WHOLE = 2**53
numbers = (
    st.integers(-WHOLE, WHOLE)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.decimals(-WHOLE, WHOLE, allow_nan=False)
)


@given(numbers)
def test_numbers_are_exact_and_have_a_point(value: float | Decimal) -> None:
    name, word, literal = render(F.amount == value, "").split(" ")
    assert (name, word) == ("amount", "eq")
    assert re.fullmatch(r"-?[0-9]+\.[0-9]+", literal)
    assert (float(literal) if isinstance(value, float) else Decimal(literal)) == value


@given(st.datetimes(timezones=st.timezones()))
def test_moments_keep_their_instant(value: datetime) -> None:
    value = value.replace(microsecond=value.microsecond // 1000 * 1000, fold=0)
    offset = value.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):  # local mean time
        with pytest.raises(ValueError, match="minutes of offset"):
            _ = F.at >= value
        return
    tree = parse(over_the_wire(F.at >= value, ""))
    assert isinstance(tree, Comparison)
    assert isinstance(tree.value, datetime)
    assert (tree.value.replace(tzinfo=None), tree.value.utcoffset()) == (value.replace(tzinfo=None), offset)


class Status(StrEnum):
    PAID = "PAID BY CARD"


class Count(IntEnum):
    TWO = 2


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (F.a == 100, "data.a eq 100.0"),
        (F.a == -100, "data.a eq -100.0"),
        (F.a != Decimal("1E+3"), "data.a ne 1000.0"),
        (F.a > Decimal("12.340"), "data.a gt 12.340"),
        (F.a >= 1e-7, "data.a ge 0.0000001"),
        (F.a < 1e22, "data.a lt 10000000000000000000000.0"),
        (F.a <= Count.TWO, "data.a le 2.0"),
        (F.a == Status.PAID, "data.a eq 'PAID BY CARD'"),
        (F.a == True, "data.a eq true"),  # noqa: E712
        (F.a != False, "data.a ne false"),  # noqa: E712
        (F.a == "", "data.a eq ''"),
        (F.a == "100", "data.a eq '100'"),
        (F.a == "null", "data.a eq 'null'"),
        (F.a < date(2024, 3, 1), "data.a lt 2024-03-01"),
        (F.a < date(987, 3, 1), "data.a lt 0987-03-01"),
        (F.a <= datetime(2024, 3, 1, 9, 5, tzinfo=UTC), "data.a le 2024-03-01T09:05:00Z"),
        (F.a == datetime(2024, 3, 1, 9, 5, 7, 80_000, UTC), "data.a eq 2024-03-01T09:05:07.080Z"),
        (
            F.a > datetime(2024, 3, 1, 9, 5, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            "data.a gt 2024-03-01T09:05:00+05:30",
        ),
        (F.a.on(date(2024, 2, 29)), "data.a ge 2024-02-29 and data.a lt 2024-03-01"),
        (F.a.is_in(["x", 2, True]), "data.a eq 'x' or data.a eq 2.0 or data.a eq true"),
        (F.a.is_in(word for word in "x"), "data.a eq 'x'"),
    ],
)
def test_literals(condition: Condition, text: str) -> None:
    assert render(condition, "data.") == text
    parse(text)


anything: Any = F.amount
text: Any = "x"


@pytest.mark.parametrize(
    ("write_it", "problem", "hint"),
    [
        (lambda: anything == None, TypeError, r"^F\.amount eq None: .*null"),  # noqa: E711
        (lambda: anything != None, TypeError, "null"),  # noqa: E711
        (lambda: anything == F.other, TypeError, "two properties"),
        (lambda: anything < F.other, TypeError, "two properties"),
        (lambda: anything == b"x", TypeError, "bytes has no literal"),
        (lambda: anything == ["x"], TypeError, "list has no literal"),
        (lambda: anything == date(2024, 3, 1), TypeError, r"\.on\(date\)"),
        (lambda: anything != date(2024, 3, 1), TypeError, r"\.on\(date\)"),
        (lambda: anything >= "2024-03-01", TypeError, r"^F\.amount ge '2024-03-01': .*quotes"),
        (lambda: anything < Status.PAID, TypeError, "quotes"),
        (lambda: anything > True, TypeError, "order"),
        (lambda: anything == "O'Brien", ValueError, r"^F\.amount eq \"O'Brien\": .*apostrophes"),
        (lambda: anything >= datetime(2024, 3, 1), ValueError, "zone"),
        (lambda: anything >= datetime(2024, 3, 1, microsecond=1, tzinfo=UTC), ValueError, "milliseconds"),
        (lambda: anything == math.nan, ValueError, "finite"),
        (lambda: anything == float("-inf"), ValueError, "finite"),
        (lambda: anything == Decimal("sNaN"), ValueError, "finite"),
        (lambda: anything == Decimal("Infinity"), ValueError, "finite"),
        (lambda: anything == 2**53 + 1, ValueError, "rounds"),
        (lambda: anything == Decimal("1E+400"), ValueError, "rounds"),
        (lambda: anything.is_in([]), ValueError, "at least one"),
        (lambda: anything.is_in("PAID"), ValueError, "list"),
        (lambda: anything.is_in(["PAID", None]), TypeError, "null"),
        (lambda: anything.is_in([date(2024, 3, 1)]), TypeError, r"\.on\(date\)"),
        (lambda: anything.on(datetime(2024, 3, 1, tzinfo=UTC)), TypeError, "date"),
        (lambda: 1 < anything < 5, TypeError, "parentheses"),
        (lambda: (anything == 1) and (F.b == 2), TypeError, "&"),
        (lambda: not (anything == 1), TypeError, "&"),  # noqa: SIM201
        (lambda: ~(anything == 1), TypeError, "opposite"),
        (lambda: anything in [1, 2], TypeError, "parentheses"),
        (lambda: bool(anything), TypeError, "== True"),
        (lambda: F.a == text & F.b == "y", TypeError, "parentheses"),
        (lambda: F.a == text | F.b == "y", TypeError, "parentheses"),
        (lambda: (F.b == 2) & anything, TypeError, "parentheses"),
        (lambda: anything | (F.b == 2), TypeError, "parentheses"),
        (lambda: (F.b == 2) & True, TypeError, "parentheses"),  # type: ignore[operator]
        (lambda: {anything}, TypeError, "hash"),
    ],
)
def test_what_the_server_would_misread_is_refused(
    write_it: Callable[[], object], problem: type[Exception], hint: str
) -> None:
    with pytest.raises(problem, match=hint):
        write_it()


# --- The whole text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (F.transaction_status == "UNPAID", "data.transaction_status eq 'UNPAID'"),
        (
            (F.transaction_date >= date(2024, 3, 1)) & (F.transaction_date < date(2024, 4, 1)),
            "data.transaction_date ge 2024-03-01 and data.transaction_date lt 2024-04-01",
        ),
        (
            (F.transaction_gross_value >= 100) & (F.transaction_status == "PAID"),
            "data.transaction_gross_value ge 100.0 and data.transaction_status eq 'PAID'",
        ),
    ],
)
def test_the_examples_of_the_facts(condition: Condition, text: str) -> None:
    """9Spokes facts 4.3."""
    assert render(condition, prefix="data.") == text
    parse(text)


a, b, c, d = F.a == 1, F.b == 2, F.c == 3, F.d == 4
A, B, C, D = "a eq 1.0", "b eq 2.0", "c eq 3.0", "d eq 4.0"


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (a & b & c, f"{A} and {B} and {C}"),
        (a & (b & c), f"{A} and {B} and {C}"),
        (a | (b | c), f"{A} or {B} or {C}"),
        (a | b & c, f"{A} or {B} and {C}"),
        ((a | b) & c, f"({A} or {B}) and {C}"),
        ((a | b) & (c | d), f"({A} or {B}) and ({C} or {D})"),
        (a & (b | c & (a | d)), f"{A} and ({B} or {C} and ({A} or {D}))"),
        (a & F.x.is_in([1, 2]), f"{A} and (x eq 1.0 or x eq 2.0)"),
    ],
)
def test_parentheses_keep_the_meaning(condition: Condition, text: str) -> None:
    assert render(condition, "") == str(condition) == text


def test_the_property_moves_to_the_left() -> None:
    moment = datetime(2024, 3, 1, tzinfo=UTC)
    turned: list[Any] = ["x" == F.a, 5 > F.a, Decimal(5) >= F.a, date(2024, 3, 1) <= F.a, moment < F.a]  # noqa: SIM300
    assert [render(condition, "") for condition in turned] == [
        "a eq 'x'",
        "a lt 5.0",
        "a le 5.0",
        "a ge 2024-03-01",
        "a gt 2024-03-01T00:00:00Z",
    ]


@pytest.mark.parametrize(
    ("prop", "prefix", "name"),
    [
        (F.line_items.product_name, "data.", "data.line_items.product_name"),
        (F["line_items.product_name"], "data.", "data.line_items.product_name"),
        (F.data.transaction_date, "data.", "data.transaction_date"),
        (F["data.transaction_date"], "data.", "data.transaction_date"),
        (F.database, "data.", "data.database"),
        (F.absolute("balance_date"), "data.", "balance_date"),
        (F.absolute("data").account_code, "contact.", "data.account_code"),
        (F.campaign_report.opens, "", "campaign_report.opens"),
        (F["from"], "leave.", "leave.from"),
        (F.item["on"].desc_, "leave.", "leave.item.on.desc_"),
    ],
)
def test_the_prefix_is_there_exactly_once(prop: Property, prefix: str, name: str) -> None:
    assert render(prop == 1, prefix) == f"{name} eq 1.0"
    assert render_order_by(prop.desc(), prefix) == f"{name} desc"
    assert render_select([prop, "zzz"], prefix) == [name, f"{prefix}zzz"]


def test_the_text_of_a_filter_has_no_prefix_and_can_always_be_had() -> None:
    filter_ = ((F.item["or"] == "x") | (F.true == 1)) & (F.absolute("balance_date") >= date(2024, 3, 1))
    assert str(filter_) == f"{filter_}" == "(item.or eq 'x' or true eq 1.0) and balance_date ge 2024-03-01"
    assert str(F["or"] == 1) == "or eq 1.0"  # which cannot be sent without its prefix


def test_filters_do_not_change() -> None:
    both = a & b
    _ = both & c
    _ = both | c
    assert render(both, "") == f"{A} and {B}"
    for thing in (F, F.a, both):
        with pytest.raises(AttributeError):
            thing.parts = ()  # type: ignore[union-attr]
    assert copy.deepcopy(both) == pickle.loads(pickle.dumps(both)) == both
    assert repr(pickle.loads(pickle.dumps(F.a.b))) == "F.a.b"
    assert repr(copy.copy(F.absolute("a"))) == "F.absolute('a')"


# --- $orderby and $select ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ("transaction_date desc", "data.transaction_date desc"),
        (F.transaction_date.desc(), "data.transaction_date desc"),
        (F.transaction_date, "data.transaction_date asc"),
        ("data.transaction_date", "data.transaction_date asc"),
        (" a  desc , b", "data.a desc,data.b asc"),
        ([F.a.desc(), "b asc", F.absolute("balance_date")], "data.a desc,data.b asc,balance_date asc"),
        ((name for name in ("a", "b")), "data.a asc,data.b asc"),
    ],
)
def test_order_by(order: str | Property | Order | Iterator[str], text: str) -> None:
    assert render_order_by(order, "data.") == text


@pytest.mark.parametrize(
    "order", ["", "a,", "a DESC", "a Asc", "a descending", "a desc b", "desc asc desc", "a;b", "-a", ["a desc,b"], []]
)
def test_order_by_refuses_anything_else(order: str | list[str]) -> None:
    with pytest.raises(ValueError, match=r"order_by|not a property name"):
        render_order_by(order, "data.")


def test_select() -> None:
    expected = ["data.transaction_date", "data.transaction_status"]
    assert render_select(["transaction_date", F.transaction_status], "data.") == expected
    assert render_select("transaction_date, data.transaction_status", "data.") == expected
    assert render_select((F.a, F.ab, F.absolute("a")), "data.") == ["data.a", "data.ab", "a"]


@pytest.mark.parametrize(
    ("select", "hint"),
    [
        ("a", "ignores a single one"),
        (F.a, "ignores a single one"),
        ([], "at least two"),
        ("*", "leave select out"),
        (["a", "*"], "leave select out"),
        (["a", "a"], "already brings"),
        (["a", "data.a"], "already brings"),
        (["a.b", "c", "a"], "already brings"),
        ([F.a, F.a.b.c], "already brings"),
        (["a desc", "b"], "not a property name"),
        ("a,,b", "not a property name"),
    ],
)
def test_select_refuses_what_the_server_ignores(select: str | Property | list[str | Property], hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        render_select(select, "data.")


def test_select_takes_no_direction() -> None:
    with pytest.raises(TypeError, match="order_by"):
        render_select([F.a.desc(), "b"], "data.")  # type: ignore[list-item]
