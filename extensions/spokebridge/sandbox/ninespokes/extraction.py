"""How far the extraction of a connection's data is (9Spokes facts 5.14). Counts periods to extract, not records."""

from dataclasses import dataclass

from ..settings import NineSpokesOptions


@dataclass(slots=True)
class Extraction:
    """Starts on consent. Advances with every look at it, or with the clock when `extraction_seconds` is set."""

    units: dict[str, int]
    started: float
    updated: float
    polls: int = 0

    def finish(self, options: NineSpokesOptions) -> None:
        """As if it had started long ago."""
        self.polls = options.extraction_polls
        self.started -= options.extraction_seconds or 0

    def advance(self, options: NineSpokesOptions, now: float) -> dict[str, int]:
        """Completed units of each datasource, at this look."""
        if options.extraction_seconds is None:
            share = self._poll(options.extraction_polls, now)
        else:
            share = self._tick(options.extraction_seconds, now)
        return {datasource: int(total * share) for datasource, total in self.units.items()}

    def _poll(self, needed: int, now: float) -> float:
        if self.polls < needed:
            self.polls += 1
            self.updated = now
        return self.polls / needed if needed else 1.0

    def _tick(self, seconds: float, now: float) -> float:
        self.updated = min(now, self.started + seconds)
        return (self.updated - self.started) / seconds if seconds else 1.0
