"""Each of the things that a question sets side by side asked for alone, and the answers told one behind the other.

For what is no figure to be held against another one: until when two documents hold, who leads in two places; and for a
side that the comparison finds nothing of. What is not found of a side is said so. Knows nothing of how sides are told
apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.actors import names_body
from assistant.answers.contrasted import GENERAL, SANCTION, asks_money, kinds_wanted
from assistant.answers.framing import weighs_only
from assistant.answers.intervals import amounts, is_condition
from assistant.answers.portions import overlap
from assistant.answers.readings import SURELY_NAMED, Readings
from assistant.answers.render import Composed, Draft
from assistant.answers.sides import order_of
from assistant.answers.statements import flat
from assistant.answers.weighing import sooner, weigh
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.types import Clause

OWN_SAID = 0.5  # of the words that only one side has, said by the clauses its answer cites
_PAID = re.compile("元|[%％倍]|百分之|免费|免[缴交收]|不收|全额")
_BARRED = re.compile("禁|不能|不让|不得|不准|取消|资格")
_BARS = re.compile("内?(?:不得|不予|不再|不能|禁止|不受理|取消|的?申报资格)")
LEAD = 16  # characters before a side's name in a sentence that names it (到2028年，湖南省…)
APART_SAID = 0.2  # ... where no two sides are answered alike


@dataclass(frozen=True, slots=True)
class Alone:
    """One side: what it is called, the question for it, and what only it is asked with."""

    name: str
    query: Query
    others: frozenset[str] = frozenset()  # the words of the other sides


class Apiece(Readings):
    """Answers a question side by side."""

    def compose(self, query: Query) -> Composed:
        """The answer to one question, by whichever room it is for."""
        raise NotImplementedError

    def each(
        self, asked: Sequence[Alone], *, least: int, order: str = "", whole: Query | None = None
    ) -> Composed | None:
        """The answers to each side's question, together; None where fewer than ``least`` have one.

        :param order: 早 or 晚, where the question asks which of two days comes first.
        :param whole: the question that sets the sides beside one another; where it asks only which is more, one side
            answers nothing.
        """
        answers = [self.compose(a.query) for a in asked]
        told = [self._is_own(a, c) for a, c in zip(asked, answers, strict=True)]
        surely = all(told)
        texts = [" ".join(t for t, _ in c.draft.sentences) for c in answers]
        if not all(told) and least == len(asked) and len(set(texts)) == len(texts):
            # each from a clause of its own
            told = [self._is_own(a, c, APART_SAID) for a, c in zip(asked, answers, strict=True)]
        if sum(told) < least or not any(told):
            return None
        silent = [a.name for a, found in zip(asked, told, strict=True) if not found]
        if silent and whole is not None and weighs_only(whole.text) and not whole.claims:
            if any(map(GENERAL.match, silent)):
                return None  # 强制性标准比普通的多多少: of the special case the text may tell just that
            cited = [
                c for one, found in zip(answers, told, strict=True) if found for c in one.draft.clauses()
            ]
            return self.one_sided(whole, silent, cited)
        draft = Draft()
        if len(asked) > 1 and all(told) and len(set(texts)) == 1:
            # one sentence for all of them, where it names them
            if not all(_named(a.name, texts[0]) for a in asked):
                return None
            draft.sentences.extend(answers[0].draft.sentences)
            return Composed("answered", draft, answers[0].looked_at, settled=True)
        for side, answer, found in zip(asked, answers, told, strict=True):
            if found:
                self.say_side(draft, side.name, answer.draft)
        for name in silent:
            draft.say(f"没有查到{name}的这一项规定")
        days = [(a.name, said) for a, said in zip(asked, texts, strict=True)]
        text = whole.text if whole is not None else ""
        verdict = sooner(days, order, text) if order and not silent else ""
        if verdict := verdict or (weighed(text, days) if surely else ""):
            draft.sentences.insert(0, (verdict, ()))
        looked = [c for a in answers for c in a.looked_at]
        return Composed("answered", draft, tuple(dict.fromkeys([*draft.clauses(), *looked])), settled=True)

    def say_side(self, draft: Draft, name: str, answer: Draft) -> None:
        """A side's answer under its name, unless that begins with it."""
        bare = name.strip("《》")
        for n, (text, spans) in enumerate(answer.sentences):
            named = n or 0 <= flat(text).find(flat(bare)) <= LEAD
            draft.sentences.append((text if named else f"{name}：{text}", spans))
        for note in answer.notes:
            draft.note(note)

    def _is_own(self, side: Alone, answer: Composed, least: float = OWN_SAID) -> bool:
        """Whether a side has an answer that is its own: its clauses say what only this side is asked with."""
        cited = answer.draft.clauses()
        if answer.outcome != "answered" or not cited:
            return False
        said = flat(" ".join(text for text, _ in answer.draft.sentences))
        if side.query.kind is Kind.RESPONSIBLE and not names_body(said) and "责任单位" not in said:
            return False
        if asks_money(side.query) and not _PAID.search(said):
            return False  # 给多少 is not answered with a number of standards
        own = tuple(w for w in side.query.words if w.text not in side.others and w.weight > 0.1)
        return not side.others or not own or coverage(own, self.around(cited)) >= least

    def around(self, cited: Sequence[Clause]) -> str:
        """The texts of some clauses with the headings and titles over them."""
        book = self.ranker.book
        texts = [book.text_of(book.unit_of(c)) + "".join(s.context for s in book.of(c)[:1]) for c in cited]
        return " ".join([*texts, *(self.lexicon.titles[d] for d in dict.fromkeys(c.doc_id for c in cited))])


def _named(name: str, text: str) -> bool:
    """Whether a text names a side: its words, or the figure it is told apart by (选8%)."""
    figures = re.findall(r"\d+(?:\.\d+)?%?", name)
    return overlap(flat(name), flat(text)) >= SURELY_NAMED or bool(
        figures and all(f in text for f in figures)
    )


def weighed(text: str, said: Sequence[tuple[str, str]]) -> str:
    """What follows from the one figure of the kind asked for in each side's answer, where only that is asked; else "".

    :param said: (side, its answer).
    """
    wanted = kinds_wanted(text)
    if not wanted or not weighs_only(text):
        return ""
    given = [[a for a in amounts(s) if a.kind in wanted and not is_condition(s, a)] for _, s in said]
    if _BARRED.search(text):
        # 五年内不得享受, and not how long the document holds
        given = [
            [a for a in g if _BARS.match(s[a.end :]) or s[: a.start].endswith("取消")]
            for g, (_, s) in zip(given, said, strict=True)
        ]
    if any(len(g) != 1 for g in given):
        return ""
    order = order_of(text) or ("重" if SANCTION.search(text) else "")
    verdict = weigh([(name, g[0]) for (name, _), g in zip(said, given, strict=True)], order)
    return f"只看罚款数额，{verdict}" if verdict and SANCTION.search(text) else verdict
