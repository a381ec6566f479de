"""Without a plugin, no hook is called and nothing is made for one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.hooks import RECORDS, Idle, call_of, hooks_run, publish_of
from spokebridge import NineSpokes, Productiv, plugins
from spokebridge.sandbox import Sandbox

CONTEXTS = ("RequestToSend", "Reply", "RequestFailed", "RetryPlanned", "CredentialRefreshed", "PageRead", "ChunkSent")


def work(sandbox: Sandbox, *plugins: object) -> Callable[[], object]:
    """Calls that come by every hook but one, with a retry and a failure among them."""
    money = {"created": 1719830400000, "amount": 5, "currency": "USD", "type": "expense", "vendor": "Acme"}
    connection = sandbox.ninespokes_store.add_example(3)
    settings: dict[str, Any] = {"plugins": plugins, "allow_plugins": []}

    def run() -> None:
        sandbox.fail("listBills", status=503, retry_after=0)
        with Productiv(**sandbox.productiv, **settings) as productiv:
            productiv.spend.publish("spend-import", [{**money, "signatureId": "T-1"}])
        with NineSpokes(**sandbox.ninespokes, **settings) as ninespokes:
            assert len(list(ninespokes.data.bills(connection.company, connection.id))) == 3
            with pytest.raises(Exception, match="getCompany"):
                ninespokes.companies.get("nowhere")

    return run


def test_without_plugins_no_hook_is_called(sandbox: Sandbox) -> None:
    assert hooks_run(work(sandbox)) == 0
    assert hooks_run(work(sandbox, Idle())) > 5  # and the count would notice


def test_the_benchmark_runs_every_hook_it_measures() -> None:
    assert [hooks_run(call_of(count)) for count in (0, 1, 5)] == [0, 2, 2]
    assert [hooks_run(publish_of(count)) for count in (0, 1)] == [0, RECORDS + 2 * RECORDS // 1000]


def test_without_plugins_no_context_is_made(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    work(sandbox)()  # so that all modules are there
    made: list[str] = []
    for name in CONTEXTS:
        kind = getattr(plugins, name)

        def counted(*args: Any, _name: str = name, _kind: Any = kind, **kwargs: Any) -> Any:
            made.append(_name)
            return _kind(*args, **kwargs)

        for module in [module for key, module in sys.modules.items() if key.startswith("spokebridge.")]:
            if vars(module).get(name) is kind:
                monkeypatch.setattr(module, name, counted)
    work(sandbox)()
    assert made == []
    work(sandbox, Idle())()
    assert {"RequestToSend", "Reply"} <= set(made)
