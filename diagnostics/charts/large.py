"""A picture for the wall: the same chart with larger type and more height."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from diagnostics.charts.theme import Picture

SIZES = ("fontSize", "labelFontSize", "titleFontSize", "labelLimit")


def enlarged(picture: Picture, type_by: float, height_by: float) -> Picture:
    """The same picture: letters `type_by` times as large, in charts and in what they mark, and the chart `height_by` times as high.

    Use it where a room reads a chart from afar. Not on a page: there the house's own sizes hold.
    """
    spec = picture.chart.to_dict()
    config = _scaled(spec.pop("config"), type_by)
    spec = _scaled(spec, type_by)
    height = spec.get("height")
    if isinstance(height, int | float):
        spec["height"] = round(height * height_by)
    elif isinstance(height, dict):
        spec["height"] = {"step": round(height["step"] * height_by)}
    return replace(picture, chart=type(picture.chart).from_dict({**spec, "config": config}))


def _scaled(node: Any, by: float) -> Any:
    """Every size of letters in a specification, by a factor; data stay as they are."""
    if isinstance(node, Mapping):
        return {
            name: round(value * by) if name in SIZES and isinstance(value, int | float) else value if name in ("data", "datasets") else _scaled(value, by)
            for name, value in node.items()
        }
    if isinstance(node, list):
        return [_scaled(one, by) for one in node]
    return node
