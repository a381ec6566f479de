"""A dry run: everything happens as in a real one, except that nothing is sent and nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from productiv_client import codec
from spokebridge._sync.publisher import Publisher
from spokebridge.plain import is_list, is_object
from spokebridge.plugins.choice import Choice
from spokebridge.plugins.manager import Plugins
from spokebridge.productiv.feeds import SPEND
from spokebridge.publishing import all_accepted
from spokebridge.report import PublishReport

WireRecord = dict[str, Any]

_UNJUDGED = replace(SPEND, judge=all_accepted)  # there is no answer to judge


class Rehearsal:
    """Takes the place of `productiv.spend.publish`: plugins map, records are checked, and what would have been sent is
    `shown`. What the server would refuse is not known.
    """

    def __init__(self, plugins: Iterable[object], shown: Callable[[str, WireRecord], object]) -> None:
        self._plugins = Plugins(plugins, choice=Choice.of())
        self._shown = shown

    def __call__(self, app_id: str, records: Iterable[Any], /) -> PublishReport:
        """Show the records for an app."""

        def show(body: bytes) -> None:
            content = codec.parse(body)
            found = content.get("records") if is_object(content) else None
            for record in found if is_list(found) else []:
                self._shown(app_id, record)

        return Publisher(_UNJUDGED, show, self._plugins, concurrency=1).run(records)
