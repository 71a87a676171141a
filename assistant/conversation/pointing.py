"""Follow-ups that point at what was answered: 这个, 第二个, 下一条, 两个差多少, 这三个都是.

An answer's clauses become names that a question can say. Knows nothing of how a subject is exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.render import titled
from assistant.conversation.again import is_repeat, wants_it_read
from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import asks, ended, without_tail
from assistant.conversation.jointly import GATHERED, Jointly
from assistant.conversation.parts import names_thing
from assistant.conversation.slots import PRONOUN, TITLE, Slots
from assistant.conversation.told import Said, Told
from assistant.understand.kinds import asks_who_alone, attribute_of
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query, Understander
from assistant.understand.references import several
from assistant.understand.words import segment
from corpus.gazetteer import Region
from corpus.numerals import CHINESE_NUMERAL, format_ordinal, parse_ordinal

_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十\d]{1,3})\s*(?:个|条|点|项|家|种|类|件|桩|样)(?!标准)|(前者|后者|最后一[个项条]|头一[个项条])"
)
_COUNTED = re.compile(rf"(?:第\s*[{CHINESE_NUMERAL}\d]{{1,4}}|最后一)\s*([个条点项家种类款章节])")
_NEXT = re.compile(r"^(?:那)?(?:再)?([上下前后])一?([条项个点款章节])")
_ONWARD = re.compile(
    "(?:那)?(?:再|还)?(?:往|朝)?(?P<way>[前上后下])(?:面|边|头)?(?:一?(?P<what>[条项个点]))?(?:的|呢|是什么)*[？?。\\s]*"
)
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
    r"^(?:是|由|归|那|应该|要)?(?:谁|责任单位|牵头单位|负责单位|哪些单位|什么单位|哪个部门|哪些部门|哪个单位|什么部门|约束|预期|强制|硬性|刚性|哪一?条|"
    r"第几条|写在|依据|出处|原文|怎么说|具体|为什么|哪年|什么时候|单位|属性)"
)
# 是必须完成的吗, 完不成算不算硬任务: in a table of targets that is what 约束性 says
_MUST = re.compile(
    rf"^(?:{PRONOUN.pattern}|[这那]个[一-龥]{{2,3}})?(?:完不成|达不到|做不到)?[，,]?(?:到底)?(?:是|算)?(?:不[是算])?(?:[^，,。？?]{{0,4}}那种)?"
    r"(?:(?:必须|一定要?|非得|硬性|强制)(?:要)?(?:完成|达到|做到|实现)的?(?:那种|指标|任务|目标)?|硬指标|硬任务|硬杠杠?|刚性[指任][标务])"
    r"(?:(?:吗|么)?[，,]?还是[^，,。？?]{2,12}$|[吗么？?。\s]*$)"
)
_WHO_OF = re.compile(
    "(?:那|是|由|归)?(?:谁|哪个部门|哪些部门|什么部门|哪个单位)(?:来|在)?(?:负责|管理?|牵头|抓|主管)(?P<what>[^，,。？?]{2,})"
)
_OF_CLAUSE = re.compile(r"谁|单位|部门|局|约束|预期|强制|硬性|条|写在|依据|出处|原文|属性")
_AMONG = re.compile(
    r"(?:其中|里面|上面|刚才)?(?:的|那个|关于)?(?P<what>[一-龥]{2,8}?)的?(?:那|这)(?:一)?[条项个](?P<ask>.{2,})$"
)
_WHOSE = re.compile("谁|哪")
_OF_BODIES = re.compile(
    r"^(?:的)?(?:部门|单位|机构|机关|牵头单位|责任单位|[局厅委](?=还|都|主要|负责|管|有|要|干|做))"
)
_SAYS_WHAT = re.compile("(?:讲|说|写|指|具体)?(?:的)?(?:是)?(?:什么|啥|哪个|哪一个|哪种)(?:内容|意思|呀|啊)?")


# 那条例, 这个办公室: a thing by the last word of its name
_THAT = re.compile(r"(?:那|这|该)(?:个|项|部|份|家|笔|种)?(?P<name>[一-龥]{2,8})")


def in_full(text: str, before: str) -> str:
    """A (simplified) follow-up with the whole name of what it calls by its last word: 那条例 after 质量促进条例; "" for others.

    :param before: the question before, as it stands alone.
    """
    m = _THAT.match(text)
    if m is None:
        return ""
    words = [w for w, _ in segment(m["name"])]
    name = words[0] if words else ""
    if len(name) < 2 or not names_thing(name):
        return ""
    told = segment(before)
    at = next((n for n in reversed(range(1, len(told))) if told[n][0] == name), 0)
    first = at
    while (
        first
        and told[first - 1][1][:1] in "nvja"
        and told[first - 1][1] not in ("ns", "nr")
        and len(told[first - 1][0]) > 1
    ):
        first -= 1
    if first == at:
        return ""
    return "".join(w for w, _ in told[first : at + 1]) + text[m.start("name") + len(name) :]


class Pointing:
    """Resolves follow-ups that point back, for one corpus."""

    def __init__(
        self,
        lexicon: Lexicon,
        understander: Understander,
        slots: Slots,
        ellipsis: Ellipsis,
        told: Told,
        jointly: Jointly,
    ) -> None:
        self._lexicon = lexicon
        self._told = told
        self._jointly = jointly
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
        if onward := _ONWARD.fullmatch(text):
            # 前一条呢, then 再往前
            article = bool(before.refs) and before.refs[-1].kind == "article"
            text = f"{'下' if onward['way'] in '后下' else '上'}一{onward['what'] or ('条' if article else '项')}"
        if step := _NEXT.search(text):
            ask = without_tail(_SAYS_OF.sub("", text[step.end() :]))
            # the row after the one told, where an annex was named only to find it
            cited, refs = self._told.cited(turns[-1].turn), before.refs[-1:]
            inner = cited is not None and cited.kind in ("row", "box_item")
            row = inner and step[2] in "项个点" and bool(refs) and refs[0].kind not in ("row", "item")
            beside = self._clause_beside(step, turns[-1], ask) if row else None
            return beside or self._neighbour(step, before, ask) or self._clause_beside(step, turns[-1], ask)
        if _MEASURED.match(text) and before.kind in (Kind.INDICATOR, Kind.FACT, Kind.COMPARE):
            frame = self._ellipsis.frame(before)
            year = re.match(r"(?:到|至)?(?:19|20)\d{2}年", frame.back)
            return f"{frame.lead}{frame.subject}{year.group() if year else ''}{text}"
        if made := self._jointly.resolve(text, now, turns):
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
            clause = self._told.cited(last.turn)
            count = self._lexicon.contexts.siblings(clause) if clause else 0
            if not count:
                return None
            other = f"第{format_ordinal(count)}{m[1]}"
        if ask:
            # 第三个，营收多少
            at = before.text.find(ref.text)
            return before.text[:at] + other + ask if at >= 0 else None
        return re.sub(rf"{re.escape(ref.text)}(?:“[^”]*”)?", other, before.text, count=1)

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
            things = self._told.beneath(said) if _BENEATH.search(text) else []
            things = things or self._told.things(said, bodies=not _WHOSE.search(text))
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
            things, n = self._told.things(said), parse_ordinal(m[1]) or 0
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
        fits = [t for t in self._told.things(last) if m["what"] in re.sub(TITLE, "", t)]
        return f"{fits[0]}{m['ask']}" if len(fits) == 1 else None

    def _refers_back(self, text: str, now: Query, rest: list[str]) -> bool:
        if self._slots.named(now, None) and not now.years:
            return False
        if (who := _WHO_OF.match(text)) and names_thing(who["what"]):
            return False  # 谁负责西安药品安全
        if (_BARE_ASK.match(text) or (now.asks_where and not rest)) and len(rest) <= 4:
            return True
        if asks_who_alone(text):
            return True
        return bool(PRONOUN.match(text.lstrip())) and len(rest) <= 6

    def _about_last(self, text: str, turns: Sequence[Said]) -> str:
        """这个由谁负责: about the clause cited first in the answer before, or its question's subject."""
        ask = PRONOUN.sub("", text, count=1).strip("，, ") if PRONOUN.match(text.lstrip()) else text
        ask = _POINTS_BACK.sub("", ask)
        said = self.rooted(turns)[-1]
        if not said.turn.answer.citations and not asks(said.turn.question):
            # 2015年那份，跟治雾霾写一块儿的: only says more of what was asked before
            said = next((t for t in reversed(turns) if t.turn.answer.citations), said)
        if "条" in ask and self._understander.understand(ask).asks_where:
            # the clause is what is asked for: it must be found by what was asked of it
            return f"{ended(said.query.text)}，{ask}"
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
        return self._told.asked_of(citations[0], f"{subject}{ask}")

    def rooted(self, turns: Sequence[Said]) -> Sequence[Said]:
        """The turns up to the one that the talk is about: not one that only asked whose the thing before is."""
        for n in range(len(turns) - 1, 0, -1):
            query = turns[n].query
            if not (about_clause(query) and (query.kind is Kind.RESPONSIBLE or query.attribute)):
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


def counts_off(text: str) -> bool:
    """Whether a follow-up says which of the things told it means by its number (第二个, 最后一项)."""
    return bool(_ORDINAL.search(text))


def steps(text: str) -> bool:
    """Whether a follow-up steps on to the clause beside the one before (下一条呢)."""
    return bool(_NEXT.search(text))


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
