"""What was told of one place, looked for in the documents of another that a follow-up names: 浙江的文件写这个没.

The sentence told before says its matter in the words of such documents, where the talk may not (先把钱赔我: 先行赔付). Of
the other documents that sentence is told which has a piece most like it. Knows nothing of how a message is understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.refusals import NOTHING
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import untitled
from assistant.compose import Composer
from assistant.told_parts import Asked
from assistant.types import Citation, Turn
from assistant.understand.words import Word, content_words, coverage
from corpus.script import simplify
from index.verifier import PolicyVerifier

_PIECE = re.compile(r"[，,。；;：:！!？?（）()\n|]+")
LIKE = 0.5  # of the words of two pieces together, by what they share
SHARED = 1.0  # of the weight of words that two pieces share
FEW = 6  # characters of a piece
SURE = 0.5  # the verifier's logit from which on a counterpart is told


class ToldElsewhere:
    """Finds counterparts over one corpus."""

    def __init__(self, composer: Composer, verifier: PolicyVerifier | None) -> None:
        self._composer = composer
        self._verifier = verifier

    def at(self, message: str, history: Sequence[Turn], asked: Asked) -> Asked:
        """A follow-up on another place with the counterpart of what was told as its answer, where the verifier says it is one.

        As it is where it has an answer, or a refusal that says what is missing.

        :param asked: the follow-up as it was read.
        """
        if self._verifier is None or asked.answered or asked.composed.draft.sentences[0][0] != NOTHING:
            return asked
        told = next((t.answer for t in reversed(history) if t.answer.citations), None)
        named = self._composer.understander.understand(simplify(message))
        doc_ids = asked.query.doc_ids
        if told is None or not doc_ids or told.citations[0].doc_id in doc_ids:
            return asked
        if named.refs or not (named.regions or named.level or named.named_docs):
            return asked
        found = self.find(told.citations[0], told.standalone_question, doc_ids)
        if found is None:
            return asked
        talk = [simplify(m) for m in (*(t.question for t in history), message)]
        if self._verifier.logit(talk, found.text) < SURE:
            return asked
        draft = Draft()
        text = untitled(plain(self._composer.text_of(found)))
        document = self._composer.index.documents[found.clause.doc_id]
        lead = f"《{document.title}》：" if len(doc_ids) > 1 else ""
        draft.say(lead + text, self._composer.span_of(found))
        draft.note("按刚才说到的那一句找到的对应内容，请对照原文核对")
        return replace(asked, composed=Composed("answered", draft, (found.clause,)))

    def find(self, told: Citation, asked: str, doc_ids: Sequence[str]) -> Statement | None:
        """The sentence that has the piece most like one of a cited sentence's; None where none is LIKE it.

        :param asked: the question that was answered with it. :param doc_ids: the documents to look in.
        """
        pieces = [flat(p) for p in _PIECE.split(simplify(told.quote)) if len(p) >= FEW]
        topic = self._words(simplify(asked))
        said = [coverage(topic, p) for p in pieces]
        # the pieces that say most of what was asked; all of them where none says any
        meant = [self._words(p) for p, s in zip(pieces, said, strict=True) if s >= max(said)]
        best, most = None, 0.0
        for words in meant:
            for statement in (s for d in doc_ids for s in self._statements(d)):
                if coverage(words, statement.text) < LIKE / 2:
                    continue
                if (like := max(self._like(words, p) for p in _PIECE.split(statement.text))) > most:
                    best, most = statement, like
        return best if most >= LIKE else None

    def _like(self, words: tuple[Word, ...], piece: str) -> float:
        """How much of the weight of some words and a piece's own the two share, 0 .. 1; 0 where that is next to nothing."""
        shared = sum(w.weight * w.said_in(piece) for w in words)
        if shared < SHARED:
            return 0.0
        return 2 * shared / sum(w.weight for w in (*words, *self._words(piece)))

    def _words(self, text: str) -> tuple[Word, ...]:
        lexicon = self._composer.lexicon
        return content_words(text, lexicon.rarity, lexicon.knows)

    def _statements(self, doc_id: str) -> list[Statement]:
        book = self._composer.ranker.book
        return [
            s for c in self._composer.index.tree if c.doc_id == doc_id for s in book.of(c) if not s.heading
        ]
