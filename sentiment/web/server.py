"""The server: an address that is bound before anything is promised, and requests until it ends."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from sentiment.errors import AddressError
from sentiment.web.app import create_app

if TYPE_CHECKING:
    from sentiment.web.desk import Desk

_WAITING = 128  # connections that may wait while the server starts


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address.

    Parameters
    ----------
    host : str
        A name or an address.
    port : int
        0 lets the system choose a free one.

    Raises
    ------
    AddressError
        Where the address is taken, or is not one of this machine.
    """
    where = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _refusal(where, error) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise _refusal(where, error) from error
    return listening


def address_of(listening: socket.socket, host: str) -> str:
    """Return the address to open in a browser."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}/"


def serve(listening: socket.socket, host: str, desk: Desk) -> None:
    """Answer requests until the program is told to end."""
    app = create_app(desk, host=host)
    # Who asked for what is nobody's business; errors of the program itself go to the terminal.
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False)
    uvicorn.Server(config).run([listening])


def _refusal(where: str, error: OSError) -> AddressError:
    return AddressError(
        f"no server can be started there ({error.strerror or type(error).__name__})",
        where=where,
        remedy="name another address with --host or --port",
    )
