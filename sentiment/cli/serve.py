"""`sentiment serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.arguments import Model, is_text

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    *,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Where to listen; by default, only this machine can ask."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="0: any free one.")
    ] = 8765,
    model: Model = None,
    labels: Annotated[
        Path, typer.Option(metavar="FILE", help="Corrections are appended to this file at once.")
    ] = Path("labels.jsonl"),
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve a page on which comments are read and corrected, and a JSON API."""
    if not is_text(str(labels)):  # the page shows it
        raise typer.BadParameter("its name is no UTF-8; name another file", param_hint="--labels")
    try:
        host.encode("idna")  # as whoever looks it up does
    except UnicodeError:
        raise typer.BadParameter("no machine can have this name", param_hint="--host") from None
    from sentiment.bundle import load_model
    from sentiment.errors import MissingExtraError, install_extra

    try:
        from sentiment.web.desk import Desk
        from sentiment.web.server import address_of, bind
        from sentiment.web.server import serve as serve_requests
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "needs FastAPI and uvicorn",
            where="sentiment serve",
            remedy=install_extra("web", what="them"),
        ) from error
    desk = Desk.beside(labels, load_model(model))
    with bind(host, port) as listening:
        address = address_of(listening, host)
        typer.echo(f"{address} (corrections go to {labels}, Ctrl+C ends)")
        if host not in _LOOPBACK:
            typer.echo(
                "Everybody who reaches this address can read and correct: there is no login.",
                err=True,
            )
        if open_:
            typer.launch(address)
        serve_requests(listening, host, desk)
