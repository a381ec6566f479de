"""Runs of workflows that reached a custom integration step (Productiv facts 5)."""

from dataclasses import dataclass, field
from typing import Literal

from ...web import codec
from ...web.codec import JsonObject

WorkflowKind = Literal["renewal", "review", "intake"]
ResumeResult = Literal["success", "duplicate"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to post the event. `status` is `None` when no answer came, and `problem` says why."""

    status: int | None
    problem: str = ""


@dataclass(slots=True)
class WorkflowRun:
    """One run: what was sent where, and what came back. `waits` is the step's setting "Wait for callback"."""

    id: str
    kind: WorkflowKind
    endpoint: str = field(repr=False)
    waits: bool
    callback_token: str = field(repr=False)
    event: JsonObject = field(repr=False)
    deliveries: list[Delivery] = field(default_factory=list[Delivery])
    resumes: list[ResumeResult] = field(default_factory=list[ResumeResult])
    comments: list[JsonObject] = field(default_factory=list[JsonObject], repr=False)

    @property
    def body(self) -> bytes:
        """The event as it is posted: the same bytes at each delivery."""
        return codec.encode(self.event)

    @property
    def resumed(self) -> bool:
        """Whether a callback let it go on."""
        return "success" in self.resumes

    @property
    def status(self) -> Literal["waiting", "resumed", "passed"]:
        """`passed` goes on by itself: its step does not wait (Productiv facts 5)."""
        if not self.waits:
            return "passed"
        return "resumed" if self.resumed else "waiting"

    def resume(self) -> ResumeResult:
        """`duplicate` for every call but the first; also for a run that never waited, which is a choice."""
        result: ResumeResult = "success" if self.status == "waiting" else "duplicate"
        self.resumes.append(result)
        return result
