"""Tables of other formats → text lines of cells parted by pipes, as the table reader expects them."""

from __future__ import annotations

from collections.abc import Iterator

# rows of cells, a cell a list of paragraphs; a cell that spans rows is repeated, of one that spans columns
# only the first is filled
Grid = list[list[list[str]]]


def grid_lines(grid: Grid) -> Iterator[str]:
    """A grid as text lines; a cell over the whole width keeps its paragraphs."""
    for row in grid:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and (len(row) == 1 or (row[0] and len(filled[0]) > 1)):
            yield from (paragraph.replace("|", "｜") for paragraph in filled[0])
        elif filled:
            yield " | ".join(" ".join(cell).replace("|", "｜") for cell in row) + " |"
