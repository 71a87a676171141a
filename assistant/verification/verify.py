"""Every sentence of a draft against the clauses it cites; what does not stand there is removed, with the reason.

The rules are strict on purpose: a false alarm costs wording, a miss costs the user's trust. Knows nothing of
models; numbers are judged in figures.py, words in wording.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.amounts import Part
from assistant.verification.claims import MARK_RE, Sentence, Stretch, split_draft, with_marks
from assistant.verification.closed_words import ABSENCE_RE
from assistant.verification.figures import Asked, FigureCheck, asked
from assistant.verification.grounds import CitedClause, Statement, bigrams, norm
from assistant.verification.wording import WordCheck, content_left, masked, own_regions

UNCITED = "未注明依据"
DENIED = "称没有规定，而所引条款有"
_ABSENT_SHARE = 0.8  # a statement that says this much of what is called absent contradicts the sentence


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that stands. ``spans``: per mark the stretch of Document.text that bears it out."""

    text: str  # with normalised marks 【n】
    numbers: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]  # (number, start, end)
    absence: bool = False  # it says that something is not in the documents


@dataclass(frozen=True, slots=True)
class Removed:
    """A sentence that does not stand, and why (Chinese, one line)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict over a draft, sentences in the draft's order."""

    kept: tuple[Kept, ...]
    removed: tuple[Removed, ...]

    @property
    def text(self) -> str:
        """What is left of the draft."""
        return "".join(k.text for k in self.kept)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost."""
        return not self.removed

    @property
    def substantial(self) -> bool:
        """Whether at least one kept sentence rests on a clause."""
        return any(k.numbers and not k.absence for k in self.kept)


def verify(draft: str, evidence: Sequence[CitedClause], question: str, *, attach: bool = False) -> Verified:
    """Holds a draft against its evidence.

    :param evidence: the clauses behind the marks, see :func:`assistant.verification.grounds.context_for`.
    :param question: as it was understood (standalone); its year and region hold where a sentence names none.
    :param attach: see :class:`Checker`.
    """
    checker = Checker(evidence, question, attach=attach)
    verdicts = [checker.check(s) for s in split_draft(draft)]
    return verdict_of(verdicts)


def verdict_of(verdicts: Sequence[Kept | Removed]) -> Verified:
    """Sentence by sentence verdicts as one. Beside an answer, 文件中没有相关规定 is taken out: it denies the answer."""
    answered = any(isinstance(v, Kept) and v.numbers and not v.absence for v in verdicts)
    held = [Removed(v.text, DENIED) if answered and _denies_all(v) else v for v in verdicts]
    return Verified(
        tuple(v for v in held if isinstance(v, Kept)),
        tuple(v for v in held if isinstance(v, Removed)),
    )


def _denies_all(verdict: Kept | Removed) -> bool:
    """Whether a kept sentence says that nothing is there, without saying what."""
    return (
        isinstance(verdict, Kept)
        and verdict.absence
        and not verdict.numbers
        and content_is_empty(norm(MARK_RE.sub("", verdict.text)))
    )


class Checker:
    """Judges sentences against one question's evidence."""

    def __init__(self, evidence: Sequence[CitedClause], question: str, *, attach: bool = False) -> None:
        """:param attach: give a sentence that has no mark, or a wrong one, the mark of the clause, or those of the
        sentences before it, that bear it out. Models put one mark behind several sentences, mistake or forget it.
        """
        simple = norm(question)
        self._attach = attach
        self._question = asked(simple, [r for _, r in own_regions(simple, ())])
        self._evidence = {e.number: e for e in evidence}
        self._before: list[Sentence] = []  # those that stand, in order

    def check(self, sentence: Sentence) -> Kept | Removed:
        """The verdict on the next sentence of a draft."""
        verdict = self._judge(sentence)
        if isinstance(verdict, str) and self._attach:
            repaired = self._attached(sentence)
            verdict = repaired if isinstance(repaired, Kept) else verdict
        if isinstance(verdict, str):
            return Removed(sentence.text, verdict)
        if verdict.numbers:
            self._before.append(split_draft(verdict.text)[0])
        return verdict

    def _judge(self, sentence: Sentence) -> Kept | str:
        return _judge(sentence, self._evidence, self._question)

    def _attached(self, sentence: Sentence) -> Kept | str:
        text = MARK_RE.sub("", sentence.text)
        for number in self._evidence:
            marked = split_draft(with_marks(text, (number,)))
            if len(marked) == 1 and isinstance(found := self._judge(marked[0]), Kept):
                return found
        if self._before:  # 两地相差0.5个百分点。 rests on the sentences before it
            marks = tuple(dict.fromkeys(n for s in self._before for n in s.marks))
            own = tuple(Stretch(s.text, marks) for s in sentence.stretches)
            before = tuple(s for b in self._before for s in b.stretches)
            found = self._judge(Sentence(with_marks(text, marks), before + own, marks))
            if isinstance(found, Kept):
                return found
        return UNCITED


