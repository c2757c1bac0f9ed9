"""A digest as one page: no script, nothing fetched, everything escaped; the same page is the HTML part of a mail."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from parley.show.digest.contents import CHART_ID, Digest

_TEMPLATES = files("parley.show").joinpath("templates")


@cache
def _environment() -> Environment:
    def load(name: str) -> str:
        return _TEMPLATES.joinpath(name).read_text(encoding="utf8")

    return Environment(
        loader=FunctionLoader(load), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )


def render_page(digest: Digest) -> str:
    """The page by itself: the chart is in it."""
    image = ""
    if digest.chart:
        image = "data:image/svg+xml;base64," + base64.b64encode(digest.chart.svg.encode()).decode()
    return _environment().get_template("digest.html.j2").render(digest=digest, image=image, policy=True)


def render_mail_part(digest: Digest) -> str:
    """The page as part of a mail, which brings the chart along under `CHART_ID`."""
    return _environment().get_template("digest.html.j2").render(digest=digest, image=f"cid:{CHART_ID}", policy=False)
