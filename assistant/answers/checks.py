"""What a question takes for granted against what the documents say: figure, year, attribute, place.

The answer begins with 是的 only where all of it stands there, with 不对 or 不全对 where the figure it means says
otherwise, and with neither where the text leaves it open; the clause is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.intervals import Amount, amount_of
from assistant.answers.measures import LEAST_NAME, PRESENT
from assistant.answers.obligation import Obligation
from assistant.answers.ranking import Scored
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.stated import ALIKE_FIT, LEVEL, OF_KIND, Meant, Stated, alike_kind, unsaid
from assistant.answers.statements import flat
from assistant.answers.stretches import EXCERPT, untitled
from assistant.understand.asker import Concern
from assistant.understand.question import Query
from assistant.understand.rulings import Asked, ruling_of
from assistant.understand.words import Word, content_words, coverage
from corpus.gazetteer import Region
from corpus.numerals import find_quantities, flatten
from corpus.types import Clause, Quantity

# a word for what is measured: a text that lacks it has another figure
_MEASURE = re.compile("[率比量额度值数]$")
# 要执行西安的方案吗, 浙江的意见管不管, 对我有用吗
_BINDS = re.compile(
    "(?:要不要|要|得|用不用|需要?|必须|该)?(?:执行|遵守|照着?做|照办|服从)[^，,。？?]{0,12}(?:方案|意见|文件|规定|办法|条例|政策|计划)?[吗么不]|"
    "(?:方案|意见|文件|规定|办法|条例|政策|计划|规划)[^，,。？?]{0,6}(?:管不管|管(?:得着|用)?(?:我|我们|他们?)?(?:吗|不)|适用(?:吗|不)|适不适用|有没有用|有用(?:吗|不)|有效力?吗|约束得?了?(?:我|他)?们?吗)|"
    "受(?:不受)?[^，,。？?]{0,12}(?:约束|管)"
)
POOL = 8  # statements whose figures are held against the question
NAMED = 0.3  # of the question in a figure's own piece, for it to be called wrong
OWN_NAMED = 0.6  # ... for it to be meant by a number told without its unit
LACKING = 0.34  # of the weight of the words that carry a question, unsaid: another thing's figure
SO_CALLED = 0.9  # of the question in a name that it writes out: no other name is meant
STANDS = 0.6  # of the question in figure, sentence and headings, for 是的
# what a question adds to a figure and a text must say too, in one of these ways: 一把给清, 全部, 只
_QUALIFIED = (
    (re.compile("一把|一次性|一下子|一口气|一笔"), re.compile("一次性|一并")),
    (re.compile("所有|全部|全都|一律|凡是|每个|每家|任何|人人|个个|家家"), re.compile("所有|全部|一律|凡|均|每|各|任何|全")),
    (re.compile("只(?!有)|只有|仅|光(?!伏|电|纤|学|荣)|就够|唯一"), re.compile("只|仅|限")),
    (re.compile("每年|一年"), re.compile("年")),
    (re.compile("每个?月|一个月|按月"), re.compile("月")),
    (re.compile("每天|每日|一天"), re.compile("日|天")),
    (re.compile("每次|一次(?!性)"), re.compile("次")),
    (re.compile("永久|终身|长期|一直"), re.compile("永久|终身|长期")),
    (re.compile("自动|直接|立马|马上|立即|当场"), re.compile("自动|直接|立即|当场|即时")),
    (re.compile("累计|总共|一共|合计"), re.compile("累计|共|合计|总")),
    (re.compile("新增"), re.compile("新增|新建|新")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A figure taken for granted beside the figures it may mean, likeliest first, each with the verdict on it."""

    figures: tuple[tuple[Stated, bool | None], ...]
    claim: Amount | None = None
    years: tuple[int, ...] = ()
    loose: bool = False  # the figure's own piece says little of the question

    @property
    def verdict(self) -> bool | None:
        """True where one of them is as the question says, False where none may be."""
        verdicts = [v for _, v in self.figures]
        return True if True in verdicts else None if None in verdicts else False

    @property
    def of_another_year(self) -> bool:
        """Whether a number is told of a year that no figure is for, and is no other year's either."""
        if self.claim is None or not self.years:
            return False
        return all(
            f.year is not None and f.year not in self.years and _same(self.claim, f.amount) is False
            for f, _ in self.figures
        )

    def said(self) -> list[Stated]:
        """The figures to be read out: the one that agrees, else what stands instead."""
        right = [f for f, v in self.figures if v]
        if right:
            return right[:1]
        # what the question may have taken it from: the same number, of another year
        figures = [f for f, _ in self.figures]
        same = [f for f in figures if self.claim is None or _same(self.claim, f.amount)]
        first = figures[0]
        if first.year not in self.years and same:
            first = same[0]
        out = [first]
        for figure in [*same, *figures]:
            told = {(f.amount.low, f.amount.high, f.year) for f in out}
            alike = figure.name == first.name or (figure in same and self.claim is not None)
            if alike and (figure.amount.low, figure.amount.high, figure.year) not in told:
                out.append(figure)
        return out[:2]


