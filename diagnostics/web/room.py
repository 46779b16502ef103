"""A second listener for the phones in the room: the questionnaires and nothing else, while the consultant wants it, for four hours at most."""

import socket
from contextlib import closing
from pathlib import Path
from threading import Thread, Timer

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from diagnostics.sharing import Registry
from diagnostics.web.guard import Guard
from diagnostics.web.questionnaire import questionnaire

PORT = 8601
LONGEST = 4 * 60 * 60  # seconds: longer than any session; whoever forgets to close it leaves no door open overnight
STOPPING = 10.0  # seconds that it is given to end
ELSEWHERE = ("192.0.2.1", 9)  # an address of documentation: no packet is sent to it


class RoomError(OSError):
    """The listener could not be started: no network, or the port is taken."""


class Room:
    """The listener of one installation, on or off."""

    def __init__(self, home: Path, registry: Registry) -> None:
        self._home, self._registry = home, registry
        self._server: uvicorn.Server | None = None
        self._thread: Thread | None = None
        self._until: Timer | None = None
        self.address: str | None = None

    def start(self, host: str | None = None, port: int | None = None) -> str:
        """Open it on this computer's address in the local network; where it can be reached.

        Raises:
            RoomError: there is no network, or the port is taken.
        """
        if self.address:
            return self.address
        host = host or local_address()
        app = Starlette(
            routes=questionnaire(self._home, self._registry),
            middleware=[Middleware(Guard), Middleware(TrustedHostMiddleware, allowed_hosts=[host])],  # no name of another site leads here
        )
        try:
            door = socket.create_server((host, PORT if port is None else port))
        except OSError as problem:
            raise RoomError(f"{host}: {problem}") from problem
        server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", server_header=False))
        self._server, self._thread = server, Thread(target=server.run, args=([door],), daemon=True, name="room")
        self._thread.start()
        self._until = Timer(LONGEST, self.stop)
        self._until.daemon = True
        self._until.start()
        self.address = f"http://{host}:{door.getsockname()[1]}"  # who comes before it has begun waits at the door
        return self.address

    def stop(self) -> None:
        """Close it: no phone reaches anything any more."""
        if self._until:
            self._until.cancel()
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join(STOPPING)
        self._server, self._thread, self._until, self.address = None, None, None, None


def local_address() -> str:
    """The address of this computer in the local network.

    Raises:
        RoomError: it is in none.
    """
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError as problem:
            raise RoomError("no network") from problem
        return str(probe.getsockname()[0])