def content_is_empty(text: str) -> bool:
    """Whether a (normalised) sentence says nothing that could be false: 综上, 以下是相关规定."""
    return not re.search(r"[\dA-Za-z《“「]", text) and not own_regions(text, ()) and not content_left(text)


def _judge(sentence: Sentence, evidence: dict[int, CitedClause], question: Asked) -> Kept | str:
    missing = [n for n in sentence.marks if n not in evidence]
    if missing:
        return f"所引【{missing[0]}】不存在"
    absence = bool(ABSENCE_RE.search(sentence.plain))
    if absence:
        reason = _absence(sentence, evidence, question)
        if reason:
            return reason
        sentence = _without_absence(sentence)
    if not sentence.marks or not sentence.plain.strip(" ,。;:"):
        if absence and content_is_empty(sentence.plain):
            return Kept(with_marks(sentence.text, ()), (), (), True)
        if not absence and content_is_empty(sentence.plain):
            return Kept(sentence.text, (), ())
        return UNCITED
    parts = [_part(s, evidence) for s in sentence.stretches if re.search(r"\w", s.text)]
    figures = FigureCheck(parts, question)
    reason = figures.run() or WordCheck(parts, sentence, figures.matches, question).run()
    if reason:
        return reason
    spans = _spans(parts, figures)
    return Kept(_closed(with_marks(sentence.text, sentence.marks)), sentence.marks, spans, absence)


def _closed(text: str) -> str:
    """A sentence with a stop: models end lines with none, and the next sentence would run on from it."""
    return text if re.search(r"[。！？!?；;：:，,、…]$", text) else text + "。"


def _part(stretch: Stretch, evidence: dict[int, CitedClause]) -> Part:
    grounds = tuple(evidence[n] for n in dict.fromkeys(stretch.marks))
    text = masked(stretch.text)
    return Part(text, grounds, tuple(own_regions(text, grounds)))


def _without_absence(sentence: Sentence) -> Sentence:
    """The sentence without the comma-parts that say something is absent."""
    stretches = []
    for stretch in sentence.stretches:
        pieces = re.split(r"(?<=[,;:])", stretch.text)
        left = "".join(p for p in pieces if not ABSENCE_RE.search(p))
        stretches.append(Stretch(left, stretch.marks))
    return Sentence(sentence.text, tuple(stretches), sentence.marks)


def _absence(sentence: Sentence, evidence: dict[int, CitedClause], question: Asked) -> str | None:
    """Why a claim that something is absent cannot stand: it names things out of the air, or the thing is there."""
    for piece in re.split(r"[,;:。]", sentence.plain):
        if not ABSENCE_RE.search(piece):
            continue
        known = question.text + "\n" + "\n".join(e.around for e in evidence.values())
        for number in re.findall(r"\d+(?:\.\d+)?", piece):
            if not re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", known):
                return f"“{number}”不见于问题和文件"
        places = own_regions(piece, ())
        for _, region in places:
            known_places = [*question.regions, *(e.region for e in evidence.values() if e.region)]
            if not any(region.contains(k) or k.contains(region) for k in known_places):
                return f"“{region.name}”不见于问题和文件"
        words = bigrams(ABSENCE_RE.sub(",", piece))
        years = {int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", piece)} or set(question.years)
        regions = {r for _, r in places} or set(question.regions)
        for ground in evidence.values():
            if regions and ground.region is not None and ground.region not in regions:
                continue
            hit = _says(words, ground, years)
            if hit is not None:
                return f"称没有的内容见于【{ground.number}】"
    return None


def _says(words: set[str], ground: CitedClause, years: set[int]) -> Statement | None:
    if len(words) < 3:
        return None
    for statement in ground.statements:
        if years and statement.years and not years & statement.years:
            continue
        if len(words & (bigrams(statement.text) | bigrams(ground.around))) / len(
            words
        ) >= _ABSENT_SHARE and len(words & bigrams(statement.text)) >= max(3, len(words) // 2):
            return statement
    return None


def _spans(parts: Sequence[Part], figures: FigureCheck) -> tuple[tuple[int, int, int], ...]:
    """Per cited clause the statements that bear the sentence out, as one stretch."""
    wanted: dict[int, list[Statement]] = {}
    for match in figures.matches:
        wanted.setdefault(match.ground.number, []).append(match.ground.statements[match.fact.statement])
    for part in parts:
        words = bigrams(part.text)
        for ground in part.grounds:
            if ground.number in wanted or not ground.statements:
                continue
            best = max(ground.statements, key=lambda s: len(words & bigrams(s.text)))
            wanted[ground.number] = [best]
    return tuple((n, min(s.start for s in found), max(s.end for s in found)) for n, found in wanted.items())
