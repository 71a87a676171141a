"""The words of a question by what they do there: nouns and runs of them, what asks, amounts. Knows nothing of corpora."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.understand.question import Query
from assistant.understand.words import segment
from corpus.numerals import CHINESE_NUMERAL

Span = tuple[int, int]
Written = Callable[[str], bool]

_FRAMING = re.compile(
    r"哪几[个家项种]|哪[些个]|目标|指标|要求|规定|说法|措施|办法|内容|情况|达到|做到|需要|应该|可以|打算|准备|计划|包括|没有|有没有|是不是|能不能|负责|方面|时候|提前|知道"
)
# nouns that say what is wanted of a thing, and are no thing themselves
_WANTED = re.compile(
    r"(?:主管|责任|牵头|负责|承办|经办|监管)(?:部门|单位)|补贴|补助|奖励|奖金|奖|钱|罚款|处罚|金额|资金|费用|标准|单位|部门|时间|期限|日期|材料|手续|条件|流程|程序|比例|政策|结果|后果|"
    r"责任|责任单位|任务|义务|好处|优惠|支持|原因|依据|区别|关系|意思|问题|申报|备案|审批|审核|验收|登记|检查|申请|办理|报名|截止|截至|到期|有效|生效|施行|电话|联系|原文|全文|报备|依据|还有|别的|其他|封顶|上限|限额|最多|至多|详细|具体|简单|展开"
)
# what a thing has, and is no thing itself
_OF_A_THING = re.compile(
    "收费|期限|有效期限?|时效|额度|限额|年度|期间|名额|数额|范围|方式|时长|时间|长时间|年限|多长|多久|次数|幅度|门槛|渠道|地址|地点|平台|网站|官网|网址|总额|上限|指标|数字|数据|(?:覆盖|合格|达标|完成|占比)率"
)
# what is done to raise a number of things
RAISED = "培训|培育|培养|新增|建设|创建|申报|遴选|打造|建成|认定|引进"
_HOW_FOUND = re.compile("(?:质量|安全|例行|监督|评价性?|风险|抽检|抽查|抽样|监测|检测|检验)+")
_NUMERALS = re.compile(rf"\d+|[{CHINESE_NUMERAL}]+")
_GRADED = re.compile("(?:星级|级|档|类|等)(?!别|型|似)")
_NAMING = "nvfagjbz"  # parts of speech that a name may be made of, by their first letters
_AMOUNT = re.compile(
    rf"(?:\d[\d,.]*|[{CHINESE_NUMERAL}]+)\s*个?(?P<scale>[万亿千百]*)(?P<unit>元|块|人|家|户|名|头|岁|年|月|天|日|小时|平方米|平米|米|公里|"
    r"吨|%|张|次|件|级|档|倍|亩|台|辆|床|分|星|类|期|个)?"
)


def _never(_: str) -> bool:
    return False


# what is said of any figure that somebody sets himself: 自己定的是, 打算弄到, 领, 铺
_SET = re.compile(
    r"自己|自个儿?|本身|那边|这边|那里|这里|这|那|同一?年|同期|当年|到时候?|到底|究竟|再|确认|一下|下|[，,？?。！!\s]|"
    "写|定|说|要|占|领|拿|铺|弄|搞|整|报|建|设|办|想|打算|准备|计划|规定|要求|达到|做到|完成|得|会|能|应该?|需要?|是|为|有|的|了|着|到|又|还|也|就|都|才|在|给|上|里|该|目标|指标|数字?|值|"
    r"(?:到|至)?(?:20)?\d\d年(?:底|末)?|啊|呀|呢|吧|哈|嘛"
)
_MONEY = re.compile("(?:多少|几)(?:[百千万亿]*[元块]|钱)")
_ASKED_MUCH = re.compile("(?:多少|几)(?P<unit>[十百千万亿]*[个家项名件人张例种类条处天月%户座分点]?)(?:钱)?")


def same_asked(text: str, before: Query) -> bool:
    """Whether a text, its place left out, asks no more than how much or how many, as the question before did.

    自己定的是几件 after 每万人高价值专利打算弄到几件, but not 培训几人, nor 几家 after 几件.
    """
    asked, had = _ASKED_MUCH.search(text), _ASKED_MUCH.search(before.text)
    if asked is None or not before.wants_number or (_MONEY.search(text) and not _MONEY.search(before.text)):
        return False
    units = [m["unit"] if m else "" for m in (asked, had)]
    if all(units) and units[0] != units[1] and "个" not in units:
        return False
    rest = _SET.sub("", text[: asked.start()] + text[asked.end() :])
    return not re.search("[奖补罚赔]", rest) and all(w in before.text for w, _ in segment(rest))


def content(text: str) -> list[str]:
    """The words of a text that say something: nouns, verbs, adjectives; of one character only what pays or fines."""
    out = []
    for word, flag in segment(text):
        sayable = flag[:1] in "nvajlibz" or flag == "eng"
        if sayable and (len(word) > 1 or word in "奖补罚赔") and not _FRAMING.fullmatch(word):
            out.append(word.lower())
    return out


def wanted(word: str) -> bool:
    """Whether a word says only what is wanted of a thing (补贴, 材料, 期限)."""
    return bool(_WANTED.fullmatch(word))


def of_a_thing(word: str) -> bool:
    """Whether a word says what a thing has, and is no thing itself (有效期, 限额, 年度)."""
    return bool(_OF_A_THING.fullmatch(word))


def how_found(text: str) -> bool:
    """Whether words say only how a rate is found out: 食品〔安全评价性抽检〕合格率."""
    return bool(_HOW_FOUND.fullmatch(text))


def nominal(text: str) -> bool:
    """Whether a text has a noun."""
    return any(_noun(word, flag) for word, flag in segment(text))


def things(text: str) -> list[str]:
    """The nouns and set phrases of a text that are not only what is wanted (补贴, 材料)."""
    return [
        word
        for word, flag in segment(text)
        if flag[:1] in "njli" and flag[:2] != "nr" and len(word) > 1
        if not _WANTED.fullmatch(word) and not _FRAMING.fullmatch(word)
    ]


def names_thing(text: str) -> bool:
    """Whether a text has a noun that is not only what is wanted (补贴, 材料)."""
    return any(
        flag[:1] in "njl" and len(word) > 1 and not _WANTED.fullmatch(word) and not _FRAMING.fullmatch(word)
        for word, flag in segment(text)
    )


def verbal(text: str) -> bool:
    """Whether a text says a deed: 乱倒, 无证经营."""
    flags = [flag for word, flag in segment(text) if word.strip()]
    return bool(flags) and flags[0][:1] in "vd" and flags[0] != "vn" and not nominal(text)


def of_those_who(kind: str) -> bool:
    """Whether a kind is told by what is done: 新拿证, 新增, and not 药品, 国家级."""
    return any(flag[:1] == "v" and flag != "vn" for _, flag in segment(kind))


def deed_of(name: str) -> bool:
    """Whether a name says what is done by it: 排第二的参与单位."""
    return any(flag == "v" for _, flag in segment(name))


def _noun(word: str, flag: str) -> bool:
    # a name of a person or place is often a word taken for one (新建)
    kind = (flag[:1] in "njlib" and flag[:2] not in ("nr", "ns")) or flag in ("vn", "an", "eng", "x")
    return (
        kind
        and (len(word) > 1 or flag[:1] in "nj")
        and not _FRAMING.fullmatch(word)
        and bool(re.search(r"\w", word))
    )


def tagged(text: str, writes: Written = _never) -> list[tuple[str, str]]:
    """The words of a text with their parts of speech, names put together that the dictionary takes apart.

    :param writes: whether the corpus writes a text: 算力券, 上云券 are no words of any dictionary.
    """
    tokens = segment(text)
    out: list[tuple[str, str]] = []
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at, writes)
        word = "".join(w for w, _ in tokens[at:end])
        out.append((word, tokens[at][1] if end == at + 1 else "n"))
        at = end
    return out


def _name_end(tokens: list[tuple[str, str]], at: int, writes: Written) -> int:
    """Where the name ends that begins at a token: 算 | 力 | 券, 三 | 星级饭店; the next token where there is none."""
    word = tokens[at][0]
    if at + 1 < len(tokens) and _NUMERALS.fullmatch(word) and _GRADED.match(tokens[at + 1][0]):
        return at + 2
    run = at
    while run < len(tokens) and len(tokens[run][0]) == 1 and tokens[run][1][:1] in _NAMING:
        run += 1
    for end in range(run, at + 1, -1):
        if tokens[end - 1][1] == "n" and writes("".join(w for w, _ in tokens[at:end])):
            return end
    return at + 1


def spans_of(text: str, writes: Written = _never) -> list[Span]:
    """Where the words of a text stand."""
    out, at = [], 0
    for word, _ in tagged(text, writes):
        out.append((at, at + len(word)))
        at += len(word)
    return out


def chunks_of(text: str, writes: Written = _never) -> list[list[Span]]:
    """The runs of nouns of a text with what stands right before them (一般事故, 小巨人), as the spans of their words."""
    words: list[tuple[int, int, str, bool]] = []
    at = 0
    for word, flag in tagged(text, writes):
        words.append((at, at + len(word), flag, _noun(word, flag)))
        at += len(word)
    out: list[list[Span]] = []
    open_ = False
    for n, (a, b, flag, noun) in enumerate(words):
        following = n + 1 < len(words) and words[n + 1][3]
        tied = text[a:b] in ("及", "和", "与", "、", "的", "/") and open_
        if tied and not following and words[n + 1 : n + 2] and words[n + 1][2] == "a":
            following = n + 2 < len(words) and words[n + 2][3]  # 专精特新和小巨人
        qualifies = flag[:1] in "abkhgztN" or flag[:2] in ("nr", "ns") or (flag[:1] == "d" and b - a > 1)
        if noun or (following and (tied or qualifies)):
            if open_:
                out[-1].append((a, b))
            else:
                out.append([(a, b)])
            open_ = True
        else:
            open_ = False
    return out


def pieces(text: str) -> Iterator[str]:
    """The nouns of a text, as long a run of them as possible first."""
    for chunk in chunks_of(text):
        spans = [(chunk[i][0], chunk[j][1]) for i in range(len(chunk)) for j in range(i, len(chunk))]
        for a, b in sorted(spans, key=lambda s: s[0] - s[1]):
            if b - a > 1:
                yield text[a:b]


def alike(old: str, new: str) -> bool:
    """Whether two names are of one make: 农产品 and 食品, 本科生 and 大专生, 省级 and 国家级."""
    return old != new and (old[-1] == new[-1] or (len(old) > 1 and old[:2] == new[:2]))


def amounts(text: str) -> list[re.Match[str]]:
    """The amounts in a (flattened) text; years and clause numbers are none. Groups: scale, unit."""
    return [
        m
        for m in _AMOUNT.finditer(text)
        if (m["unit"] or m["scale"] or m.group().strip().isdigit())
        and not re.match(r"(?:19|20)\d{2}年?$", m.group())
        and text[max(0, m.start() - 1) : m.start()] not in ("第", "几", "栏", "表", "（", "(")
    ]


def unit_of(amount: re.Match[str]) -> str:
    """What an amount counts, in one of its spellings; "" where it says nothing."""
    unit = amount["unit"] or ""
    return {"块": "元", "平米": "平方米", "日": "天", "个": ""}.get(unit, unit)
