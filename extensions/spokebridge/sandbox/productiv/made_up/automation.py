"""Executions of provisioning workflows: made up, the same for the same seed (Productiv facts 3.14 to 3.16).

An active workflow runs every Monday at 02:00 UTC, from its creation to now, so that there are more executions the
further the clock goes.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ...clock import Clock
from ...ids import Ids
from ...web.codec import JsonObject
from .people import Person
from .policies import WEEK, WORKFLOWS, Workflow, describe_rule, milliseconds, rule_id

_RULE_SECONDS = 40
_FATES = {"actioned": 6, "waiting": 2, "errored": 1, "ignored": 1}


@dataclass(frozen=True, slots=True)
class Execution:
    """One run and the users whom its rules matched, each with its rule and what became of him."""

    workflow: Workflow
    start: datetime
    number: int
    matches: Sequence[tuple[int, Person, str]]

    @property
    def started(self) -> int:
        """Unix milliseconds."""
        return milliseconds(self.start)

    def summary(self) -> JsonObject:
        """As it is listed."""
        identifier = f"polId={self.workflow.id}|runId={self.start.date()}_{self.number}"
        rules = [self._rule_summary(place, index) for place, index in enumerate(self.workflow.rules)]
        return {"WorkflowId": self.workflow.id, "ExecutionId": identifier, "RuleSummaries": rules}

    def users(self) -> list[JsonObject]:
        """Everybody who was matched."""
        return [
            {
                "Email": person.email,
                "Name": person.name,
                "Team": person.team,
                "JobTitle": person.title,
                "RuleId": rule_id(rule),
                **_outcome(fate),
            }
            for rule, person, fate in self.matches
        ]

    def _rule_summary(self, place: int, index: int) -> JsonObject:
        fates = [fate for rule, _, fate in self.matches if rule == index]
        start = self.start + timedelta(seconds=place * _RULE_SECONDS)
        return {
            "RuleId": rule_id(index),
            "Description": describe_rule(index),
            "RuleExecutionStatus": "completed",
            "StartTime": milliseconds(start),
            "EndTime": milliseconds(start + timedelta(seconds=_RULE_SECONDS - 5)),
            "Results": {
                "NumMatchedUsers": len(fates),
                "OutcomeSplit": {
                    "NumActionedUsers": fates.count("actioned"),
                    "NumWaitingUsers": fates.count("waiting"),
                    "NumErroredUsers": fates.count("errored"),
                    "NumIgnoredUsers": fates.count("ignored"),
                },
            },
        }


class Automation:
    """All workflows and what they did."""

    def __init__(self, ids: Ids, clock: Clock, people: Sequence[Person]) -> None:
        self._ids = ids
        self._clock = clock
        self._people = people

    def workflows(self) -> Sequence[Workflow]:
        """The ones there are; the third is inactive and never ran."""
        return WORKFLOWS

    def find(self, instance: str) -> Workflow | None:
        """The workflow of an application instance."""
        return next((one for one in WORKFLOWS if one.instance == instance), None)

    def executions(self, workflow: Workflow) -> list[Execution]:
        """All runs until now, the newest first; the real order is unknown."""
        if workflow.status != "active":
            return []
        starts = list(self._starts(workflow))
        return [self._execution(workflow, start, number) for number, start in enumerate(starts, start=1)][::-1]

    def latest(self, workflow: Workflow) -> Execution | None:
        """The newest run."""
        starts = list(self._starts(workflow)) if workflow.status == "active" else []
        return self._execution(workflow, starts[-1], len(starts)) if starts else None

    def _starts(self, workflow: Workflow) -> Iterator[datetime]:
        now, start = datetime.fromtimestamp(self._clock(), UTC), workflow.created
        while start <= now:
            yield start
            start += WEEK

    def _execution(self, workflow: Workflow, start: datetime, number: int) -> Execution:
        source = self._ids.apart(f"execution {number} of {workflow.id}")
        matches = [match for rule in workflow.rules for match in self._matches(source, rule)]
        return Execution(workflow, start, number, matches)

    def _matches(self, source: random.Random, rule: int) -> Iterator[tuple[int, Person, str]]:
        for person in source.sample(self._people, source.randrange(12)):
            yield rule, person, source.choices([*_FATES], [*_FATES.values()])[0]


def _outcome(fate: str) -> JsonObject:
    """Only the outcome of the page's sample is known, so who was ignored or met an error has none."""
    if fate not in ("actioned", "waiting"):
        return {}
    return {"Outcome": {"Action": "deprovisioned", "IsSuggest": fate == "waiting"}}
