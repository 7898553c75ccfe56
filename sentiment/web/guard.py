"""What stands before the application: only its own page and programs get through, within limits.

A page of another site can make a browser send requests to this server. It can never read an
answer, since no answer allows that (there is no CORS), and what it sends is refused here by three
signs: the `Host` is a name that such a site gave to this machine (DNS rebinding), the `Origin` is
another one, or the browser says so itself (`Sec-Fetch-Site`). No cookie is set, so none can be
abused.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from sentiment.web.language import language_of
from sentiment.web.problems import refusal, said

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 32 * 2**20
"""Of the body of one request."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# Scripts and styles are files of ours; nothing else is loaded, and nothing is sent elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",  # readers' comments stay out of the browser's cache
}


class Guard:
    """ASGI middleware that refuses foreign and oversized requests.

    Parameters
    ----------
    app : ASGIApp
        What is guarded.
    host : str
        The address that the server listens on. On the loopback, only its names are answered to;
        elsewhere also any address in numbers, which no other site can claim, and the names of this
        machine.
    """

    def __init__(self, app: ASGIApp, *, host: str) -> None:
        self._app = app
        self._names = _LOOPBACK | {host.lower()}
        self._is_local = host in _LOOPBACK
        if not self._is_local:
            self._names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            status, sentence = 421, "This server does not go by that name; use the printed address."
        elif _is_foreign(headers, scope["method"]):
            status, sentence = 403, "Only the page of this server may ask; open its own address."
        else:
            body = await _body(headers, receive)
            if body is not None:
                if scope["method"] == "HEAD":  # the server itself leaves the body of the answer out
                    scope = {**scope, "method": "GET"}
                await self._app(scope, _once(body, receive), send_with_headers)
                return
            status = 413
            sentence = (
                f"More than {MOST_BYTES // 2**20} MiB are not taken; split the file, or use the "
                "command line."
            )
        language = language_of(headers.get("accept-language", ""))
        answer = refusal(status, said(sentence, language))
        await answer(scope, receive, send_with_headers)

    def _is_ours(self, host: str) -> bool:
        name = _without_port(host).lower()
        return name in self._names or (not self._is_local and _is_address(name))


def _without_port(host: str) -> str:
    """Return the name in a `Host` header; that of an IPv6 address stands in brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_foreign(headers: Headers, method: str) -> bool:
    """Tell whether a page of another site makes a browser ask.

    Programs send neither header. A link to this page may stand anywhere.
    """
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return True
    follows_link = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
    return not follows_link and headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """Return the body, or None where it is too large: said in advance, or found while reading."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _once(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body that was read already, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
