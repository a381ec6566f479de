"""One run, or one after another, from settings to summary."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import count

import click
from rich.console import Console

from spokebridge.bridge.config import Config
from spokebridge.bridge.lock import only_run
from spokebridge.bridge.options import Services
from spokebridge.bridge.plain_summary import as_json
from spokebridge.bridge.rehearsal import Rehearsal
from spokebridge.bridge.state import State
from spokebridge.bridge.stopping import Stop
from spokebridge.bridge.summary import RunSummary
from spokebridge.bridge.sync import Sync
from spokebridge.bridge.watch import Watch
from spokebridge.cli import clients
from spokebridge.cli.common import choices
from spokebridge.cli.exits import Exit
from spokebridge.cli.report import write_report
from spokebridge.cli.syncing.mappers import field_mappers
from spokebridge.cli.syncing.outcome import exit_of, nothing_done
from spokebridge.cli.syncing.preview import preview
from spokebridge.cli.syncing.progress import bar
from spokebridge.cli.syncing.schedule import Pace, rest
from spokebridge.cli.syncing.telling import log_lines, print_run
from spokebridge.errors import ConfigurationError, SpokebridgeError


@dataclass(frozen=True)
class Job:
    """What to do and how to tell of it. Clients are made anew for each run, so that new credentials are found."""

    config: Config
    dry: bool = False
    as_json: bool = False
    out: Console = field(default_factory=Console)
    err: Console = field(default_factory=lambda: Console(stderr=True))

    @cached_property
    def plugins(self) -> list[object]:
        """The field mapper with its rules. Raises ConfigurationError."""
        return field_mappers(self.config.rules)

    def once(self, stop: Stop) -> Exit:
        """One run. Raises Locked, ConfigurationError and OSError when it cannot begin or its report be written."""
        run = self._rehearsed(stop) if self.dry else self._run(stop)
        self._tell(run)
        return exit_of(run)

    def again_and_again(self, every: float, stop: Stop) -> None:
        """Runs until stopping is wanted. A run that cannot begin is told of, and tried again later; but settings that
        are wrong from the start raise ConfigurationError.
        """
        pace = Pace(every)
        for number in count():
            began = time.monotonic()
            try:
                run = self._run(stop)
                self._tell(run)
                in_vain = nothing_done(run)
            except (SpokebridgeError, OSError) as error:
                if number == 0 and isinstance(error, ConfigurationError):
                    raise
                self._log([f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} sync could not run: {error}"])
                in_vain = True
            rest(pace.wait(time.monotonic() - began, in_vain=in_vain), stop)
            if stop.wanted:
                return

    def _run(self, stop: Stop) -> RunSummary:
        watch = Watch()
        with (
            clients.ninespokes(plugins=[*self.plugins, watch]) as ninespokes,
            clients.productiv(plugins=[*self.plugins, watch]) as productiv,
            only_run(self.config.state),
            State.open(self.config.state) as state,
            bar(self.err, hidden=choices().verbose) as show,
        ):
            for signature in self.config.given_up:
                state.give_up(signature)
            services = Services(ninespokes, productiv.spend.publish, watch)
            return Sync(services, state, self.config.options).run(self.config.sources, stop=stop, on_progress=show)

    def _rehearsed(self, stop: Stop) -> RunSummary:
        watch = Watch()
        with ExitStack() as stack:
            ninespokes = stack.enter_context(clients.ninespokes(plugins=[*self.plugins, watch]))
            state = stack.enter_context(State.copy(self.config.state))
            show = stack.enter_context(preview(self.out, lines=self.as_json or not self.out.is_terminal))
            rehearsal = Rehearsal([*self.plugins, watch], show)
            run = Sync(Services(ninespokes, rehearsal, watch), state, self.config.options).run(
                self.config.sources, stop=stop
            )
        run.dry = True
        return run

    def _tell(self, run: RunSummary) -> None:
        if self.config.report is not None:
            write_report(run, self.config.report)
        if self.as_json and not self.dry:
            click.echo(json.dumps(as_json(run), ensure_ascii=False))
            if self.err.is_terminal:
                return
        elif self.out.is_terminal:
            print_run(run, self.out)
            if self.config.report is not None:
                self.out.print(f"\nreport: {self.config.report}", highlight=False, soft_wrap=True)
            return
        self._log(log_lines(run))

    def _log(self, lines: Iterable[str]) -> None:
        for line in lines:
            click.echo(line, err=True)
