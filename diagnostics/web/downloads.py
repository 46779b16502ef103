"""Files with company data leave through a route of our own: by a secret address, for a short while, never cached.

What Streamlit serves as media stays open to everybody who knows its address, after the session too.
"""

import re
from pathlib import Path
from time import time

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

KEPT = 60 * 60  # seconds for which an offered file can be fetched
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # secrets.token_urlsafe(32)


def downloads(folder: Path) -> Route:
    """The route `/download/{token}`: gives the one file in the folder of that name, or 404 whatever is wrong."""

    def download(request: Request) -> Response:
        token = request.path_params["token"]
        files = list((folder / token).glob("*")) if TOKEN.fullmatch(token) else []
        if len(files) != 1 or files[0].stat().st_mtime < time() - KEPT:
            return PlainTextResponse("not found", 404)
        return FileResponse(files[0], filename=files[0].name, headers={"Cache-Control": "no-store"})

    return Route("/download/{token}", download)
