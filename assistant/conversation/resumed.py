"""A follow-up that says more than a place or year: of the subject before, of another part of it, or of another place.

要提前报备不, 药品那条呢, 还有别的要求吗, 省里要培训多少人: which of the turns before it goes on with, and whether it names
a subject of its own. What points at an answer is read before (pointing.py, jointly.py). Knows nothing of search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import FollowUp, asks, ended, without_tail
from assistant.conversation.frames import asked_words, figure_asked_for, own_topic, runs_late
from assistant.conversation.parts import chunks_of, content, names_thing, nominal, of_a_thing, things, wanted
from assistant.conversation.slots import DEPTH, Slots, level_to_region
from assistant.conversation.told import Said, Told
from assistant.understand.contexts import flat
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query, Understander
from assistant.understand.rulings import asks_ruling_alone
from assistant.understand.words import segment
from corpus.gazetteer import Region

# 还有吗, 还有别的要求吗: more of the same
_MORE = re.compile(
    r"(?=.*(?:还|别的|其[他它]|更多|就这些|只有这些|除))(?:就这些|只有这些|除了这些|除此之外|此外)?[，,]?(?:还)?(?:有没有|有)?(?:没有)?(?:别的|其他的?|其它的?|什么别的|更多的?)?(?P<what>要求|规定|内容|措施|政策|说法|义务|任务)?(?:了)?(?:吗|呢|么|没有|没)?[？?。\s]*"
)
_FIGURE_TOLD = re.compile(r"^[^。]*(?:目标为|达到|不低于|超过|降至|控制在)[^。]{0,3}\d")
MOSTLY_HERE = 0.4  # of the weight of what is said, by the clause before
_ASKED_FOR = re.compile(r"(?:哪些|什么|啥|哪几[项条种])(?P<what>[一-龥]{2,4}?)(?=[？?。\s]|$)")
_CHOICE = re.compile(
    r"(?!.*(?:多少|几|什么|啥|谁|哪|怎|如何))(?:是|算|指)?[^，,。？?是]{2,10}还是(?:是)?[^，,。？?]{2,10}[？?。\s]*"
)
_THAT_CLAUSE = re.compile(r"的?那(?:一)?(?:[条项款个块步关档类边头]|环节|阶段|部分)(?:规定|内容)?$")
# 要到80%对吧: of the thing talked of
_GRANTED = re.compile(
    r"(?:也)?(?:要|应|是|得|达到?|到|为)*\d[\d.]*(?:%|[一-龥]{1,3})?(?:以上|左右)?[，,]?(?:对吧|没错吧|是吧|对不对|是不是|对吗|吗|吧)[？?。\s]*"
)
_NAME = 6  # ... that the corpus writes so
_ALONE = 12  # characters of a thing that is named alone
_AGAIN_OF = re.compile("[又则](?=[^，,]{0,6}(?:多少|几|谁|什么|怎|如何|哪))")
_OF_EACH = re.compile("每|最|单|一[个件家次年]|[这那该此其它他]")
_LIGHT = frozenset(
    "是 为 有 要 应 应该 该 能 可以 会 得 到 达到 做 目标 指标 标准 其 的 时候 时间 日子 一个".split()
)
_ASKING = re.compile("多少.?|几.?|百分之.|谁|什么.{0,2}|怎么.?|如何|哪.{0,2}")
_OF_WORK = re.compile("完成|办理|申请|申报|负责|牵头|提交|截止|办结|受理|实施|落实|主管")


class Resumed:
    """Resolves them for one corpus."""

    def __init__(
        self, lexicon: Lexicon, understander: Understander, slots: Slots, ellipsis: Ellipsis, told: Told
    ) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._slots = slots
        self._ellipsis = ellipsis
        self._told = told

    def named_for_a_place(self, said: FollowUp, before: Query) -> str | None:
        """西安质量奖有几个, then 陕西质量奖呢: a thing of that name in the text asked about, not another place."""
        new = without_tail(said.text)
        if asks(new) or len(new) < 4 or not self._lexicon.contexts.writes(new, before.doc_ids):
            return None
        frame = self._ellipsis.frame(before)
        kind = next((new[n:] for n in range(2, len(new) - 1) if new[n:] in frame.subject), "")
        if len(kind) > 2 and frame.subject[-2:] != new[-2:]:
            # 质量奖拥有量, then 不对，我说的是陕西质量奖
            return self._slots.scoped(
                f"{frame.lead}{frame.front}{frame.subject.replace(kind, new, 1)}{frame.back}", before
            )
        if not frame.subject or frame.subject[-2:] != new[-2:]:
            return None
        return self._slots.scoped(f"{frame.lead}{frame.front}{new}{frame.back}", before)

    def elsewhere(
        self, said: FollowUp, now: Query, before: Query, region: Region | None, rest: list[str]
    ) -> str | None:
        """A follow-up that names a place or a document and says more than that."""
        text = re.sub(r"呢[,，]\s*", "", said.text)
        as_it_is = text if text != said.text or said.elliptic else None
        if region is None or now.named_docs or before.english or now.english:
            return as_it_is
        if now.level == "国家级" and not now.regions:
            return as_it_is
        bare = self._slots.without_places(text).strip("的，, ")
        granted = _GRANTED.fullmatch(bare) and not self._slots.content(now)
        if granted or (asks(bare) and not own_topic(bare) and not names_thing(bare)):
            return self._ellipsis.with_subject(before, bare, lead=region.name)
        if said.elliptic and bare and not asks(bare):
            there = self._understander.understand(self._slots.swap(before, now, region))
            kind = without_tail(bare).removesuffix("的")
            if kind and self._says_already(kind, there, region):
                return there.text  # 西安制造业的劳动生产率, then 陕西制造业的呢
            if made := self._ellipsis.exchange(there, without_tail(bare)):
                return made
        if now.level and not now.regions:
            return level_to_region(text, region)
        if said.elliptic and len(rest) <= 1 and not asks(bare):
            return f"{without_tail(text)}{'是多少' if before.wants_number else ''}"
        return as_it_is

    def _says_already(self, kind: str, there: Query, region: Region) -> bool:
        """Whether a question about a place names a kind already, and not as what another place's name begins (陕西质量奖)."""
        at = there.text.find(kind)
        others = (m for m in self._lexicon.mentions(there.text) if region not in m.regions)
        return at >= 0 and not any(m.end == at for m in others)

    def here(self, said: FollowUp, now: Query, turns: Sequence[Said]) -> str:
        """A follow-up that names no place of its own: one part of the question before, or more of its subject."""
        text, before = said.text, turns[-1].query
        if more := _MORE.fullmatch(text):
            thing = _ASKED_FOR.search(before.text)
            asked = more["what"] or (thing["what"] if thing else "") or "规定"
            frame = self._ellipsis.frame(before)
            return self._slots.scoped(f"{frame.lead}{frame.front}{frame.subject}还有哪些{asked}", before)
        if _CHOICE.fullmatch(text) and not now.attribute:
            # 首席质量官要覆盖多少, then 规上企业还是规上工业企业
            frame = self._ellipsis.frame(before)
            return self._slots.scoped(f"{frame.lead}{frame.front}{frame.subject}是{text}", before)
        if now.refs and (outer := [r for r in before.refs if DEPTH[r.kind] < DEPTH[now.refs[0].kind]]):
            # 专栏6 …, then 第二项要挑多少家
            return self._slots.with_scope("".join(r.text for r in outer) + text, before)
        in_english = before.english or now.english
        made = None
        if not in_english and not said.elliptic and (other := self._named_alone(text, before)):
            # 鲁班奖要新增几项, then 长安杯; 末端型的又贴多少 after 节点型起降场贴多少
            text, said = f"{other}呢", replace(said, text=f"{other}呢", elliptic=True)
        elif not (asks(text) or said.elliptic or in_english) and _only_wanted(text):
            # 新增几个退货服务点, then 完成时限
            return self._slots.scoped(self._ellipsis.with_subject(before, text), before)
        if said.elliptic and not asks(text) and not in_english:
            # 药品那条是谁负责, then 食品那条呢
            asked_beside = said.story if said.story.endswith(("?", "？")) else ""
            new = _THAT_CLAUSE.sub("", without_tail(text)) or without_tail(text)
            made = self._ellipsis.exchange(before, new, supposed=said.supposed, ask=asked_beside)
            if (
                made
                and not (asks(made) or asks(before.text))
                and _FIGURE_TOLD.search(turns[-1].turn.answer.text)
            ):
                made = f"{made}是多少"  # 空气优良天数 got its figure, then 水质呢
            made = made and self._slots.under_its_place(made, before, new)
        elif asks(text) and not in_english and (made := self._ellipsis.asked_of(before, text)):
            pass
        elif (
            asks(text)
            and (not self._own_topic(text) or on_a_deed(text))
            and not now.departments
            and not in_english
        ):
            # 要提前报备不, 不够的话会怎样: of the same thing
            made = self._ellipsis.with_subject(self._spoken_with(text, turns), text)
        if made:
            return self._slots.scoped(made, before)
        if said.elliptic and not asks(text):
            text = f"{without_tail(text)}{'是多少' if before.wants_number else ''}"
        compared = before.kind is Kind.COMPARE and len(before.regions) > 2
        if not self._can_mean(before, now) or (compared and not said.elliptic):
            return text  # 三个地方各多少, then 企业失信怎么处理: of all there are
        return self._slots.with_scope(re.sub("^(?:它们?|其)的?", "", text), before)

    def _named_alone(self, text: str, before: Query) -> str:
        """The thing that a follow-up names and asks nothing of but what was asked before (长安杯; 末端型的又贴多少); else ""."""
        if not asks(text):
            bare = ended(text)
            chunks = chunks_of(bare)
            named = len(chunks) == 1 and chunks[0][0][0] == 0 and nominal(bare) and len(bare) <= _ALONE
            named = named or (len(bare) <= _NAME and self._lexicon.contexts.writes(bare))
            deed = any(flag[:1] in "vdr" and flag != "vn" for _, flag in segment(bare))
            plain = not (deed or re.search("[，,、；;]", bare) or of_a_thing(bare))
            plain = plain and not any(map(wanted, content(bare)))
            return bare if named and plain and asks(before.text) else ""
        if not asks(before.text):
            return ""
        thing = _ASKED_FOR.search(text)
        if thing and thing["what"] not in before.text:
            return ""  # 收费怎么定, then 共享停车有什么好处
        words = segment(ended(text))
        at, shared = len(words), bool(_AGAIN_OF.search(text))
        while at and not (new := _new(*words[at - 1], before.text)):
            at -= 1
            shared = shared or (new is not None and len(words[at][0]) > 1)
        if not at:
            return ""
        upto = at
        while upto < len(words) and (words[upto][1][:1] in "nkbz" or words[upto][0] == "的"):
            upto += 1
        end = sum(len(w) for w, _ in words[:upto])
        # 节点 | 型起降场贴多少: a name is taken whole
        asked = next(iter(re.finditer(_ASKING.pattern, text[end:])), None)
        stop = end + asked.start() if asked else len(text)
        tail = next((k for k in range(stop, end + 1, -1) if text[end:k] in before.text), end)
        end = end if text[end - 1 : end] in ("，", ",") else tail
        other = re.sub("(?:的?(?:目标|指标|标准|要求))?(?:又|也|则|[，,])?$", "", text[:end]).strip("，, ")
        short = 2 <= len(other) <= _ALONE and not asks(other) and not re.search("[，,；;]", other)
        told = [w for w, _ in segment(other) if len(w) > 1 and not wanted(w) and not of_a_thing(w)]
        return other if short and shared and at < len(words) and told and not _OF_EACH.match(other) else ""

    def stays_in_clause(self, said: FollowUp, now: Query, last: Said) -> bool:
        """Whether a follow-up to a clause asked for by number is about that clause still."""
        before = last.query
        if not before.refs or now.refs or now.departments or said.corrected or now.asks_where:
            return False
        clause = self._told.cited(last.turn)
        if clause is None:
            return False
        words = [w for w in now.words if w.weight >= 0.3]
        here = [w.said_in(flat(clause.text)) >= 0.8 for w in words]
        if any(here) or not words:
            # 专栏3 …, then 首席质量官覆盖率: another clause says all of it, and this one only 覆盖率
            whole = self._lexicon.contexts.together([w.text for w in words], (clause.doc_id,))
            weight = sum(w.weight for w, is_here in zip(words, here, strict=True) if is_here)
            # 共享停车 of a clause on parking in stairways
            return all(here) or (not whole and weight >= MOSTLY_HERE * sum(w.weight for w in words))
        if not self._can_mean(before, now):
            return False
        document = flat(self._lexicon.documents[clause.doc_id].text)
        elsewhere = sum(w.weight for w in words if w.text in document)
        # a clause that was only pointed at is left for another one sooner than one asked for by its number
        numbered = any(r.text in last.turn.question for r in before.refs)
        slack = 0.5 if numbered and (said.elliptic or len(said.text) <= 12) else 0
        return elsewhere <= slack * sum(w.weight for w in words)

    def _spoken_with(self, ask: str, turns: Sequence[Said]) -> Query:
        """The question whose subject goes with what is asked now: the last one's, or an earlier one's of the same place.

        首席质量官要几年经验 → 高级职称的呢 → 几天内备案: it is the officer who is put on record.
        """
        last = turns[-1].query
        # 年度限额 is what a thing has, and any thing may
        words = [w for w in content(ask) if len(w) > 1 and self._lexicon.knows(w) and not of_a_thing(w)]
        together = self._lexicon.contexts.together
        if not words:
            return last
        for said in reversed(turns):
            query = said.query
            subject = content(self._ellipsis.frame(query).subject)
            if query.regions == last.regions and subject and together([*subject, *words], query.doc_ids):
                return query
        return last

    def _own_topic(self, text: str) -> bool:
        """Whether a question is about something of its own: 本科生给多少, or 今天天气怎么样, which no text speaks of."""
        if runs_late(text):
            return False
        figure = figure_asked_for(text)
        if self._lexicon.names_figure(figure) and not of_a_thing(figure):
            return True  # 有效期多久 is of the thing before
        unknown = [w for w in things(asked_words(text)) if not of_a_thing(w) and not self._lexicon.knows(w)]
        return own_topic(text) or bool(unknown)

    def _can_mean(self, before: Query, now: Query) -> bool:
        """Whether the document asked about before can be meant still: nobody asks a law for what only another says."""
        if before.regions or not before.doc_ids:
            return True
        words = [w for w in now.words if w.weight >= 0.3]
        mine = "".join(flat(self._lexicon.documents[d].text) for d in before.doc_ids)
        missing = [w for w in words if w.said_in(mine) < 0.5 and self._lexicon.knows(w.text)]
        return not words or sum(w.weight for w in missing) < 0.5 * sum(w.weight for w in words)


def _only_wanted(text: str) -> bool:
    """Whether a message names only what is wanted of a thing (完成时限, 办理材料)."""
    words = [w for w, _ in segment(ended(text)) if len(w) > 1]
    return bool(words) and all(wanted(w) or of_a_thing(w) or _OF_WORK.fullmatch(w) for w in words)


def _new(word: str, flag: str, before: str) -> bool | None:
    """Whether a word of a follow-up says something that the question before does not; None for one that says nothing."""
    if flag[:1] in "udcpwxymr" or word in _LIGHT or _ASKING.fullmatch(word):
        return None
    return word not in before


def on_a_deed(text: str) -> bool:
    """Whether it is asked if a deed is allowed or due, and whose is not said (开在五楼行不行)."""
    return asks_ruling_alone(text) and segment(text)[0][1][:1] == "v"
