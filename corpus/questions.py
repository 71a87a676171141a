"""Questions with their answers as guides and 政策解读 print them: 问：证还没下来，能先试营业吗？ 答：不能。…

Knows nothing of headings or trees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.indicators import sentences
from corpus.lines import Line

_BRIEF = 10  # characters of an opening that says yes or no
_BOLD = r"(?:\*\*|__)?\s*"
# what may be numbered before or behind it: （一）问：, 3.问：, 问题1：, Q1:
_QUESTION = re.compile(
    rf"{_BOLD}(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)]?[、.．]?\s*)?"
    rf"(?P<mark>(?:问题?|提问|[Qq])\s*[一二三四五六七八九十\d]{{0,3}})\s*[：:.、]\s*(?P<asked>(?:[^？?。；;]{{2,80}}[？?]){{1,3}})\s*{_BOLD}"
)
_ANSWER = re.compile(rf"{_BOLD}(?:答(?:复|案)?|[Aa])\s*\d{{0,3}}\s*[：:.、]\s*{_BOLD}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line asks. ``mark``: 问, or 问4 where it is numbered. ``alone``: the answer begins in the next line."""

    text: str
    mark: str
    alone: bool

    @property
    def label(self) -> str:
        """How a reader cites it: 问4, or by what is asked."""
        return self.mark if self.mark[-1:].isdigit() else f"{self.mark}：{self.text}"


def asked_in(lines: Sequence[Line], i: int) -> Asked | None:
    """The question of line ``i`` where an answer follows it, in the line or in the next one."""
    text = lines[i].text
    if not (match := _QUESTION.match(text)):
        return None
    alone = match.end() == len(text)
    after = text[match.end() :] if not alone else lines[i + 1].text if i + 1 < len(lines) else ""
    if not _ANSWER.match(after):
        return None
    return Asked(re.sub(r"\*\*|__", "", match["asked"]).strip(), re.sub(r"\s", "", match["mark"]), alone)


def answered(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of a question and of the sentences of its answer in a text 问：…？答：…; () where it is none.

    不能。 alone says nothing to read out: a few words stay with the sentence that follows them.
    """
    match = _QUESTION.match(text)
    answer = _ANSWER.match(text, match.end()) if match else None
    if match is None or answer is None:
        return ()
    spans = [(answer.end() + s, answer.end() + e) for s, e in sentences(text[answer.end() :])]
    if len(spans) > 1 and spans[0][1] - spans[0][0] <= _BRIEF:
        spans[:2] = [(spans[0][0], spans[1][1])]
    return ((0, len(text[: answer.start()].rstrip())), *spans)
