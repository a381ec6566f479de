"""uvicorn on the loopback interface, in a thread of its own."""

import asyncio
import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from .connection import OpenHandedProtocol

_HOST = "127.0.0.1"
_START_SECONDS = 10
_GRACE_SECONDS = 1


class _Server(uvicorn.Server):
    """Says when it accepts requests, and stops at once: uvicorn's own server looks ten times a second whether it should
    stop, and then waits a tenth of a second for nothing. A test suite starts hundreds.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self.ready.set()

    async def main_loop(self) -> None:
        await self._stopped.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            for listener in server.sockets:
                asyncio.get_running_loop().remove_reader(listener.fileno())
        for _ in range(3):  # asyncio cannot close a server while a connection that it accepted is not made known
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(set(self.server_state.tasks), timeout=_GRACE_SECONDS)

    def stop(self) -> None:
        """From another thread."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopped.set)


class LoopbackServer:
    """Serves from `start` to `stop`. Sends no date and no server name, so that answers can be compared byte by byte."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        config = uvicorn.Config(
            app,
            http=OpenHandedProtocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=60,
        )
        self._server = _Server(config)
        self._socket = _listen(port)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="spokebridge-sandbox", daemon=True
        )
        self.url = f"http://{_HOST}:{self._socket.getsockname()[1]}"

    def start(self) -> None:
        """Returns when requests are accepted."""
        self._thread.start()
        if not self._server.ready.wait(_START_SECONDS):
            self.stop()
            raise RuntimeError(f"the sandbox did not start within {_START_SECONDS} seconds")

    def stop(self) -> None:
        """Returns when the port is closed."""
        if self._thread.is_alive():
            self._server.stop()
            self._thread.join()
        self._socket.close()


def _listen(port: int) -> socket.socket:
    """A socket that names its protocol.

    Only for those asyncio switches Nagle's algorithm off; with it on, every answer that follows another on the same
    connection comes 40 ms late.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
        listener.listen()
    except OSError as problem:
        listener.close()
        hint = f"port {port} cannot be used: {problem.strerror}; take another one, or 0 for any that is free"
        raise OSError(problem.errno, hint) from None
    return listener
