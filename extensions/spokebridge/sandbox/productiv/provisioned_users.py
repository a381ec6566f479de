"""Provisioned users: publish, get, delete (Productiv facts 3.4 to 3.6)."""

from ..web.messages import Call, Reply
from . import checks
from .checks import RecordRules, records_of
from .paging import page_of
from .service import ProductivService, answer

_KEY = "provisionedUsers"
_IDENTITY = {"appUserId": checks.TEXT, "email": checks.TEXT}
_USER = RecordRules(required=_IDENTITY, optional={"username": checks.ANY_TEXT, "license": checks.ANY_TEXT})
_REFERENCE = RecordRules(required=_IDENTITY)


def publish_provisioned_users(service: ProductivService, call: Call) -> Reply:
    """Adds users; one whose `appUserId` is known is replaced (inferred, 3.4)."""
    users = service.find_app(call.path["appId"]).users
    for user in records_of(call, _KEY, _USER):
        users[user["appUserId"]] = user
    return answer(success=True)


def get_provisioned_users(service: ProductivService, call: Call) -> Reply:
    """One page; the cursor is null on the last (3.5)."""
    users = list(service.find_app(call.path["appId"]).users.values())
    page, token = page_of(call, users, parameter="nextPageToken", size=service.options.users_page_size)
    return answer(success=True, provisionedUsers=page, nextPageToken=token, numUsers=len(page))


def delete_provisioned_users(service: ProductivService, call: Call) -> Reply:
    """`success` tells whether all were there to be deleted; the status stays 200 (unknown, 8.12)."""
    users = service.find_app(call.path["appId"]).users
    references = records_of(call, _KEY, _REFERENCE)
    deleted = [users.pop(reference["appUserId"], None) for reference in references]
    number = len(deleted) - deleted.count(None)
    return answer(success=number == len(references), numUsersDeleted=number)
