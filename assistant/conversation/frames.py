"""A question taken apart: where and when, what is asked, its subject.

烟台软件企业收入破1亿奖多少 → 烟台 | 软件企业收入破1亿 | 奖多少. Knows nothing of the turns before, nor what is put in a
part's place (ellipsis.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.conversation.kin import actor
from assistant.conversation.parts import content, names_thing, nominal, of_a_thing, spans_of, things, verbal
from assistant.understand.lexicon import Lexicon
from assistant.understand.naming import DOC_TYPES, LEVELS
from assistant.understand.question import Query
from assistant.understand.words import segment
from corpus.numerals import flatten

_TIME = r"(?:到|至|截至)?(?:19|20)\d{2}年?(?:底|末)?的?"
_MODAL = (
    r"一共|总共|共计?|分别|各自?|都|究竟|到底|大概|应该?|应当|要|得|需要?|必须|能够?(?![耗源力量效级])|可以?|会|最[多高少低]|至少|打算|"
    r"(?:计划|准备)(?!有|是|的)|才|还|又|[每一](?:年|个?月|天|次|人|家|张|个|户|床|季度|亩)"
)
_VERB = (
    r"达到?|做到|控制在|占到?|新建|改建|扩建|建成?|建设|新增|培训|培育|打造|扶持|补贴?|补助|奖励?|罚款?|处罚|给予?|赔偿?|收取?|上?交|领取?|拿到?|享受|"
    r"资助|报销|[报贴减免](?=多少|几|百分)|抵扣?|花|(?<![拥所持具])有|相差|差|包括|定|提高到?|降低|压[到至缩减]到?|增长|发放?|办|隔|保存|(?<!储)存|留|干|招|[高低](?=多少|几)|引进|争取|制定|为|是|由|归|该|说|讲|找|跟|去"
)
_ASK = re.compile(
    rf"(?:{_TIME})?(?:的?(?:目标|指标)(?:值)?)?(?:{_MODAL})*(?:提前|提早)?(?:(?:{_VERB}){{1,2}}了|(?:定|写|设)[的得]|(?:{_VERB}){{0,2}}(?:到|成|个|在|给)?)"
    r"(?:多少|百分之(?:几|多少)|(?<!哪)几(?=[个家项名件人张例种类条处年月天倍次位级成岁%十百千万])|多[大高久长远快宽重](?!的)|(?:什么|啥)时[候间]|谁|哪些?|什么|啥|怎么?样?|咋样?|如何|为何|"
    r"有没有|有无|是不是|是否|能不能|可不可以|要不要|用不用|需不需要|管不管|算不算|(?P<twice>[一-龥])不(?P=twice)|是(?:约束|预期))|"
    r"(?:非得|非要|要|用|能(?![耗源力量效级])|可以|需要?|得|应该?|应当|必须|允许)(?![^，,]{0,4}(?:多少|几|谁|哪|什么|啥|怎))[^，,]{1,10}(?:(?:吗|(?<![什怎那])么)(?=[？?。\s]*$)|不(?=[，,？?]|$))|"
    r"(?:(?:收不收费|收费|免费|付费|缴费|要钱|花钱|收钱|有效|管用|合法|违法|违规|合规)[吗么]|(?:有(?:要求|规定|说法|补贴|奖励)?)?[吗么])(?=[？?。\s]*$)"
    rf"|(?:{_TIME})?的?(?:目标|指标)(?:值)?[？?。\s]*$"
)
_MEASURE = re.compile(
    r"(?:多少|几)(?:十|百|千|万|亿)*(?:多|来)?[个家项名件人张例种类条处年月天倍次位级成岁钱元块]?(?:百分点)?"
)
# what a scope is followed by: 西安方案里, 国家那份意见对
_AFTER_SCOPE = re.compile(
    rf"(?:[省市](?!级|长(?!江)))?(?:里|上(?=[，,对的说提讲]))?(?:那[份个]|这[份个])?的?(?:{DOC_TYPES}|文件)?(?:里|中)?(?:说|提到|讲)?的?"
)
_FILLER = re.compile(r"(?:在|按照?|根据|[\s的，,、和与跟及])*")
# 我们是西安的药企，…: who asks
_TOLD = re.compile(
    r"(?:我们?|俺|咱们?)(?:这|家|厂|公司|合作社|企业|工厂|店|单位|协会|机构|学校|医院)?(?:是|在|家|开|做)[^，,]{1,20}[，,]"
)


_CHOICE = re.compile("[，,]?(?:是|属于|算)[^，,是]{1,6}?的?还是[^，,]{1,6}$")
_WHERE_TAIL = re.compile("(?<=..)[，,]写在(?:哪|第几)一?条$")
# 一年最多报多少，退休的呢: what was put beside a question, not into it
_BESIDE_TAIL = re.compile("(?<=.{4})[，,][^，,]{1,8}呢$")
_DATED = re.compile(r"(?P<what>[^,，]{2,})[,，](?:到|至|从)?(?:20)?\d\d年")
# what leans on the turn before: 和护理补贴能一起领吗, 没按这个时间到
_LEANS = re.compile(
    r"^(?:[和跟与同](?!谁|哪)|比(?![例重率较]))|.[这那该此](?:一)?(?:个|项|条|种|些)?(?:时间|期限|时限|标准|要求|规定|条件|金额|数|比例)"
)
# 要投, of 要投多少钱
_GIVEN = re.compile("(?<=..)(?:要|应该?|得|需要?|打算|计划)(?:投|花|补|奖|拿|交|报|收|罚|给)$")
# 过期被银行拒了: of what, is said before
_LATE = re.compile(
    "过期|逾期|超期|误期|过了(?:期|时间|日子|点|头)|(?:拖|超|错|晚)过|过头了|到了?(?:日子|时候|点(?!名))|届时|到时"
)
_WHEN_SAID = re.compile("今年|明年|去年|本年度?|年内|现在|目前")


@dataclass(frozen=True, slots=True)
class Frame:
    """A question in four: where and when, what is asked before its subject, the subject, what is asked after it."""

    lead: str
    front: str
    subject: str
    back: str

    @property
    def told(self) -> bool:
        """Whether the lead says who asks: 我们是西安的药企，."""
        return bool(_TOLD.search(self.lead))


def frame_of(before: Query, lexicon: Lexicon) -> Frame:
    """A question taken apart."""
    text = _WHERE_TAIL.sub("", re.sub(r"[？?。！!\s]+$", "", before.text))
    text = _BESIDE_TAIL.sub("", text)
    start = _lead_end(text, before, lexicon)
    lead, rest = text[:start], text[start:]
    m = _first_asked(rest)
    if m is None:
        # 办公时间是？
        subject = re.sub("(?<=..)(?:是|为)$", "", rest)
        return Frame(lead, "", subject, rest[len(subject) :])
    subject = rest[: m.start()].rstrip("，,、 ")
    if (dated := _DATED.match(subject)) and m.start() > dated.end("what"):
        # 劳动生产率，27年比25年高多少: the years are what is asked of it
        return Frame(lead, "", dated["what"], rest[dated.end("what") :])
    if two := re.search(rf"(?<=..){_TIME}[和与跟比]$", subject):
        # 劳动生产率2025年和2027年差多少
        return Frame(lead, "", subject[: two.start()], rest[two.start() :])
    # 要争取几个中国质量奖: the subject stands behind what is asked
    asked = _MEASURE.search(rest, m.start())
    at = max(m.end(), asked.end()) if asked else m.end()
    tail = re.search(r"(?:[吗么的]|来着)?$", rest)
    end = tail.start() if tail else len(rest)
    if (
        nominal(subject)
        or len(_WHEN_SAID.sub("", subject)) > 4
        or (subject and not nominal(rest[at:end]))
        or at >= end
    ):
        if re.match("多少|几", rest[len(subject) :]) and (verb := _GIVEN.search(subject)):
            subject = subject[: verb.start()]  # 检测平台 | 要投 | 多少钱
        return Frame(lead, "", subject, rest[len(subject) :])
    if chosen := _CHOICE.search(rest, at):
        # 要培育多少家质量标杆，是省级的还是市级的
        end = chosen.start()
    front, object_ = rest[:at], rest[at:end].rstrip("，,")
    # 怎么提升〔农产品质量〕
    for word, flag in segment(object_):
        if object_[len(word) :].startswith("的"):
            break  # 多开几个 | 退货的服务点
        if flag[:1] not in "vp" or flag == "vn" or not nominal(object_[len(word) :]):
            break
        front, object_ = front + word, object_[len(word) :]
    return Frame(lead, front, object_, rest[end:])


def _first_asked(text: str) -> re.Match[str] | None:
    """Where a text begins to ask: 银奖 | 给多少, not 银 | 奖给多少."""
    m = _ASK.search(text)
    ends = {b for a, b in spans_of(text) if b - a > 1}
    if m and m.start() + 1 in ends and not actor(text[: m.start()]):
        return _ASK.search(text, m.start() + 1) or m
    return m


def _lead_end(text: str, before: Query, lexicon: Lexicon) -> int:
    """Where the words end that say where and when, and who asks."""
    mentions = lexicon.mentions(text)
    # 西安 | 陕西质量奖多少个: the place around it begins a name
    named = [b for a, b in pairwise(mentions) if a.end == b.start and b.regions[0].contains(a.regions[0])]
    spans = [(p.start, p.end) for p in mentions if p not in named]
    # 贵州 省级…, not 贵州省 级…
    spans = [(a, b - 1) if text[b - 1 :][1:2] == "级" else (a, b) for a, b in spans]
    # 烟台 市长质量奖
    spans = [(a, b - 1) if re.match("市长(?!江)", text[b - 1 :]) else (a, b) for a, b in spans]
    spans += [m.span() for m in re.finditer(_TIME, flatten(text))]
    spans += [m.span() for m in re.finditer(r"《(?:[^《》]|《[^《》]*》)*》", text)]
    spans += [m.span() for said in before.called for m in re.finditer(re.escape(said), text)]
    spans += [m.span() for _, pattern in LEVELS for m in pattern.finditer(text)]
    spans += [m.span() for m in re.finditer(r"^国家(?=对|那|这|意见|文件|的)", text)]
    told = _TOLD.match(text)
    at = told.end() if told else 0
    while True:
        m = _FILLER.match(text, at)
        begin = m.end() if m else at
        ends = [b for a, b in spans if at <= a <= begin < b]
        if not ends:
            return at
        after = _AFTER_SCOPE.match(text, max(ends))
        at = after.end() if after else max(ends)
        if text[at - 1] in "里中" and at > max(ends) and len(segment(text[at - 1 :])[0][0]) > 1:
            at -= 1  # 规划 | 中期评估


def without_time(text: str) -> str:
    """A part of a question without the year it says."""
    return re.sub(_TIME, "", text)


def asked_words(text: str) -> str:
    """A question without the words that ask (多长时间, 有…吗)."""
    return _ASK.sub(" ", text)


def before_asked(text: str) -> str:
    """What a question says before the words that ask (网办率 of 网办率要达到多少)."""
    m = _ASK.search(text)
    return text[: m.start()] if m else text


def figure_asked_for(text: str) -> str:
    """What a question calls the figure that it asks for (网办率 of 网办率定的多少)."""
    return re.sub(
        r"(?:的?目标|要求|规定|定(?:的|了|得|到|为)?|要|应|需|得|是|为|达到?|有)+$", "", before_asked(text)
    )


def runs_late(text: str) -> bool:
    """Whether a message tells that a day has passed, and not of what (过期被银行拒了)."""
    late = _LATE.search(text)
    before = text[: late.start()] if late else ""
    return late is not None and not (nominal(before) or any(len(w) > 1 for w in content(before)))


def own_topic(text: str) -> bool:
    """Whether a question names what it is about before it asks: 本科生给多少, but not 给多少补贴.

    有年度限额吗 names only what a thing has; 没按这个时间到的话罚多少 and 和护理补贴能一起领吗 need the thing before.
    """
    topic = before_asked(text)
    if _LEANS.search(topic) or runs_late(text):
        return False
    if (named := things(topic)) and all(of_a_thing(t) for t in named):
        return False
    return (names_thing(topic) and not verbal(topic)) or (len(topic) >= 5 and nominal(topic))
