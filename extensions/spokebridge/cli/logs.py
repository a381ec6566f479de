"""What this package logs, on standard error: warnings always, with `--verbose` also each request, retry and page."""

from __future__ import annotations

import logging

import click

from spokebridge.cli.common import choices

NAME = "spokebridge"
FORM = "%(asctime)s.%(msecs)03d %(levelname)s %(message)s"


def start_logging() -> None:
    """Log for as long as the command runs. Does nothing the second time."""
    context = click.get_current_context(silent=True)
    if context is None or context.find_root().meta.get(NAME):
        return
    root, chosen = context.find_root(), choices()
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(FORM, "%H:%M:%S", with_traces=chosen.debug))
    logger = logging.getLogger(NAME)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if chosen.verbose else logging.WARNING)
    root.meta[NAME] = handler

    @root.call_on_close
    def stop() -> None:
        logger.removeHandler(handler)
        logger.setLevel(before)


class Lines(logging.Formatter):
    """A line for each record; where an exception came from is shown with `--debug` only."""

    def __init__(self, form: str, times: str, *, with_traces: bool) -> None:
        super().__init__(form, times)
        self._with_traces = with_traces

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        if self._with_traces or not record.exc_info:
            return super().format(record)
        short = logging.makeLogRecord({**vars(record), "exc_info": None, "exc_text": None})
        return super().format(short)
