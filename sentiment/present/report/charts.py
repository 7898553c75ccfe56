"""Bars as SVG that stands inside of a page: drawn by pygal, coloured by the style of the page.

Of what pygal draws, shapes and their places are taken: no style, script or tooltip, and no comment,
which would hold the day on which a chart was made. A chart is one picture to a screen reader; a
table has to tell the same.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from sentiment.present.report.measures import SERIES
from sentiment.present.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 440  # of a chart; the page scales it
_ROW, _HEIGHT = 34, 190  # of one horizontal bar, of a chart of vertical ones
_MARGIN = 4
_FONT = 13
_LONGEST_NAME = 28  # characters of the name of a bar
_LEAST_SHARE = 0.05  # of the longest bar; a count beside others needs this much room
_LETTER = 8  # the room that one takes, and the least between two names
_SHAPES = ("g", "path", "rect", "text")
_PLACES = ("x", "y", "width", "height", "d", "transform", "text-anchor")  # attributes of shapes
_NUMBER = re.compile(r"-?\d+\.\d+")
# What XML cannot hold: halves of surrogates, and two that are no characters.
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar in parts, one for each of `SERIES`, in their order.

    `short` stands beside it, where `name` is too long for that.
    """

    name: str
    counts: tuple[int, ...]
    short: str | None = None


def horizontal(bars: Sequence[Bar], title: str) -> str:
    """Draw bars from left to right, the first at the top, each part with its number."""
    top = max(sum(bar.counts) for bar in bars)

    def number(count: float) -> str:
        return f"{count:.0f}" if count >= _LEAST_SHARE * top else ""

    chart = _pygal().HorizontalStackedBar(
        height=len(bars) * _ROW + 2 * _MARGIN,
        print_values=True,
        formatter=number,
        show_x_labels=False,
        **_options(),
    )
    upwards = bars[::-1]
    chart.x_labels = [_beside(bar) for bar in upwards]
    return _drawn(chart, upwards, title)


def vertical(bars: Sequence[Bar], title: str) -> str:
    """Draw bars that stand side by side, some of them with their names."""
    top = max(sum(bar.counts) for bar in bars)
    chart = _pygal().StackedBar(height=_HEIGHT, show_x_guides=False, **_options())
    names = [_beside(bar) for bar in bars]
    room = _LETTER * (1 + max(map(len, names)))
    apart = -(-len(bars) * room // _WIDTH)
    chart.x_labels = [name if n % apart == 0 else "" for n, name in enumerate(names)]
    chart.y_labels = sorted({0, top // 2, top})
    chart.value_formatter = lambda count: f"{count:.0f}"
    return _drawn(chart, bars, title)


def _pygal() -> Any:  # noqa: ANN401 - a module
    """Import pygal without its hook for maps, which makes Python 3.11 warn of later imports."""
    import pygal

    sys.meta_path[:] = [f for f in sys.meta_path if type(f).__module__ != pygal.__name__]
    return pygal


def _options() -> dict[str, Any]:
    from pygal.style import Style

    fonts = {f"{part}_font_size": _FONT for part in ("label", "major_label", "value")}
    return {
        "width": _WIDTH,
        "margin": _MARGIN,
        "js": (),
        "show_legend": False,
        "truncate_label": -1,
        "style": Style(**fonts),
    }


def _drawn(chart: Any, bars: Sequence[Bar], title: str) -> str:  # noqa: ANN401 - pygal has no types
    for name, counts in zip(SERIES, zip(*(bar.counts for bar in bars), strict=True), strict=True):
        chart.add(name, counts)
    drawn = chart.render_tree()
    picture = etree.Element("svg", {"viewBox": drawn.get("viewBox"), "class": "chart"})
    picture.set("role", "img")
    picture.set("aria-label", _for_xml(title))
    picture.extend(_shapes(drawn))
    text: str = etree.tostring(picture, encoding="unicode")
    return text


def _shapes(drawn: Any) -> list[Any]:  # noqa: ANN401 - elements of lxml, which has no types
    """Copy the shapes in an element, and where they stand; what nobody can see is left out."""
    shapes = []
    for element in drawn.iterchildren(*_SHAPES):
        inner = _shapes(element)
        words = element.get("class", "").split()
        shape = etree.Element(element.tag)
        for name in _PLACES:
            if name in element.attrib:
                shape.set(name, _NUMBER.sub(lambda n: f"{float(n[0]):.0f}", element.get(name)))
        match words:
            case ["axis", "x" | "y" as axis, *_]:
                shape.set("class", f"axis {axis}")
                inner = [part for part in inner if axis == "y" or part.tag == "text"]
            case ["series", name, *_]:
                shape.set("class", SERIES[int(name.removeprefix("serie-"))])
            case ["background", *_]:
                continue
        if element.tag == "g":
            shape.extend(inner)
            shapes += [shape] if shape.attrib and inner else inner
        elif element.tag == "path" or element.text or _has_area(element):
            shape.text = element.text
            shapes.append(shape)
    return shapes


def _has_area(rect: Any) -> bool:  # noqa: ANN401 - see above
    return all(round(float(rect.get(side, 0))) for side in ("width", "height"))


def _beside(bar: Bar) -> str:
    name = _for_xml(" ".join((bar.short or bar.name).split()))
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _for_xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))
