"""Which addresses are public, and what a sender's file name becomes."""

from __future__ import annotations

import errno
import ipaddress
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spokebridge.downloads.addresses import is_public
from spokebridge.downloads.files import Part, safe_name
from spokebridge.errors import DownloadError


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:4700::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_is_public(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1"),
        *("2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe"),
    ],
)
def test_is_not_public(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("quote.pdf", "quote.pdf"),
        ("Angebot Käse (2).pdf", "Angebot Käse (2).pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/passwd", "passwd"),
        ("C:quote.pdf", "C_quote.pdf"),
        (".bashrc", "bashrc"),
        ("..", "document"),
        ("", "document"),
        ("folder/", "document"),
        (None, "document"),
        (7, "document"),
        ("a\x00b\nc.pdf", "a_b_c.pdf"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("name. ", "name"),
        ("a\ud800b", "a_b"),
        ("x" * 400 + ".pdf", "x" * 147 + ".pdf"),
        ("x." + "y" * 400, "x." + "y" * 149),
    ],
)
def test_a_name_becomes(name: object, becomes: str) -> None:
    assert safe_name(name) == becomes


@given(st.text())
def test_any_name_is_one_of_a_file_in_the_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path("folder", safe).parent == Path("folder")
    assert safe == Path("folder", safe).name
    assert not safe.startswith(".")
    assert len(safe.encode()) < 700


@pytest.mark.parametrize("links", [True, False])
def test_a_file_takes_the_next_free_name(links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links on this file system")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    for content in (b"one", b"two", b"three"):
        part = Part(tmp_path, 100)
        part.write(content)
        part.finish("a.tar.gz")
        part.discard()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.tar.gz": b"one",
        "a.tar (2).gz": b"two",
        "a.tar (3).gz": b"three",
    }


def test_a_disk_that_takes_no_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = Part(tmp_path, 100)
    part.write(b"some of it")
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(DownloadError, match=r"the file cannot be written \(No space left"):
        part.finish("a.pdf")
    part.discard()
    assert list(tmp_path.iterdir()) == []


def _full(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
