"""Answers about all documents there are: 这些文件还有效吗, 五份文件都是谁发的, 哪份最新, 哪份是2024年的.

Each is told as it would be alone (papers.py). Knows nothing of what they say.
"""

from __future__ import annotations

import re

from assistant.answers.papers import LISTED, SUBJECT, Papers
from assistant.answers.render import Composed, Draft
from assistant.understand.question import Query
from corpus.types import Document

_PAPER = "(?:政策|法规)?(?:文件|规定|文)"
_EVERY = re.compile(
    rf"(?:这|那)(?:些|几[个份部])(?:个|份)?{_PAPER}|(?:所有|全部|各个?|各份|每[个份部])的?{_PAPER}|"
    rf"(?:这|那)?(?:[两二三四五六七八九十]+|\d+)[个份部]{_PAPER}|哪(?:些|[一几]?[个份部]){_PAPER}|{_PAPER}(?:都|分别|各)"
)
_HOLDS = re.compile("有效|过期|失效|废止|管用|作数|到期|届满")
_OVER = re.compile("过期|失效|废止|到期|届满|不再?有效|没用了?")
_ISSUED = re.compile(
    "谁|什么时候|何时|哪(?:一)?[年天月]|几月|几号|日期|时间|文号|字号|发文|印发|发布|出台|颁布|公布|(?:单位|部门|机关)"
)
_FIRST = re.compile("最(?:新|近|晚|早|先|老|旧)(?:的|出台|印发|发布)*")
_OLDEST = re.compile("最(?:早|先|老|旧)")
_FRAME = re.compile(
    "文件|政策|规定|[\\d一二三四五六七八九十两几]+[年月份个部]*|有效|效期?|过期|失效|废止|到期|届满|管用|作数|印发|发布|出台|颁布|公布|发文|发的?|"
    "日期|时间|单位|部门|机关|文号|字号|时候|最?新|最近|最[早晚老旧先]|现在|目前|已经|还|分别|都|哪一?年?|年|份"
)


def asks_every_paper(text: str) -> bool:
    """Whether a (simplified) question asks of all documents whether they hold, or who issued them and when."""
    return bool(_EVERY.search(text) and (_HOLDS.search(text) or _ISSUED.search(text) or _FIRST.search(text)))


class EveryPaper(Papers):
    """Tells something of each document, or which of them it is."""

    def every_document(self, query: Query) -> Composed | None:
        """What is asked of all documents, one by one; None for a question that names one, a place or a thing."""
        named = query.doc_ids or query.named_docs or query.regions or query.refs or query.english
        if named or not _EVERY.search(query.text) or len(self.index.documents) < 2:
            return None
        if sum(w.weight for w in query.words if not _FRAME.fullmatch(w.text)) >= SUBJECT:
            return None
        documents = list(self.index.documents.values())
        years = set(query.years)
        if _FIRST.search(query.text):
            dated = sorted((d for d in documents if d.date), key=lambda d: d.date or "")
            chosen = dated[:1] if _OLDEST.search(query.text) else dated[-1:]
            return self._each(query, chosen) if chosen else None
        if years and not _HOLDS.search(query.text):
            chosen = [d for d in documents if (d.date or "")[:4] in map(str, years)]
            return self._each(query, chosen) if chosen else None
        if _HOLDS.search(query.text):
            if _OVER.search(query.text) and "哪" in query.text:
                over = [d for d in documents if self.renderer.expired(d)]
                documents = over or documents
            return self._each(query, documents, in_force=True)
        return self._each(query, documents) if _ISSUED.search(query.text) else None

    def _each(self, query: Query, documents: list[Document], *, in_force: bool = False) -> Composed | None:
        draft = Draft()
        silent = []
        for document in documents[:LISTED]:
            told = self.of_document(query, document, in_force=in_force)
            if told.outcome != "answered":
                silent.append(f"《{document.title}》")
                continue
            for text, spans in told.draft.sentences:
                named = text if document.title in text else f"《{document.title}》：{text}"
                draft.say(named, *spans)
        if not draft.sentences:
            return None
        if silent:
            draft.say(f"{'、'.join(silent)}自己没有写明")
        if len(documents) > LISTED:
            draft.note(f"共{len(documents)}份文件，这里只列出前{LISTED}份")
        if in_force:
            draft.note("时效按文件自己写的期限和语料清单判断；是否另有文件废止或接替，文件自己没有写")
        return Composed("answered", draft, tuple(draft.clauses()), settled=True)
