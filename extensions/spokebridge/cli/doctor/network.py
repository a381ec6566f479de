"""Whether a host can be reached: through which proxy, under which addresses, with which certificate."""

from __future__ import annotations

import socket
import ssl
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

from spokebridge.cli.doctor.findings import Finding

SECONDS = 5.0


def host_findings(url: str) -> Iterator[Finding]:
    """Proxy, name and port of the host of a URL, and its certificate when that is https. Stops at what fails."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    proxy = _proxy(parts.scheme, host)
    if proxy is not None:
        through = urlsplit(proxy if "//" in proxy else f"http://{proxy}")
        name = f"{through.hostname}:{through.port or 80}"
        yield Finding(f"{host}: proxy", f"{name}, from the environment")
        yield _port(f"proxy {name}", through.hostname or "", through.port or 80, "check HTTPS_PROXY and NO_PROXY")
        return
    named = _name(host, port)
    yield named
    if named.is_good:
        opened = _port(f"{host}: port", host, port, "check the base URL, and that a firewall lets this through")
        yield opened
        if secure and opened.is_good:
            yield _certificate(host, port)


def _proxy(scheme: str, host: str) -> str | None:
    """What the environment names, which is what the HTTP library follows."""
    if urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(scheme) or proxies.get("all")


def _name(host: str, port: int) -> Finding:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        fix = "check the base URL; if it is right, check DNS, or set HTTPS_PROXY where a proxy is needed"
        return Finding(f"{host}: name", f"cannot be resolved ({error.strerror or error})", fix)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    return Finding(f"{host}: name", ", ".join(addresses[:3]))


def _port(what: str, host: str, port: int, fix: str) -> Finding:
    started = time.monotonic()
    try:
        socket.create_connection((host, port), timeout=SECONDS).close()
    except OSError as error:
        return Finding(what, f"{port} cannot be reached ({error.strerror or error})", fix)
    return Finding(what, f"{port} answers in {(time.monotonic() - started) * 1000:.0f} ms")


def _certificate(host: str, port: int) -> Finding:
    what = f"{host}: certificate"
    try:
        with (
            socket.create_connection((host, port), timeout=SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
        ):
            return Finding(what, f"valid, {secured.version()}")
    except ssl.SSLCertVerificationError as error:
        fix = "if a proxy of your company opens traffic, set SSL_CERT_FILE to its certificates; never turn checks off"
        return Finding(what, f"not trusted ({error.verify_message})", fix)
    except OSError as error:
        return Finding(what, f"no TLS ({error.strerror or error})", "check the base URL and the port")
