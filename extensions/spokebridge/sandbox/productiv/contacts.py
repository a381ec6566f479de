"""Owners of an app (Productiv facts 4.5 and 4.6): written one by one, read by kind."""

from ..web.codec import JsonObject

KINDS = ("Finance", "Security", "IT", "Legal", "Functional", "Vendor", "Procurement", "Other")


def add_owner(details: JsonObject, kind: str, email: str) -> None:
    """Adds an owner; one who is there already stays, once. The name is guessed from the address."""
    contacts = details.setdefault("AppContacts", {"NumContacts": 0})
    group = contacts.setdefault(f"{kind}_Contacts", [])
    if email not in (owner["Email"] for owner in group):
        group.append({"Name": email.partition("@")[0].replace(".", " ").title(), "Email": email})
    _recount(contacts)


def remove_owner(details: JsonObject, kind: str, email: str) -> None:
    """Removes an owner, who need not be there; a kind without owners is left out."""
    contacts = details.setdefault("AppContacts", {"NumContacts": 0})
    left = [owner for owner in contacts.pop(f"{kind}_Contacts", []) if owner["Email"] != email]
    if left:
        contacts[f"{kind}_Contacts"] = left
    _recount(contacts)


def _recount(contacts: JsonObject) -> None:
    contacts["NumContacts"] = sum(len(group) for name, group in contacts.items() if name != "NumContacts")
