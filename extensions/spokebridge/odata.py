"""Filters, order and columns for the 9Spokes data endpoints (9Spokes facts 4).

    from spokebridge.odata import F

    unpaid = (F.transaction_status == "UNPAID") & (F.transaction_date >= date(2024, 3, 1))
    render(unpaid, prefix="data.")
    # data.transaction_status eq 'UNPAID' and data.transaction_date ge 2024-03-01

The parser on the other side misreads some filters without a word: it drops apostrophes, compares strings together with
their quotes and knows no null. Whatever it would misread is refused here, where the filter is written, with a
`TypeError` or `ValueError` that names the property and says what to write instead.

How the server compares (9Spokes facts 4.2):

- Values of different types never match: a date property needs a `date` or `datetime`, not a string.
- A `date` stands for midnight UTC of that day.
- `!=` also matches records that lack the property.
- A path through an array matches if any element does; two conditions may be met by two different elements.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Literal, Never, NoReturn, TypeAlias

__all__ = ["Condition", "F", "Fields", "Order", "Property", "render", "render_order_by", "render_select"]

Ranged: TypeAlias = int | float | Decimal | date
"""What has an order the server understands; `datetime` is a `date`."""

Value: TypeAlias = str | bool | Ranged
Operator: TypeAlias = Literal["eq", "ne", "gt", "ge", "lt", "le"]
Direction: TypeAlias = Literal["asc", "desc"]

_COMBINE = "put each comparison in parentheses and join them with & or |, as in (F.a == 1) & (F.b == 2)"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")
# The server's words come before its names, and most of them need not end where the name ends (9Spokes facts 4.2, S5).
_KEYWORD = re.compile(r"(?i:true|false)|contains|endswith|startswith|(eq|ne|gt|ge|lt|le|and|or)$")
_EXACT_INTEGERS = 2**53


@dataclass(frozen=True, slots=True)
class Path:
    """Where a property stands in a record: below the record's wrapper, or at its top if `absolute`."""

    name: str
    absolute: bool = False

    def __post_init__(self) -> None:
        if _NAME.fullmatch(self.name) is None:
            raise ValueError(
                f"{self.name!r} is not a property name: it starts with a letter, goes on with letters, digits and _, "
                "and nested names are joined with dots (9Spokes facts 4.2)"
            )

    def __str__(self) -> str:
        return f"F.absolute({self.name!r})" if self.absolute else f"F.{self.name}"

    def below(self, prefix: str) -> str:
        return self.name if self.absolute or self.name.startswith(prefix) else prefix + self.name


class Condition(ABC):
    """A filter. It never changes; `&` and `|` make new ones. `str()` is its text, but for the record's wrapper, which
    is put before names when it is sent.
    """

    __slots__ = ()

    @abstractmethod
    def text(self, name: Callable[[Path], str]) -> str:
        """The text, with the name that each path gets."""

    def __str__(self) -> str:
        return self.text(lambda path: path.name)

    def __and__(self, other: "Condition") -> "Condition":
        return _join("and", (self, other))

    def __or__(self, other: "Condition") -> "Condition":
        return _join("or", (self, other))

    def __invert__(self) -> NoReturn:
        raise TypeError("a filter has no `not`: use the opposite comparison, such as != for == (9Spokes facts 4.2)")

    def __bool__(self) -> bool:
        """`and`, `or`, `not`, `in`, `if` and chains such as `1 < F.x < 5` all end here."""
        raise TypeError(f"a filter is neither true nor false: {_COMBINE}")


@dataclass(frozen=True, slots=True)
class Comparison(Condition):
    path: Path
    operator: Operator
    literal: str

    def text(self, name: Callable[[Path], str]) -> str:
        return f"{name(self.path)} {self.operator} {self.literal}"


@dataclass(frozen=True, slots=True)
class Junction(Condition):
    word: Literal["and", "or"]
    parts: tuple[Condition, ...]

    def text(self, name: Callable[[Path], str]) -> str:
        """`and` binds tighter than `or`, and `_join` leaves no junction directly inside one of the same word."""
        texts = (part.text(name) for part in self.parts)
        if self.word == "or":
            return " or ".join(texts)
        return " and ".join(
            f"({text})" if isinstance(part, Junction) else text for part, text in zip(self.parts, texts, strict=True)
        )


