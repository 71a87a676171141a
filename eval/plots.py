"""Small SVG plots for the report, drawn by hand so that the page needs nothing from outside.

Knows nothing of questions: labels and figures in, one ``<svg>`` string out; all text is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

from eval.stats import percentile

_COLOURS = ("#3b74b9", "#c8642c", "#3d8f5f", "#8a5bb5", "#a3281c")
_LINE_HEIGHT = 16
_FONT = 'font-family="system-ui,sans-serif" font-size="13"'


def _svg(width: int, height: int, title: str, body: list[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" {_FONT}'
        f' xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", css: str = "ink") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{css}">{escape(text)}</text>'


def intervals(rows: Sequence[tuple[str, float, float, float, int]], title: str) -> str:
    """A bar a row with its 95% interval. Rows: label, value, low, high (all 0..1), number of questions."""
    left, bar, right, step = 150, 380, 150, 26
    height = step * len(rows) + 34
    body: list[str] = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x = left + bar * tick
        body.append(f'<line x1="{x}" x2="{x}" y1="4" y2="{height - 26}" class="grid"/>')
        body.append(_text(x, height - 8, f"{tick:.0%}", anchor="middle", css="dim"))
    for i, (label, value, low, high, n) in enumerate(rows):
        y = 8 + i * step
        body.append(_text(left - 10, y + 14, label, anchor="end"))
        body.append(
            f'<rect x="{left}" y="{y + 3}" width="{bar * value:.1f}" height="14" rx="2" class="bar"/>'
        )
        body.append(
            f'<path d="M{left + bar * low:.1f} {y + 10}H{left + bar * high:.1f}m0 -4v8'
            f'M{left + bar * low:.1f} {y + 6}v8" class="whisker"/>'
        )
        body.append(_text(left + bar + 12, y + 14, f"{value:.1%}（{n} 题）"))
    return _svg(left + bar + right, height, title, body)


def histogram(values: Sequence[float], title: str, unit: str, bins: int = 24) -> str:
    """How often values fall into equal steps from 0 up; what lies far above nearly all stands in the last step."""
    width, height, left, base = 640, 190, 44, 150
    if not values:
        return _svg(width, 40, title, [_text(8, 24, "没有数据", css="dim")])
    # a few stragglers must not squeeze all others into one bar
    usual = 2 * percentile(values, 0.95)
    beyond = max(values) > usual
    top = max(usual if beyond else max(values), 1e-9)
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / top * bins))] += 1
    high = max(counts)
    step = (width - left - 20) / bins
    body = [
        _text(left - 6, 24, str(high), anchor="end", css="dim"),
        _text(left - 6, base, "0", anchor="end", css="dim"),
    ]
    for i, count in enumerate(counts):
        tall = (base - 14) * count / high
        body.append(
            f'<rect x="{left + i * step + 1:.1f}" y="{base - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}"'
            f' class="bar"><title>{i * top / bins:.0f}–{(i + 1) * top / bins:.0f} {escape(unit)}: {count}</title></rect>'
        )
    body.append(f'<line x1="{left}" x2="{width - 20}" y1="{base}" y2="{base}" class="axis"/>')
    for share in (0, 0.25, 0.5, 0.75, 1):
        label = f"{ceil(top * share)} {unit}" if top >= 4 else f"{top * share:.1f} {unit}"
        anchor = "end" if share == 1 else "middle"
        if share == 1 and beyond:
            label = f"≥ {label}"
        body.append(_text(left + (width - left - 20) * share, base + 20, label, anchor=anchor, css="dim"))
    return _svg(width, height, title, body)


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
    good: Sequence[int],
    title: str,
) -> str:
    """A table of counts. ``good``: for each row the column that is right; any other count in the row is wrong."""
    left, cell, tall = 150, 110, 44
    body = [_text(left + cell * (j + 0.5), 20, c, anchor="middle", css="dim") for j, c in enumerate(columns)]
    for i, row in enumerate(rows):
        y = 32 + i * tall
        body.append(_text(left - 12, y + 27, row, anchor="end"))
        for j, count in enumerate(counts[i]):
            css = "empty" if not count else "right" if j == good[i] else "wrong"
            body.append(
                f'<rect x="{left + cell * j + 2}" y="{y + 2}" width="{cell - 4}" height="{tall - 4}" rx="4" class="{css}"/>'
            )
            body.append(_text(left + cell * (j + 0.5), y + 27, str(count), anchor="middle"))
    return _svg(left + cell * len(columns) + 10, 40 + tall * len(rows), title, body)


def growth(x: Sequence[float], over: str, series: Mapping[str, Sequence[float]], title: str) -> str:
    """Lines over ``x`` (called ``over``), both axes logarithmic; all values positive, two or more points a line."""
    width, height, left, right, top, base = 820, 380, 60, 230, 16, 330
    ys = [y for values in series.values() for y in values]
    x0, x1 = log10(min(x)), log10(max(x))
    y0, y1 = floor(log10(min(ys))), ceil(log10(max(ys)))
    y1 = max(y1, y0 + 1)

    def at(a: float, b: float) -> tuple[float, float]:
        across = (log10(a) - x0) / max(x1 - x0, 1e-9)
        up = (log10(b) - y0) / (y1 - y0)
        return left + (width - left - right) * across, base - (base - top) * up

    # a page may be dark, and its styles do not reach into an image
    body = [f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for power in range(y0, y1 + 1):
        y = at(min(x), 10.0**power)[1]
        body.append(
            f'<line x1="{left}" x2="{width - right}" y1="{y:.1f}" y2="{y:.1f}" class="grid" stroke="#d9dee5"/>'
        )
        body.append(_text(left - 8, y + 4, f"{10.0**power:g}", anchor="end", css="dim"))
    for value in x:
        body.append(_text(at(value, 10.0**y0)[0], base + 22, f"{value:,.0f}", anchor="middle", css="dim"))
    body.append(_text(width - right + 40, base + 22, over, css="dim"))
    ends = []
    for (name, values), colour in zip(series.items(), _COLOURS, strict=False):
        points = [at(a, b) for a, b in zip(x, values, strict=True)]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{colour}"/>' for a, b in points]
        ends.append((points[-1][1] + 4, name, colour))
    floor_y = 0.0
    for y, name, colour in sorted(ends):
        # lines may end side by side, their names may not
        floor_y = max(y, floor_y + _LINE_HEIGHT)
        label = f'<tspan fill="{colour}">{escape(name)}</tspan>'
        body.append(f'<text x="{width - right + 10:.1f}" y="{floor_y:.1f}">{label}</text>')
    return _svg(width, height, title, body)
