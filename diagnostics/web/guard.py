"""What every response carries, and what nobody needs."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
CLOSED = ("/_stcore/metrics",)  # open by default, and tells strangers about the server


class Guard:
    """Sets the headers on every response and closes what nobody needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].rstrip("/") in CLOSED:
            await PlainTextResponse("not found", 404)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = message.get("headers", ())
                said = {name.lower() for name, _value in held}
                ours = ((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
                message["headers"] = [*held, *((name, value) for name, value in ours if name not in said)]
            await send(message)

        await self.app(scope, receive, guarded)
