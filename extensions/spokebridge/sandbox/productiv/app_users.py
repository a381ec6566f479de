"""Users of an app, pull side (Productiv facts 3.11).

How many there are is what the app's `Activity` says of the data source. A user who was idle for the whole window has no
`Status`, because no page shows what it reads then. For `Engagement`, users that were pushed take their place; the real
service needs a day for that, the sandbox does not (3.4).
"""

from datetime import date
from typing import get_args

from ..web.codec import JsonObject
from ..web.messages import Call, Refusal, Reply
from .made_up.people import Person
from .made_up.usage import DataSource, last_seen
from .paging import page_of
from .service import ProductivService, answer
from .store import App

_FIRST_DAY = date(2023, 8, 23)
_WINDOWS = ("1", "7", "30", "60", "90")


def list_app_users(service: ProductivService, call: Call) -> Reply:
    """One page; the cursor is left out on the last."""
    app = service.find_app(call.path["applicationId"])
    _check_day(call)
    source = _one_of(call, "dataSource", get_args(DataSource))
    window = int(_one_of(call, "rollingWindow", _WINDOWS, default="30"))
    size = service.options.app_users_page_size
    users, token = page_of(call, _users(service, app, source, window), parameter="after", size=size)
    return answer(Users=users, Count=len(users), **({} if token is None else {"After": token}))


def _users(service: ProductivService, app: App, source: str, window: int) -> list[JsonObject]:
    instances = app.details["Instances"]
    place: JsonObject = {"ApplicationId": app.id}
    if instances:
        place["ApplicationInstanceId"] = instances[0]["InstanceId"]
    if source == "Engagement" and app.users:
        return [{**place, "Email": user["email"], "Status": "Active"} for user in app.users.values()]
    seen = last_seen(app.details, source)
    people = service.store.people_of(app.id, len(seen))
    return [_user(place, person, active=days <= window) for person, days in zip(people, seen, strict=True)]


def _user(place: JsonObject, person: Person, *, active: bool) -> JsonObject:
    return {
        **place,
        "Email": person.email,
        "FirstName": person.first_name,
        "LastName": person.last_name,
        **({"Status": "Active"} if active else {}),
        "Team": person.team,
        "JobTitle": person.title,
        "Location": person.place,
    }


def _check_day(call: Call) -> None:
    text = call.parameter("asOfDate")
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        raise _refusal("asOfDate", "asOfDate is required and must be a day such as 2024-07-01") from None
    if day < _FIRST_DAY:
        raise _refusal("asOfDate", f"asOfDate must be {_FIRST_DAY} or later")


def _one_of(call: Call, name: str, values: tuple[str, ...], default: str | None = None) -> str:
    value = call.parameter(name) or default
    if value not in values:
        raise _refusal(name, f"{name} must be one of {', '.join(values)}")
    return value


def _refusal(name: str, text: str) -> Refusal:
    return Refusal(400, text, code="invalid_parameter", extra={"field": name})
