"""Who a bill is from: the name of the contact behind its party identifier (9Spokes facts 5.19)."""

from __future__ import annotations

from collections.abc import Iterable

from ninespokes_client.models import Contact


class Vendors:
    """Names by party identifier. Counts the identifiers for which no contact was found."""

    def __init__(self, contacts: Iterable[object]) -> None:
        self._names: dict[str, str] = {}
        for contact in contacts:
            if isinstance(contact, Contact) and contact.id and (name := contact_name(contact)):
                self._names[contact.id] = name
        self.unnamed: set[str] = set()

    def __len__(self) -> int:
        return len(self._names)

    def name(self, party: str | None) -> str | None:
        """The vendor's name, or None when no contact has one."""
        if not party:
            return None
        name = self._names.get(party)
        if name is None:
            self.unnamed.add(party)
        return name


def contact_name(contact: Contact) -> str | None:
    """Company name, else contact name, else first and last name, else e-mail."""
    person = " ".join(part for part in (contact.first_name, contact.last_name) if part)
    return next(
        (text.strip() for text in (contact.company_name, contact.contact_name, person, contact.email) if text), None
    )
