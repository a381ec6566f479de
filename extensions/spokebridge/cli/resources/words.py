"""Docstrings of methods as help of commands."""

from __future__ import annotations

import re

from spokebridge.operations import OperationInfo

_SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z`])")

_IN_A_SHELL = {
    "concurrency": "Requests under way at a time.",
    "filter": "Only these, as in: \"transaction_status eq 'UNPAID' and transaction_date ge 2024-03-01\".",
    "order_by": "Order, as in: transaction_date desc, transaction_reference.",
    "page_size": "Records to ask for in each request; 100 unless given.",
    "resume": "Go on where an earlier list stopped; the earlier one says with which text.",
    "select": "Ask the server for these fields only, two or more, as in: transaction_date,transaction_status.",
}
"""Where a docstring speaks of Python, these words are said instead."""

_KNOWN = {
    "app": "Name of the app, such as xero.",
    "company": "Id of the company.",
    "connection": "Id of the connection.",
    "interval": "Seconds between two questions.",
    "timeout": "Seconds to wait.",
}


def help_of(doc: str, operations: tuple[OperationInfo, ...]) -> str:
    """The docstring, and which requests are behind it."""
    requests = [f"{operation.method} {operation.path}  ({_sureness(operation)})" for operation in operations]
    return doc + ("\n\n\b\nRequests:\n" + "\n".join(requests) if requests else "")


def short_help(doc: str) -> str:
    """What the docstring says before it gives its source."""
    return re.split(r" \(|[.:;,] ", " ".join(doc.split()), maxsplit=1)[0].rstrip(".")


def said_of(name: str, *docs: str) -> str:
    """What the docstrings say of a parameter: the first sentence that names it, else what is known of the name."""
    if name in _IN_A_SHELL:
        return _IN_A_SHELL[name]
    for doc in docs:
        for sentence in _SENTENCE.split(" ".join(doc.split())):
            if f"`{name}`" in sentence:
                return sentence
    return _KNOWN.get(name, "")


def option_name(name: str) -> str:
    """A Python name as it is typed in a shell."""
    return name.replace("_", "-")


def _sureness(operation: OperationInfo) -> str:
    scopes = [f"scope {scope.rpartition('/')[2]}" for scope in operation.scopes]
    return ", ".join([operation.evidence, *scopes])
