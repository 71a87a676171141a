"""The slots of a question (place, document, year, department, clause) and putting another one in.

浙江…2025年… → 陕西…2025年…; what belongs to the place that is left (its document, its clause numbers) goes with it.
Knows nothing of what a follow-up looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.render import titled
from assistant.conversation.followup import ended
from assistant.understand.lexicon import Lexicon
from assistant.understand.naming import DOC_TYPES, LEVELS
from assistant.understand.question import ClauseRef, Kind, Query, Understander
from corpus.gazetteer import Mention, Region
from corpus.numerals import flatten
from index.sparse import tokens

TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
PRONOUN = re.compile(
    r"(?:上面|上述|刚才|前面)?(?:说|提到|讲)?的?(?:这个|这项|这条|这一条|那一条|这一项|那一项|这些|那些|这件事|这块|这方面|那个|那项|那条|"
    r"该项|该条|该|它们?|其|此项|上述|这事|这笔|那笔|这|那)(?:句?话|指标|目标|工作|任务|条款|规定|政策|制度|要求|事情|事|行动|数字|数|钱)?"
)
EVERYWHERE = re.compile(
    r"各地|各省|(?<![这那])[三四五几]个(?:地方|省市|省份?|城市)|三地|哪个(?:省|市|地方|文件)|哪些(?:省|市|地方|文件)|所有文件|五份|几份文件|全部文件"
)
PRESENT = re.compile("现在|目前|当前|如今|眼下")
_YEAR = re.compile(r"(?:到|至)?(?:19|20)\d{2}\s*年?")
_OF_PAPER = re.compile("的?那[个份版部]")
_EMPTY = re.compile(
    rf"[那这][份个边]|^份$|约束性|预期性|还是|有没有|类似|同样|对应|相关|有|全省|全市|换成|改成|换|里|方面|问|省|市|国家|层面|这边|那边|(?<![周身])边|情况|目标|指标|底|年|的|"
    rf"是|和|也|一样|标准|文件|(?:{DOC_TYPES})$|规定|方案|意见"
)
# what stood between a place or document and what was asked of it
_LEFT_OVER = re.compile(r"^(?:[的里，,\s]|中(?=[，,对的])|(?:说|提到|讲)的)+")
# 柳州〔条例〕罚多少: the paper of a place that is left
_ITS_PAPER = re.compile(rf"(?<=[，,])(?:{DOC_TYPES})(?=[罚怎有是规说讲要写给奖补])")
# 我在宝鸡开厂，陕西这文件管我吗: the asker stays where they are
_OF_ASKER = re.compile("(?:我|我们|咱们?|俺们?)(?:家|公司|厂|店|企业)?(?:是|在|住)?$")
# how far in a clause number reaches: 第八条 holds 第二款
DEPTH = {"part": 0, "chapter": 0, "section": 1, "article": 2, "box": 2, "row": 3, "item": 3}
_OF_LEVEL = {
    "省级": r"全市|我市|市里|本市",
    "市级": r"全省|我省|省里",
    "国家级": r"全省|我省|省里|全市|我市|市里",
}

_ASKED_THERE = "(?:[省市]|那边|这边|的|是|定|要|得|为)*(?:多少|几)"
_SHORT = 8  # characters of what a document is called; longer, it holds what was asked of it, too
_HELD_BEFORE = re.compile("，和[^，,]{2,12}比[^，,]{2,9}$")
# what a follow-up says beside two places that it names
_ONLY_PLACES = re.compile(
    r"(?:[和跟与同、及，,的都各是要]|还有|以及|分别|这?两[地个边省]|相?比(?:较|起来|一下|的话)?|哪[个边里]?(?:更|最)?[高低多少大小严快]|谁(?:更|最)?[高低多少大小]|差?多少|几[个家项名人])+"
    r"(?:呢|怎么样|如何|啊)?[？?。\s]*"
)


# 陕西实施意见最后一条, then 西安的呢: its document need not be called so
_ITS_KIND = re.compile(rf"^(?:的|那份)?(?:{DOC_TYPES})(?:[里中]面?)?的?(?=最[后末]|第|[，,])")


class Slots:
    """Reads and exchanges the slots of questions over one corpus."""

    def __init__(self, lexicon: Lexicon, understander: Understander) -> None:
        self._lexicon = lexicon
        self._understander = understander

    # what a follow-up names

    def named(self, query: Query, region: Region | None) -> bool:
        """Whether a follow-up names a slot."""
        return bool(region or query.years or query.refs or query.departments or query.named_docs)

    def content(self, query: Query) -> list[str]:
        """What a follow-up says besides the slots it names and the words of asking."""
        topic = re.sub(r"(?:[呢啊吧]|怎么样|如何|的话)*$", "", PRONOUN.sub("", query.topic))
        for name in query.departments:
            topic = topic.replace(name, "")
        return tokens(_EMPTY.sub("", topic))

    def region(self, now: Query, turns: Sequence[Query]) -> Region | None:
        """The place a follow-up means; 全省 and 市里 are read from the places of the turns before."""
        if len(now.regions) > 1:
            # 浙江多少，怎么西安还低一个点: of whom it is asked
            asked = (r for r in now.regions if re.search(f"{r.short}{_ASKED_THERE}", now.text))
            return next(asked, now.regions[-1])
        if now.regions:
            return now.regions[-1]
        if not now.level:
            return None
        places = self._lexicon.places
        if now.level == "国家级":
            return places.nation
        covered = [
            r for name in self._lexicon.docs_by_region if (r := places.get(name)) and r.level == now.level
        ]
        told = [r for before in reversed(turns) for r in before.regions if r.level == now.level]
        if told:
            return told[0]  # the city that was talked of, not another one of its province
        for before in reversed(turns):
            anchor = before.regions[-1] if before.regions else None
            if anchor is None and before.doc_ids:
                anchor = self._lexicon.region_of(self._lexicon.documents[before.doc_ids[0]])
            if anchor is None or anchor.level == "国家级":
                continue
            near = [r for r in covered if r.contains(anchor) or anchor.contains(r)]
            up = [r for r in places.path(anchor) if r.level == now.level]
            if near or up:
                return (near or up)[0]
        return covered[0] if len(covered) == 1 else None

    # another one in its place

    def swap(self, before: Query, now: Query, region: Region | None, *, current: bool = False) -> str:
        """The question before with the slots that ``now`` names.

        :param current: what is in force now is meant: no year, no document of another year.
        """
        if before.english:
            return self._swap_english(before, now, region)
        text = before.text
        if now.named_docs:
            said = titled(self._lexicon.documents[now.named_docs[0]].title)
            text = said + self._bare(text, before)
        elif region:
            text = self._in_place(text, before, region)
        elif now.level and (m := level_word(now.text)):
            text = m + self._bare(text, before)
        if current:
            text = _YEAR.sub("", flatten(text))
        elif now.years and not now.named_docs:
            text = self._in_year(PRESENT.sub("", text), now.years[-1])  # 现在多少, then 到2030年
        if now.departments:
            text = self._of_body(text, before, now.departments[0])
        if now.refs:
            text = self._at(text, before, now.refs, region)
        return text

    def _at(self, text: str, before: Query, refs: tuple[ClauseRef, ...], region: Region | None) -> str:
        """Another clause: 第十一条 for 第八条, but 第八条第二款 for 第二款 after it."""
        depth = DEPTH[refs[0].kind]
        said = "".join(r.text for r in refs)
        # a quoted heading behind a number is that number's
        inner = [r for r in before.refs if DEPTH[r.kind] >= depth]
        outer = [r for r in before.refs if DEPTH[r.kind] < depth]
        if inner:
            first, last = inner[0].text, inner[-1].text
            return re.sub(
                rf"{re.escape(first)}.*?(?<={re.escape(last)})(?:“[^”]*”)?", lambda _: said, text, count=1
            )
        if outer:
            at = text.rfind(outer[-1].text) + len(outer[-1].text)
            return text[:at] + said + re.sub("^“[^”]*”", "", text[at:])
        return self.with_scope(said + "是什么内容", before, region)

    def _of_body(self, text: str, before: Query, body: str) -> str:
        for name in before.departments:
            text = text.replace(name, body)
        if not before.departments:
            text = body + text
        return self.under_its_place(text, before, body)

    def under_its_place(self, text: str, before: Query, body: str) -> str:
        """西安…, then 省水利厅呢: a body of the province is not the city's."""
        if not re.match("省(?!级)", body) or not before.regions:
            return text
        place = before.regions[-1]
        up = next((r for r in self._lexicon.places.path(place) if r.level == "省级"), place)
        own = rf"(?:{place.name}|{place.short})的?(?={re.escape(body)})"
        return text if up == place else re.sub(own, up.short, text)

    def current(self, before: Query) -> str:
        """The question before without its year and without a document of another time."""
        text = TITLE.sub("", self.without_documents(flatten(before.text), before))
        place = (
            ""
            if before.regions and before.regions[-1].short in text
            else "".join(r.name for r in before.regions)
        )
        return place + _LEFT_OVER.sub("", _YEAR.sub("", text))

    def _in_year(self, text: str, year: int) -> str:
        flat = flatten(text)
        hidden = TITLE.sub(lambda m: "\x00" * len(m.group()), flat)
        titles = iter(TITLE.findall(flat))
        # 2015年那份: which document, and no aim
        new = _YEAR.sub(lambda m: f"{'' if _OF_PAPER.match(hidden, m.end()) else '到'}{year}年", hidden)
        if new != hidden or str(year) in hidden:
            return re.sub("\x00+", lambda _: next(titles, ""), new)
        at = 0
        for mention in self._lexicon.mentions(text):
            if not re.fullmatch("[和与、跟及]?", text[at : mention.start]):
                break  # 浙江的“浙江制造”: another place begins a name
            # 云南 | 省级以上企业技术中心
            at = mention.end - (text[mention.end - 1 :][1:2] == "级")
        return text[:at] + f"到{year}年" + text[at:]

    def _swap_english(self, before: Query, now: Query, region: Region | None) -> str:
        text = before.raw
        if region:
            english = self._lexicon.english
            words = [w for w in re.findall(r"[A-Z][A-Za-z'’]+", text) if english.with_places(w) != w]
            theirs = [w for w in re.findall(r"[A-Z][A-Za-z'’]+", now.raw) if english.with_places(w) != w]
            for word in words[:1]:
                ending = "'s" if word.endswith(("'s", "’s")) else ""
                other = re.sub("['’]s$", "", theirs[0]) if theirs else region.name
                text = text.replace(word, other + ending, 1)
            if not words:
                text = f"{region.name} {text}"
        if now.years:
            text = re.sub(r"\b(?:19|20)\d{2}\b", str(now.years[-1]), text)
            if str(now.years[-1]) not in text:
                text = f"{text.rstrip('?？. ')} by {now.years[-1]}?"
        return text

    def _in_place(self, text: str, before: Query, region: Region) -> str:
        # a document's title or date and its clause numbers belong to the place that is left
        bare = TITLE.sub("", text)
        if bare != text:
            for ref in before.refs:
                bare = bare.replace(ref.text, "", 1)
            return region.name + _without_level(bare.replace("“", "").replace("”", ""), region)
        text = self.without_documents(text, before)
        mentions = self._lexicon.mentions(text)
        # 陕西质量奖 in a city's question is a name, whatever place is asked about
        own = [m for m in mentions if set(m.regions) & set(before.regions)]
        if len(own) > 1 and region in before.regions:
            # 陕西和西安…多少, then 陕西有吗: of that one alone
            return region.name + _without_level(_LEFT_OVER.sub("", self._placeless(text, own)), region)
        mentions = own if own and before.regions else mentions
        for mention in reversed(mentions):
            end = mention.end
            if mention is mentions[-1]:
                text = text[: mention.start] + region.name + _ITS_KIND.sub("", behind_place(text, mention))
            elif (
                len(mentions) > 1
                and before.kind is not Kind.COMPARE
                and not _OF_ASKER.search(text[: mention.start])
            ):
                text = text[: mention.start] + re.sub("^[和与跟同及、，,]", "", text[end:])
        if mentions:
            return _without_level(text, region)
        if before.level:
            for _, pattern in LEVELS:
                text = pattern.sub("", text, count=1)
        if before.named_docs and text != before.text:
            text = re.sub("^(?:国家|中央|国务院)(?!级|标准)", "", text)  # 国家2017年的意见里对…
        return region.name + _without_level(_LEFT_OVER.sub("", text), region)

    def _placeless(self, text: str, mentions: Sequence[Mention]) -> str:
        """A text without some of the places in it, and what joins them."""
        for mention in reversed(mentions):
            behind = behind_place(text, mention)
            text = text[: mention.start] + re.sub("^[和与跟同及、，,]", "", behind)
        return text

    def _bare(self, text: str, before: Query) -> str:
        bare = self.without_places(self.without_documents(text, before))
        if bare != text:
            bare = _ITS_PAPER.sub("", bare)
        return _LEFT_OVER.sub("", bare)

    def without_documents(self, text: str, before: Query) -> str:
        """A text without the words that name documents in it."""
        for said in before.called:
            # 行动计划202, of …行动计划（2022—2025年） and …行动计划2023年的目标: no part of a year
            text = text.replace(re.sub(r"(?<=\D)\d{1,3}$", "", said), "", 1)
        return TITLE.sub("", re.sub(r"《\s*》", "", text))

    def without_places(self, text: str, names_of: Query | None = None) -> str:
        """A text without its places and words for a level (省里).

        :param names_of: names that begin with a place (陕西质量奖) stay whole where the question's own documents write them.
        """
        for mention in reversed(self._lexicon.mentions(text)):
            if names_of is not None and self._begins_a_name(mention, text, names_of):
                continue
            text = text[: mention.start] + behind_place(text, mention)
        for _, pattern in LEVELS:
            text = pattern.sub("", text)
        return text

    def _begins_a_name(self, mention: Mention, text: str, query: Query) -> bool:
        name = re.match("[一-龥]{3}", text[mention.end :])
        own = set(mention.regions) & set(query.regions)
        return (
            name is not None
            and not own
            and self._lexicon.contexts.writes(mention.text + name[0], query.doc_ids)
        )

    def held_against(self, before: Query, region: Region, how: str) -> str:
        """The question before about its own place and another one.

        :param how: how they compare, where that is said.
        """
        places = before.regions[:1]
        if not places and len(before.doc_ids) == 1:
            own = self._lexicon.region_of(self._lexicon.documents[before.doc_ids[0]])
            places = (own,) if own and own.level != "国家级" else ()
        mine = [r.name for r in places]
        bare = ended(before.text)
        if not before.wants_number:
            return f"{'和'.join([*mine, region.name])}{self.without_places(bare)}"
        named = "" if before.regions else "".join(mine)
        return f"{named}{_HELD_BEFORE.sub('', bare)}，和{region.name}比{how or '差多少'}"

    def of_all(self, text: str, now: Query, before: Query) -> str:
        """浙江和陕西呢, 省会和省里比哪个高: the question before of the places named; "" where it names one, or says more."""
        regions = list(now.regions)
        if len(regions) == 1 and now.level:
            # 西安和省里
            around = self._lexicon.places.path(regions[0])[1:]
            regions += [r for r in around if r.level == now.level]
        if len(regions) < 2 or before.english or not _ONLY_PLACES.fullmatch(self.without_places(text)):
            return ""
        asked = self._bare(_HELD_BEFORE.sub("", ended(before.text)), before)
        return f"{'、'.join(r.name for r in regions[:-1])}和{regions[-1].name}{asked}"

    # the scope that is kept

    def scoped(self, text: str, before: Query) -> str:
        """A question made from the one before, which must be about the same documents."""
        if set(self._understander.understand(text).doc_ids) == set(before.doc_ids):
            return text
        return self.with_scope(text, before)

    def with_scope(self, text: str, before: Query, region: Region | None = None) -> str:
        """The follow-up under the place or document of the question before."""
        if region:
            return text if region.name in text or region.short in text else region.name + text
        names = "和".join(r.name for r in before.regions)
        if before.named_docs:
            # 陕西2015年 says it as well as a long title
            short = before.called and names and len(before.called[0]) <= _SHORT
            dated = f"{names}{before.called[0]}" if short else ""
            if dated and self._understander.understand(dated + text).named_docs == before.named_docs:
                return dated + text
            return titled(self._lexicon.documents[before.named_docs[0]].title) + text
        if before.regions:
            # 西安市 | 市市场监管局
            own = any(text.startswith(d) for d in self._lexicon.departments if d[0] == names[-1:])
            return (names[:-1] if own else names) + text
        if len(before.doc_ids) == 1:
            return titled(self._lexicon.documents[before.doc_ids[0]].title) + text
        if before.level and (word := level_word(before.text)):
            return word + text
        return text


def behind_place(text: str, mention: Mention) -> str:
    """What stands behind a place's name, without the 省 or 市 that belongs to it: not that of 省级 and 市长质量奖."""
    rest = text[mention.end :]
    if rest.startswith("级") and mention.text[-1] in "省市县区" and len(mention.text) > 2:
        return mention.text[-1] + rest  # 陕西 | 省级质检中心
    return re.sub("^[省市](?!级|长(?!江))", "", rest)


def level_word(text: str) -> str:
    """省里, 国家那份: the words that say a level; "" where there are none."""
    return next((m.group() for _, p in LEVELS if (m := p.search(text))), "")


def level_to_region(text: str, region: Region) -> str:
    """A question that says 省里 with the province's name."""
    return text.replace(level_word(text) or "\x00", region.name, 1)


def _without_level(text: str, region: Region) -> str:
    return re.sub(_OF_LEVEL.get(region.level, r"(?!)"), "", text)
