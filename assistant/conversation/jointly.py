"""Follow-ups about several turns at once: 两个差几个点, 哪个最高, 这三个都是约束性的吗, 加起来多少, 离2027年的目标还差多少.

The things, places or years asked for one after another become one question. Knows nothing of what was answered but
what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answers.compared import ALL_OF_THEM
from assistant.answers.framing import IN_ORDER, matter
from assistant.answers.totals import asks_total, asks_total_alone
from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import FollowUp, asks, ended
from assistant.conversation.parts import RAISED, chunks_of, content, things
from assistant.conversation.slots import Slots
from assistant.conversation.told import Said, Told
from assistant.understand.question import Kind, Query, Understander
from assistant.understand.words import segment
from corpus.gazetteer import Region
from corpus.numerals import parse_ordinal

_ALL_OF_THEM = re.compile(
    r"^(?:那)?(?:上面|刚才|前面)?(?:说|问)?的?(?:(?:这|那)?([两三四五2-5])[个项者]|(?:这|那)几[个项]|(?:这|那)些|它们)(?:指标|目标|数)?(?:里头?|里面|当中|中)?(?=都|是|分别|各|哪一?[个项]?(?:是|属于|算)(?:约束|预期|硬性|强制))"
)
_WHICH_MOST = re.compile(
    r"哪[个边里家]?(?:定得)?(?:更|最)?[高低多少大小严快]|谁(?:更|最)?[高低多少大小]|都?(?:一样|相同|一致)|"
    r"最[高低多少大小严快]的?(?:是|属)?(?:哪|谁)"
)
_FAR = re.compile(
    "^(?:那|这)?(?:[它他]们)?(?:[两三四五几]?[个者地省份家处]+(?:地方)?|俩|仨)?(?:之间)?(?:相?差|差距)(?:有|是|了|出)?(?:多[少大远]|几)?"
)
# 约束性吗, 谁负责, 哪一年的 after places were compared: of each of them
_OF_EACH = re.compile(
    r"(?:那|这)?(?:[它他]们|[两三几]个)?(?:都|各自?|分别)?(?:是|属于|算)?(?:"
    r"(?:约束|预期|硬性|强制)性?的?(?:指标)?(?:吗|么|还是(?:约束|预期)性?的?(?:指标)?)?|"
    r"(?:谁|哪个部门|哪些部门|什么部门|哪个单位)(?:来)?(?:负责|牵头|管)的?|(?:归|由)谁(?:来)?(?:管|负责|牵头)的?|"
    r"(?:哪一?年|几几年|什么时候)(?:的|完成|达到|实现|前)?(?:目标)?)(?:呢|啊)?[？?。\s]*"
)
_ASKED_OF_EACH = re.compile(rf"(?<=..){_OF_EACH.pattern}$")
_BOTH = re.compile(
    r"^(?:那|这|它们|他们)?(?:这)?(?:[两二三四五六几俩][个者地省份年边家处]?(?:地方|省份?|城市)?|俩|仨)?(?:里头|里面|里|当中|中)?(?:之间|相比|比较?|加起来)?(?:的)?(?:差距|差别)?(?=.)"
)
_ADDED_TO = re.compile(
    "^(?:那)?(?:跟|和|与|加上|再加上|算上)(?P<new>[^，,。？?]{2,10}?)的?(?:加|合|一共|总共|相加)|"
    # 还拿了中国质量奖，两笔合起来呢
    "^(?:还|又|再|也|同时)(?P<got>[^，,。？?]{2,16}?)(?:的话)?[，,](?=.*(?:加|合|一共|总共))"
)
_DONE_WITH = re.compile("(?<=..)(?:要|应|需要?|得|打算)(?P<deed>[一-龥]{2,6})$")
_PRESENT = re.compile("现在|目前|当前|现状|眼下|如今")
_ALTOGETHER = re.compile("(?:一共|总共|合计|共)(?:是|有|要)?(?:多少|几)[个家项名件张例种]?[？?。\\s]*")
_MORE_BY = re.compile(
    "(?:那)?(?:要|会|是)?(?:更)?[高低多少大小](?:出|了)?(?:多少|几)[^，,。？?]{0,3}[？?。\\s]*"
)
_CHANGED = re.compile(
    "(?:那|这|又|还)*(?:要|得|会|能)?(?:涨|升|增|降|减|提高|提升|增加|增长|上升|下降|降低|减少|多|高|变化?)(?:了|出)?(?:多少|几)[^，,。？?]{0,4}[？?。\\s]*"
)
_REACHES = re.compile("达|到|提[高升]|增|降|减|相差|实现|需要|应该|能够|可以")
# 三个地方都说说
_EVERY_PLACE = re.compile(
    "(?:那|把)?(?:这)?(?:三|几|3)(?:个|处)?(?:地方|省市|省份|城市|地)(?:的)?(?:都|全)?(?:给我)?(?:说说|说一下|说一遍|讲讲|列一下|列出来|报一下|(?:各|分别)?(?:要|是|有)?多少)(?:吧|呗|呢)?[？?。\\s]*"
)
# 是西安的几倍, 占全省的几成, 西安占多少 (the places left out): how many times, or how great a part, one figure is of another
_RATIO = re.compile(
    r"(?:那|这|大概|大约|又)*(?P<is>是|为|相当于|占(?:到|了)?)(?:的)?(?:它|他|人家|那边)?的?"
    r"(?P<ask>(?:几|多少)倍|几成|几分之几|百分之(?:几|多少)|(?<=占)多少|(?<=占的)多少|(?<=占了)多少|多大(?:的)?(?:比例|比重|份额))(?:呢|啊)?[？?。\s]*"
)
_SHARE = re.compile("占(?!地)|比重|比例|份额")
_TO_REACH = re.compile("(?<=..)(?:要|应|需|得)(?:达到?|到|做到)?(?:多少)?$")
_TOLD_ALL = re.compile("[，,]?(?:都|全|分别)?(?:给我|帮我)?(?:报|说|列|讲)(?:一)?(?:下|遍|说)$")
_RATIO_END = re.compile("(?<=..)(?:是|占|为|相当于)的?(?:几成|几分之[几]?|百分之[几]?|几倍)?$")
# 翻了几倍, of a year told before
_TIMES_UP = re.compile(
    r"(?:那|要|得|会)*(?:翻|涨|增|多|增加|增长)了?(?:几|多少)(?:倍|番)(?:呢|啊)?[？?。\s]*"
)
# 能直接比吗, 单位一样吗: of the figures told, and of nothing else
_COMPARABLE = re.compile(
    r"(?:那|这|它们?|他们|[两三几]个?|数字?|指标|数据|到底|究竟)*(?:(?:口径|单位|年份|算法|标准)?(?:一不一样|是不是一样|一样|一致|相同)(?:吗|么|不)?|"
    r"(?:能|可以?)(?:不能|不可以)?(?:直接|放一起|拿来|这么|互相)*(?:相?比|比较|对比)(?:一?下)?(?:吗|么|不)?|是(?:不是)?一回事(?:吗|么)?|有(?:没有|什么|啥)?(?:差别|区别|不同|出入|差异)(?:吗|么|没有)?|可比(?:吗|么)?)[？?。\s]*"
)
# 西安比陕西还多 (the places left out)
_SAME_FIGURE = re.compile(
    r"(?:这|那)?[两三四五几]个?(?:地方|地|省|数)?(?:全|都)+是?[\d.]+%?[一-龥]{0,2}?(?:吗|么|吧)?[？?。\s]*"
)
_BY_HOW_MUCH = re.compile(
    "(?:那|又|再)*比(?:要|会|能)?(?P<how>[高低多少大小](?:了|出)?(?:多少|几)[^，,。？?]{0,4})(?:呢|啊)?[？?。\\s]*"
)
# 的比例和…比哪个高，上限呢 (the places left out)
_WHICH_PLACE = re.compile(
    "(?:那|这)?的?(?P<what>[一-龥]{0,6}?)[和跟与]?(?:相?比)?[，,]?(?:谁|哪[个边家里]?)(?:的|更|最)*(?P<word>[高低多少大小长短])(?:一?[些点])?"
    r"(?:[，,](?P<more>[一-龥]{2,6})呢)?[？?。\s]*"
)
_MORE_THAN = re.compile(
    "(?:那|怎么|是不是|难道)*比(?:还|要|更|都)*[高低多少大小](?:了|些)?(?:吗|么|啊|呀)?[？?。!！\\s]*"
)
# 两个地方差几个
_OF_PLACES = re.compile("^(?:那|这)*[两俩二几]个?(?:地方|省市|省份?|城市|地(?!方|标))")
# a question whose answer is worked out of several figures
_PART = re.compile("几倍|(?:占|是|为|相当于).{0,8}(?:几成|几分之几|百分之几)|占(?!比|地).{0,8}多少")
_WORKED_OUT = re.compile(
    rf"差(?:距|多少|几)|{_PART.pattern}|加起来|加一起|合计|相加|合起来|(?:能|可)(?!源)[^，,占]{{0,4}}比(?![率例重])|一样|一致|"
    r"(?<!占)比(?![率例重])[^，,率例重]*(?:[高低涨升降增]|(?<!多)少|多(?!少))|(?:哪|谁)[^，,]{0,4}[更最]|[更最][高低多少大小](?:的)?是?[哪谁]"
)
_TWO, _THREE = 2, 3
_HIGHER = re.compile(
    "[比跟和与]?(?:要|会|更)*[高低](?:出|了)?(?:多少|几个?[点项家个]?)?(?:吗|么|不)?[？?。\\s]*$"
)
_EDGES = re.compile(
    r"^[的和与跟、，,\s]+|[的和与跟、，,？?\s]+$|(?:到|至|截至)?20\d{2}年(?:底|末)?的?|"
    r"各?(?:是|要|有)?(?:多少|几)[个项家名件张例种人户]?$|\s"
)
# what many figures are, whatever they are of
_MEASURES = frozenset(("合格率", "覆盖率", "占比", "比例", "比重", "数量", "指数"))
GATHERED = 5  # the turns that 这三个 and 哪个最高 can reach back


class Jointly:
    """Resolves them for one corpus."""

    def __init__(self, understander: Understander, slots: Slots, ellipsis: Ellipsis, told: Told) -> None:
        self._understander = understander
        self._slots = slots
        self._ellipsis = ellipsis
        self._told = told

    def resolve(self, text: str, now: Query, turns: Sequence[Said]) -> str | None:
        """The question that a follow-up asks of the last turns together; None where it asks of one."""
        # 2035年多少, 是约束性的吗, 25年呢, 再说一遍, then 差多少: of the two figures
        plain = [s for s in turns if not asks_beside(s.query)]
        if plain[-1:] == [turns[-1]]:
            again = {id(a) for a, b in pairwise(plain) if a.query.text == b.query.text}
            turns = [s for s in plain if id(s) not in again]
        text = (
            "一样吗" if re.search("差别|区别|不同|出入|差异", text) and _COMPARABLE.fullmatch(text) else text
        )
        return (
            self._changed(text, turns)
            or self._ratio(text, now, turns)
            or self._several(text, now, turns)
            or self._all_of_them(text, turns)
        )

    def _ratio(self, text: str, now: Query, turns: Sequence[Said]) -> str:
        """是西安的几倍, 占全省的几成, 西安比陕西还多: two places' figures of what was asked last, one by the other; else ""."""
        bare = self._slots.without_places(text)
        if len(now.regions) == _TWO and (which := _WHICH_PLACE.fullmatch(bare)):
            # 那九江的比例和赣州比哪个高，上限呢
            subject, (one, other) = self._compared(turns[-1].query), (r.name for r in now.regions)
            what = which["what"] if which["what"] not in subject else ""
            if which["more"] and what and subject:
                return f"{subject}的{what}和{which['more']}，{one}和{other}各是多少"
            return f"{subject}{what}，{one}和{other}哪个{which['word']}" if subject else ""
        asked, by = _RATIO.fullmatch(bare), _BY_HOW_MUCH.fullmatch(bare)
        if not asked and not _MORE_THAN.fullmatch(bare) and not (by and len(now.regions) > 1):
            return ""
        if (
            asked
            and _SHARE.search(turns[-1].query.text)
            and not asked["ask"].endswith(("倍", "成"))
            and "的" not in asked[0]
        ):
            return ""  # 产值占工业的多少, then 西安占多少: of the same whole
        region = self._slots.region(now, [t.query for t in turns])
        named = [r.name for r in now.regions] or [r.name for r in (region,) if r]
        if len(named) == 1 and now.level and region and region.name not in named:
            named.append(region.name)
        before = list(dict.fromkeys(p for s in reversed(turns) for p in self._places(s)))
        others = [p for p in before if p not in named]
        subject = self._compared(turns[-1].query)
        if len(named) + len(others) < 2 or not subject:
            return ""
        if len(named) > 1:
            one, other = named[:2]
        elif not named:
            other, one = others[:2][::-1] if len(self._places(turns[-1])) > 1 else (others[1], others[0])
        elif re.match(r"(?:那|这)?(?:是|为|占|相当于|比)", text):
            one, other = others[0], named[0]
        else:
            one, other = named[0], others[0]
        year = next((f"{y}年" for y in turns[-1].query.years[:1] if len(turns[-1].query.years) == 1), "")
        if asked is None:
            return f"{one}{year}{subject}比{other}{by['how'] if by else '多吗'}"
        return f"{one}{year}{subject}{'占' if asked['is'][0] == '占' else '是'}{other}的{asked['ask']}"

    def _several(self, text: str, now: Query, turns: Sequence[Said]) -> str | None:
        """两个差几个点, 哪个最高: the places or years of the last turns, asked about together."""
        of_before = asks_total_alone(text) or (_ADDED_TO.match(text) and asks_total(text))
        # 西安多少家, 陕西呢, 一共多少: of one thing in several places
        of_places = _ALTOGETHER.fullmatch(text) and len({self._compared(s.query) for s in turns[-2:]}) == 1
        if (of_before or of_places) and (added := self._added_up(text, turns)):
            return added
        if made := self._of_those_places(text, now, turns):
            return made
        which = _WHICH_MOST.search(text)
        alike = _COMPARABLE.fullmatch(text)
        if not (now.kind is Kind.COMPARE or which or alike) or now.regions or now.years or len(turns) < 2:
            return None
        if len(self._slots.content(now)) > 3 and not alike:
            return None
        last = [t.query for t in turns[-2:]]
        years = [q.years[-1] for q in last if len(q.years) == 1]
        place = "".join(r.name for r in last[0].regions[:1])
        if len(years) == 2 and years[0] != years[1] and last[0].regions == last[1].regions:
            return f"{place}{self.bare_subject(last[0])}{years[0]}年和{years[1]}年差多少"
        subjects = [self._heading(t) or self.bare_subject(t.query) for t in turns[-2:]]
        by_place = _OF_PLACES.match(text)
        if (
            last[0].regions == last[1].regions
            and all(subjects)
            and not by_place
            and not re.search("[三四五]", text)
        ):
            called = subjects[0] in subjects[1] or self._told.figure(turns[-2]) == subjects[1]
            if subjects[0] != subjects[1] and called and _PRESENT.search(last[1].text):
                # 商标目标, of which 有效注册商标 was told, its present value → 差多少
                aim = f"{years[0]}年目标" if years else "目标"
                return f"{place}{subjects[1]}现状值和{aim}差多少"
            if subjects[0] != subjects[1]:
                # 城市低保多少 → 农村的呢 → 差多少
                return f"{place}{_both(*subjects)}{_BOTH.sub('', text)}"
            if _PRESENT.search(last[1].text) and years:
                return f"{place}{subjects[0]}现状值和{years[0]}年目标{_BOTH.sub('', text)}"
        if which and (named := self._subjects_together(text, turns)):
            return named
        reach = GATHERED if by_place or re.search("最|三|四|五|仨|几个|这些", text) else 2
        placed = [t for t in turns[-reach:] if self._place(t)]
        places, asked = list(dict.fromkeys(map(self._place, placed))), [t.query for t in placed]
        if len(places) < 2:
            return None
        year = next((f"{y}年" for q in asked for y in q.years), "")
        return (
            f"{_listed(places)}{year}{self.bare_subject(asked[0])}{self._deed(asked[0])}{_BOTH.sub('', text)}"
        )

    def _of_those_places(self, text: str, now: Query, turns: Sequence[Said]) -> str:
        """三个地方排个序, 差多少, 谁最高 after places were compared: of the same places; "" where fewer than two were.

        What was compared with one place after another (比陕西高多少, 浙江呢) is of all of them where they are put in order.
        """
        subject = self._compared(turns[-1].query)
        ordered, which = IN_ORDER.search(text), _WHICH_MOST.search(text)
        every = _EVERY_PLACE.fullmatch(text)
        of_each = len(self._places(turns[-1])) > 1 and _OF_EACH.fullmatch(text)
        same = _SAME_FIGURE.fullmatch(text)
        alike = same or _COMPARABLE.fullmatch(text)
        if (
            not (ordered or which or of_each or every or alike or _FAR.search(text))
            or now.regions
            or now.years
            or now.level
        ):
            return ""
        places = self._places(turns[-1])
        text = "分别是多少" if every else text
        more = len(re.sub(r"\W", "", _BOTH.sub("", IN_ORDER.sub("", text)))) if ordered else 0
        long = len(self._slots.content(now)) > 3 and not (ordered or every or alike)
        if long or more > 3 or not subject:
            return ""
        of_all = ordered or every or re.search("[三四五仨]|几[个处家地]", text)
        text = "分别是多少" if same else text
        for said in reversed(turns[-GATHERED:-1]) if of_all else ():
            if self._compared(said.query) == subject:
                places = [*(p for p in self._places(said) if p not in places), *places]
        for said in reversed(turns[-GATHERED:-1]) if every and len(places) < _THREE else ():
            places = [*(p for p in self._places(said) if p not in places), *places]
        if len(places) < 2:
            return ""
        year = next((f"{y}年" for y in turns[-1].query.years), "")
        return f"{_listed(places)}{year}{subject}{ended(ordered[0]) if ordered else _BOTH.sub('', text)}"

    def of_each_place(self, asked: Query, turns: Sequence[Said]) -> str:
        """A question put of each of the places that the last turns asked about; "" where they are not several."""
        places = list(dict.fromkeys(p for s in turns[-2:] for p in self._places(s)))
        # 国家级申报几个: those of the province may be built
        subject = re.sub(f"(?<=..)(?:{RAISED})$", "", self._compared(asked))
        return f"{_listed(places)}{subject}各多少" if len(places) > 1 and subject else ""

    def says_its_name(self, query: Query, name: str) -> bool:
        """Whether a question calls a figure by its name, or by most of the words that it says."""
        subject = self.bare_subject(query)
        words = [w for w in content(subject) if w not in _MEASURES]
        said = [w for w in words if w in name]
        if re.search("[，,]", subject) and name in subject.replace("，", ""):
            return len(words) == len(said)  # 一个人一年创造的产值，就那个劳动生产率
        return 2 * len(said) >= len(words)

    def figure_asked(self, before: Query) -> str:
        """How much the thing is that a question asked something else of (谁负责)."""
        return f"{'和'.join(r.name for r in before.regions)}{self._compared(before)}多少"

    def alike(self, text: str, region: Region, turns: Sequence[Said]) -> str:
        """陕西消费品合格率多少, then 西安的一样吗: of both places; "" for any other follow-up.

        :param text: the follow-up without its place.
        """
        places = [p for p in self._places(turns[-1]) if p != region.name][:1]
        subject = self._compared(turns[-1].query) if _COMPARABLE.fullmatch(text.lstrip("的也")) else ""
        year = next((f"{y}年" for y in turns[-1].query.years[-1:]), "")
        return f"{places[0]}和{region.name}{year}{subject}{text.lstrip('的也')}" if places and subject else ""

    def more_by(self, text: str, region: Region, turns: Sequence[Said]) -> str:
        """浙江多少, 西安多少, then 浙江高多少: than the place asked of last; "" for any other follow-up.

        :param text: the follow-up without its place.
        """
        subject = self._compared(turns[-1].query) if _MORE_BY.fullmatch(text) else ""
        other = next((p for s in reversed(turns) for p in self._places(s) if p != region.name), "")
        year = next((f"{y}年" for y in turns[-1].query.years[-1:]), "")
        return f"{region.name}和{other}{year}{subject}差多少" if subject and other else ""

    def _changed(self, text: str, turns: Sequence[Said]) -> str:
        """3.3% by 2025 and 到27年呢, then 涨了几个点: from the year told before; "" for any other follow-up."""
        last = turns[-1].query
        times = _TIMES_UP.fullmatch(text)
        aims = [
            s.query.years
            for s in turns[-GATHERED:-1]
            if self.bare_subject(s.query) == self.bare_subject(last) and s.query.years
        ]
        if _CHANGED.fullmatch(text) and _PRESENT.search(last.text) and aims and len(last.regions) < 2:
            # 到2025年要多少, 现在多少, then 提高几个点
            place = "".join(r.name for r in last.regions)
            return f"{place}{self._compared(last)}{aims[-1][-1]}年比现在高多少"
        if not (times or _CHANGED.fullmatch(text)) or len(last.years) != 1 or len(last.regions) > 1:
            return ""
        subject = self._compared(last)
        answers = [s.turn.answer for s in turns[-GATHERED:-1] if self._compared(s.query) == subject]
        told = {int(y) for a in answers for y in re.findall(r"20\d\d(?=年)", a.text + "".join(a.notes))}
        earlier = [y for y in told if y < last.years[0]]
        asked_before = [
            y for s in turns[-GATHERED:-1] if self._compared(s.query) == subject for y in s.query.years
        ]
        if not earlier and (later := [y for y in asked_before if y > last.years[0]]):
            earlier = later[-1:]  # 2026年要多少, 2024年呢, then 多了多少
        place = "".join(r.name for r in last.regions)
        if earlier and times:
            return f"{place}{subject}{last.years[0]}年是{max(earlier)}年的几倍"
        return f"{place}{subject}{max(earlier)}年和{last.years[0]}年差多少" if earlier else ""

    def works_out(self, query: Query) -> bool:
        """Whether a question asks for what is worked out of several figures (差多少), and none that is called so (商标合计)."""
        if not _WORKED_OUT.search(query.text):
            return False
        subject = self.bare_subject(query)
        named = self._understander.lexicon.names_figure(subject, query.doc_ids)
        return not named or bool(_WORKED_OUT.search(query.text.replace(subject, "")))

    def left_behind(self, said: FollowUp, now: Query, turns: Sequence[Said]) -> Sequence[Said]:
        """The turns up to the last figure asked for itself, where a follow-up leaves what was worked out of several.

        差多少, then 那浙江2027年呢: that figure, and no difference. 浙江呢 alone asks how far that one is apart.
        """
        before, text = turns[-1].query, said.text
        head, _, tail = ended(before.text).replace(",", "，").rpartition("，")
        of_its_own = not re.search("[和跟比与离]", tail) and not _WORKED_OUT.search(head)
        if head and asks(head) and _WORKED_OUT.search(tail) and of_its_own:
            # 提名奖多少，差多少, then 个人的呢: of what it was worked out of
            turns = [*turns[:-1], replace(turns[-1], query=self._understander.understand(head))]
            before = turns[-1].query
        if not self.works_out(before) or _WORKED_OUT.search(text) or now.kind is Kind.COMPARE:
            return turns
        placed, thing = bool(now.regions or now.level), bool(self._slots.content(now))
        asked = asks(text) and now.wants_number
        if not (said.elliptic or asked) or not (placed or now.years or thing):
            return turns
        compared = not (asks_total(before.text) or _PART.search(before.text))
        # another thing is set side by side as the one before, another place where places were
        places = self._places(turns[-1])
        new = not now.regions or any(r.name not in places for r in now.regions)
        alike = thing if not placed else len(places) > 1 and new
        if compared and alike and not asked and placed + bool(now.years) + thing == 1:
            return turns
        plain = [
            n for n, s in enumerate(turns) if s.query.wants_number and not _WORKED_OUT.search(s.query.text)
        ]
        if plain:
            return turns[: plain[-1] + 1]
        plainly = self._understander.understand(self.figure_asked(before))
        return [*turns[:-1], replace(turns[-1], query=plainly)]

    def _places(self, said: Said) -> list[str]:
        """The places that a question was about: those it named, and those of what a comparison cites."""
        named = [r.name for r in said.query.regions]
        documents = self._understander.lexicon.documents
        cited = [documents[c.doc_id].region for c in said.turn.answer.citations if c.doc_id in documents]
        told = list(dict.fromkeys(c for c in cited if c))
        if said.query.kind is Kind.COMPARE:
            return list(dict.fromkeys([*told, *named]))
        if not named and len(told) > 1 and ALL_OF_THEM.search(said.query.text):
            return told  # 三个地方的农产品合格率
        return named or [p for p in [self._place(said)] if p]

    def _compared(self, query: Query) -> str:
        """What a question is about, without its places, its year and the words that compare."""
        places = {query.text[m.start : m.end] for m in self._understander.lexicon.mentions(query.text)}
        said = "|".join(re.escape(p) for p in sorted(places, key=len, reverse=True))
        # 鲁班奖陕西和西安目标: the 和 joins the places, not what stands around them
        text = re.sub(rf"({said})[和与跟同、](?={said})", r"\1", query.text) if places else query.text
        bare = _ASKED_OF_EACH.sub("", self._slots.without_places(text))
        bare = _HIGHER.sub("", matter(bare) if re.search("谁|哪", bare) else bare)
        bare = _TO_REACH.sub("", _RATIO_END.sub("", _TOLD_ALL.sub("", matter(bare))))
        return _EDGES.sub("", _PRESENT.sub("", bare))

    def _place(self, said: Said) -> str:
        """The one place a question is about: named, or that of what answers it (省上); "" where there is none or several."""
        if said.query.regions:
            return said.query.regions[0].name if len(said.query.regions) == 1 else ""
        documents = self._understander.lexicon.documents
        cited = {c.doc_id for c in said.turn.answer.citations}
        regions = {documents[d].region for d in cited if d in documents} - {None}
        return next(iter(regions)) or "" if len(regions) == 1 else ""

    def _added_up(self, text: str, turns: Sequence[Said]) -> str:
        """这两个加起来多少, 跟国家级的加一块儿是多少: the things asked for before, or the last and its like, added up."""
        last = turns[-1].query
        other = _ADDED_TO.match(text)
        compared = self._places(turns[-1]) if last.kind is Kind.COMPARE and other is None else []
        if len(compared) > 1 and (subject := self._compared(last)):
            # 西安和陕西差几项, then 加起来
            return f"{_listed(compared)}{subject}加起来多少"
        new = (other["new"] or _last_thing(other["got"])) if other else ""
        made = self._ellipsis.exchange(last, new) if new else None
        if made:
            asked = [last, self._understander.understand(made)]
        else:
            number = re.search("[三四五]", text)
            count = parse_ordinal(number.group()) or 2 if number else 2
            told = [t.query for t in turns if not _WORKED_OUT.search(t.query.text)]
            asked = told[-count:] if len(told) >= count else [t.query for t in turns[-count:]]
            last = asked[-1]
        subjects = list(dict.fromkeys(map(self.bare_subject, asked)))
        if (other is not None and made is None) or not all(subjects):
            return ""
        named_by_place = [bool(self._understander.lexicon.mentions(s[:3])) for s in subjects]
        if any(named_by_place) and last.regions:
            # 陕西质量奖 and 西安市质量奖, of 西安
            own = last.regions[0].name
            subjects = [s if n else own + s for s, n in zip(subjects, named_by_place, strict=True)]
        same_place = all(q.regions == last.regions for q in asked)
        # 西安陕西质量奖: as it is said, no 西安市 before another place
        places = [r.short if any(named_by_place) else r.name for q in asked for r in q.regions[:1]]
        year = next((f"{y}年" for q in reversed(asked) for y in q.years), "")
        back = self._ellipsis.frame(last).back
        back = back.removeprefix("目标")  # what a sum is a target of is not said once more
        asked_how = back if re.fullmatch("[一-龥]{0,4}(?:多少|几)[一-龥]{0,2}", back) else "多少"
        if len(subjects) > 1 and same_place:
            return f"{''.join(places[:1])}{year}{_listed(subjects)}加起来{asked_how}"
        if len(subjects) == 1 and len(places) == len(asked) == len(set(places)) > 1:
            # 陕西鲁班奖几项, 西安呢, 加起来多少
            return f"{_listed(places)}{year}{subjects[0]}加起来{asked_how}"
        return ""

    def _subjects_together(self, text: str, turns: Sequence[Said]) -> str:
        """这三个哪个最高, of three things asked for one after another in one place; "" where they are not so many."""
        number = re.match("(?:那)?(?:这|那)?([三四五3-5几])(?:个|项|者)(?:里|中)?(?:面)?", text)
        if number is None:
            return ""
        count = (parse_ordinal(number[1]) if number[1] != "几" else 0) or min(len(turns), GATHERED)
        asked = [t.query for t in turns[-count:]]
        subjects = list(dict.fromkeys(self.bare_subject(q) for q in asked))
        if (
            len(subjects) < max(count, 2)
            or not all(subjects)
            or any(q.regions != asked[0].regions for q in asked)
        ):
            return ""
        place = "".join(r.name for r in asked[0].regions[:1])
        return f"{place}{_listed(subjects)}{text[number.end() :]}"

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

    def _subject_of(self, said: Said) -> str:
        """What a turn was about; where it asked for a clause by its number, that clause's heading."""
        return self._heading(said) or self._ellipsis.frame(said.query).subject

    def _heading(self, said: Said) -> str:
        """The heading of the clause that a turn asked for by its number; "" where it did not."""
        cited = said.turn.answer.citations
        if not (said.query.refs and cited):
            return ""
        heading = re.search("“([^”]+)”$", self._told.name(cited[0]))
        # a row is called by its whole name, however long
        return self._told.heading(cited[0]) if cited[0].row else heading[1] if heading else ""

    def _deed(self, query: Query) -> str:
        """What is done with as many as are asked for (培训 of 首席质量官要培训多少人); "" for reaching a figure."""
        deeds = [w for w, flag in segment(self._ellipsis.frame(query).back) if flag[:1] == "v" and len(w) > 1]
        return next((w for w in deeds if not _REACHES.match(w)), "")

    def bare_subject(self, query: Query) -> str:
        """What a question is about, without its place and year."""
        frame = self._ellipsis.frame(query)
        subject = self._slots.without_places(frame.subject, names_of=query)
        # 国际标准〔要主导参与〕 of 要主导参与多少项: what is done with them names no thing
        subject = _DONE_WITH.sub(lambda m: m[0] if things(m["deed"]) else "", subject)
        subject = re.sub(r"(?:到|至|截至)?(?:19|20)\d{2}年?(?:底|末)?|现在|目前|当前", "", subject)
        return re.sub("^(?:的|要|，)+|的$", "", subject)


def asks_beside(query: Query) -> bool:
    """Whether a question asks something else of a figure than how much it is: 谁负责, 是约束性的吗, 写在哪."""
    return query.kind is Kind.RESPONSIBLE or query.attribute is not None or query.asks_where


def _last_thing(text: str) -> str:
    """The last thing that a text names (中国质量奖 of 头一次拿了中国质量奖)."""
    named = chunks_of(text)
    return text[named[-1][0][0] : named[-1][-1][1]] if named else ""


def _both(one: str, other: str) -> str:
    """甲和乙; of long names that differ in a word, the word alone twice: 被定成A类和B类风险."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    rest = min(len(one), len(other)) - start
    end = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if not re.search("[，,]", one + other) or not mine or not theirs:
        return f"{one}和{other}"
    return f"{one[:start]}{mine}和{theirs}{one[len(one) - end :] if end else ''}"


def _listed(names: Sequence[str]) -> str:
    """甲、乙和丙."""
    return f"{'、'.join(names[:-1])}和{names[-1]}"
