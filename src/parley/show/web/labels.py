"""Where the names beside points of a drawing go, so that none lies on another: above, below, right or left, else nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_WIDE, _HIGH, _GAP = 6.1, 13.0, 8.0  # a letter and a line at 11 pixels, and the room between point and name
SIDES: dict[str, dict[str, Any]] = {
    "above": {"dy": -_GAP - 4, "align": "center", "baseline": "middle"},
    "below": {"dy": _GAP + 6, "align": "center", "baseline": "middle"},
    "right": {"dx": _GAP + 2, "align": "left", "baseline": "middle"},
    "left": {"dx": -_GAP - 2, "align": "right", "baseline": "middle"},
}
Box = tuple[float, float, float, float]


def place(points: Sequence[tuple[float, float, str]], width: float, height: float) -> list[str]:
    """A side for each point (x, y, name) in pixels, "" where no side has room; earlier points choose first."""
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y, _ in points]
    sides = []
    for number, (x, y, name) in enumerate(points):
        chosen = ""
        for side in SIDES if name else ():
            box = _box(x, y, len(name) * _WIDE, side)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_touch(box, other) for at, other in enumerate(taken) if at != number):
                chosen = side
                taken.append(box)
                break
        sides.append(chosen)
    return sides


def layers(data: dict[str, Any], position: dict[str, Any]) -> list[dict[str, Any]]:
    """Vega-Lite layers that write `name` of each row at its `side`."""
    return [
        {
            **data,
            "transform": [{"filter": f"datum.side === '{side}'"}],
            "mark": {"type": "text", "fontSize": 11, "clip": True, **how},
            "encoding": position | {"text": {"field": "name"}},
        }
        for side, how in SIDES.items()
    ]


def _box(x: float, y: float, wide: float, side: str) -> Box:
    if side in {"above", "below"}:
        middle = y - _GAP - 4 if side == "above" else y + _GAP + 6
        return x - wide / 2, middle - _HIGH / 2, x + wide / 2, middle + _HIGH / 2
    left = x + _GAP + 2 if side == "right" else x - _GAP - 2 - wide
    return left, y - _HIGH / 2, left + wide, y + _HIGH / 2


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
