"""Which plugins run: installed, asked for by name, passed, allowed, denied; and what becomes of broken ones."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from support.distributions import GOOD, install

from spokebridge import AsyncProductiv, NineSpokes, Productiv
from spokebridge.errors import ConfigurationError
from spokebridge.plugins import PluginInfo, Plugins, discovery, hookimpl
from spokebridge.plugins.choice import Choice
from spokebridge.plugins.field_mapper import FieldMapper

ASYNC = """
from spokebridge.plugins import hookimpl

class Later:
    @hookimpl
    async def spokebridge_on_page(self, page): ...
"""
BROKEN = "import sys\nsys.exit('no licence')"
MISSPELT = GOOD.replace("map_outgoing", "map_outgoin")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that modules and distributions are found in."""
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("SPOKEBRIDGE_PLUGINS", "SPOKEBRIDGE_PLUGINS_ALLOW", "SPOKEBRIDGE_PLUGINS_DENY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


class Mine:
    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        return record


def productiv(**settings: Any) -> Productiv:
    return Productiv("id", "secret", **settings)


def states(client: Any) -> dict[str, str]:
    return {info.name: info.state for info in client.plugins.loaded}


def test_an_installed_plugin_runs_in_every_client(folder: Path) -> None:
    install(folder, "acme-spend", {"good": "acme_good"}, {"acme_good": GOOD})
    expected = PluginInfo("good", "installed", "loaded", "acme-spend", "1.2", ("spokebridge_map_outgoing",))
    assert productiv().plugins.loaded == (expected,)
    assert NineSpokes("key").plugins.loaded == (expected,)


def test_broken_ones_are_named_and_skipped(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    points = {
        "a_broken": "acme_broken",
        "b_gone": "acme_gone:plugin",
        "c_odd": "acme_odd",
        "d_later": "acme_later:Later",
    }
    sources = {"acme_broken": BROKEN, "acme_odd": MISSPELT, "acme_later": ASYNC, "acme_fine": GOOD}
    install(folder, "acme-spend", {**points, "e_good": "acme_fine"}, sources)
    client = productiv()
    assert states(client) == {
        **dict.fromkeys(("a_broken", "b_gone", "c_odd", "d_later"), "failed"),
        "e_good": "loaded",
    }
    reasons = [str(info.reason) for info in client.plugins.loaded]
    assert reasons[0] == "acme_broken cannot be loaded (SystemExit: no licence)"
    assert "acme_gone:plugin cannot be loaded (ModuleNotFoundError" in reasons[1]
    assert "there is no hook spokebridge_map_outgoin; did you mean spokebridge_map_outgoing?" in reasons[2]
    assert "spokebridge_on_page is `async def`, which a synchronous client cannot await" in reasons[3]
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        f"plugin {name} of acme-spend 1.2 was skipped" for name in points
    ]
    assert states(AsyncProductiv("id", "secret"))["d_later"] == "loaded"


@pytest.mark.parametrize(
    ("arguments", "environment", "reason"),
    [
        ({"deny_plugins": ["good"]}, {}, "denied by 'good' in deny_plugins"),
        ({"deny_plugins": ["acme_spend"]}, {}, "denied by 'acme_spend' in deny_plugins"),
        ({"deny_plugins": ["*"]}, {}, "denied by '*' in deny_plugins"),
        ({"allow_plugins": ["other"]}, {}, "not in allow_plugins"),
        ({"allow_plugins": []}, {}, "not in allow_plugins"),
        ({"allow_plugins": ["good"], "deny_plugins": ["good"]}, {}, "denied by 'good' in deny_plugins"),
        ({}, {"DENY": "x, Acme-Spend"}, "denied by 'Acme-Spend' in SPOKEBRIDGE_PLUGINS_DENY"),
        ({}, {"ALLOW": "other"}, "not in SPOKEBRIDGE_PLUGINS_ALLOW"),
        ({"allow_plugins": ["good"]}, {"ALLOW": "other"}, "not in SPOKEBRIDGE_PLUGINS_ALLOW"),
        ({"allow_plugins": ["good"]}, {"ALLOW": "acme*"}, None),
        ({}, {"ALLOW": "", "DENY": " , "}, None),
    ],
)
def test_lists(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: dict[str, Any],
    environment: dict[str, str],
    reason: str | None,
) -> None:
    install(folder, "acme-spend", {"good": "acme_good"}, {"acme_good": BROKEN if reason else GOOD})
    for name, value in environment.items():
        monkeypatch.setenv(f"SPOKEBRIDGE_PLUGINS_{name}", value)
    (info,) = productiv(**arguments).plugins.loaded
    assert (info.state, info.reason) == (("loaded", None) if reason is None else ("denied", reason))


def test_what_a_program_passes_is_its_own_unless_it_is_denied(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS_ALLOW", "nothing")
    assert states(productiv(plugins=[Mine()])) == {"Mine": "loaded"}
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS_DENY", "mine")
    client = productiv(plugins=[Mine()])
    assert states(client) == {"Mine": "denied"}
    assert not client.plugins
    assert "plugin Mine does not run: denied by 'mine' in SPOKEBRIDGE_PLUGINS_DENY" in caplog.text


def test_order_installed_environment_passed(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(folder, "acme-spend", {"b_good": "acme_b", "a_good": "acme_a"}, {"acme_a": GOOD, "acme_b": GOOD})
    rules = tmp_path / "rules.toml"
    rules.write_text('operation = "op"\n[[rules]]\nset = { a = 1 }')
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS", "field_mapper")
    monkeypatch.setenv("SPOKEBRIDGE_FIELD_MAPPER_RULES", str(rules))
    assert list(states(productiv(plugins=[Mine(), "a_good"]))) == ["b_good", "field_mapper", "Mine", "a_good"]


def test_a_class_is_made_into_a_plugin(folder: Path) -> None:
    assert states(productiv(plugins=[Mine])) == {"Mine": "loaded"}
    with pytest.raises(ConfigurationError, match=r"plugin field_mapper: .*rules.*; pass an instance of the class"):
        productiv(plugins=[FieldMapper])


@pytest.mark.parametrize(
    ("plugins", "complaint"),
    [
        (["loging"], "plugins: there is no plugin 'loging'; there are field_mapper, logging, opentelemetry"),
        ("logging", r"plugins is 'logging'; give a list: \['logging'\]"),
        (["field_mapper"], "field_mapper needs rules: set SPOKEBRIDGE_FIELD_MAPPER_RULES"),
    ],
)
def test_mistakes_in_what_is_asked_for(folder: Path, plugins: Any, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        productiv(plugins=plugins)


def test_mistakes_in_lists_and_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="deny_plugins is the text 'a'"):
        productiv(deny_plugins="a")
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS", "nope")
    with pytest.raises(ConfigurationError, match="SPOKEBRIDGE_PLUGINS: there is no plugin 'nope'"):
        productiv()


def test_copies_share_plugins(folder: Path) -> None:
    client = productiv(plugins=[Mine()])
    assert client.with_options(timeout=3).plugins is client.plugins


def test_without_a_choice_only_what_is_given_runs(folder: Path) -> None:
    install(folder, "acme-spend", {"good": "acme_good"}, {"acme_good": GOOD})
    assert Plugins([Mine()]).loaded == (PluginInfo("Mine", "argument", "loaded", hooks=("spokebridge_map_outgoing",)),)
    assert len(Plugins([Mine()], choice=Choice()).loaded) == 2


def test_a_distribution_that_is_found_twice_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(folder, "acme-spend", {"good": "acme_good"}, {"acme_good": GOOD})
    again = tmp_path / "again"
    again.mkdir()
    install(again, "acme-spend-2", {"good": "acme_good"}, {"acme_good": GOOD})
    monkeypatch.syspath_prepend(str(again))
    assert [plugin.name for plugin in discovery.installed()] == ["good"]
