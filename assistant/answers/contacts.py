"""Whom to ring or write to: the telephone numbers and addresses of mail that a document gives.

Answers a question that asks for nothing besides, of a place or a document, or of none: then, where several documents give
one, it asks which is meant, for a number told for the wrong office is worse than none. What asks for the number of
something (婚姻登记处电话) is searched for like any fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answers.readout import Readout
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import UNRELATED, Statement
from assistant.answers.stretches import untitled
from assistant.types import Outcome
from assistant.understand.question import Query

MOST = 5  # statements, or documents, that are told
_DIGITS = str.maketrans("０１２３４５６７８９－―—–‐（）", "0123456789-----()")
_NUMBER = (
    r"(?<![\d.])(?:\(?0\d{2,3}\)?[\s-]*(?:[\dX×x*]{7,8}|[\dX×x*]{3,4}-[\dX×x*]{4}|\d{5}(?!\d))|1\d{10}|[48]00-?\d{3}-?\d{4})"
    r"(?![\d%])"
)
_DIALLED = rf"{_NUMBER}|(?:拨打|致电|电话|热线|传真|手机)(?:号码)?[：:为是]?\s*[\d-]{{5,}}"
# what is asked for → what a document writes for it
_KINDS = (
    ("邮箱", re.compile("邮箱|邮件|email"), re.compile(r"[\w.\-]+@[\w\-]+(?:\.[\w\-]+)+")),
    ("传真", re.compile("传真"), re.compile(rf"传真[^。；;\n]{{0,12}}(?:{_NUMBER})")),
    (
        "联系电话",
        re.compile(
            "(?<!打)(?<!打了)(?<!打过)(?<!接)(?<!接了)(?:电话|热线)(?:号码?)?(?:是|呢|要|打)*(?:多少|几|什么|啥|吗|呢|[？?。\\s]*$)|"
            "(?:打|拨)(?:什么|哪个?|啥|几号)|哪个(?:电话|热线)|联系方式|(?:怎么|咋|如何)联系|phone|hotline"
        ),
        re.compile(_DIALLED),
    ),
)
# words of a question that only ask for a number
_OF_ASKING = re.compile(
    "(?:联系|咨询|电话|热线|号码|号|方式|打|拨打?|打电话|问题|疑问|政策|文件|有关|相关|部门|单位|负责|了解|事项?|哪个|多少|什么|不懂|不明白|想|问|邮箱|"
    "电子|邮件|传真|投诉|举报|监督|反映|服务)+|phone|number|hotline|contact|email|call"
)
_COMPLAINS = re.compile("投诉|举报|监督|反映")
_ADVISES = re.compile("咨询|联系|了解")
LEAST_WEIGHT = 0.25  # of a word that asks for more


class Contacts(Readout):
    """Answers what number to ring."""

    def contact(self, query: Query) -> Composed | None:
        """The numbers that the documents asked about give; None where the question asks for anything else, or none do."""
        asked = next(((name, value) for name, asks, value in _KINDS if asks.search(query.text)), None)
        if asked is None or query.refs or self.telling(query, _OF_ASKING, LEAST_WEIGHT):
            return None
        scope = self.scope(query)
        by_doc = {d: told for d in scope or self.index.documents if (told := list(self._given(d, asked[1])))}
        if not by_doc:
            return self.refuse(query, what=asked[0]) if scope else None
        draft = Draft()
        open_ = not scope and len(by_doc) > 1
        if open_:
            draft.say(f"多份文件写有{asked[0]}，请说明要问哪一份")
        for doc_id, told in list(by_doc.items())[:MOST]:
            meant = _meant(query.text, told)
            lead = f"《{self.index.documents[doc_id].title}》：" if len(by_doc) > 1 else ""
            for statement in meant[: 1 if open_ else MOST]:
                text = untitled(plain(self.text_of(statement)))
                draft.say(f"{lead}{text.rstrip('，,、；;。')}", self.span_of(statement))
            if not open_ and len(told) > len(meant[:MOST]):
                draft.note(
                    f"《{self.index.documents[doc_id].title}》里还写有别的{asked[0]}，要问哪一处请说明"
                )
        outcome: Outcome = "clarify" if open_ else "answered"
        return Composed(outcome, draft, tuple(dict.fromkeys(draft.clauses())), settled=True)

    def _given(self, doc_id: str, value: re.Pattern[str]) -> Iterator[Statement]:
        """The sentences of a document's own that give one."""
        text = self.index.documents[doc_id].text.translate(_DIGITS)
        told: set[int] = set()
        for m in value.finditer(text):
            clause = self.index.tree.deepest_at(doc_id, m.start())
            if clause is None or UNRELATED in self.index.tree.path(clause):
                continue
            statements = (s for s in self.ranker.book.of(clause) if s.start <= m.start() < s.end)
            if (statement := next(statements, None)) is not None and statement.start not in told:
                told.add(statement.start)
                yield statement


def _meant(text: str, told: list[Statement]) -> list[Statement]:
    """Of the numbers given those for what is wanted, a complaint or advice; of those the ones that are no table's rows."""
    if _COMPLAINS.search(text):
        meant = [s for s in told if _COMPLAINS.search(s.text)]
    else:
        meant = [s for s in told if _ADVISES.search(s.text)] or [
            s for s in told if not _COMPLAINS.search(s.text)
        ]
    meant = meant or told
    return [s for s in meant if s.clause.kind != "row"] or meant
