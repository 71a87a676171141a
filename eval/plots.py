"""Small SVG plots for the report, drawn by hand so that the page needs nothing from outside.

Knows nothing of questions: labels and figures in, one ``<svg>`` string out; all text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

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
    """How often values fall into equal steps from 0 to the largest; the last tick is the largest."""
    width, height, left, floor = 640, 190, 44, 150
    if not values:
        return _svg(width, 40, title, [_text(8, 24, "没有数据", css="dim")])
    top = max(max(values), 1e-9)
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / top * bins))] += 1
    high = max(counts)
    step = (width - left - 20) / bins
    body = [
        _text(left - 6, 24, str(high), anchor="end", css="dim"),
        _text(left - 6, floor, "0", anchor="end", css="dim"),
    ]
    for i, count in enumerate(counts):
        tall = (floor - 14) * count / high
        body.append(
            f'<rect x="{left + i * step + 1:.1f}" y="{floor - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}"'
            f' class="bar"><title>{i * top / bins:.0f}–{(i + 1) * top / bins:.0f} {escape(unit)}: {count}</title></rect>'
        )
    body.append(f'<line x1="{left}" x2="{width - 20}" y1="{floor}" y2="{floor}" class="axis"/>')
    for share in (0, 0.25, 0.5, 0.75, 1):
        label = f"{ceil(top * share)} {unit}" if top >= 4 else f"{top * share:.1f} {unit}"
        anchor = "end" if share == 1 else "middle"
        body.append(_text(left + (width - left - 20) * share, floor + 20, label, anchor=anchor, css="dim"))
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
