"""What people did in Productiv: a made-up past, and what happens in the sandbox (Productiv facts 3.12).

Types and details of events are invented, because no page shows them (8.5).
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ...clock import Clock, rfc3339
from ...ids import Ids
from ...web.codec import JsonObject
from .people import Person

_A_DAY = range(16, 25)
_API_USER = "api@example.com"
_DETAILS: dict[str, Sequence[JsonObject]] = {
    "USER_LOGIN": ({"method": "SSO"}, {"method": "password"}),
    "APP_STATUS_CHANGED": (
        {"application": "github", "from": "None", "to": "In review"},
        {"application": "slack", "from": "In review", "to": "Approved"},
    ),
    "CUSTOM_FIELD_UPDATED": ({"application": "figma", "field": "Business unit"},),
    "WORKFLOW_RUN": ({"workflow": "POL_figma-main"}, {"workflow": "POL_slack-grid"}),
    "REPORT_EXPORTED": ({"report": "Renewals"}, {"report": "Spend"}),
}


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something that happened; `moment` is seconds since 1970."""

    moment: float
    id: str
    kind: str
    email: str
    details: JsonObject

    def wire(self) -> JsonObject:
        """As it is answered; the names are those of seed 002."""
        return {
            "eventId": self.id,
            "eventType": self.kind,
            "timestamp": rfc3339(self.moment),
            "userEmail": self.email,
            "details": self.details,
        }


class AuditBook:
    """The past of a day is the same whenever it is asked for, and however far the clock has moved since."""

    def __init__(self, ids: Ids, clock: Clock, people: Sequence[Person]) -> None:
        self._ids = ids
        self._clock = clock
        self._people = people
        self._noted: list[AuditEvent] = []

    def noted(self) -> list[AuditEvent]:
        """What was done in the sandbox itself."""
        return list(self._noted)

    def note(self, kind: str, details: JsonObject) -> None:
        """Writes down what happens now."""
        self._noted.append(AuditEvent(self._clock(), self._ids.uuid("audit event"), kind, _API_USER, details))

    def between(self, start: float, end: float) -> list[AuditEvent]:
        """Events from `start` to before `end`, the oldest first; none of the future."""
        now = self._clock()
        past = (event for day in _days(start, min(end, now)) for event in self._made_up(day))
        found = [event for event in (*past, *self._noted) if start <= event.moment < end and event.moment <= now]
        return sorted(found, key=lambda event: event.moment)

    def _made_up(self, day: date) -> Iterator[AuditEvent]:
        source = self._ids.apart(f"audit events of {day}")
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
        for number in range(source.choice(_A_DAY)):
            kind = source.choice(list(_DETAILS))
            moment = midnight + source.randrange(86_400)
            email = source.choice(self._people).email
            yield AuditEvent(moment, f"{day}-{number:02d}-{_word(source)}", kind, email, source.choice(_DETAILS[kind]))


def _word(source: random.Random) -> str:
    return f"{source.getrandbits(32):08x}"


def _days(start: float, end: float) -> Iterator[date]:
    day, last = datetime.fromtimestamp(start, UTC).date(), datetime.fromtimestamp(end, UTC).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
