"""The clauses of a law that say what conduct costs, taken apart.

A limb is what one kind of conduct costs: the words that name the conduct, the sentence that says what follows, and
the degrees that follow it (情节严重的，…；逾期不改正的，…). Knows the grammar of laws only; which clauses a limb is for
breaking is told by sanctions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.statements import Statement, flat
from corpus.numerals import parse_ordinal
from corpus.types import Clause

_NUM = "[〇零一二三四五六七八九十百千\\d]+"
# what may befall one who breaks a rule
CONSEQUENCE = re.compile(
    "(?<!受到)罚款|罚金|处以|警告|(?<![被经])责令|连续处罚|(?:予以|给予|规定)处罚|吊销|没收|拘留|处分|撤职|降级|开除|行政处罚|治安管理处罚|刑事责任|通报批评|取缔|追究|暂扣|强制执行|"
    f"处(?:以)?(?:{_NUM}|[^，。；]{{1,20}}(?:倍|[百千万]分之{_NUM}))[^，。；]{{0,12}}(?:元|倍|日|年)|限制[^，。；]{{1,12}}(?:服务|资格)|"
    "取消[^，。；]{0,12}(?:资格|待遇|荣誉)|撤销[^，。；]{0,12}(?:资格|许可|证|荣誉|称号)|不予(?:行政)?处罚|(?:从轻|减轻|免予)[^，。；]{0,6}处罚|"
    # what notices and guides threaten with
    "解除[^，。；]{0,8}(?:合同|协议)|收回[^，。；]{0,8}(?:房屋|住房|公寓|土地|车辆|证书|牌匾|资金|款项)|(?:追回|追缴|收回|停发|核减|扣减|扣除)[^，。；]{0,10}(?:资金|补贴|补助|奖励|奖金|资助|款)|"
    "终止[^，。；]{0,6}(?:合同|协议|资格|服务|拨付)"
)
# where a piece turns from what somebody did to what follows
_TURN = re.compile("的[，,：:]|的(?=由[一-龥]{2,30}?(?:责令|处|给予|依))|时[，,]")
# a piece that only says how bad it is, what came of it or whom else it befalls: it goes with the conduct before it
_DEGREE = re.compile(
    "^(?:并且?|其中|但是?|因此|或者)?[，,]?(?:(?:违法)?(?:行为)?情节|逾期|拒不|拒绝(?:改正|停止|拆除|整改)|[^，]{0,8}拒不|[^，]{0,14}仍(?:然)?(?:不|未)|经[^，]{0,12}(?:拒|无效)|法律、(?:行政)?法规未作规定|违法所得|没有违法|有违法所得|"
    "(?:违法)?(?:经营额|经营数额|货值|所得|数额|金额|差额)|无法计算|没有(?:广告|经营)|构成|尚不构成|造成|导致|致(?:人|使)|给[^，]{1,14}造成|后果|再次|两次以上|[一二三两]年内|"
    "多次|累计|已经?(?:建成|销售|投入)|(?:不能|无法)(?:拆除|改正|恢复)|对(?:单位|个人|其|直接|主要|有关|逃匿|负有)|"
    "对[^，。；]{1,24}(?:(?<!的)，(?:由|处|可以|没收|吊销|给予|依法)|处(?![理置]))|单位有|个人有|属于?(?:单位|个人|国家)|可以(?:并处|暂扣)|"
    "主动|初次|有(?:重大|严重)|[^，]{0,10}属于国家工作人员|发生(?:一般|较大|重大|特别)|不足|超过|并处|处(?!分|理|置))"
)
_CITES = re.compile(
    rf"第({_NUM})条(?:之[一二三四五六七八九十])?((?:[、，,和及或者至]*第[（(]?{_NUM}[）)]?[款项])*)(?:至第({_NUM})条)?"
)
_PARTS = re.compile(rf"第[（(]?({_NUM})[）)]?([款项])")
_OTHER_LAW = re.compile("》[^，。；]{0,4}$")
# what people are told to do or not to do
RULES = re.compile("应当?|不得|禁止|必须|不准|严禁|须|有权")
LEAST_CONDUCT = 4  # characters that name a conduct
NUMBER = re.compile(rf"^(?:#+|\*+|\s)*第{_NUM}条(?:之[一二三四五六七八九十])?[*\s]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that says one consequence. ``start``/``end``: offsets into Document.text."""

    clause: Clause
    start: int
    end: int
    text: str  # flat
    premise: str  # of it what says for what; "" where it says none
    degree: bool  # goes with the conduct that stands before it

    @property
    def costs(self) -> bool:
        """Whether it says a consequence, and not only opens a list."""
        return bool(CONSEQUENCE.search(self.text))


