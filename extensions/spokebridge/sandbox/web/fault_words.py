"""Faults and storms in the words of a command line.

| example | what it means |
| --- | --- |
| `publishSpendData:503x2` | the next two calls are answered with 503 |
| `listBills:429,retry_after=2` | the next call is answered with 429 and `Retry-After: 2` |
| `getAuditEvents:reset,after=1` | the call after the next is cut off |
| `listBills:wrong_type,member=transaction_date` | one value of the next answer has another type |
| `7` or `7:0.2` | a storm with seed 7, over a tenth or a fifth of all calls |
"""

import re
from collections.abc import Callable
from typing import Any

from .faults import Fault, fault_of

DEFAULT_RATE = 0.1

_FAULT = re.compile(r"(?P<operation>[^:,]*):(?P<what>[^,]*?)(?:x(?P<times>[0-9]+))?(?:,(?P<options>.*))?")


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _word(text: str) -> str:
    if not text:
        raise ValueError("empty")
    return text


_OPTIONS: dict[str, Callable[[str], Any]] = {
    "after": int,
    "delay": float,
    "retry_after": _word,
    "status": int,
    "applied": _truth,
    "member": _word,
    "message": _word,
}


def parse_fault(text: str) -> Fault:
    """`OPERATION:WHAT[xTIMES][,NAME=VALUE…]`; raises `ValueError` naming what is wrong."""
    match = _FAULT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no fault; write it like publishSpendData:503x2 or listBills:429,retry_after=2")
    options = dict(_option(word) for word in (match["options"] or "").split(",") if word)
    return fault_of(match["operation"], match["what"], times=int(match["times"] or 1), **options)


def _option(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    if name not in _OPTIONS:
        raise ValueError(f"a fault has no option {name!r}; there are {', '.join(_OPTIONS)}")
    try:
        return name, _OPTIONS[name](value)
    except (ValueError, KeyError):
        raise ValueError(f"the option {name} of a fault cannot be {value!r}") from None


def parse_storm(text: str) -> tuple[int, float]:
    """`SEED[:RATE]`; raises `ValueError` naming what is wrong."""
    seed, _, rate = text.partition(":")
    try:
        return int(seed), float(rate) if rate else DEFAULT_RATE
    except ValueError:
        raise ValueError(f"{text!r} is no storm; write it like 7, or 7:0.2 for a fifth of all calls") from None
