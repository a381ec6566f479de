"""Faults by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from spokebridge import NineSpokes, Productiv
from spokebridge.options import RetryPolicy
from spokebridge.sandbox import Sandbox, Storm, parse_fault, parse_storm
from spokebridge.sandbox.web.storm import WEATHER

from .support import read, spend_record


def outcomes(storm: Storm, operation: str, calls: int) -> list[str]:
    found = (storm.next_for(operation) for _ in range(calls))
    return ["-" if fault is None else f"{fault.kind} {fault.status} {fault.applied}" for fault in found]


def test_the_same_seed_brings_the_same_weather() -> None:
    one, two, other = (outcomes(Storm(seed, 0.3), "listBills", 200) for seed in (7, 7, 8))
    assert one == two != other
    mixed = Storm(7, 0.3)
    assert [outcomes(mixed, name, 1) for name in ("listSales", "listBills") * 200][1::2] == [[word] for word in one]


def test_a_storm_brings_all_its_kinds_at_its_rate() -> None:
    storm = Storm(7, 0.2)
    seen = Counter(word.split()[0] for word in outcomes(storm, "listBills", 4000))
    assert 0.15 < storm.fired["listBills"] / 4000 < 0.25
    assert seen.keys() == {"-", "status", "reset", "html", "truncated", "delay"}
    assert 4000 - seen["-"] == storm.fired["listBills"]


def test_calls_get_through_in_the_end() -> None:
    word = "".join("x" if found != "-" else "." for found in outcomes(Storm(3, 1.0, burst=3), "listBills", 12))
    assert word == "xxx.xxx.xxx."


def test_a_storm_over_some_operations(sandbox: Sandbox, nine: httpx.Client) -> None:
    storm = sandbox.storm(rate=1, kinds=["503"], operations=["listCompanies"], burst=1)
    assert [nine.get("/companies").status_code for _ in range(4)] == [503, 200, 503, 200]
    assert nine.get("/organization/apps").status_code == 200
    assert read(nine.get("/companies"))["message"] == "a storm of the sandbox"
    assert storm.fired == {"listCompanies": 3}
    sandbox.clear_faults()
    assert [nine.get("/companies").status_code for _ in range(4)] == [200] * 4


def test_scripted_faults_come_before_storms(sandbox: Sandbox, nine: httpx.Client) -> None:
    storm = sandbox.storm(rate=1, kinds=["500"], burst=9)
    sandbox.fail("listCompanies", status=418)
    assert [nine.get("/companies").status_code for _ in range(2)] == [418, 500]
    assert storm.fired == {"listCompanies": 1}


def test_threads_meet_the_same_weather(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.storm(seed=5, rate=0.5, kinds=["503"])
    with ThreadPoolExecutor(4) as pool:
        seen = Counter(pool.map(lambda _: nine.get("/companies").status_code, range(60)))
    assert seen[503] == sum(word != "-" for word in outcomes(Storm(5, 0.5, ["503"]), "listCompanies", 60))


@pytest.mark.parametrize("seed", [2, 10])
def test_the_clients_weather_a_storm(seed: int) -> None:
    """Nothing is lost, and what was sent twice because its answer was lost counts once."""
    retry = RetryPolicy(attempts=9, base=0.001, ceiling=0.002)  # chunks side by side may share the bad luck unevenly
    with Sandbox(seed=seed) as sandbox:
        connection = sandbox.ninespokes_store.add_example(200)
        storm = sandbox.storm(seed=seed, rate=0.3)
        with (
            Productiv(**sandbox.productiv, retry=retry) as productiv,
            NineSpokes(**sandbox.ninespokes, retry=retry) as nine,
        ):
            bills = list(nine.data.bills(connection.company, connection.id, page_size=10))
            report = productiv.spend.publish("figma", (spend_record(number) for number in range(8000)))
        assert len(bills) == 200
        assert (report.accepted, report.rejected, report.unknown) == (8000, [], [])
        assert len(sandbox.received_spend("figma")) == 8000
        assert storm.fired["listBills"] > 2
        assert storm.fired["publishSpendData"] > 0


@pytest.mark.parametrize(
    ("seed", "rate", "kinds", "operations", "burst", "words"),
    [
        (1, 0, WEATHER, None, 1, "rate"),
        (1, 1.5, WEATHER, None, 1, "rate"),
        (1, 0.5, [], None, 1, "at least one kind"),
        (1, 0.5, ["503", "rain"], None, 1, "'rain' is no fault"),
        (1, 0.5, WEATHER, ["listBils"], 1, "did you mean listBills"),
        (1, 0.5, WEATHER, None, 0, "burst"),
    ],
)
def test_storms_that_make_no_sense(
    seed: int, rate: float, kinds: Sequence[str], operations: Collection[str] | None, burst: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Sandbox().storm(seed=seed, rate=rate, kinds=kinds, operations=operations, burst=burst)


def test_faults_in_words() -> None:
    fault = parse_fault("publishSpendData:503x2")
    assert (fault.operation, fault.kind, fault.status, fault.times) == ("publishSpendData", "status", 503, 2)
    fault = parse_fault("listBills:429,retry_after=2,after=1")
    assert (fault.retry_after, fault.after, fault.times) == ("2", 1, 1)
    fault = parse_fault("listBills:html,status=502,applied=true,delay=0.5,message=well")
    assert (fault.kind, fault.status, fault.applied, fault.delay, fault.message) == ("html", 502, True, 0.5, "well")
    fault = parse_fault("listBills:wrong_typex3,member=transaction_date")
    assert (fault.kind, fault.times, fault.member) == ("wrong_type", 3, "transaction_date")
    assert (parse_storm("7"), parse_storm("8:0.25")) == ((7, 0.1), (8, 0.25))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("listBills", "write it like"),
        ("listBills:", "is no fault; give a status"),
        ("listBills:rain", "give a status such as 503, or status, delay"),
        ("listBills:503x0", "times of 1 or more"),
        ("listBills:503,colour=red", "no option 'colour'"),
        ("listBills:503,after=soon", "after of a fault cannot be 'soon'"),
        ("listBills:null,member=", "member of a fault cannot be ''"),
        ("listBills:503,applied=perhaps", "applied of a fault cannot be 'perhaps'"),
    ],
)
def test_words_that_make_no_sense(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_fault(text)


@pytest.mark.parametrize("text", ["", "x", "7:much"])
def test_storms_in_words_that_make_no_sense(text: str) -> None:
    with pytest.raises(ValueError, match="is no storm"):
        parse_storm(text)
