"""What an import costs, counted in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

HEAVY = ("httpx", "httpcore", "h11", "anyio", "ssl", "msgspec", "pluggy", "asyncio")


def run(program: str) -> Any:
    """What a program prints as JSON in an interpreter of its own."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = run(
        "import sys, json; before = set(sys.modules); import spokebridge; dir(spokebridge);"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    assert [name for name in loaded if name.split(".")[0] in (*HEAVY, "productiv_client", "ninespokes_client")] == []
    assert [name for name in loaded if name.startswith("spokebridge")] == ["spokebridge"]
    assert len(loaded) <= 15, loaded


def test_clients_load_no_models_until_a_resource_is_used() -> None:
    loaded = run(
        """
import json, sys
from spokebridge import NineSpokes, Productiv
Productiv("i", "s")
nine = NineSpokes("k")
made = sorted(sys.modules)
nine.data
print(json.dumps([made, sorted(sys.modules)]))
"""
    )
    made, used = loaded
    assert [name for name in made if ".models" in name or ".api" in name or name.startswith("spokebridge._async")] == []
    assert [
        name for name in made if name.startswith(("spokebridge._sync.ninespokes.", "spokebridge._sync.productiv."))
    ] == [
        "spokebridge._sync.ninespokes.client",
        "spokebridge._sync.productiv.client",
    ]
    assert "ninespokes_client.models" in used
    assert [name for name in used if name.startswith(("productiv_client.models", "spokebridge.sandbox"))] == []


def test_constructing_clients_makes_no_tls_context() -> None:
    made = run(
        """
import json, ssl
made = []
original = ssl.SSLContext.__new__
def counted(cls, *args, **kwargs):
    made.append(cls.__name__)
    return original(cls, *args, **kwargs)
ssl.SSLContext.__new__ = counted
from spokebridge import AsyncNineSpokes, AsyncProductiv, NineSpokes, Productiv
clients = [NineSpokes("k"), AsyncNineSpokes("k"), Productiv("i", "s"), AsyncProductiv("i", "s")]
for client in clients:
    client.with_options(timeout=3)
before = len(made)
clients[0]._caller.transport._pool()
print(json.dumps([before, len(made)]))
"""
    )
    assert made[0] == 0
    assert made[1] >= 1  # and the count would notice one


def test_unknown_names_are_refused() -> None:
    import spokebridge

    assert "NineSpokes" in dir(spokebridge)
    try:
        spokebridge.NineSpoke  # noqa: B018
    except AttributeError as error:
        assert "NineSpoke" in str(error)
    else:
        raise AssertionError("no error")
