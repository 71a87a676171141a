"""Follow-ups that point at what was answered: 这个, 第二个, 下一条, 两个差多少, 这三个都是.

An answer's clauses become names that a question can say. Knows nothing of how a subject is exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.render import titled
from assistant.answers.totals import asks_total, asks_total_alone
from assistant.conversation.again import is_repeat
from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import asks, without_tail
from assistant.conversation.parts import chunks_of
from assistant.conversation.slots import PRONOUN, TITLE, Slots
from assistant.conversation.years import beside_year
from assistant.types import Citation, Turn
from assistant.understand.kinds import attribute_of
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query, Understander
from assistant.understand.references import several
from corpus.gazetteer import Region
from corpus.numerals import CHINESE_NUMERAL, format_ordinal, parse_ordinal
from corpus.script import simplify
from corpus.types import Clause

_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十\d]{1,3})\s*(?:个|条|点|项|家|种|类)(?!标准)|(前者|后者|最后一[个项条]|头一[个项条])"
)
_COUNTED = re.compile(rf"(?:第\s*[{CHINESE_NUMERAL}\d]{{1,4}}|最后一)\s*([个条点项家种类款章节])")
_NEXT = re.compile(r"^(?:那)?(?:再)?([上下前后])一?([条项个点款章节])")
# 下一条讲食品的呢，归谁: what the next one is about is said beside
_SAYS_OF = re.compile(
    r"^(?:是|就是)?(?:讲|说|写|管|关于|提)[^，,。？?归谁哪]{1,14}?的(?:那个)?呢?[，,]?\s*|^[，,]\s*"
)
_MEASURED = re.compile(r"^比.{0,12}(?:高|低|多|少|大|小|提高|增加|降低)")
_POINTS_BACK = re.compile(r"(?:上面|刚才|前面|你|其中|里面)?(?:说|列|提到)的|上面|刚才|前面|其中|里面")
# 底下分的第二个: of the parts under the clause told
_BENEATH = re.compile(
    "(?:底下|下面|下边|里头|里面)?(?:分|列|设|含|包括)(?:了|着|出|成)?的|底下的?|下面的?|下边的?"
)
_BARE_ASK = re.compile(
    r"^(?:是|由|归|那|应该|要)?(?:谁|责任单位|牵头单位|负责单位|哪些单位|什么单位|哪个部门|哪些部门|哪个单位|什么部门|约束|预期|强制|硬性|哪一?条|"
    r"第几条|写在|依据|出处|原文|怎么说|具体|为什么|哪年|什么时候|单位|属性)"
)
_MORE_CLOSELY = re.compile(
    r"(?:再|能)?(?:说|讲|展开)?(?:得|的)?(?:详细|具体|展开|仔细)"
    r"(?:点|些|一点|一些|说说|讲讲|说|讲|一下)*(?:吗|吧)?[？?。\s]*|"
    # 原话念一下, 念一下条文
    r"(?:把|那|麻烦)?(?:那)?(?:一)?(?:条|段)?(?:的)?(?:原话|原文|条文|全文)(?:再)?(?:给我|跟我)?(?:念|读|发|说|报|看)(?:给我)?(?:一)?(?:下|遍|看看?)?(?:吧|吗)?[？?。\s]*|"
    r"(?:再)?(?:给我)?(?:念|读|报)(?:一)?(?:下|遍)?(?:原话|原文|条文|全文)(?:吧|吗)?[？?。\s]*"
)
# 一个字别改, 别给我概括: how it is to be read
_TO_THE_LETTER = re.compile(
    r"[，,。\s]*(?:一(?:个)?字(?:都|也)?|一字不[差漏落]|逐字|完整|照着)?(?:不要|别|不许|不能|不准|不)(?:给我)?(?:改|删|漏|落|少|概括|省|缩)[^，,？?]{0,4}$"
)
# 是必须完成的吗, 完不成算不算硬任务: in a table of targets that is what 约束性 says
_MUST = re.compile(
    rf"^(?:{PRONOUN.pattern}|[这那]个[一-龥]{{2,3}})?(?:完不成|达不到|做不到)?[，,]?(?:到底)?(?:是|算)?(?:不[是算])?(?:[^，,。？?]{{0,4}}那种)?"
    r"(?:(?:必须|一定要?|非得|硬性|强制)(?:要)?(?:完成|达到|做到|实现)的?(?:那种|指标|任务|目标)?|硬指标|硬任务|硬杠杠?|刚性[指任][标务])"
    r"(?:(?:吗|么)?[，,]?还是[^，,。？?]{2,12}$|[吗么？?。\s]*$)"
)
_OF_CLAUSE = re.compile(r"谁|单位|部门|局|约束|预期|强制|硬性|条|写在|依据|出处|原文|属性")
_COUNTED_OUT = re.compile(
    r"(?:设立?|分为|包括|包含|有|为)(?P<things>[^，。；：、]{2,20}(?:[、和及与][^，。；：、]{2,20})+?)(?:等)?[两二三四五六七八九](?:个|项|种|类|大)[一-龥]{2}"
)
_ALL_OF_THEM = re.compile(
    r"^(?:那)?(?:上面|刚才|前面)?(?:说|问)?的?(?:(?:这|那)?([两三四五2-5])[个项者]|(?:这|那)几[个项]|(?:这|那)些|它们)(?:指标|目标|数)?(?=都|是|分别|各)"
)
_WHICH_MOST = re.compile(
    r"哪[个边里家]?(?:定得)?(?:更|最)?[高低多少大小严快]|谁(?:更|最)?[高低多少大小]|都?(?:一样|相同|一致)"
)
_HOW_FAR = re.compile("(?:相?差|[高低多少])(?:多少|几)[^，,]{0,4}$|(?:分别|各)?(?:是|要)?多少[？?。]*$")
_AMONG = re.compile(
    r"(?:其中|里面|上面|刚才)?(?:的|那个|关于)?(?P<what>[一-龥]{2,8}?)的?(?:那|这)(?:一)?[条项个](?P<ask>.{2,})$"
)
_BOTH = re.compile(
    r"^(?:那|这|它们|他们)?(?:这)?(?:[两二三四五六几俩][个者地省份年边家处]?|俩)?(?:之间|相比|比较?|加起来)?(?:的)?(?:差距|差别)?(?=.)"
)
_ADDED_TO = re.compile(
    "^(?:那)?(?:跟|和|与|加上|再加上|算上)(?P<new>[^，,。？?]{2,10}?)的?(?:加|合|一共|总共|相加)|"
    # 还拿了中国质量奖，两笔合起来呢
    "^(?:还|又|再|也|同时)(?P<got>[^，,。？?]{2,16}?)(?:的话)?[，,](?=.*(?:加|合|一共|总共))"
)
_DONE = re.compile("(?<=..)(?:做|干|搞|办|完成|达到?|实现)了?$")
_PRESENT = re.compile("现在|目前|当前|现状|眼下|如今")
_WHOSE = re.compile("谁|哪")
_OF_BODIES = re.compile(
    r"^(?:的)?(?:部门|单位|机构|机关|牵头单位|责任单位|[局厅委](?=还|都|主要|负责|管|有|要|干|做))"
)
# the items of an article as an answer reads them out
_ITEMS = re.compile(r"（([一二三四五六七八九十]+)）")
_ARTICLE = re.compile("第[^第]+条$")
_SAYS_WHAT = re.compile("(?:讲|说|写|指|具体)?(?:的)?(?:是)?(?:什么|啥|哪个|哪一个|哪种)(?:内容|意思|呀|啊)?")
LONGEST_NAME = 30  # characters of a thing that a question can name
GATHERED = 5  # the turns that 这三个 and 哪个最高 can reach back


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier turn with its question as it was read."""

    turn: Turn
    query: Query


