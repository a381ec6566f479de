"""The package built from the probe imports and behaves: what is odd in a description survives the generators."""

from __future__ import annotations

import inspect
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from codegen.document import Document
from tests.support.json_values import differences, exact
from tests.support.probe import PROBE, Modules
from tests.support.spec_samples import sample

DOCUMENT = Document.load(PROBE)
MOMENT = datetime(2024, 7, 1, 10, 40, tzinfo=UTC)


def read(probe: Modules, type_: str, value: Any) -> tuple[Any, list[str]]:
    found: list[Any] = []
    content = json.dumps(value).encode()
    decoded = probe("codec").decode(content, getattr(probe("models"), type_), on_drift=found.append)
    return decoded, [mismatch.path for mismatch in found]


@pytest.mark.parametrize("name", DOCUMENT.schemas)
def test_every_property_of_every_schema_is_read_and_written(probe: Modules, name: str) -> None:
    full = sample(DOCUMENT, DOCUMENT.schemas[name])
    codec = probe("codec")
    value = codec.decode(codec.encode(full), getattr(probe("models"), name), strict=True)
    assert list(differences(full, exact(codec.encode(value)))) == []


def test_odd_values_of_an_enumeration_have_the_names_they_were_given(probe: Modules) -> None:
    status = probe("models").Status
    assert {member.name: member.value for member in status} == {
        "APPROVED": "Approved",
        "NOT_APPROVED": "Not approved",
        "NONE": "None",
        "EMPTY": "",
        "PRIVACY_SHIELD": "Swiss-U.S. Privacy Shield",
        "LOW": "low",
        "LOW_CAPITALS": "LOW",
        "THREE_M": "3M",
    }
    assert status("Unheard of").is_known is False


def test_null_is_read_where_it_is_documented_and_where_a_property_is_optional(probe: Modules) -> None:
    assert read(probe, "ThingPage", {"results": None, "total": None}) == (probe("models").ThingPage(), [])
    assert read(probe, "CustomField", {"FieldType": "number", "FieldValue": None})[1] == []
    assert read(probe, "Thing", {"ApplicationId": None, "created": 1})[1] == ["$.ApplicationId"]


def test_a_discriminator_picks_the_struct_and_is_written_under_its_wire_name(probe: Modules) -> None:
    models, codec = probe("models"), probe("codec")
    field, found = read(probe, "CustomField", {"FieldValue": 1, "FieldType": "number"})
    assert (type(field), field.field_type, found) == (models.NumberField, "number", [])
    assert codec.parse(codec.encode(models.TextField(field_value="a"))) == {"FieldType": "text", "FieldValue": "a"}
    assert read(probe, "CustomField", {"FieldType": "hologram"}) == ({"FieldType": "hologram"}, ["$"])


def test_a_webhook_has_a_model_and_reads_both_spellings(probe: Modules) -> None:
    models, codec = probe("models"), probe("codec")
    for spelling in ("CancelDays", "CancellationDays"):
        renewal, found = read(probe, "Renewal", {"Timestamp": 1719830400000, spelling: 30})
        assert (renewal, found) == (models.Renewal(timestamp=MOMENT, cancel_days=30), [])
        assert codec.encode(renewal) == b'{"Timestamp":1719830400000,"CancelDays":30}'


def test_a_struct_that_extends_another_keeps_the_moments_secrets_and_spellings_of_both(probe: Modules) -> None:
    models, codec = probe("models"), probe("codec")
    wire = {"ApplicationId": "a", "created": 1, "seen": 2, "Second": "b", "license": "hush", "token": "hush"}
    thing, found = read(probe, "BigThing", wire)
    assert (found, isinstance(thing, models.Thing)) == ([], True)
    assert "hush" not in repr(thing)
    with pytest.raises(TypeError, match="secret"):
        pickle.dumps(thing)
    assert codec.parse(codec.encode(thing)) == {**{key: wire[key] for key in wire if key != "Second"}, "second": "b"}
    for moment in ("created", "seen"):
        with pytest.raises(ValueError, match="has no time zone"):
            setattr(thing, moment, datetime(2024, 7, 1))


