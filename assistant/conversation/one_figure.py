"""Follow-ups of the figure that was told: 我记得是12件, 跟2027年比呢, 2027年和2030年呢, 合格率和覆盖率呢.

Which question before asked for that figure, and how it is put once more. Knows nothing of what was answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.ellipsis import TAKEN_FOR_GRANTED, Ellipsis
from assistant.conversation.followup import asks, without_tail
from assistant.conversation.frames import figure_asked_for, without_time
from assistant.conversation.jointly import Jointly, asks_beside
from assistant.conversation.slots import Slots
from assistant.conversation.told import Said, Told
from assistant.conversation.years import beside_year, between_years, two_years
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Query, Understander

MEASURED_BESIDE = re.compile(
    "(?:那)?(?:比|跟|和|与)[^，,。？?]{1,8}(?:比|[高低多少大小]|一样|相同|一致)|(?:那)?(?:相?差|高|低)(?:多少|几)"
)
YEAR_ALONE = re.compile(
    r"(?:我问的?是?)?(?:到|至)?(?:20)?(\d\d)年?(?:底|末)?(?:的)?(?:(?:目标|指标)值?)?(?:(?:要|是|得|应|会|又)*(?:达?到)?(?:多少|百分之几|几成))?(?:(?:是不是)?也是?[\d.]+%?[一-龥]{0,3}?[吗么吧])?(?:呢|啊)?[？?。\s]*"
)
_CLAIM = re.compile(r"是\d[\d.,]*\s?(?:%|[^，,\d]{0,6})吗")  # as followup.py puts what only claims a figure
CLAIMED = re.compile(
    r"\d[\d.]*(?:%|[一-龥]{1,2})?(?:以上|左右)?(?:是吧|对吧|没错吧|吧|吗|对吗|对不对)[？?。\s]*$"
)
# 是不是50%
_WHETHER = re.compile(
    r"(?:是不是|是否)(?:要|应|达到?|为)*\d[\d.,]*(?:%|[一-龥]{0,3})?(?:以上|左右)?(?:[吗呢])?"
)
_AIM = re.compile("目标|指标|要求")
_DONE = re.compile("(?<=..)(?:做|干|搞|办|完成|达到?|实现)了?$")
# 药品抽检合格率和品字标企业各是多少
_LISTED = re.compile(
    r"(?:那|还有)*(?P<things>[^，,。？?]{5,60}?)(?:这?两[项个])?(?:呢|(?:都|各自?|分别)*(?:要|是|定)?(?:的)?(?:达到?)?多少(?:呢)?)[？?。\s]*"
)


class OneFigure:
    """Resolves them for one corpus."""

    def __init__(
        self,
        lexicon: Lexicon,
        understander: Understander,
        slots: Slots,
        ellipsis: Ellipsis,
        jointly: Jointly,
        told: Told,
    ) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._slots = slots
        self._ellipsis = ellipsis
        self._jointly = jointly
        self._told = told

    def asked_before(self, text: str, now: Query, turns: Sequence[Said]) -> Sequence[Said]:
        """The turns up to the one that a follow-up for a figure goes on with.

        After 谁负责 or 写在哪, 32年要到多少 asks for the figure once more; what was only claimed of it (是95%吗) nobody
        claims of another one.
        """
        named = turns[-1].query.attribute and self._lexicon.names_figure(without_tail(text))
        if named or self._asks_figure(text, now):
            turns = self._up_to_figure(turns, alone=_of_one_figure(text))
        last = turns[-1]
        if last.query.claims and not CLAIMED.search(text) and (plain := self._unclaimed(last.query)):
            turns = [*turns[:-1], replace(last, query=self._understander.understand(plain))]
        return turns

    def resolve(self, text: str, before: Query) -> str:
        """The question that a follow-up asks of the figure, or of two instead of it; "" where it does neither."""
        told = before.wants_number or before.claims
        frame = self._ellipsis.frame(before)
        if told and (both := self._two_figures(text)):
            # nothing is asked for a year that only one of the two has
            dated = all(self._lexicon.has_figure(n, y, before.doc_ids) for n in both for y in before.years)
            lead = frame.lead if dated else without_time(frame.lead)
            return self._slots.scoped(f"{lead}{'和'.join(both)}各是多少", before)
        if is_claim(text) and (told or not asks(before.text)):
            subject = TAKEN_FOR_GRANTED.sub("", frame.subject)
            return self._slots.scoped(f"{frame.lead}{subject}{text}", before)
        return ""

    def asked_by_name(self, text: str) -> bool:
        """Whether a message asks for a figure by its whole name; where, may be said before it."""
        return asks(text) and self._lexicon.names_figure(
            figure_asked_for(self._slots.without_places(text).lstrip("的"))
        )

    def years_apart(self, text: str, now: Query, before: Query) -> str:
        """2024年底做了几项, then 离2027年的目标还差多少: how far the two years are apart; 2027年和2030年呢: both years'.

        "" where it asks no such thing.
        """
        place = "".join(r.name for r in before.regions[:1])
        if now.regions:
            return ""
        if (both := two_years(text)) and before.wants_number:
            subject = self._jointly.bare_subject(before)
            return self._slots.scoped(f"{place}{subject}{both[0]}年和{both[1]}年各是多少", before)
        if between := between_years(text):
            subject = _DONE.sub("", self._jointly.bare_subject(before))
            return self._slots.scoped(f"{place}{subject}{between[0]}年和{between[1]}年差多少", before)
        # 跟2026年比差多少, where that year's is called a paper
        said = now.years or tuple(2000 + int(y) for y in re.findall(r"(?:20)?(\d\d)年", text))
        years = [*before.years, *said]
        if not beside_year(text) or len(years) != 2 or years[0] == years[1]:
            return ""
        subject = _DONE.sub("", self._jointly.bare_subject(before))
        return self._slots.scoped(f"{place}{subject}{years[0]}年和{years[1]}年差多少", before)

    def _asks_figure(self, text: str, now: Query) -> bool:
        """Whether a follow-up asks how much, of what was asked before in another place or year, or claims it."""
        if _of_one_figure(text) or MEASURED_BESIDE.match(text) or self._two_figures(text):
            return True
        if now.wants_number and self.asked_by_name(text):
            return True  # 是约束性的吗, then 品字标企业定的多少
        if not (now.years or now.regions or now.level) or any(len(w) > 1 for w in self._slots.content(now)):
            return False
        return now.wants_number or bool(_AIM.search(text) or YEAR_ALONE.fullmatch(text))

    def _up_to_figure(self, turns: Sequence[Said], *, alone: bool) -> Sequence[Said]:
        """The turns up to the last that asked for a figure, where those behind it only asked more of it.

        :param alone: for one figure, and not for what is worked out of several.
        """
        for n in range(len(turns) - 1, -1, -1):
            query = turns[n].query
            if asks_beside(query) or (alone and self._jointly.works_out(query)):
                continue
            figure = query.wants_number or query.claims or not asks(query.text)
            if figure and all(self._asked_of(turns[n], s.query) for s in turns[n + 1 :]):
                return turns[: n + 1]
            break
        return turns

    def _asked_of(self, figure: Said, query: Query) -> bool:
        """Whether a question asked more of a figure: it says what that is called, or names the clause that told it."""
        cited = figure.turn.answer.citations[:1]
        subject = TAKEN_FOR_GRANTED.sub("", self._jointly.bare_subject(figure.query))
        if query.regions and figure.query.regions and not set(query.regions) & set(figure.query.regions):
            return False
        return subject in query.text or any(c.clause and self._told.name(c) in query.text for c in cited)

    def _unclaimed(self, before: Query) -> str:
        """How much that is of which a question claimed a figure (…是95%吗); "" for any other question."""
        frame = self._ellipsis.frame(before)
        bare = TAKEN_FOR_GRANTED.sub("", frame.subject)
        only = bare and bare != frame.subject and re.fullmatch("[吗么吧]?", frame.back)
        only = only or (bare and _WHETHER.fullmatch(frame.back))
        return f"{frame.lead}{frame.front}{bare}是多少" if only else ""

    def _two_figures(self, text: str) -> tuple[str, str] | None:
        """药品抽检合格率和品字标企业呢: two figures that the texts call so; None for any other follow-up."""
        m = _LISTED.fullmatch(text)
        things = m["things"] if m else ""
        for joint in re.finditer("[和跟与、及]|以及", things):
            one, other = things[: joint.start()], things[joint.end() :]
            if self._lexicon.names_figure(one) and self._lexicon.names_figure(other):
                return one, other
        return None


def is_claim(text: str) -> bool:
    """Whether a follow-up only claims a figure (是12件吗)."""
    return _CLAIM.fullmatch(text) is not None


def _of_one_figure(text: str) -> bool:
    """Whether a follow-up asks of one figure: claims it, or sets it beside that of another year."""
    return bool(is_claim(text) or beside_year(text) or two_years(text))
