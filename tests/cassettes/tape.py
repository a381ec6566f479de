"""Cassettes: how they are written, what is kept out of them, and when a request is the one that was recorded.

A cassette is made by the sandbox and says so. It holds no secret, no port and nothing that differs from run to run:
headers are those of an allow-list, JSON bodies are pretty and a request's keys are sorted, interactions are sorted too.
A request matches on method, path, sorted query and canonical body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import msgspec
import vcr
import yaml
from vcr.cassette import Cassette
from vcr.record_mode import RecordMode
from vcr.request import Request

from spokebridge.redaction import MASK, Secret, holds_a_secret, redacted, shown_headers
from spokebridge.sandbox.web import codec

FOLDER = Path(__file__).parent
ORIGIN = "https://sandbox.test"
MADE_BY = "spokebridge sandbox"

_HEADING = "# Made by the sandbox of this repository, not by a live service: nox -s cassettes -- --record\n"
_MATCH_ON = ("method", "path", "query", "raw_body")
_LEFT_OUT = ("accept", "content-length", "user-agent")


@contextmanager
def replayed(path: Path) -> Iterator[Cassette]:
    """Within this block the recorded requests are answered from the cassette, each once; any other is refused."""
    with _machine(RecordMode.NONE, _Cleaner()).use_cassette(path) as cassette:
        yield cassette
    assert cassette.all_played, f"{path.name} holds answers that nobody asked for"


@contextmanager
def recorded(path: Path, origin: str, secrets: Callable[[], Iterable[str]]) -> Iterator[Cassette]:
    """Within this block requests go where they are sent, and the cassette is written at its end.

    `origin` is where the sandbox is served; `secrets` are all that it knows by now.
    """
    path.unlink(missing_ok=True)
    with _machine(RecordMode.ONCE, _Cleaner(origin, secrets)).use_cassette(path) as cassette:
        yield cassette


def _machine(mode: RecordMode, cleaner: _Cleaner) -> vcr.VCR:
    machine = vcr.VCR(
        record_mode=mode,
        match_on=_MATCH_ON,
        serializer="labelled",
        before_record_request=cleaner.request,
        before_record_response=cleaner.response,
    )
    machine.register_serializer("labelled", _Labelled())
    return machine


class _Cleaner:
    """Brings requests and answers into the form they have on a cassette; what has that form already stays as it is."""

    def __init__(self, origin: str = ORIGIN, secrets: Callable[[], Iterable[str]] = tuple) -> None:
        self._origin = origin
        self._secrets = secrets

    def request(self, request: Request) -> Request:
        """Also called for a request that is about to be looked up."""
        request.uri = self._address(request.uri)
        request.body = self._body(request.body or b"", request.headers.get("content-type", ""), ordered=True)
        request.headers = _kept(request.headers)
        return request

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """The body as what its header says it is, or as text."""
        headers = {name: ", ".join(values) for name, values in response["headers"].items()}
        kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
        response["body"]["string"] = self._body(response["body"]["string"], kind, ordered=False)
        response["headers"] = {name: [value] for name, value in _kept(headers).items()}
        return response

    def _address(self, uri: str) -> str:
        parts = urlsplit(self._text(uri))
        query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)), safe="*$,'", quote_via=quote)
        return urlunsplit(parts._replace(query=query))

    def _body(self, body: bytes, content_type: str, *, ordered: bool) -> bytes:
        if "json" in content_type:
            try:
                value = codec.decode(body.replace(self._origin.encode(), ORIGIN.encode()))
            except ValueError:
                return self._text(body.decode()).encode()
            clean = redacted(value, self._known())
            order = "sorted" if ordered else None
            text = msgspec.json.Encoder(decimal_format="number", order=order).encode(clean)
            return msgspec.json.format(text, indent=2)
        if "form" in content_type:
            fields = sorted(parse_qsl(body.decode(), keep_blank_values=True))
            return urlencode([(name, _field(name, value)) for name, value in fields], safe="*").encode()
        return self._text(body.decode()).encode()

    def _text(self, text: str) -> str:
        return str(redacted(text.replace(self._origin, ORIGIN), self._known()))

    def _known(self) -> list[Secret]:
        return [Secret(text) for text in self._secrets()]


def _field(name: str, value: str) -> str:
    """Client ids are no secrets, but every sandbox and every test has its own."""
    return MASK if holds_a_secret(name) or name == "client_id" else value


def _kept(headers: Any) -> dict[str, str]:
    shown = shown_headers(dict(headers.items()))
    return {
        name.lower(): value for name, value in sorted(shown.items()) if value != MASK and name.lower() not in _LEFT_OUT
    }


class _Labelled:
    """YAML with a heading, bodies as blocks of text, and interactions in an order of their own."""

    def serialize(self, cassette: dict[str, Any]) -> str:
        interactions = sorted(cassette["interactions"], key=_place)
        document = {"made_by": MADE_BY, "version": cassette["version"], "interactions": interactions}
        return _HEADING + yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)

    def deserialize(self, text: str) -> dict[str, Any]:
        document: dict[str, Any] = yaml.safe_load(text)
        return document


def _place(interaction: dict[str, Any]) -> tuple[str, str, str]:
    """Equal requests keep the order in which they were made."""
    request = interaction["request"]
    return request["uri"], request["method"], request["body"] or ""


class _Dumper(yaml.SafeDumper):
    """Texts of several lines are blocks."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
