"""A model's answer, sentence by sentence, each checked before anyone sees it. Knows nothing of pages or search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.model.briefing import BUDGET, YEAR_RE, brief
from assistant.model.llm import ChatModel
from assistant.model.prompts import load_prompt
from assistant.verification.claims import MARK_RE, said_quantities, split_draft
from assistant.verification.grounds import CitedClause, norm
from assistant.verification.verify import Checker, Kept, Removed, Verified, verdict_of
from index.sparse import tokens

# of the words of an answer, those that the quotes or the question have too; of 26 answers in small models' words those above
# were to the point
LEAST_SHARED = 0.4
_WORD_RE = re.compile(r"[^\W\d_]")
_OPEN_MARK_RE = re.compile(r"[【\[［][^】\]］]*$")


class Writer:
    """Writes answers with a model over evidence. Holds nothing between questions."""

    def __init__(self, model: ChatModel, budget: int = BUDGET) -> None:
        """:param budget: of the evidence shown to the model, in characters (about as many tokens)."""
        self.model = model
        self.budget = budget
        self._prompt = load_prompt("answer")

    def sentences(self, question: str, evidence: Sequence[CitedClause]) -> Iterator[Kept | Removed]:
        """The verdicts on the model's sentences as they come; nothing unchecked ever leaves here.

        :raises ModelUnavailable: also after some sentences; what came before it stands.
        """
        checker = Checker(evidence, question, attach=True)
        messages = self._prompt.fill(question=question, evidence=brief(evidence, question, self.budget))
        draft, told = "", 0
        for piece in self.model.stream(messages):
            draft += piece
            sentences = split_draft(draft)
            # the last one may still go on; until it has a word, the one before it may still get its mark: 。【1】
            while told + 1 < len(sentences) and _WORD_RE.search(_OPEN_MARK_RE.sub("", sentences[-1].text)):
                yield checker.check(sentences[told])
                told += 1
        for sentence in split_draft(draft)[told:]:
            yield checker.check(sentence)

    def write(self, question: str, evidence: Sequence[CitedClause]) -> Verified:
        """The whole answer.

        :raises ModelUnavailable: the model gave no usable answer.
        """
        return verdict_of(tuple(self.sentences(question, evidence)))


def loses(reference: str, written: str) -> str | None:
    """The first figure of the reference answer that the written one does not say; None where it says all.

    A model may word an answer, never shorten it by a fact.
    """
    said = [(q.low, q.high, q.unit, q.comparator) for q in said_quantities(_bare(written))]
    for q in said_quantities(_bare(reference)):
        if (q.low, q.high, q.unit, q.comparator) not in said:
            return q.text
    return None


def unseen_year(written: str, *shown: str) -> str | None:
    """The first year that is said and stands in none of the texts beside it: what was asked, what was told, the quotes."""
    beside = " ".join(map(norm, shown))
    return next((y for y in YEAR_RE.findall(_bare(written)) if y not in beside), None)


def strays(written: str, *answering: str) -> bool:
    """Whether most of what is written stands elsewhere in the cited clauses than where the answer does.

    A sentence may be true to its clause and tell of something beside what was asked.

    :param answering: the answer, its quotes and the question.
    """
    told = tokens(_bare(written))
    near = {token for text in answering for token in tokens(norm(text))}
    return bool(told) and sum(token in near for token in told) < LEAST_SHARED * len(told)


def _bare(text: str) -> str:
    return norm(MARK_RE.sub("", text))