@dataclass(frozen=True, slots=True)
class Limb:
    """What one kind of conduct costs."""

    statement: Statement  # the sentence that begins it
    pieces: tuple[Piece, ...]  # in reading order, the first says what it is for

    @property
    def base(self) -> Piece:
        """The piece that names the conduct."""
        return self.pieces[0]


@dataclass(frozen=True, slots=True)
class Cite:
    """第十一条第一款第四项, as parts of one document."""

    article: int
    paragraph: int | None = None
    item: int | None = None


def parts_of(article: int, text: str) -> list[Cite]:
    """第一款第一项、第四项 behind an article's number, each with that number."""
    parts: list[Cite] = []
    paragraph: int | None = None
    for value, kind in _PARTS.findall(text):
        at = parse_ordinal(value)
        if kind == "款":
            paragraph = at
            parts.append(Cite(article, at))
        else:
            if parts and parts[-1].item is None and parts[-1].paragraph == paragraph:
                parts.pop()
            parts.append(Cite(article, paragraph, at))
    return parts


def cites(text: str) -> list[Cite]:
    """The articles of the same document that a (flat) text cites, each with its 款 and 项."""
    found: list[Cite] = []
    for m in _CITES.finditer(text):
        number = parse_ordinal(m[1])
        if number is None or _OTHER_LAW.search(text[: m.start()]):
            continue
        parts = parts_of(number, m[2] or "")
        found += parts or [Cite(number)]
        if m[3] and (last := parse_ordinal(m[3])) is not None and number < last <= number + 30:
            found += [Cite(n) for n in range(number + 1, last + 1)]
    return found


_BARE_CITE = re.compile(
    rf"违反|违法|有?(?:本(?:法|条例|办法|规定|细则)|前款)?(?:第{_NUM}条(?:第[^，。；]*?[款项])*|前款)?(?:的?规定|所列(?:行为|情形)?)?|"
    "本(?:法|条例|办法|规定|细则)|规定|行为|情形|之一|[的、，及和或者有经营单位当事人]"
)


def words_besides(text: str) -> int:
    """How many characters a (flat) text has besides citing articles."""
    return len(_BARE_CITE.sub("", text))


def names_conduct(premise: str) -> bool:
    """Whether a premise says in words what somebody did, and not only which article he broke."""
    return words_besides(premise) >= LEAST_CONDUCT


def pieces_of(statement: Statement) -> Iterator[Piece]:
    """The pieces of a sentence, between its semicolons."""
    source = statement.source
    cuts = [0, *(m.end() for m in re.finditer("[；;]", source)), len(source)]
    for a, b in pairwise(cuts):
        text = flat(source[a:b])
        if not text:
            continue
        bare = NUMBER.sub("", text)
        yield Piece(
            statement.clause,
            statement.start + a,
            statement.start + b,
            text,
            _premise(bare),
            bool(_DEGREE.match(bare)) and "违反本" not in bare and "违反第" not in bare,
        )


def _premise(bare: str) -> str:
    """The words of a piece that say for what: up to the turn before its first consequence."""
    first = CONSEQUENCE.search(bare)
    if first is None:
        turns = list(_TURN.finditer(bare))
        return bare[: turns[-1].start() + 1] if turns else ""
    last = None
    for turn in _TURN.finditer(bare, 0, first.end()):
        if turn.start() < first.start():
            last = turn
    if last is not None:
        return bare[: last.start() + 1]
    if bare.endswith(("：", ":")):
        return bare
    return ""
