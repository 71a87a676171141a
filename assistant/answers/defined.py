"""Whether a sentence is about another of the things that its document defines side by side than the one asked about.

本办法所称食品小作坊，是指…；本办法所称食品小经营店，是指…: what one of them may not make is no answer for the other. Words alone;
knows nothing of how a sentence was found.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answers.statements import flat
from index.policy_index import PolicyIndex

_DEFINED = re.compile(r"所称的?[“]?(?P<term>[^，,。：:；“”]{2,16}?)[”]?[，,]?(?:是指|系指|指的是)")
_PREFIX = 2  # ideographs that a short form leaves out (小作坊 for 食品小作坊)
_LEAST = 3  # ideographs of a short form


class Defined:
    """Holds sentences of one index against questions."""

    def __init__(self, index: PolicyIndex) -> None:
        self._index = index
        self._terms = lru_cache(maxsize=256)(self._terms_of)
        # one question is held against all sentences of a document
        self._asked = lru_cache(maxsize=256)(
            lambda question, doc_id: frozenset(_said(question, self._terms(doc_id)))
        )

    def of_another(self, question: str, doc_id: str, text: str, around: str) -> bool:
        """Whether a (flattened) question is about some of a document's terms, and a text of it about others alone.

        :param around: what stands over the text.
        """
        terms = self._terms(doc_id)
        asked = self._asked(question, doc_id) if len(terms) > 1 else frozenset()
        if not asked:
            return False
        told = _said(text, terms)
        if not told or asked & told:
            return False
        # the title names all of them
        around = around.replace(flat(self._index.documents[doc_id].title), " ")
        return not asked & _said(around, terms)

    def _terms_of(self, doc_id: str) -> tuple[tuple[str, int], ...]:
        """What a document defines and the short forms of it, the longest first; each with the number of its definition."""
        text = flat(self._index.documents[doc_id].text)
        terms = list(dict.fromkeys(m["term"] for m in _DEFINED.finditer(text) if len(m["term"]) >= _LEAST))
        number = {t: n for n, t in enumerate(terms)}
        for one in terms:
            for other in terms:
                # 采购 and 政府采购 are not told apart, 居民企业 and 非居民企业 are
                if other != one and one in other and other not in (f"非{one}", f"不{one}"):
                    number = {t: number[one] if n == number[other] else n for t, n in number.items()}
        found = dict(number)
        shorts = [t[_PREFIX:] for t in terms]
        for term, short in zip(terms, shorts, strict=True):
            # 停车场 is short for every kind of them
            own = sum(short in t for t in terms) == 1
            if len(short) >= _LEAST and own:
                found.setdefault(short, number[term])
        return tuple(sorted(found.items(), key=lambda f: -len(f[0])))


def _said(text: str, terms: tuple[tuple[str, int], ...]) -> set[int]:
    """Which of the terms a text says; a long one hides the short ones in it (非居民企业)."""
    said = set()
    for term, n in terms:
        if term in text:
            said.add(n)
            text = text.replace(term, " ")
    return said
