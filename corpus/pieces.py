"""Labelled pieces of an article: 【支持对象】 … 【支持标准】 …, or 支持对象：… where such labels come again and again.

They are no 款: a reader cites 第九条【支持标准】. A question with its answer (问：…？ 答：…) is such a piece, labelled by the
question. Knows nothing of trees.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.departments import is_duty_label
from corpus.headings import Heading
from corpus.lines import Line
from corpus.marks import Rank
from corpus.questions import asked_in

_BULLET = r"(?:[-*•·●◆■▪]\s*)?"
_BRACKETS = re.compile(
    rf"{_BULLET}[【〖]\s*([\u4e00-\u9fff][\u4e00-\u9fff、（）()]{{1,14}})\s*[】〗]\s*[：:]?"
)
_COLON = re.compile(rf"{_BULLET}([\u4e00-\u9fff]{{2,8}})[：:]")
_BUTTON = re.compile(r"打印|关闭|收藏|分享|返回|字体|纠错|下载")  # of a web page: 【打印】【关闭】
_REMARK = re.compile(r"备注|说明|附件|其中|来源|例如|比如|注意|联系(?:人|电话|方式)|抄送|地址|邮编")


@dataclass(frozen=True, slots=True)
class Piece:
    """The label a line begins with. ``alone``: nothing follows it in its line. ``duty``: it is a 责任单位."""

    label: str
    alone: bool
    duty: bool
    question: str = ""  # how a question is cited


def find_pieces(
    lines: Sequence[Line], headings: Mapping[int, Heading], tables: Collection[int]
) -> dict[int, Piece]:
    """The labelled pieces of a text by the index of their line.

    A label in brackets is one as it stands, and so is a question that an answer follows; one with a colon only
    where two labels or more stand each under several headings, so that they are the text's own order.

    :param tables: indices of lines that are rows of tables.
    """
    found: dict[int, Piece] = {}
    colons: dict[str, dict[int, tuple[int, Piece]]] = {}  # label → line → the heading above it, the piece
    heading = -1
    for i, line in enumerate(lines):
        if i in headings:
            if headings[i].mark.rank is not Rank.DASH:
                heading = i
            continue
        if i in tables or line.piped:
            continue
        text = re.sub(r"\*\*|__", "", line.text)
        if asked := asked_in(lines, i):
            found[i] = Piece(asked.text, asked.alone, False, question=asked.label)
        elif match := _BRACKETS.match(text):
            if not _BUTTON.match(match[1]):
                found[i] = _piece(match)
        elif heading >= 0 and (match := _COLON.match(text)) and not _REMARK.match(match[1]):
            colons.setdefault(match[1], {})[i] = (heading, _piece(match))
    again = {label for label, places in colons.items() if len({h for h, _ in places.values()}) > 1}
    if len([label for label in again if not is_duty_label(label)]) > 1:
        for label in {*again, *(label for label in colons if is_duty_label(label))}:
            found |= {i: piece for i, (_, piece) in colons[label].items()}
    return found


def _piece(match: re.Match[str]) -> Piece:
    return Piece(match[1], match.end() == len(match.string), is_duty_label(match[1]))


# 2026年：甲镇、乙镇
_LABELLED = re.compile(
    r"[ \t\u3000]*(?P<label>[^\s，,。；;、：:？?！!（）()|]{2,12})[：:]"
    r"(?P<told>[^\n。；;：:？?！!|\t]*[^\s。；;：:？?！!|，,])[ \t\u3000]*(?=\n|$)"
)
_NO_MEMBER = re.compile(r"注|备注|说明|附件?[一二三四五六七八九十\d]*")


def labelled_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of text[start:end] that tell one by one what falls under a label (2026年：甲镇、乙镇); [] for a single one.

    Such lines stand right below one another and have no stops; read as one sentence, none could be told alone.
    """
    runs: list[list[tuple[int, int]]] = [[]]
    at = start
    for line in text[start:end].splitlines(keepends=True):
        m = _LABELLED.match(line)
        if m and not _NO_MEMBER.fullmatch(m["label"]):
            runs[-1].append((at + m.start("label"), at + m.end("told")))
        elif runs[-1] and line.strip():
            runs.append([])
        at += len(line)
    return [span for run in runs if len(run) > 1 for span in run]
