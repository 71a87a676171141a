"""What a comparison is about, without the words that compare: 高出几个点, 是几倍, 一样吗 say how to compare, not what.

Works on the question's words only. What is compared is read by compared.py and sides.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_DEGREE = "高低多少大小快慢重轻长短严松早晚远近贵"
_WHICH = "(?:谁|哪(?:一|几)?(?:个|家|种|类|边|地|方|里|儿|省|市|份|部|者|头|年)?(?:地方|省份?|城?市|文件)?)(?:的|家)?"
_SEVERAL = "(?:[两三四五几]|各)(?:家|地|者|个(?:地方|省市?|省份|城市|文件|数字?|地区)|份文件|省市?|处|年|边)"
# 三个地方排个序, 从高到低排一下
IN_ORDER = re.compile(
    rf"(?:按|从|由)*(?:[{_DEGREE}]到[{_DEGREE}](?:的顺序)?(?:来|给我|帮我)?(?:排|列)?|排(?=个|一?下|序|名(?!录|称)|队))"
    r"(?:一?[下排列]|个?(?:序|名次?|队|位))*(?:吧|呗|看看|呢)?(?=$|[，,。？?；;\s])"
)
_SPEAKS = "(?:提|写|有|定|讲|说|要求|规定|设|列|涉及|明确)"
# how things are compared, the longest way to say it first; what stands between commas may be all of a clause
_FRAMES = tuple(
    re.compile(p)
    for p in (
        # 我们报表要用：
        r"^(?:我|咱|请|麻烦|帮|客户|领导|有人|老板|来电)[^：:，,。]{0,14}[：:，,](?=.{6})",
        rf"{_WHICH}[^，,。？?高低]{{0,3}}?(?:定|写|要|给|罚|奖|补|管|挑|做|要求|目标|规定|标准)?(?:得|的)?(?:更|最|较|比较)[{_DEGREE}](?:一?[些点])?",
        rf"{_WHICH}(?:定|写|要|给|罚|奖|补|管|挑|做|要求|目标|规定|标准)?(?:得|的)?[{_DEGREE}](?:一?[些点])?(?=$|[，,。？?；;\s])",
        rf"{_WHICH}(?:还)?没有?{_SPEAKS}?(?:到|了|过)?(?:这个|这一项|这项)?(?:指标|目标|数|要求|规定)?(?=$|[，,。？?；;\s])",
        r"(?:要|能|会|得)?(?:增加|提高|下降|降低|减少|增长|提升|上升|[涨升降])(?:了)?(?:多少|几个?)(?:百分点|点|倍|[一-龥]{0,2}?)(?=$|[，,。？?；;\s])",
        r"(?:要|能|会|得)?(?:相差|相距|差距|差别|差额|差|高|低|多|少|大|小|长|短|快|慢|早|晚)(?:出|了)?(?:有)?(?:多[少大远久]|几|在哪里?)(?:个)?(?:百分点|点|倍|[一-龥]{0,3}?)(?=$|[，,。？?；;\s])",
        r"(?:咋|怎么)?差(?:这么|那么)[多大远]|差距(?:这么|那么)?大?",
        r"(?:是)?(?:[一-龥]{0,2}的)?(?:几|多少)倍|占(?:了)?(?:多大|多少|几成|几分之几)(?:一?块)?",
        r"(?:有|存在)?(?:没有|什么|啥|何|哪些|哪里|哪)?(?:不一样|不同|区别|差别|差异|出入|异同|变化|共同点|相同点|共同之处|不同之处)(?:在哪里?|吗|么|嘛|没有?|呢)?",
        r"(?:是不是|是否|是)?(?:都|完全|真的|也)*(?:要求|定|写|说|规定)?(?:得|的)?(?:不太|不)?(?:一样|一个样|相同|一致|同样|一回事)[高多大严长重]?(?:吗|么|嘛|不|没有?)?",
        rf"(?:是不是|是否)?都{_SPEAKS}(?:到|了|过)*(?:没有?|吗|么|嘛)?(?=$|[，,。？?；;\s])",
        rf"(?:有没有|有无)(?:像[^，,。]{{1,8}}?(?:那样|一样))?(?:也)?{_SPEAKS}?(?:到|了|过|个)?(?:这个|这一项|这项|类似的?)?(?:指标|目标|要求|规定|定?数|的)?(?=$|[，,。？?；;\s])",
        rf"{_SPEAKS}(?:到|了|过)没有?(?=$|[，,。？?；;\s])",
        r"各(?:自)?(?:要|有|是|定|为)?(?:了)?(?:是)?(?:怎么|咋|如何)(?:说|写|讲|规定|要求|定)?的?|(?:咋|怎么|如何)(?:说|写|讲|规定)的?(?=$|[，,。？?；;\s])",
        r"各(?:自|个)?(?:是|要|有|定|为)*(?=多少|几|什么|啥)|分别(?:是|为|要|有)?",
        r"(?:这(?:俩|两个|几个|些)?(?:数字?)?)?(?:到底|究竟)?(?:能|可以|可)(?:不能|不可以)?(?:直接)?(?:相?比|比较|对比)(?:吗|么|嘛|不|吧)?",
        r"相比(?:之下|较)?|对比(?:一下)?(?!材料|表|稿|报告)|比较(?:一下|起来)?|比一(?:比|下)|比起来|放(?:在)?一起看?",
        r"(?:是|要)?(?:升|涨|高|多|提高|增加)(?:了)?(?:，|,)?还是(?:降|跌|低|少|降低|减少)(?:了)?",
        rf"{_SEVERAL}(?:里|中|里面|当中|之中)?",
        r"(?<!什)(?<!怎)(?<!那)(?:是)?(?:这样|真的)?的?(?:吗|么|嘛)(?=$|[？?。\s])",
        r"(?<![占百分对同环相])比(?![例重率])",
        r"(?i)\b(?:vs\.?|versus|compared?(?: (?:to|with))?|comparison|(?:the )?difference|between|"
        r"which (?:one |of them )?(?:is|has|sets)?|who|by how (?:much|many)|how much|and|"
        r"(?:is|are|the)? ?(?:higher|lower|larger|smaller|bigger|more|less|stricter|same)(?: than)?)\b",
    )
)
# how it is worded, where that is what is compared (口径一样吗)
_WORDING = re.compile(r"(?:的)?(?:说法|写法|提法|口径|表述|措辞|用词|讲法)(?:上)?(?:都)?")
# ... and what asks for nothing but which is more, or by how much
_WHICH_MORE = re.compile(
    rf"(?:谁|哪)[^，,。；;？?]{{0,8}}?[{_DEGREE}久](?!少)(?:一?[些点])?(?=$|[，,。；;？?\s])"
)
# 差几件, 贵几块, 多补多少
BY_HOW_MUCH = re.compile(
    rf"(?:相?差[距额]?(?:有|是)?|[{_DEGREE}](?:出|了)?)[补奖罚给拿交管禁]?(?:多[少大远久]|几)"
)
_ENDING = r"(?:个)?(?:百分点|[一-龥]{0,2}?)(?=$|[，,。；;？?\s])"
_BY_HOW_MUCH = re.compile(f"(?<![提降减增升最至])(?:{BY_HOW_MUCH.pattern}){_ENDING}")
# ... of one thing at two times; 能耗降低多少 of two places asks how much of each
_RISES = re.compile(f"(?:增加|提高|提升|上升|增长|下降|降低|减少|[涨降升])(?:了)?(?:多[少大]|几){_ENDING}")
_TIMES_SAID = re.compile("\\d\\d年|现在|目前|去年|上年|基[数期]|现状")
_ASKS_MORE = re.compile("多少|几|各|分别|什么|啥|怎|咋|如何|哪|谁|何|[吗么]|有没有|[定有提写设]了?没")
STRICT = re.compile(r"[更最]严|严格?(?:一?些|一?点)|哪[^，,]{0,6}严|谁[^，,]{0,6}严")
# 甲是乙的几倍: one figure by the other, where no text may have a figure in 倍
_TIMES = re.compile("(?:是|为|相当于|达到?)(?P<other>[^，,。；;？?]{1,16}?)(?:的)?(?:几|多少)倍")
# 西安的占全省的几成; 占生产总值多少 is a figure of its own, so that the other has to be a place
_SHARE = re.compile(
    "(?:占(?:到|了)?(?P<of>[一-龥]{2,8}?)的?(?:多少|多大的?(?:比例|比重|份额))|"
    "(?:占(?:到|了)?|是|为|相当于)(?P<other>[一-龥]{2,8}?)的?(?:几成|几分之几|百分之(?:几|多少)))"
)
NOT_THE_SAME = "说的不是同一项，数字不宜直接比较"
COMPARABLE = re.compile(r"一回事|口径|能.{0,3}比|可比|可以.{0,3}比")


def matter(text: str, amounts: Sequence[str] = ()) -> str:
    """A (simplified) question without the words that only compare, nor the figures it takes for granted.

    :param amounts: those figures, as the question writes them.
    """
    for amount in amounts:
        said = re.escape(amount.strip())
        # 15分钟服务圈 is a name
        text = re.sub(
            rf"(?:说|定|写|是|要|才|只有?|的)+了?{said}|{said}(?![一-龥])|{said}(?=[和跟与同比的吗么呢还能可])",
            " ",
            text,
        )
    for pattern in (IN_ORDER, *_FRAMES):
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", _WORDING.sub(" ", text)).strip(" ，,。？?！!；;")


def as_difference(text: str, is_place: Callable[[str], bool] | None = None) -> str:
    """甲是乙的几倍, 占乙的几成 as 甲比乙多多少, which asks for the same two figures; "" where no ratio is asked for.

    :param is_place: whether a text is a place's name; without it no share is read.
    """
    if m := _TIMES.search(text):
        return f"{text[: m.start()]}比{m['other']}多多少{text[m.end() :]}"
    if is_place is not None and (m := _SHARE.search(text)) and is_place(other := m["of"] or m["other"]):
        return f"{text[: m.start()]}比{other}多多少{text[m.end() :]}"
    return ""


def asks_share(text: str) -> bool:
    """Whether a question that asks for a ratio asks how great a part the one is of the other (几成, not 几倍)."""
    return not _TIMES.search(text) and bool(_SHARE.search(text))


def weighs_only(text: str) -> bool:
    """Whether a (simplified) question asks only which of its sides is more, or by how much: 谁多, 差几件, not 各多少."""
    left = _BY_HOW_MUCH.sub(" ", _WHICH_MORE.sub(" ", text))
    if len(_TIMES_SAID.findall(text)) > 1:
        left = _RISES.sub(" ", left)
    return left != text and not _ASKS_MORE.search(left)
