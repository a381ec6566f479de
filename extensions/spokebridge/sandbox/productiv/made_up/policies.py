"""Provisioning workflows: three of them, made up (Productiv facts 3.13).

Rule descriptions have the form of the page's sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ...web.codec import JsonObject

WEEK = timedelta(days=7)
_RULES: Sequence[tuple[str, str]] = (
    ("Deprovision - Pro; no activity", "60"),
    ("Downgrade - Pro; low activity", "30"),
    ("Remove SSO access - all; no activity", "90"),
)


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow of one application instance; `created` is a Monday, 02:00 UTC. `rules` are indexes of `_RULES`."""

    application: str
    instance: str
    status: str
    created: datetime
    rules: tuple[int, ...]
    history: int

    @property
    def id(self) -> str:
        """With the prefix of the page's sample; earlier versions end in a number."""
        return f"POL_{self.instance}"

    def wire(self) -> JsonObject:
        """As it is listed."""
        earlier = [self._version(age) for age in range(1, self.history + 1)]
        return {
            "ApplicationId": self.application,
            "ApplicationInstanceId": self.instance,
            "WorkflowId": self.id,
            "WorkflowStatus": self.status,
            "CreationTime": milliseconds(self.created),
            "Rules": [_rule(index) for index in self.rules],
            "History": earlier,
        }

    def _version(self, age: int) -> JsonObject:
        return {
            "WorkflowId": f"{self.id}-{self.history + 1 - age}",
            "WorkflowStatus": "inactive",
            "CreationTime": milliseconds(self.created - age * 4 * WEEK),
            "Rules": [_rule(self.rules[0])],
        }


_FIRST = datetime(2023, 10, 2, 2, 0, tzinfo=UTC)
WORKFLOWS = (
    Workflow("figma", "figma-main", "active", _FIRST, (0, 1), history=2),
    Workflow("slack", "slack-grid", "active", _FIRST + 12 * WEEK, (2,), history=0),
    Workflow("github", "github-org", "inactive", _FIRST + 4 * WEEK, (0,), history=1),
)


def _rule(index: int) -> JsonObject:
    return {"RuleId": rule_id(index), "RuleStatus": "active", "Description": describe_rule(index)}


def rule_id(index: int) -> str:
    """How a rule is named in answers."""
    return f"RULE_{index + 1}"


def describe_rule(index: int) -> str:
    """What a rule does, in the words of an answer."""
    text, days = _RULES[index]
    return f"{text} ({days}-day engagement)"


def milliseconds(moment: datetime) -> int:
    """Unix milliseconds."""
    return int(moment.timestamp() * 1000)
