"""Takes the heading of a clause off the sentence that stands below it: 一、工作目标 is no part of 到2028年….

A heading on a line of its own ends without a mark, so that it is read as the beginning of the first sentence.
"""

from __future__ import annotations

import re

from assistant.answers.readout import untitled
from assistant.answers.render import Draft, Span, plain

LONGEST = 24  # characters of a heading


def without_headings(draft: Draft) -> None:
    """Say the sentences of a draft without the heading lines they begin with, and cite them so."""
    for n, (said, spans) in enumerate(draft.sentences):
        if not spans or (cut := _heading_end(spans[0])) is None:
            continue
        first = spans[0]
        head = plain(first.clause.text[first.start - first.clause.start : cut - first.clause.start])
        for form in (head, untitled(head)):
            at = said.find(form) if form else -1
            if at == 0 or (at > 0 and said[at - 1] == "："):
                rest = said[at + len(form) :]
                draft.sentences[n] = (said[:at] + rest, (Span(first.clause, cut, first.end), *spans[1:]))
                break


def _heading_end(span: Span) -> int | None:
    """Where what stands below a clause's heading line begins, if a span begins with that line and goes on behind it."""
    clause = span.clause
    if span.start != clause.start or not clause.title or clause.row:
        return None
    line, _, below = clause.text.partition("\n")
    said = span.end - span.start
    if re.search(r"[，,；;\d]", clause.title) or len(clause.title) > LONGEST:
        return None  # a sentence that the printed line breaks off
    ended = line.rstrip().endswith(("。", "：", ":", "；", "，", "、", ",", ";", "！", "？"))
    if ended or not line.strip("#* 　").endswith(clause.title) or said <= len(line) + 1:
        return None
    start = clause.start + len(line) + 1 + (len(below) - len(below.lstrip()))
    return start if below.strip() and start < span.end else None
