"""Expressions: exact numbers, functions, errors in words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from spokebridge.plugins.field_mapper.expressions import Expression, ExpressionError
from spokebridge.plugins.field_mapper.work import ABSENT, Work


class Line(msgspec.Struct, rename="camel"):
    unit_price: Decimal
    note: str | None = None


RECORD: dict[str, Any] = {
    "amount": Decimal("0.1"),
    "count": 7,
    "float": 0.1,
    "text": " Ab c ",
    "moment": datetime(2020, 1, 2, tzinfo=UTC),
    "day": date(2020, 1, 2),
    "nothing": None,
    "list": [1, Decimal("2.5")],
    "map": {"a": "b"},
    "yes": True,
    "huge": 2**70,
    "line": Line(unit_price=Decimal("1.25")),
}


def value(source: str) -> Any:
    return Expression(source).of(Work(dict(RECORD), "op", {"codes": {"k": "v"}}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("record.amount + 0.2", Decimal("0.3")),
        ("record.float + record.amount", Decimal("0.2")),
        ("record.amount * -3", Decimal("-0.3")),
        ("3 * record.amount - 1", Decimal("-0.7")),
        ("-record.amount", Decimal("-0.1")),
        ("record.amount % 0.03", Decimal("0.01")),
        ("record.huge + 1", Decimal(2**70 + 1)),
        ("decimal('123456789012345678901234567890.12') + 0.01", Decimal("123456789012345678901234567890.13")),
        ("record.count / 2.0", Decimal("3.5")),
        ("record.count / 2", 3),
        ("round(1.0 / 3.0, 2)", Decimal("0.33")),
        ("round(-0.125, 2)", Decimal("-0.13")),
        ("round(2.5)", Decimal(3)),
        ("round(record.count, -1)", Decimal("1E+1")),
        ("decimal('1,234.50')", Decimal("1234.50")),
        ("decimal('1.234,50', ',')", Decimal("1234.50")),
        ("decimal(' -1 234.5 ')", Decimal("-1234.5")),
        ("decimal('-.5')", Decimal("-0.5")),
        ("decimal(record.count)", Decimal(7)),
        ("string(record.amount)", "0.1"),
        ("string(round(record.count, -1))", "10"),
        ("int('12')", 12),
    ],
)
def test_numbers_are_exact(source: str, expected: Any) -> None:
    found = value(source)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "source",
    [
        *("record.amount < 1", "1 > record.amount", "record.amount == 0.10", "record.float == record.amount"),
        *("record.amount != 1", "0.1 <= record.amount", "record.amount >= 0", "record.amount in [0.1]"),
        *("record.nothing == null", "record.amount != null", "!has(record.missing)", "has(record.text)"),
        *("'text' in record", "!('Text' in record)", "record.yes && record.count > 3", "false || record.yes"),
        *("record.list.exists(x, x > 2)", "record.list.all(x, x >= 1)", "record.text.matches('A.*c')"),
        *("record.moment < timestamp('2021-01-01T00:00:00Z')", "record.moment.getFullYear() == 2020"),
        *("operation == 'op'", "tables.codes['k'] == 'v'", "record.text.contains('Ab')", "type(1) == int"),
        *("size(record.list) == 2", "record.line.unitPrice == 1.25", "!has(record.line.note)"),
    ],
)
def test_conditions(source: str) -> None:
    assert value(source) is True


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("date('31/12/2020', '%d/%m/%Y')", datetime(2020, 12, 31, tzinfo=UTC)),
        ("date('2020-12-31T10:00+0200', '%Y-%m-%dT%H:%M%z')", datetime(2020, 12, 31, 8, tzinfo=UTC)),
        ("millis(record.moment)", 1577923200000),
        ("millis(record.day)", 1577923200000),
        ("moment(1577923200000)", datetime(2020, 1, 2, tzinfo=UTC)),
        ("record.moment + duration('24h')", datetime(2020, 1, 3, tzinfo=UTC)),
        ("record.text.trim().upper()", "AB C"),
        ("lower(record['text'])", " ab c "),
        ("record.text.replace('b', 'B')", " AB c "),
        ("record.text.trim().split(' ').map(part, part.upper()).join('-')", "AB-C"),
        ("[[1, 2], [3]].map(l, l.map(x, x + record.count))", [[8, 9], [10]]),
        ("record.get('missing', 'none')", "none"),
        ("record.get('nothing', 'none')", "none"),
        ("get(record, 'count', 0)", 7),
        ("record.yes ? 'a' : record.missing", "a"),
        ("record.text + '!'", " Ab c !"),
        ('{"a": [1, null, 2.50, "b", true]}', {"a": [1, None, Decimal("2.50"), "b", True]}),
        ("record.list[1]", Decimal("2.5")),
        ("record.line", {"unitPrice": Decimal("1.25")}),
    ],
)
def test_values(source: str, expected: Any) -> None:
    assert value(source) == expected


def test_a_digest_is_the_same_for_the_same_values_only() -> None:
    assert value("digest('a', 1)") == value("digest('a', 1)")
    assert len({value("digest('a', 1)"), value("digest('a1')"), value("digest('a', 2)")}) == 3


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("record.missing", "there is no field 'missing'"),
        ("record['a b']", "there is no 'a b'"),
        ("record.text.part", "part is asked of something that has no fields"),
        ("record.list[9]", "there is no '9'"),
        ("record.text + 1", r"\+ has no meaning for string and int"),
        ("record.amount + record.text", r"\+ has no meaning for decimal and string"),
        ("record.count ? 1 : 2", r"what stands before \? must be true or false"),
        ("record.text && true", "&& and || take true or false"),
        ("1 / 0", "/: integer division or modulo by zero"),
        ("record.amount / 0", "/: divide by zero"),
        ("9223372036854775807 + 1", r"\+: overflow"),
        ("decimal('12,34')", "'12,34' is not a number"),
        ("decimal('')", "'' is not a number"),
        ("decimal('1', ';')", "the decimal mark is ';'"),
        ("decimal(true)", "takes text or a number, not a bool"),
        ("decimal(record.missing)", "there is no field 'missing'"),
        ("date('31/13/2020', '%d/%m/%Y')", "'31/13/2020' is not of the form '%d/%m/%Y'"),
        ("date(1, '%d')", "takes two texts, not a int and a string"),
        ("round('a')", "takes a number, not a string"),
        ("millis(1)", "takes a timestamp, not a int"),
        ("lower(record.nothing)", "takes text, not a null"),
        ("get(1, 'a', 2)", "takes a map, not a int"),
        ("int('a')", r"int\(\) cannot be done with string"),
        ("duration('1s')", "gives a DurationType, which a record cannot hold"),
    ],
)
def test_what_has_no_value_says_why(source: str, complaint: str) -> None:
    with pytest.raises(ExpressionError, match=complaint) as found:
        value(source)
    assert "Ab c" not in str(found.value)  # not what else is in the record


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("recrod.text", "unknown name 'recrod'; did you mean 'record'"),
        ("x", "unknown name 'x'; there are operation, record, tables"),
        ("record.list.map(x, y)", "unknown name 'y'"),
        ("decimel('1')", "unknown function 'decimel'; did you mean 'decimal'"),
        ("record.text.strip()", "unknown function 'strip'"),
        ("__import__('os')", "unknown function '__import__'"),
        ("1 +", r"cannot be read from '\+' on"),
        ("1\n+ 2 +* 3", r"cannot be read from '\* 3' on"),
        ("", "ends too early"),
        ("99999999999999999999", "99999999999999999999 is out of range"),
        ("(" * 5000 + "1" + ")" * 5000, "nested too deep"),
    ],
)
def test_what_cannot_be_read_says_so_before_the_first_record(source: str, complaint: str) -> None:
    with pytest.raises(ExpressionError, match=complaint):
        Expression(source)


def test_the_line_within_an_expression_is_known() -> None:
    with pytest.raises(ExpressionError) as found:
        Expression("1\n+ 2 +* 3")
    assert found.value.line == 2


def test_what_rules_cannot_work_with() -> None:
    with pytest.raises(ExpressionError, match="a set is nothing that rules can work with"):
        Expression("record.odd").of(Work({"odd": {1}}, "op", {}))


def test_an_expression_sees_the_record_as_it_is_now() -> None:
    work = Work({"a": 1, "b": 2}, "op", {})
    both = Expression("[record.get('a', 0), record.get('b', 0), record.get('c', 0)]")
    assert both.of(work) == [1, 2, 0]
    work.set("a", 5)
    work.set("b", ABSENT)
    work.set("c", 7)
    assert both.of(work) == [5, 0, 7]


def test_one_expression_in_several_threads() -> None:
    expression = Expression("record.list.map(x, x + record.n)")

    def run(number: int) -> Any:
        return expression.of(Work({"n": number, "list": [1, 2]}, "op", {}))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, range(200))) == [[number + 1, number + 2] for number in range(200)]
