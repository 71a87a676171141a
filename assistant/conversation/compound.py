"""A question that asks two or three things at once (由谁牵头、何时完成？) taken apart into what it asks.

Each part asks something of its own: another kind of thing of one subject, or the same of another one. What is one
question stays whole: lists of nouns, comparisons, 是…还是…, what is told before the question. Works on the words alone;
what a part leaves unsaid is put in where the parts are read one after another (dialogue.py). Knows nothing of answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.parts import content, nominal, of_a_thing, things, wanted
from assistant.conversation.years import beside_year
from assistant.understand.asker import Concern, concern
from assistant.understand.leanings import leans
from assistant.understand.measured import asked_unit

MOST = 5  # more questions at once are a list of them, to be put one by one

# what asks, wherever it stands
_ASK = re.compile(
    r"多少|(?<![第好十近这头两])(?<!(?<!提)前)几(?=[个家项名人件张例种类条处年月天日号倍次位级成岁台章周届户座期%十百千万部单局分款元块])|百分之几|多[久长大高远重快](?![^，,]{0,4}时)|"
    r"谁|哪(?!怕)|什么|啥|怎(?!么说呢)|如何(?!提升|推进|加强)|咋|(?<!十)几时|多会儿|何[时地种人处]|为何|是否|能否|可否|有无|属性|"
    r"(?:[吗么]|没有?|(?<=[对是的])吧)[呢啊呀]?(?=[？?。，,；;！!\s]|$)|约束性还是预期性|预期性还是约束性|牵头单位还是配合单位|"
    r"(.)[不没]\1"
)
_MARKS = " ，,、；;。？?！!\n"
# 又是几年: what was asked before, of another subject
_HOW_MANY = re.compile("多少|几")
_AGAIN = re.compile("^(?P<own>.{2,}?)又(?:是|要|得|有)?(?P<ask>(?:多少|几)[一-龥]{0,2})$")
# what parts stand between; a list's 、 and the words that join nouns count only between two that ask
_END = re.compile(r"[，,；;。？?！!\n]+|\s{1,}(?=[一-龥])")
_BEGINS = (
    r"由谁|归谁|谁(?:来)?(?:负责|牵头|管|批)|哪(?:个|些)(?:部门|单位)|什么时候|[何几]时|怎么(?:申请|申报|办理|报名|处理)|"
    r"是(?:谁|哪个(?:部门|单位))(?:的事|[管抓]|在[管抓]|负责|牵头)|如何(?:申请|申报|办理)|需要什么|要什么(?:材料|条件)"
)
_JOINT = re.compile(
    r"、|以及|并且|还有(?=[^吗呢没别其]{3})|另外|顺便|同时|(?<=[一-龥])[和跟与及](?=由谁|归谁|谁|哪个|哪些|什么时候|[何几]时|怎么|如何|多久)|"
    # …归谁管什么时候完成: no mark between
    rf"(?<![在从到由于是要该应须得就都才能会的，,、；;。])(?={_BEGINS})"
)
_TIE = re.compile(
    r"^(?:(?:[，,、；;。\s]|以及|还有|另外|此外|并且|而且|同时|顺便|然后|再就是|接着|还|也|又|再|且|和|及|跟|与|麻烦|请|想|要|我|你|您|帮|查|一?下)*(?:问|请教|了解|打听|知道|看|说|告诉)(?:一)?(?:下|问|声|我)*(?:的)?[，,：:]?)?"
    r"(?:以及|还有|另外|此外|并且|而且|同时|顺便|然后|再就是|接着|[和及跟与](?=由|归|谁|哪|什么|何时|怎么|如何|多)|[，,、；;。\s])*"
)
_MASKED = re.compile(
    r"《(?:[^《》]|《[^《》]*》)*》|“[^“”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|‘[^‘’]*’|（[^（）]*）|\([^()]*\)"
)
# words of asking that ask nothing: 无论谁, 谁生产谁负责, 钢铁啥的, 没多少钱, 听说有个什么
_NOT_ASKED = re.compile(
    r"(?:无论|不论|不管|任何|随便)[^，,。；;？?]*|谁[^谁，,。；;？?]{1,8}谁[^谁，,。；;？?]{1,6}|(?:多少|几|哪)(?:年|月|天)?都|(?:什么|啥|哪[些个样]?)[^，,。；;？?]{1,6}?(?<!一共)都(?=能|可以|可|会|要|得|给|管|办|有|不|没)|(?:什么|啥)的(?=[，,。；;？?\s]|$)|"
    r"(?<!有)没(?:(?![罚奖补赔给收扣交])[一-龥]){0,2}?(?:什么|啥|多少|几个)|几个[一-龥]{1,4}?(?:互相|相互|都|一起)|(?:听说|说|有)有?个什么"
)
# one question, whatever marks stand in it: it weighs one thing against another
_COMPARES = re.compile(
    r"相?差(?:多少|几|别|距|在)|相比|对比|比较|区别|不同|不一样|一样|异同|是否一致|相同|更[高低多少大小快慢重轻长短严松早晚]|"
    r"(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|者|省|市|地)?(?:的|要|会|是|定得|要求|规定)?(?:更|最)?(?:高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚)(?![级于])|"
    # 谁的推荐名额多
    r"(?:谁|哪[个家边省市地]?)的[^，,。；;？?谁哪几]{1,8}?(?:更|最)?[高低多少大小快慢重轻长短久](?:一?[些点])?(?=[，,。；;？?！!\s]|$)|"
    r"(?<![占百对])比(?![例重率较]|多少|多[大高]|目标)[^，,。；;是]{1,10}(?:高|低|多|少|严|快|大|[涨升降增减][^，,。；;是]{0,3}[多几])|(?:^|[，,；;\s])(?:又|还|要|会|得)?(?:[高低多少涨升降增减](?:了|出)(?:多少|几)|(?<![至最])多(?:多少|几[个家项名人件张户座台分块])|少(?:多少|几[个家项名人件张户座台分块]))|[高低多少大小快慢重轻长短早晚](?:，|,)?还是"
)
_CASE = r"(?:\d+|[一二两三四五六七八九十百]+)[^，,和跟与]{1,4}的"
_TWO_CASES = re.compile(
    rf"^(?P<lead>.{{0,40}}?(?P<pre>[^，,和跟与\d]{{0,6}}))(?P<a>{_CASE})[和跟与](?P=pre)(?P<b>{_CASE})[，,](?P<ask>[^，,]*?)(?:分别|各自?)(?:是|要|能)?"
    r"(?P<how>[^，,]*?(?:多少|几)[^，,]*)$"
)
# only words of asking, which ask again for what was asked or told just before, or where it stands: 分别是多少, 对吗, 在哪条
_BARE = re.compile(
    r"(?:那|这|它们?|请问|到底|究竟|具体|分别|各自?|都|大概|大约|应该|一共|总共|目标|数字|里面|其中|主要|又)*"
    r"(?:是|有|为|包括|说|写|要|该|定)?(?:了|的|到)?(?:多少|几[个家项名种类条年天月]?|什么|哪些|哪几[个项种条]?|啥|怎么[样回]?(?:事|办)?|如何|怎样|咋[样办整弄]?)(?:呢|啊|的)?|"
    r"(?:这|这样|那|说的|我说的|这么说|我)*(?:是不是|是|对|真|没错|正确|属实|理解|可以|行|能|好|有|确有其事|准确|记)*(?:真的|这样|这么回事|对|错)?(?:的)?(?:[吗么不吧没]+|对不对|行不行|可不可以|能不能|好不好|是不是)(?:呢|啊)?|"
    r".{0,8}(?:真的假的|算不算数|告诉我|请教|谢谢|急).{0,4}|"
    r".{0,10}(?:怎么|咋|如何|怎样)(?:说|写|规定|讲|提|要求|定)(?:的)?(?:呢|啊)?|"
    r".{0,8}(?:哪一?[条款章]|第几[条款章]|依据(?:是|在)?(?:什么|哪里?|啥)).{0,4}"
)
# 他们多久给我个说法: whose time it is needs the part before it
_THEIR_TIME = re.compile(
    "(?:那)?(?:他|她|对方|人家|单位|部门|窗口|你|那边)们?(?:又|会|要|得|大概)*(?:多久|几|什么时候)"
)
_POLITE = re.compile("[呢呀啊哈]+$")
# 陕西呢, behind what is asked: the same of another place or thing
_OTHER = re.compile("(?:那|那么|还有|以及)?[^，,。；;？?]{1,24}呢")
# 省里定了多少: another place, which no noun names
_LEVEL = re.compile("省[里上级]|市[里上级]|区[里上级]|县[里上级]|全[省市国]|国家(?:级)?|中央")
# what may be asked of things that are compared, besides how they compare
_BESIDE_COMPARED = frozenset({"who", "when", "attribute"})
_BODY = r"(?:[政府主管监行市省区县级职能牵头责任相关]*)(?:部门|局|厅|委|单位|机构|机关|处室|办)"
_WHEN = (
    r"(?:什么时候|啥时候?|[何几]时|哪(?:一)?[年天月日]|几[月号]|几几年|多会儿|什么时间|啥时间|几点(?!几)|期限|时限|截止|多久|多长时间|"
    r"(?:多少|几)个?(?:天|日|工作日|小时|分钟|周|月|年))"
)
_WHICH_ATTRIBUTE = re.compile(
    r"(?:属于?|是)?(?:什么|哪种|哪类|哪个|何种)(?:属性|性质)(?:的指标|指标)?|"
    r"(?:属于?|算)(?:什么|哪(?:一)?[种类个]|何种)(?:的)?(?:指标|目标)|"
    r"属性(?:是|为|呢)?(?:什么|哪种|啥)?$"
)
_WHETHER_SET = re.compile(
    "(?<=.)(?:有没有?|是否|是不是|有无)(?:定过?|写过?|提过?|提到过?|设过?|规定过?|说过?)(?:这一?[个项条](?:指标|目标|要求|规定)?)?$|(?<=.)(?:定|写|提|设|规定)了?(?:没有?|吗|[没不](?:定|写|提|设))$"
)
_WHO = re.compile(
    rf"谁|哪[一几个些两二三四五家]*{_BODY}|什么(?:部门|单位|机构)|哪几?家|归哪|找哪|(?:牵头|责任|主管|负责|配合)(?:单位|部门)"
)
_WHO_ALONE = re.compile(
    rf"^(?:是|由|归)?(?:哪[一几个些两二三四五家]*{_BODY}|哪几?家)(?P<does>负责|牵头|管|主管|落实)$"
)
_AGAINST = re.compile("[跟和与]")
_COUNTED_THINGS = re.compile("[家项件名人张种户个]")
_DEGREE = re.compile("[最更]?[高低多少大小快慢长短]")
_AROUND_NAME = re.compile(
    "^(?:那|这|又|都|由|归|是|该|要|每[个家年]|最多|最少|一共|总共)+|(?:又|都|由|归|是|该|要|得|的|，|最[多少高低]|一年)+$"
)
# a kind of asking each; the first that fits is meant
_KINDS = (
    (
        "where",
        re.compile(
            r"哪里|哪儿|在哪(?!一?[个些几家])|(?:去|到|上)哪(?!一?[年天月日个些几家])|什么地方|"
            r"(?:哪|什么)个?(?:平台|网站|系统|网址|窗口|地址)"
        ),
    ),
    ("who", _WHO),
    (
        "valid",
        re.compile(
            r"^(?!.*(?:[罚赔]|多少|几[个人家名])).*(?:有效(?!期)|作废|废止|过期|失效|管用|作数|算数|届满)"
        ),
    ),
    (
        "attribute",
        re.compile(r"约束性|预期性|属性|硬性|强制性|(?:属于?|算)(?:什么|哪一?[种类个]|何种)的?(?:指标|目标)"),
    ),
    ("number", re.compile(r"文号|(?<!老)字号|号令")),
    ("when", re.compile(_WHEN)),
    ("cost", re.compile(r"罚|处分|后果|追责|怎么处理|如何处理|会怎么?样|怎么办|咋办|赔|责任")),
    ("call", re.compile(r"电话|热线|号码|联系方式|联系人|邮箱|传真")),
    ("papers", re.compile(r"材料|资料|证件|附件|表格")),
    (
        "terms",
        re.compile(
            r"条件|资格|门槛|什么人|哪些人|谁能|(?:哪些|什么)(?:样的?)?(?:企业|单位|项目|人|情况|情形)"
        ),
    ),
    ("meaning", re.compile(r"什么是|什么叫|啥叫|啥是|叫什么|什么意思|啥意思|指什么|含义|定义")),
    ("amount", re.compile(r"多少|几|多[大高重远]|比例|金额|标准是|封顶|上限")),
    ("how", re.compile(r"怎么|如何|怎样|咋|流程|程序|步骤|手续|方式")),
    ("list", re.compile(r"哪|什么|啥")),
    ("whether", re.compile(r"")),
)
# 有没有补贴，补多少: whether, and if so how much, is one question
_FOLLOWS_WHETHER = frozenset({"amount", "how", "list", "meaning"})
# 要哪些材料，营业执照要不要: whether one of what is asked for before
_HOLDS_MEMBERS = frozenset({"list", "papers", "terms", "how", "cost", "meaning"})
_IS_ONE = re.compile("算不算|属不属于|算|属于")
# 是哪个单位、哪天印发的: what is done is said once, behind the last
_OPEN_END = re.compile(rf"(?:由|是|归|在|从)?(?:谁|哪[一几个些]*{_BODY}|什么时候|[何几]时|哪一?[天年月])$")
_PREDICATE = re.compile(
    rf"^(?:由|是|归|在|从)?(?:谁|哪[一几个些]*{_BODY}|什么时候|[何几]时|哪一?[天年月])(?P<done>[一-龥]{{2,8}})$"
)


def split(question: str, *, talk: bool = False) -> list[str]:
    """The parts of a (simplified) question that each ask something of their own, in order; [] where it is one question.

    What is told before a part is that part's; words that only join it to the one before are left out.

    :param talk: it follows on turns before it: what its first part leaves unsaid was said there.
    """
    if talk and beside_year(question):
        return []
    if two := _TWO_CASES.match(question):
        # 用了22年的和用了16年的，换新一台分别补多少
        return [f"{two['lead']}{two[case]}，{two['ask']}{two['how']}" for case in ("a", "b")]
    if talk and len(others := _each_other(question)) > 1:
        return others
    if sum(1 for _ in _ASK.finditer(question)) < (1 if talk else 2):
        return []
    hidden = _NOT_ASKED.sub(_blank, _MASKED.sub(_blank, question))
    if concern(question) is Concern.OPEN:
        return []
    spans, apart = _asking(hidden, _pieces(hidden), talk=talk), False
    if _COMPARES.search(hidden):
        spans, apart = _beside_compared(hidden, spans, talk=talk)
    parts: list[str] = []
    listed = all(hidden[b : b + 1] in tuple("、和跟与及") for _, b in spans[:-1])
    for a, b in spans:
        said = question[a:b].strip(_MARKS)
        said = _TIE.sub("", said, count=1) if parts else said
        said = _POLITE.sub("", said) if _ASK.search(_POLITE.sub("", said)) else said
        if not parts or is_elliptic(said) or (apart and compares(said)) or _asks_more(said, parts):
            parts.append(said)
        else:
            parts[-1] += f"，{said}"
    asking = sum(not is_elliptic(p) for p in parts)
    if not 2 <= len(parts) <= MOST or asking < (1 if talk and is_elliptic(parts[0]) else 2):
        return []
    if len(parts) == 2 and all(kind(p) == "when" for p in parts) and _THEIR_TIME.match(parts[1]):
        return []  # one clause tells both: until when I may ask, and how soon they answer
    parts = [parts[0], *(_as_before(p, parts[0]) for p in parts[1:])]
    if (done := _PREDICATE.match(parts[-1])) and listed:
        parts = [p + done["done"] if _OPEN_END.search(p) else p for p in parts]
    return parts


def _each_other(question: str) -> list[str]:
    """陕西呢，浙江呢: the other things that a follow-up names one by one, and no more; [] for any other question."""
    parts = [_TIE.sub("", p).strip(_MARKS) for p in re.split("[，,；;？?]", question) if p.strip(_MARKS)]
    return (
        parts
        if 2 <= len(parts) <= MOST and all(_OTHER.fullmatch(p) and is_elliptic(p) for p in parts)
        else []
    )


def _asking(hidden: str, pieces: Sequence[tuple[int, int]], *, talk: bool) -> list[tuple[int, int]]:
    """The stretches that each ask something, with what is told before; what is told behind the last belongs to it.

    陕西呢 stands alone, but not where it begins a question that follows on nothing.
    """
    spans: list[tuple[int, int]] = []
    begin: int | None = None
    for n, (a, b) in enumerate(pieces):
        said = hidden[a:b]
        # 那吃的呢，就厂里做的食品，谁管: what stands behind says what is meant
        follows = [hidden[slice(*p)] for p in pieces[n + 1 : n + 2]]
        apart = all(_ASK.search(f) or compares(f) or is_elliptic(f) for f in follows)
        # 陕西呢，培训多少: where it begins, it is whose figure is asked for
        apart = apart and (n > 0 or all(kind(f) != "amount" or compares(f) for f in follows))
        if begin is None and (n or talk) and apart and _OTHER.fullmatch(said) and is_elliptic(said):
            spans.append((a, b))
            continue
        begin = a if begin is None else begin
        if _ASK.search(said) or compares(said):
            spans.append((begin, b))
            begin = None
    if begin is not None and spans:
        spans[-1] = (spans[-1][0], pieces[-1][1])
    return spans


def _beside_compared(
    hidden: str, spans: Sequence[tuple[int, int]], *, talk: bool
) -> tuple[list[tuple[int, int]], bool]:
    """What is asked beside a comparison (谁负责), and whether each is a question of its own.

    [] where the comparison is all that is asked. Of what was talked of before, 陕西几个，差几个 are one thing after the other.
    """
    said = [hidden[a:b] for a, b in spans]
    compared = [n for n, s in enumerate(said) if compares(s)]
    if not compared:
        return [], False
    others = [n for n, s in enumerate(said) if kind(s) in _BESIDE_COMPARED and not compares(s)]
    # 投诉几天答复，举报几天核查，哪个快: what stands before is what is compared
    apart = [n for n in others if kind(said[n]) != kind(said[0])]
    # 省级的呢，跟国家级差多少 says itself what is held against what
    # 西安自己是几件，跟省里差多少 goes on with what was asked before; alone, 甲几件，跟乙差多少 is one comparison
    first, then = (s.strip("，,；; ") for s in (said[0], said[min(1, len(said) - 1)]))
    follows = compared == [1] and (
        (kind(first) == "amount" and not is_elliptic(first)) or (len(said) == 2 and not _AGAINST.match(then))
    )
    alone = talk and (bool(apart) or follows)
    if 0 not in compared and (alone or any(n < compared[-1] for n in apart)):
        return list(spans), True
    if not others or any(n not in others for n in range(compared[-1] + 1, len(spans))):
        return [], False
    return [(spans[0][0], spans[compared[-1]][1]), *spans[compared[-1] + 1 :]], False


def _as_before(part: str, first: str) -> str:
    """嘉兴又是几年 behind 骗补的，柳州几年不能再报: the first question, with what is told before it, of the other subject."""
    again = _AGAIN.match(part)
    asked = _HOW_MANY.search(first)
    if again is None or asked is None or not first[asked.start() :].startswith(again["ask"]):
        return part
    before = first[: asked.start()]
    told = before[: max(before.rfind(mark) for mark in "，,") + 1]
    rest = first[asked.start() + len(again["ask"]) :].strip(_MARKS)
    return f"{told}{again['own']}{again['ask']}{rest}" if told or rest else part


def kind(part: str) -> str:
    """What kind of thing a part asks for."""
    return next(name for name, pattern in _KINDS if pattern.search(part))


def in_plain_words(part: str) -> str:
    """A part as it is asked alone: 属于什么属性 asks which of the two, 哪几个局负责 who is responsible, 定了没 if it is there."""
    part = kind_in_plain_words(_WHETHER_SET.sub("有没有", part))
    return _WHO_ALONE.sub(r"由谁\g<does>", part)


def kind_in_plain_words(part: str) -> str:
    """属于哪类指标, 什么属性: which of the two kinds of target it is."""
    return _WHICH_ATTRIBUTE.sub("是约束性还是预期性", part)


def compares(part: str) -> bool:
    """Whether a part asks how things compare."""
    return _COMPARES.search(part) is not None or leans("compared", part)


def is_elliptic(part: str) -> bool:
    """Whether a part only names another place or thing to ask the same of (陕西呢)."""
    return part.endswith("呢") and not _ASK.search(part)


def names_own(part: str) -> bool:
    """Whether a part names what it is about, beyond what it wants of it."""
    if kind(part) == "who":
        # 宣传引导又由谁负责, but not 哪几个局负责
        asking = _WHO.search(part)
        part = part[: asking.start()] if asking else part
        return any(not wanted(w) for w in content(part))
    return any(not of_a_thing(t) for t in things(part))


def leading(parts: Sequence[str]) -> int:
    """Which part names what all of them are about: the first that names anything."""
    return next((n for n, p in enumerate(parts) if names_own(p)), 0)


def _asks_more(part: str, before: Sequence[str]) -> bool:
    """Whether a part asks something that those before it do not."""
    if len(part) < 2 or _BARE.fullmatch(part) or is_elliptic(part):
        return False
    mine = kind(part)
    new = [w for w in content(part) if not _DEGREE.fullmatch(w) and not any(w in b for b in before)]
    level = _LEVEL.search(part)
    own = any(not wanted(w) for w in new) or bool(level and not any(level.group() in b for b in before))
    own = own or (mine == "list" and bool(new)) or (mine in ("who", "amount") and _other_name(part, before))
    for other in map(kind, before):
        if mine == other and not (own or _other_thing(part, before, mine)):
            return False
        if other == "whether" and mine in _FOLLOWS_WHETHER and not own:
            return False
        aside = bool(new) and all(wanted(w) or of_a_thing(w) for w in new)  # 要什么材料，收费吗
        if mine == "whether" and other in _HOLDS_MEMBERS and not aside:
            return False
        if other == "meaning" and _IS_ONE.search(part):
            return False
    return mine != "whether" or own or bool(new)


def _other_name(part: str, before: Sequence[str]) -> bool:
    """Whether what stands before the asking word is a name that no part before has (网约车谁管), be it in no dictionary."""
    asking = (_WHO if _WHO.search(part) else _ASK).search(part)
    name = _AROUND_NAME.sub("", part[: asking.start()]) if asking else ""
    return len(name) > 2 and nominal(name) and not any(name in b for b in before)


def _other_thing(part: str, before: Sequence[str], kind_: str) -> bool:
    """Whether a part of the kind of one before asks something else by its verb or unit alone: 什么时候通过, 奖金多少."""
    if kind_ == "when":
        done = re.sub(rf"^.*{_WHEN}|的$", "", part)
        return (done or re.split(_WHEN, part)[0]) not in "，".join(before)
    unit, units = asked_unit(part), [asked_unit(b) for b in before]
    if kind_ != "amount" or unit in ("", *units):
        return False
    if unit == "元":
        return all(u not in ("", "钱", "块") for u in units)
    # 覆盖率多少，新拿证多少人
    return _COUNTED_THINGS.fullmatch(unit) is not None and all(u in ("", "比例") for u in units)


def _pieces(text: str) -> list[tuple[int, int]]:
    """The stretches between the marks and words that may part questions."""
    cuts = [0]
    for m in _END.finditer(text):
        cuts.append(m.end())
    cuts.append(len(text))
    out: list[tuple[int, int]] = []
    for a, b in pairwise(cuts):
        start = a
        for m in _JOINT.finditer(text, a, b):
            end = m.end() if m.group() == "、" else m.start()
            if end > start and _ASK.search(text[start:end].rstrip("、")) and _ASK.search(text[m.end() : b]):
                out.append((start, end))
                start = end
        if b > start:
            out.append((start, b))
    # the marks at the end of a piece ask nothing: 吗 and 没有 count at its end
    return [(a, a + len(text[a:b].rstrip(_MARKS))) for a, b in out if text[a:b].strip(_MARKS)]


def _blank(m: re.Match[str]) -> str:
    return "□" * len(m.group())
