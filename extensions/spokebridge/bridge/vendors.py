"""Who a bill is from: the name of the contact behind its party identifier (9Spokes facts 5.19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ninespokes_client.models import Contact


class Vendors:
    """Names by party identifier.

    `known` is what an earlier run found; None stands for a party without a contact. Contacts are `read` when a party
    turns up that is not known, at most once: there is no way to ask for one contact alone.
    """

    def __init__(self, known: Mapping[str, str | None], read: Callable[[], Iterable[object]]) -> None:
        self.names = dict(known)
        self.unnamed: set[str] = set()
        self.fresh = False
        self._read = read

    def __len__(self) -> int:
        """How many have a name."""
        return sum(name is not None for name in self.names.values())

    def name(self, party: str | None) -> str | None:
        """The vendor's name, or None when no contact has one; such parties are collected in `unnamed`."""
        if not party:
            return None
        party = str(party)  # identifiers that came as numbers are texts here
        if party not in self.names:
            self._refresh()
        name = self.names.setdefault(party, None)
        if name is None:
            self.unnamed.add(party)
        return name

    def _refresh(self) -> None:
        if not self.fresh:
            self.names = names_of(self._read())
            self.fresh = True


def names_of(contacts: Iterable[object]) -> dict[str, str | None]:
    """Names by the identifiers of contacts. Contacts without an identifier or a name are left out."""
    found: dict[str, str | None] = {}
    for contact in contacts:
        if isinstance(contact, Contact) and contact.id and (name := contact_name(contact)):
            found[str(contact.id)] = name
    return found


def contact_name(contact: Contact) -> str | None:
    """Company name, else contact name, else first and last name, else e-mail."""
    parts = [_text(part) for part in (contact.first_name, contact.last_name)]
    names = (contact.company_name, contact.contact_name, " ".join(filter(None, parts)), contact.email)
    return next(filter(None, map(_text, names)), None)


def _text(value: object) -> str | None:
    """Text without white space around it; None for what is empty, and for what came in place of text."""
    return value.strip() or None if isinstance(value, str) else None
