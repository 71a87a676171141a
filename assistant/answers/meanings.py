"""What a document says a term means (本法所称经营者，是指…): asked for, put beside another document's, or held against a thing.

Knows nothing of ranking: a definition is found by its own form.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.answers.facets import asked_term
from assistant.answers.readout import Readout
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import untitled
from assistant.understand.question import Kind, Query

_ASKED = re.compile("定义|含义|意思|界定|怎么说|指什么|指的|是指|所称|解释")
# 经营者包括个人吗, 个人算经营者吗
_INCLUDES = re.compile(
    r"(?:里头?|里面|中|说|讲|写|提到?)?的?[“\"「]?(?P<t>[一-龥]{2,8})[”\"」]?(?:都|也|还)?(?:包括|包含|含)(?:不包括)?(?P<x>[一-龥]{2,10}?)(?:在内)?[吗么不][？?。\s]*$"
)
_COUNTS = re.compile(
    r"(?P<x>[一-龥]{2,10}?)(?:也|还|就)?(?:算不算|算是?|属不属于|属于)(?P<t>[^，,。？?吗么不]{2,10}?)[吗么不]?[？?。\s]*$"
)

# 优果率怎么算的: what goes into it is what the document says that it means
_RECKONED = re.compile(
    r"(?P<t>[^，,。？?的]{1,11}(?:[率重数度量值额分]|比例|占比))的?(?:具体|到底|又|是|都)*(?:(?:怎么|怎样|如何|咋)(?:来|样)?(?:计算|算|统计|测算|核算|认定)|"
    r"计算(?:方法|公式|口径)|(?:统计)?口径)(?:出来)?(?:的|是什么|是啥|呢|是)*[？?。\s]*$"
)
# 先行赔付：…先向消费者垫付损失的做法: a glossary's line ends with what kind of thing the term is
_GLOSSED = "[：:](?=.{8,}的[一-龥]{1,6}[。；;]?$)"
_MEANS = re.compile(f"是指|系指|指的是|[，,：:）)]指|^.{{2,20}}{_GLOSSED}")
_ARTICLE = re.compile(r"^(?:\*\*)?第[一-龥]+条(?:\*\*)?")


class Meanings(Readout):
    """Answers from definitions."""

    def meaning(self, query: Query) -> Composed | None:
        """The definition of the term a question asks about; None where no document in question has one."""
        term = asked_term(flat(query.text)) if query.kind is Kind.DEFINITION else self._reckoned(query)
        if not term:
            return None
        docs = self.scope(query) or tuple(self.index.documents)
        # 西安的首席质量官: whose it is is no part of the term
        tails = (term[m.end() :] for m in re.finditer("的", term))
        said = (self._say_meanings(query, t, docs) for t in (term, *tails) if len(t) > 1)
        return next((told for told in said if told is not None), None)

    def _reckoned(self, query: Query) -> str:
        """The (flattened) term of which it is asked how it is reckoned, without the place before it; "" for other questions."""
        text = query.text
        for mention in reversed(self.lexicon.mentions(text)):
            text = text[: mention.start] + re.sub("^[省市县区]", "", text[mention.end :])
        m = _RECKONED.match(text.strip("，, ")) if not query.refs and query.kind is not Kind.COMPARE else None
        return flat(m["t"]).removeprefix("的") if m else ""

    def meanings_beside(self, query: Query) -> Composed | None:
        """What two documents say one term means; None where it is not asked or one of them has no definition."""
        docs = query.named_docs if len(query.named_docs) > 1 else query.doc_ids
        if len(docs) < 2 or not _ASKED.search(query.text):
            return None
        for term in query.quoted or tuple(w.text for w in query.words if w.known):
            told = self._say_meanings(query, flat(term), docs)
            if told is not None and len({c.doc_id for c in told.draft.clauses()}) == len(docs):
                return told
        return None

    def included(self, query: Query) -> Composed | None:
        """Whether a term takes a thing in: its definition, with 包括 where it names the thing."""
        if query.kind not in (Kind.CHECK, Kind.FACT, Kind.DEFINITION):
            return None
        text = re.sub('[“”"「」]', "", query.text)
        for pattern in (_INCLUDES, _COUNTS):
            if not (m := pattern.search(text)):
                continue
            docs = self.scope(query) or tuple(self.index.documents)
            named = flat(m["t"])
            # 那里说的经营者: what stands before the term is no part of it
            terms = [named[n:] for n in range(len(named) - 1)]
            told = next((t for term in terms if (t := self._say_meanings(query, term, docs))), None)
            if told is None:
                continue
            said = "".join(flat(sentence) for sentence, _ in told.draft.sentences)
            if flat(m["x"]) in said and pattern is _INCLUDES:
                told.draft.sentences.insert(0, ("包括", ()))
            return told
        return None

    def _say_meanings(self, query: Query, term: str, docs: Sequence[str]) -> Composed | None:
        draft = Draft()
        for doc_id in docs:
            if (statement := self._defining(term, doc_id)) is None:
                continue
            document = self.index.documents[doc_id]
            where = f"《{document.title}》：" if len(docs) > 1 else self.where(query, document)
            draft.say(where + untitled(plain(self.text_of(statement))).lstrip("*"), self.span_of(statement))
        return Composed("answered", draft, tuple(draft.clauses())) if draft.sentences else None

    def _defining(self, term: str, doc_id: str) -> Statement | None:
        """The sentence of a document that says what a (flattened) term means."""
        said = re.compile(
            rf"(?:^|所称的?|[，,、；;）)])“?{re.escape(term)}”?(?:[（(][^）)]*[）)])?"
            rf"(?:[，,]?(?:是指|系指|指的是|指(?![导定标示令挥南数]))|[：:]指(?!标)|{_GLOSSED})"
        )
        return next((s for s, text in self._definitions.get(doc_id, ()) if said.search(text)), None)

    @cached_property
    def _definitions(self) -> dict[str, list[tuple[Statement, str]]]:
        """The sentences of each document that say what something means, each with its text behind 第…条."""
        table: dict[str, list[tuple[Statement, str]]] = defaultdict(list)
        for clause in self.index.tree:
            for statement in self.ranker.book.of(clause):
                if not _MEANS.search(statement.text):
                    continue
                source = statement.source
                for at in (0, *(m.end() for m in re.finditer("\n", source))):
                    # a heading without a full stop may stand on the line before
                    begun = replace(statement, start=statement.start + at, source=source[at:])
                    table[clause.doc_id].append((begun, _ARTICLE.sub("", flat(source[at:]))))
        return dict(table)