class Pointing:
    """Resolves follow-ups that point back, for one corpus."""

    def __init__(
        self, lexicon: Lexicon, understander: Understander, slots: Slots, ellipsis: Ellipsis
    ) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._slots = slots
        self._ellipsis = ellipsis

    def resolve(self, text: str, now: Query, turns: Sequence[Said], placed: bool) -> str | None:
        """The question that a follow-up asks of what was answered before; None where it points at nothing.

        :param placed: the follow-up names a place, document or other slot of its own.
        """
        before = turns[-1].query
        text = re.sub("倒数第一", "最后一", text)
        if _MUST.search(text) or wants_it_read(text):
            text = "原文怎么写的" if wants_it_read(text) else "是约束性的吗"
            now = self._understander.understand(text)
        if step := _NEXT.search(text):
            ask = without_tail(_SAYS_OF.sub("", text[step.end() :]))
            return self._neighbour(step, before, ask) or self._clause_beside(step, turns[-1], ask)
        if _MEASURED.match(text) and before.kind in (Kind.INDICATOR, Kind.FACT, Kind.COMPARE):
            frame = self._ellipsis.frame(before)
            year = re.match(r"(?:到|至)?(?:19|20)\d{2}年", frame.back)
            return f"{frame.lead}{frame.subject}{year.group() if year else ''}{text}"
        if made := self._several(text, now, turns) or self._all_of_them(text, turns):
            return made
        if made := self._named_among(text, turns[-1]):
            return made
        if not now.named_docs and not several(text):
            if not now.regions and not now.level and (made := self._other_ordinal(text, turns[-1])):
                return made
            inside = now.refs and before.refs and not _POINTS_BACK.search(text)
            region = self._slots.region(now, [t.query for t in turns])
            if not inside and (made := self._pointed_at(text, turns, region)):
                return made
        rest = self._slots.content(now)
        if (rest or not placed) and self._refers_back(text, now, rest):
            return self._about_last(text, turns)
        return None

    def _neighbour(self, step: re.Match[str], before: Query, ask: str) -> str | None:
        """下一条呢: the clause after the one asked for before."""
        shift = 1 if step[1] in "下后" else -1
        refs = list(before.refs)
        if step[2] == "条":
            # 上一条 after 第十五条第一项 is another article
            refs = [r for r in refs if r.kind == "article"] or refs
        if not refs:
            return None
        ref = refs[-1]
        digits = next((d for d in re.findall(rf"[{CHINESE_NUMERAL}]+|\d+", ref.text)), None)
        if not digits:
            return None
        number = format_ordinal(ref.number + shift) if ref.number + shift > 0 else digits
        outer = "".join(r.text for r in before.refs[: before.refs.index(ref)])
        other = ref.text.replace(digits, number, 1)
        return self._slots.with_scope(f"{outer}{other}{ask if asks(ask) else '是什么内容'}", before)

    def _clause_beside(self, step: re.Match[str], last: Said, ask: str) -> str | None:
        """下一条呢 where no number was asked for before: the clause after the one that the answer cites."""
        shift = 1 if step[1] in "下后" else -1
        cited = [
            e.clause
            for c in last.turn.answer.citations
            for e in last.turn.answer.evidence
            if e.clause.clause_id == c.clause_id
        ]
        beside = self._lexicon.contexts.beside(cited, shift, articles=step[2] == "条")
        if beside is None or last.turn.answer.outcome != "answered":
            return None
        heading = f"“{beside.title}”" if 2 <= len(beside.title) <= 20 and "“" not in beside.title else ""
        name = f"{titled(self._lexicon.documents[beside.doc_id].title)}{beside.label}{heading}"
        return f"{name}{ask if asks(ask) else '是什么内容'}"

    def _other_ordinal(self, text: str, last: Said) -> str | None:
        """专栏七第一个讲啥 → 第二个呢: another one of those counted in the question before."""
        before = last.query
        m = _COUNTED.match(text)
        if not m or not before.refs or several(before.text):
            return None
        ask = without_tail(text[m.end() :])
        ref = before.refs[-1]
        old = _COUNTED.search(ref.text)
        if not old or m[1] not in ("个", old[1]):
            return None
        other = m.group()[:-1] + old[1]
        if other.startswith("最后"):
            clause = self.cited(last.turn)
            count = self._lexicon.contexts.siblings(clause) if clause else 0
            if not count:
                return None
            other = f"第{format_ordinal(count)}{m[1]}"
        if ask:
            # 第三个，营收多少
            at = before.text.find(ref.text)
            return before.text[:at] + other + ask if at >= 0 else None
        return re.sub(rf"{re.escape(ref.text)}(?:“[^”]*”)?", other, before.text, count=1)

    def _several(self, text: str, now: Query, turns: Sequence[Said]) -> str | None:
        """两个差几个点, 哪个最高: the places or years of the last turns, asked about together."""
        of_before = asks_total_alone(text) or (_ADDED_TO.match(text) and asks_total(text))
        if of_before and (added := self._added_up(text, turns)):
            return added
        which = _WHICH_MOST.search(text)
        if not (now.kind is Kind.COMPARE or which) or now.regions or now.years or len(turns) < 2:
            return None
        if len(self._slots.content(now)) > 3:
            return None
        before = turns[-1].query
        if which and len(before.regions) > 1 and (far := _HOW_FAR.search(before.text)):
            # 西安和陕西差多少, then 谁更高: of the same places
            return before.text[: far.start()] + text
        last = [t.query for t in turns[-2:]]
        years = [q.years[-1] for q in last if len(q.years) == 1]
        place = "".join(r.name for r in last[0].regions[:1])
        if len(years) == 2 and years[0] != years[1] and last[0].regions == last[1].regions:
            return f"{place}{self._bare_subject(last[0])}{years[0]}年和{years[1]}年差多少"
        subjects = [self._bare_subject(q) for q in last]
        if last[0].regions == last[1].regions and all(subjects) and not re.search("[三四五]", text):
            if subjects[0] != subjects[1]:
                # 城市低保多少 → 农村的呢 → 差多少
                return f"{place}{subjects[0]}和{subjects[1]}{_BOTH.sub('', text)}"
            if _PRESENT.search(last[1].text) and years:
                return f"{place}{subjects[0]}现状值和{years[0]}年目标{_BOTH.sub('', text)}"
        if which and (named := self._subjects_together(text, turns)):
            return named
        reach = GATHERED if re.search("最|三|四|五|几个|这些", text) else 2
        asked = [q for q in (t.query for t in turns[-reach:]) if len(q.regions) == 1]
        places = list(dict.fromkeys(q.regions[-1].name for q in asked))
        if len(places) < 2:
            return None
        year = next((f"{y}年" for q in asked for y in q.years), "")
        named = f"{'、'.join(places[:-1])}和{places[-1]}"
        return f"{named}{year}{self._bare_subject(asked[0])}{_BOTH.sub('', text)}"

    def years_apart(self, text: str, now: Query, before: Query) -> str:
        """2024年底做了几项, then 离2027年的目标还差多少: how far the two years are apart; "" where it asks no such thing."""
        years = [*before.years, *now.years]
        if not beside_year(text) or now.regions or len(years) != 2 or years[0] == years[1]:
            return ""
        place = "".join(r.name for r in before.regions[:1])
        subject = _DONE.sub("", self._bare_subject(before))
        return self._slots.scoped(f"{place}{subject}{years[0]}年和{years[1]}年差多少", before)

    def _added_up(self, text: str, turns: Sequence[Said]) -> str:
        """这两个加起来多少, 跟国家级的加一块儿是多少: the things asked for before, or the last and its like, added up."""
        last = turns[-1].query
        other = _ADDED_TO.match(text)
        new = (other["new"] or _last_thing(other["got"])) if other else ""
        made = self._ellipsis.exchange(last, new) if new else None
        if made:
            asked = [last, self._understander.understand(made)]
        else:
            number = re.search("[三四五]", text)
            count = parse_ordinal(number.group()) or 2 if number else 2
            asked = [t.query for t in turns[-count:]]
        subjects = list(dict.fromkeys(map(self._bare_subject, asked)))
        same_place = all(q.regions == last.regions for q in asked)
        if (other is not None and made is None) or len(subjects) < 2 or not all(subjects) or not same_place:
            return ""
        place = "".join(r.name for r in last.regions[:1])
        year = next((f"{y}年" for q in reversed(asked) for y in q.years), "")
        back = self._ellipsis.frame(last).back
        asked_how = back if re.fullmatch("[一-龥]{0,4}(?:多少|几)[一-龥]{0,2}", back) else "多少"
        return f"{place}{year}{'、'.join(subjects[:-1])}和{subjects[-1]}加起来{asked_how}"

    def _subjects_together(self, text: str, turns: Sequence[Said]) -> str:
        """这三个哪个最高, of three things asked for one after another in one place; "" where they are not so many."""
        number = re.match("(?:那)?(?:这|那)?([三四五3-5几])(?:个|项|者)(?:里|中)?(?:面)?", text)
        if number is None:
            return ""
        count = (parse_ordinal(number[1]) if number[1] != "几" else 0) or min(len(turns), GATHERED)
        asked = [t.query for t in turns[-count:]]
        subjects = list(dict.fromkeys(self._bare_subject(q) for q in asked))
        if (
            len(subjects) < max(count, 2)
            or not all(subjects)
            or any(q.regions != asked[0].regions for q in asked)
        ):
            return ""
        place = "".join(r.name for r in asked[0].regions[:1])
        return f"{place}{'、'.join(subjects[:-1])}和{subjects[-1]}{text[number.end() :]}"

    def _subject_of(self, said: Said) -> str:
        """What a turn was about; where it asked for a clause by its number, that clause's heading."""
        cited = said.turn.answer.citations
        if said.query.refs and cited and (heading := re.search("“([^”]+)”$", self.name(cited[0]))):
            return heading[1]
        return self._ellipsis.frame(said.query).subject

    def _bare_subject(self, query: Query) -> str:
        """What a question is about, without its place and year."""
        frame = self._ellipsis.frame(query)
        subject = self._slots.without_places(frame.subject)
        subject = re.sub(r"(?:到|至|截至)?(?:19|20)\d{2}年?(?:底|末)?|现在|目前|当前", "", subject)
        return re.sub("^(?:的|要|，)+|的$", "", subject)

    def _all_of_them(self, text: str, turns: Sequence[Said]) -> str | None:
        """这三个都是约束性的吗: the subjects of the last turns, asked about together."""
        m = _ALL_OF_THEM.match(text)
        if not m or len(turns) < 2:
            return None
        count = (parse_ordinal(m[1].replace("两", "二")) or 2) if m[1] else min(len(turns), GATHERED)
        asked = [t.query for t in turns[-count:]]
        if len(asked) < count or any(q.regions != asked[0].regions for q in asked):
            return None
        subjects = [self._subject_of(s) for s in turns[-count:]]
        lead = "".join(r.name for r in asked[0].regions)
        if not all(subjects):
            return None
        return f"{lead}{'、'.join(dict.fromkeys(subjects))}{text[m.end() :]}"

    def _pointed_at(self, text: str, turns: Sequence[Said], region: Region | None) -> str | None:
        """上面说的第二个呢: the n-th thing of an answer before, of the last that listed so many.

        :param region: the place that the follow-up names: 第三个全省是多少 asks there for what the third is called.
        """
        m = _ORDINAL.search(text)
        if m and (other := self._another_of_them(m, text, turns)):
            return other
        if not m or not (_POINTS_BACK.search(text) or len(text) <= 14):
            return None
        for back, said in enumerate(reversed(turns[-GATHERED:])):
            if back and said.query.kind not in (Kind.CLAUSE, Kind.LIST, Kind.TASKS):
                continue
            things = self._beneath(said) if _BENEATH.search(text) else []
            things = things or self._things(said, bodies=not _WHOSE.search(text))
            n = {"前": 1, "头": 1, "后": len(things), "最": len(things)}.get(m.group()[0], 0)
            n = n or (parse_ordinal(m[1]) if m[1] else 0) or 0
            if 1 <= n <= len(things) and len(things) > 1:
                rest = _POINTS_BACK.sub("", _BENEATH.sub("", text[: m.start()])) + _OF_BODIES.sub(
                    "", text[m.end() :]
                )
                ask = without_tail(rest).strip("的，, 是")
                if re.match("约束|预期|强制|硬性", ask):
                    ask = f"是{ask}的吗"
                if _SAYS_WHAT.fullmatch(ask) or is_repeat(ask):
                    ask = ""
                if region is not None and (called := re.search("“([^”]+)”$", things[n - 1])):
                    asked = self._slots.without_places(ask).strip("的，, ")
                    return f"{region.name}{called[1]}{asked or '是多少'}"
                return f"{things[n - 1]}{ask or '是怎么规定的'}"
        return None

    def _another_of_them(self, m: re.Match[str], text: str, turns: Sequence[Said]) -> str | None:
        """第二个部门还管什么 → 第三个呢: of the same list, and asked the same."""
        last = turns[-1]
        if len(turns) < 2 or not _ORDINAL.search(last.turn.question) or not m[1]:
            return None
        if without_tail(_OF_BODIES.sub("", text[m.end() :])) or text[: m.start()].strip("那的"):
            return None
        for said in reversed(turns[-GATHERED:-1]):
            things, n = self._things(said), parse_ordinal(m[1]) or 0
            asked = next(
                (last.query.text.removeprefix(t) for t in things if last.query.text.startswith(t)), ""
            )
            if asked and 1 <= n <= len(things):
                return things[n - 1] + asked
        return None

    def _named_among(self, text: str, last: Said) -> str | None:
        """其中药品那条讲什么: of the clauses an answer listed the one whose heading says it."""
        m = _AMONG.match(text)
        if not m:
            return None
        fits = [t for t in self._things(last) if m["what"] in re.sub(TITLE, "", t)]
        return f"{fits[0]}{m['ask']}" if len(fits) == 1 else None

    def _refers_back(self, text: str, now: Query, rest: list[str]) -> bool:
        if self._slots.named(now, None) and not now.years:
            return False
        if (_BARE_ASK.match(text) or (now.asks_where and not rest)) and len(rest) <= 4:
            return True
        return bool(PRONOUN.match(text.lstrip())) and len(rest) <= 6

    def _about_last(self, text: str, turns: Sequence[Said]) -> str:
        """这个由谁负责: about the clause cited first in the answer before, or its question's subject."""
        ask = PRONOUN.sub("", text, count=1).strip("，, ") if PRONOUN.match(text.lstrip()) else text
        ask = _POINTS_BACK.sub("", ask)
        said = self.rooted(turns)[-1]
        if "条" in ask and self._understander.understand(ask).asks_where:
            # the clause is what is asked for: it must be found by what was asked of it
            return f"{re.sub('[？?。，, ]+$', '', said.query.text)}，{ask}"
        citations = said.turn.answer.citations
        if not citations:
            return self._slots.scoped(self._ellipsis.with_subject(said.query, ask), said.query)
        if citations[0].clause is None:
            return titled(self._lexicon.documents[citations[0].doc_id].title) + ask
        if attribute_of(ask) and not citations[0].row and not said.query.refs:
            # a sentence may tell several figures
            return self._slots.scoped(self._ellipsis.with_subject(said.query, ask), said.query)
        if re.match("约束|预期|强制|硬性", ask):
            ask = f"是{ask}"
        named = TITLE.match(said.query.text) and said.query.refs
        subject = "" if named or _OF_CLAUSE.search(ask) else self._ellipsis.frame(said.query).subject
        return f"{self.name(citations[0])}{subject}{ask}"

    def rooted(self, turns: Sequence[Said]) -> Sequence[Said]:
        """The turns up to the one that the talk is about: not one that only asked whose the thing before is."""
        for n in range(len(turns) - 1, 0, -1):
            if not (about_clause(turns[n].query) and turns[n].query.kind is Kind.RESPONSIBLE):
                return turns[: n + 1]
        return turns[:1]

    def unnamed(self, turns: Sequence[Said]) -> Query:
        """The last question, with the subject it has from the turn before where it only names a clause.

        A clause's number is nothing to ask another place or document for.
        """
        last = turns[-1].query
        if not about_clause(last):
            return last
        root = next((t.query for t in reversed(turns[:-1]) if not TITLE.match(t.query.text)), None)
        ask = re.sub(r"^.*”", "", TITLE.sub("", last.text))
        if root is None or root.refs or "”" not in last.text:
            return last
        return self._understander.understand(self._ellipsis.with_subject(root, ask))

    def cited(self, turn: Turn) -> Clause | None:
        """The clause an answer cites first."""
        wanted = {c.clause_id for c in turn.answer.citations[:1]}
        return next((e.clause for e in turn.answer.evidence if e.clause.clause_id in wanted), None)

    def name(self, citation: Citation) -> str:
        """A cited clause as a question can name it: 《…》专栏1第2项“单位地区生产总值能源消耗降低”."""
        where = citation.clause or ""
        if citation.row:
            where += f"第{citation.row}项"
        elif citation.item:
            where += f"“{citation.item}”"
        label = re.sub(r"（[^（）]*）$", "", re.split(r"[›》]", citation.label)[-1])
        title = re.sub(r"^第\d+项\s*", "", label.removeprefix(citation.clause or "")).strip()
        cells = [cell.strip() for cell in re.split(r"[|\t]", citation.quote) if cell.strip()]
        if not citation.row and len(cells) > 2 and cells[0] == title and len(cells[1]) > 3:
            title = cells[1]  # 计量基础强化 | 建成计量实验室: the first cell may be that of several rows
        if (
            where
            and not citation.item
            and 2 <= len(title) <= 20
            and not re.search("[“”（）]|^第.{1,4}款$", title)
        ):
            where += f"“{title}”"
        return titled(self._lexicon.documents[citation.doc_id].title) + where

    def _beneath(self, said: Said) -> list[str]:
        """The headed parts of the clause that an answer cites first (底下分的第二个)."""
        clause = self.cited(said.turn)
        if clause is None:
            return []
        parts = self._lexicon.contexts.parts(clause, clause.kind)
        return [f"{titled(self._lexicon.documents[clause.doc_id].title)}{clause.label}“{p}”" for p in parts]

    def _inside(self, said: Said) -> list[str]:
        """The headed parts of the clause that a question named by its number (专栏8有几项工程)."""
        clause = self.cited(said.turn)
        if (
            clause is None
            or not said.query.refs
            or said.query.refs[-1].kind not in ("box", "chapter", "section")
        ):
            return []
        parts = self._lexicon.contexts.parts(clause, said.query.refs[-1].kind)
        lead = titled(self._lexicon.documents[clause.doc_id].title) + said.query.refs[-1].text
        return [f"{lead}“{part}”" for part in parts]

    def _bodies(self, said: Said) -> list[str]:
        """The bodies that an answer names as responsible for one clause, each under its place: 西安市交通局."""
        clause = self.cited(said.turn)
        if said.query.kind is not Kind.RESPONSIBLE or clause is None or len(said.turn.answer.citations) > 1:
            return []
        text = simplify(said.turn.answer.text)
        listed = sorted((text.find(d), d) for d in map(simplify, clause.departments) if d in text)
        place = self._lexicon.documents[clause.doc_id].region or ""
        return [place + d if d[:1] != place[-1:] else place[:-1] + d for _, d in listed]

    def _things(self, said: Said, *, bodies: bool = True) -> list[str]:
        """What an answer listed, each as a question can name it.

        :param bodies: those responsible may be meant.
        """
        answer = said.turn.answer
        if bodies and (listed := self._bodies(said)):
            return listed
        if inside := self._inside(said):
            return inside
        named = list(dict.fromkeys(self.name(c) for c in answer.citations))
        if len(named) > 1:
            return named
        body = re.sub(r"【\d+】", "", answer.text)
        if named and (items := _ITEMS.findall(body)) and len(items) > 1 and _ARTICLE.search(named[0]):
            return [f"{named[0]}第（{number}）项" for number in items]
        lead = titled(self._lexicon.documents[answer.citations[0].doc_id].title) if answer.citations else ""
        if counted := _COUNTED_OUT.search(body):
            # 设市长质量奖和市长质量奖提名奖两个奖项
            return [lead + _quoted(t) for t in re.split("、|和|以及|及|与", counted["things"])]
        listed = re.split(r"[；;]", re.sub(r"^[^：:]*[：:]", "", body))
        if len(listed) < 2 and said.query.kind not in (Kind.RESPONSIBLE, Kind.CLAUSE):
            listed = max(re.findall(r"[^，。；：]*、[^，。；：]*", body), key=len, default="").split("、")
        named = [t.strip("。 ") for t in listed if t.strip("。 ")]
        # whole sentences are no names
        return [lead + _quoted(t) for t in named] if all(len(t) <= LONGEST_NAME for t in named) else []