def test_properties_named_like_types_and_arguments_keep_their_own_types(probe: Modules) -> None:
    wire = {"ApplicationId": "a", "created": 1, "date": "2024-07-01", "datetime": "2024-07-01T10:40:00Z", "self": "s"}
    thing, found = read(probe, "Thing", {**wire, "Decimal": 0.1, "day": "2024-07-02", "amount": 0.2})
    assert found == []
    assert (thing.date, thing.datetime, thing.decimal) == (date(2024, 7, 1), MOMENT, Decimal("0.1"))
    assert (thing.self, thing.day, thing.amount) == ("s", date(2024, 7, 2), Decimal("0.2"))
    assert probe("models").Thing(application_id="a", created=MOMENT, self="s").self == "s"


def test_keys_with_spaces_dots_and_digits_have_readable_names(probe: Modules) -> None:
    activity, found = read(probe, "Activity", {"Managed SSO": {"Licenses": 1}, "Swiss-U.S. Privacy Shield": "yes"})
    assert (activity.managed_sso.licenses, activity.swiss_us_privacy_shield, found) == (1, "yes", [])
    assert read(probe, "Activity", {"Swiss-U.S. Privacy Shield": 1})[1] == ["$['Swiss-U.S. Privacy Shield']"]


def test_a_thousand_open_records_go_out_and_come_back(probe: Modules) -> None:
    models, codec = probe("models"), probe("codec")
    records = [
        models.OpenThing(application_id=f"a{n}", created=MOMENT, amount=Decimal(n) / 100, additional_details={"n": n})
        for n in range(1000)
    ]
    request = models.PublishThingsRequest(records=records)
    content = codec.encode(request)
    wire = exact(content)["records"]
    assert (len(wire), wire[999]) == (
        1000,
        {"ApplicationId": "a999", "created": 1719830400000, "amount": Decimal("9.99"), "n": 999},
    )
    assert codec.decode(content, models.PublishThingsRequest, strict=True) == request


def test_the_functions_of_an_operation_take_what_the_description_says(probe: Modules) -> None:
    publish = probe("api.things.publish_things")
    request = publish.request(
        "a/b",
        body=b"{}",
        filenames=["x", "y"],
        as_of_date=date(2024, 7, 1),
        select=["a", "b"],
        filter_="a eq 1",
        window=7,
        status="Unheard of",
    )
    assert request.path == "/things/a%2Fb"
    assert request.query == (
        *(("filenames", "x"), ("filenames", "y"), ("asOfDate", "2024-07-01"), ("$select", "a,b")),
        *(("$filter", "a eq 1"), ("window", "7"), ("status", "Unheard of")),
    )
    assert inspect.signature(publish.sync).parameters["filenames"].default is inspect.Parameter.empty


def test_parameters_named_like_what_the_function_itself_needs_get_another_name(probe: Modules) -> None:
    request = probe("api.things.list_things").request(verbose=True, client_="c", models_="m", from_="f")
    assert request.query == (("verbose", "true"), ("client", "c"), ("models", "m"), ("from", "f"))
    assert request.returns is probe("models").ThingPage
    assert probe("api.things.list_things").request().returns is probe("models").NamePage


def test_quotes_and_backslashes_of_a_description_reach_the_documentation(probe: Modules) -> None:
    text = probe("api.things.list_things").__doc__
    assert text.startswith("List \"things\" \\\n\nLists things; with '''quotes''' and a \\ in its text.")
    assert probe("models").TextField.__doc__ == 'Free "text" with a \\ and quotes.'


def test_the_client_speaks_to_both_servers(probe: Modules) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"access_token": "t"} if request.url.path == "/token" else {"results": []})

    models = probe("models")
    with httpx.Client(transport=httpx.MockTransport(answer)) as pool:
        client = probe("client").Client(credential="secret", http_client=pool)
        form = models.TokenForm(client_id="a b", client_secret="c", recurring=True)
        assert probe("api.access_token.get_token").sync(body=form, client=client).access_token == "t"
        assert probe("api.things.delete_things").sync("x", body=[], client=client) == models.ThingPage(results=[])
    token, delete = sent
    assert (str(token.url), token.content) == (
        "https://login.example.test/token",
        b"client_id=a+b&client_secret=c&recurring=true",
    )
    assert (delete.method, str(delete.url), delete.content) == ("DELETE", "https://probe.example.test/things/x", b"[]")
    assert (token.headers.get("authorization"), delete.headers["authorization"]) == (None, "Bearer secret")
