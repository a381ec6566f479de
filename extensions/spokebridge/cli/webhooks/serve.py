"""`spokebridge webhooks serve`: events on standard output, one line of JSON each."""

from __future__ import annotations

import logging
import socket
from collections.abc import Generator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import click

from spokebridge.cli.clients import productiv
from spokebridge.cli.common import choices
from spokebridge.cli.webhooks.environment import secret_in
from spokebridge.cli.webhooks.reactions import REACTIONS, reaction
from spokebridge.errors import ConfigurationError
from spokebridge.plugins import Reply, RequestFailed, hookimpl
from spokebridge.settings import is_loopback
from spokebridge.webhooks import PathSecret, SQLiteStore, WebhookEvent, WebhookReceiver


@click.command()
@click.option("--port", default=8701, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--on-event",
    default="print",
    show_default=True,
    metavar="|".join((*REACTIONS, "MODULE:FUNCTION")),
    help="What to do with each event: print it, print it and resume its workflow, or print it and call a function of "
    "yours, which may return Resume() or Comment(...).",
)
@click.option(
    "--secret-env",
    metavar="NAME",
    help="Take only requests whose path ends with the secret in this environment variable.",
)
@click.option(
    "--store",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Remember handled events in this file; without it, until the end of the command.",
)
def serve(port: int, host: str, on_event: str, secret_env: str | None, store: Path | None) -> None:
    """Print events that arrive here, and resume their workflows.

    Waits until Ctrl-C. Each event is one line of JSON on standard output, with the callback token and the addresses of
    documents masked. What became of it is told on standard error. Resuming needs the credentials of Productiv.
    """
    try:
        import uvicorn
    except ModuleNotFoundError:
        raise ConfigurationError(
            "uvicorn is not installed; this command needs: pip install 'spokebridge[webhooks]'"
        ) from None
    if secret_env is None and not is_loopback(host):
        raise click.UsageError(f"others can reach {host}; give --secret-env too, so that not everybody may send events")
    react = reaction(on_event)
    client = None
    try:
        client = None if on_event == "print" else productiv()
    except ConfigurationError as error:
        if on_event == "resume":
            raise
        click.echo(f"what the function returns cannot be sent: {error}", err=True)
    receiver = WebhookReceiver(
        client,
        verify=() if secret_env is None else PathSecret(secret_in(secret_env)),
        store=None if store is None else SQLiteStore(store),
        plugins=[Told()],
    )
    receiver.on(WebhookEvent)(react)
    with _listener(host, port) as listener:
        where = f"http://{_shown(host)}:{listener.getsockname()[1]}/" + (f"<{secret_env}>" if secret_env else "")
        click.echo(f"waiting for events at {where}; Ctrl-C ends it", err=True)
        config = uvicorn.Config(receiver, log_config=None, access_log=False, lifespan="on", ws="none")
        try:
            with suppress(KeyboardInterrupt), nullcontext() if choices().debug else _quiet_log():
                uvicorn.Server(config).run(sockets=[listener])
            click.echo("ended", err=True)
        finally:
            if client is not None:
                client.close()


class Told:
    """Tells on standard error what became of an event."""

    @hookimpl
    def spokebridge_after_response(self, response: Reply) -> None:
        """It was handled."""
        click.echo(f"{response.operation}: handled in {response.seconds:.1f} s", err=True)

    @hookimpl
    def spokebridge_on_error(self, error: RequestFailed) -> None:
        """It was not."""
        click.echo(f"{error.operation}: {type(error.error).__name__}: {error.error}", err=True)


@contextmanager
def _quiet_log() -> Generator[None]:
    """`Told` says in a line what the receiver's log says with a traceback."""
    log, handler = logging.getLogger("spokebridge.webhooks"), logging.NullHandler()
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.propagate = True
        log.removeHandler(handler)


def _listener(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise click.BadParameter(
            f"{host} is no address of this machine ({error.strerror})", param_hint="--host"
        ) from None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise click.UsageError(
            f"cannot listen on {host} port {port}: {error.strerror}; choose another --port"
        ) from None
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
