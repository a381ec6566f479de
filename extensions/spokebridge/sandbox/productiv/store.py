"""What the Productiv side stores: the apps of the portfolio and what was pushed to each.

Handlers work on it under the sandbox's lock; its public methods take that lock themselves.
"""

import threading
from dataclasses import dataclass, field

from ..clock import Clock
from ..ids import Ids
from ..web.codec import JsonObject
from .made_up.audit_book import AuditBook
from .made_up.automation import Automation
from .made_up.people import Person, make_up_people
from .made_up.portfolio import portfolio
from .made_up.supply import supply
from .workflow.runs import WorkflowRun

_EMPLOYEES = 400


@dataclass(slots=True)
class App:
    """`details` is the AppDetails object of the export API (Productiv facts 4.2)."""

    id: str
    details: JsonObject
    spend: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])
    duplicate_spend: int = 0
    events: dict[tuple[object, ...], JsonObject] = field(default_factory=dict[tuple[object, ...], JsonObject])
    users: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])
    notes: str | None = None
    """A built-in attribute that can be written and, as far as is known, not read (Productiv facts 3.17)."""

    def add_spend(self, records: list[JsonObject]) -> None:
        """A `signatureId` counts once, whatever comes with it later (Productiv facts 3.3)."""
        for record in records:
            if record["signatureId"] in self.spend:
                self.duplicate_spend += 1
            else:
                self.spend[record["signatureId"]] = record

    def add_events(self, events: list[JsonObject]) -> None:
        """An event is its timestamp, email and name (Productiv facts 3.2)."""
        for event in events:
            self.events.setdefault((event["timestamp"], event["email"], event["eventName"]), event)


@dataclass(slots=True)
class OrgChart:
    """One snapshot. `custom_fields` are display names by key; `complete` once no more users come."""

    id: str
    name: str
    custom_fields: dict[str, str]
    users: list[JsonObject] = field(default_factory=list[JsonObject])
    complete: bool = False


class ProductivStore:
    """The stored world of Productiv; starts with the seeded portfolio."""

    def __init__(self, lock: threading.RLock, ids: Ids, clock: Clock) -> None:
        self._lock = lock
        self._ids = ids
        self.people = make_up_people(ids.apart("people"), _EMPLOYEES)
        self.audit = AuditBook(ids, clock, self.people)
        self.automation = Automation(ids, clock, self.people)
        self.workflow_runs: list[WorkflowRun] = []
        self.suppliers = supply()
        self._org_charts: dict[str, OrgChart] = {}
        apps = [App(details["ApplicationId"], details) for details in portfolio()]
        self._apps = {app.id: app for app in apps}

    @property
    def app_ids(self) -> list[str]:
        """Ids of all apps; the first is the one with most to show."""
        with self._lock:
            return list(self._apps)

    def apps(self) -> list[App]:
        """All apps, seeded ones first."""
        with self._lock:
            return list(self._apps.values())

    def add_app(self, name: str, *, app_id: str | None = None, **members: object) -> str:
        """A further app, with the least an app has; gives back its id."""
        with self._lock:
            app_id = app_id or self._ids.uuid("app")
            details: JsonObject = {
                "ApplicationId": app_id,
                "ApplicationName": name,
                "IsInactive": False,
                "Instances": [],
                **members,
            }
            self._apps[app_id] = App(app_id, details)
            return app_id

    def find(self, app_id: str) -> App | None:
        """By application id."""
        return self._apps.get(app_id)

    def find_instance(self, instance_id: str) -> App | None:
        """The app that an instance belongs to."""
        for app in self._apps.values():
            if any(instance["InstanceId"] == instance_id for instance in app.details["Instances"]):
                return app
        return None

    def people_of(self, app_id: str, count: int) -> list[Person]:
        """Who uses an app: the same people at each call, the fewer a part of the more."""
        people = list(self.people)
        self._ids.apart(f"people of {app_id}").shuffle(people)
        return people[:count]

    def add_org_chart(self, name: str, custom_fields: dict[str, str]) -> OrgChart:
        """A new, empty snapshot, which is the newest from now on."""
        chart = OrgChart(self._ids.uuid("org chart"), name, custom_fields)
        self._org_charts[chart.id] = chart
        return chart

    def org_chart(self, chart_id: str) -> OrgChart | None:
        """By its id."""
        return self._org_charts.get(chart_id)

    def org_charts(self) -> list[OrgChart]:
        """All snapshots, the oldest first."""
        return list(self._org_charts.values())

    def latest_org_chart(self) -> OrgChart | None:
        """The newest snapshot, if there is any."""
        return next(reversed(self._org_charts.values()), None)

    def workflow_run(self, callback_token: str) -> WorkflowRun | None:
        """The run that a token belongs to."""
        return next((run for run in self.workflow_runs if run.callback_token == callback_token), None)

    def spend(self, app_id: str) -> list[JsonObject]:
        """Accepted spend records in order, duplicates left out."""
        with self._lock:
            return [dict(record) for record in self._known(app_id).spend.values()]

    def duplicate_spend(self, app_id: str) -> int:
        """How many records came again with a `signatureId` already stored."""
        with self._lock:
            return self._known(app_id).duplicate_spend

    def usage_events(self, app_id: str) -> list[JsonObject]:
        """Usage events an app was sent, in order, each once."""
        with self._lock:
            return [dict(event) for event in self._known(app_id).events.values()]

    def provisioned_users(self, app_id: str) -> list[JsonObject]:
        """The current users of an app."""
        with self._lock:
            return [dict(user) for user in self._known(app_id).users.values()]

    def _known(self, app_id: str) -> App:
        app = self.find(app_id)
        if app is None:
            raise ValueError(f"there is no application {app_id!r}; there are {', '.join(self._apps)}")
        return app
