"""A follow-up and the turns before it → a question that stands alone.

那浙江呢？ 到2027年呢？ 这个由谁负责？ 上面说的第二个呢？ 不是，我问的是市里: the slot the follow-up names
(place, year, clause, department, subject) takes the place of that slot in the question before it; what it leaves
unsaid is kept. Knows nothing of search; what was answered before comes in with the turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import Lexicon
from assistant.question import Kind, Query, Understander, check_question
from assistant.types import Citation, Turn
from corpus.gazetteer import Region
from corpus.numerals import CHINESE_NUMERAL, flatten, format_ordinal, parse_ordinal
from corpus.script import simplify
from index.sparse import tokens

_CORRECTION = re.compile(
    r"^(?:哦|啊|呃)?[,，]?(?:打错了|写错了|不是|不对(?!吧)|不不|错了|搞错了|弄错了|我说错了|说错了|更正(?:一下)?|纠正(?:一下)?|哦不|啊不|no)[,，。.!！、\s]*"
    r"(?:我(?:的意思是|想问的是|问的是|说的是|指的是|是问|是说|要问的是|要的是)|应该是|(?:是)?问的是|说的是)?\s*"
)
_LEAD = re.compile(
    r"^(?:好的?|嗯+|哦+|行|谢谢|明白了?|知道了|ok)?[,，。!！、\s]*(?:那么|那|还有|另外|再问(?:一下|一个)?|然后|接着|顺便问(?:一下)?|换成|改成|"
    r"换到|如果(?:是|换成|换)?|要是|假如|换)?[,，、\s]*"
)
_TAIL = re.compile(r"(?:呢|怎么样|怎样|如何|的话|又如何|又是多少|吗|啊|吧)?[？?。!！\s]*$")
_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十\d]{1,3})\s*(?:个|条|点|项|家|种|类)(?!标准)|(前者|后者|最后一个|第一个|头一个)"
)
_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_NEXT = re.compile(r"^(?:那)?([上下前后])一?[条项个点款]")
_MEASURED = re.compile(r"^比.{0,12}(?:高|低|多|少|大|小|提高|增加|降低)")
_POINTS_BACK = re.compile(r"上面|刚才|前面|你说的|其中|里面|说的|列的|提到的")
_PRONOUN = re.compile(
    r"(?:上面|上述|刚才|前面)?(?:说|提到|讲)?的?(?:这个|这项|这条|这一条|那一条|这一项|这些|这件事|这块|这方面|那个|那项|那条|该项|该条|该|它们?|其|此项|上述|这事|这|那)"
    r"(?:指标|目标|工作|任务|条款|规定|政策|制度|要求|事情|事|行动|数字|数)?"
)
_BARE_ASK = re.compile(
    r"^(?:是|由|归|那|应该|要)?(?:谁|责任单位|牵头单位|负责单位|哪些单位|什么单位|哪个部门|哪些部门|哪个单位|什么部门|约束|预期|强制|硬性|哪一条|第几条|依据|出处|原文|怎么说|具体|为什么|哪年|什么时候|单位|属性)"
)
_EVERYWHERE = re.compile(
    r"各地|各省|哪个(?:省|市|地方|文件)|哪些(?:省|市|地方|文件)|所有文件|五份|几份文件|全部文件"
)


class Dialogue:
    """Resolves follow-ups for one corpus."""

    def __init__(self, lexicon: Lexicon, understander: Understander) -> None:
        self._lexicon = lexicon
        self._understander = understander

    def standalone(self, question: str, history: Sequence[Turn]) -> str:
        """The question as it would have been asked without the turns before it (simplified where changed).

        :raises QuestionError: see ``assistant.question.check_question``.
        """
        current = check_question(question)
        if not history:
            return current
        previous = history[-1]
        before = self._understander.understand(previous.answer.standalone_question or previous.question)
        text = simplify(current)
        corrected = _CORRECTION.match(text)
        if corrected:
            text = text[corrected.end() :]
        lead = _LEAD.match(text)
        elliptic = bool(corrected) or bool(lead and lead.group()) or bool(re.search(r"呢[？?。\s]*$", text))
        text = text[lead.end() :] if lead else text
        if not text.strip():
            return current
        now = self._understander.understand(text)

        if step := _NEXT.search(text):
            return self._neighbour(step.group(1), before, previous) or current
        if _MEASURED.match(text) and before.kind in (Kind.INDICATOR, Kind.FACT, Kind.COMPARE):
            return before.text.rstrip("？?。 ").removesuffix("是多少").removesuffix("呢") + text
        if both := self._both_places(text, now, history):
            return both
        pointed = self._pointed_at(text, previous)
        if pointed is not None:
            return pointed
        rest = self._content(now)
        region = self._region(now, before)
        if not rest and self._names_slot(now, region):
            if now.kind in (Kind.RESPONSIBLE, Kind.CLAUSE) and now.refs:
                return self._with_place(text, before, region)
            return self._swap(before, now, region)
        if self._refers_back(text, now, rest):
            return self._about_last(text, previous, before)
        if corrected and region and before.kind not in (Kind.CLAUSE,):
            return f"{text.rstrip('？?。 ')} {_subject(before)}"
        if region or now.named_docs or _EVERYWHERE.search(text):
            if now.level and not now.regions and region:
                return _level_to_region(text, region)
            return current if not (elliptic and _short_ask(rest)) else self._with_ask(text, before)
        return self._with_place(self._with_ask(text, before) if elliptic else text, before, None)

    def _neighbour(self, direction: str, before: Query, previous: Turn) -> str | None:
        """下一条呢: the clause after the one asked for before."""
        shift = 1 if direction in "下后" else -1
        if before.refs:
            ref = before.refs[-1]
            digits = next((d for d in re.findall(rf"[{CHINESE_NUMERAL}]+|\d+", ref.text)), None)
            if digits:
                number = format_ordinal(ref.number + shift) if ref.number + shift > 0 else digits
                return self._with_place(f"{ref.text.replace(digits, number, 1)}是什么内容", before, None)
        return None

    def _both_places(self, text: str, now: Query, history: Sequence[Turn]) -> str | None:
        """两个差几个点, 哪个高: the places of the last two turns, asked about together."""
        if (
            now.kind is not Kind.COMPARE
            or now.regions
            or now.years
            or len(history) < 2
            or len(self._content(now)) > 3
        ):
            return None
        turns = [self._understander.understand(t.answer.standalone_question) for t in history[-2:]]
        years = [q.years[-1] for q in turns if len(q.years) == 1]
        if len(years) == 2 and years[0] != years[1] and turns[0].regions == turns[1].regions:
            place = "".join(r.name for r in turns[0].regions[:1])
            return f"{place}{_subject(turns[0])}{years[0]}年和{years[1]}年差多少"
        places = [q.regions[-1] for q in turns if len(q.regions) == 1]
        if len(places) < 2 or places[0] == places[1]:
            return None
        return f"{places[0].name}和{places[1].name}{_subject(turns[0])}{_LEAD.sub('', text)}"

    # what the follow-up says

    def _content(self, query: Query) -> list[str]:
        """The words of a follow-up that name a subject of their own."""
        topic = _TAIL.sub("", _PRONOUN.sub("", query.topic))
        for name in query.departments:
            topic = topic.replace(name, "")
        topic = re.sub(
            r"约束性|预期性|还是|有没有|类似|同样|对应|相关|有|全省|全市|换成|改成|换|里|问|省|市|国家|层面|这边|那边|情况|目标|指标|底|年|的|是|和|也|一样|标准|规定|文件|方案|意见",
            "",
            topic,
        )
        return tokens(topic)

    def _names_slot(self, query: Query, region: Region | None) -> bool:
        return bool(region or query.years or query.refs or query.departments or query.named_docs)

    def _region(self, now: Query, before: Query) -> Region | None:
        """The place a follow-up means; 全省 and 市里 are read from the place before."""
        if now.regions:
            return now.regions[-1]
        if not now.level:
            return None
        places = self._lexicon.places
        anchor = before.regions[-1] if before.regions else None
        if anchor is None and before.doc_ids:
            anchor = self._lexicon.region_of(self._lexicon.documents[before.doc_ids[0]])
        if now.level == "国家级":
            return places.nation
        covered = [
            r for name in self._lexicon.docs_by_region if (r := places.get(name)) and r.level == now.level
        ]
        if anchor is not None:
            near = [
                r for r in covered if r.contains(anchor) or (anchor.contains(r) and anchor.level != "国家级")
            ]
            if near:
                return near[0]
            up = [r for r in places.path(anchor) if r.level == now.level]
            if up:
                return up[0]
        return covered[0] if len(covered) == 1 else None

    def _refers_back(self, text: str, now: Query, rest: list[str]) -> bool:
        if self._names_slot(now, None) and not now.years:
            return False
        if _BARE_ASK.match(text) and len(rest) <= 4:
            return True
        return bool(_PRONOUN.match(text.lstrip())) and len(rest) <= 6

    def _pointed_at(self, text: str, previous: Turn) -> str | None:
        """上面说的第二个呢: the n-th thing of the answer before."""
        m = _ORDINAL.search(text)
        if not m or not (_POINTS_BACK.search(text) or len(text) <= 14):
            return None
        things = self._things(previous)
        n = {"前者": 1, "第一个": 1, "头一个": 1, "后者": len(things), "最后一个": len(things)}.get(
            m.group(), 0
        )
        n = n or (parse_ordinal(m[1]) if m[1] else 0) or 0
        if not 1 <= n <= len(things):
            return None
        ask = _TAIL.sub("", _POINTS_BACK.sub("", text[: m.start()]) + text[m.end() :]).strip("的，, 是")
        return f"{things[n - 1]}{ask or '是怎么规定的'}"

    # putting it together

    def _swap(self, before: Query, now: Query, region: Region | None) -> str:
        """The question before with the named slots exchanged."""
        text = before.text
        if now.named_docs:
            titles = [self._lexicon.documents[d].title for d in now.named_docs]
            for doc_id in before.named_docs:
                text = text.replace(self._lexicon.documents[doc_id].title, "")
            text = f"《{titles[0]}》{self._without_places(text, before)}"
        elif region:
            text = self._replace_place(text, before, region)
        if now.years:
            year = f"{now.years[-1]}年"
            flat = flatten(text)
            new = re.sub(r"(?:到|至)?(?:19|20)\d{2}\s*年?", f"到{year}", flat)
            if new == flat and year not in flat:
                at = self._after_places(text)
                new = text[:at] + f"到{year}" + text[at:]
            text = new
        if now.departments:
            for name in before.departments:
                text = text.replace(name, now.departments[0])
            if not before.departments:
                text = f"{now.departments[0]}{text}"
        if now.refs:
            if before.refs:
                text = text.replace(before.refs[-1].text, now.refs[-1].text, 1)
            else:
                text = self._with_place(now.refs[-1].text + "是什么内容", before, region)
        return text

    def _replace_place(self, text: str, before: Query, region: Region) -> str:
        # a document's title and its clause numbers belong to the place that is left
        bare = _TITLE.sub("", text)
        if bare != text:
            for ref in before.refs:
                bare = bare.replace(ref.text, "", 1)
            return region.name + _drop_level_words(re.sub(r"“[^”]*”", "", bare), region)
        mentions = self._lexicon.places.mentions(text, self._lexicon.common_words)
        for mention in reversed(mentions):
            end = mention.end
            if mention is mentions[-1]:
                text = text[: mention.start] + region.name + text[end:].removeprefix("省").removeprefix("市")
            elif len(mentions) > 1 and before.kind is not Kind.COMPARE:
                text = text[: mention.start] + text[end:]
        if mentions:
            return _drop_level_words(text, region)
        if before.named_docs:
            text = re.sub(r"《[^》]*》", "", text)
        return region.name + _drop_level_words(text, region)

    def _without_places(self, text: str, before: Query) -> str:
        for mention in reversed(self._lexicon.places.mentions(text, self._lexicon.common_words)):
            text = text[: mention.start] + text[mention.end :]
        return text

    def _after_places(self, text: str) -> int:
        mentions = self._lexicon.places.mentions(text, self._lexicon.common_words)
        return mentions[-1].end if mentions else 0

    def _with_place(self, text: str, before: Query, region: Region | None) -> str:
        """The follow-up under the place or document of the question before."""
        if region:
            return text if region.name in text or region.short in text else region.name + text
        if before.regions:
            names = "和".join(r.name for r in before.regions)
            return names + text
        if before.named_docs:
            return f"《{self._lexicon.documents[before.named_docs[0]].title}》{text}"
        if len(before.doc_ids) == 1:
            return f"《{self._lexicon.documents[before.doc_ids[0]].title}》{text}"
        return text

    def _with_ask(self, text: str, before: Query) -> str:
        """A bare subject (新增获证人数呢) asks what the question before asked."""
        bare = _TAIL.sub("", text)
        if before.wants_number:
            return f"{bare}是多少"
        if before.kind is Kind.RESPONSIBLE:
            return f"{bare}由谁负责"
        return bare

    def _about_last(self, text: str, previous: Turn, before: Query) -> str:
        """这个由谁负责: about the clause cited first in the answer before, or its question's subject."""
        ask = _PRONOUN.sub("", text, count=1).strip("，, ") if _PRONOUN.match(text.lstrip()) else text
        citations = previous.answer.citations
        if citations:
            return f"{self._name(citations[0])}{_subject(before)}{ask}"
        return self._with_place(_subject(before) + ask, before, None)

    def _name(self, citation: Citation) -> str:
        """A cited clause as a question can name it."""
        where = citation.clause or ""
        if citation.row:
            where += f"第{citation.row}项"
        elif citation.item:
            where += f"“{citation.item}”"
        return f"《{self._lexicon.documents[citation.doc_id].title}》{where}"

    def _things(self, turn: Turn) -> list[str]:
        """What an answer listed, each as a question can name it."""
        answer = turn.answer
        if len(answer.citations) > 1:
            return [self._name(c) for c in answer.citations]
        body = re.sub(r"【\d+】", "", answer.text)
        lead = f"《{self._lexicon.documents[answer.citations[0].doc_id].title}》" if answer.citations else ""
        listed = re.split(r"[；;]", re.sub(r"^[^：:]*[：:]", "", body))
        if len(listed) < 2:
            listed = max(re.findall(r"[^，。；：]*、[^，。；：]*", body), key=len, default="").split("、")
        return [lead + t.strip("。 ") for t in listed if t.strip("。 ")]


def _subject(query: Query) -> str:
    return re.sub(r"\s+", "", query.topic)


def _short_ask(rest: list[str]) -> bool:
    return len(rest) <= 1


def _drop_level_words(text: str, region: Region) -> str:
    words = {
        "省级": r"全市|我市|市里|本市",
        "市级": r"全省|我省|省里",
        "国家级": r"全省|我省|省里|全市|我市|市里",
    }
    return re.sub(words.get(region.level, r"(?!)"), "", text)


def _level_to_region(text: str, region: Region) -> str:
    return re.sub(r"全省|我省|省里|全市|我市|市里|本市|国家层面|中央", region.name, text, count=1)
