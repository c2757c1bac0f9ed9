"""Charts: Vega-Lite specifications, drawn in the page by the bundle that vl-convert-python carries; shapes of countries.

Both files come out of installed packages and are served from /static under a name that holds their version, so that a browser
keeps them. The bundle (900 kB, 300 kB compressed) takes seconds to make and is kept in the user's cache folder.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from platformdirs import user_cache_path

router = APIRouter(prefix="/static")
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_LEFT_OUT = frozenset({"ATA", "antarctica.json"})  # its ring runs along the pole
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
def countries(request: Request, of: str) -> Response:
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


@cache
def world() -> bytes:
    """Outlines of all countries that have one, compressed GeoJSON; to a hundredth of a degree."""
    shapes = [
        {"type": "Feature", "id": id, "geometry": shape} for id, shape in sorted(dict(_shapes()).items()) if id not in _LEFT_OUT
    ]
    made = json.dumps({"type": "FeatureCollection", "features": shapes}, separators=(",", ":"))
    return gzip.compress(made.encode(), mtime=0)


def _shapes() -> Iterator[tuple[str, dict[str, Any]]]:
    """(code, geometry) of each country of the package `countryinfo`."""
    for folder in ("data", "data_no_iso"):
        for file in files("countryinfo").joinpath(folder).iterdir():
            if not file.name.endswith(".json"):
                continue
            found = json.loads(file.read_text(encoding="utf8")).get("geoJSON") or {}
            for feature in found.get("features", ()):
                shape = feature["geometry"]
                parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
                turned = [[_ring(ring, outer=number == 0) for number, ring in enumerate(part)] for part in parts]
                yield str(feature.get("id") or file.name), {"type": "MultiPolygon", "coordinates": turned}


def _ring(points: list[list[float]], *, outer: bool) -> list[list[float]]:
    """A ring to a hundredth of a degree, turned as d3 wants it: the land of an outer one lies to the right, else it is the sea."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    found = [[round(lon, 2), round(lat, 2)] for lon, lat, *_ in points]
    return found if (area < 0) == outer else found[::-1]