def _join(word: Literal["and", "or"], conditions: Iterable[object]) -> Condition:
    parts: list[Condition] = []
    for condition in conditions:
        if not isinstance(condition, Condition):
            raise TypeError(f"{condition!r} is not a condition: {_COMBINE}")
        parts += condition.parts if isinstance(condition, Junction) and condition.word == word else (condition,)
    return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))


@dataclass(frozen=True, slots=True)
class Order:
    """A property to sort by, and which way."""

    path: Path
    direction: Direction = "asc"


class Property:
    """One property of a record; compare it with a value to get a condition. `F.a.b` and `F["a.b"]` are the same, and
    the second also reaches names Python reserves or this class uses (`F["from"]`, `F.a["on"]`).
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getattr__(self, name: str) -> "Property":
        if name.startswith("_"):  # Python's own protocols ask for such names; none of them is a property.
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> "Property":
        return Property(Path(f"{self._path.name}.{name}", self._path.absolute))

    # `object` promises a bool from == and !=. A filter answers with a condition instead, and refuses to be used as a
    # bool, so the promise is broken loudly. Without a matching hash, properties are not hashable.
    def __eq__(self, value: Value) -> Condition:  # type: ignore[override]
        return self._compare("eq", value)

    def __ne__(self, value: Value) -> Condition:  # type: ignore[override]
        return self._compare("ne", value)

    def __gt__(self, value: Ranged) -> Condition:
        return self._compare("gt", value)

    def __ge__(self, value: Ranged) -> Condition:
        return self._compare("ge", value)

    def __lt__(self, value: Ranged) -> Condition:
        return self._compare("lt", value)

    def __le__(self, value: Ranged) -> Condition:
        return self._compare("le", value)

    def is_in(self, values: Iterable[Value]) -> Condition:
        """Equal to one of the values. The grammar has no `in`, so this is a chain of `eq` joined by `or`."""
        choices = None if isinstance(values, str) else [self == value for value in values]
        if not choices:
            raise ValueError(f"{self}.is_in({values!r}): give a list with at least one value")
        return _join("or", choices)

    def on(self, day: date) -> Condition:
        """At any time of that day in UTC. On a path through an array, two elements together can match."""
        if isinstance(day, datetime):
            raise TypeError(f"{self}.on({day!r}): give a date; to match an exact moment use ==")
        return (self >= day) & (self < day + timedelta(days=1))

    def asc(self) -> Order:
        """Smallest first."""
        return Order(self._path, "asc")

    def desc(self) -> Order:
        """Largest first."""
        return Order(self._path, "desc")

    def _compare(self, operator: Operator, value: object) -> Condition:
        try:
            return Comparison(self._path, operator, _literal(value, is_range=operator not in ("eq", "ne")))
        except (TypeError, ValueError) as problem:
            raise type(problem)(f"{self} {operator} {value!r}: {problem} (9Spokes facts 4.2)") from None

    def _misused(self, _other: Never) -> NoReturn:
        raise TypeError(f"{self} alone is not a condition: {_COMBINE}")

    __and__ = __rand__ = __or__ = __ror__ = _misused

    def __bool__(self) -> bool:
        raise TypeError(f"{self} is neither true nor false: compare it, as in {self} == True")

    def __repr__(self) -> str:
        return str(self._path)


class Fields:
    """The root of every property: `F.name`. The record's wrapper (`data.`, 9Spokes facts 4.4) is added when the filter
    is rendered, unless the name already starts with it.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Property:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Property:
        return Property(Path(name))

    def absolute(self, name: str) -> Property:
        """A property outside the wrapper, such as the `balance_date` of trial balances (9Spokes facts 4.4)."""
        return Property(Path(name, absolute=True))


F = Fields()

Name: TypeAlias = str | Property


def render(condition: Condition, prefix: str) -> str:
    """The text of `$filter`, before percent-encoding. `prefix` is the wrapper with its dot, or empty."""

    def name(path: Path) -> str:
        found = path.below(prefix)
        if _KEYWORD.match(found):
            raise ValueError(f"{path}: the server's parser takes {found!r} for a keyword; it cannot be filtered by")
        return found

    return condition.text(name)