# what is given or taken, before how much it is
_PAYS = re.compile(
    "(?:给|奖励?|补贴?|补助|罚款?|发|领|资助|收|交|赔|花|贴)(?:了|到|我们?|他们?|企业|个人|一|次|性|最高|最多|大概)*$"
)
# what may not be done; 不得低于30% is how much
_FORBIDDEN = re.compile(
    "(?:不得|不准|不允许|严禁|禁止|不能|不可以?|不许|不予)(?!低于|少于|小于|不足|超过|高于|大于|多于|超出|早于|晚于|迟于|逾)"
)
# what bounds an amount in the words before it: 不得超过合同总价的30%
_BOUNDS = (
    (
        "≥",
        re.compile(
            "(?:至少|起码|最少|不[得能可应]?以?[少低]于|(?:必须|应当?|一定|需要?|要)(?:达到|满|够|做到))[^，,。；;]{0,10}$"
        ),
    ),
    ("≤", re.compile("(?:最多|顶多|至多|最高|不[得能可应]?以?(?:超过|[高多大]于))[^，,。；;]{0,10}$")),
)
_MODAL = re.compile("必须|应当|一定要|需要|可以|准许|允许|不得|不准|禁止|不能|不许")
# what it was before it is made another
_FROM = re.compile("(?<![自理])[由从](?:目前|现在|原来|现行|(?:19|20)\\d\\d年)?的?$")
_AGES = ("岁", "周岁")

# those who move away or are elsewhere, as texts write it
AWAY = re.compile(
    "迁出|迁离|搬离|搬迁|迁移|转出|转移|异地|外地|跨(?:省|市|县|区|统筹|地区)|经常居住地|[省市县区域境]外|本[省市县区]以外|不在本[省市县区]|外[省市]"
)