def steps(text: str) -> bool:
    """Whether a follow-up steps on to the clause beside the one before (下一条呢)."""
    return bool(_NEXT.search(text))


def wants_it_read(text: str) -> bool:
    """Whether a (simplified) message asks for nothing but more of what was told, or its words."""
    return bool(_MORE_CLOSELY.fullmatch(text) or _MORE_CLOSELY.fullmatch(_TO_THE_LETTER.sub("", text)))


def about_clause(query: Query) -> bool:
    """Whether a question names nothing but a clause that was cited: 《…》（十四）“…”谁负责."""
    return bool(TITLE.match(query.text) and (query.refs or query.quoted))


def clause_name(query: Query) -> str:
    """The words by which a question names a clause: 《…》专栏6“…”."""
    m = re.match(
        rf"{TITLE.pattern}(?:{'|'.join(re.escape(r.text) for r in query.refs) or '(?!)'})*(?:“[^”]*”)?",
        query.text,
    )
    return m.group() if m else ""


def _last_thing(text: str) -> str:
    """The last thing that a text names (中国质量奖 of 头一次拿了中国质量奖)."""
    named = chunks_of(text)
    return text[named[-1][0][0] : named[-1][-1][1]] if named else ""


def _quoted(name: str) -> str:
    return f"“{name}”" if 2 <= len(name) <= 20 and "“" not in name else name
