"""Charts: Vega-Lite specifications, drawn in the page by the bundle that vl-convert-python carries; shapes of countries.

Both files come out of installed packages and are served from /static under a name that holds their version, so that a browser
keeps them. The bundle (900 kB, 300 kB compressed) takes seconds to make and is kept in the user's cache folder.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from platformdirs import user_cache_path

from parley.show.web.countries import world

router = APIRouter(prefix="/static")
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_making = threading.Lock()
# what an answer may hold besides words: a link (text, path)
Cell = str | int | tuple[str, str]


@dataclass(frozen=True)
class Chart:
    """A chart: `spec` without data from elsewhere, one `sentence` that says what it shows, and the same as a table.

    In a specification a colour "--good" is that of the style sheet, light or dark.
    """

    key: str
    title: str
    sentence: str
    spec: dict[str, Any]
    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    height: int = 200

    @property
    def json(self) -> str:
        """The specification, for the page's script."""
        return json.dumps(self.spec, ensure_ascii=False, separators=(",", ":"))


def vega_path() -> str:
    """Where the bundle is served."""
    return f"/static/vega-{version('vl-convert-python')}.js"


def world_path() -> str:
    """Where the countries' shapes are served."""
    return f"/static/countries-{version('countryinfo')}.json"


@router.get("/vega-{of}.js")
def vega(request: Request, of: str) -> Response:
    """The bundle of Vega, Vega-Lite and Vega-Embed."""
    return _compressed(request, bundle(), "text/javascript", of == version("vl-convert-python"))


@router.get("/countries-{of}.json")
def outlines(request: Request, of: str) -> Response:
    """Outlines of countries as GeoJSON."""
    return _compressed(request, world(), "application/json", of == version("countryinfo"))


def _compressed(request: Request, packed: bytes, media_type: str, is_there: bool) -> Response:
    if not is_there:
        raise HTTPException(404)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=media_type, headers=_FOREVER | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type=media_type, headers=_FOREVER)


@cache
def _bundle() -> bytes:
    kept = user_cache_path("parley") / f"vega-{version('vl-convert-python')}.js.gz"
    try:
        return kept.read_bytes()
    except OSError:
        pass
    import vl_convert  # when it is needed: 84 MB

    made = gzip.compress(vl_convert.javascript_bundle().encode(), mtime=0)  # type: ignore[call-arg]  # its stub forgets the default
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(".part")
        half.write_bytes(made)
        half.replace(kept)
    except OSError:
        pass  # a folder that may not be written to: made again by the next process
    return made


def bundle() -> bytes:
    """The bundle, compressed; made once."""
    with _making:
        return _bundle()