class Checks(Obligation):
    """Answers 是不是, 对吧."""

    def check(self, query: Query) -> Composed:
        """是不是, 对吧: what the documents say of it, and whether the question has figure, year and attribute right."""
        if (foreign := self._foreign(query)) is not None:
            return foreign
        if query.concern is Concern.CASE:
            # 我爸63了, 我妈八十岁: such numbers are the asker's own, no text is held to them
            query = replace(query, claims=tuple(c for c in query.claims if c.unit and c.unit not in _AGES))
        ruling = ruling_of(query.text)
        # 2024年那届还可以报吗 takes no year for granted
        may = ruling is not None and ruling.asked is Asked.MAY
        if not (query.claims or query.attribute or (query.years and not may)):
            return self.fact(query)
        if query.attribute and not any(w.weight >= 0.3 for w in query.words):
            return self.refuse(query, what="所问的是哪一项指标")
        words = tuple(w for w in query.words if not OF_KIND.fullmatch(w.text))
        query = replace(query, words=words if any(w.weight >= KEY_WEIGHT for w in words) else query.words)
        # 是不是一次给五十万: a sum, whatever unit is left out
        sums = any(_is_sum(query.text, c) for c in query.claims)
        asked = replace(
            query, wants_number=bool(query.claims), years=(), attribute=None, unit="元" if sums else ""
        )
        scope = self.scope(query)
        if len(query.regions) > 1 and (own := self.lexicon.docs_by_region.get(query.regions[0].name)):
            # 陕西要求的…适用西安吗: the figure is said to be the first place's
            scope = own
        ranked = [s for s in self.ranked(asked, scope) if not s.statement.heading]
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        pool = [s for s in ranked if self.supported(asked, s, beside=True)][:POOL]
        held = self._held(query, asked, pool)
        unsure = not held or any(h.loose and not h.verdict for h in held)
        if unsure and query.claims and (elsewhere := self._elsewhere(query, asked, scope)) is not None:
            return elsewhere
        if len(held) == 1 and held[0].of_another_year:
            # 2028年是不是要到96%, and the text has 94% for 2025: nothing is said of 2028, right or wrong
            return self._not_of_year(query, pool[0].statement.clause, looked)
        if held:
            draft = Draft()
            verdicts = [h.verdict for h in held]
            if None not in verdicts:
                draft.say("是的" if all(verdicts) else "不对" if not any(verdicts) else "不全对")
            elif query.attribute and all(f.attribute is None for h in held for f, _ in h.figures):
                draft.say("文件没有写明这一项的属性")
            for one in held:
                for figure in one.said():
                    self._say_held(draft, query, figure, whole=one.verdict is None)
            return Composed("answered", draft, looked)
        # 三年 in passing asks for no figure
        number = not pool and bool(find_quantities(query.text)) and bool(query.claims)
        # 签两年可以吗 asks for a rule, which may have a figure or not
        number = number and ruling_of(query.text) is None
        return self._unheld(query, replace(asked, wants_number=number), ranked)

    def _unheld(self, query: Query, asked: Query, ranked: Sequence[Scored]) -> Composed:
        """No figure that the question may mean: what is said of the matter, without a verdict on the figure."""
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        best = next((s for s in ranked if self.supported(asked, s)), None)
        if best is not None and query.years and not query.claims:
            years = best.statement.years
            if years and not years & set(query.years):
                # the year is what the question has wrong
                draft = Draft()
                draft.say("不对")
                self.say_statement(draft, asked, best)
                return Composed("answered", draft, looked)
        if query.attribute:
            return self.refuse(query, nearest=looked[0] if looked else None, looked=looked or None)
        answer = self.fact(asked)
        cited = [s.clause for _, spans in answer.draft.sentences for s in spans]
        if query.claims and answer.outcome == "answered" and cited and ruling_of(query.text) is None:
            # a claim for 2028 that could not be held against the text is not answered with 2025's figure
            told = {i.year for c in cited if c.row for i in self.targets(c) if i.year}
            if query.years and told and not told & set(query.years):
                return self._not_of_year(query, cited[0], answer.looked_at)
        if query.claims and answer.outcome == "answered" and cited:
            around = "".join(self.ranker.book.text_of(self.ranker.book.unit_of(c)) for c in cited)
            titles = " ".join(s.context for c in cited for s in self.ranker.book.of(c))
            if any(_MEASURE.search(w.text) for w in unsaid(query.words, around + titles)):
                # something else is said there, and 是 or 不是 would be read into it
                return self.refuse(query, nearest=cited[0], looked=answer.looked_at)
        return answer

    def _not_of_year(self, query: Query, nearest: Clause, looked: tuple[Clause, ...]) -> Composed:
        """Nothing is said of the year that a claim is for, right or wrong."""
        years = "、".join(f"{y}年" for y in query.years)
        return self.refuse(query, what=f"{years}的这一项", nearest=nearest, looked=looked)

    # holding against the text

    def _held(self, query: Query, asked: Query, pool: Sequence[Scored]) -> list[Held]:
        """Each figure the question takes for granted with those it may mean; [] where that is not clear.

        Of several the words before each tell whose it is.
        """
        out: list[Held] = []
        for claim, words in self._told(query):
            amount = amount_of(claim) if claim is not None else None
            if amount and claim and not amount.kind and _is_sum(query.text, claim):
                amount = replace(amount, kind="元")
            # 要到98 of a figure that is named: its unit is left out
            kind = amount.kind or None if amount else None
            found = self.meant(replace(asked, years=query.years), pool, kind, words)
            if amount and not amount.kind:
                found = [m for m in found if m.own >= OWN_NAMED or alike_kind("", m.figure.amount.kind)]
            best = found[0] if found else None
            if best is None or (best.figure.condition and ruling_of(query.text) is not None):
                return []  # 二十人要报备吗: a figure told, and whom a rule is for
            fits = self._fits(words, best, found, several=len(query.claims) > 1)
            if fits is False:
                return []
            lacking = sum(w.weight for w in unsaid(words, best.figure.context + best.figure.statement.text))
            if lacking > LACKING * sum(w.weight for w in words if w.weight >= KEY_WEIGHT):
                return []
            chosen = [m for m in found if m.fit >= best.fit - ALIKE_FIT and m.own >= best.own - 0.02]
            if amount and not any(_same(amount, m.figure.amount) for m in chosen):
                # the number stands in the same clause, and may be of what is asked
                told = [m for m in found if m.near >= best.near - 0.02 and m.fit >= best.fit - 0.5]
                told = [m for m in told if m.figure.statement.unit is best.figure.statement.unit]
                told = [m for m in told if _same(amount, m.figure.amount)]
                if told and best.own < 1 and not query.years:
                    chosen, fits = [*chosen, *told], None
            # 每万人口发明专利拥有量 is not 每万人口高价值发明专利拥有量, whose name says as much of it
            called = [
                m for m in chosen if len(m.figure.name) >= LEAST_NAME and m.figure.name in flat(query.text)
            ]
            chosen = [m for m in called if coverage(words, m.figure.name) >= SO_CALLED] or chosen
            chosen = self._of_year(query, best, found, chosen)
            if query.attribute and query.years and not claim:
                chosen = [m for m in chosen if m.figure.year in query.years] or chosen
            if query.attribute:
                chosen = [m for m in chosen if m.figure.attribute] or chosen
            if PRESENT.search(query.text):
                chosen = [
                    m for m in found if _stands(m.figure) and m.figure.name == best.figure.name
                ] or chosen
            verdicts = tuple(
                (m.figure, self._agrees(query, amount, words, m) if fits else None) for m in chosen[:4]
            )
            out.append(Held(verdicts, amount, query.years, loose=lacking > 0 or best.own < NAMED))
        return out

    def _fits(
        self, words: Sequence[Word], best: Meant, found: Sequence[Meant], *, several: bool
    ) -> bool | None:
        """Whether a figure is said of what the question says; None where its sentence has others it may be."""
        if best.own >= (0.5 if several else NAMED):
            return True
        figure = best.figure
        if coverage(tuple(words), f"{figure.context} {figure.statement.text}") < STANDS:
            return False
        rivals = [m for m in found if m.figure.statement is figure.statement and m is not best]
        return True if all(best.fit >= m.fit + ALIKE_FIT for m in rivals) else None

    def _say_held(self, draft: Draft, query: Query, figure: Stated, *, whole: bool) -> None:
        """A figure; where the text leaves open what is asked, all that its sentence says."""
        statement, indicator = figure.statement, figure.indicator
        if indicator is not None and statement.clause.row is not None:
            several = self.all_years(query, statement, indicator)
            told = any(span.clause is statement.clause for _, spans in draft.sentences for span in spans)
            if several and (told or self.say_all_years(draft, query, statement, indicator)):
                return  # 420万亩 by 2025 and 500万亩 by 2030: each is right of its year
        # 在十日内补报的, without 不予处罚 behind it: a case and not what holds for it
        case = self.figure_text(query, figure).rstrip("。").endswith("的")
        if (whole or case) and statement.clause.row is None and statement.end - statement.start <= EXCERPT:
            document = self.index.documents[statement.clause.doc_id]
            draft.say(
                untitled(plain(document.text[statement.start : statement.end])), self.span_of(statement)
            )
        else:
            self.say_stated(draft, query, figure)
        if indicator is not None and indicator.year:
            said = query.raw + draft.sentences[-1][0]
            what = f"这是{indicator.year}年的数" if indicator.actual else f"目标年份为{indicator.year}年"
            if statement.clause.row is not None and str(indicator.year) not in said:
                draft.note(f"{what}（见表头）")
            if PRESENT.search(query.text) and not indicator.actual:
                draft.note("这是要达到的目标，不是现在的数")

    def _of_year(self, query: Query, best: Meant, found: Sequence[Meant], chosen: list[Meant]) -> list[Meant]:
        """The figures of the year asked for, behind them the other years' of the same thing."""
        if not query.years:
            return chosen
        rows = [m for m in found if m.own >= best.own - 0.1 and m not in chosen]
        doc_id = best.figure.statement.clause.doc_id
        same = [m for m in rows if m.figure.statement.clause.doc_id == doc_id]
        return [*chosen, *(m for m in same if m.figure.name == best.figure.name)]

    def _told(self, query: Query) -> list[tuple[Quantity | None, tuple[Word, ...]]]:
        """The figures taken for granted, each with the words that say of what."""
        if len(query.claims) <= 1:
            return [(query.claims[0] if query.claims else None, query.words)]
        out: list[tuple[Quantity | None, tuple[Word, ...]]] = []
        at = 0
        for claim in query.claims:
            end = flatten(query.text).find(flatten(claim.text).strip(), at)
            words = content_words(query.text[at : max(at, end)], self.lexicon.rarity, self.lexicon.knows)
            at = max(at, end) + len(claim.text)
            out.append((claim, words or query.words))
        return out

    def _agrees(self, query: Query, claim: Amount | None, words: Sequence[Word], meant: Meant) -> bool | None:
        """Whether what the question takes for granted of a figure stands in the text; None where that is left open."""
        figure = meant.figure
        text = figure.statement.text
        if bool(_FORBIDDEN.search(query.text)) != bool(_FORBIDDEN.search(figure.name)) and _MODAL.search(
            query.text
        ):
            return None  # 五年内必须再报吗, of 五年内不得再报: the figure stands there, and the rest does not
        if set(unsaid(words, figure.context)) - set(unsaid(words, text)):
            return None  # the sentence says it of something else
        if query.attribute and figure.attribute != query.attribute:
            return None if figure.attribute is None else False
        same = True if claim is None else _same(claim, figure.amount)
        if same is False:
            return False
        if figure.statement.clause.row is None and _FROM.search(self._before(figure)):
            return None  # 由5年缩短至3年: both may be meant
        if PRESENT.search(query.text) and figure.year and figure.indicator and not figure.indicator.actual:
            return None  # 现在有6800件吗, and that is what is aimed at
        if claim is not None and {_direction(query.text, claim), _direction(figure.name, figure.amount)} == {
            "≤",
            "≥",
        }:
            return None  # 必须达到30%, of 不得超过30%
        if query.years and figure.year not in query.years:
            return None if figure.year is None else False
        if same is None:
            return None
        if coverage(tuple(words), f"{figure.context} {text}") < STANDS or unsaid(
            words, figure.context + text
        ):
            return None
        if any(level not in figure.context for level in LEVEL.findall(query.text)):
            return None
        qualified = all(said.search(text) for asked, said in _QUALIFIED if asked.search(query.text))
        return True if qualified else None

    def _before(self, figure: Stated) -> str:
        """What stands before a figure in its sentence."""
        return flat(self.text_of(figure.statement)[: figure.amount.start])

    def _elsewhere(self, query: Query, asked: Query, scope: Sequence[str]) -> Composed | None:
        """西安要培训5000名: what a place's documents do not say, and another place's do in these very words."""
        if not scope or len(query.claims) != 1 or query.named_docs or not query.regions:
            return None
        wide = replace(asked, doc_ids=(), regions=(), around=())
        ranked = [s for s in self.ranker.rank(wide, ()) if not s.statement.heading]
        pool = [
            s
            for s in ranked
            if s.statement.clause.doc_id not in scope and self.supported(wide, s, beside=True)
        ]
        claim = amount_of(query.claims[0])
        for meant in self.meant(wide, pool[:POOL], claim.kind)[:3]:
            figure = meant.figure
            if meant.own < 0.8 or not self._agrees(replace(query, attribute=None), claim, query.words, meant):
                continue
            document = self.index.documents[figure.statement.clause.doc_id]
            draft = Draft()
            draft.say(f"没有查到{query.regions[0].name}的这一项")
            self.say_stated(draft, query, figure)
            text, spans = draft.sentences[-1]
            where = self.where(replace(query, doc_ids=()), document)
            if document.region and document.region not in text:
                draft.sentences[-1] = (where + text, spans)
            return Composed("answered", draft, tuple(s.statement.clause for s in ranked))
        return None

    def _foreign(self, query: Query) -> Composed | None:
        """宝鸡要执行西安的80%吗: the documents of one place do not bind another that does not lie in it."""
        lone = [
            r for r in query.regions if r.level != "国家级" and not self.lexicon.docs_by_region.get(r.name)
        ]
        named = dict.fromkeys(r for m in self.lexicon.mentions(query.text) for r in m.regions)
        for place in lone:
            for other in (
                *query.regions,
                *(r for r in named if r not in query.regions and r.contains(place)),
            ):
                docs = self.lexicon.docs_by_region.get(other.name, ())
                if docs and other.contains(place) and other != place and asks_if_it_binds(query):
                    return self._binds(place, other, docs)
                if not docs or other.contains(place):
                    continue
                # 总公司在深圳，株洲子公司能领奖吗: what its text says of those elsewhere
                told = self.fact(replace(query, regions=(other,), doc_ids=tuple(docs)))
                said = "".join(self.quotes(s for _, spans in told.draft.sentences for s in spans))
                if told.outcome == "answered" and AWAY.search(said):
                    return told
                draft = Draft()
                heads = [c for d in docs for c in self.index.tree.roots(d) if c.kind == "other"]
                spans = [Span(c, c.start, c.end) for c in heads[:1]]
                draft.say(
                    f"不适用。{other.name}的文件及其指标只适用于{other.name}，不适用于{place.name}", *spans
                )
                return Composed("answered", draft, tuple(heads))
        return None

    def _binds(self, place: Region, other: Region, docs: Sequence[str]) -> Composed:
        """蓝田的企业要执行西安的方案吗: what holds for a place holds for those that lie in it."""
        docs = [d for d in docs if not self.renderer.expired(self.index.documents[d])] or docs
        heads = [c for d in docs for c in self.index.tree.roots(d) if c.kind == "other"]
        titles = "、".join(f"《{self.index.documents[d].title}》" for d in docs)
        draft = Draft()
        spans = [Span(c, c.start, c.end) for c in heads[:1]]
        draft.say(f"适用。{place.name}属于{other.name}，{titles}是面向{other.name}的文件", *spans)
        return Composed("answered", draft, tuple(heads))