def render_order_by(order: Name | Order | Iterable[Name | Order], prefix: str) -> str:
    """The text of `$orderby`: `"name"`, `"name desc"`, `F.name.desc()`, or several (9Spokes facts 4.2)."""
    orders = [_order(item) for item in _several(order)]
    if not orders:
        raise ValueError("order_by is empty: name a property, or leave order_by out")
    return ",".join(f"{order.path.below(prefix)} {order.direction}" for order in orders)


def render_select(select: Name | Iterable[Name], prefix: str) -> list[str]:
    """The names of `$select`: two or more, none of them inside another (9Spokes facts 4.2 and Q19)."""
    paths = [_path(item) for item in _several(select)]
    if len(paths) < 2:
        raise ValueError("select: give at least two names; the server ignores a single one and sends whole records")
    names = [path.below(prefix) for path in paths]
    for parent, child in permutations(names, 2):
        if f"{child}.".startswith(f"{parent}."):
            raise ValueError(f"select: {parent!r} already brings {child!r}; name only one of them")
    return names


def _several(given: Name | Order | Iterable[Name | Order]) -> list[Name | Order]:
    """A string is a list too, with commas, as on the wire."""
    if isinstance(given, str):
        return [*given.split(",")]
    names: list[object] = list(given) if isinstance(given, Iterable) and not isinstance(given, Property) else [given]
    found = [name for name in names if isinstance(name, str | Property | Order)]
    if len(found) < len(names):
        strange = next(name for name in names if not isinstance(name, str | Property | Order))
        raise TypeError(f"order_by and select take names such as 'total' or F.total, not {strange!r}")
    return found


def _order(item: Name | Order) -> Order:
    if isinstance(item, Order):
        return item
    if isinstance(item, Property):
        return item.asc()
    match item.split():
        case [name]:
            return Order(Path(name))
        case [name, ("asc" | "desc") as direction]:
            return Order(Path(name), direction)
        case _:
            raise ValueError(f"order_by: {item!r} is none of 'name', 'name asc' and 'name desc', in lower case")


def _path(item: Name | Order) -> Path:
    if isinstance(item, Order):
        raise TypeError("select takes names; a direction belongs in order_by")
    if isinstance(item, Property):
        return item.asc().path
    if item.strip() == "*":
        raise ValueError("select: the server ignores '*' and sends whole records; leave select out")
    return Path(item.strip())


def _literal(value: object, *, is_range: bool) -> str:
    match value:
        case bool() | str() if is_range:
            raise TypeError(
                "only numbers and dates have an order (strings are compared with their quotes); use == or !="
            )
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case int() | float() | Decimal():
            return _number(value)
        case datetime():
            return _moment(value)
        case date() if is_range:
            return value.isoformat()
        case date():
            raise TypeError(
                "a date is midnight UTC only; use .on(date) for a day, >= and < for days, a datetime for a moment"
            )
        case None:
            raise TypeError("there is no null literal; look for missing values in the records you receive")
        case Property():
            raise TypeError("two properties cannot be compared; give a value, or compare the records you receive")
        case _:
            raise TypeError(f"a {type(value).__name__} has no literal; give a str, bool, number, date or datetime")


def _quoted(value: str) -> str:
    """OData doubles an apostrophe, but this server then drops both (9Spokes facts 4.2, Q56): the filter would look for
    another value, and nothing in the answer would tell.
    """
    if "'" in value:
        raise ValueError("the server drops apostrophes, so it cannot find this; compare the records you receive")
    return "'" + value + "'"


def _number(value: int | float | Decimal) -> str:
    """With a decimal point, for an integer is understood only at the very end of a filter (9Spokes facts Q55)."""
    number = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError("this is not a finite number")
    if not isinstance(value, float) and number.copy_abs() > _EXACT_INTEGERS:
        raise ValueError("beyond 2**53 the server rounds a number; give a float if a rounded one will do")
    text = format(number, "f")
    return text if "." in text else text + ".0"


def _moment(value: datetime) -> str:
    """RFC 3339 with seconds; the `+` of a zone is percent-encoded with everything else, later."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError("the datetime has no zone; add one, for example value.replace(tzinfo=UTC)")
    if value.microsecond % 1000 or offset % timedelta(minutes=1):
        raise ValueError("give whole milliseconds and minutes of offset: value.astimezone(UTC).replace(microsecond=0)")
    return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds").replace("+00:00", "Z")
