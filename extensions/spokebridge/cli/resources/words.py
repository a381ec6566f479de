"""Docstrings of methods as help of commands."""

from __future__ import annotations

import re

from spokebridge.operations import OperationInfo

_SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z`])")

_IN_A_SHELL = {
    "app": "Name of the app, such as xero.",
    "as_of_date": "Day to report on, from 2023-08-23 on.",
    "attachments": 'JSON Lines file of documents: {"Filename": …, "Url": …} a line.',
    "category": "Category of the application.",
    "company": "Id of the company.",
    "concurrency": "Requests under way at a time.",
    "connection": "Id of the connection.",
    "custom_fields": "Display name of customField1, customField2 and so on; up to five.",
    "data_source": "According to whom.",
    "datasources": "Wait for this one only; all of them unless given.",
    "description": "Description of the application.",
    "end": "Before this moment.",
    "filter": "Only these, as in: \"transaction_status eq 'UNPAID' and transaction_date ge 2024-03-01\".",
    "include_inactive": "Also those that nobody uses any longer.",
    "interval": "Seconds between two questions.",
    "journal": "Keep what was delivered in this file; the same command with the same file goes on from there.",
    "order_by": "Order, as in: transaction_date desc, transaction_reference.",
    "page_size": "Records to ask for in each request; 100 unless given.",
    "resume": "Go on where an earlier list stopped; the earlier one says with which text.",
    "select": "Ask the server for these fields only, two or more, as in: transaction_date,transaction_status.",
    "start": "At this moment or later.",
    "timeout": "Seconds to wait.",
    "url": "Address of the application.",
}
"""What options mean to somebody at a terminal; docstrings speak of Python."""


def help_of(doc: str, operations: tuple[OperationInfo, ...]) -> str:
    """The docstring, and which requests are behind it."""
    requests = [f"{operation.method} {operation.path}  ({_sureness(operation)})" for operation in operations]
    return doc + ("\n\n\b\nRequests:\n" + "\n".join(requests) if requests else "")


def short_help(doc: str) -> str:
    """What the docstring says before it gives its source."""
    return re.split(r" \(|[.:;] ", " ".join(doc.split()), maxsplit=1)[0].rstrip(".")


def said_of(name: str, *docs: str) -> str:
    """What a parameter means: known words, else the first sentence of the docstrings that names it."""
    if name in _IN_A_SHELL:
        return _IN_A_SHELL[name]
    for doc in docs:
        for sentence in _SENTENCE.split(" ".join(doc.split())):
            if f"`{name}`" in sentence:
                return sentence.replace("`", "")
    return ""


def option_name(name: str) -> str:
    """A Python name as it is typed in a shell."""
    return name.replace("_", "-")


def _sureness(operation: OperationInfo) -> str:
    scopes = [f"scope {scope.rpartition('/')[2]}" for scope in operation.scopes]
    return ", ".join([operation.evidence, *scopes])