def asks_if_it_binds(query: Query) -> bool:
    """Whether nothing is asked but if a document holds for those of a place."""
    return not query.claims and bool(_BINDS.search(query.text))


def _stands(figure: Stated) -> bool:
    """Whether a figure tells where things stand."""
    return figure.indicator is not None and figure.indicator.actual


def _is_sum(text: str, claim: Quantity) -> bool:
    """Whether a number is money that is given or taken, its unit left out or not (给五十万, 罚2万元)."""
    at = flatten(text).find(flatten(claim.text).strip())
    return at > 0 and claim.unit.strip("万亿千百") in ("", "元") and bool(_PAYS.search(text[:at]))


def _same(claim: Amount, stated: Amount) -> bool | None:
    """Whether an amount told is the one that stands there; None where it is neither that nor against it.

    80% said of ≥80% is right, 超过1万家 of ≥1.2万家 is neither.
    """
    if not claim.kind:
        claim = _in_unit_of(claim, stated)
    elif not alike_kind(claim.kind, stated.kind):
        return False
    if claim.bound == "range" or stated.bound == "range":
        if claim.low == stated.low and claim.high == stated.high:
            return True
        return None if claim.point is not None and stated.holds(claim.point) else False
    told, value = claim.point, stated.point
    if told is None or value is None:
        return None
    if claim.bound in ("=", stated.bound) or (stated.about and claim.about):
        return told == value
    if claim.bound == "≥" and value < told:
        return False
    if claim.bound == "≤" and value > told:
        return False
    return None


def _in_unit_of(claim: Amount, stated: Amount) -> Amount:
    """A number told without a unit in the unit of what it is held to: 420 of 420万亩, 12000 of 1.2万家."""
    if claim.point is None or claim.point >= stated.factor:
        return claim
    low, high = (None if x is None else x * stated.factor for x in (claim.low, claim.high))
    return replace(claim, low=low, high=high)


def _direction(text: str, amount: Amount) -> str:
    """≥ or ≤, where the amount or the words before it in a text bound it so; "" where nothing does."""
    if amount.bound in ("≥", "≤"):
        return amount.bound
    at = flatten(text).find(flatten(amount.text).strip())
    before = text[:at] if at >= 0 else text  # a figure's name stands without it
    return next((sign for sign, pattern in _BOUNDS if pattern.search(before)), "")
